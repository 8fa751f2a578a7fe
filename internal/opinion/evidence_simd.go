//go:build goexperiment.simd && amd64

package opinion

import "simd/archsimd"

// evidence is what votes say of their participant's position: by axis the
// loadings times the answers less the statements' means, and the expected
// products of the loadings, both over the noise and added up. It needs what
// multiplyRows needs.
func (m *model) evidence(row []Code) (lean [maxAxes]float64, products sym) {
	// The last cells of loadings stand in a second vector, which overlaps the first.
	const second = len(loadings{}) - 8
	var answers, front, back archsimd.Float32x8
	for _, code := range row {
		l := &m.weigh[code>>2]
		first := archsimd.LoadFloat32x8((*[8]float32)(l[:8]))
		answers = first.MulAdd(archsimd.BroadcastFloat32x8(m.value[code]), answers)
		front = front.Add(first)
		back = back.Add(archsimd.LoadFloat32x8((*[8]float32)(l[second:])))
	}
	var y, sums [len(loadings{})]float32
	answers.Store((*[8]float32)(y[:8]))
	front.Store((*[8]float32)(sums[:8]))
	back.Store((*[8]float32)(sums[second:]))
	archsimd.ClearAVXUpperBits() // what follows is slow with them set
	for a := range lean {
		lean[a] = float64(y[a])
	}
	for q := range products {
		products[q] = float64(sums[maxAxes+q])
	}
	return lean, products
}
