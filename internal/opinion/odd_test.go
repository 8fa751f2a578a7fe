package opinion

import (
	"math"
	"strconv"
	"testing"
)

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
	} {
		var b Builder
		for i := range c.people {
			for j := range c.statements {
				if err := b.Vote(strconv.Itoa(i), strconv.Itoa(j), c.answer(i, j)); err != nil {
					t.Fatal(err)
				}
			}
		}
		a := Analyze(b.Rows(), 1)
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
			if math.IsNaN(s.For+s.Against+s.Evidence) || math.IsNaN(a.Expected(0, j)) {
				t.Fatalf("%s: statement %d stands as %+v", c.name, j, s)
			}
		}
	}
}
