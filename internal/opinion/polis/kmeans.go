package polis

import (
	"math"
	"slices"
)

type point = [2]float64

func distance(a, b point) float64 { return math.Hypot(a[0]-b[0], a[1]-b[1]) }

// arrived is how little every centre moves when the clusters are taken as found.
const arrived = 0.01

// kmeans makes at most k clusters of weighted points, starting at the first k
// different ones, and steps on until the centres rest, the steps run out or stop
// says so. A cluster that runs empty is dropped; the others keep their ids.
func kmeans(at []point, weight []float64, k, steps int, stop func() bool) []Cluster {
	var now []Cluster
	seen := map[point]bool{}
	for _, p := range at {
		if len(now) < k && !seen[p] {
			seen[p] = true
			now = append(now, Cluster{ID: len(now), Center: p})
		}
	}
	for range steps {
		if stop() {
			break
		}
		next := step(at, weight, now)
		if same(now, next) {
			return next
		}
		now = next
	}
	return now
}

// step puts every point to its nearest centre, the later of two equally near,
// and moves the centres to the mean of their points.
func step(at []point, weight []float64, old []Cluster) []Cluster {
	next := make([]Cluster, len(old))
	for c := range old {
		next[c].ID = old[c].ID
	}
	for i, p := range at {
		best, near := 0, math.Inf(1)
		for c := range old {
			if d := distance(p, old[c].Center); d <= near {
				best, near = c, d
			}
		}
		next[best].Members = append(next[best].Members, i)
	}
	next = slices.DeleteFunc(next, func(c Cluster) bool { return len(c.Members) == 0 })
	for c := range next {
		next[c].Center = center(at, weight, next[c].Members)
	}
	return next
}

func center(at []point, weight []float64, members []int) (mid point) {
	total := 0.0
	for _, i := range members {
		mid[0] += weight[i] * at[i][0]
		mid[1] += weight[i] * at[i][1]
		total += weight[i]
	}
	return point{mid[0] / total, mid[1] / total}
}

// same says whether two steps' centres, each sorted by their coordinates, lie
// close to each other.
func same(a, b []Cluster) bool {
	pa, pb := sortedCenters(a), sortedCenters(b)
	for i := range min(len(pa), len(pb)) {
		if distance(pa[i], pb[i]) >= arrived {
			return false
		}
	}
	return true
}

func sortedCenters(of []Cluster) []point {
	out := make([]point, len(of))
	for i := range of {
		out[i] = of[i].Center
	}
	slices.SortFunc(out, func(a, b point) int { return slices.Compare(a[:], b[:]) })
	return out
}

// silhouette says how much nearer points lie to their own cluster than to the
// next one, as a mean over the points without their weights: from -1 to 1. A
// point that is alone counts 0.
func silhouette(at []point, of []Cluster) float64 {
	if len(of) < 2 {
		return 0
	}
	sum, n := 0.0, 0
	for own := range of {
		for _, i := range of[own].Members {
			n++
			if len(of[own].Members) == 1 {
				continue
			}
			within, next := 0.0, math.Inf(1)
			for c := range of {
				total := 0.0
				for _, j := range of[c].Members {
					total += distance(at[i], at[j])
				}
				if c == own {
					within = total / float64(len(of[c].Members)-1)
				} else {
					next = min(next, total/float64(len(of[c].Members)))
				}
			}
			if most := max(within, next); most > 0 {
				sum += (next - within) / most
			}
		}
	}
	return sum / float64(n)
}
