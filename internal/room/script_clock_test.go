package room

import "fmt"

var clockWords = map[string]word{
	// room begins anew with a session planned to start at that second; hold=off is
	// a room that shows what participants write at once.
	"room": func(sc *script, a args) (string, error) {
		*sc = *scriptOf(sc.failer, func(x *Setup) {
			x.Start, x.Policy.Hold = int64(a.num("start", 0)), a.by["hold"] != "off"
		})
		return sc.did("planned to start at %d", a.num("start", 0)), nil
	},
	// wait lets seconds pass; the room moves by itself where it says it would.
	"wait": func(sc *script, a args) (string, error) {
		var n int
		if _, err := fmt.Sscan(a.at(0), &n); err != nil {
			return "", err
		}
		return sc.until(sc.now + Seconds(n)), nil
	},
	"until": func(sc *script, a args) (string, error) {
		var n int
		if _, err := fmt.Sscan(a.at(0), &n); err != nil {
			return "", err
		}
		return sc.until(Seconds(n)), nil
	},
	"start": func(sc *script, a args) (string, error) {
		r, err := sc.try(sc.by(a, "moderator"), "session.start/1", None{})
		if err != nil {
			return "", err
		}
		f := facts[Started](r)
		return sc.did("begin %d, audience %d, closing %d, end %d", f.Begin, f.Audience, f.Closing, f.End), nil
	},
	"part": func(sc *script, a args) (string, error) {
		after := sc.s.Session.Part
		if a.by["after"] != "" {
			after = PartKind(a.by["after"])
		}
		r, err := sc.try(sc.by(a, "moderator"), "part.next/1", &NextPart{after})
		if err != nil {
			return "", err
		}
		return sc.did("part %s", facts[PartBegun](r).Part), nil
	},
	"take": func(sc *script, a args) (string, error) {
		p := TakeTime{PartKind(a.by["from"]), PartKind(a.by["for"]), Seconds(a.num("seconds", 0))}
		_, err := sc.try(sc.by(a, "moderator"), "part.take/1", &p)
		x := &sc.s.Session
		return sc.did("audience %d, closing %d, end %d", x.Audience, x.Closing, x.End), err
	},
	"plan": func(sc *script, a args) (string, error) {
		p := SetPlan{[]PlanPart{
			{Opening, Seconds(a.num("opening", 0))}, {Panel, Seconds(a.num("panel", 0))},
			{Audience, Seconds(a.num("audience", 0))}, {Closing, Seconds(a.num("closing", 0))},
		}}
		_, err := sc.try(sc.by(a, "moderator"), "plan.set/1", &p)
		return sc.did("plan"), err
	},
	"question": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "question.now/1", &QuestionNow{a.num("now", 0)})
		return sc.did("question %d", sc.s.Session.Question), err
	},
	"gap": func(sc *script, a args) (string, error) {
		d := Seconds(a.num("seconds", 0))
		sc.now += d
		_, err := sc.try(Actor{Kind: ActorRoom}, "reopen/1", &Reopen{d})
		return sc.did("nobody kept the clock for %d s", d), err
	},
	"choose": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "clock.choose/1", &ChooseClock{a.at(0)})
		x := &sc.s.Session
		return sc.did("audience %d, closing %d, end %d", x.Audience, x.Closing, x.End), err
	},
	"clock": func(sc *script, _ args) (string, error) {
		c := sc.s.Clock(sc.now)
		return fmt.Sprintf("at %d: part %q since %d, ends %d, takes %q; warns %v; %d to present, %d s each",
			sc.now, c.Part, c.Since, c.Ends, c.Takes, c.Warn, c.Left, c.Each), nil
	},
	"exchanges": func(sc *script, a args) (string, error) {
		d := a.num("seconds", 0)
		return fmt.Sprintf("%d seconds = %d audience exchanges", d, sc.s.Exchanges(Seconds(d))), nil
	},
	"close": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "session.close/1", None{})
		return sc.did("closed"), err
	},
	// floor opens the audience's part; with lots=off the lot window is over.
	"floor": func(sc *script, a args) (string, error) {
		mod := sc.seats["moderator"]
		if sc.s.Session.Phase == Before {
			sc.do(mod, "session.start/1", None{})
		}
		for sc.s.Session.Part != Audience {
			sc.do(mod, "part.next/1", &NextPart{sc.s.Session.Part})
		}
		if a.by["lots"] == "off" {
			sc.until(sc.now + sc.s.Info.Policy.Floor.LotAfter + 1)
		}
		return sc.did("the floor is open"), nil
	},
}

func (sc *script) until(to Seconds) string {
	said := ""
	for next, ok := sc.s.Next(); ok && next.At <= to; next, ok = sc.s.Next() {
		sc.now = max(next.At, sc.now)
		sc.do(Actor{Kind: ActorRoom}, next.Name, next.Payload)
		said += sc.did("%s at %d", Bare(next.Name), sc.now) + "\n"
	}
	sc.now = to
	return said + fmt.Sprintf("at %d", sc.now)
}
