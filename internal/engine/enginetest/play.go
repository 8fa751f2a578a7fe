package enginetest

import (
	"time"

	"parley/internal/room"
)

// Play runs a short session from its start to its close: people on both sides
// join and speak by the rule and once against it, a statement is voted on,
// counted and closed, an outcome is confirmed, an objection is heard.
func (h *Hall) Play() {
	h.T.Helper()
	onsite, online := h.people()
	h.Do(h.Desk, "session.start/1", room.None{}, nil)
	s := h.vote(onsite)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Opening}, nil)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Panel}, nil)
	h.floor(onsite, online)
	h.Do(h.Desk, "statement.close/1", room.StatementRef{Statement: s}, nil)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Audience}, nil)
	h.outcome(online[0], s)
	h.Do(h.Desk, "session.close/1", room.None{}, nil)
}

func (h *Hall) people() (onsite, online []room.Actor) {
	for range 4 {
		onsite, online = append(onsite, h.Join(room.Onsite)), append(online, h.Join(room.Online))
		h.Clock.Advance(time.Second)
	}
	h.Do(h.Desk, "hub.add/1", room.AddHub{Name: h.Say("Library"), Count: 12}, nil)
	return onsite, online
}

// floor has two turns by the rule, one against it, and one after that.
func (h *Hall) floor(onsite, online []room.Actor) {
	for i := range onsite {
		h.Do(onsite[i], "hand.raise/1", room.RaiseHand{}, nil)
		h.Do(online[i], "hand.raise/1", room.RaiseHand{}, nil)
		h.Clock.Advance(time.Second)
	}
	h.Clock.Advance(2 * time.Minute)
	h.wait(func(s *room.State) bool { return s.Floor.LotShown })
	for range 2 {
		h.call()
	}
	h.override()
	h.call()
	h.Do(h.Desk, "turn.end/1", room.TurnRef{Turn: h.turns()}, nil)
}

func (h *Hall) call() {
	h.Do(h.Desk, "turn.call/1", room.CallNext{After: h.turns()}, nil)
	h.Clock.Advance(40 * time.Second)
}

// override calls the hand that the rule would call last.
func (h *Hall) override() {
	var last *room.Hand
	h.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
		next, _ := s.NextHand()
		for _, x := range s.Floor.Hands {
			if x != next && (last == nil || x.Index > last.Index) {
				last = x
			}
		}
	})
	h.Do(h.Desk, "turn.override/1", room.Override{After: h.turns(), Hand: last.ID, Why: room.MustLeave}, nil)
	h.Clock.Advance(40 * time.Second)
}

func (h *Hall) turns() (n int) {
	h.State(func(s *room.State, _ room.Texts, _ room.Seconds) { n = len(s.Floor.Turns) })
	return n
}

// vote has a statement answered by twelve ballots, and counted in the room.
func (h *Hall) vote(voices []room.Actor) room.ItemID {
	var s room.StatementAdded
	h.Do(voices[0], "statement.add/1", room.AddStatement{Kind: room.Concern, Text: h.Say("Something has been overlooked."), Question: 1}, &s)
	for i := range 12 {
		a := room.Agree
		if i%4 == 3 {
			a = room.Disagree
		}
		h.Do(h.Ballot(), "vote.cast/1", room.CastVote{Statement: s.Statement, Answer: a}, nil)
	}
	h.Do(h.Desk, "statement.count/1", room.CountStatement{Statement: s.Statement, Line: room.InTheRoom, Tally: room.Tally{Agree: 3}}, nil)
	return s.Statement
}

// outcome has one outcome answered and settled, with an objection.
func (h *Hall) outcome(voice room.Actor, statement room.ItemID) {
	var o room.OutcomeDrafted
	h.Do(h.Desk, "outcome.draft/1", room.DraftOutcome{Text: h.Say("Something is to be looked at again."), Question: 1, Statements: []room.ItemID{statement}}, &o)
	ref := room.OutcomeRef{Outcome: o.Outcome}
	h.Do(h.Desk, "outcome.read/1", ref, nil)
	h.Do(h.Desk, "outcome.put/1", ref, nil)
	for range 9 {
		h.Do(h.Ballot(), "outcome.answer/1", room.AnswerOutcome{Outcome: o.Outcome, Answer: room.Agree}, nil)
	}
	h.Do(voice, "objection.make/1", room.MakeObjection{Outcome: o.Outcome, Text: h.Say("It has been looked at often enough.")}, nil)
	h.Do(h.Desk, "presence.count/1", room.CountPresence{Line: room.AllOnsite, Count: 9}, nil)
	h.Do(h.Desk, "outcome.settle/1", ref, nil)
}

// wait waits for what the room does by itself.
func (h *Hall) wait(ok func(*room.State) bool) {
	h.T.Helper()
	for range 5000 {
		done := false
		h.State(func(s *room.State, _ room.Texts, _ room.Seconds) { done = ok(s) })
		if done {
			return
		}
		time.Sleep(time.Millisecond)
	}
	h.T.Fatal("the room does not move")
}
