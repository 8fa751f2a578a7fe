package room

// The inverses of what concerns the floor. Each is made from the state before
// the record.

var (
	backHandAdd = from(func(_ *State, _ *AddHand, f *HandRaised) Inverse {
		return inverse("hand.drop/1", &DropHand{Hand: f.Hand})
	})
	backHandDrop = from(func(_ *State, p *DropHand, _ *None) Inverse {
		return inverse("hand.restore/1", &HandRef{p.Hand})
	})
	// A hand that its person raised meanwhile goes when the old one comes back.
	backHandRestore = from(func(s *State, p *HandRef, _ *None) Inverse {
		i := s.dropped(p.Hand)
		if i < 0 || s.displaces(s.Floor.Dropped[i]) {
			return Inverse{}
		}
		return inverse("hand.drop/1", &DropHand{Hand: p.Hand})
	})
	backUneven = from(func(s *State, _ *SetUneven, _ *None) Inverse {
		return inverse("uneven.set/1", &SetUneven{s.Floor.Favour})
	})
	backBlockClose = from(func(s *State, _, _ *None) Inverse {
		if b := s.Floor.Block; b != nil {
			return inverse("block.open/1", &OpenBlock{b.Question})
		}
		return Inverse{}
	})
	backMics = from(func(s *State, _ *SetMics, _ *None) Inverse {
		return inverse("mics.set/1", &SetMics{append([]string{}, s.Floor.Mics...)})
	})

	backExtend = from(func(_ *State, p *ExtendTurn, _ *None) Inverse {
		return inverse("turn.extend/1", &ExtendTurn{p.Turn, -p.Seconds})
	})
	backCorrect = from(func(s *State, p *CorrectTurn, _ *TurnCorrected) Inverse {
		t := s.Turn(p.Turn)
		if t == nil {
			return Inverse{}
		}
		was := &CorrectTurn{Turn: t.N, Person: t.Person, Seat: t.Seat, Start: t.Start, Seconds: t.Spoken(t.End)}
		return inverse("turn.correct/1", was).asking(AsksReason)
	})

	backRefuseOrder = from(func(_ *State, p *RefuseOrder, _ *None) Inverse {
		return inverse("order.restore/1", &RestoreOrder{p.Order, p.Also})
	})
	backUphold = from(func(_ *State, p *OrderRef, _ *None) Inverse {
		return inverse("order.restore/1", &RestoreOrder{Order: p.Order})
	})
	backOrderRestore = from(func(s *State, p *RestoreOrder, _ *None) Inverse {
		switch o := s.Floor.Orders[p.Order]; {
		case o == nil:
			return Inverse{}
		case o.State == orderUpheld:
			return inverse("order.uphold/1", &OrderRef{p.Order})
		}
		return inverse("order.refuse/1", &RefuseOrder{Order: p.Order, Also: p.Also})
	})
)

// backCalled, backSeated and backGranted take back the turn that began.
var (
	backCalled  = began(func(f *TurnCalled) int { return f.Turn })
	backSeated  = began(func(f *SeatCalled) int { return f.Turn })
	backGranted = began(func(f *OrderGranted) int { return f.Turn })
)

// began is turn.undo of the turn that the facts name, whatever the payload is.
func began[F any](turn func(*F) int) func(*State, *Record) Inverse {
	return from(func(_ *State, _ *struct{}, f *F) Inverse { return inverse("turn.undo/1", &TurnRef{turn(f)}) })
}

// displaces says whether a hand that comes back takes another's place.
func (s *State) displaces(h *Hand) bool {
	for _, o := range s.Floor.Hands {
		if o.Person == h.Person && o.Number == h.Number {
			return true
		}
	}
	return false
}
