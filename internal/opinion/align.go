package opinion

import (
	"math"
)

// After is the analysis with letters and picture that keep their place: a group
// has the letter of the earlier group that most of its people were in, and the
// picture is turned and mirrored so that people stand as near as can be to where
// they stood. Nothing else changes. It returns a new analysis.
func (a *Analysis) After(earlier *Analysis) *Analysis {
	row := make(map[string]int, len(earlier.Label))
	for i := range earlier.Label {
		row[earlier.Rows.Participant(i)] = i
	}
	return a.after(earlier.Letters, earlier.Sizes, func(i int) (group int, x, y float64, known bool) {
		was, known := row[a.Rows.Participant(i)]
		if !known {
			return 0, 0, 0, false
		}
		x, y = earlier.Place(was)
		return int(earlier.Label[was]), x, y, true
	})
}

// after is After, of earlier groups with those letters and sizes; was says in
// which of them the participant of a row was, and where in the picture.
func (a *Analysis) after(had, sizes []int, was func(row int) (group int, x, y float64, known bool)) *Analysis {
	out := *a
	both := make([][]int, a.Groups)
	for g := range both {
		both[g] = make([]int, len(had))
	}
	var m [2][2]float64
	for i, g := range a.Label {
		e, x0, y0, known := was(i)
		if !known {
			continue
		}
		both[g][e]++
		x1, y1 := a.plain(&a.Positions[i])
		m[0][0] += x0 * x1
		m[0][1] += x0 * y1
		m[1][0] += y0 * x1
		m[1][1] += y0 * y1
	}
	out.Letters = letters(both, a.Sizes, had, sizes)
	out.picture = procrustes(m)
	return &out
}

// Place is where the participant of a row stands in the picture: the first two
// axes, in the units of answers.
func (a *Analysis) Place(i int) (x, y float64) { return a.turned(&a.Positions[i]) }

// turned is the place of a position.
func (a *Analysis) turned(p *Position) (x, y float64) {
	x, y = a.plain(p)
	return a.picture[0][0]*x + a.picture[0][1]*y, a.picture[1][0]*x + a.picture[1][1]*y
}

// plain is the place before the picture is turned.
func (a *Analysis) plain(p *Position) (x, y float64) {
	return float64(p.Mean[0]) * a.Strength[0], float64(p.Mean[1]) * a.Strength[1]
}

// procrustes is the rotation or reflection R that makes the trace of R'm largest
// (Schönemann, 1966, in two dimensions); no turn where there is nothing to go by.
func procrustes(m [2][2]float64) [2][2]float64 {
	turned := math.Hypot(m[0][0]+m[1][1], m[1][0]-m[0][1])
	mirrored := math.Hypot(m[0][0]-m[1][1], m[1][0]+m[0][1])
	switch {
	case turned == 0 && mirrored == 0:
		return [2][2]float64{{1, 0}, {0, 1}}
	case turned*(1+1e-9) >= mirrored: // people on one line can be turned or mirrored
		c, s := (m[0][0]+m[1][1])/turned, (m[1][0]-m[0][1])/turned
		return [2][2]float64{{c, -s}, {s, c}}
	}
	c, s := (m[0][0]-m[1][1])/mirrored, (m[1][0]+m[0][1])/mirrored
	return [2][2]float64{{c, s}, {s, -c}}
}

// letters gives each group the letter of the earlier one that it shares most
// with, all groups together as well as can be; both says how many people of a
// group were in an earlier one. A pair that shares less than half of the smaller
// one is none: such a group gets the first letter that no earlier one had, so that
// nobody takes it for another. One field has the first letter.
func letters(both [][]int, sizes, had, hadSizes []int) []int {
	if len(both) == 1 {
		return []int{0}
	}
	out, taken := make([]int, len(both)), map[int]bool{}
	for _, l := range had {
		taken[l] = true
	}
	for g, e := range assign(both) {
		out[g] = -1
		if e >= 0 && 2*both[g][e] >= min(sizes[g], hadSizes[e]) {
			out[g] = had[e]
		}
	}
	for g := range out {
		if out[g] >= 0 {
			continue
		}
		for out[g] = 0; taken[out[g]]; {
			out[g]++
		}
		taken[out[g]] = true
	}
	return out
}

// assign pairs each row of a small table with a column of its own, -1 for none,
// so that the cells paired add up to most. It goes over all sets of columns.
func assign(cells [][]int) []int {
	columns := len(cells[0])
	best := make([]int, 1<<columns) // by the set of columns used so far
	picks := make([][]int8, len(cells))
	for g, row := range cells {
		next := make([]int, len(best))
		picks[g] = make([]int8, len(best))
		for set := range best {
			next[set], picks[g][set] = best[set], -1
			for e := range columns {
				if set>>e&1 == 1 && best[set^1<<e]+row[e] > next[set] {
					next[set], picks[g][set] = best[set^1<<e]+row[e], int8(e)
				}
			}
		}
		best = next
	}
	out, set := make([]int, len(cells)), len(best)-1
	for g := len(cells) - 1; g >= 0; g-- {
		e := picks[g][set]
		if out[g] = int(e); e >= 0 {
			set ^= 1 << e
		}
	}
	return out
}
