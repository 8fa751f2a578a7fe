package opinion

import (
	"math"
	"slices"
	"testing"
)

// Under the letters and the turn that were written down, an analysis made anew is
// the one that was shown.
func TestShownAgain(t *testing.T) {
	r, _ := planted(240, 40, 20, 2, 7)
	a := Fit(r, 1)
	if a.Groups < 3 {
		t.Fatalf("%d groups", a.Groups)
	}
	for _, mirror := range []bool{false, true} {
		for _, angle := range []float64{0, 2, -3} {
			was := a.Shown([]int{4, 0, 2, 1, 3, 5, 6, 7}[:a.Groups], Turn{angle, mirror})
			shown := Fit(r, 1).After(was)
			if got := shown.Turn(); got.Mirror != mirror || math.Abs(got.Angle-angle) > 1e-9 {
				t.Errorf("turned by %+v, not %v, %v", got, angle, mirror)
			}
			again := Fit(r, 1).Shown(slices.Clone(shown.Letters), shown.Turn())
			for i := range r.Participants() {
				x, y := was.Place(i)
				u, v := again.Place(i)
				if math.Hypot(x-u, y-v) > 1e-9 || again.Letters[again.Label[i]] != was.Letters[was.Label[i]] {
					t.Fatalf("row %d stood at %v, %v and stands at %v, %v", i, x, y, u, v)
				}
			}
		}
	}
}
