package report

import (
	"fmt"
	"slices"
	"sort"

	"parley/internal/room"
	"parley/internal/words"
)

// method says how many of how many answered, by which way and when, and what
// that means.
func (b *builder) method() []Sentence {
	out := []Sentence{}
	phones, lines, last := 0, map[string]bool{}, room.Seconds(0)
	var rests []string
	for _, id := range b.s.OutcomeOrder {
		o := b.s.Outcomes[id]
		if o.Found == nil || o.Found.Kind == room.NotPut {
			continue
		}
		rests = append(append(rests, outcomeAnchor(id)), b.settledIn(o)...)
		phones = max(phones, o.Found.Phones.N())
		for l := range o.Found.Lines {
			lines[b.lineName(l)] = true
		}
		last = max(last, o.SettledAt)
	}
	if len(rests) == 0 {
		return append(out, b.sentence("report.method.none", []string{b.latest()}, nil))
	}
	by := []string{b.t.T("report.line.phones")}
	by = append(by, sorted(lines)...)
	args := words.Args{"phones": phones, "present": b.s.PresentNow(), "by": b.t.List(by), "when": b.when(last)}
	counted := "report.method.uncounted"
	switch {
	case b.s.PresentShort():
		counted = "report.method.short"
	case b.s.PresentNow() > 0:
		counted = "report.method.present"
	case len(b.s.Present) > 0:
		counted, args["counted"] = "report.method.partly", b.t.List(b.present())
	}
	out = append(out, b.sentence(counted, rests, args), b.rule())
	out = append(out, b.sentence("report.method.chose", []string{b.opened()}, nil))
	return append(out, b.sentence("report.method.open", []string{b.opened()}, nil))
}

// rule is by which shares outcomes are found.
func (b *builder) rule() Sentence {
	p := b.s.Info.Policy.Outcome
	share := func(x [2]int) string { return fmt.Sprintf("%d/%d", x[0], x[1]) }
	return b.sentence("report.method.rule", []string{b.opened()}, words.Args{
		"few": p.Few, "unsure": share(p.Unsure), "open": share(p.Open), "agree": share(p.Agree),
		"against": share(p.Against), "side": share(p.SideAgree), "least": p.SideLeast,
	})
}

// present names whose people were counted as present.
func (b *builder) present() (out []string) {
	for _, side := range []room.Side{room.Onsite, room.Online} {
		if _, entered := b.s.Present[room.PresentLine(side)]; entered {
			out = append(out, b.t.T("side."+string(side)))
		}
	}
	hubs := map[string]bool{}
	for line := range b.s.Present {
		id, ok := line.Hub()
		if hub := b.s.People[id]; ok && hub != nil {
			hubs[b.text(hub.Name)] = true
		}
	}
	return append(out, sorted(hubs)...)
}

