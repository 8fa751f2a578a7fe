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

// Due says whether the next analysis is due: a twentieth of the votes is new,
// something was taken out, or votes came and then none for a minute. Idle is for how
// many seconds none came. It is due, too, when a statement has [Live.Drifted].
func (l *Live) Due(idle float64) bool {
	s := l.sinceBase
	return s.removed || s.votes > 0 && (20*s.votes >= l.base.Rows.Votes() || idle >= longIdle)
}

// Drifted says whether the mean of a statement with some votes moved by more than 0.02
// and by what its votes leave open.
func (l *Live) Drifted(statement string) bool {
	n, known := l.statements.at[statement]
	mean := l.base.basis.centred.mean
	if !known || l.place[n] >= len(mean) {
		return false
	}
	t := l.sum(l.place[n])
	votes := float64(t.N())
	drift := math.Abs(float64(t.Agree-t.Disagree)/max(1, votes) - mean[l.place[n]])
	return votes >= leastDrift && drift > max(0.02, 1/math.Sqrt(votes))
}

// sum is everybody's answers to the statement at a place.
func (l *Live) sum(place int) (t Tally) {
	for g := range l.counts {
		t = t.plus(tallyOf(l.counts[g][4*place:]))
	}
	return t
}
