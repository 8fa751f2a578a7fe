package opinion

import (
	"math"
	"strconv"
	"testing"
)

// none is where somebody did not vote.
const none Answer = 2

// Tables that have hardly anything in them, or everything twice.
func TestOddTables(t *testing.T) {
	for _, c := range []struct {
		name               string
		people, statements int
		answer             func(i, j int) Answer
		groups             int
	}{
		{"all agree on all", 100, 12, func(_, _ int) Answer { return Agree }, 1},
		{"nobody can say", 100, 12, func(_, _ int) Answer { return Unsure }, 1},
		{"one statement, divided", 100, 1, func(i, _ int) Answer { return Answer(i%2*2 - 1) }, 1},
		{"two camps", 100, 12, func(i, j int) Answer { return Answer((i+j)%2*2 - 1) }, 2},
		{"three camps", 120, 12, func(i, j int) Answer { return Answer((i+j)%3 - 1) }, 3},
		{"two camps, one of nine", 109, 12, func(i, j int) Answer {
			if i < 9 {
				return Disagree
			}
			return Agree
		}, 1},
		{"coins", 200, 12, func(i, j int) Answer { return Answer(mix(uint64(i*100+j))%3) - 1 }, 1},
		{"nobody", 0, 5, nil, 1},
		{"one person, one statement", 1, 1, func(_, _ int) Answer { return Agree }, 1},
		{"one person", 1, 50, func(_, j int) Answer { return Answer(j%3) - 1 }, 1},
		{"one statement, agreed", 100, 1, func(_, _ int) Answer { return Agree }, 1},
		{"two people, a thousand times each", 2000, 20, func(i, j int) Answer { return Answer((i*7+j)%2*2 - 1) }, 2},
		{"one person, a thousand times", 1000, 20, func(_, j int) Answer { return Answer(j%3) - 1 }, 1},
		{"one vote each", 600, 30, func(i, j int) Answer {
			if i%30 != j {
				return none
			}
			return Answer(mix(uint64(i))%3) - 1
		}, 1},
		{"two camps, and a statement with one vote", 100, 13, func(i, j int) Answer {
			if j == 12 && i > 0 {
				return none
			}
			return Answer((i+j)%2*2 - 1)
		}, 2},
		{"two camps, and statements without votes", 100, 40, func(i, j int) Answer {
			if j >= 12 {
				return none
			}
			return Answer((i+j)%2*2 - 1)
		}, 2},
	} {
		a := Analyze(tableOf(t, c.people, c.statements, c.answer), 1)
		if a.Groups != c.groups {
			t.Errorf("%s: groups of %v on %d axes, gain %.3f, stability %.2f", c.name, a.Sizes, a.Axes, a.Gain, a.Stability)
		}
		for i := range a.Label {
			sum := 0.0
			for _, p := range a.Membership(i) {
				sum += p
			}
			if x, y := a.Place(i); math.IsNaN(x+y) || math.Abs(sum-1) > 1e-9 {
				t.Fatalf("%s: row %d stands at %v, %v with memberships that add up to %v", c.name, i, x, y, sum)
			}
		}
		for j, s := range a.Standings(DefaultMark, nil, nil) {
			if math.IsNaN(s.For+s.Against+s.Evidence) || math.IsNaN(a.Expected(-1, j)) {
				t.Fatalf("%s: statement %d stands as %+v", c.name, j, s)
			}
		}
	}
}

// On all the statements that there can be, a first stage and a vote on the last one.
func TestAllTheStatements(t *testing.T) {
	r := tableOf(t, 12, MaxStatements, func(i, j int) Answer {
		if mix(uint64(i)<<20|uint64(j))%20 > 0 && j < MaxStatements-1 {
			return none
		}
		return Answer((i+j)%2*2 - 1)
	})
	a := Fit(r, 1)
	const last = MaxStatements - 1
	if got, want := a.Of(last), (Tally{Agree: 6, Disagree: 6}); a.Groups != 1 || got[0] != want {
		t.Errorf("%d groups, %v on the last statement, not %v", a.Groups, got, want)
	}
	l := NewLive(a, DefaultMark, nil)
	if err := l.Vote("new", r.Statement(last), Agree); err != nil {
		t.Fatal(err)
	}
	if x, y, _ := l.Place("new"); l.Of(r.Statement(last))[0].Agree != 7 || math.IsNaN(x+y) {
		t.Errorf("%v, and the voter stands at %v, %v", l.Of(r.Statement(last)), x, y)
	}
}

// tableOf makes a table of what each of so many people answers to each statement.
func tableOf(t *testing.T, people, statements int, answer func(i, j int) Answer) *Rows {
	t.Helper()
	var b Builder
	for j := range statements {
		if err := b.Statement(strconv.Itoa(j)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range people {
		for j := range statements {
			if v := answer(i, j); v == none {
				continue
			} else if err := b.Vote(strconv.Itoa(i), strconv.Itoa(j), v); err != nil {
				t.Fatal(err)
			}
		}
	}
	return b.Rows()
}
