package stand

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestOutline(t *testing.T) {
	got := outline([][2]int{{0, 0}, {0, 2}, {1, 1}, {2, 0}, {2, 2}})
	slices.SortFunc(got, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	if !slices.Equal(got, [][2]int{{0, 0}, {0, 2}, {2, 0}, {2, 2}}) {
		t.Errorf("%v", got)
	}
}

// Every mark lies on the map, an outline's corners are marks of its group, and
// the order of people moves nothing.
func TestMap(t *testing.T) {
	at := rapid.Custom(func(t *rapid.T) place {
		return place{float64(rapid.IntRange(-50, 50).Draw(t, "x")) / 7, float64(rapid.IntRange(-50, 50).Draw(t, "y")), rapid.IntRange(0, 2).Draw(t, "group")}
	})
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.SliceOfN(at, leastForMap, 120).Draw(t, "places")
		for g := range 3 {
			places = append(places, place{0, 0, g})
		}
		m := mapOf(places, 3)
		for _, g := range m.Groups {
			for _, c := range g.Cells {
				if c[0] < 0 || c[0] >= m.Columns || c[1] < 0 || c[1] >= m.Rows {
					t.Fatalf("a mark at %v", c)
				}
			}
			for _, c := range g.Outline {
				if !slices.Contains(g.Cells, c) {
					t.Fatalf("a corner at %v without a mark", c)
				}
			}
		}
		again := mapOf(rapid.Permutation(places).Draw(t, "again"), 3)
		for g := range m.Groups {
			a, b := m.Groups[g], again.Groups[g]
			if a.Middle != b.Middle || !slices.Equal(a.Cells, b.Cells) || !slices.Equal(a.Outline, b.Outline) {
				t.Fatalf("%v and %v", a, b)
			}
		}
	})
}
