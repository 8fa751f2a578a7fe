package room

import "slices"

func decideCall(s *State, c *ctx, p *CallNext) (TurnCalled, error) {
	if err := s.current(p.After); err != nil {
		return TurnCalled{}, err
	}
	if part := s.Session.Part; !s.Floor.Opened || part != Audience && part != Closing {
		return TurnCalled{}, refuse(CodeNotOpen, "part")
	}
	h, ok := s.NextHand()
	if !ok {
		return TurnCalled{}, refuse(CodeNobody, "")
	}
	if p.Hand != "" && p.Hand != h.ID {
		return TurnCalled{}, refuse(CodeStale, "hand")
	}
	return s.calling(h.Person, h), nil
}

func applyCall(s *State, m *meta, _ *CallNext, f *TurnCalled) {
	s.call(m, f, &Turn{Kind: AudienceTurn})
}

// current refuses a call unless the session runs and the caller knows of every
// turn.
func (s *State) current(after int) error {
	if err := s.live(); err != nil {
		return err
	}
	if after != len(s.Floor.Turns) {
		return refuse(CodeStale, "after")
	}
	return nil
}

// calling is the turn that calling the person, with that hand or without,
// begins.
func (s *State) calling(id PersonID, h *Hand) TurnCalled {
	who := s.person(s.whoID(id))
	f := TurnCalled{
		Turn: len(s.Floor.Turns) + 1, Person: id, Side: who.Side, Line: s.lineOf(who),
		First: s.firstTurn(who), Length: s.Info.Policy.Floor.Turn,
	}
	if h != nil {
		f.Hand = h.ID
	}
	if who.Access || s.person(id).Access {
		f.Length *= 2
	}
	return f
}

// firstTurn says whether the person's next turn is a first one; a hub has one
// in each block of Online's turns.
func (s *State) firstTurn(who *Person) bool {
	hub := &queue{policy: &s.Info.Policy.Floor}
	for _, t := range s.Floor.Turns {
		if !t.Counts() {
			continue
		}
		id := s.whoID(t.Person)
		if t.Side == Online {
			hub.online = append(hub.online, id)
		}
		if id == who.ID && who.Kind != AHub {
			return false
		}
	}
	return who.Kind != AHub || hub.hubFirst(who.ID)
}

// call begins an audience turn, whoever chose it, and lets those who were out
// for this call back in.
func (s *State) call(m *meta, f *TurnCalled, t *Turn) {
	s.give(f, t)
	t.Freed = s.free(lineKey{t.Side, t.Line})
	s.begin(t, m.Clock)
}

// give fills a turn from what was decided and takes its hand from the queue.
func (s *State) give(f *TurnCalled, t *Turn) {
	t.Person, t.Side, t.Line, t.First, t.Length = f.Person, f.Side, f.Line, f.First, f.Length
	t.Free = f.Free
	if h := s.takeHand(f.Hand); h != nil {
		t.Hand, t.HandAt, t.HandWas, t.Question = h.ID, h.At, h, h.Question
	}
	if s.Session.Question != 0 {
		t.Question = s.Session.Question
	}
	s.person(f.Person).Called = true
}

// free lets hands back in that are out: those of the line, and those of lines
// where nobody else could be called.
func (s *State) free(line lineKey) (ids []ItemID) {
	out := false
	for _, h := range s.Floor.Hands {
		out = out || h.Out
	}
	if !out {
		return nil
	}
	q := s.queue()
	for _, h := range q.readmit(func(l *queueLine) bool { return l.lineKey == line || l.allOut() }) {
		h.Hand.Out = false
		ids = append(ids, h.ID)
	}
	slices.Sort(ids)
	return ids
}

// begin ends the running turn and starts t.
func (s *State) begin(t *Turn, at Seconds) {
	if r := s.Running(); r != nil {
		t.Cut = r.N
		s.endTurn(r, at)
		at = r.End
	}
	t.N, t.Part, t.Start = len(s.Floor.Turns)+1, s.Session.Part, at
	s.Floor.Turns = append(s.Floor.Turns, t)
	s.Floor.Running = t.N
}

// endTurn ends a turn, not before it began.
func (s *State) endTurn(t *Turn, at Seconds) {
	t.End, t.Over = max(at, t.Start), true
	if t.InPause {
		t.InPause = false
		t.Paused += max(t.End-t.PausedAt, 0)
	}
	if s.Floor.Running == t.N {
		s.Floor.Running = 0
	}
}

// resume lets a turn that is over run on; the time since its end counts as a
// pause when paused.
func (s *State) resume(t *Turn, at Seconds, paused bool) {
	if paused {
		t.Paused += max(at-t.End, 0)
	}
	t.Over, s.Floor.Running = false, t.N
}

// clock is when the act was done: Made, or now.
func (c *ctx) clock() Seconds {
	if c.Made != nil {
		return *c.Made
	}
	return c.At
}
