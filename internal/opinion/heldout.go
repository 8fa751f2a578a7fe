package opinion

import (
	"math"
	"slices"
)

// heldShare is which share of the votes is hidden to see what groups say of
// votes that they do not know.
const heldShare = 0.05

// holds is with how many votes like everybody's a group's mean on a statement is
// held towards everybody's: what foretells best is taken for each number of
// groups, since groups may differ much or little.
var holds = [...]float64{4, 16, 64, 256}

// worthwhile is which share of what groups can explain one group more must add.
const worthwhile = 0.05

// gains is what k groups explain of hidden votes.
type gains struct {
	mean  [maxGroups + 1]float64 // by k: share of the variance
	error [maxGroups + 1]float64 // by k: standard error of the difference from the best
	best  int
}

// choice is how many groups to have: the first number that is within one
// standard error of the best, or fewer if a further group adds too little.
func (g *gains) choice() int {
	if g.mean[g.best] <= 2*g.error[1] {
		return 1
	}
	for k := 2; k < g.best; k++ {
		near := g.mean[g.best]-g.mean[k] <= g.error[k]
		if near || g.mean[k+1]-g.mean[k] < worthwhile*g.mean[g.best] {
			return k
		}
	}
	return g.best
}

// heldOutGains measures on hidden votes what k groups would explain of them:
// groups are found without those votes, and a hidden vote is expected to be the
// mean of its voter's group. A small table is gone over several times, with a
// model found anew; of a large one a sample is enough, and its model stands. It is
// nil when it was stopped.
func heldOutGains(r *Rows, m *model, threads int, stop Stop) *gains {
	n := min(r.Participants(), sampleSize)
	folds := min(10, max(1, 600_000/max(1, int(r.ptr[n]))))
	rows := make([]losses, n)
	for f := range uint64(folds) {
		part, hidden := r.hide(n, heldShare, f)
		mine := m
		if n == r.Participants() {
			mine = fit(part, findBasis(part, threads), min(fewRefinements, refinements(part.Votes())), threads)
		}
		points := mine.points(mine.positions(part, threads))
		for k := 1; k <= maxGroups; k++ {
			if stop.now() {
				return nil
			}
			explain(part, hidden, points, k, threads, rows)
		}
	}
	return summarise(rows)
}

// losses is by how much a row's hidden votes differ, squared and added up, from
// what k groups expect whose means are held in each way.
type losses [maxGroups + 1][len(holds)]float64

// hide is the first n rows without a share of their votes, and those votes by
// row. Rows keep their places, even those left without votes.
func (r *Rows) hide(n int, share float64, fold uint64) (*Rows, [][]Code) {
	out := &Rows{statements: r.statements, ptr: make([]uint64, 1, n+1), seeds: r.seeds[:n]}
	hidden := make([][]Code, n)
	for i := range n {
		for _, c := range r.Row(i) {
			if unit(mix(r.seeds[i]^mix(uint64(c>>2)<<16|fold))) < share {
				hidden[i] = append(hidden[i], c)
			} else {
				out.codes = append(out.codes, c)
			}
		}
		out.ptr = append(out.ptr, uint64(len(out.codes)))
	}
	return out, hidden
}

// explain adds to every row by how much its hidden votes differ from what k
// groups expect.
func explain(part *Rows, hidden [][]Code, points []point, k, threads int, rows []losses) {
	centres := kmeans(points, k, uint64(k), threads)
	side := func(i int) int { g, _ := points[i].nearest(centres); return g }
	t := part.tallies(threads, k, side)
	everybody := make([]Tally, part.Statements())
	for g := range t {
		for j := range everybody {
			everybody[j] = everybody[j].plus(t[g][j])
		}
	}
	for i, votes := range hidden {
		if len(votes) == 0 {
			continue
		}
		mine := t[side(i)]
		for _, c := range votes {
			j := c.Statement()
			prior := float64(everybody[j].Agree-everybody[j].Disagree) / (float64(everybody[j].N()) + 1)
			sum, n := float64(mine[j].Agree-mine[j].Disagree), float64(mine[j].N())
			for h, hold := range holds {
				d := float64(c.Answer()) - (sum+hold*prior)/(n+hold)
				rows[i][k][h] += d * d
			}
		}
	}
}

// summarise makes gains of what the rows lose.
func summarise(rows []losses) *gains {
	g := &gains{best: 1}
	var total losses
	for i := range rows {
		for k := range total {
			for h := range holds {
				total[k][h] += rows[i][k][h]
			}
		}
	}
	var held [maxGroups + 1]int // by k: the way that loses least
	for k := range total {
		held[k] = slices.Index(total[k][:], slices.Min(total[k][:]))
	}
	by := func(i, k int) float64 { return rows[i][k][held[k]] }
	for k := 2; k <= maxGroups; k++ {
		g.mean[k] = total[1][held[1]] - total[k][held[k]]
	}
	for k := 2; k <= maxGroups; k++ {
		if g.mean[k] > g.mean[g.best] {
			g.best = k
		}
	}
	for k := 1; k <= maxGroups; k++ {
		squares := 0.0
		for i := range rows {
			d := by(i, k) - by(i, g.best)
			squares += d * d
		}
		g.error[k] = math.Sqrt(squares)
	}
	for k := range g.mean {
		g.mean[k] /= max(1e-9, total[1][held[1]])
		g.error[k] /= max(1e-9, total[1][held[1]])
	}
	return g
}
