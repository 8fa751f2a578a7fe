package report

import (
	"slices"

	"parley/internal/room"
	"parley/internal/words"
)

// statements are those of question n that are listed, in order. A title
// question belongs to no question.
func (b *builder) statements(n int) []Statement {
	out := []Statement{}
	for _, id := range b.s.StatementOrder {
		if x := b.s.Statements[id]; x.Question == n && b.s.Listed(x) && x.Kind.Scale().Projected() {
			out = append(out, b.statement(x))
		}
	}
	return out
}

func (b *builder) statement(x *room.Statement) Statement {
	rests := []string{"statement-" + string(x.ID)}
	out := Statement{
		ID: x.ID, Kind: b.t.T("kind." + string(x.Kind)), Source: b.t.T("source." + string(x.Source)),
	}
	if b.listed(x.Turn) {
		out.Turn = x.Turn
	}
	if x.Hidden != nil {
		out.HiddenBy = b.t.T("rule." + x.Hidden.Rule)
	} else {
		out.Text = b.text(x.Text)
	}
	shown := b.s.Shown(x)
	switch shown.State {
	case room.ShownFigures:
		out.Said = Sentence{b.how(*shown.Tally), rests}
		out.Figures = b.figures(*shown.Tally, shown.Lines)
		out.Sides, out.Groups = b.sides(shown), b.groups(shown)
		if shown.Late {
			out.Said.Text += " " + b.t.T("report.late", words.Args{"most": b.s.Info.Policy.Suppress.MostLate()})
		}
	case room.ShownWords:
		out.Said = b.sentence("report.word."+string(shown.Word), rests, nil)
	default:
		out.Said = b.sentence("report.votes."+string(shown.State), rests, nil)
	}
	if shown.State != room.ShownFigures && len(shown.Lines) > 0 {
		out.Figures = b.figures(room.Tally{}, shown.Lines)[1:]
	}
	return out
}

func (b *builder) sides(v room.Shown) []Line {
	var out []Line
	for _, side := range []room.Side{room.Onsite, room.Online} {
		if t, ok := v.Side[side]; ok {
			out = append(out, line(b.t.T("report.of_phones", words.Args{"class": b.t.T("side." + string(side))}), t))
		}
	}
	return out
}

func (b *builder) groups(v room.Shown) []Line {
	var out []Line
	for _, g := range append(slices.Clone(room.StakeholderGroups), room.GroupOther, room.GroupUnsaid) {
		if t, ok := v.Group[g]; ok {
			out = append(out, line(b.t.T("report.of_phones", words.Args{"class": b.t.T("group." + g)}), t))
		}
	}
	return out
}
