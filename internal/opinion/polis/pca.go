package polis

import "math"

// means is the mean vote on each statement; 0 where nobody voted or where the
// statement was moderated out, whose votes all count as passes.
func means(t *Table) []float64 {
	sum, n := make([]float64, t.Statements), make([]float64, t.Statements)
	for _, row := range t.Rows {
		for _, c := range row {
			if !t.out(c.Statement) {
				sum[c.Statement] += float64(c.Vote)
				n[c.Statement]++
			}
		}
	}
	for j := range sum {
		sum[j] /= max(1, n[j])
	}
	return sum
}

// A missing vote counts as its statement's mean, so that the centred table is 0
// there: it is never written out, and every product costs one read of the votes.
const (
	passes = 1000
	still  = 1e-10
)

// components are the two directions in which the centred table varies most, by
// power iteration; the second is found in what the first leaves over. Once stop
// says so they are left as they are.
func components(t *Table, mean []float64, stop func() bool) [2][]float64 {
	a := centre(t, mean)
	first := a.direction(t.Statements, nil, stop)
	return [2][]float64{first, a.direction(t.Statements, first, stop)}
}

// centred is the cells of the centred table that are not 0, row after row.
type centred struct {
	end       []int // of each row's cells
	statement []int32
	value     []float64
}

func centre(t *Table, mean []float64) *centred {
	a := &centred{}
	for _, row := range t.Rows {
		for _, c := range row {
			if !t.out(c.Statement) {
				a.statement = append(a.statement, int32(c.Statement))
				a.value = append(a.value, float64(c.Vote)-mean[c.Statement])
			}
		}
		a.end = append(a.end, len(a.value))
	}
	return a
}

func (a *centred) direction(statements int, without []float64, stop func() bool) []float64 {
	v := make([]float64, statements)
	for j := range v {
		v[j] = math.Cos(float64(j + 1)) // any start that no structure of the table is likely to be at right angles to
	}
	remove(v, without)
	if !unit(v) {
		return v
	}
	next := make([]float64, statements)
	for range passes {
		if stop() {
			break
		}
		a.gram(v, next)
		remove(next, without)
		if !unit(next) {
			return next
		}
		moved := 0.0
		for j := range v {
			moved = max(moved, math.Abs(next[j]-v[j]))
		}
		v, next = next, v
		if moved < still {
			break
		}
	}
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	if sum < 0 {
		for j := range v {
			v[j] = -v[j]
		}
	}
	return v
}

// gram sets out to A'A v for the centred table A.
func (a *centred) gram(v, out []float64) {
	clear(out)
	from := 0
	for _, end := range a.end {
		at, value := a.statement[from:end], a.value[from:end]
		y := 0.0
		for i, j := range at {
			y += value[i] * v[j]
		}
		for i, j := range at {
			out[j] += value[i] * y
		}
		from = end
	}
}

// remove takes the part along a unit vector out of v.
func remove(v, along []float64) {
	if along == nil {
		return
	}
	dot := 0.0
	for j := range v {
		dot += v[j] * along[j]
	}
	for j := range v {
		v[j] -= dot * along[j]
	}
}

// unit gives v the length 1, or makes it exactly zero when nothing but rounding
// is left of it, and says which.
func unit(v []float64) bool {
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	if length := math.Sqrt(sum); length > 1e-9 {
		for j := range v {
			v[j] /= length
		}
		return true
	}
	clear(v)
	return false
}

// positions are the rows on the components, drawn away from the middle the more
// the fewer votes they hold. Statements moderated out count as voted on.
func positions(t *Table, mean []float64, comps [2][]float64) [][2]float64 {
	out := 0
	for j := range t.Out {
		if t.Out[j] {
			out++
		}
	}
	at := make([][2]float64, len(t.Rows))
	for i, row := range t.Rows {
		n := out
		for _, c := range row {
			if t.out(c.Statement) {
				continue
			}
			n++
			a := float64(c.Vote) - mean[c.Statement]
			at[i][0] += a * comps[0][c.Statement]
			at[i][1] += a * comps[1][c.Statement]
		}
		scale := math.Sqrt(float64(t.Statements) / float64(max(1, n)))
		at[i][0] *= scale
		at[i][1] *= scale
	}
	return at
}
