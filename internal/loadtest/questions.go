package loadtest

import (
	"context"

	"parley/internal/room"
	"parley/internal/view"
)

// written makes questions one that ask the same, and marks what the table
// answers while it has the floor: one in each of its turns.
func (m *moderator) written(ctx context.Context, v *view.View, now room.Seconds) {
	run := v.Floor.Running
	for i := range m.script.Statements {
		s := &m.script.Statements[i]
		id := find(v, s.Text)
		q := v.Questions.All[id]
		if id == "" || !waits(q) {
			continue
		}
		if into := find(v, m.script.Statements[s.Into].Text); s.Into > 0 && into != "" && v.Questions.All[into].Into == "" && now >= q.At+60 {
			if m.do(ctx, "question.merge", room.MergeQuestion{Statement: id, Into: into}, nil) {
				m.Say(now, "the same question, made one: "+s.Text)
			}
		}
		if s.Reply.By == "live" && run != nil && run.Kind == room.TableTurn && now >= run.Start+15 && !m.replied[run.N] {
			if m.do(ctx, "reply.give", room.GiveReply{Statement: id, Turn: run.N}, nil) {
				m.replied[run.N] = true
				m.Say(now, "answered live: "+s.Text)
			}
		}
	}
}

// cards catches the cards that the script leaves to the desk while their
// panellist speaks.
func (m *moderator) cards(ctx context.Context, v *view.View, now room.Seconds) {
	run := v.Floor.Running
	if v.Desk == nil || run == nil || now < run.Start+40 {
		return
	}
	for id, card := range v.Desk.Cards {
		if card.Seat != run.Seat {
			continue
		}
		for _, s := range m.script.Statements {
			if s.Desk && s.Text == card.Text && m.do(ctx, "card.show", room.StatementRef{Statement: id}, nil) {
				m.Say(now, "caught as a card: "+s.Text)
			}
		}
	}
}
