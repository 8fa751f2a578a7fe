//go:build !goexperiment.simd || !amd64

package opinion

// multiplyRows adds A'Ax, of the rows from lo to below hi, to a.
func multiplyRows(r *Rows, lo, hi int, value []float32, x, a []vec) {
	for i := lo; i < hi; i++ {
		row := r.Row(i)
		// Eight variables rather than a vector: they stay in registers.
		var y0, y1, y2, y3, y4, y5, y6, y7 float32
		for _, code := range row {
			v, x := value[code], &x[code>>2]
			y0 += v * x[0]
			y1 += v * x[1]
			y2 += v * x[2]
			y3 += v * x[3]
			y4 += v * x[4]
			y5 += v * x[5]
			y6 += v * x[6]
			y7 += v * x[7]
		}
		for _, code := range row {
			v, a := value[code], &a[code>>2]
			a[0] += v * y0
			a[1] += v * y1
			a[2] += v * y2
			a[3] += v * y3
			a[4] += v * y4
			a[5] += v * y5
			a[6] += v * y6
			a[7] += v * y7
		}
	}
}
