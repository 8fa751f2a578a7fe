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
	early   [blockWidth]float64 // the values after at most testPasses, see findAxes
	centred *centred
}

// findBasis finds the strongest directions in which people differ. With A the
// centred table (see centred), it works on G = A'A less its diagonal: the
// diagonal grows with each statement's own votes and would hide what statements
// have in common when votes are sparse. G is never built; a pass over the votes
// multiplies it with a block of vectors. As G has negative values too, it is
// shifted by the most negative one seen.
func findBasis(r *Rows, threads int) *basis {
	least, most := passes(r.Votes())
	return iterate(r, least, most, threads)
}

// iterate is findBasis with so many passes at least and at most.
func iterate(r *Rows, least, most, threads int) *basis {
	t := r.tallies(threads, 1, all)[0]
	c := centre(t)
	diagonal := c.squares(t)
	x, w := make([]vec, len(t)), make([]vec, len(t))
	for j := range x {
		for k := range x[j] {
			x[j][k] = float32(normal(mix(uint64(j)<<8 | uint64(k))))
		}
	}
	orthonormal(x)
	acc := make([][]vec, chunkCount)
	for i := range acc {
		acc[i] = make([]vec, len(t))
	}
	shift, last := 0.0, 0.0
	var early [blockWidth]float64
	for pass := 1; ; pass++ {
		multiply(r, threads, c.value, x, w, acc)
		for j := range w {
			for k := range w[j] {
				w[j][k] -= float32(diagonal[j]) * x[j][k]
			}
		}
		values, turn := eigen(product(x, w))
		shift = max(shift, -values[blockWidth-1])
		sum := values[0] + values[1] + values[2] + values[3]
		settled := math.Abs(sum-last) <= 1e-4*math.Abs(sum)
		if pass <= testPasses {
			early = values
		}
		if pass >= most || pass >= least && settled {
			return &basis{rotate(x, turn), values, early, c}
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

// passes is how many passes over so many votes are made at least and at most:
// a large table shows its axes in few, and in a small one passes cost nothing.
func passes(votes int) (least, most int) { return 5, min(30, max(5, 40_000_000/max(1, votes))) }

// multiply sets w to A'Ax, reading every vote once.
func multiply(r *Rows, threads int, value []float32, x, w []vec, acc [][]vec) {
	eachChunk(threads, r.Participants(), func(c, lo, hi int) {
		a := acc[c]
		clear(a)
		multiplyRows(r, lo, hi, value, x, a)
	})
	for j := range w {
		var sum [blockWidth]float64
		for _, a := range acc {
			for k, v := range a[j] {
				sum[k] += float64(v)
			}
		}
		for k, v := range sum {
			w[j][k] = float32(v)
		}
	}
}

// orthonormal makes the block's columns orthogonal and of length 1 (Gram and
// Schmidt, twice over). A column that hangs on those before it becomes zero.
func orthonormal(x []vec) {
	for k := range blockWidth {
		for range 2 {
			for p := range k {
				d := 0.0
				for j := range x {
					d += float64(x[j][k]) * float64(x[j][p])
				}
				for j := range x {
					x[j][k] -= float32(d) * x[j][p]
				}
			}
			scaleColumn(x, k)
		}
	}
}

func scaleColumn(x []vec, k int) {
	n := 0.0
	for j := range x {
		n += float64(x[j][k]) * float64(x[j][k])
	}
	by := float32(0)
	if n > 1e-24 {
		by = float32(1 / math.Sqrt(n))
	}
	for j := range x {
		x[j][k] *= by
	}
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
