package loadtest

import (
	"context"

	"parley/internal/room"
	"parley/internal/view"
)

// close drafts the script's outcomes and puts one after the other to the room.
// Each outcome takes four steps: read out, put, counted in the room, settled.
func (m *moderator) close(ctx context.Context, v *view.View, now room.Seconds) {
	if m.closing == 0 {
		m.closing, m.stepAt = 1, now
		m.prepare(ctx, v, now)
		return
	}
	each := max((v.Session.End-v.Session.Closing)/room.Seconds(len(m.script.Outcomes)+1), 12)
	i, phase := (m.closing-1)/4, (m.closing-1)%4
	if i >= len(m.drafts) {
		if now >= v.Session.End-4 {
			if m.do(ctx, "session.close", room.None{}, nil) {
				m.Say(now, "the session is closed")
			}
		}
		return
	}
	if wait := []room.Seconds{0, each / 6, each / 2, each / 4}[phase]; now < m.stepAt+wait {
		return
	}
	m.closing, m.stepAt = m.closing+1, now
	id := m.drafts[i]
	ref := room.OutcomeRef{Outcome: id}
	switch phase {
	case 0:
		m.do(ctx, "outcome.read", ref, nil)
		m.do(ctx, "screen.show", room.ShowScene{Scene: "outcome", Item: id}, nil)
	case 1:
		m.do(ctx, "outcome.put", ref, nil)
	case 2:
		m.do(ctx, "outcome.count", room.CountOutcome{Outcome: id, Line: room.InTheRoom, Tally: room.Tally{Agree: 3, Unsure: i}}, nil)
	case 3:
		var f room.OutcomeSettled
		if m.do(ctx, "outcome.settle", ref, &f) {
			m.Say(now, string(f.Finding.Kind)+": "+m.script.Outcomes[i].Text)
		}
	}
}

// prepare ends the queue and the working votes, asks the title question again
// and drafts the outcomes.
func (m *moderator) prepare(ctx context.Context, v *view.View, now room.Seconds) {
	if run := v.Floor.Running; run != nil {
		m.do(ctx, "turn.end", room.TurnRef{Turn: run.N}, nil)
	}
	m.do(ctx, "queue.close", room.None{}, nil)
	var title string
	for id, s := range v.Statements.All {
		if s.Status == room.Open {
			m.do(ctx, "statement.close", room.StatementRef{Statement: id}, nil)
		}
		if s.Kind == room.TitleBefore {
			title = s.Text
		}
	}
	if title != "" {
		k := m.desk.Command("statement.add").As(room.ActorSeat)
		_, err := k.Send(ctx, room.AddStatement{Kind: room.TitleAfter, Text: k.Text(title)}, nil)
		m.count(err)
	}
	onsite := (len(m.people)+2)/3 + len(m.script.Labels)
	m.do(ctx, "presence.count", room.CountPresence{Line: room.AllOnsite, Count: onsite}, nil)
	m.do(ctx, "presence.count", room.CountPresence{Line: room.AllOnline, Count: len(m.people) - len(m.people)/3 + 6}, nil)
	for _, o := range m.script.Outcomes {
		k := m.desk.Command("outcome.draft").As(room.ActorSeat)
		d := room.DraftOutcome{
			Text: k.Text(o.Text), Question: o.Question, Blocks: k.Text(o.Blocks), Missing: k.Text(o.Missing),
			Finder: k.Text(o.Finder), For: k.Text(o.For), Against: k.Text(o.Against),
		}
		for _, i := range o.Statements {
			if id := find(v, m.script.Statements[i].Text); id != "" {
				d.Statements = append(d.Statements, id)
			}
		}
		var f room.OutcomeDrafted
		if _, err := k.Send(ctx, d, &f); m.count(err) {
			m.drafts = append(m.drafts, f.Outcome)
		}
	}
	m.Say(now, "outcomes are read out and put to the room")
}
