package opinion

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// above is how likely a share is above the mark when hits of n had it, with
// Jeffreys' prior: each share is judged by itself alone, so that a group that
// has not voted is not taken to agree with the others. Hits and n need not be
// whole.
func above(hits, n, mark float64) float64 {
	return mathext.RegIncBeta(n-hits+0.5, hits+0.5, 1-mark)
}

// interval is the share and the middle nine tenths of what it can be when hits
// of n had it.
func interval(hits, n float64) Interval {
	a, b := hits+0.5, n-hits+0.5
	return Interval{a / (a + b), mathext.InvRegIncBeta(a, b, 0.05), mathext.InvRegIncBeta(a, b, 0.95)}
}

// Interval is an estimate and the bounds within which the truth is in nine
// cases of ten.
type Interval struct{ Estimate, Low, High float64 }

// evidence is the e-value of hits of n against a share of at most the mark: a
// bet on every larger share at equal stakes. If the share is not above the
// mark, it ever reaches x with a chance of at most 1/x, however often one looks.
func evidence(hits, n int, mark float64) float64 {
	a, b := float64(hits+1), float64(n-hits+1)
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	tail := mathext.RegIncBeta(b, a, 1-mark)
	if tail <= 0 {
		return 0
	}
	l := la + lb - lab + math.Log(tail) - math.Log(1-mark) - float64(hits)*math.Log(mark) - float64(n-hits)*math.Log(1-mark)
	return math.Exp(min(700, l))
}
