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
// "cannot accept" without a reply (docs/spec/outcomes.md). It rests on what is
// shown of the votes: where that is a word, on the word, since beside it and the
// hands that everybody saw an exact finding would show figures. "" is no mechanism,
// or one whose vote is open.
func (s *State) Accepted(x *Statement) Acceptance {
	if x.Kind != Mechanism || x.Status != VoteClosed {
		return ""
	}
	switch s.acceptedBy(x) {
	case TooFew:
		return AcceptTooFew
	case CommonGround:
		if s.Unanswered(x.ID) > 0 {
			return AcceptUnanswered
		}
		return Acceptable
	}
	return NotAcceptable
}

// acceptedBy is what the rule finds, or what the word leaves no doubt of.
func (s *State) acceptedBy(x *Statement) OutcomeKind {
	p, phones := &s.Info.Policy, x.published.Count
	switch n := phones.All.N(); {
	case n > 0 && n < max(p.Suppress.class(), p.Outcome.Few):
		return TooFew
	case n > 0 && n < x.words(p.Suppress):
		return p.Outcome.kindByWord(p.Outcome.Word(x.scale.Tally(phones.All)), sum(x.tallies()))
	}
	return p.Outcome.Find(FindInput{
		Put: true, Sides: projected(x.scale, phones.Side), Lines: x.tallies(), Present: s.PresentNow(),
	}).Kind
}

// kindByWord is what phones and hands together are by rule 4, as far as the word
// for the phones tells; too few to say where it does not.
func (p OutcomePolicy) kindByWord(phones Word, hands Tally) OutcomeKind {
	agree := func(t Tally) (int, int) { return t.Agree, t.Disagree }
	switch {
	case phones == WordAll || phones == WordNearlyAll:
		if hands.N() == 0 || p.common(hands, nil, agree) {
			return CommonGround
		}
	case phones != WordMost && hands.N() == 0:
		return NotSettled
	}
	return TooFew
}
