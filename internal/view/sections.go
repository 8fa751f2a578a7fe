package view

import (
	"strconv"

	"parley/internal/room"
)

func (b *builder) info() Info {
	from := &b.room.Info
	p := &from.Policy
	notice := p.Notice()
	out := Info{
		Title: b.text(from.Title), Reference: b.text(from.Reference), Layout: b.text(from.Layout),
		Languages: join(from.Languages), Epoch: from.Epoch, Start: from.Start, Seconds: from.Seconds, Zone: from.Zone,
		Questions: map[string]Question{}, Floor: p.Floor,
		Put: p.Outcome.Put, Each: room.Seconds(p.Outcome.Each), Percent: p.Outcome.PercentFrom,
		Hold: notice.Held || b.room.Session.Solo, Rules: join(notice.Rules), Mode: notice.Mode, Retention: notice.Retention,
		Class: notice.Class, Backup: notice.BackupDays, Guests: b.room.Inside(),
		Captions: b.text(b.room.Captions), Rehearsal: from.Rehearsal, Slips: b.room.Door.SlipsOnly(),
	}
	var order ordered
	for i, q := range b.room.Agenda {
		n := strconv.Itoa(i + 1)
		out.Questions[n] = Question{q.Kind, b.text(q.Text)}
		order.add(n)
	}
	out.Order = order.String()
	return out
}

func (b *builder) session() SessionView {
	x := &b.room.Session
	clock := b.room.Clock(b.now)
	out := SessionView{
		Phase: x.Phase, Part: x.Part, Since: x.Since, Begin: x.Begin, Started: x.Started,
		Audience: x.Audience, Closing: x.Closing, End: x.End, Timed: x.Timed,
		WarnFive: clock.Warn[0], WarnTwo: clock.Warn[1], Left: clock.Left,
		Question: x.Question, Plan: map[room.PartKind]room.Seconds{}, Spent: map[room.PartKind]room.Seconds{},
		Taken: map[string]Taken{}, ClosedAt: x.ClosedAt, Solo: x.Solo,
	}
	for _, p := range x.Plan {
		out.Plan[p.Kind] = p.Seconds
	}
	for part, spent := range x.Spent {
		out.Spent[part] = spent
	}
	for i, t := range x.Taken {
		out.Taken[strconv.Itoa(i+1)] = Taken(t)
	}
	if x.Gap != nil {
		out.Gap = &Gap{x.Gap.Since, x.Gap.Seconds}
	}
	return out
}

func (b *builder) table() Table {
	shares := b.room.Balance(b.still()).Seats
	out := Table{Seats: map[room.ItemID]Seat{}}
	var order ordered
	for _, id := range b.room.SeatOrder {
		s := b.room.Seats[id]
		if s.Helper {
			continue
		}
		out.Seats[id] = Seat{
			Name: b.text(s.Name), Affiliation: b.text(s.Affiliation), Group: s.Group, Region: s.Region,
			Roles: join(s.Roles), Absent: s.Absent, Seconds: shares[id].Seconds, Turns: shares[id].Turns,
		}
		order.add(string(id))
	}
	out.Order = order.String()
	return out
}

// decidedKept is how many ids of statements and objections the section holds
// beside those of hands.
const decidedKept = 64

// decided lists what was decided lately: hands, marks of people to whom the
// moderators did something, then statements of participants that wait no longer,
// cards of seats that were brought up, and objections that were heard or taken
// back. Of a card that its seat discarded nobody is told.
func (b *builder) decided() Decided {
	ids := append([]room.ItemID(nil), b.room.Floor.Decided...)
	for _, mark := range b.room.Told {
		ids = append(ids, room.ItemID(mark))
	}
	var items []room.ItemID
	for _, id := range b.room.StatementOrder {
		switch x := b.room.Statements[id]; {
		case x.Author != "" && (x.Status != room.Held || x.Hidden != nil), x.Seat != "" && x.WasPublished():
			items = append(items, id)
		}
	}
	for _, id := range b.room.OutcomeOrder {
		for _, o := range b.room.Outcomes[id].Objections {
			if o.Heard || o.Withdrawn {
				items = append(items, o.ID)
			}
		}
	}
	return Decided{join(append(ids, items[max(0, len(items)-decidedKept):]...))}
}
