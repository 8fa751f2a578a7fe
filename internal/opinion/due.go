package opinion

import "math"

// since is what happened after something.
type since struct {
	votes   int  // cast, changed or withdrawn
	removed bool // people or statements were taken out, or brought back
}

const (
	leastDrift = 20 // how many votes a statement has before its mean is watched
	longIdle   = 60 // seconds
)

// Due says whether the next analysis is due: a twentieth of the votes is new, the
// mean of a statement with some votes moved by more than 0.02 and by what its
// votes leave open, something was taken out, or votes came and then none for a
// minute. Idle is for how many seconds none came.
func (l *Live) Due(idle float64) bool {
	s := l.sinceBase
	if s.removed || s.votes > 0 && (20*s.votes >= l.base.Rows.Votes() || idle >= longIdle) {
		return true
	}
	if s.votes == 0 {
		return false
	}
	for j, was := range l.base.basis.centred.mean {
		t := l.sum(j)
		n := float64(t.N())
		drift := math.Abs(float64(t.Agree-t.Disagree)/max(1, n) - was)
		if n >= leastDrift && drift > max(0.02, 1/math.Sqrt(n)) {
			return true
		}
	}
	return false
}

// sum is everybody's answers to the statement at a place.
func (l *Live) sum(place int) (t Tally) {
	for g := range l.counts {
		t = t.plus(tallyOf(l.counts[g][4*place:]))
	}
	return t
}
