//go:build !goexperiment.simd || !amd64

package opinion

// evidence is what votes say of their participant's position: by axis the
// loadings times the answers less the statements' means, and the expected
// products of the loadings, both over the noise and added up.
func (m *model) evidence(row []Code) (lean [maxAxes]float64, products sym) {
	// Variables rather than vectors, which stay in registers, and of them only as many
	// in a loop as there are registers for.
	var y0, y1, y2, y3, w00, w01, w02, w03, w11, w12, w13, w22, w23, w33 float32
	value, weigh := m.value, m.weigh
	for _, code := range row {
		v, l := value[code], &weigh[code>>2]
		y0 += v * l[0]
		y1 += v * l[1]
		y2 += v * l[2]
		y3 += v * l[3]
	}
	for _, code := range row {
		l := &weigh[code>>2]
		w00 += l[4]
		w01 += l[5]
		w02 += l[6]
		w03 += l[7]
	}
	for _, code := range row {
		l := &weigh[code>>2]
		w11 += l[8]
		w12 += l[9]
		w13 += l[10]
		w22 += l[11]
		w23 += l[12]
		w33 += l[13]
	}
	return [maxAxes]float64{float64(y0), float64(y1), float64(y2), float64(y3)},
		sym{float64(w00), float64(w01), float64(w02), float64(w03), float64(w11),
			float64(w12), float64(w13), float64(w22), float64(w23), float64(w33)}
}
