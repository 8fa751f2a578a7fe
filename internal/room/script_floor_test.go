package room

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
)

// facts reads what a record decided.
func facts[F any](r Record) (f F) {
	if err := json.Unmarshal(r.Facts, &f); err != nil {
		panic(err)
	}
	return f
}

var floorWords = map[string]word{
	"raise": func(sc *script, a args) (string, error) {
		by := sc.voice(a.at(0))
		if side := Side(a.at(1)); side != "" && sc.s.People[PersonID(by.ID)] == nil {
			if _, err := sc.try(by, "voice.join/1", &Join{Side: side}); err != nil {
				return "", err
			}
		}
		p := RaiseHand{Question: a.num("question", 0)}
		if a.by["read"] != "" {
			p.Read = sc.text(a.by["read"])
		}
		r, err := sc.try(by, "hand.raise/1", &p)
		if err != nil {
			return "", err
		}
		return sc.raised(a.at(0), facts[HandRaised](r)), nil
	},
	"lower": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, a.at(0)), "hand.lower/1", &HandRef{sc.hand(a.at(0))})
		return sc.did("%s lowered", a.at(0)), err
	},
	"drop": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "hand.drop/1", &DropHand{Hand: sc.hand(a.at(0))})
		return sc.did("%s dropped", a.at(0)), err
	},
	"give-back": func(sc *script, a args) (string, error) {
		id := ItemID("ZZZZ")
		for _, h := range sc.s.Floor.Dropped {
			if h.Person == sc.ids[a.at(0)] {
				id = h.ID
			}
		}
		_, err := sc.try(sc.by(a, "moderator"), "hand.restore/1", &HandRef{id})
		return sc.did("%s has the hand back", a.at(0)), err
	},
	"add": func(sc *script, a args) (string, error) {
		p := AddHand{Side: Side(a.at(1)), Person: sc.ids[a.at(0)], Line: a.by["line"], Question: a.num("question", 0), Number: a.num("number", 0)}
		if label := a.by["label"]; p.Person == "" || label != "" {
			p.Label = sc.text(cmp.Or(label, a.at(0)))
		}
		if a.by["read"] != "" {
			p.Read = sc.text(a.by["read"])
		}
		r, err := sc.try(sc.by(a, "moderator"), "hand.add/1", &p)
		if err != nil {
			return "", err
		}
		f := facts[HandRaised](r)
		if f.Person != "" {
			sc.call(a.at(0), f.Person)
		}
		return sc.raised(a.at(0), f), nil
	},
	"queue": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "queue."+a.at(0)+"/1", None{})
		return sc.did("queue %s", a.at(0)), err
	},
	"mics": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "mics.set/1", &SetMics{append([]string{}, a.bare...)})
		return sc.did("microphones %s", strings.Join(a.bare, " ")), err
	},
	"favour": func(sc *script, a args) (string, error) {
		side := Side(a.at(0))
		if side == "off" {
			side = ""
		}
		_, err := sc.try(sc.by(a, "moderator"), "uneven.set/1", &SetUneven{side})
		return sc.did("favour %s", a.at(0)), err
	},
	"block": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "block.open/1", &OpenBlock{a.num("question", 0)})
		return sc.did("block for question %d", a.num("question", 0)), err
	},
	"unblock": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "block.close/1", None{})
		return sc.did("block closed, %d used", sc.s.Floor.Blocks), err
	},

	"next": func(sc *script, a args) (string, error) {
		r, err := sc.try(sc.by(a, "moderator"), "turn.call/1", &CallNext{After: a.num("after", len(sc.s.Floor.Turns)), Hand: sc.kept(a)})
		return sc.called(r, err, "")
	},
	"override": func(sc *script, a args) (string, error) {
		p := Override{After: a.num("after", len(sc.s.Floor.Turns)), Why: a.by["why"]}
		if p.Hand = sc.hand(a.at(0)); p.Hand == "ZZZZ" {
			p.Hand, p.Person = "", sc.ids[a.at(0)]
		}
		if a.by["reason"] != "" {
			p.Reason = sc.text(a.by["reason"])
		}
		r, err := sc.try(sc.by(a, "moderator"), "turn.override/1", &p)
		return sc.called(r, err, "override "+p.Why)
	},
	"enter": func(sc *script, a args) (string, error) {
		p := EnterTurn{Side: Side(a.at(1)), Person: sc.ids[a.at(0)], Seconds: Seconds(a.num("seconds", 60)), Why: a.by["why"]}
		if label := a.by["label"]; label != "" {
			p.Label = sc.text(label)
		}
		r, err := sc.try(sc.by(a, "moderator"), "turn.enter/1", &p)
		if err == nil {
			sc.call(a.at(0), facts[TurnCalled](r).Person)
		}
		return sc.called(r, err, "entered "+p.Why)
	},
	"seat": func(sc *script, a args) (string, error) {
		p := SeatTurn{a.num("after", len(sc.s.Floor.Turns)), ItemID(sc.seats[a.at(0)].ID)}
		r, err := sc.try(sc.by(a, "moderator"), "turn.seat/1", &p)
		return sc.seated(r, err, a.at(0))
	},
	"answer": func(sc *script, a args) (string, error) {
		p := AnswerTurn{a.num("after", len(sc.s.Floor.Turns)), ItemID(sc.seats[a.at(0)].ID)}
		r, err := sc.try(sc.by(a, "moderator"), "turn.answer/1", &p)
		return sc.seated(r, err, a.at(0))
	},
	"followup": turnWord("turn.followup/1"),
	"pause":    turnWord("turn.pause/1"),
	"resume":   turnWord("turn.resume/1"),
	"end":      turnWord("turn.end/1"),
	"absent":   turnWord("turn.absent/1"),
	"undo":     turnWord("turn.undo/1"),
	"extend": func(sc *script, a args) (string, error) {
		p := ExtendTurn{a.num("turn", sc.s.Floor.Running), Seconds(a.num("by-seconds", 30))}
		_, err := sc.try(sc.by(a, "moderator"), "turn.extend/1", &p)
		return sc.turn("extended", p.Turn), err
	},

	"ask-order": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.voice(a.at(0)), "order.ask/1", None{})
		return sc.did("%s asks for a point of order", a.at(0)), err
	},
	"grant-order":  orderWord("order.grant/1"),
	"refuse-order": orderWord("order.refuse/1"),
	"uphold-order": orderWord("order.uphold/1"),

	"place": func(sc *script, a args) (string, error) {
		p, ok := sc.s.Place(sc.hand(a.at(0)), sc.now)
		switch {
		case !ok:
			return "no hand", nil
		case p.Place == 0:
			return fmt.Sprintf("no place: %s", p.Why), nil
		case p.NotReached:
			return fmt.Sprintf("place %d, %s, first %v: probably not reached", p.Place, p.Why, p.First), nil
		}
		return fmt.Sprintf("place %d, %s, first %v: %d to %d seconds", p.Place, p.Why, p.First, p.From, p.To), nil
	},
	"second": func(sc *script, _ args) (string, error) {
		p, ok := sc.s.Second()
		if !ok {
			return "nobody is second", nil
		}
		return "second: " + sc.name(p.Person), nil
	},
	"hints": func(sc *script, _ args) (string, error) {
		uneven, _ := sc.s.Uneven()
		unheard, _ := sc.s.Unheard()
		return fmt.Sprintf("uneven %q, unheard %q", uneven, unheard), nil
	},
	"balance": func(sc *script, _ args) (string, error) { return sc.balance(), nil },
	"play":    func(sc *script, a args) (string, error) { return sc.play(a.num("turns", 1)), nil },
}

