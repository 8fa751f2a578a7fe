package opinion

import (
	"math"
	"slices"
)

// priorVotes is with how many votes of no opinion a statement's loadings are
// held towards zero.
const priorVotes = 10

// model is how votes come about: an answer is the statement's mean, plus the
// person's position along the statement's loadings, plus noise. Positions are
// standard normal beforehand.
type model struct {
	value []float32  // by code: the answer less the statement's mean
	load  []loadings // by statement
	weigh []loadings // the same, over the variance of the statement's noise
	noise []float64  // by statement: that variance

	strength [maxAxes]float64 // by axis: how far a position of 1 moves an answer, in the root mean square
}

// loadings is how strongly a statement tells the axes apart: the loading on
// each, then the triangle of the expected product of the loadings with
// themselves.
type loadings [maxAxes + len(sym{})]float32

// Position is where a participant stands on the axes: the mean and the
// covariance (upper triangle, row by row) of what the votes leave possible. Who
// voted little stands near the middle with a wide covariance.
type Position struct {
	Mean [maxAxes]float32
	Cov  [len(sym{})]float32
}

// fit makes the model of a table from its basis, refined in so many rounds. It
// has all axes: those that say nothing fade.
func fit(r *Rows, b *basis, rounds, threads int) *model {
	m := firstModel(r, b)
	m.refine(r, rounds, threads)
	m.canonical(b.centred)
	return m
}

// clone is a model of its own, with the same statements.
func (m *model) clone() model {
	return model{slices.Clone(m.value), slices.Clone(m.load), slices.Clone(m.weigh), slices.Clone(m.noise), m.strength}
}

// grow adds a statement of which nothing is known: votes on it move nobody.
func (m *model) grow() {
	m.value = append(m.value, -1, 0, 1, 0)
	m.load, m.weigh = append(m.load, loadings{}), append(m.weigh, loadings{})
	m.noise = append(m.noise, 1)
}

// firstModel is the model straight from a basis.
func firstModel(r *Rows, b *basis) *model {
	n, c := r.Statements(), b.centred
	m := &model{value: slices.Clone(c.value), load: make([]loadings, n), weigh: make([]loadings, n), noise: make([]float64, n)}
	people := float64(r.Participants())
	for j := range m.load {
		var w [maxAxes]float64
		for k := range maxAxes {
			w[k] = float64(b.vectors[j][k]) * math.Sqrt(max(0, b.values[k])*people) / (c.n[j] + priorVotes)
		}
		m.setLoadings(j, w, sym{}, 0.5)
	}
	return m
}

// setLoadings sets a statement's loadings, what their own uncertainty adds to
// the expected product, and the variance of its noise.
func (m *model) setLoadings(j int, w [maxAxes]float64, cov sym, noise float64) {
	l := &m.load[j]
	for a := range maxAxes {
		l[a] = float32(w[a])
		for b := a; b < maxAxes; b++ {
			l[maxAxes+at[a][b]] = float32(w[a]*w[b] + cov[at[a][b]])
		}
	}
	m.noise[j] = noise
	for q, x := range l {
		m.weigh[j][q] = float32(float64(x) / noise)
	}
}

// position is where votes put their participant.
func (m *model) position(row []Code) Position {
	b, precision := m.evidence(row)
	for a := range maxAxes {
		precision[at[a][a]]++
	}
	cov, _ := precision.inverse()
	mean := cov.times(b)
	var p Position
	for a := range mean {
		p.Mean[a] = float32(mean[a])
	}
	for q := range cov {
		p.Cov[q] = float32(cov[q])
	}
	return p
}

// positions is where everybody stands.
func (m *model) positions(r *Rows, threads int) []Position {
	out := make([]Position, r.Participants())
	eachChunk(threads, len(out), func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			out[i] = m.position(r.Row(i))
		}
	})
	return out
}

// predict is what the model expects of somebody's answer to a statement.
func (m *model) predict(p *Position, statement int) float64 {
	x := m.mean(statement)
	for a := range maxAxes {
		x += float64(p.Mean[a]) * float64(m.load[statement][a])
	}
	return min(1, max(-1, x))
}
