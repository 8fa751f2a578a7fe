package opinion

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A picture that comes out mirrored and turned, and groups in another order, are
// put back to where they were.
func TestAfterKeepsLettersAndPlaces(t *testing.T) {
	r, _ := planted(240, 40, 20, 2, 7)
	a := Fit(r, 1)
	if a.Groups < 3 {
		t.Fatalf("%d groups", a.Groups)
	}
	for _, mirror := range []float64{1, -1} {
		b := *a
		b.Positions = slices.Clone(a.Positions)
		b.Strength[1] = a.Strength[0] // so that a turn keeps lengths
		c, s := math.Cos(2), math.Sin(2)
		for i := range b.Positions {
			x, y := a.Place(i)
			b.Positions[i].Mean[0] = float32((c*x - s*y) / b.Strength[0])
			b.Positions[i].Mean[1] = float32(mirror * (s*x + c*y) / b.Strength[1])
		}
		b.Label, b.Sizes = slices.Clone(a.Label), slices.Clone(a.Sizes)
		for i, g := range a.Label {
			b.Label[i] = uint8((int(g) + 1) % a.Groups)
		}
		for g, n := range a.Sizes {
			b.Sizes[(g+1)%a.Groups] = n
		}
		after := b.After(a)
		for i := range after.Label {
			x, y := a.Place(i)
			u, v := after.Place(i)
			if math.Hypot(x-u, y-v) > 1e-5 {
				t.Fatalf("row %d stood at %.4f, %.4f and stands at %.4f, %.4f", i, x, y, u, v)
			}
			if after.Letters[after.Label[i]] != a.Letters[a.Label[i]] {
				t.Fatalf("row %d changed its letter", i)
			}
		}
	}
}

func TestLettersOfWhatIsNew(t *testing.T) {
	for _, c := range []struct {
		both  [][]int
		sizes []int
		want  []int
	}{
		{[][]int{{0, 0, 30}, {50, 0, 0}, {0, 40, 0}}, []int{30, 50, 40}, []int{2, 0, 1}},
		{[][]int{{0, 40, 30}, {50, 0, 0}}, []int{70, 50}, []int{1, 0}},
		{[][]int{{50, 0, 0}, {0, 5, 5}, {0, 35, 0}}, []int{50, 60, 35}, []int{0, 3, 1}},
		{[][]int{{30, 40, 30}}, []int{100}, []int{0}},
	} {
		if got := letters(c.both, c.sizes, []int{0, 1, 2}, []int{50, 40, 30}); !slices.Equal(got, c.want) {
			t.Errorf("%v: letters %v, want %v", c.both, got, c.want)
		}
	}
}

// No other way to pair shares more.
func TestAssignIsTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 5).Draw(t, "rows"), rapid.IntRange(1, 5).Draw(t, "columns")
		cells := make([][]int, rows)
		for i := range cells {
			cells[i] = rapid.SliceOfN(rapid.IntRange(0, 20), columns, columns).Draw(t, "row")
		}
		sum, used := 0, map[int]bool{}
		for i, e := range assign(cells) {
			if e < 0 {
				continue
			}
			if used[e] {
				t.Fatalf("column %d is taken twice", e)
			}
			used[e] = true
			sum += cells[i][e]
		}
		if want := most(cells, 0, 0); sum != want {
			t.Errorf("%v: %d, could be %d", cells, sum, want)
		}
	})
}

// most goes over every way to pair.
func most(cells [][]int, row, used int) int {
	if row == len(cells) {
		return 0
	}
	best := most(cells, row+1, used)
	for e, n := range cells[row] {
		if used>>e&1 == 0 {
			best = max(best, n+most(cells, row+1, used|1<<e))
		}
	}
	return best
}