func turnWord(name string) word {
	return func(sc *script, a args) (string, error) {
		n := sc.s.Floor.Running
		switch name {
		case "turn.undo/1":
			n, _, _ = sc.s.Undoable()
		case "turn.followup/1":
			if t := sc.s.lastAudience(); t != nil {
				n = t.N
			}
		}
		n = a.num("turn", n)
		r, err := sc.try(sc.by(a, "moderator"), name, &TurnRef{n})
		what := strings.TrimSuffix(strings.TrimPrefix(name, "turn."), "/1")
		if err == nil && name == "turn.undo/1" {
			what += " " + string(facts[TurnUndone](r).Undid)
		}
		return sc.turn(what, n), err
	}
}

func orderWord(name string) word {
	return func(sc *script, a args) (string, error) {
		id, also := ItemID("ZZZZ"), sc.ordersOf(a.bare[min(1, len(a.bare)):])
		for _, o := range sc.s.Floor.Orders {
			if o.Person == sc.ids[a.at(0)] && (id == "ZZZZ" || (o.State == orderAsked) != (name == "order.restore/1")) {
				id = o.ID
			}
		}
		var payload any = &OrderRef{id}
		if name == "order.refuse/1" {
			payload = &RefuseOrder{Order: id, Also: also}
		}
		if name == "order.restore/1" {
			payload = &RestoreOrder{id, also}
		}
		_, err := sc.try(sc.by(a, "moderator"), name, payload)
		return sc.did("%s %s", strings.TrimSuffix(name, "/1"), a.at(0)), err
	}
}

