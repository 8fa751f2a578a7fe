package room

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
)

var undoWords = map[string]word{
	// last tells what a seat did last and how it would be taken back.
	"last": func(sc *script, a args) (string, error) {
		act, ok := sc.lastAct(sc.by(a, "moderator"))
		if !ok {
			return "nothing", nil
		}
		said := fmt.Sprintf("%d %s", act.Index, Bare(act.Name))
		if act.Person != "" {
			said += " of " + sc.name(act.Person)
		}
		if act.Turn != 0 {
			said += fmt.Sprintf(", turn %d", act.Turn)
		}
		switch {
		case !act.Ready:
			return said + ": stays", nil
		case act.Back.Asks != "":
			return fmt.Sprintf("%s: %s, asks for a %s", said, Bare(act.Back.Name), act.Back.Asks), nil
		}
		return fmt.Sprintf("%s: %s", said, Bare(act.Back.Name)), nil
	},
	// take-last takes that back.
	"take-last": func(sc *script, a args) (string, error) {
		by := sc.by(a, "moderator")
		act, ok := sc.lastAct(by)
		if !ok || act.Back.Name == "" {
			return "", refuse(CodeStale, "act")
		}
		_, err := sc.takeBack(by, act)
		return sc.did("%s takes %s back", Bare(act.Back.Name), Bare(act.Name)), err
	},
	// correct says who had a turn, and when, as it shall stand.
	"correct": func(sc *script, a args) (string, error) {
		t := sc.s.Turn(a.num("turn", len(sc.s.Floor.Turns)))
		if t == nil {
			return "", refuse(CodeNoSuch, "turn")
		}
		p := CorrectTurn{
			Turn: t.N, Person: t.Person, Seat: t.Seat,
			Start: Seconds(a.num("start", int(t.Start))), Seconds: Seconds(a.num("seconds", int(t.Spoken(sc.now)))),
		}
		if a.by["reason"] != "none" {
			p.Reason = sc.text("It was noted wrongly.")
		}
		switch seat, ok := sc.seats[a.at(0)]; {
		case ok:
			p.Seat = ItemID(seat.ID)
		case a.by["new"] != "":
			p.Person, p.Side, p.Label = "", Side(a.by["new"]), sc.text(a.at(0))
		case a.at(0) != "":
			p.Person = sc.ids[a.at(0)]
		}
		r, err := sc.try(sc.by(a, "moderator"), "turn.correct/1", &p)
		if err != nil {
			return "", err
		}
		f := facts[TurnCorrected](r)
		if a.by["new"] != "" {
			sc.call(a.at(0), f.Person)
		}
		who := string(f.Side)
		if f.Person != "" {
			who = sc.name(f.Person) + " " + who
		}
		return sc.did("turn %d: %s, from %d, %d s, first %v", t.N, who, t.Start, t.Spoken(sc.now), t.First), nil
	},
	"part-back": func(sc *script, a args) (string, error) {
		p := PartRef{sc.s.Session.Part}
		if a.at(0) != "" {
			p.Part = PartKind(a.at(0))
		}
		_, err := sc.try(sc.by(a, "moderator"), "part.back/1", &p)
		return sc.did("part %s since %d", sc.s.Session.Part, sc.s.Session.Since), err
	},
	"unstart": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "session.unstart/1", None{})
		return sc.did("session %s", sc.s.Session.Phase), err
	},
	"edit-seat": func(sc *script, a args) (string, error) {
		p := EditSeat{Seat: ItemID(sc.seats[a.at(0)].ID), Name: sc.text("Amber"), Group: "technical", Absent: true}
		_, err := sc.try(sc.by(a, "organizer"), "seat.edit/1", &p)
		return sc.did("%s edited", a.at(0)), err
	},
	"roles": func(sc *script, a args) (string, error) {
		p := SetRoles{Seat: ItemID(sc.seats[a.at(0)].ID), Roles: []Role{Speaker}, Deputy: []Role{Rapporteur}}
		if roles := a.by["to"]; roles != "" {
			p.Roles, p.Deputy = nil, nil
			for _, role := range strings.Split(roles, ",") {
				p.Roles = append(p.Roles, Role(role))
			}
		}
		_, err := sc.try(sc.by(a, "moderator"), "seat.roles/1", &p)
		return sc.did("%s has other roles", a.at(0)), err
	},
	"codes": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "codes.set/1", &SetCodes{sc.text("EEEE-FFFF"), sc.text("GGGG-HHHH")})
		return sc.did("new codes"), err
	},
	"captions": func(sc *script, a args) (string, error) {
		p := SetCaptions{}
		if a.at(0) != "" {
			p.URL = sc.text(a.at(0))
		}
		_, err := sc.try(sc.by(a, "moderator"), "captions.set/1", &p)
		url, _ := sc.texts[sc.s.Captions]
		return sc.did("captions %q", url), err
	},
	"edit-question": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "question.edit/1", &EditQuestion{1, sc.text("Who has the keys?")})
		return sc.did("question 1"), err
	},
	"more-time": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "person.access/1", &SetAccess{sc.ids[a.at(0)], a.at(1) != "off"})
		return sc.did("%s has more time", a.at(0)), err
	},
	"side-back":     personWord("person.back/1"),
	"drop-hub":      personWord("hub.drop/1"),
	"unfollow":      turnWord("turn.unfollow/1"),
	"restore-order": orderWord("order.restore/1"),
	"signal-back": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "signal.restore/1", &Signalled{SignalKind(a.at(0))})
		return sc.did("%s: %d", a.at(0), sc.signals(a.at(0))), err
	},
	"add-question": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "question.add/1", &AddQuestion{sc.text("And who pays?")})
		return sc.did("%d questions", len(sc.s.Agenda)), err
	},
	"drop-question": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "question.drop/1", &QuestionRef{a.num("question", len(sc.s.Agenda))})
		return sc.did("%d questions", len(sc.s.Agenda)), err
	},
	"outcome-back": func(sc *script, a args) (string, error) {
		o := sc.s.outcome(sc.item(a.at(0)))
		p := OutcomeBack{o.ID, o.Status}
		if a.by["from"] != "" {
			p.From = OutcomeStatus(a.by["from"])
		}
		_, err := sc.try(sc.by(a, "moderator"), "outcome.back/1", &p)
		return sc.outcomeLine(a.at(0)), err
	},
	"objection-back": func(sc *script, a args) (string, error) {
		p := ObjectionBack{sc.item(a.at(0)), ObjectionStage(a.by["from"])}
		_, err := sc.try(sc.by(a, "moderator"), "objection.back/1", &p)
		return sc.objectionLine(a.at(0)), err
	},
	"uncount-present": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "presence.clear/1", &PresenceLine{sc.line(a.at(0))})
		return fmt.Sprintf("%d present", sc.s.PresentNow()), err
	},
}

