package view

import (
	"cmp"
	"slices"

	"parley/internal/room"
)

// erased stands where the rule of a hidden text would.
const erased = "erased"

// statements are those whose figures everybody may see: open or closed, hidden
// ones without their words.
func (b *builder) statements() Statements {
	out := Statements{All: map[room.ItemID]Statement{}}
	var order ordered
	for _, id := range b.room.StatementOrder {
		x := b.room.Statements[id]
		if x.Status != room.Open && x.Status != room.VoteClosed {
			continue
		}
		v := Statement{
			Kind: x.Kind, Question: x.Question, Source: x.Source, Seat: x.Seat, Turn: x.Turn,
			At: x.At, Status: x.Status, Shown: b.room.Shown(x),
		}
		if x.Public() {
			v.Text = b.text(x.Text)
		}
		switch {
		case x.Erased:
			v.Hidden = erased
		case x.Hidden != nil:
			v.Hidden = x.Hidden.Rule
		}
		out.All[id] = v
		order.add(string(id))
	}
	out.Order = order.String()
	return out
}

// outcomes are all that were not dropped. One that rests on a hidden text keeps
// its figures and loses its words. Only the desk sees drafts.
func (b *builder) outcomes() Outcomes {
	out := Outcomes{All: map[room.ItemID]Outcome{}}
	var order ordered
	for _, id := range b.room.OutcomeOrder {
		o := b.room.Outcomes[id]
		if o.Status == room.Dropped || o.Status == room.Drafted && !b.desk {
			continue
		}
		out.All[id] = b.outcome(o)
		order.add(string(id))
	}
	out.Order = order.String()
	return out
}

func (b *builder) outcome(o *room.Outcome) Outcome {
	shown := b.room.ShownOutcome(o)
	out := Outcome{
		Question: o.Question, Statements: join(o.Statements), Turns: numbers(o.Turns), Status: o.Status,
		Read: o.Read, PutAt: o.PutAt, Objections: map[room.ItemID]Objection{},
		Totals: shown.Total, Lines: shown.Lines, Hidden: b.room.Withheld(o),
	}
	if o.Hidden != nil {
		out.HiddenBy = o.Hidden.Rule
	}
	if !out.Hidden {
		out.Text = b.text(o.Text)
		out.Blocks, out.Missing, out.Finder = b.text(o.Blocks), b.text(o.Missing), b.text(o.Finder)
		out.For, out.Against = b.text(o.For), b.text(o.Against)
	}
	for _, x := range o.Objections {
		if x.Heard {
			out.Objections[x.ID] = Objection{
				Text: b.text(x.Text), Turn: x.Turn, Heard: x.Heard, Withdrawn: x.Withdrawn, Why: b.text(x.Why),
			}
		}
	}
	if f := o.Found; f != nil {
		out.Found = &Finding{
			Kind: f.Kind, Word: shown.Word, Tally: f.Tally, Phones: f.Phones, Lines: f.Lines,
			Side: shown.Side, Group: shown.Group, Present: f.Present, OfRoom: f.OfRoom, Objections: f.Objections,
		}
	}
	return out
}

// sortedHands are the waiting hands, oldest first.
func sortedHands(s *room.State) []*room.Hand {
	out := make([]*room.Hand, 0, len(s.Floor.Hands))
	for _, h := range s.Floor.Hands {
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b *room.Hand) int {
		return cmp.Or(cmp.Compare(a.Index, b.Index), cmp.Compare(a.ID, b.ID))
	})
	return out
}