func (sc *script) raised(name string, f HandRaised) string {
	lot := ""
	if f.Lot {
		lot = ", in the lot"
	}
	if f.Number > 0 {
		lot += fmt.Sprintf(", number %d", f.Number)
	}
	return sc.did("hand %s%s", name, lot)
}

func (sc *script) called(r Record, err error, how string) (string, error) {
	if err != nil {
		return "", err
	}
	f := facts[TurnCalled](r)
	said := fmt.Sprintf("turn %d: %s %s", f.Turn, sc.name(f.Person), f.Side)
	if f.Line != "" && !strings.HasPrefix(f.Line, "hub:") {
		said += "/" + f.Line
	}
	if !f.First {
		said += ", later"
	}
	if f.Length != 90 {
		said += fmt.Sprintf(", %d s", f.Length)
	}
	if how != "" {
		said += ", " + strings.TrimSpace(how)
	}
	if f.Free {
		said += ", free"
	}
	return sc.did("%s", said), nil
}

func (sc *script) seated(r Record, err error, name string) (string, error) {
	if err != nil {
		return "", err
	}
	f := facts[SeatCalled](r)
	to := ""
	if f.To > 0 {
		to = fmt.Sprintf(" answers turn %d", f.To)
	}
	return sc.did("turn %d: %s%s, %d s", f.Turn, name, to, f.Length), nil
}

// turn tells a turn after something happened to it.
func (sc *script) turn(what string, n int) string {
	t := sc.s.Turn(n)
	if t == nil {
		return what
	}
	state := "running"
	switch {
	case t.Void:
		state = "void"
	case t.Over:
		state = "over"
	case t.InPause:
		state = "paused"
	}
	return sc.did("%s turn %d: %s, %d of %d s", what, n, state, t.Spoken(sc.now), t.Length)
}

func (sc *script) balance() string {
	b := sc.s.Balance(sc.now)
	var out []string
	for _, side := range []Side{Onsite, Online} {
		x := b.Sides[side]
		out = append(out, fmt.Sprintf("%s: %d turns, %d s, %d first, %d people, overrides %v, free %d",
			side, x.Turns, x.Seconds, x.First, x.People, x.Overrides, x.Free))
	}
	return strings.Join(append(out, fmt.Sprintf("panel %d s, table %d s, order %d s, questions %v",
		b.Panel, b.Table, b.Order, b.Questions)), "\n")
}

// play calls so many turns by the rule; whoever was heard raises again.
func (sc *script) play(turns int) string {
	sides, heard := "", map[PersonID]bool{}
	for range turns {
		h, ok := sc.s.NextHand()
		if !ok {
			break
		}
		who := h.Person
		r := sc.do(sc.seats["moderator"], "turn.call/1", &CallNext{After: len(sc.s.Floor.Turns)})
		sides += map[Side]string{Onsite: "R", Online: "O"}[facts[TurnCalled](r).Side]
		heard[who] = true
		sc.do(sc.seats["moderator"], "turn.end/1", &TurnRef{sc.s.Floor.Running})
		sc.raiseAgain(who)
	}
	return fmt.Sprintf("%s, %d people heard", sides, len(heard))
}

func (sc *script) raiseAgain(id PersonID) {
	switch who := sc.s.People[id]; who.Kind {
	case ByPhone:
		sc.do(Actor{ActorVoice, string(id)}, "hand.raise/1", &RaiseHand{})
	default:
		line := ""
		if slices.Contains(sc.s.Floor.Mics, who.Line) {
			line = who.Line
		}
		sc.do(sc.seats["moderator"], "hand.add/1", &AddHand{Side: who.Side, Person: id, Line: line})
	}
}

// kept is the hand that a desk without network called; "" for any other call.
func (sc *script) kept(a args) ItemID {
	if a.by["kept"] == "" {
		return ""
	}
	return sc.hand(a.by["kept"])
}
