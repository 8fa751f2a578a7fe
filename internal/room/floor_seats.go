package room

// leastSeatTurn is what a seat is given when no time is left for it.
const leastSeatTurn Seconds = 30

func decideSeatTurn(s *State, c *ctx, p *SeatTurn) (SeatCalled, error) {
	if err := s.current(p.After); err != nil {
		return SeatCalled{}, err
	}
	seat := s.Seats[p.Seat]
	if seat == nil {
		return SeatCalled{}, refuse(CodeNoSuch, "seat")
	}
	return SeatCalled{Turn: len(s.Floor.Turns) + 1, Length: s.seatLength(seat, c.clock())}, nil
}

// seatLength is a speaker's share of what is left of the panel; in opening and
// closing what is left of the part; else as long as anybody's turn.
func (s *State) seatLength(seat *Seat, at Seconds) Seconds {
	clock := s.Clock(at)
	switch {
	case s.Session.Part == Panel && s.toPresent(seat):
		return max(clock.Each, leastSeatTurn)
	case s.Session.Part == Opening || s.Session.Part == Closing:
		return max(clock.Ends-at, leastSeatTurn)
	}
	return s.Info.Policy.Floor.Turn
}

func applySeatTurn(s *State, m *meta, p *SeatTurn, f *SeatCalled) {
	s.begin(&Turn{Kind: PanelTurn, Seat: p.Seat, Question: s.Session.Question, Length: f.Length}, m.Clock)
}

// decideAnswer grants the table 60 seconds each within 120 in all after an
// audience turn.
func decideAnswer(s *State, c *ctx, p *AnswerTurn) (SeatCalled, error) {
	if err := s.current(p.After); err != nil {
		return SeatCalled{}, err
	}
	if s.Seats[p.Seat] == nil {
		return SeatCalled{}, refuse(CodeNoSuch, "seat")
	}
	to := s.lastAudience()
	if to == nil {
		return SeatCalled{}, refuse(CodeNotOpen, "turn")
	}
	f := &s.Info.Policy.Floor
	left := f.AnswerAll - s.answered(to.N, c.clock())
	if left <= 0 {
		return SeatCalled{}, refuse(CodeLimit, "turn")
	}
	return SeatCalled{Turn: len(s.Floor.Turns) + 1, To: to.N, Length: min(f.Answer, left)}, nil
}

func applyAnswer(s *State, m *meta, p *AnswerTurn, f *SeatCalled) {
	t := &Turn{Kind: TableTurn, Seat: p.Seat, To: f.To, Question: s.Session.Question, Length: f.Length}
	if to := s.Turn(f.To); to != nil && t.Question == 0 {
		t.Question = to.Question
	}
	s.begin(t, m.Clock)
}

// lastAudience is the turn that the table may answer: the running one if it is
// service of a side, else the one that it answered last or the last that was;
// nil when there was none. A turn entered meanwhile does not come between.
func (s *State) lastAudience() *Turn { return s.Turn(s.Answerable()) }

// Answerable is the N of the audience turn that the table may answer, 0 none.
func (s *State) Answerable() int {
	if t := s.Running(); t != nil && t.Counts() {
		return t.N
	}
	for i := len(s.Floor.Turns) - 1; i >= 0; i-- {
		switch t, to := s.Floor.Turns[i], s.Turn(s.Floor.Turns[i].To); {
		case t.Counts():
			return t.N
		case t.Kind == TableTurn && !t.Void && to != nil && to.Counts():
			return to.N
		}
	}
	return 0
}

// answered is how long the table has answered turn n.
func (s *State) answered(n int, now Seconds) (sum Seconds) {
	for _, t := range s.Floor.Turns[min(n, len(s.Floor.Turns)):] {
		if t.Kind == TableTurn && t.To == n {
			sum += t.Spoken(now)
		}
	}
	return sum
}

// decideFollowUp grants one follow-up to whoever had the last audience turn,
// unless that was corrected: then it is over for good.
func decideFollowUp(s *State, _ *ctx, p *TurnRef) (None, error) {
	if err := s.live(); err != nil {
		return None{}, err
	}
	switch t := s.lastAudience(); {
	case t == nil || t.N != p.Turn || t.Entered:
		return None{}, refuse(CodeStale, "turn")
	case t.FollowUp:
		return None{}, refuse(CodeLimit, "turn")
	case t.Corrected != nil:
		return None{}, refuse(CodeFixed, "turn")
	}
	return None{}, nil
}

// applyFollowUp lengthens the running turn. One that is over, after the table's
// answer, runs on: what came between is no part of it.
func applyFollowUp(s *State, m *meta, p *TurnRef, _ *None) {
	t := s.Turn(p.Turn)
	if t == nil || t.Void || t.Entered {
		return
	}
	t.FollowUp = true
	t.followed = &beforeFollowUp{t.Length, t.End, t.Paused, t.Over, len(s.Floor.Turns), 0}
	if !t.Over {
		t.Length += s.Info.Policy.Floor.FollowUp
		return
	}
	if r := s.Running(); r != nil {
		t.followed.Ended = r.N
		s.endTurn(r, m.Clock)
	}
	s.resume(t, m.Clock, true)
	t.Length = t.Spoken(m.Clock) + s.Info.Policy.Floor.FollowUp
}

// decideUnfollow takes a follow-up back while its turn runs and no other began.
func decideUnfollow(s *State, _ *ctx, p *TurnRef) (None, error) {
	t, err := s.running(p.Turn)
	if err == nil && (t.followed == nil || t.followed.Turns != len(s.Floor.Turns)) {
		err = refuse(CodeStale, "turn")
	}
	return None{}, err
}

// applyUnfollow also lets the turn run on that the follow-up ended: nobody else
// had the floor in between.
func applyUnfollow(s *State, _ *meta, p *TurnRef, _ *None) {
	t, err := s.running(p.Turn)
	if err != nil || t.followed == nil {
		return
	}
	was := t.followed
	t.FollowUp, t.followed = false, nil
	if !was.Over {
		t.Length -= s.Info.Policy.Floor.FollowUp
		return
	}
	t.Length, t.End, t.Paused, t.Over, t.InPause = was.Length, was.End, was.Paused, true, false
	s.Floor.Running = 0
	if r := s.Turn(was.Ended); r != nil && r.Over && !r.Void && r.Corrected == nil {
		s.resumeAlone(r)
	}
}
