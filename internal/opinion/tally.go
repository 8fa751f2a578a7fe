package opinion

// Tally is how many answered what.
type Tally struct{ Agree, Disagree, Unsure int }

// N is how many answered.
func (t Tally) N() int { return t.Agree + t.Disagree + t.Unsure }

func (t Tally) plus(o Tally) Tally {
	return Tally{t.Agree + o.Agree, t.Disagree + o.Disagree, t.Unsure + o.Unsure}
}

func (t *Tally) add(a Answer, n int) {
	switch a {
	case Agree:
		t.Agree += n
	case Disagree:
		t.Disagree += n
	default:
		t.Unsure += n
	}
}

func tallyOf(counts []uint32) Tally {
	return Tally{Disagree: int(counts[0]), Unsure: int(counts[1]), Agree: int(counts[2])}
}

// tallies counts the answers by statement, for each of k groups; label says the
// group of a row, -1 for none.
func (r *Rows) tallies(threads, k int, label func(row int) int) [][]Tally {
	width := 4 * r.Statements()
	parts := make([][]uint32, chunkCount)
	eachChunk(threads, r.Participants(), func(c, lo, hi int) {
		t := make([]uint32, k*width)
		for i := lo; i < hi; i++ {
			g := label(i)
			if g < 0 {
				continue
			}
			mine := t[g*width : (g+1)*width]
			for _, code := range r.Row(i) {
				mine[code]++
			}
		}
		parts[c] = t
	})
	return merge(parts, k, r.Statements())
}

// merge adds up the counts of the chunks, which are by group and code.
func merge(parts [][]uint32, k, statements int) [][]Tally {
	out := make([][]Tally, k)
	for g := range out {
		out[g] = make([]Tally, statements)
		for j := range out[g] {
			for _, t := range parts {
				out[g][j] = out[g][j].plus(tallyOf(t[4*(g*statements+j):]))
			}
		}
	}
	return out
}

// all is every row in one group.
func all(int) int { return 0 }

// centred is what a vote says of its statement: by code, the answer less the
// statement's mean, and by statement the mean and the number of votes. In the
// table of people by statements whose missing votes are filled with the
// statement's mean and whose columns are centred, these are the only cells
// that are not zero.
type centred struct {
	value   []float32
	mean    []float64
	n       []float64
	squares []float64 // by statement: its cells squared and added up
	votes   float64
}

func centre(t []Tally) *centred {
	by := func() []float64 { return make([]float64, len(t)) }
	c := &centred{value: make([]float32, 4*len(t)), mean: by(), n: by(), squares: by()}
	for j, t := range t {
		n := float64(t.N())
		c.n[j], c.votes = n, c.votes+n
		if n > 0 {
			c.mean[j] = float64(t.Agree-t.Disagree) / n
		}
		for v, n := range []int{t.Disagree, t.Unsure, t.Agree} {
			x := float32(float64(v-1) - c.mean[j])
			c.value[4*j+v] = x
			c.squares[j] += float64(n) * float64(x) * float64(x)
		}
	}
	return c
}
