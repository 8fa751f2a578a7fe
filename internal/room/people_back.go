package room

import "maps"

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

// decideDropHub takes a hub off that was entered by mistake: one that had no
// hand, no turn and no line in a count.
func decideDropHub(s *State, _ *ctx, p *PersonRef) (None, error) {
	switch who := s.People[p.Person]; {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case who == nil || who.Kind != AHub:
		return None{}, refuse(CodeNoSuch, "person")
	case s.tookPart(who.ID):
		return None{}, refuse(CodeFixed, "person")
	}
	return None{}, nil
}

func (s *State) tookPart(hub PersonID) bool {
	line := HubLine(hub)
	_, found := s.Present[line]
	for _, h := range s.Floor.Hands {
		found = found || h.Person == hub
	}
	for _, h := range s.Floor.Dropped {
		found = found || h.Person == hub
	}
	for _, t := range s.Floor.Turns {
		found = found || t.Person == hub
	}
	for _, x := range s.Statements {
		found = found || x.Lines[line] != Counts{}
	}
	for _, o := range s.Outcomes {
		found = found || o.Lines[line] != Tally{}
	}
	return found
}

func applySignalClear(s *State, _ *meta, p *Signalled, _ *None) {
	s.cleared[p.Kind] = s.Signals[p.Kind]
	delete(s.Signals, p.Kind)
}

func decideSignalRestore(s *State, _ *ctx, p *Signalled) (None, error) {
	if s.cleared[p.Kind] == nil {
		return None{}, refuse(CodeStale, "kind")
	}
	return None{}, nil
}

// applySignalRestore adds whoever signalled meanwhile, and leaves out who left.
func applySignalRestore(s *State, _ *meta, p *Signalled, _ *None) {
	was := s.cleared[p.Kind]
	if was == nil {
		return
	}
	delete(s.cleared, p.Kind)
	now := &Signal{By: maps.Clone(was.By), Since: was.Since}
	if since := s.Signals[p.Kind]; since != nil {
		maps.Copy(now.By, since.By)
	}
	maps.DeleteFunc(now.By, func(id PersonID, _ Seconds) bool { return s.person(id).Left })
	if len(now.By) > 0 {
		s.Signals[p.Kind] = now
	}
}

// decideRestoreOrder takes back that a point of order was refused or upheld,
// unless the same person asked for another since.
func decideRestoreOrder(s *State, _ *ctx, p *OrderRef) (None, error) {
	o := s.Floor.Orders[p.Order]
	switch {
	case o == nil:
		return None{}, refuse(CodeNoSuch, "order")
	case o.State != orderRefused && o.State != orderUpheld:
		return None{}, refuse(CodeStale, "order")
	case s.person(o.Person).Left:
		return None{}, refuse(CodeLeft, "order")
	}
	for _, other := range s.Floor.Orders {
		if other != o && other.State != orderUpheld && s.whoID(other.Person) == s.whoID(o.Person) {
			return None{}, refuse(CodeFixed, "order")
		}
	}
	return None{}, nil
}

func applyRestoreOrder(s *State, _ *meta, p *OrderRef, _ *None) {
	switch o := s.Floor.Orders[p.Order]; {
	case o == nil:
	case o.State == orderRefused:
		o.State = orderAsked
	case o.State == orderUpheld:
		o.State = orderGranted
		s.person(o.Person).Upheld--
	}
}
