package room

import (
	"maps"
	"slices"
)

// decideUndo takes back the last turn's call, end, absence or entry, whichever
// came last. What another turn came after stays.
func decideUndo(s *State, _ *ctx, p *TurnRef) (TurnUndone, error) {
	if err := s.live(); err != nil {
		return TurnUndone{}, err
	}
	n, what, ok := s.Undoable()
	switch {
	case n == 0 || n != p.Turn:
		return TurnUndone{}, refuse(CodeStale, "turn")
	case s.Turn(n).Corrected != nil:
		return TurnUndone{}, refuse(CodeFixed, "turn")
	case !ok:
		return TurnUndone{}, refuse(CodeTurnRunning, "turn")
	}
	return TurnUndone{what}, nil
}

// Undoable is the turn that turn.undo may name now, and what that would take
// back. It is not ok while an earlier turn runs again, nor for a turn that was
// corrected, and n is 0 when there is no turn.
func (s *State) Undoable() (n int, what Undone, ok bool) {
	t := s.lastTurn()
	switch {
	case t == nil:
		return 0, "", false
	case t.Corrected != nil:
		return t.N, "", false
	case t.Entered:
		return t.N, UndidEntry, true
	case s.Floor.Running == t.N:
		return t.N, UndidCall, true
	case s.Floor.Running != 0:
		return t.N, "", false
	case t.Absent:
		return t.N, UndidAbsent, true
	}
	return t.N, UndidEnd, true
}

// lastTurn is the last turn that was not taken back; nil when there is none.
func (s *State) lastTurn() *Turn {
	for i := len(s.Floor.Turns) - 1; i >= 0; i-- {
		if t := s.Floor.Turns[i]; !t.Void || t.Absent {
			return t
		}
	}
	return nil
}

func applyUndo(s *State, m *meta, p *TurnRef, f *TurnUndone) {
	t := s.Turn(p.Turn)
	if t == nil {
		return
	}
	switch f.Undid {
	case UndidCall:
		s.undoCall(t, m.Clock)
	case UndidEntry:
		s.void(t, m.Clock)
	case UndidAbsent:
		s.takeHand(t.Hand)
		s.raiseAgain(t)
		t.Void, t.Absent = false, false
		s.resumeAlone(t)
	case UndidEnd:
		s.resumeAlone(t)
	}
}

// rulesThatRaiseAgain are the first by which taking back that somebody was absent
// brings back the hand that went by it.
const rulesThatRaiseAgain = 5

// raiseAgain has the hand wait again that went when the turn's person was absent.
func (s *State) raiseAgain(t *Turn) {
	again := func(h *Hand) bool { return h.Person == t.instead.Person && h.Number == t.instead.Number }
	if h := t.instead; h != nil && s.Info.Rules >= rulesThatRaiseAgain && !slices.ContainsFunc(slices.Collect(maps.Values(s.Floor.Hands)), again) {
		s.Floor.Hands[h.ID] = h
		s.Floor.Decided = slices.DeleteFunc(slices.Clone(s.Floor.Decided), func(id ItemID) bool { return id == h.ID })
	}
	t.instead = nil
}

// undoCall also lets the turn run on that the call ended, as if it had never
// been; one that was corrected meanwhile is over for good.
func (s *State) undoCall(t *Turn, at Seconds) {
	s.void(t, at)
	if cut := s.Turn(t.Cut); cut != nil && cut.Over && !cut.Void && cut.Corrected == nil {
		s.resumeAlone(cut)
	}
	for _, o := range s.Floor.Orders {
		if o.Turn == t.N && o.State == orderGranted {
			o.State, o.Turn = orderAsked, 0
			s.person(o.Person).Orders--
		}
	}
}

func (s *State) resumeAlone(t *Turn) {
	if s.Floor.Running == 0 {
		s.resume(t, 0, false)
	}
}

// void makes a turn no turn at all: its hand waits again where it did, those
// whom it let back in are out again, and nothing was answered in it.
func (s *State) void(t *Turn, at Seconds) {
	s.endTurn(t, at)
	t.Void, t.Absent = true, false
	if was := t.HandWas; was != nil {
		s.giveBack(was, was.Away, was.Out)
	}
	for _, id := range t.Freed {
		if h := s.Floor.Hands[id]; h != nil {
			h.Out = true
		}
	}
	s.unreply(t.N)
	s.recall(t.Person)
}

// recall finds anew whether a person had the floor.
func (s *State) recall(id PersonID) {
	if who := s.person(id); who.Kind != AHub {
		who.Called = slices.ContainsFunc(s.Floor.Turns, func(t *Turn) bool { return t.Person == id && !t.Void })
	}
}
