package opinion

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// rebuilt is a table with the same votes, brought by other people in another
// order.
func rebuilt(t testing.TB, r *Rows, key uint64) *Rows {
	t.Helper()
	var b Builder
	at := make([]int, r.Participants())
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(x, y int) int {
		return int(mix(uint64(x)^key)>>40) - int(mix(uint64(y)^key)>>40)
	})
	for j := range r.Statements() {
		if err := b.Statement(r.Statement(j)); err != nil {
			t.Fatal(err)
		}
	}
	for n, i := range at {
		for _, c := range r.Row(i) {
			if err := b.Vote("w"+strconv.Itoa(n), r.Statement(c.Statement()), c.Answer()); err != nil {
				t.Fatal(err)
			}
		}
	}
	return b.Rows()
}

// same says whether two analyses agree to the last bit in all but names.
func same(a, b *Analysis) bool {
	return reflect.DeepEqual(a.Positions, b.Positions) && reflect.DeepEqual(a.Tallies, b.Tallies) && slices.Equal(a.Label, b.Label) &&
		a.Strength == b.Strength && reflect.DeepEqual(a.Apart, b.Apart) && a.Gain == b.Gain && a.Axes == b.Axes && a.Stability == b.Stability && reflect.DeepEqual(a.shapes, b.shapes)
}

func TestOrderNamesAndThreadsMoveNoBit(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	want := Analyze(r, 1)
	if want.Groups < 2 {
		t.Fatal("there are no groups to be moved")
	}
	if !same(want, Analyze(r, 2)) {
		t.Error("two threads find something else than one")
	}
	for key := range uint64(2) {
		if !same(want, Analyze(rebuilt(t, r, key+1), 1+int(key%2))) {
			t.Errorf("other people in another order (%d) move the result", key)
		}
	}
}

func TestPlantedGroupsAreFound(t *testing.T) {
	r, truth := planted(240, 40, 20, 2, 7)
	a := Fit(r, 2)
	if agreement := randIndex(a.Label, truth); a.Groups < 3 || a.Groups > 4 || agreement < 0.5 {
		t.Errorf("%d groups %v, agreement with the planted ones %.2f", a.Groups, a.Sizes, agreement)
	}
	sure, right := 0, 0
	for i := range a.Label {
		m := a.Membership(i)
		sum := 0.0
		for _, p := range m {
			sum += p
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Fatalf("memberships of row %d add up to %v", i, sum)
		}
		if m[a.Label[i]] > 0.9 {
			sure++
			if truth[i] == commonest(a, truth, int(a.Label[i])) {
				right++
			}
		}
	}
	if sure < 100 || float64(right) < 0.8*float64(sure) {
		t.Errorf("%d of %d sure memberships are right", right, sure)
	}
}

// commonest is the planted group most people of a group are of.
func commonest(a *Analysis, truth []uint8, g int) uint8 {
	var n [4]int
	for i, l := range a.Label {
		if int(l) == g {
			n[truth[i]]++
		}
	}
	return uint8(slices.Index(n[:], slices.Max(n[:])))
}

func TestChanceIsOneField(t *testing.T) {
	r := conversation(t, "15-per-hour-seattle")
	if a := Analyze(r, 2); a.Groups < 2 || a.Axes < 1 || !a.Tested || a.Stability < steady || a.Gain <= 0 {
		t.Errorf("%d groups on %d axes, stability %.2f, gain %.3f", a.Groups, a.Axes, a.Stability, a.Gain)
	}
	for key := range uint64(3) {
		s := r.shuffled(key+50, make([]Code, r.Votes()))
		if axes, _ := findAxes(s, findBasis(s, 2), 2, nil); axes != 0 {
			t.Errorf("shuffled %d: %d axes", key, axes)
		}
	}
}

// Whenever it is told to stop, an analysis ends there and has no result.
func TestStop(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	asked := 0
	stopAt := func(n int) Stop {
		asked = 0
		return func() bool { asked++; return asked >= n }
	}
	if a := AnalyzeUntil(r, 2, stopAt(math.MaxInt)); a == nil || !reflect.DeepEqual(a.Label, groupedTested().Label) {
		t.Fatal("nobody stopped it, and it is another one")
	}
	all := asked
	if all < 10*maxGroups+bootstraps {
		t.Fatalf("it asks only %d times", all)
	}
	for _, n := range []int{1, 2, 3, 4, all / 3, 2 * all / 3, all - 1, all} {
		if a := AnalyzeUntil(r, 2, stopAt(n)); a != nil || asked != n {
			t.Errorf("told at %d of %d, it asked %d times and found %v", n, all, asked, a)
		}
	}
}

func TestShuffledKeepsWhatItMust(t *testing.T) {
	r := conversation(t, "15-per-hour-seattle")
	s := r.shuffled(3, make([]Code, r.Votes()))
	if !reflect.DeepEqual(r.tallies(1, 1, all), s.tallies(1, 1, all)) {
		t.Error("a statement's answers changed")
	}
	moved := 0
	for q := range r.codes {
		if r.codes[q]>>2 != s.codes[q]>>2 {
			t.Fatal("somebody voted on another statement")
		}
		if r.codes[q] != s.codes[q] {
			moved++
		}
	}
	if moved < len(r.codes)/4 {
		t.Errorf("only %d of %d votes moved", moved, len(r.codes))
	}
}

func TestAnyTableIsAnalysed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Analyze(build(t, anyLines(t)), 1)
		if a.Groups != 1 || len(a.Tallies) != 1 {
			t.Errorf("%d groups of a dozen people", a.Groups)
		}
		for _, p := range a.Positions {
			for _, x := range p.Mean {
				if math.IsNaN(float64(x)) {
					t.Fatal("a position is no number")
				}
			}
		}
	})
}

func TestNobodyIsBelowTheFloor(t *testing.T) {
	points := make([]point, 200)
	for i := range points {
		points[i][0] = float32(i % 2)
		if i < 9 {
			points[i][0] = 50
		}
	}
	if got := centresOf(points, 3, 1, 1); len(got) != 2 {
		t.Errorf("nine people who stand apart make %d groups", len(got))
	}
	points[9][0] = 50
	if got := centresOf(points, 3, 1, 1); len(got) != 3 {
		t.Errorf("ten people who stand apart leave %d groups", len(got))
	}
}
