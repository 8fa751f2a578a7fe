package report

import (
	"slices"

	"parley/internal/room"
)

// chapters are the cards by what they are about; views and concerns stand under
// their questions.
func (b *builder) chapters() []Chapter {
	out := []Chapter{}
	add := func(id string, falls []Falls, xs []Statement) {
		if len(xs) > 0 {
			out = append(out, Chapter{ID: id, Heading: b.t.T("report.h." + id), Falls: falls, Statements: xs})
		}
	}
	risks := b.statements(nil, room.Risk, room.Opportunity)
	add("title", nil, b.statements(nil, room.TitleBefore, room.TitleAfter))
	add("risks", b.falls(risks), risks)
	add("mechanisms", nil, b.mechanisms())
	add("practices", nil, b.steps())
	add("cases", nil, b.statements(nil, room.Case))
	add("private", nil, b.statements(nil, room.Placement))
	add("asked", nil, b.statements(nil, room.Question))
	return out
}

// falls says which risks and opportunities fall on whom, with a last row for
// those that do not say.
func (b *builder) falls(xs []Statement) []Falls {
	row := func(whom, label string) Falls {
		f := Falls{Whom: whom, Label: label, Risks: []Basis{}, Opportunities: []Basis{}}
		for _, x := range xs {
			asked := b.s.Statements[x.ID].Asks.Falls
			if x.HiddenBy != "" || !slices.Contains(asked, whom) && (whom != "" || len(asked) > 0) {
				continue
			}
			to := Basis{statementAnchor(x.ID), x.Text}
			if x.Kind == room.Risk {
				f.Risks = append(f.Risks, to)
			} else {
				f.Opportunities = append(f.Opportunities, to)
			}
		}
		return f
	}
	var out []Falls
	for _, whom := range append(slices.Clone(room.FallsOn), "") {
		label := b.t.T("asks.unsaid")
		if whom != "" {
			label = b.t.T("falls." + whom)
		}
		if f := row(whom, label); len(f.Risks)+len(f.Opportunities) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// mechanisms stand with the reasons for which somebody cannot accept them.
func (b *builder) mechanisms() []Statement {
	out := b.statements(nil, room.Mechanism)
	for i := range out {
		out[i].Under = b.under(out[i].ID, room.Because)
	}
	return out
}

// steps are practices with their shortfalls, and those with their measures;
// then what stands alone.
func (b *builder) steps() []Statement {
	alone := func(x *room.Statement) bool { return !b.shows(b.s.Statements[x.Asks.Of]) }
	out := b.statements(alone, room.Practice, room.Shortfall, room.Measure)
	for i := range out {
		x := &out[i]
		x.Under = b.under(x.ID, room.Shortfall, room.Measure)
		for j := range x.Under {
			x.Under[j].Under = b.under(x.Under[j].ID, room.Measure)
		}
	}
	return out
}

// under are the cards of the kinds that belong to another.
func (b *builder) under(of room.ItemID, kinds ...room.StatementKind) []Statement {
	return b.statements(func(x *room.Statement) bool { return x.Asks.Of == of }, kinds...)
}
