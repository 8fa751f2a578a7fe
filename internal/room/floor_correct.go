package room

// decideCorrect puts right who had a turn that is over, and when. Nobody is
// given seconds that another had, and none that have not passed.
func decideCorrect(s *State, c *ctx, p *CorrectTurn) (TurnCorrected, error) {
	if err := s.live(); err != nil {
		return TurnCorrected{}, err
	}
	t := s.Turn(p.Turn)
	switch {
	case t == nil || t.Void:
		return TurnCorrected{}, refuse(CodeNoSuch, "turn")
	case !t.Over || s.interrupted(t):
		return TurnCorrected{}, refuse(CodeTurnRunning, "turn")
	}
	if err := s.mayStand(t, p, c.clock()); err != nil {
		return TurnCorrected{}, err
	}
	f, err := s.spokeIn(c, t, p)
	if err == nil && p.Reason == "" {
		err = refuse(CodeReason, "reason")
	}
	return f, err
}

// interrupted says whether a point of order broke into the turn, which then
// runs on.
func (s *State) interrupted(t *Turn) bool {
	r := s.Running()
	return r != nil && r.Kind == OrderTurn && r.Cut == t.N
}

// mayStand wants a turn within the session, up to now, that overlaps no other by
// more than both did as they were recorded: a follow-up and a point of order lie
// inside others' turns. What was given outside the tool may overlap anything.
func (s *State) mayStand(t *Turn, p *CorrectTurn, now Seconds) error {
	began, _ := t.recorded(now)
	if p.Seconds < 1 || p.Seconds > longestEntry {
		return refuse(CodeMalformed, "seconds")
	}
	end := p.Start + p.Seconds + t.Paused
	if p.Start < min(began, s.Session.Started) || p.Start > now || end > now {
		return refuse(CodeMalformed, "start")
	}
	for _, o := range s.Floor.Turns {
		if o == t || o.Void || o.Entered || t.Entered {
			continue
		}
		was, is := o.spans(now)
		if overlap(p.Start, end, was, is) > recordedOverlap(t, o, now) {
			return refuse(CodeLimit, "start")
		}
	}
	return nil
}

// spans is from when to when a turn lasts, pauses included.
func (t *Turn) spans(now Seconds) (from, to Seconds) {
	if !t.Over {
		return t.Start, max(now, t.Start)
	}
	return t.Start, t.End
}

// recorded is the same as it was before any correction.
func (t *Turn) recorded(now Seconds) (from, to Seconds) {
	if t.Corrected != nil {
		return t.Corrected.Start, t.Corrected.End
	}
	return t.spans(now)
}

func overlap(a, b, c, d Seconds) Seconds { return max(min(b, d)-max(a, c), 0) }

func recordedOverlap(t, o *Turn, now Seconds) Seconds {
	a, b := t.recorded(now)
	c, d := o.recorded(now)
	return overlap(a, b, c, d)
}

// spokeIn is who spoke: a seat in a turn of the table, a person in the
// audience's, and in a point of order who asked for it.
func (s *State) spokeIn(c *ctx, t *Turn, p *CorrectTurn) (TurnCorrected, error) {
	someone := p.Side != "" || p.Label != ""
	if !t.Counts() {
		switch {
		case p.Person != t.Person || someone || t.Seat == "" && p.Seat != "":
			return TurnCorrected{}, refuse(CodeMalformed, "person")
		case t.Seat != "" && s.Seats[p.Seat] == nil:
			return TurnCorrected{}, refuse(CodeNoSuch, "seat")
		}
		return TurnCorrected{Side: t.Side, Line: t.Line}, nil
	}
	switch who := s.Who(p.Person); {
	case p.Seat != "" || someone == (p.Person != ""):
		return TurnCorrected{}, refuse(CodeMalformed, "person")
	case someone && !p.Side.Valid():
		return TurnCorrected{}, refuse(CodeMalformed, "side")
	case someone:
		return TurnCorrected{Person: c.Draw.Person(), Side: p.Side, First: true}, nil
	case who == nil:
		return TurnCorrected{}, refuse(CodeNoSuch, "person")
	case s.whoID(t.Person) == who.ID: // they spoke from where they were called
		side, line := t.From()
		return TurnCorrected{Person: p.Person, Side: side, Line: line, First: t.First}, nil
	default:
		return TurnCorrected{Person: p.Person, Side: who.Side, Line: s.lineOf(who), First: s.firstAt(who, t)}, nil
	}
}

// firstAt says whether the person had no turn before that one.
func (s *State) firstAt(who *Person, t *Turn) bool {
	for _, o := range s.Floor.Turns[:t.N-1] {
		if o.Counts() && s.whoID(o.Person) == who.ID {
			return false
		}
	}
	return true
}

// applyCorrect leaves the turn's side, line and hand as they were: they made an
// order that others saw.
func applyCorrect(s *State, m *meta, p *CorrectTurn, f *TurnCorrected) {
	t := s.Turn(p.Turn)
	if t == nil || !t.Over || t.Void || p.Seconds < 0 || p.Start < 0 {
		return
	}
	from, to := t.recorded(m.Clock)
	t.Corrected = &Correction{m.At, p.Reason, f.Side, f.Line, from, to}
	t.Start, t.End = p.Start, p.Start+p.Seconds+t.Paused
	if t.Seat != "" {
		t.Seat = p.Seat
	}
	if f.Person == "" {
		return
	}
	if p.Person == "" {
		s.entered(m, "", f.Person, p.Side, p.Label)
	}
	was := t.Person
	t.Person, t.First = f.Person, f.First
	s.recall(was)
	s.recall(t.Person)
}
