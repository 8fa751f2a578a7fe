package room

func decideObjection(s *State, c *ctx, p *MakeObjection) (ObjectionMade, error) {
	if err := s.live(); err != nil {
		return ObjectionMade{}, err
	}
	if o := s.Outcomes[p.Outcome]; o != nil && o.Status == Drafted {
		return ObjectionMade{}, refuse(CodeNotOpen, "outcome")
	}
	o, err := s.outcomeIn(p.Outcome, ReadOut, Put)
	switch {
	case err != nil:
		return ObjectionMade{}, err
	case p.Text == "":
		return ObjectionMade{}, refuse(CodeEmpty, "text")
	case o.objecting() >= MaxObjections:
		return ObjectionMade{}, refuse(CodeLimit, "")
	case c.Actor.Kind == ActorSeat && p.Turn != 0 && !s.took(p.Turn):
		return ObjectionMade{}, refuse(CodeNoSuch, "turn")
	}
	if c.Actor.Kind == ActorVoice {
		if err := s.mayObject(c, o, p); err != nil {
			return ObjectionMade{}, err
		}
	}
	return ObjectionMade{s.newItem(c.Draw)}, nil
}

// objecting is how many objections to the outcome stand, heard or not.
func (o *Outcome) objecting() (n int) {
	for _, b := range o.Objections {
		if !b.Withdrawn {
			n++
		}
	}
	return n
}

// mayObject holds a voice to one standing objection to an outcome, and to few in
// all: nobody uses up what others may say.
func (s *State) mayObject(c *ctx, o *Outcome, p *MakeObjection) error {
	who, err := s.voice(c)
	if err != nil {
		return err
	}
	if p.Turn != 0 {
		return refuse(CodeNotAllowed, "turn")
	}
	made := 0
	for _, b := range o.Objections {
		switch {
		case b.Author == "" || s.whoID(b.Author) != s.whoID(who.ID):
		case !b.Withdrawn:
			return refuse(CodeAlready, "outcome")
		default:
			made++
		}
	}
	if made >= MaxObjected {
		return refuse(CodeLimit, "outcome")
	}
	return nil
}

// applyObjection keeps an objection: a voice's waits to be heard; one that the
// desk enters was read out by it, or made in the turn it names, whose person
// may then withdraw it.
func applyObjection(s *State, m *meta, p *MakeObjection, f *ObjectionMade) {
	o := s.outcome(p.Outcome)
	b := &Objection{ID: f.Objection, Text: p.Text, At: m.Clock}
	if m.By.Kind == ActorVoice {
		b.Author = PersonID(m.By.ID)
	} else {
		b.Heard, b.HeardAt, b.Entered = true, m.Clock, true
		if t := s.Turn(p.Turn); t != nil {
			b.Turn, b.Author = t.N, t.Person
		}
	}
	o.Objections = append(o.Objections, b)
	s.wording(b.ID, b.Text)
}

// standing is an objection of an outcome that is not settled yet.
func (s *State) standing(id ItemID) (*Objection, error) {
	b := s.objection(id)
	switch {
	case b == nil:
		return nil, refuse(CodeNoSuch, "objection")
	case b.Withdrawn:
		return nil, refuse(CodeAlready, "objection")
	}
	for _, o := range s.Outcomes {
		for _, x := range o.Objections {
			if x == b && o.Status != ReadOut && o.Status != Put || s.Session.Phase == Closed {
				return nil, refuse(CodeClosed, "outcome")
			}
		}
	}
	return b, nil
}

func decideHeard(s *State, _ *ctx, p *ObjectionRef) (None, error) {
	b, err := s.standing(p.Objection)
	if err == nil && b.Heard {
		err = refuse(CodeAlready, "objection")
	}
	return None{}, err
}

func applyHeard(s *State, m *meta, p *ObjectionRef, _ *None) {
	if b := s.objection(p.Objection); b != nil {
		b.Heard, b.HeardAt, b.Turn = true, m.Clock, s.turnWith(b)
	}
}

// turnWith is the last turn that the objection's author had since making it; 0
// when the desk read it out.
func (s *State) turnWith(b *Objection) int {
	author := s.Who(b.Author)
	for i := len(s.Floor.Turns); i > 0 && author != nil; i-- {
		t := s.Floor.Turns[i-1]
		if t.Over && t.End < b.At {
			break
		}
		if !t.Void && s.Who(t.Person) == author {
			return t.N
		}
	}
	return 0
}

func decideWithdraw(s *State, c *ctx, p *ObjectionRef) (None, error) {
	b, err := s.standing(p.Objection)
	if err != nil {
		return None{}, err
	}
	if me := s.Who(PersonID(c.Actor.ID)); me == nil || s.Who(b.Author) != me {
		return None{}, refuse(CodeNotAllowed, "objection")
	}
	return None{}, nil
}

func applyWithdraw(s *State, _ *meta, p *ObjectionRef, _ *None) {
	if b := s.objection(p.Objection); b != nil {
		b.Withdrawn = true
	}
}

// decideTakeBack is the desk taking an objection back: once it was heard, after
// the turn, with a reason.
func decideTakeBack(s *State, _ *ctx, p *TakeObjection) (None, error) {
	b, err := s.standing(p.Objection)
	if err != nil {
		return None{}, err
	}
	t := s.Turn(b.Turn)
	switch {
	case !b.Heard:
		return None{}, refuse(CodeNotOpen, "objection")
	case t != nil && !t.Over && !t.Void:
		return None{}, refuse(CodeTurnRunning, "objection")
	case p.Reason == "":
		return None{}, refuse(CodeReason, "reason")
	}
	return None{}, nil
}

func applyTakeBack(s *State, _ *meta, p *TakeObjection, _ *None) {
	if b := s.objection(p.Objection); b != nil {
		b.Withdrawn, b.Why = true, p.Reason
		s.wording(b.ID, b.Why)
	}
}
