package opinion

import (
	"math"
	"slices"
	"testing"
)

// Taking a vote out by formula is the same as a position without it.
func TestWithoutAVote(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	m := fit(r, findBasis(r, 1), 0, 1) // unrefined, so that loadings are taken as known
	ps := m.positions(r, 1)
	for i := range ps {
		for q, c := range r.Row(i) {
			want := m.position(slices.Delete(slices.Clone(r.Row(i)), q, q+1))
			step := m.without(&ps[i], c)
			for a := range step {
				if got := ps[i].Mean[a] - step[a]; math.Abs(float64(got-want.Mean[a])) > 1e-4 {
					t.Fatalf("row %d without vote %d: axis %d at %v, should be at %v", i, q, a, got, want.Mean[a])
				}
			}
		}
	}
}

func TestApartCountsEveryVoteOnce(t *testing.T) {
	a := groupedTested()
	r := a.Rows
	if a.Groups < 2 || a.Apart == nil {
		t.Fatalf("%d groups", a.Groups)
	}
	moved := 0
	for j := range r.Statements() {
		var by, apart Tally
		for g := range a.Groups {
			by, apart = by.plus(a.Tallies[g][j]), apart.plus(a.Apart[g][j])
			if a.Tallies[g][j] != a.Apart[g][j] {
				moved++
			}
		}
		if by != apart {
			t.Errorf("statement %d has %v, apart %v", j, by, apart)
		}
	}
	if moved == 0 {
		t.Error("no vote decided about a group")
	}
	l := NewLive(a, DefaultMark, nil)
	for j, s := range a.Standings(DefaultMark, nil, nil) {
		if got := l.Standing(r.Statement(j)); got != s {
			t.Errorf("statement %d stands as %+v, live as %+v", j, s, got)
		}
	}
}