func sorted(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// missing says which groups nobody at the table belongs to.
func (b *builder) missing() []Sentence {
	has := map[string]bool{}
	unknown, rests := 0, []string{b.latest()}
	for _, id := range b.s.SeatOrder {
		seat := b.s.Seats[id]
		if !seat.Has(room.Speaker) && !seat.Has(room.Moderator) || seat.Absent {
			continue
		}
		rests = append(rests, "seat-"+string(id))
		has["group."+seat.Group], has["region."+seat.Region] = true, true
		if seat.Group == "" || seat.Region == "" {
			unknown++
		}
	}
	out := []Sentence{}
	add := func(key, prefix string, from []string, leave ...string) {
		var names []string
		for _, code := range from {
			if !has[prefix+code] && !slices.Contains(leave, code) {
				names = append(names, b.t.T(prefix+code))
			}
		}
		if len(names) > 0 {
			out = append(out, b.sentence(key, rests, words.Args{"names": b.t.List(names)}))
		}
	}
	add("report.missing.groups", "group.", room.StakeholderGroups, "press", "youth")
	add("report.missing.regions", "region.", room.RegionalGroups, "intergovernmental", "other")
	if unknown > 0 {
		out = append(out, b.sentence("report.missing.unknown", rests, words.Args{"n": unknown}))
	}
	return out
}

// questions are the session's questions in order, and last, when anything
// carries none, number 0.
func (b *builder) questions() []Question {
	out := []Question{}
	for n := 1; n <= len(b.s.Agenda); n++ {
		q := b.s.Agenda[n-1]
		out = append(out, b.question(n, string(q.Kind), b.text(q.Text)))
	}
	if q := b.question(0, "", b.t.T("report.no_question")); len(q.Outcomes)+len(q.Statements) > 0 {
		out = append(out, q)
	}
	return out
}

func (b *builder) question(n int, kind, text string) Question {
	ofQuestion := func(x *room.Statement) bool { return x.Question == n }
	q := Question{N: n, Kind: kind, Text: text, Outcomes: b.outcomes(n), Statements: b.statements(ofQuestion, room.View, room.Concern)}
	q.Rests = b.last(room.Thing{Kind: room.AQuestion, N: n}, "question.add/1", "question.edit/1")
	var spoken room.Seconds
	for _, t := range b.s.Floor.Turns {
		if !t.Void && t.Question == n {
			q.Turns++
			spoken += t.Spoken(b.now)
		}
	}
	q.Time, q.Seconds = duration(spoken), spoken
	q.Reached = n > 0 && (q.Turns > 0 || len(q.Outcomes) > 0)
	return q
}

// gaps say what was drafted and not put to the room, and which question was
// not reached.
func (b *builder) gaps(questions []Question) []Sentence {
	out := []Sentence{}
	for _, q := range questions {
		for _, o := range q.Outcomes {
			if o.Kind == room.NotPut {
				text := o.Text
				if text == "" {
					text = b.t.T("report.rests_on_hidden")
				}
				out = append(out, b.sentence("report.gap.not_put", append(b.last(anOutcome(o.ID), "outcome.draft/1"), outcomeAnchor(o.ID)), words.Args{"text": text}))
			}
		}
		if q.N > 0 && !q.Reached {
			out = append(out, b.sentence("report.gap.not_reached", append(q.Rests[:len(q.Rests):len(q.Rests)], questionAnchor(q.N)), words.Args{"number": q.N, "text": q.Text}))
		}
	}
	return out
}

// turns is the floor's record, voided calls left out.
func (b *builder) turns() []Turn {
	out := []Turn{}
	for _, t := range b.s.Floor.Turns {
		if t.Void {
			continue
		}
		side, _ := t.From()
		x := Turn{
			N: t.N, Anchor: turnAnchor(t.N), Who: b.t.T("side." + string(side)), Side: side, Seat: t.Seat,
			Kind: t.Kind, KindName: b.t.T("turn." + string(t.Kind)), First: t.First,
			Question: t.Question, Began: max(t.Start-b.s.Session.Started, 0), Seconds: t.Spoken(b.now),
			Rests: b.all(room.Thing{Kind: room.ATurn, N: t.N}),
		}
		x.At, x.Time = duration(x.Began), duration(x.Seconds)
		if seat := b.s.Seats[t.Seat]; seat != nil {
			x.Who = b.seatName(seat)
		}
		if t.Why != "" && !t.Free {
			x.Why = b.t.T("reason." + publicReason(t.Why))
		}
		if t.Corrected != nil {
			x.Corrected = b.t.T("report.corrected", words.Args{"reason": b.text(t.Corrected.Reason)})
		}
		out = append(out, x)
	}
	return out
}

// publicReason hides that somebody needs access: that reason is shown as the
// moderator's call.
func publicReason(why string) string {
	if why == room.AccessReason {
		return "moderator"
	}
	return why
}

// threads leads from each of the session's questions to the chapters that have
// cards of it.
func threads(m *Model) {
	for i := range m.Questions {
		q := &m.Questions[i]
		for _, c := range m.Chapters {
			if q.N > 0 && slices.ContainsFunc(c.Statements, func(x Statement) bool { return x.Question == q.N }) {
				q.Also = append(q.Also, Basis{c.ID, c.Heading})
			}
		}
	}
}

// conduct says how texts were published, and counts what was moderated, by act
// and rule. Totals of moderation are public; which texts and whom they concern is
// not.
func (b *builder) conduct() []Conduct {
	out := []Conduct{}
	say := func(act, rule string, n int, rests string) {
		args := words.Args{"n": n}
		if rule != "" {
			args["rule"] = b.t.T("rule." + rule)
		}
		out = append(out, Conduct{act, rule, n, b.sentence("report.conduct."+act, []string{rests}, args)})
	}
	how := "open"
	if b.s.Info.Policy.Hold {
		how = "held"
	}
	say(how, "", 0, b.opened())
	counted := b.s.Moderation()
	if len(counted) == 0 {
		say("none", "", 0, b.latest())
	}
	for _, act := range room.CountedActs {
		for _, rule := range append(slices.Clone(b.s.Info.Policy.Rules), "") {
			if n := counted[act][rule]; n > 0 {
				say(act, rule, n, b.latest())
			}
		}
	}
	return out
}
