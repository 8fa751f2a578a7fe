package room

import "slices"

// OverrideReasons are the seven reasons of rule 12, in the order in which the
// desk offers them.
var OverrideReasons = []string{
	FollowUpReason, OnThisPoint, MustLeave, AccessReason, NotHeardYet, TechnicalReason, OtherReason,
}

// longestEntry is the longest turn that can be entered afterwards.
const longestEntry Seconds = 3600

func checkReason(why string, reason Text) error {
	if !slices.Contains(OverrideReasons, why) {
		return refuse(CodeReason, "why")
	}
	if why == OtherReason && reason == "" {
		return refuse(CodeReason, "reason")
	}
	return nil
}

func decideOverride(s *State, c *ctx, p *Override) (TurnCalled, error) {
	if err := s.current(p.After); err != nil {
		return TurnCalled{}, err
	}
	if err := checkReason(p.Why, p.Reason); err != nil {
		return TurnCalled{}, err
	}
	if (p.Hand == "") == (p.Person == "") {
		return TurnCalled{}, refuse(CodeMalformed, "hand")
	}
	h, id := s.Floor.Hands[p.Hand], p.Person
	switch {
	case p.Hand != "" && h == nil:
		return TurnCalled{}, refuse(CodeNoSuch, "hand")
	case h != nil:
		id = h.Person
	default:
		h = s.handOf(id)
	}
	switch {
	case s.Who(id) == nil:
		return TurnCalled{}, refuse(CodeNoSuch, "person")
	case s.person(id).Left:
		return TurnCalled{}, refuse(CodeLeft, "")
	case s.barred(id):
		return TurnCalled{}, refuse(CodeBanned, "")
	case s.speaks(id) && (h == nil || s.Who(id).Kind != AHub):
		return TurnCalled{}, refuse(CodeTurnRunning, "")
	}
	f := s.calling(id, h)
	f.Free = s.isFree(p.Why, f.Side)
	return f, nil
}

// isFree is rule 15: "not heard yet" for the side that is behind is no
// override.
func (s *State) isFree(why string, side Side) bool {
	behind, ok := s.Unheard()
	return ok && why == NotHeardYet && side == behind
}

func applyOverride(s *State, m *meta, p *Override, f *TurnCalled) {
	s.call(m, f, &Turn{Kind: OverrideTurn, Why: p.Why, Reason: p.Reason})
}

func decideEnter(s *State, c *ctx, p *EnterTurn) (TurnCalled, error) {
	if err := s.live(); err != nil {
		return TurnCalled{}, err
	}
	if err := checkReason(p.Why, p.Reason); err != nil {
		return TurnCalled{}, err
	}
	if p.Seconds < 1 || p.Seconds > min(longestEntry, c.clock()) {
		return TurnCalled{}, refuse(CodeMalformed, "seconds")
	}
	if !p.Side.Valid() {
		return TurnCalled{}, refuse(CodeMalformed, "side")
	}
	if !s.mayEnter(c.Actor, nil, p.Side) {
		return TurnCalled{}, refuse(CodeNotAllowed, "side")
	}
	f := TurnCalled{Turn: len(s.Floor.Turns) + 1, Person: c.Draw.Person(), Side: p.Side, First: true}
	if p.Person != "" {
		switch who := s.Who(p.Person); {
		case who == nil:
			return TurnCalled{}, refuse(CodeNoSuch, "person")
		case who.Side != p.Side:
			return TurnCalled{}, refuse(CodeMalformed, "side")
		case s.speaks(p.Person):
			return TurnCalled{}, refuse(CodeTurnRunning, "")
		}
		f = s.calling(p.Person, s.handOf(p.Person))
	}
	f.Length, f.Free = p.Seconds, s.isFree(p.Why, p.Side)
	return f, nil
}

// applyEnter puts a turn that was given outside the tool after the others; it
// touches no running turn.
func applyEnter(s *State, m *meta, p *EnterTurn, f *TurnCalled) {
	s.entered(m, p.Person, f.Person, p.Side, p.Label)
	t := &Turn{Kind: OverrideTurn, Why: p.Why, Reason: p.Reason, Entered: true}
	s.give(f, t)
	t.N, t.Part = len(s.Floor.Turns)+1, s.Session.Part
	t.Start, t.End, t.Over = m.Clock-p.Seconds, m.Clock, true
	s.Floor.Turns = append(s.Floor.Turns, t)
}
