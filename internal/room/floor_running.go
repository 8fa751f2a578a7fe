package room

// The step by which a running turn is lengthened or shortened, and the most
// that it can reach.
const (
	extendBy   Seconds = 30
	longestNow Seconds = 3600
)

// running is the running turn if it is the named one.
func (s *State) running(n int) (*Turn, error) {
	t := s.Running()
	if t == nil || t.N != n {
		return nil, refuse(CodeStale, "turn")
	}
	return t, nil
}

func decideExtend(s *State, _ *ctx, p *ExtendTurn) (None, error) {
	t, err := s.running(p.Turn)
	switch {
	case err != nil:
		return None{}, err
	case p.Seconds != extendBy && p.Seconds != -extendBy:
		return None{}, refuse(CodeMalformed, "seconds")
	case t.Length+p.Seconds < 0 || t.Length+p.Seconds > longestNow:
		return None{}, refuse(CodeLimit, "seconds")
	}
	return None{}, nil
}

func applyExtend(s *State, _ *meta, p *ExtendTurn, _ *None) {
	if t := s.Turn(p.Turn); t != nil {
		t.Length += p.Seconds
	}
}

func decidePause(s *State, _ *ctx, p *TurnRef) (None, error) {
	t, err := s.running(p.Turn)
	if err == nil && t.InPause {
		err = refuse(CodeAlready, "turn")
	}
	return None{}, err
}

func applyPause(s *State, m *meta, p *TurnRef, _ *None) {
	if t, err := s.running(p.Turn); err == nil && !t.InPause {
		t.InPause, t.PausedAt = true, max(m.Clock, t.Start)
	}
}

func decideResume(s *State, _ *ctx, p *TurnRef) (None, error) {
	t, err := s.running(p.Turn)
	if err == nil && !t.InPause {
		err = refuse(CodeAlready, "turn")
	}
	return None{}, err
}

func applyResume(s *State, m *meta, p *TurnRef, _ *None) {
	if t, err := s.running(p.Turn); err == nil && t.InPause {
		t.InPause = false
		t.Paused += max(m.Clock-t.PausedAt, 0)
	}
}

// decideEnd lets the moderator end any turn, a voice or a speaker their own.
func decideEnd(s *State, c *ctx, p *TurnRef) (None, error) {
	t, err := s.running(p.Turn)
	if err != nil {
		return None{}, err
	}
	own := t.Seat != "" && t.Seat == ItemID(c.Actor.ID) || s.seat(ItemID(c.Actor.ID)).Has(Moderator)
	if c.Actor.Kind == ActorVoice {
		own = s.speaks(PersonID(c.Actor.ID))
	}
	if !own {
		return None{}, refuse(CodeNotAllowed, "turn")
	}
	return None{}, nil
}

// applyEnd ends a turn. After a point of order the turn that it broke into
// runs on.
func applyEnd(s *State, m *meta, p *TurnRef, _ *None) {
	t, err := s.running(p.Turn)
	if err != nil {
		return
	}
	s.endTurn(t, m.Clock)
	if cut := s.Turn(t.Cut); t.Kind == OrderTurn && cut != nil && cut.Over && !cut.Void {
		s.resume(cut, m.Clock, true)
	}
}

// decideAbsent voids the turn of somebody who was called and did not come.
// Nobody is absent before the grace is over.
func decideAbsent(s *State, c *ctx, p *TurnRef) (TurnAbsent, error) {
	t, err := s.running(p.Turn)
	if err != nil {
		return TurnAbsent{}, err
	}
	if !t.Counts() {
		return TurnAbsent{}, refuse(CodeNoSuch, "turn")
	}
	if !s.mayEnter(c.Actor, nil, t.Side) {
		return TurnAbsent{}, refuse(CodeNotAllowed, "turn")
	}
	if due := t.Start + s.grace(t.Side); c.clock() < due {
		return TurnAbsent{}, &Error{Code: CodeTooEarly, Field: "turn", When: due}
	}
	return TurnAbsent{Lowered: t.HandWas != nil && t.HandWas.Away > 0}, nil
}

// grace is how long somebody who was called may take to begin.
func (s *State) grace(side Side) Seconds {
	if side == Online {
		return s.Info.Policy.Floor.GraceOnline
	}
	return s.Info.Policy.Floor.GraceOnsite
}

func applyAbsent(s *State, m *meta, p *TurnRef, f *TurnAbsent) {
	t, err := s.running(p.Turn)
	if err != nil {
		return
	}
	s.endTurn(t, m.Clock)
	t.Void, t.Absent = true, true
	s.unreply(t.N)
	if was := t.HandWas; was != nil && !f.Lowered {
		t.instead = s.giveBack(was, was.Away+1, true)
	}
}
