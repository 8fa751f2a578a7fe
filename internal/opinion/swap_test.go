package opinion

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Votes come while the next analysis is made; it then stands in the place of the
// last one as if it had been there all the time. When nothing comes, the Live is
// what the votes give from cold.
func TestSwap(t *testing.T) {
	steps := rapid.SliceOfN(rapid.Custom(anyStep), 25, 25)
	for seed := range 2 {
		l, v := NewLive(grouped(), DefaultMark, nil), votesOf(grouped().Rows)
		do := func(some []step) {
			for _, s := range some {
				s.do(t, l, v)
			}
		}
		do(steps.Example(seed))
		s, cold, done := l.Snapshot(), v.rows(t, l), make(chan *Analysis)
		go func() { done <- Fit(s.Rows(), 2) }()
		do(steps.Example(seed + 100))
		first := <-done
		if !reflect.DeepEqual(s.Rows(), cold) {
			t.Fatal("the snapshot is not the table of the votes at its moment")
		}
		for stage := range 2 {
			if err := l.Swap(first); err != nil {
				t.Fatal(err)
			}
			l.stands(t, v)
			do(steps.Example(seed + 200 + stage))
			l.stands(t, v)
		}
		if seed == 0 {
			l.sameAsCold(t, v)
		}
	}
}

// A claim that was confirmed is given up as late as before, and confirmed by the
// new groups or not at all.
func TestSwapConfirmsAnew(t *testing.T) {
	was := map[string]Standing{}
	for j := range grouped().Rows.Statements() {
		was[grouped().Rows.Statement(j)] = Standing{Class: CommonFor, Confirmed: true}
	}
	l := NewLive(grouped(), DefaultMark, was)
	held := 0
	for _, id := range l.statements.names {
		if l.Standing(id).Confirmed {
			held++
		}
	}
	again := *grouped()
	again.Rows = l.Snapshot().Rows()
	if err := l.Swap(&again); err != nil {
		t.Fatal(err)
	}
	for _, id := range l.statements.names {
		want := Classify([]Partition{l.Of(id)}, DefaultMark, Standing{Class: CommonFor})
		if got := l.Standing(id); got != want {
			t.Errorf("statement %s stands as %+v, should as %+v", id, got, want)
		}
		if want.Confirmed {
			held--
		}
	}
	if held <= 0 {
		t.Error("nothing was confirmed that is not")
	}
}

// sameAsCold analyses a Live's votes anew, and compares with an analysis of the
// same votes by who knows nothing of the Live.
func (l *Live) sameAsCold(t *testing.T, v *votes) {
	if err := l.Swap(Fit(l.Snapshot().Rows(), 2)); err != nil {
		t.Fatal(err)
	}
	l.stands(t, v)
	cold := Fit(v.rows(t, l), 1)
	if !same(l.base, cold) {
		t.Error("the analysis is not the one from cold")
	}
	for i := range cold.Positions {
		p := l.slots[l.people[cold.Rows.Participant(i)]]
		if p.position != cold.Positions[i] || p.group != cold.Label[i] || !slices.Equal(p.row, cold.Rows.Row(i)) {
			t.Fatalf("row %d stands elsewhere than from cold", i)
		}
	}
	for j, standing := range cold.Standings(DefaultMark, nil, nil) {
		if got := l.Standing(cold.Rows.Statement(j)); got != standing {
			t.Errorf("statement %d: %+v, from cold %+v", j, got, standing)
		}
	}
}

func TestSwapRefusesWhatIsNotOfTheLatestSnapshot(t *testing.T) {
	l := NewLive(grouped(), DefaultMark, nil)
	if err := l.Swap(grouped()); err == nil {
		t.Error("an analysis of no snapshot is taken")
	}
	s := l.Snapshot()
	if err := l.Swap(grouped()); err == nil {
		t.Error("an analysis is taken before the snapshot's table is made")
	}
	earlier := *grouped()
	earlier.Rows = s.Rows()
	l.Snapshot().Rows()
	if err := l.Swap(&earlier); err == nil || !strings.Contains(err.Error(), "latest snapshot") {
		t.Errorf("an analysis of an earlier snapshot: %v", err)
	}
	if l.Analysis() != grouped() {
		t.Error("a refused analysis stands")
	}
}

// People who leave and come, and an analysis whose picture comes out mirrored
// and whose groups in another order, do not move those who stay.
func TestSwapKeepsLettersAndPicture(t *testing.T) {
	l := NewLive(grouped(), DefaultMark, nil)
	letter := func(who string) int { g, _ := l.Group(who); return l.base.Letters[g] }
	type shown struct {
		x, y   float64
		letter int
	}
	before := map[string]shown{}
	for who := range l.people {
		x, y, _ := l.Place(who)
		before[who] = shown{x, y, letter(who)}
	}
	a := *grouped()
	a.Rows = l.Snapshot().Rows()
	if err := l.Vote("new", "3", Agree); err != nil {
		t.Fatal(err)
	}
	l.Forget("7")
	m := a.model.clone()
	var mirror [blockWidth][blockWidth]float64
	for k := range mirror {
		mirror[k][k] = 1 - 2*float64(k&1)
	}
	m.turn(mirror)
	a.model, a.Positions = &m, m.positions(a.Rows, 1)
	centres := slices.Clone(a.centres)
	for g := range centres {
		centres[g][1] *= -1
		centres[g][3] *= -1
	}
	slices.Reverse(centres)
	a.centres, a.Sizes, a.Tallies = centres, slices.Clone(a.Sizes), slices.Clone(a.Tallies)
	slices.Reverse(a.Sizes)
	slices.Reverse(a.Tallies)
	a.Label = slices.Clone(a.Label)
	for i, g := range a.Label {
		a.Label[i] = uint8(a.Groups-1) - g
	}
	if err := l.Swap(&a); err != nil {
		t.Fatal(err)
	}
	for who, was := range before {
		x, y, ok := l.Place(who)
		if ok != (who != "7") {
			t.Errorf("%s has a place: %v", who, ok)
		}
		if ok && (abs(x-was.x) > 1e-4 || abs(y-was.y) > 1e-4 || letter(who) != was.letter) {
			t.Errorf("%s is shown at %v, %v in group %d, was %+v", who, x, y, letter(who), was)
		}
	}
	if _, _, ok := l.Place("new"); !ok || len(before) != 160 || l.base.Letters[0] != a.Groups-1 {
		t.Errorf("letters %v, the new one has a place: %v", l.base.Letters, ok)
	}
}

func abs(x float64) float64 { return max(x, -x) }
