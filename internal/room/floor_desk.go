package room

import "slices"

func decideAddHand(s *State, c *ctx, p *AddHand) (HandRaised, error) {
	if !p.Side.Valid() {
		return HandRaised{}, refuse(CodeMalformed, "side")
	}
	var who *Person
	if p.Person != "" {
		if who = s.Who(p.Person); who == nil {
			return HandRaised{}, refuse(CodeNoSuch, "person")
		}
		if who.Side != p.Side {
			return HandRaised{}, refuse(CodeMalformed, "side")
		}
	}
	if !s.mayEnter(c.Actor, who, p.Side) {
		return HandRaised{}, refuse(CodeNotAllowed, "side")
	}
	if p.Line != "" && (p.Side != Onsite || !slices.Contains(s.Floor.Mics, p.Line)) {
		return HandRaised{}, refuse(CodeNoSuch, "line")
	}
	if err := s.mayRaise(who, p.Question); err != nil {
		return HandRaised{}, err
	}
	f := s.newHand(c, who, p.Question)
	if who == nil {
		f.Person = c.Draw.Person()
	}
	if p.Number == 0 {
		return f, nil
	}
	switch {
	case f.Number == 0 || p.Number < 1 || p.Number > hubHands:
		return HandRaised{}, refuse(CodeMalformed, "number")
	case s.takenNumbers(who)[p.Number]:
		return HandRaised{}, refuse(CodeAlready, "hand")
	}
	f.Number = p.Number
	return f, nil
}

// mayEnter says for whom a seat may enter hands, turns, absences and counts: the
// moderator for everybody, the online moderator for Online, a hub for itself.
func (s *State) mayEnter(a Actor, who *Person, side Side) bool {
	seat := s.seat(ItemID(a.ID))
	return seat.Has(Moderator) || seat.Has(OnlineModerator) && side == Online ||
		who != nil && who.Kind == AHub && who.Seat != "" && who.Seat == seat.ID
}

func applyAddHand(s *State, m *meta, p *AddHand, f *HandRaised) {
	who := s.entered(m, p.Person, f.Person, p.Side, p.Label)
	if p.Person != "" {
		s.knownAgain(who, p.Label)
	}
	if who.Side == Onsite {
		who.Line = p.Line
	}
	s.putHand(m, f, &Hand{Person: who.ID, Read: p.Read, Label: p.Label})
	s.wording(f.Hand, p.Read, p.Label)
	s.own[who.ID] = append(s.own[who.ID], written(p.Read, p.Label)...)
}

// entered is the person that the desk named, or the one drawn for somebody
// new, who is put among the people.
func (s *State) entered(m *meta, named, drawn PersonID, side Side, label Text) *Person {
	if named != "" {
		if who := s.Who(named); who != nil {
			return who
		}
		return &Person{ID: named, Side: side}
	}
	kind := InTool
	if side == Onsite {
		kind = AtDesk
	}
	who := &Person{ID: drawn, Kind: kind, Side: side, Name: label, Joined: m.Index}
	s.People[drawn] = who
	s.keepLabel(who, label)
	return who
}

// knownAgain has somebody in the meeting tool be known by a name once more, whose
// name was erased since.
func (s *State) knownAgain(who *Person, label Text) {
	s.keepLabel(who, label)
	if who.Kind == InTool && label != "" && s.gone[who.Name] {
		who.Name = label
	}
}

func decideDrop(s *State, c *ctx, p *DropHand) (None, error) {
	h := s.Floor.Hands[p.Hand]
	if h == nil {
		return None{}, refuse(CodeNoSuch, "hand")
	}
	who := s.Who(h.Person)
	if who == nil || !s.mayEnter(c.Actor, who, who.Side) {
		return None{}, refuse(CodeNotAllowed, "hand")
	}
	return None{}, nil
}

// applyDropHand keeps why, so that the person can be told, and the hand, so
// that it can come back.
func applyDropHand(s *State, m *meta, p *DropHand, _ *None) {
	if h := s.takeHand(p.Hand); h != nil {
		s.person(s.whoID(h.Person)).Dropped = &DroppedHand{h.ID, m.At, p.Reason}
		d := append(s.Floor.Dropped, h)
		s.Floor.Dropped = slices.Clone(d[max(0, len(d)-keptDropped):])
	}
}

// dropped is where a hand that the desk lowered is kept; −1 when it is not.
func (s *State) dropped(id ItemID) int {
	return slices.IndexFunc(s.Floor.Dropped, func(h *Hand) bool { return h.ID == id })
}

func decideRestoreHand(s *State, c *ctx, p *HandRef) (None, error) {
	i := s.dropped(p.Hand)
	if i < 0 {
		return None{}, refuse(CodeStale, "hand")
	}
	if s.Session.Phase == Closed {
		return None{}, refuse(CodeClosed, "session")
	}
	who := s.Who(s.Floor.Dropped[i].Person)
	switch {
	case who == nil || !s.mayEnter(c.Actor, who, who.Side):
		return None{}, refuse(CodeNotAllowed, "hand")
	case who.Kind != AHub && s.speaks(who.ID):
		return None{}, refuse(CodeTurnRunning, "hand")
	}
	return None{}, nil
}

func applyRestoreHand(s *State, _ *meta, p *HandRef, _ *None) {
	if i := s.dropped(p.Hand); i >= 0 {
		h := s.Floor.Dropped[i]
		s.giveBack(h, h.Away, h.Out)
	}
}
