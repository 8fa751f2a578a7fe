package report

import (
	"slices"
	"sort"

	"parley/internal/room"
	"parley/internal/words"
)

// phones is the line of those who answered on a phone.
const phones = "phones"

// columns is a table of figures without rows.
func (b *builder) columns(choices []room.Answer) Figures {
	f := Figures{Rows: []Row{}}
	for _, a := range choices {
		f.Choices = append(f.Choices, Choice{a, b.t.T("answer." + string(a))})
	}
	return f
}

func (f *Figures) add(line, label string, by map[room.Answer]int) {
	x := Row{Line: line, Label: label}
	for _, c := range f.Choices {
		x.N = append(x.N, by[c.Answer])
	}
	f.Rows = append(f.Rows, x)
}

// agreeing names a tally's numbers.
func agreeing(t room.Tally) map[room.Answer]int {
	return map[room.Answer]int{room.Agree: t.Agree, room.Disagree: t.Disagree, room.Unsure: t.Unsure}
}

// seeing names them for a risk or an opportunity.
func seeing(t room.Tally) map[room.Answer]int {
	return map[room.Answer]int{room.Real: t.Agree, room.NotReal: t.Disagree, room.Unsure: t.Unsure}
}

// counts are the figures that are shown of a card: the phones, each line counted
// by hand, and the phones' sides and groups.
func (b *builder) counts(k room.StatementKind, shown room.Shown) (out []Figures) {
	if !k.Voted() {
		return nil
	}
	main := b.columns(k.Scale().Choices)
	switch {
	case shown.Choices != nil:
		main.add(phones, b.t.T("report.line.phones"), shown.Choices)
	case shown.Tally != nil:
		main.add(phones, b.t.T("report.line.phones"), agreeing(*shown.Tally))
	}
	by := shown.LineChoices
	if k.Scale().Plain() {
		by = map[room.CountLine]map[room.Answer]int{}
		for l, t := range shown.Lines {
			by[l] = agreeing(t)
		}
	}
	b.lines(&main, by)
	split := b.columns(plain.Choices)
	split.Choices[0].Label, split.Choices[1].Label = b.t.T("report.accepts"), b.t.T("answer.cannot")
	switch {
	case k.Scale().Plain():
		b.classes(&main, shown, agreeing)
	case k.Weighed():
		b.classes(&main, shown, seeing)
	default:
		b.classes(&split, shown, agreeing)
	}
	heavy := b.columns(room.WeightScale().Choices)
	if w := shown.Weight; w != nil && w.Choices != nil {
		heavy.add(phones, b.t.T("report.line.phones"), w.Choices)
	}
	for _, f := range []Figures{main, split, heavy} {
		if len(f.Rows) > 0 {
			out = append(out, f)
		}
	}
	return out
}

var plain = room.View.Scale()

// lines adds what was counted by hand.
func (b *builder) lines(f *Figures, by map[room.CountLine]map[room.Answer]int) {
	var keys []string
	for k := range by {
		keys = append(keys, string(k))
	}
	sort.Strings(keys)
	for _, k := range keys {
		f.add(k, b.lineName(room.CountLine(k)), by[room.CountLine(k)])
	}
}

// classes adds the phones' sides and groups, where they are shown.
func (b *builder) classes(f *Figures, shown room.Shown, names func(room.Tally) map[room.Answer]int) {
	add := func(line, label string, t room.Tally) {
		f.add(line, b.t.T("report.of_phones", words.Args{"class": label}), names(t))
	}
	for _, side := range []room.Side{room.Onsite, room.Online} {
		if t, ok := shown.Side[side]; ok {
			add("side:"+string(side), b.t.T("side."+string(side)), t)
		}
	}
	for _, g := range append(slices.Clone(room.StakeholderGroups), room.GroupOther, room.GroupUnsaid) {
		if t, ok := shown.Group[g]; ok {
			add("group:"+g, b.t.T("group."+g), t)
		}
	}
}

// outcomeFigures are an outcome's exact totals, line by line, and its sides and
// groups where they are shown.
func (b *builder) outcomeFigures(o *room.Outcome) []Figures {
	f := b.columns(plain.Choices)
	f.add(phones, b.t.T("report.line.phones"), agreeing(o.Found.Phones))
	by := map[room.CountLine]map[room.Answer]int{}
	for l, t := range o.Found.Lines {
		by[l] = agreeing(t)
	}
	b.lines(&f, by)
	b.classes(&f, b.s.ShownOutcome(o), agreeing)
	return []Figures{f}
}

func (b *builder) lineName(l room.CountLine) string {
	if id, ok := l.Hub(); ok {
		if p := b.s.People[id]; p != nil {
			return b.t.T("report.line.hub", words.Args{"name": b.text(p.Name)})
		}
	}
	return b.t.T("report.line." + string(l))
}
