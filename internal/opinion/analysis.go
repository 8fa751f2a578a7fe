package opinion

import (
	"cmp"
	"slices"
)

// Analysis is who thinks alike in a table of votes. It never changes and may be
// read by many at once.
type Analysis struct {
	Rows *Rows
	// Positions by row.
	Positions []Position
	// Strength says by axis, strongest first, how far a position of 1 moves an
	// answer, in the root mean square over the votes.
	Strength [maxAxes]float64
	// Groups is how many opinion groups there are, 1 for one field without
	// groups. They are numbered by size, the largest first.
	Groups int
	// Letters is by group the number of the letter that it is called by: 0 for A.
	// It is the group's own number unless [Analysis.After] kept an earlier one.
	Letters []int
	// Label is the group by row.
	Label []uint8
	// Sizes is the number of people by group.
	Sizes []int
	// Tallies by group, then by statement.
	Tallies [][]Tally
	// Apart is the tallies once tested, if there are groups: every vote counted in
	// the group in which its voter would be without that vote.
	Apart [][]Tally
	// Gain is which share of the variance of votes that it did not know the
	// grouping explains.
	Gain float64
	// Tested says that the groups have stood the second stage, see [Analysis.Test].
	Tested bool
	// Axes is how many directions of difference are real, 0 to 4, once tested.
	Axes int
	// Stability is, once tested, how well the groups come back when a fifth of
	// the people is left out: the mean adjusted Rand index.
	Stability float64

	model   *model
	basis   *basis
	choice  int                    // of the number of groups, before any test
	gains   [maxGroups + 1]float64 // by number of groups
	centres []point                // by group; none for one field
	shapes  []shape                // by group
	picture [2][2]float64          // how the picture is turned, see After
	earlier []Earlier              // answers in the tallies that are not those in Rows
	threads int
}

// Analyze is both stages at once.
func Analyze(r *Rows, threads int) *Analysis { return AnalyzeUntil(r, threads, nil) }

// AnalyzeUntil is Analyze that gives up as [FitUntil] does; nil if it did.
func AnalyzeUntil(r *Rows, threads int, stop Stop) *Analysis {
	a := FitUntil(r, threads, stop)
	if a == nil {
		return nil
	}
	return a.TestUntil(stop)
}

// Fit is the first stage: axes, positions, groups and tallies. What it finds is
// preliminary: groups may be chance until [Analysis.Test] has run. Threads is
// how many goroutines work at once; it moves no result.
func Fit(r *Rows, threads int) *Analysis { return FitUntil(r, threads, nil) }

// FitUntil is Fit that gives up soon after stop, asked between its steps by the
// caller's goroutine, has said true; then it is nil. A nil stop never says so.
func FitUntil(r *Rows, threads int, stop Stop) *Analysis {
	a := &Analysis{Rows: r, threads: max(1, threads)}
	if stop.now() {
		return nil
	}
	a.basis = findBasis(r, a.threads)
	if stop.now() {
		return nil
	}
	a.model = fit(r, a.basis, refinements(r.Votes()), a.threads)
	if stop.now() {
		return nil
	}
	a.Positions = a.model.positions(r, a.threads)
	a.Strength = a.model.strength
	points := a.model.points(a.Positions)
	if a.choice = 1; len(points) < 2*floorPeople {
		return a.group(points, nil)
	}
	g := heldOutGains(r, a.model, a.threads, stop)
	if g == nil {
		return nil
	}
	if a.choice = g.choice(); a.choice == 1 {
		return a.group(points, nil)
	}
	centres := centresOf(points, a.choice, uint64(a.choice), a.threads)
	a.gains = g.mean
	return a.group(points, centres)
}

// Test is the second stage, which takes longer: whether people differ in more
// than chance, and whether the groups come back when some people are left out.
// If not, there are fewer groups, or one. It returns a new analysis.
func (a *Analysis) Test() *Analysis { return a.TestUntil(nil) }

// TestUntil is Test that gives up as [FitUntil] does; nil if it did.
func (a *Analysis) TestUntil(stop Stop) *Analysis {
	out := *a
	out.Tested, out.Stability = true, 1
	points, done := a.model.points(a.Positions), false
	if out.Axes, done = findAxes(a.Rows, a.basis, a.threads, stop); !done {
		return nil
	}
	if out.Axes == 0 || a.Groups == 1 {
		return out.group(points, nil)
	}
	for k := a.choice; k > 1; k-- {
		centres := centresOf(points, k, uint64(k), a.threads)
		if len(centres) < 2 {
			continue
		}
		s, done := stability(a.Rows, points, k, centres, a.threads, stop)
		if !done {
			return nil
		}
		if s >= steady {
			out.Stability = s
			out.group(points, centres)
			out.Apart = out.countApart()
			return &out
		}
	}
	return out.group(points, nil)
}

// group sets all that hangs on the groups; with fewer than two centres there is
// one field.
func (a *Analysis) group(points []point, centres []point) *Analysis {
	a.Groups = max(1, len(centres))
	a.Gain = a.gains[a.Groups]
	a.Letters, a.centres, a.picture = nil, nil, [2][2]float64{{1, 0}, {0, 1}}
	for g := range a.Groups {
		a.Letters = append(a.Letters, g)
	}
	a.Label = make([]uint8, len(points))
	a.Sizes = make([]int, a.Groups)
	if len(centres) > 1 {
		centres = bySize(points, centres)
		a.centres = centres
		for i := range points {
			g, _ := points[i].nearest(centres)
			a.Label[i] = uint8(g)
		}
	}
	for _, g := range a.Label {
		a.Sizes[g]++
	}
	a.Tallies = a.Rows.tallies(a.threads, a.Groups, func(i int) int { return int(a.Label[i]) })
	a.shapes = shapesOf(points, a.Label, a.Groups)
	return a
}

// bySize is the centres with the most points first.
func bySize(points []point, centres []point) []point {
	sizes, at := make([]int, len(centres)), make([]int, len(centres))
	for g := range at {
		at[g] = g
	}
	for i := range points {
		g, _ := points[i].nearest(centres)
		sizes[g]++
	}
	slices.SortStableFunc(at, func(x, y int) int { return cmp.Compare(sizes[y], sizes[x]) })
	out := make([]point, 0, len(centres))
	for _, g := range at {
		out = append(out, centres[g])
	}
	return out
}

// Expected is what the participant of a row is expected to answer to a
// statement, between -1 and 1; row -1 is somebody of whom no vote is known.
func (a *Analysis) Expected(row, statement int) float64 {
	if row < 0 {
		return a.model.predict(&Position{}, statement)
	}
	return a.model.predict(&a.Positions[row], statement)
}
