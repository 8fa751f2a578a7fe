package view

import (
	"cmp"
	"slices"

	"parley/internal/room"
)

// erased stands where the rule of a hidden text would.
const erased = "erased"

// listed says whether the audience has the statement at all: the desk whatever
// was published, so that it can show it again, others what the room lists.
func (b *builder) listed(x *room.Statement) bool {
	return b.desk && x.WasPublished() || b.room.Listed(x)
}

// statements are those whose figures the audience may see: open or closed,
// hidden ones without their words. They stand as they were published, so that
// one that waited long, or was a card, moves no other.
func (b *builder) statements() Statements {
	out := Statements{All: map[room.ItemID]Statement{}}
	var ids []room.ItemID
	for _, id := range b.room.StatementOrder {
		x := b.room.Statements[id]
		if !x.Kind.Voted() || !b.listed(x) {
			continue
		}
		v := Statement{
			Kind: x.Kind, Lang: x.Lang, Question: x.Question, Source: x.Source, Seat: x.Seat, Turn: x.Turn,
			At: x.At, Status: x.Status, Hidden: hiddenBy(x), Shown: b.room.Shown(x), Accepted: b.room.Accepted(x),
		}
		if x.Kind == room.Mechanism {
			v.Unanswered = b.room.Unanswered(id)
		}
		if x.Public() {
			v.Text, v.Asks = b.text(x.Text), asks(b.text, x)
		}
		out.All[id] = v
		ids = append(ids, id)
	}
	slices.SortStableFunc(ids, func(p, q room.ItemID) int {
		return cmp.Compare(b.room.Statements[p].OpenBy, b.room.Statements[q].OpenBy)
	})
	out.Order = join(ids)
	return out
}

// hiddenBy is the rule by which the statement was hidden; "" when it is shown.
func hiddenBy(x *room.Statement) string {
	switch {
	case x.Erased:
		return erased
	case x.Hidden != nil:
		return x.Hidden.Rule
	}
	return ""
}

func asks(text func(room.Text) string, x *room.Statement) Asks {
	a := &x.Asks
	return Asks{
		Falls: join(a.Falls), Service: text(a.Service), Privacy: a.Privacy,
		Sees: text(a.Sees), Orders: text(a.Orders), Safeguard: text(a.Safeguard), Breaks: text(a.Breaks),
		Acts: text(a.Acts), Of: a.Of, To: a.To,
	}
}

// questions are the questions and reasons, hidden ones without their words. One
// that was merged into a question that is not there any more stands by itself.
func (b *builder) questions() Questions {
	out := Questions{All: map[room.ItemID]Asked{}}
	var ids []room.ItemID
	for _, id := range b.room.StatementOrder {
		x := b.room.Statements[id]
		if x.Kind.Voted() || !b.listed(x) {
			continue
		}
		v := Asked{
			Kind: x.Kind, Lang: x.Lang, Question: x.Question, Source: x.Source, Seat: x.Seat, At: x.At,
			Of: x.Asks.Of, To: x.Asks.To, Hidden: hiddenBy(x), Support: b.room.Shown(x).N,
			Closed: x.Status == room.VoteClosed, Answered: b.room.AnsweredThere(x),
		}
		if into := b.room.Statements[x.Into]; into != nil && b.listed(into) {
			v.Into = x.Into
		}
		if x.Public() {
			v.Text = b.text(x.Text)
		}
		if r := x.Reply; r != nil {
			v.Reply = &Reply{r.At, r.Seat, r.Turn, b.text(r.Text), b.veiled(room.Named{Item: id})}
		}
		out.All[id] = v
		ids = append(ids, id)
	}
	slices.SortStableFunc(ids, func(p, q room.ItemID) int {
		x, y := out.All[p], out.All[q]
		return cmp.Or(-cmp.Compare(x.Kind, y.Kind), -cmp.Compare(x.Support, y.Support)) // "question" before "because"
	})
	out.Order = join(ids)
	return out
}

// outcomes are all that were not dropped. One that rests on a hidden text keeps
// its figures and loses its words. Only desk and rapporteur see drafts.
func (b *builder) outcomes() Outcomes {
	out := Outcomes{All: map[room.ItemID]Outcome{}}
	var order ordered
	for _, id := range b.room.OutcomeOrder {
		o := b.room.Outcomes[id]
		if o.Status == room.Dropped || o.Status == room.Drafted && !b.drafts {
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
				Hidden: b.veiled(room.Named{Item: x.ID}),
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
