package opinion

import (
	"cmp"
	"math"
	"slices"
)

const (
	representVotes = 10  // of the group on the statement, and of the rest
	falseShare     = 0.1 // of a group's list that may be chance
)

// Representative is a statement on which a group differs from the rest.
type Representative struct {
	Statement int
	Answer    Answer   // Agree or Disagree: what the group says more often
	Group     Interval // share of the group that says it
	Rest      Interval // share of the rest that says it
	More      Interval // by how much the group's share is larger
}

// Representatives is the statements that tell a group from the rest, those first
// whose difference is largest at least. Among them at most one in ten is expected
// to be chance (Benjamini and Hochberg). With one group there are none.
func (a *Analysis) Representatives(group int) []Representative {
	return Represent(a.Tallies, group)
}

// Represent is [Analysis.Representatives] of tallies by group and statement, which
// may be of fewer statements than were analysed.
func Represent(tallies [][]Tally, group int) []Representative {
	type tried struct {
		r Representative
		p float64
	}
	var all []tried
	tests := 0
	for j, mine := range tallies[group] {
		var rest Tally
		for g := range tallies {
			if g != group {
				rest = rest.plus(tallies[g][j])
			}
		}
		if mine.N() < representVotes || rest.N() < representVotes {
			continue
		}
		for _, v := range []Answer{Agree, Disagree} {
			tests++
			more, p := difference(mine.of(v), mine.N(), rest.of(v), rest.N())
			if more.Low > 0 {
				all = append(all, tried{Representative{j, v,
					interval(float64(mine.of(v)), float64(mine.N())), interval(float64(rest.of(v)), float64(rest.N())), more}, p})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y tried) int { return cmp.Compare(x.p, y.p) })
	kept := 0
	for i := range all {
		if all[i].p*float64(tests) <= falseShare*float64(i+1) {
			kept = i + 1
		}
	}
	out := make([]Representative, kept)
	for i := range out {
		out[i] = all[i].r
	}
	slices.SortStableFunc(out, func(x, y Representative) int { return cmp.Compare(y.More.Low, x.More.Low) })
	return out
}

func (t Tally) of(a Answer) int {
	switch a {
	case Agree:
		return t.Agree
	case Disagree:
		return t.Disagree
	}
	return t.Unsure
}

// difference is by how much the first share is larger, and how likely chance
// alone would make it so large (Agresti and Caffo, 2000: one hit and one miss
// are added to both). No shares differ by more than 1.
func difference(hits, n, otherHits, otherN int) (Interval, float64) {
	p, m := float64(hits+1)/float64(n+2), float64(n+2)
	q, o := float64(otherHits+1)/float64(otherN+2), float64(otherN+2)
	d, se := p-q, math.Sqrt(p*(1-p)/m+q*(1-q)/o)
	const middle = 1.6448536269514722 // nine tenths of the normal distribution
	return Interval{d, max(-1, d-middle*se), min(1, d+middle*se)}, math.Erfc(d/se/math.Sqrt2) / 2
}
