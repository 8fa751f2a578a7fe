package loadtest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/internal/room"
	"parley/internal/view"
)

// moderator plays the desk, one step after another.
type moderator struct {
	*play
	caught    map[int]bool // turns of the table from which a statement was caught
	answered  map[int]bool // audience turns that the table answered
	replied   map[int]bool // turns of the table in which a question was answered
	overrides int
	labels    int
	absent    bool
	counted   bool
	drafts    []room.ItemID
	closing   int // how far the closing has come
	stepAt    room.Seconds
}

func newModerator(p *play) *moderator {
	return &moderator{play: p, caught: map[int]bool{}, answered: map[int]bool{}, replied: map[int]bool{}}
}

func (m *moderator) do(ctx context.Context, name string, payload, out any) bool {
	_, err := m.desk.Command(name).As(room.ActorSeat).Send(ctx, payload, out)
	return m.count(err)
}

func (m *moderator) step(ctx context.Context, v *view.View, now room.Seconds) {
	if v.Session.Phase == room.Before {
		if m.do(ctx, "session.start", room.None{}, nil) {
			m.Say(now, "the session starts")
			m.do(ctx, "question.now", room.QuestionNow{Question: 1}, nil)
		}
		return
	}
	m.review(ctx, v, now)
	m.question(ctx, v, now)
	m.cards(ctx, v, now)
	switch v.Session.Part {
	case room.Opening:
		m.opening(ctx, v, now)
	case room.Panel:
		m.panel(ctx, v, now)
	case room.Audience:
		m.audience(ctx, v, now)
	case room.Closing:
		m.close(ctx, v, now)
	}
}

// review publishes what participants wrote, but for advertising.
func (m *moderator) review(ctx context.Context, v *view.View, now room.Seconds) {
	if v.Desk == nil {
		return
	}
	for id, h := range v.Desk.Held {
		if now < h.At+12 {
			continue
		}
		if h.Text == m.script.Rejected.Text {
			k := m.desk.Command("statement.reject").As(room.ActorSeat)
			_, err := k.Send(ctx, room.RejectStatement{Statement: id, Rule: m.script.Rejected.Rule, Reason: k.Text(m.script.Rejected.Reason)}, nil)
			m.count(err)
			m.Say(now, "one text is not published: "+m.script.Rejected.Rule)
			continue
		}
		if m.do(ctx, "statement.publish", room.StatementRef{Statement: id}, nil) {
			m.Say(now, "from a participant: "+h.Text)
		}
	}
}

// question moves the sticky question on with the audience's part. The second
// one is never taken up, so that the report has one to name.
func (m *moderator) question(ctx context.Context, v *view.View, now room.Seconds) {
	var order []int
	for n := 1; n <= len(v.Info.Questions); n++ {
		if n != 2 {
			order = append(order, n)
		}
	}
	span := v.Session.Closing - v.Session.Audience
	if len(order) == 0 || span <= 0 || v.Session.Part != room.Audience {
		return
	}
	i := int(max(now-v.Session.Audience, 0) * room.Seconds(len(order)) / span)
	if q := order[min(i, len(order)-1)]; q != v.Session.Question {
		m.do(ctx, "question.now", room.QuestionNow{Question: q}, nil)
	}
}

// seatsWith are the seats with a role, in the order of the table.
func seatsWith(v *view.View, role room.Role) (out []room.ItemID) {
	for _, id := range strings.Fields(v.Table.Order) {
		if slices.Contains(strings.Fields(v.Table.Seats[room.ItemID(id)].Roles), string(role)) {
			out = append(out, room.ItemID(id))
		}
	}
	return out
}

func seatWith(v *view.View, role room.Role) room.ItemID {
	if seats := seatsWith(v, role); len(seats) > 0 {
		return seats[0]
	}
	return ""
}

func (m *moderator) opening(ctx context.Context, v *view.View, now room.Seconds) {
	if v.Floor.Last == 0 {
		m.do(ctx, "turn.seat", room.SeatTurn{After: 0, Seat: seatWith(v, room.Moderator)}, nil)
		m.do(ctx, "screen.show", room.ShowScene{Scene: "codes"}, nil)
		m.Say(now, "the moderator introduces the topic")
	}
	if now >= v.Session.Begin+v.Session.Plan[room.Opening] {
		m.do(ctx, "part.next", room.NextPart{After: room.Opening}, nil)
		m.do(ctx, "screen.show", room.ShowScene{Scene: "circle"}, nil)
	}
}

// panel gives each speaker an equal part of what is left, and catches one
// statement from each.
func (m *moderator) panel(ctx context.Context, v *view.View, now room.Seconds) {
	if now >= v.Session.Audience {
		if m.do(ctx, "part.next", room.NextPart{After: room.Panel}, nil) {
			m.Say(now, "the floor is open: room and online take turns")
		}
		return
	}
	var waiting []room.ItemID
	speakers, run := seatsWith(v, room.Speaker), v.Floor.Running
	for _, id := range speakers {
		if v.Table.Seats[id].Turns == 0 && (run == nil || run.Seat != id) {
			waiting = append(waiting, id)
		}
	}
	if run != nil && slices.Contains(speakers, run.Seat) {
		m.catch(ctx, v, now, fromTable, len(speakers)-len(waiting)-1)
		if now < run.Start+(v.Session.Audience-run.Start)/room.Seconds(len(waiting)+1) {
			return
		}
	}
	if len(waiting) == 0 {
		return
	}
	if m.do(ctx, "turn.seat", room.SeatTurn{After: v.Floor.Last, Seat: waiting[0]}, nil) {
		m.Say(now, v.Table.Seats[waiting[0]].Name+" presents")
	}
}

