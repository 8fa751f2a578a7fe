package room

import (
	"fmt"
	"strings"
)

var peopleWords = map[string]word{
	"join": func(sc *script, a args) (string, error) {
		door := Door{Code: Onsite}
		if a.by["code"] != "" {
			door.Code = Side(a.by["code"])
		}
		if door.Code == "none" {
			door.Code = ""
		}
		p := &Join{Side: Side(a.at(1))}
		if a.by["name"] != "" {
			p.Name = sc.text(a.by["name"])
		}
		_, err := sc.send(Envelope{Actor: sc.voice(a.at(0)), Type: "voice.join/1", Payload: sc.json(p), Door: door})
		return sc.did("%s joined", a.at(0)), err
	},
	"side": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "person.side/1", &MoveSide{sc.ids[a.at(0)], Side(a.at(1))})
		return sc.did("%s is %s", a.at(0), a.at(1)), err
	},
	"access": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.voice(a.at(0)), "voice.access/1", &SetAccess{On: a.at(1) != "off"})
		return sc.did("%s needs time", a.at(0)), err
	},
	"mute":    sanctionWord("person.mute/1"),
	"ban":     sanctionWord("person.ban/1"),
	"restore": personWord("person.restore/1"),
	"unmerge": personWord("person.unmerge/1"),
	"merge": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "person.merge/1", &Merge{Keep: sc.ids[a.at(0)], Other: sc.ids[a.at(1)]})
		return sc.did("%s and %s are one", a.at(0), a.at(1)), err
	},
	"object": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.voice(a.at(0)), "merge.object/1", None{})
		return sc.did("%s objects", a.at(0)), err
	},
	"hub": func(sc *script, a args) (string, error) {
		p := AddHub{Name: sc.text(a.at(0)), Count: a.num("count", 10)}
		if seat, ok := sc.seats[a.by["seat"]]; ok {
			p.Seat = ItemID(seat.ID)
		}
		if a.by["link"] != "" {
			p.Link = LinkHash(a.by["link"])
		}
		r, err := sc.try(sc.by(a, "moderator"), "hub.add/1", &p)
		if err != nil {
			return "", err
		}
		f := facts[HubAdded](r)
		sc.call(a.at(0), f.Person)
		if f.Seat != "" {
			sc.seats[a.at(0)+"-seat"] = Actor{ActorSeat, string(f.Seat)}
		}
		return sc.did("hub %s", a.at(0)), nil
	},
	// signal and take-signal are of a voice, or of a hub's seat.
	"signal":      signalWord("signal.send/1"),
	"take-signal": signalWord("signal.take/1"),
	"clear-signal": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "signal.clear/1", &Signalled{SignalKind(a.at(0))})
		return sc.did("%s: %d", a.at(0), sc.signals(a.at(0))), err
	},
	"leave": func(sc *script, a args) (string, error) {
		r, err := sc.try(sc.voice(a.at(0)), "voice.leave/1", None{})
		if err != nil {
			return "", err
		}
		return sc.did("%s left, %d texts go", a.at(0), len(facts[Erased](r).Texts)), nil
	},
	"name": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.voice(a.at(0)), "voice.name/1", &SetName{sc.text(a.at(1))})
		return sc.did("%s has a name", a.at(0)), err
	},
	"crowd": func(sc *script, a args) (string, error) {
		for i := range a.num("online", 0) {
			sc.arrive(fmt.Sprintf("o%d", i+1), Online)
		}
		for i := range a.num("onsite", 0) {
			sc.arrive(fmt.Sprintf("r%d", i+1), Onsite)
		}
		return sc.did("%d hands", len(sc.s.Floor.Hands)), nil
	},
}

// arrive lets somebody in who raises a hand at once.
func (sc *script) arrive(name string, side Side) {
	sc.do(sc.voice(name), "voice.join/1", &Join{Side: side})
	sc.do(sc.voice(name), "hand.raise/1", &RaiseHand{})
}

func (sc *script) signals(kind string) int {
	if sig := sc.s.Signals[SignalKind(kind)]; sig != nil {
		return len(sig.By)
	}
	return 0
}

func sanctionWord(name string) word {
	return func(sc *script, a args) (string, error) {
		p := Sanctioned{Person: sc.ids[a.at(0)], Rule: "spam", Reason: sc.text("repeats itself")}
		_, err := sc.try(sc.by(a, "moderator"), name, &p)
		return sc.did("%s %s", name[len("person."):len(name)-2], a.at(0)), err
	}
}

// personWord names a person and nothing else.
func personWord(name string) word {
	return func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), name, &PersonRef{sc.ids[a.at(0)]})
		return sc.did("%s %s", strings.TrimPrefix(Bare(name), "person."), a.at(0)), err
	}
}

func signalWord(name string) word {
	return func(sc *script, a args) (string, error) {
		by, seated := sc.seats[a.at(0)]
		if !seated {
			by = sc.voice(a.at(0))
		}
		_, err := sc.try(by, name, &Signalled{SignalKind(a.at(1))})
		var said []string
		for _, kind := range SignalKinds {
			if n := sc.signals(string(kind)); n > 0 {
				said = append(said, fmt.Sprintf("%s: %d", kind, n))
			}
		}
		return sc.did("%s", strings.Join(said, ", ")), err
	}
}
