package stand

import (
	"cmp"
	"math"
	"slices"
)

// leastForMap is how many people must have voted for a map: with fewer, a mark
// on it would be somebody.
const leastForMap = 50

// The map is a grid of cells; a mark says that somebody of a group stands in
// the cell, not who nor how many.
const (
	columns = 44
	rows    = 30
	core    = 0.9 // outlines hold this part of a group, those nearest to its middle
)

// Map is where people stand: near each other who voted alike. Its axes mean
// nothing by themselves.
type Map struct {
	Columns int        `json:"columns"`
	Rows    int        `json:"rows"`
	Groups  []MapGroup `json:"groups"` // in the order of the groups
}

// MapGroup is a group on the map, in cells from the top at the start of a line.
type MapGroup struct {
	Cells   [][2]int   `json:"cells"`
	Middle  [2]float64 `json:"middle"`
	Outline [][2]int   `json:"outline"` // around the cells of most of its people
}

// place is somebody's position, and the group's number.
type place struct {
	x, y  float64
	group int
}

// mapOf draws places of so many groups. The few at the ends are drawn in to the
// edge, so that they do not press all the others together.
func mapOf(places []place, groups int) *Map {
	if len(places) < leastForMap || groups == 0 {
		return nil
	}
	col := grid(places, columns, func(p place) float64 { return p.x })
	row := grid(places, rows, func(p place) float64 { return -p.y })
	people := make([][columns][rows]int, groups)
	for _, p := range places {
		people[p.group][col(p)][row(p)]++
	}
	m := &Map{Columns: columns, Rows: rows}
	for g := range people {
		m.Groups = append(m.Groups, mapGroup(&people[g]))
	}
	return m
}

// grid says in which of n cells along an axis a place falls.
func grid(places []place, n int, axis func(place) float64) func(place) int {
	all := make([]float64, len(places))
	for i, p := range places {
		all[i] = axis(p)
	}
	slices.Sort(all)
	ends := len(all) / 200
	low, high := all[ends], all[len(all)-1-ends]
	return func(p place) int {
		if high <= low {
			return n / 2
		}
		return min(n-1, max(0, int(float64(n)*(axis(p)-low)/(high-low))))
	}
}

// mapGroup is a group by how many of its people stand in each cell.
func mapGroup(people *[columns][rows]int) MapGroup {
	var g MapGroup
	all, x, y := 0, 0, 0
	for c := range people {
		for r, n := range people[c] {
			if n > 0 {
				g.Cells = append(g.Cells, [2]int{c, r})
				all, x, y = all+n, x+n*c, y+n*r
			}
		}
	}
	g.Middle = [2]float64{round(float64(x)/float64(all)+0.5, 3), round(float64(y)/float64(all)+0.5, 3)}
	away := func(c [2]int) float64 {
		return math.Hypot(float64(c[0])+0.5-g.Middle[0], float64(c[1])+0.5-g.Middle[1])
	}
	near := slices.Clone(g.Cells)
	slices.SortStableFunc(near, func(a, b [2]int) int { return cmp.Compare(away(a), away(b)) })
	within, cells := 0, 0
	for float64(within) < core*float64(all) {
		within += people[near[cells][0]][near[cells][1]]
		cells++
	}
	near = near[:cells]
	slices.SortFunc(near, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	g.Outline = outline(near)
	return g
}

// outline is the corners of the convex hull of sorted points, by Andrew's
// monotone chain.
func outline(sorted [][2]int) [][2]int {
	if len(sorted) < 3 {
		return sorted
	}
	turns := func(a, b, c [2]int) bool {
		return (b[0]-a[0])*(c[1]-a[1])-(b[1]-a[1])*(c[0]-a[0]) > 0
	}
	half := func() (chain [][2]int) {
		for _, p := range sorted {
			for len(chain) > 1 && !turns(chain[len(chain)-2], chain[len(chain)-1], p) {
				chain = chain[:len(chain)-1]
			}
			chain = append(chain, p)
		}
		return chain[:len(chain)-1]
	}
	there := half()
	slices.Reverse(sorted)
	return append(there, half()...)
}

func round(x float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(x*scale) / scale
}