// catch takes a sentence of the script from the running turn: the nth of those
// that it has for such turns.
func (m *moderator) catch(ctx context.Context, v *view.View, now room.Seconds, during from, nth int) {
	run := v.Floor.Running
	if m.caught[run.N] || now < run.Start+15 {
		return
	}
	for i := range m.script.Statements {
		s := &m.script.Statements[i]
		if s.From != during {
			continue
		}
		if nth--; nth >= 0 {
			continue
		}
		k := m.desk.Command("statement.add").As(room.ActorSeat)
		a, ok := m.add(v, k, s)
		if !ok {
			return
		}
		m.caught[run.N] = true
		a.Turn = run.N
		var f room.StatementAdded
		if _, err := k.Send(ctx, a, &f); m.count(err) {
			m.Say(now, "caught: "+s.Text)
			m.do(ctx, "screen.show", room.ShowScene{Scene: "statement", Item: f.Statement}, nil)
		}
		return
	}
}

// audience calls whom the rule names, lets the table answer now and then, calls
// two people out of order for a reason, and enters people without phones.
func (m *moderator) audience(ctx context.Context, v *view.View, now room.Seconds) {
	if now >= v.Session.Closing && (v.Floor.Running == nil || now >= v.Session.Closing+20) {
		m.do(ctx, "part.next", room.NextPart{After: room.Audience}, nil)
		m.Say(now, "the closing begins")
		return
	}
	m.without(ctx, v, now)
	m.written(ctx, v, now)
	run := v.Floor.Running
	if run == nil {
		m.call(ctx, v, now)
		return
	}
	if run.Kind == room.TableTurn {
		m.catch(ctx, v, now, fromAnswer, m.later(v))
	}
	long := run.Length - 25 + room.Seconds(run.N*7%30)
	switch {
	case run.Kind == room.AudienceTurn && !m.absent && run.N%5 == 0 && run.Grace > 0 && now >= run.Grace:
		m.absent = m.do(ctx, "turn.absent", room.TurnRef{Turn: run.N}, nil)
		m.Say(now, "called and not there: the next of the same side")
	case now < run.Start+long:
	case run.Kind != room.TableTurn && run.N%3 == 0 && !m.answered[run.N] && v.Floor.Answers == run.N:
		m.answered[run.N] = true
		m.do(ctx, "turn.answer", room.AnswerTurn{After: v.Floor.Last, Seat: m.answers(v, run.N)}, nil)
	default:
		m.call(ctx, v, now)
	}
}

// answers takes the speakers in turn.
func (m *moderator) answers(v *view.View, n int) room.ItemID {
	speakers := seatsWith(v, room.Speaker)
	if len(speakers) == 0 {
		return seatWith(v, room.Moderator)
	}
	return speakers[n/3%len(speakers)]
}

func (m *moderator) call(ctx context.Context, v *view.View, now room.Seconds) {
	if m.overrides < len(m.script.Overrides) && v.Floor.Done == 5+6*m.overrides && v.Queue.Total > 3 {
		order := strings.Fields(v.Queue.Order)
		why := m.script.Overrides[m.overrides]
		m.overrides++
		if m.do(ctx, "turn.override", room.Override{After: v.Floor.Last, Hand: room.ItemID(order[len(order)-1]), Why: why}, nil) {
			m.Say(now, "out of order, shown with its reason: "+why)
			return
		}
	}
	if v.Floor.Next == nil {
		if run := v.Floor.Running; run != nil && now >= run.Start+run.Length {
			m.do(ctx, "turn.end", room.TurnRef{Turn: run.N}, nil)
		}
		return
	}
	var f room.TurnCalled
	if m.do(ctx, "turn.call", room.CallNext{After: v.Floor.Last}, &f) {
		first := "a later turn"
		if f.First {
			first = "a first turn"
		}
		m.Say(now, fmt.Sprintf("turn %d: %s, %s", f.Turn, f.Side, first))
	}
}

// without enters hands and counts of people in the room who have no phone.
func (m *moderator) without(ctx context.Context, v *view.View, now room.Seconds) {
	if m.labels < len(m.script.Labels) && now >= v.Floor.OpenedAt+room.Seconds(30+150*m.labels) {
		k := m.desk.Command("hand.add").As(room.ActorSeat)
		_, err := k.Send(ctx, room.AddHand{Side: room.Onsite, Label: k.Text(m.script.Labels[m.labels])}, nil)
		m.count(err)
		m.labels++
	}
	if now < v.Floor.OpenedAt+60 || m.counted {
		return
	}
	m.counted = true
	for id, s := range v.Statements.All {
		count := room.CountStatement{Statement: id, Line: room.InTheRoom}
		switch {
		case s.Status != room.Open:
			continue
		case s.Text == m.script.Statements[0].Text:
			count.Tally = room.Tally{Agree: 4, Disagree: 2, Unsure: 1}
		case s.Kind == room.Mechanism:
			count.Choices = map[room.Answer]int{room.Support: 4, room.LiveWith: 2, room.Cannot: 1}
		default:
			continue
		}
		m.do(ctx, "statement.count", count, nil)
	}
}

// later is how many sentences were caught from answers.
func (m *moderator) later(v *view.View) (n int) {
	for _, s := range m.script.Statements {
		if s.From == fromAnswer && find(v, s.Text) != "" {
			n++
		}
	}
	return n
}
