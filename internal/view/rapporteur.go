package view

import (
	"cmp"
	"fmt"
	"slices"

	"parley/internal/room"
)

// recordKept is how many entries of the record the rapporteur's page holds.
const recordKept = 100

// rapporteurView is what the rapporteur sees: what a phone shows, outcomes that
// are drafted, the record as it grows, notes, and what was written into the host
// body's form. Cards that seats have ready, typed names and the desk's own words
// are not in it.
func (b *builder) rapporteurView() *View {
	v := b.shared()
	v.Screen = b.scene()
	r := &RapporteurView{
		Record: map[string]Entry{}, Notes: map[room.ItemID]Note{}, NoteOrder: join(b.room.NoteOrder),
		Form: map[room.FormField]FormText{},
	}
	var order ordered
	for _, e := range b.record() {
		r.Record[e.id] = e.Entry
		order.add(e.id)
	}
	r.RecordOrder = order.String()
	for id, n := range b.room.Notes {
		r.Notes[id] = Note{
			Text: b.text(n.Text), At: n.At, Seat: n.Seat, Turn: n.Turn,
			Statement: n.Statement, Outcome: n.Outcome, Dropped: n.Dropped,
		}
	}
	for field, x := range b.room.Form {
		r.Form[field] = FormText{b.text(x.Text), x.At, x.Seat}
	}
	v.Rapporteur = r
	return v
}

// entry is an entry of the record with its id, which stays the same.
type entry struct {
	id string
	Entry
}

// record is what happened last, newest first.
func (b *builder) record() []entry {
	all := slices.Concat(b.recordOfParts(), b.recordOfFloor(), b.recordOfStatements(), b.recordOfOutcomes())
	if s := &b.room.Session; s.Phase == room.Closed {
		all = append(all, entry{"close", Entry{At: s.ClosedAt, Kind: EntryClose}})
	}
	slices.SortStableFunc(all, func(x, y entry) int { return cmp.Compare(x.At, y.At) })
	all = all[max(0, len(all)-recordKept):]
	slices.Reverse(all)
	return all
}

func (b *builder) recordOfParts() (out []entry) {
	for i, p := range b.room.Session.Begun {
		out = append(out, entry{fmt.Sprintf("part-%d", i+1), Entry{At: p.At, Kind: EntryPart, Part: p.Part}})
	}
	return out
}

// recordOfFloor are the turns that took place.
func (b *builder) recordOfFloor() (out []entry) {
	for _, t := range b.room.Floor.Turns {
		if t.Void {
			continue
		}
		e := Entry{
			At: t.Start, Kind: EntryTurn, Question: t.Question, Turn: t.N, Of: t.Kind, Side: t.Side, Seat: t.Seat, Over: t.Over,
		}
		if t.Person != "" {
			e.Who = b.who(t.Person)
		}
		if t.Over {
			e.Seconds = t.Spoken(t.End)
		}
		out = append(out, entry{fmt.Sprintf("turn-%d", t.N), e})
	}
	return out
}

// recordOfStatements tells of votes that were closed one by one; those that the
// session's close closed go with it.
func (b *builder) recordOfStatements() (out []entry) {
	s := &b.room.Session
	for _, id := range b.room.StatementOrder {
		x := b.room.Statements[id]
		if !x.WasPublished() {
			continue
		}
		kind := EntryStatement
		if !x.Kind.Voted() {
			kind = EntryQuestion
		}
		add := func(name, kind string, at room.Seconds, turn int) {
			out = append(out, entry{name + "-" + string(id), Entry{At: at, Kind: kind, Question: x.Question, Turn: turn, Statement: id}})
		}
		add("statement", kind, x.OpenAt, x.Turn)
		if x.Reply != nil {
			add("reply", EntryReply, x.Reply.At, x.Reply.Turn)
		}
		if x.Status == room.VoteClosed && x.Kind.Voted() && (s.Phase != room.Closed || x.ClosedAt < s.ClosedAt) {
			add("vote", EntryVote, x.ClosedAt, 0)
		}
	}
	return out
}

func (b *builder) recordOfOutcomes() (out []entry) {
	for _, id := range b.room.OutcomeOrder {
		o := b.room.Outcomes[id]
		if o.Status == room.Dropped || !o.Read {
			continue
		}
		add := func(kind string, at room.Seconds) {
			out = append(out, entry{kind + "-" + string(id), Entry{At: at, Kind: kind, Question: o.Question, Outcome: id}})
		}
		add(EntryRead, o.ReadAt)
		if o.Status == room.Put || o.Status == room.Settled {
			add(EntryPut, o.PutAt)
		}
		if o.Status == room.Settled {
			add(EntrySettled, o.SettledAt)
		}
		for _, x := range o.Objections {
			if x.Heard {
				out = append(out, entry{"objection-" + string(x.ID), Entry{
					At: x.HeardAt, Kind: EntryObjection, Question: o.Question, Turn: x.Turn, Outcome: id, Objection: x.ID,
				}})
			}
		}
	}
	return out
}
