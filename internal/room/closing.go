package room

// AtClose is what closing the session now would settle: the counts of the open
// votes, and a finding for every outcome that has none and was not dropped.
func (s *State) AtClose() SessionClosed {
	f := SessionClosed{Statements: map[ItemID]StatementClosed{}, Outcomes: map[ItemID]Finding{}}
	for id, x := range s.Statements {
		if x.Status == Open && x.Kind != Because {
			f.Statements[id] = x.Counted()
		}
	}
	for id, o := range s.Outcomes {
		if o.Status != Settled && o.Status != Dropped {
			f.Outcomes[id] = s.Finding(o)
		}
	}
	return f
}

func decideCloseSession(s *State, _ *ctx, _ *None) (SessionClosed, error) {
	if err := s.live(); err != nil {
		return SessionClosed{}, err
	}
	return s.AtClose(), nil
}

// applyCloseSession ends the running turn, closes every vote and settles every
// outcome. It is final.
func applyCloseSession(s *State, m *meta, _ *None, f *SessionClosed) {
	x := &s.Session
	if t := s.Running(); t != nil {
		s.endTurn(t, m.Clock)
	}
	x.Spent[x.Part] += max(m.Clock-x.Since, 0)
	x.Phase, x.ClosedAt, x.Since = Closed, m.Clock, m.Clock
	s.Floor.QueueOpen = false
	for _, v := range s.Statements {
		v.closeVote(m.At, s)
	}
	for id, o := range s.Outcomes {
		if found, ok := f.Outcomes[id]; ok && o.Found == nil {
			o.settle(m.At, &found)
		}
	}
}
