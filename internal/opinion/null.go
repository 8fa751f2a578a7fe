package opinion

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// testPasses is after how many passes at most the values of a table and of its
// shuffled copies are compared: the same number for both, so that it favours
// neither. Of a large table it is fewOfLarge.
const testPasses = 8

// nullRisk is how often axes are found in votes in which there are none.
const nullRisk = 0.01

// rounded is the share of the largest cell of the diagonal below which a value is
// what rounding left when the diagonal was taken out: people who voted once each
// have no more in common.
const rounded = 1e-5

// shuffled is a table in which everybody voted on the same statements and each
// statement got the same answers, but who gave which is drawn anew. Votes in it
// have nothing in common. Each vote is drawn from the answers that are left of
// its statement, so that every arrangement is equally likely. The table is
// written into the codes given, as many as there are votes.
func (r *Rows) shuffled(key uint64, codes []Code) *Rows {
	left := make([][4]uint32, r.Statements())
	for _, c := range r.codes {
		left[c>>2][c&3]++
	}
	out := *r
	out.codes = codes
	for i := range r.seeds {
		h := mix(r.seeds[i] ^ key)
		for q := r.ptr[i]; q < r.ptr[i+1]; q++ {
			j := r.codes[q] >> 2
			n := &left[j]
			h = mix(h)
			upto1, upto2 := uint64(n[0]), uint64(n[0]+n[1])
			x := h >> 32 * (upto2 + uint64(n[2])) >> 32
			// How many bounds x has reached, without a branch: it would be guessed wrong.
			v := Code(2 - (x-upto1)>>63 - (x-upto2)>>63)
			n[v]--
			out.codes[q] = j<<2 | v
		}
	}
	return &out
}

// replicates is how many shuffled tables a table of so many votes is compared
// with: the larger it is, the less they differ from each other.
func replicates(votes int) int { return min(19, max(3, 4_000_000/max(1, votes))) }

// findAxes says how many axes of a basis are real: those with a value above
// what the first axis of shuffled votes would exceed once in 1/nullRisk times, and
// above what rounding leaves; done
// is false when it was stopped.
func findAxes(r *Rows, b *basis, threads int, stop Stop) (axes int, done bool) {
	n := replicates(r.Votes())
	sum, squares := 0.0, 0.0
	h, codes := newHollow(r, b.centred, threads), make([]Code, len(r.codes))
	for k := range n {
		if stop.now() {
			return 0, false
		}
		h.rows = r.shuffled(mix(uint64(k)+1), codes) // each statement keeps its mean
		v := h.strongest(true).early[0]
		sum, squares = sum+v, squares+v*v
	}
	mean := sum / float64(n)
	spread := math.Sqrt(max(0, squares-sum*mean) / float64(n-1))
	bound := max(0, mean+studentAbove(nullRisk, n-1)*spread*math.Sqrt(1+1/float64(n)))
	for _, s := range b.centred.squares {
		bound = max(bound, rounded*s)
	}
	for axes < maxAxes && b.early[axes] > bound {
		axes++
	}
	return axes, true
}

// studentAbove is what Student's t with so many degrees of freedom exceeds with
// the given chance, below one half.
func studentAbove(chance float64, freedom int) float64 {
	n := float64(freedom)
	x := mathext.InvRegIncBeta(n/2, 0.5, 2*chance)
	return math.Sqrt(n * (1 - x) / x)
}
