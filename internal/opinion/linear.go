package opinion

import (
	"cmp"
	"math"
	"slices"
)

// eigen is the values, largest first, and the vectors (columns) of a symmetric
// matrix, see eigenOf.
func eigen(m [blockWidth][blockWidth]float64) (values [blockWidth]float64, vectors [blockWidth][blockWidth]float64) {
	rows := make([][]float64, blockWidth)
	for i := range m {
		rows[i] = m[i][:]
	}
	list, columns := eigenOf(rows)
	for i := range vectors {
		values[i] = list[i]
		copy(vectors[i][:], columns[i])
	}
	return values, vectors
}

// eigenOf is the values, largest first, and the vectors (columns) of a symmetric
// matrix, by Jacobi's rotations; of what is not quite symmetric, of its mean
// with its transpose. It overwrites the matrix.
func eigenOf(m [][]float64) (values []float64, vectors [][]float64) {
	v := square(len(m))
	size := 0.0
	for i := range m {
		v[i][i] = 1
		for j := range i {
			mean := (m[i][j] + m[j][i]) / 2
			m[i][j], m[j][i] = mean, mean
		}
		for j := range i + 1 {
			size += m[i][j] * m[i][j]
		}
	}
	for range 60 {
		off := 0.0
		for p := range m {
			for q := p + 1; q < len(m); q++ {
				off += m[p][q] * m[p][q]
				turnPlane(m, v, p, q)
			}
		}
		if off <= 1e-28*size {
			break
		}
	}
	at := make([]int, len(m))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(m[b][b], m[a][a]) })
	values, vectors = make([]float64, len(m)), square(len(m))
	for to, from := range at {
		values[to] = m[from][from]
		for i := range v {
			vectors[i][to] = v[i][from]
		}
	}
	return values, vectors
}

// square is a matrix of so many rows and columns, all zero.
func square(n int) [][]float64 {
	cells, out := make([]float64, n*n), make([][]float64, n)
	for i := range out {
		out[i] = cells[i*n : (i+1)*n]
	}
	return out
}

// turnPlane turns the plane of axes p and q so that m[p][q] becomes zero.
func turnPlane(m, v [][]float64, p, q int) {
	if math.Abs(m[p][q]) < 1e-300 {
		return
	}
	theta := (m[q][q] - m[p][p]) / (2 * m[p][q])
	t := 1 / (math.Abs(theta) + math.Sqrt(theta*theta+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(t*t+1)
	s := t * c
	for _, row := range m {
		row[p], row[q] = c*row[p]-s*row[q], s*row[p]+c*row[q]
	}
	mp, mq := m[p], m[q][:len(m[p])]
	for k, a := range mp {
		mp[k], mq[k] = c*a-s*mq[k], s*a+c*mq[k]
	}
	for _, row := range v {
		row[p], row[q] = c*row[p]-s*row[q], s*row[p]+c*row[q]
	}
}

// sym is the upper triangle of a symmetric matrix of maxAxes rows, row by row.
type sym [maxAxes * (maxAxes + 1) / 2]float64

// at says where the cell (a, b) of a matrix stands in its triangle.
var at = func() (out [maxAxes][maxAxes]int) {
	q := 0
	for a := range maxAxes {
		for b := a; b < maxAxes; b++ {
			out[a][b], out[b][a] = q, q
			q++
		}
	}
	return out
}()

// inverse is the inverse of a positive definite matrix and the logarithm of
// its determinant, by Cholesky's factors.
func (m *sym) inverse() (inv sym, logDet float64) {
	var l, li [maxAxes][maxAxes]float64
	det := 1.0
	for a := range maxAxes {
		for b := range a + 1 {
			t := m[at[a][b]]
			for k := range b {
				t -= l[a][k] * l[b][k]
			}
			if a == b {
				l[a][a] = math.Sqrt(t)
				det *= t
			} else {
				l[a][b] = t / l[b][b]
			}
		}
	}
	for a := range maxAxes {
		li[a][a] = 1 / l[a][a]
		for b := range a {
			t := 0.0
			for k := b; k < a; k++ {
				t -= l[a][k] * li[k][b]
			}
			li[a][b] = t / l[a][a]
		}
	}
	for a := range maxAxes {
		for b := a; b < maxAxes; b++ {
			for k := b; k < maxAxes; k++ {
				inv[at[a][b]] += li[k][a] * li[k][b]
			}
		}
	}
	return inv, math.Log(det)
}

// times is m v.
func (m *sym) times(v [maxAxes]float64) (out [maxAxes]float64) {
	for a := range maxAxes {
		for b := range maxAxes {
			out[a] += m[at[a][b]] * v[b]
		}
	}
	return out
}

// normal is a number of the standard normal distribution made of a hash (Box
// and Muller).
func normal(h uint64) float64 {
	return math.Sqrt(-2*math.Log(1-unit(h))) * math.Cos(2*math.Pi*unit(mix(h)))
}
