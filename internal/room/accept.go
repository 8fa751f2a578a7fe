package room

// Acceptance is what a mechanism's closed vote says of it.
type Acceptance string

// The answers to whether a mechanism is acceptable.
const (
	AcceptTooFew     Acceptance = "too-few"    // too few answered to say
	Acceptable       Acceptance = "acceptable" // by the rule, and no reason against it is left unanswered
	AcceptUnanswered Acceptance = "unanswered" // by the rule, but a reason against it is
	NotAcceptable    Acceptance = "not"
)

// Accepted says whether a mechanism is acceptable: common ground by the rule for
// outcomes, with "support" and "can live with" as agree, and no reason for a
// "cannot accept" without a reply (docs/spec/outcomes.md). It rests on what was
// published of the votes; a few phones make it too few, since beside the hands that
// everybody saw the finding would show what they said. "" is no mechanism, or one
// whose vote is open.
func (s *State) Accepted(x *Statement) Acceptance {
	if x.Kind != Mechanism || x.Status != VoteClosed {
		return ""
	}
	phones := x.published.Count
	if n := phones.All.N(); n > 0 && n < s.Info.Policy.Suppress.class() {
		return AcceptTooFew
	}
	f := s.Info.Policy.Outcome.Find(FindInput{
		Put: true, Sides: projected(x.scale, phones.Side), Lines: x.tallies(), Present: s.PresentNow(),
	})
	switch {
	case f.Kind == TooFew:
		return AcceptTooFew
	case f.Kind != CommonGround:
		return NotAcceptable
	case s.Unanswered(x.ID) > 0:
		return AcceptUnanswered
	}
	return Acceptable
}
