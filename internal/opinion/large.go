package opinion

import "math"

// largeVotes is above how many votes a table is large: it is then read a few
// times only, and all that each pass shows is kept.
const largeVotes = 8_000_000

// A large table starts from what one row in headShare shows in headPasses
// passes; it is then read fewOfLarge times at least, mostOfLarge at most.
const (
	headShare   = 16
	headPasses  = 4
	fewOfLarge  = 3
	mostOfLarge = 5
)

// fewPasses is the basis of a large table. The first rows are a sample, as their
// order is a hash.
func (h *hollow) fewPasses(quick bool) *basis {
	head := h.rows.head(h.rows.Participants() / headShare)
	sample := *h
	sample.rows, sample.centred = head, centre(head.tallies(h.threads, 1, all)[0])
	start := sample.span(apartFrom(nil, anyBlock(len(h.centred.n))), headPasses, headPasses)
	if quick {
		return h.span(start.vectors, fewOfLarge, fewOfLarge)
	}
	return h.span(start.vectors, fewOfLarge, mostOfLarge)
}

// head is the first n rows.
func (r *Rows) head(n int) *Rows {
	return &Rows{statements: r.statements, ptr: r.ptr[:n+1], codes: r.codes[:r.ptr[n]], seeds: r.seeds[:n]}
}

// span looks for the basis in all blocks together that passes have led to, x
// being the first (block Krylov; Golub and Underwood, 1977): it needs fewer
// passes than the last block alone. It stops early once the first four values
// have moved by no more than one in a hundred.
func (h *hollow) span(x []vec, least, most int) *basis {
	var blocks [][]vec
	var early [blockWidth]float64
	inner := square(most * blockWidth) // of the blocks with the matrix between
	last := 0.0
	for pass := 1; ; pass++ {
		w := make([]vec, len(x))
		h.times(x, w)
		blocks = append(blocks, x)
		for p, block := range blocks {
			place(inner, p, pass-1, product(block, w))
		}
		values, turn := leading(inner, pass)
		sum := values[0] + values[1] + values[2] + values[3]
		if pass == least {
			early = values
		}
		if pass >= most || pass >= least && math.Abs(sum-last) <= 1e-2*math.Abs(sum) {
			return &basis{combine(blocks, turn), values, early, h.centred}
		}
		last, x = sum, apartFrom(blocks, w)
	}
}

// place writes a cell of blocks, and its transpose across the diagonal.
func place(to [][]float64, row, column int, cell [blockWidth][blockWidth]float64) {
	for a := range cell {
		for b, v := range cell[a] {
			to[row*blockWidth+a][column*blockWidth+b] = v
			to[column*blockWidth+b][row*blockWidth+a] = v
		}
	}
}

// leading is the largest values of the first so many blocks of a matrix, and
// their vectors.
func leading(m [][]float64, blocks int) (values [blockWidth]float64, vectors [][]float64) {
	part := square(blocks * blockWidth)
	for i := range part {
		copy(part[i], m[i])
	}
	list, vectors := eigenOf(part)
	copy(values[:], list)
	return values, vectors
}

// combine is the blocks, side by side, times the first columns of turn.
func combine(blocks [][]vec, turn [][]float64) []vec {
	out := make([]vec, len(blocks[0]))
	for j := range out {
		var sum [blockWidth]float64
		for p, block := range blocks {
			for a, x := range block[j] {
				for k := range sum {
					sum[k] += float64(x) * turn[p*blockWidth+a][k]
				}
			}
		}
		for k, s := range sum {
			out[j][k] = float32(s)
		}
	}
	return out
}

// apartFrom is an orthonormal block of what w holds that the blocks do not. A
// column that holds next to nothing new becomes zero. It overwrites w.
func apartFrom(blocks [][]vec, w []vec) []vec {
	for k := range blockWidth {
		scaleColumn(w, k)
	}
	for range 2 {
		for _, block := range blocks {
			lean := product(block, w)
			for j := range w {
				for a, x := range block[j] {
					for k := range w[j] {
						w[j][k] -= x * float32(lean[a][k])
					}
				}
			}
		}
	}
	for k := range blockWidth {
		for range 2 {
			takeOut(w, k)
		}
		if columnSquares(w, k) < hanging {
			clearColumn(w, k)
		}
		scaleColumn(w, k)
	}
	return w
}
