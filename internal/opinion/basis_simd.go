//go:build goexperiment.simd && amd64

package opinion

import "simd/archsimd"

// multiplyRows adds A'Ax, of the rows from lo to below hi, to a. It needs a
// processor with AVX2 and FMA, and rounds otherwise than the scalar build.
func multiplyRows(r *Rows, lo, hi int, value []float32, x, a []vec) {
	for i := lo; i < hi; i++ {
		row := r.Row(i)
		var even, odd archsimd.Float32x8
		pairs := len(row) &^ 1
		for q := 0; q < pairs; q += 2 {
			c, d := row[q], row[q+1]
			even = archsimd.LoadFloat32x8((*[8]float32)(&x[c>>2])).MulAdd(archsimd.BroadcastFloat32x8(value[c]), even)
			odd = archsimd.LoadFloat32x8((*[8]float32)(&x[d>>2])).MulAdd(archsimd.BroadcastFloat32x8(value[d]), odd)
		}
		for _, c := range row[pairs:] {
			even = archsimd.LoadFloat32x8((*[8]float32)(&x[c>>2])).MulAdd(archsimd.BroadcastFloat32x8(value[c]), even)
		}
		y := even.Add(odd)
		for _, c := range row {
			to := (*[8]float32)(&a[c>>2])
			y.MulAdd(archsimd.BroadcastFloat32x8(value[c]), archsimd.LoadFloat32x8(to)).Store(to)
		}
	}
	archsimd.ClearAVXUpperBits() // what follows is slow with them set
}
