package opinion

import "math"

// Class is how a statement stands.
type Class uint8

// The classes.
const (
	// ShortOfAnswers: there are too few votes to say. It is no verdict on the
	// statement.
	ShortOfAnswers Class = iota
	// CommonFor: every group agrees.
	CommonFor
	// CommonAgainst: every group disagrees.
	CommonAgainst
	// OpenPoint: opinions differ.
	OpenPoint
	// NeedsInvestigation: many say that they cannot say.
	NeedsInvestigation
)

// Reason says why a statement is open.
type Reason uint8

// The reasons.
const (
	NoReason Reason = iota
	// DividedBetween: one group is for, another against.
	DividedBetween
	// DividedWithin: neither agreement nor disagreement reaches the mark in every
	// group.
	DividedWithin
)

// Marks of the classification.
const (
	DefaultMark = 0.6  // the share of a group from which on the group agrees
	claim       = 0.95 // how likely a claim must be to be made
	keep        = 0.80 // below which a claim made is given up
	divided     = 0.90 // how likely a majority must be, in two groups that are divided
	unsureShare = 0.3  // above which share "can't say" is what a statement shows
	leastVotes  = 5    // in every group that a claim or a division rests on
	confirmedAt = 20   // the e-value from which on a claim is confirmed
)

// Partition is one way to part the people, and the answers to a statement by
// group: opinion groups, or what people declared about themselves. A group of
// nobody is left out by the caller.
type Partition []Tally

// Standing is how a statement stands, and on what evidence.
type Standing struct {
	Class  Class
	Reason Reason
	// Confirmed says that the claim of common ground holds however often the
	// votes were looked at before.
	Confirmed bool
	// For and Against are how likely the agreement, or the disagreement, of every
	// group is above the mark: of the partition in which it is least likely.
	For, Against float64
	// Evidence is the e-value of the claim of common ground, or of the likelier
	// one if there is none: of the group in which it is least.
	Evidence float64
}

// Classify says how a statement stands, by every partition: what is claimed
// holds in each. Mark is the share from which on a group agrees, was the
// standing so far (the zero value if there was none): a claim is given up later
// than it is made.
func Classify(by []Partition, mark float64, was Standing) Standing {
	s := Standing{For: 1, Against: 1}
	forE, againstE := math.Inf(1), math.Inf(1)
	enough := len(by) > 0
	for _, p := range by {
		f, a := 1.0, 1.0
		for _, t := range p {
			n := t.N()
			enough = enough && n >= leastVotes
			f *= above(float64(t.Agree), float64(n), mark)
			a *= above(float64(t.Disagree), float64(n), mark)
			forE = min(forE, evidence(t.Agree, n, mark))
			againstE = min(againstE, evidence(t.Disagree, n, mark))
		}
		s.For, s.Against = min(s.For, f), min(s.Against, a)
	}
	needFor, needAgainst := claim, claim
	switch was.Class {
	case CommonFor:
		needFor = keep
	case CommonAgainst:
		needAgainst = keep
	}
	s.Evidence = forE
	if s.Against > s.For {
		s.Evidence = againstE
	}
	switch {
	case enough && s.For >= needFor:
		s.Class = CommonFor
	case enough && s.Against >= needAgainst:
		s.Class = CommonAgainst
	default:
		s.Class, s.Reason = open(by, mark)
		return s
	}
	s.Confirmed = s.Evidence >= confirmedAt || was.Confirmed && was.Class == s.Class
	return s
}

// open says what a statement is that is no common ground.
func open(by []Partition, mark float64) (Class, Reason) {
	for _, p := range by {
		if dividedBetween(p) {
			return OpenPoint, DividedBetween
		}
	}
	if len(by) == 0 {
		return ShortOfAnswers, NoReason
	}
	var everybody Tally
	for _, t := range by[0] {
		everybody = everybody.plus(t)
	}
	if n := everybody.N(); n >= leastVotes && above(float64(everybody.Unsure), float64(n), unsureShare) >= divided {
		return NeedsInvestigation, NoReason
	}
	for _, p := range by {
		if dividedWithin(p, mark) {
			return OpenPoint, DividedWithin
		}
	}
	return ShortOfAnswers, NoReason
}

// dividedBetween leaves out groups of too few votes, as the other rules do: of
// two or three that agree nobody can tell what the group holds.
func dividedBetween(p Partition) bool {
	isFor, isAgainst := false, false
	for _, t := range p {
		n := float64(t.N())
		if n < leastVotes {
			continue
		}
		isFor = isFor || above(float64(t.Agree), n, 0.5) >= divided
		isAgainst = isAgainst || above(float64(t.Disagree), n, 0.5) >= divided
	}
	return isFor && isAgainst
}

// dividedWithin says whether there is a group that does not agree and one (or
// the same) that does not disagree. One group that is known not to is enough:
// that many groups are not known says nothing.
func dividedWithin(p Partition, mark float64) bool {
	notFor, notAgainst := 0.0, 0.0
	for _, t := range p {
		if n := float64(t.N()); n >= leastVotes {
			notFor = max(notFor, 1-above(float64(t.Agree), n, mark))
			notAgainst = max(notAgainst, 1-above(float64(t.Disagree), n, mark))
		}
	}
	return notFor*notAgainst >= claim
}
