package opinion

import "math"

// point is a position with each axis stretched by the root of its strength:
// between the positions themselves, in which weak axes count as much as strong
// ones, and the answers expected, in which they hardly count.
type point [maxAxes]float32

// scale is that stretch, by axis.
func (m *model) scale() (out [maxAxes]float64) {
	for a, s := range m.strength {
		out[a] = math.Sqrt(s)
	}
	return out
}

// points are the positions stretched.
func (m *model) points(ps []Position) []point {
	scale := m.scale()
	out := make([]point, len(ps))
	for i := range ps {
		out[i] = ps[i].point(scale)
	}
	return out
}

func (p *Position) point(scale [maxAxes]float64) (out point) {
	for a := range out {
		out[a] = float32(float64(p.Mean[a]) * scale[a])
	}
	return out
}

func (p *point) distance(o *point) float32 {
	d0, d1, d2, d3 := p[0]-o[0], p[1]-o[1], p[2]-o[2], p[3]-o[3]
	return d0*d0 + d1*d1 + d2*d2 + d3*d3
}

// nearest is the centre nearest to p, the first of equals, and the square of how
// far it is.
func (p *point) nearest(centres []point) (which int, far float64) {
	// The bits of distances stand in the order of distances, and the least of
	// whole numbers is found without a branch, which would be guessed wrong.
	least := uint64(math.MaxUint64)
	for k := range centres {
		least = min(least, uint64(math.Float32bits(p.distance(&centres[k])))<<8|uint64(k))
	}
	return int(least & 0xff), float64(math.Float32frombits(uint32(least >> 8)))
}

const (
	restarts   = 8
	sampleSize = 20_000 // the first rows are a sample: their order is a hash
)

// kmeans finds k centres among the points: seeds far from each other, drawn
// with a fixed seed (k-means++, Arthur and Vassilvitskii, 2007), several times
// on a sample, the best of them moved on all.
func kmeans(points []point, k int, seed uint64, threads int) []point {
	sample := points[:min(len(points), sampleSize)]
	var best []point
	least := math.Inf(1)
	for s := range uint64(restarts) {
		centres := spread(sample, k, mix(seed^mix(s)))
		cost := settle(sample, centres, 6, 1)
		if cost < least {
			best, least = centres, cost
		}
	}
	settle(sample, best, 20, threads)
	if len(points) > len(sample) {
		settle(points, best, 6, threads)
	}
	return best
}

// spread draws k points, each with a chance that grows with the square of the
// distance to those drawn before.
func spread(points []point, k int, seed uint64) []point {
	far := make([]float64, len(points))
	for i := range far {
		far[i] = math.Inf(1)
	}
	seed = mix(seed)
	centres := []point{points[int(unit(seed)*float64(len(points)))]}
	for len(centres) < k {
		total := 0.0
		for i := range points {
			far[i] = min(far[i], float64(points[i].distance(&centres[len(centres)-1])))
			total += far[i]
		}
		seed = mix(seed)
		u, pick := unit(seed)*total, len(points)-1
		for i := range far {
			if u -= far[i]; u < 0 {
				pick = i
				break
			}
		}
		centres = append(centres, points[pick])
	}
	return centres
}

// settle moves the centres to the middle of the points nearest to them until
// hardly a point changes sides (Lloyd), and returns the sum of the squared
// distances before the last move.
func settle(points []point, centres []point, rounds, threads int) (cost float64) {
	type sums struct {
		cost  float64
		moved int
		n     []float64
		at    [][maxAxes]float64
	}
	sides := make([]uint8, len(points))
	for range rounds {
		parts := make([]sums, chunkCount)
		eachChunk(threads, len(points), func(c, lo, hi int) {
			s := sums{n: make([]float64, len(centres)), at: make([][maxAxes]float64, len(centres))}
			for i := lo; i < hi; i++ {
				g, d := points[i].nearest(centres)
				if sides[i] != uint8(g) {
					sides[i] = uint8(g)
					s.moved++
				}
				s.cost += d
				s.n[g]++
				for a, x := range points[i] {
					s.at[g][a] += float64(x)
				}
			}
			parts[c] = s
		})
		total := parts[0]
		for _, s := range parts[1:] {
			total.cost, total.moved = total.cost+s.cost, total.moved+s.moved
			for g := range centres {
				total.n[g] += s.n[g]
				for a := range s.at[g] {
					total.at[g][a] += s.at[g][a]
				}
			}
		}
		cost = total.cost
		for g := range centres {
			for a := range centres[g] {
				if total.n[g] > 0 {
					centres[g][a] = float32(total.at[g][a] / total.n[g])
				}
			}
		}
		if total.moved*1000 < len(points) {
			break
		}
	}
	return cost
}
