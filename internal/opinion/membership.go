package opinion

import "math"

// shape is where a group's people stand: share of all, middle and covariance.
type shape struct {
	share  float64
	centre [maxAxes]float64
	cov    sym
}

// least is the variance below which no group is taken to be, in the units of
// points squared.
const least = 1e-4

func shapesOf(points []point, label []uint8, groups int) []shape {
	out := make([]shape, groups)
	for i, g := range label {
		s := &out[g]
		s.share++
		for a, x := range points[i] {
			s.centre[a] += float64(x)
		}
	}
	for g := range out {
		for a := range maxAxes {
			out[g].centre[a] /= max(1, out[g].share)
		}
	}
	for i, g := range label {
		s := &out[g]
		for a := range maxAxes {
			for b := a; b < maxAxes; b++ {
				s.cov[at[a][b]] += (float64(points[i][a]) - s.centre[a]) * (float64(points[i][b]) - s.centre[b])
			}
		}
	}
	for g := range out {
		for q := range out[g].cov {
			out[g].cov[q] /= max(1, out[g].share)
		}
		for a := range maxAxes {
			out[g].cov[at[a][a]] += least
		}
		out[g].share /= max(1, float64(len(label)))
	}
	return out
}

// Membership is how likely the participant of row i belongs to each group: how
// many there are in the group, how near to its middle the participant stands,
// and how well that is known. It adds up to 1.
func (a *Analysis) Membership(i int) []float64 {
	return membership(&a.Positions[i], a.shapes, a.model.scale())
}

func membership(p *Position, shapes []shape, scale [maxAxes]float64) []float64 {
	if len(shapes) == 1 {
		return []float64{1}
	}
	logs, most := make([]float64, len(shapes)), math.Inf(-1)
	for g := range shapes {
		s := &shapes[g]
		cov := s.cov
		var d [maxAxes]float64
		for x := range maxAxes {
			d[x] = float64(p.Mean[x])*scale[x] - s.centre[x]
			for y := x; y < maxAxes; y++ {
				cov[at[x][y]] += float64(p.Cov[at[x][y]]) * scale[x] * scale[y]
			}
		}
		inv, det := cov.inverse()
		far := 0.0
		for x, v := range inv.times(d) {
			far += v * d[x]
		}
		logs[g] = math.Log(s.share) - (far+math.Log(det))/2
		most = max(most, logs[g])
	}
	sum := 0.0
	for g := range logs {
		logs[g] = math.Exp(logs[g] - most)
		sum += logs[g]
	}
	for g := range logs {
		logs[g] /= sum
	}
	return logs
}
