package opinion

import "math"

// The block of vectors that finds the axes: wider than the axes that are kept,
// because a wider block finds the first ones sooner.
const (
	blockWidth = 8
	maxAxes    = 4
)

type vec [blockWidth]float32

// basis is the eigenvectors of the hollow Gram matrix, by their values from the
// largest down.
type basis struct {
	vectors []vec // by statement; column k is vector k
	values  [blockWidth]float64
	early   [blockWidth]float64 // the values after fewer passes, see findAxes
	centred *centred
}

// findBasis finds the strongest directions in which people differ, see hollow.
func findBasis(r *Rows, threads int) *basis {
	return newHollow(r, centre(r.tallies(threads, 1, all)[0]), threads).strongest(false)
}

// hollow is the matrix whose strongest directions are looked for: with A the
// centred table (see centred), A'A less its diagonal. The diagonal grows with
// each statement's own votes and would hide what statements have in common when
// votes are sparse. The matrix is never built; a pass over the votes multiplies
// it with a block of vectors.
type hollow struct {
	rows    *Rows
	centred *centred
	threads int
	acc     [][]vec // by chunk
}

func newHollow(r *Rows, c *centred, threads int) *hollow {
	h := &hollow{r, c, threads, make([][]vec, chunkCount)}
	for i := range h.acc {
		h.acc[i] = make([]vec, len(c.n))
	}
	return h
}

// strongest is the basis; a quick one makes only the passes after which values
// are compared, see findAxes.
func (h *hollow) strongest(quick bool) *basis {
	if h.rows.Votes() > largeVotes {
		return h.fewPasses(quick)
	}
	least, most := passes(h.rows.Votes())
	if quick {
		most = min(most, testPasses)
	}
	return h.iterate(least, most)
}

// anyBlock is a block of vectors without any aim.
func anyBlock(statements int) []vec {
	x := make([]vec, statements)
	for j := range x {
		for k := range x[j] {
			x[j][k] = float32(normal(mix(uint64(j)<<8 | uint64(k))))
		}
	}
	return x
}

// iterate multiplies a block over and over, with so many passes at least and at
// most. As the matrix has negative values too, it is shifted by the most
// negative one seen.
func (h *hollow) iterate(least, most int) *basis {
	x, w := anyBlock(len(h.centred.n)), make([]vec, len(h.centred.n))
	orthonormal(x)
	shift, last := 0.0, 0.0
	var early [blockWidth]float64
	for pass := 1; ; pass++ {
		h.times(x, w)
		values, turn := eigen(product(x, w))
		shift = max(shift, -values[blockWidth-1])
		sum := values[0] + values[1] + values[2] + values[3]
		settled := math.Abs(sum-last) <= 1e-4*math.Abs(sum)
		if pass <= testPasses {
			early = values
		}
		if pass >= most || pass >= least && settled {
			return &basis{rotate(x, turn), values, early, h.centred}
		}
		last = sum
		for j := range x {
			for k := range x[j] {
				x[j][k] = w[j][k] + float32(shift)*x[j][k]
			}
		}
		orthonormal(x)
	}
}

// passes is how many passes over so many votes, of a table that is not large, are
// made at least and at most: in a small one they cost nothing.
func passes(votes int) (least, most int) { return 5, min(30, 5*largeVotes/max(1, votes)) }

// times sets w to the matrix times x, reading every vote once.
func (h *hollow) times(x, w []vec) {
	eachChunk(h.threads, h.rows.Participants(), func(c, lo, hi int) {
		a := h.acc[c]
		clear(a)
		multiplyRows(h.rows, lo, hi, h.centred.value, x, a)
	})
	for j := range w {
		var sum [blockWidth]float64
		for _, a := range h.acc {
			for k, v := range a[j] {
				sum[k] += float64(v)
			}
		}
		for k, v := range sum {
			w[j][k] = float32(v) - float32(h.centred.squares[j])*x[j][k]
		}
	}
}

// orthonormal makes the block's columns orthogonal and of length 1 (Gram and
// Schmidt, twice over). A column that hangs on those before it becomes zero:
// what rounding leaves of it would be a direction that counts twice.
func orthonormal(x []vec) {
	for k := range blockWidth {
		whole := columnSquares(x, k)
		for range 2 {
			takeOut(x, k)
			if columnSquares(x, k) < hanging*whole {
				clearColumn(x, k)
			}
			scaleColumn(x, k)
			whole = 1
		}
	}
}

// hanging is the share of a column's square below which what is left of it is
// taken for rounding.
const hanging = 1e-10

func clearColumn(x []vec, k int) {
	for j := range x {
		x[j][k] = 0
	}
}

// takeOut takes from a column what it has in common with those before it.
func takeOut(x []vec, k int) {
	for p := range k {
		d := 0.0
		for j := range x {
			d += float64(x[j][k]) * float64(x[j][p])
		}
		for j := range x {
			x[j][k] -= float32(d) * x[j][p]
		}
	}
}

func scaleColumn(x []vec, k int) {
	n := columnSquares(x, k)
	by := float32(0)
	if n > 1e-24 {
		by = float32(1 / math.Sqrt(n))
	}
	for j := range x {
		x[j][k] *= by
	}
}

func columnSquares(x []vec, k int) (n float64) {
	for j := range x {
		n += float64(x[j][k]) * float64(x[j][k])
	}
	return n
}

// product is x'w.
func product(x, w []vec) (h [blockWidth][blockWidth]float64) {
	for j := range x {
		for a := range h {
			for b := range h[a] {
				h[a][b] += float64(x[j][a]) * float64(w[j][b])
			}
		}
	}
	return h
}

// rotate is x times turn.
func rotate(x []vec, turn [blockWidth][blockWidth]float64) []vec {
	out := make([]vec, len(x))
	for j := range x {
		for k := range out[j] {
			s := 0.0
			for a := range turn {
				s += float64(x[j][a]) * turn[a][k]
			}
			out[j][k] = float32(s)
		}
	}
	return out
}
