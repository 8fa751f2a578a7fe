package room

// movedFrom is where a person was before the desk changed their side.
type movedFrom struct {
	side  Side
	line  string
	turns int // begun so far
	hands map[ItemID]handPlace
}

// handPlace is where a waiting hand stood.
type handPlace struct {
	at    Seconds
	index Index
	lot   bool
}

// movingFrom keeps where the person and their waiting hands are.
func (s *State) movingFrom(who *Person) *movedFrom {
	was := &movedFrom{who.Side, who.Line, len(s.Floor.Turns), map[ItemID]handPlace{}}
	for id, h := range s.Floor.Hands {
		if h.Person == who.ID {
			was.hands[id] = handPlace{h.At, h.Index, h.Lot}
		}
	}
	return was
}

// decideSideBack takes the one change of side back as long as the person had no
// turn since; it may then be made anew.
func decideSideBack(s *State, _ *ctx, p *PersonRef) (None, error) {
	who := s.People[p.Person]
	switch {
	case who == nil:
		return None{}, refuse(CodeNoSuch, "person")
	case who.was == nil:
		return None{}, refuse(CodeStale, "person")
	}
	for _, t := range s.Floor.Turns[who.was.turns:] {
		if t.Person == who.ID && !t.Void {
			return None{}, refuse(CodeFixed, "side")
		}
	}
	return None{}, nil
}

// applySideBack puts each hand that waited then, and still waits, in its old
// place.
func applySideBack(s *State, _ *meta, p *PersonRef, _ *None) {
	who := s.person(p.Person)
	was := who.was
	if was == nil {
		return
	}
	who.Side, who.Line, who.Moved, who.was = was.side, was.line, false, nil
	for id, place := range was.hands {
		if h := s.Floor.Hands[id]; h != nil {
			h.At, h.Index, h.Lot = place.at, place.index, place.lot
		}
	}
}

// decideRestoreOrder takes back that a point of order was refused or upheld,
// unless the same person asked for another since.
func decideRestoreOrder(s *State, _ *ctx, p *RestoreOrder) (None, error) {
	err := checkAlso(p.Order, p.Also)
	for _, id := range together(p.Order, p.Also) {
		if err == nil {
			err = s.mayRestoreOrder(id)
		}
	}
	return None{}, err
}

func (s *State) mayRestoreOrder(id ItemID) error {
	o := s.Floor.Orders[id]
	switch {
	case o == nil:
		return refuse(CodeNoSuch, "order")
	case o.State != orderRefused && o.State != orderUpheld:
		return refuse(CodeStale, "order")
	case s.person(o.Person).Left:
		return refuse(CodeLeft, "order")
	}
	for _, other := range s.Floor.Orders {
		if other != o && other.State != orderUpheld && s.whoID(other.Person) == s.whoID(o.Person) {
			return refuse(CodeFixed, "order")
		}
	}
	return nil
}

func applyRestoreOrder(s *State, _ *meta, p *RestoreOrder, _ *None) {
	for _, id := range together(p.Order, p.Also) {
		s.restoreOrder(s.Floor.Orders[id])
	}
}

func (s *State) restoreOrder(o *PointOfOrder) {
	switch {
	case o == nil:
	case o.State == orderRefused:
		o.State = orderAsked
	case o.State == orderUpheld:
		o.State = orderGranted
		s.person(o.Person).Upheld--
	}
}
