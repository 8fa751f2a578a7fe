package opinion

import (
	"math"
	"slices"
)

const (
	maxGroups = 8
	// smallest group: this many people, and this share of all
	floorPeople = 10
	floorShare  = 0.02
	// steady is the mean agreement (adjusted Rand index) of the groups of most
	// people with everybody's, below which groups are chance.
	steady     = 0.6
	bootstraps = 20
)

// centresOf is the middles of k groups, or of fewer if some are below the floor:
// the smallest is dissolved first. The others stay where they are, so that a few
// people far from all do not draw a group to them.
func centresOf(points []point, k int, seed uint64, threads int) []point {
	centres := kmeans(points, k, seed, threads)
	least := max(floorPeople, int(math.Ceil(floorShare*float64(len(points)))))
	for len(centres) > 1 {
		sizes := make([]int, len(centres))
		for i := range points {
			g, _ := points[i].nearest(centres)
			sizes[g]++
		}
		small := slices.Index(sizes, slices.Min(sizes))
		if sizes[small] >= least {
			break
		}
		centres = slices.Delete(centres, small, small+1)
	}
	return centres
}

// stability is how well k groups looked for among four fifths of the people agree
// with everybody's, the mean over several draws. In a small table all is found
// anew, axes included; in a large one axes do not move. Done is false when it was
// stopped.
func stability(r *Rows, points []point, k int, centres []point, threads int, stop Stop) (mean float64, done bool) {
	n := min(len(points), sampleSize)
	anew := len(points) <= sampleSize
	for b := range uint64(bootstraps) {
		if stop.now() {
			return 0, false
		}
		some := make([]int, 0, n)
		for i := range n {
			if unit(mix(r.seeds[i]^mix(b+101))) < 0.8 {
				some = append(some, i)
			}
		}
		theirs := make([]point, len(some))
		if anew {
			theirs = pointsOf(r, some, threads)
		} else {
			for q, i := range some {
				theirs[q] = points[i]
			}
		}
		found := centresOf(theirs, k, b, threads)
		a, c := make([]uint8, len(some)), make([]uint8, len(some))
		for q, i := range some {
			x, _ := points[i].nearest(centres)
			y, _ := theirs[q].nearest(found)
			a[q], c[q] = uint8(x), uint8(y)
		}
		mean += randIndex(a, c) / bootstraps
	}
	return mean, true
}

// pointsOf is where some rows stand by a model of them alone.
func pointsOf(r *Rows, some []int, threads int) []point {
	part := &Rows{statements: r.statements, ptr: []uint64{0}}
	for _, i := range some {
		part.codes = append(part.codes, r.Row(i)...)
		part.ptr = append(part.ptr, uint64(len(part.codes)))
		part.seeds = append(part.seeds, r.seeds[i])
	}
	m := fit(part, findBasis(part, threads), min(fewRefinements, refinements(len(part.codes))), threads)
	return m.points(m.positions(part, threads))
}

// randIndex is the adjusted Rand index of two partitions: 1 for the same, 0 for
// what chance gives (Hubert and Arabie, 1985).
func randIndex(a, b []uint8) float64 {
	var both [maxGroups][maxGroups]float64
	var left, right [maxGroups]float64
	for i := range a {
		both[a[i]][b[i]]++
		left[a[i]]++
		right[b[i]]++
	}
	pairs := func(n float64) float64 { return n * (n - 1) / 2 }
	together, ofA, ofB := 0.0, 0.0, 0.0
	for x := range both {
		ofA += pairs(left[x])
		ofB += pairs(right[x])
		for y := range both[x] {
			together += pairs(both[x][y])
		}
	}
	expected := ofA * ofB / max(1, pairs(float64(len(a))))
	if (ofA+ofB)/2 == expected {
		return 1
	}
	return (together - expected) / ((ofA+ofB)/2 - expected)
}