func (sc *script) lastAct(by Actor) (LastAct, bool) {
	texts := func(t Text) (string, bool) { b, ok := sc.texts[t]; return b, ok }
	act, ok := sc.s.LastActs(texts, sc.now)[ItemID(by.ID)]
	return act, ok
}

// takeBack sends an act's inverse, with what it asks.
func (sc *script) takeBack(by Actor, act LastAct) (Record, error) {
	payload := map[string]any{}
	if err := json.Unmarshal(act.Back.Payload, &payload); err != nil {
		sc.Fatalf("%s: %v", act.Back.Payload, err)
	}
	if act.Back.Asks != "" {
		payload["reason"] = sc.text("Pressed by mistake.")
	}
	if act.Back.Asks == AsksRule {
		payload["rule"] = "spam"
	}
	return sc.try(by, act.Back.Name, payload)
}

// drawnUndo are the lines of a script that the floor's traffic does not draw.
var drawnUndo = strings.Split(`correct turn=%n seconds=%s; correct %p turn=%n; correct %p turn=%n start=70 seconds=5
correct speaker-1 turn=%n; correct x%n new=online turn=%n; part; part-back; part-back; unstart; start; side-back %p; drop-hub %h
unfollow; restore-order %p; signal %o captions; clear-signal captions; signal-back captions; add-question; drop-question
say moderator view; say %o concern; publish s2; publish s3; hold s2; hold s3; votes s3 1-0-0; reject s3 rule=spam reason=no; hide s2 rule=spam reason=no; unhide s2 reason=yes
count s1 room %n-1-0; count s1 room 0-0-0; draft; draft fields=for; edit o1 fields=against words=Again; discard o%n; read o%n; put o%n; settle o2
hide-outcome o1 rule=hate; unhide-outcome o1 reason=yes; answers o1 1-0-0; hands o%n room %n-0-0; outcome-back o%n
objection %o o%n; objection moderator o%n; heard x%n; take-back x%n reason=said; objection-back x%n from=heard
objection-back x%n from=taken; present present-room %n; uncount-present present-room; scene codes; scene outcome o1; scene rule
sweep;unsweep; issue onsite n=%n; slip %o %n; want-slips onsite; want-slips onsite off; report %o s%n; report %o s%n rule=hate; dismiss s%n; reports-back s%n; reject s2 s3 rule=spam reason=no; hold s2 s3; refuse-order %p %p; blank; blank off; take from=audience for=panel seconds=60; take-last; take-last; warn %o; unwarn %o; mute %o; restore %o
veil x%n; veil x%n; unveil x%n reason=yes; veil %o; unveil %o reason=yes; veil t%n; unveil t%n reason=yes; solo; solo off; helper-code hana HHHH-KKKK; helper-join hana`, "; ")
