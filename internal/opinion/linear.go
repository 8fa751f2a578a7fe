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

// inverse is the inverse of a positive definite matrix and its determinant, by
// Cholesky's factors. Everybody's position takes one: its loops are written out.
func (m *sym) inverse() (inv sym, det float64) {
	// The factor l, row by row.
	t0 := m[0]
	l00 := math.Sqrt(t0)
	l10 := m[1] / l00
	t1 := m[4] - l10*l10
	l11 := math.Sqrt(t1)
	l20 := m[2] / l00
	l21 := (m[5] - l20*l10) / l11
	t2 := m[7] - l20*l20 - l21*l21
	l22 := math.Sqrt(t2)
	l30 := m[3] / l00
	l31 := (m[6] - l30*l10) / l11
	l32 := (m[8] - l30*l20 - l31*l21) / l22
	t3 := m[9] - l30*l30 - l31*l31 - l32*l32
	l33 := math.Sqrt(t3)
	// Its inverse.
	i00 := 1 / l00
	i11 := 1 / l11
	i10 := -(l10 * i00) / l11
	i22 := 1 / l22
	i20 := -(l20*i00 + l21*i10) / l22
	i21 := -(l21 * i11) / l22
	i33 := 1 / l33
	i30 := -(l30*i00 + l31*i10 + l32*i20) / l33
	i31 := -(l31*i11 + l32*i21) / l33
	i32 := -(l32 * i22) / l33
	return sym{
		i00*i00 + i10*i10 + i20*i20 + i30*i30,
		i10*i11 + i20*i21 + i30*i31,
		i20*i22 + i30*i32,
		i30 * i33,
		i11*i11 + i21*i21 + i31*i31,
		i21*i22 + i31*i32,
		i31 * i33,
		i22*i22 + i32*i32,
		i32 * i33,
		i33 * i33,
	}, t0 * t1 * t2 * t3
}

// times is m v.
func (m *sym) times(v [maxAxes]float64) [maxAxes]float64 {
	return [maxAxes]float64{
		m[0]*v[0] + m[1]*v[1] + m[2]*v[2] + m[3]*v[3],
		m[1]*v[0] + m[4]*v[1] + m[5]*v[2] + m[6]*v[3],
		m[2]*v[0] + m[5]*v[1] + m[7]*v[2] + m[8]*v[3],
		m[3]*v[0] + m[6]*v[1] + m[8]*v[2] + m[9]*v[3],
	}
}

// normal is a number of the standard normal distribution made of a hash (Box
// and Muller).
func normal(h uint64) float64 {
	return math.Sqrt(-2*math.Log(1-unit(h))) * math.Cos(2*math.Pi*unit(mix(h)))
}
