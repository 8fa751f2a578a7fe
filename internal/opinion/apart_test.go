package opinion

import (
	"math"
	"reflect"
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

// Whoever is passed over as too far from other groups would not have left theirs.
func TestApartIsWhatEachVoteSays(t *testing.T) {
	for _, between := range []float64{0.3, 0.8, 2} {
		r, _ := planted(500, 40, 20, between, 4)
		a := Fit(r, 2)
		if a.Groups < 2 {
			a.group(a.model.points(a.Positions), centresOf(a.model.points(a.Positions), 3, 1, 1))
		}
		want := make([][]Tally, a.Groups)
		for g := range want {
			want[g] = make([]Tally, r.Statements())
		}
		left := 0
		for i := range a.Label {
			for _, c := range r.Row(i) {
				g := a.groupWithout(i, c)
				want[g][c.Statement()].add(c.Answer(), 1)
				if g != int(a.Label[i]) {
					left++
				}
			}
		}
		if got := a.countApart(); !reflect.DeepEqual(got, want) || left == 0 {
			t.Errorf("groups by up to %.1f apart, %d votes decide: counted apart otherwise than vote by vote", between, left)
		}
	}
}

// Who is taken out is taken out of what was counted apart, before an analysis
// takes the place of the last one as after.
func TestWhoIsTakenOutIsNotCountedApart(t *testing.T) {
	a := groupedTested()
	const gone = 30
	takeOut := func(l *Live) {
		for i := range gone {
			l.Forget(a.Rows.Participant(i))
		}
	}
	l := NewLive(a, DefaultMark, nil)
	takeOut(l)
	want := make([]Partition, a.Rows.Statements())
	for j := range want {
		want[j] = make(Partition, a.Groups)
	}
	for i := gone; i < a.Rows.Participants(); i++ {
		for _, c := range a.Rows.Row(i) {
			want[c.Statement()][a.groupWithout(i, c)].add(c.Answer(), 1)
		}
	}
	for j := range want {
		if got := l.apart(j); !slices.Equal(got, want[j]) {
			t.Errorf("statement %d is counted apart as %v, should be as %v", j, got, want[j])
		}
	}

	meanwhile, again := NewLive(grouped(), DefaultMark, nil), *a
	again.Rows = meanwhile.Snapshot().Rows()
	takeOut(meanwhile)
	for _, live := range []*Live{l, meanwhile} {
		if err := live.Hide(a.Rows.Statement(4)); err != nil {
			t.Fatal(err)
		}
	}
	if err := meanwhile.Swap(&again); err != nil {
		t.Fatal(err)
	}
	for j := range want {
		if got, want := meanwhile.apart(j), l.apart(j); !slices.Equal(got, want) || (got == nil) != (j == 4) {
			t.Errorf("statement %d is counted apart as %v, taken out meanwhile as %v", j, want, got)
		}
	}
}
