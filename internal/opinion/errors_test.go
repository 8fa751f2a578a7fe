package opinion

import (
	"math"
	"testing"
)

// binomial is how likely each number of hits of n is.
func binomial(n int, share float64) []float64 {
	out := make([]float64, n+1)
	for k := range out {
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(k + 1))
		c, _ := math.Lgamma(float64(n - k + 1))
		out[k] = math.Exp(a - b - c + float64(k)*math.Log(share) + float64(n-k)*math.Log(1-share))
	}
	return out
}

func TestIntervalsCover(t *testing.T) {
	for _, n := range []int{10, 30, 100} {
		mean, least, shares := 0.0, 1.0, 0
		for share := 0.02; share < 0.99; share += 0.02 {
			covered := 0.0
			for k, p := range binomial(n, share) {
				if i := interval(float64(k), float64(n)); i.Low <= share && share <= i.High {
					covered += p
				}
			}
			mean, least, shares = mean+covered, min(least, covered), shares+1
		}
		if mean /= float64(shares); math.Abs(mean-0.9) > 0.015 || least < 0.76 {
			t.Errorf("of %d votes: intervals cover %.3f on the average, %.3f at least", n, mean, least)
		}
	}
}

func TestDifferencesCover(t *testing.T) {
	mean, least, cases := 0.0, 1.0, 0
	for p := 0.1; p < 0.95; p += 0.2 {
		for q := 0.1; q < 0.95; q += 0.2 {
			covered := 0.0
			of := binomial(40, q)
			for k, pk := range binomial(15, p) {
				for l, pl := range of {
					if d, _ := difference(k, 15, l, 40); d.Low <= p-q && p-q <= d.High {
						covered += pk * pl
					}
				}
			}
			mean, least, cases = mean+covered, min(least, covered), cases+1
		}
	}
	if mean /= float64(cases); mean < 0.89 || mean > 0.94 || least < 0.87 {
		t.Errorf("intervals cover %.3f on the average, %.3f at least", mean, least)
	}
}

// Shares cannot differ by more than all.
func TestDifferencesEndAtAll(t *testing.T) {
	for _, n := range []int{10, 40, 300} {
		if d, _ := difference(n, n, 0, n); d.High != 1 || d.Low < 0.5 {
			t.Errorf("all of %d and nobody: %v", n, d)
		}
		if d, _ := difference(0, n, n, n); d.Low != -1 || d.High > -0.5 {
			t.Errorf("nobody and all of %d: %v", n, d)
		}
	}
}

// The bet is fair: at the mark it is worth 1 on the average.
func TestEvidenceIsFair(t *testing.T) {
	for _, mark := range []float64{0.5, 0.6, 0.8} {
		for _, n := range []int{0, 1, 7, 40, 300} {
			mean := 0.0
			for k, p := range binomial(n, mark) {
				mean += p * evidence(k, n, mark)
			}
			if math.Abs(mean-1) > 1e-9 {
				t.Errorf("mark %v, %d votes: worth %v", mark, n, mean)
			}
		}
	}
}

// Whoever looks after every one of a thousand votes on a statement at the mark
// sees it confirmed in fewer than one case of twenty.
func TestPeekingDoesNotConfirm(t *testing.T) {
	still, ever := []float64{1}, 0.0 // by hits so far: how likely, unconfirmed
	for n := 1; n <= 1000; n++ {
		next := make([]float64, n+1)
		for k, p := range still {
			next[k] += p * (1 - DefaultMark)
			next[k+1] += p * DefaultMark
		}
		for k, p := range next {
			if p > 0 && evidence(k, n, DefaultMark) >= confirmedAt {
				ever, next[k] = ever+p, 0
			}
		}
		still = next
	}
	if ever > 0.05 || ever < 0.005 {
		t.Errorf("confirmed in %.4f of the cases", ever)
	}
}

// Of groups that are chance, next to nothing is representative.
func TestChanceRepresentsNothing(t *testing.T) {
	r, _ := planted(400, 60, 25, 2, 3)
	found, lists := 0, 0
	for key := range uint64(40) {
		a := &Analysis{Rows: r, Groups: 2, Label: make([]uint8, r.Participants()), threads: 1}
		for i := range a.Label {
			a.Label[i] = uint8(mix(uint64(i)^mix(key)) & 1)
		}
		a.Tallies = r.tallies(1, 2, func(i int) int { return int(a.Label[i]) })
		if n := len(a.Representatives(0)); n > 0 {
			found, lists = found+n, lists+1
		}
	}
	if lists > 8 {
		t.Errorf("%d of 40 lists have a statement, %d in all", lists, found)
	}
}

func TestGroupsAreRepresented(t *testing.T) {
	r, truth := planted(400, 60, 25, 2, 3)
	a := &Analysis{Rows: r, Groups: 4, Label: truth, threads: 1}
	a.Tallies = r.tallies(1, 4, func(i int) int { return int(truth[i]) })
	for g := range 4 {
		list := a.Representatives(g)
		if len(list) < 3 {
			t.Errorf("group %d: %d statements tell it apart", g, len(list))
		}
		for i, x := range list {
			if x.More.Low <= 0 || x.Group.Estimate <= x.Rest.Estimate || i > 0 && x.More.Low > list[i-1].More.Low {
				t.Errorf("group %d, place %d: %+v", g, i, x)
			}
		}
	}
}
