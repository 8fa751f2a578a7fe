package room

// The states of a point of order.
const (
	orderAsked   = "asked"
	orderGranted = "granted"
	orderUpheld  = "upheld"
	orderRefused = "refused"
)

// decideAskOrder takes a point of order; a second one of the same person only
// if every earlier one was upheld.
func decideAskOrder(s *State, c *ctx, _ *None) (OrderAsked, error) {
	if err := s.live(); err != nil {
		return OrderAsked{}, err
	}
	who, err := s.voice(c)
	if err != nil {
		return OrderAsked{}, err
	}
	if s.Muted(who.ID) {
		return OrderAsked{}, refuse(CodeMuted, "")
	}
	state := orderUpheld
	for _, o := range s.Floor.Orders {
		switch {
		case s.whoID(o.Person) != s.whoID(who.ID):
		case o.State == orderAsked:
			return OrderAsked{}, refuse(CodeAlready, "order")
		case o.State != orderUpheld:
			state = o.State
		}
	}
	if state != orderUpheld {
		return OrderAsked{}, refuse(CodeLimit, "order")
	}
	return OrderAsked{s.newItem(c.Draw)}, nil
}

func applyAskOrder(s *State, m *meta, _ *None, f *OrderAsked) {
	s.Floor.Orders[f.Order] = &PointOfOrder{ID: f.Order, Person: PersonID(m.By.ID), At: m.At, State: orderAsked}
}

func (s *State) order(id ItemID, state string) (*PointOfOrder, error) {
	o := s.Floor.Orders[id]
	if o == nil {
		return nil, refuse(CodeNoSuch, "order")
	}
	if o.State != state {
		return nil, refuse(CodeStale, "order")
	}
	return o, nil
}

func decideGrantOrder(s *State, _ *ctx, p *OrderRef) (OrderGranted, error) {
	if err := s.live(); err != nil {
		return OrderGranted{}, err
	}
	if s.Session.Gap != nil {
		return OrderGranted{}, refuse(CodePaused, "")
	}
	o, err := s.order(p.Order, orderAsked)
	if err != nil {
		return OrderGranted{}, err
	}
	if s.barred(o.Person) {
		return OrderGranted{}, refuse(CodeBanned, "")
	}
	if t := s.Running(); s.speaks(o.Person) || t != nil && t.Kind == OrderTurn {
		return OrderGranted{}, refuse(CodeTurnRunning, "")
	}
	return OrderGranted{Turn: len(s.Floor.Turns) + 1, Length: s.Info.Policy.Floor.Order}, nil
}

func applyGrantOrder(s *State, m *meta, p *OrderRef, f *OrderGranted) {
	o, err := s.order(p.Order, orderAsked)
	if err != nil {
		return
	}
	who := s.person(s.whoID(o.Person))
	t := &Turn{
		Kind: OrderTurn, Person: o.Person, Side: who.Side, Line: s.lineOf(who),
		Question: s.Session.Question, Length: f.Length,
	}
	s.begin(t, m.Clock)
	o.State, o.Turn = orderGranted, t.N
	s.person(o.Person).Orders++
	s.person(o.Person).Called = true
}

func decideRefuseOrder(s *State, _ *ctx, p *RefuseOrder) (None, error) {
	err := checkAlso(p.Order, p.Also)
	for _, id := range together(p.Order, p.Also) {
		if err == nil {
			_, err = s.order(id, orderAsked)
		}
	}
	return None{}, err
}

func applyRefuseOrder(s *State, _ *meta, p *RefuseOrder, _ *None) {
	for _, id := range together(p.Order, p.Also) {
		if o, err := s.order(id, orderAsked); err == nil {
			o.State = orderRefused
		}
	}
}

func decideUpholdOrder(s *State, _ *ctx, p *OrderRef) (None, error) {
	_, err := s.order(p.Order, orderGranted)
	return None{}, err
}

func applyUpholdOrder(s *State, _ *meta, p *OrderRef, _ *None) {
	if o, err := s.order(p.Order, orderGranted); err == nil {
		o.State = orderUpheld
		s.person(o.Person).Upheld++
	}
}
