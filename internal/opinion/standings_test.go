package opinion

import (
	"slices"
	"testing"
)

func TestDeclaredParts(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	a := Fit(r, 2)
	value := func(i int) string { return [...]string{"", "hall", "online", "hall"}[i%4] }
	small := func(i int) string {
		if i < leastVotes-1 {
			return "few"
		}
		return value(i)
	}
	for name, d := range map[string][]Partition{"two values": a.Declared(value), "and one of four people": a.Declared(small)} {
		for j, p := range d {
			if len(p) != 2 {
				t.Fatalf("%s: statement %d is parted into %d", name, j, len(p))
			}
		}
	}
	want := make(Partition, 2)
	for i := range r.Participants() {
		for _, c := range r.Row(i) {
			if at := slices.Index([]string{"hall", "online"}, value(i)); c.Statement() == 7 && at >= 0 {
				want[at].add(c.Answer(), 1)
			}
		}
	}
	if got := a.Declared(value)[7]; !slices.Equal(got, want) {
		t.Errorf("statement 7 is parted into %v, should be %v", got, want)
	}
}

// A claim holds in every way the people are parted, and is given up late.
func TestStandingsGoByAll(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	a := Fit(r, 1)
	declared := a.Declared(func(i int) string { return [...]string{"hall", "online"}[i%2] })
	was := make([]Standing, r.Statements())
	for j := range was {
		was[j].Class = CommonFor
	}
	alone, both, later := a.Standings(DefaultMark, nil, nil), a.Standings(DefaultMark, [][]Partition{declared}, nil), a.Standings(DefaultMark, [][]Partition{declared}, was)
	lower := 0
	for j := range alone {
		if both[j].For > alone[j].For || both[j].Against > alone[j].Against {
			t.Errorf("statement %d is surer by a second partition: %+v, %+v", j, alone[j], both[j])
		}
		if both[j].For < alone[j].For {
			lower++
		}
		if both[j].Class == CommonFor && later[j].Class != CommonFor {
			t.Errorf("statement %d is given up: %+v", j, later[j])
		}
		if want := Classify([]Partition{a.Of(j), declared[j]}, DefaultMark, was[j]); later[j] != want {
			t.Errorf("statement %d stands as %+v, should as %+v", j, later[j], want)
		}
	}
	if lower == 0 {
		t.Error("no statement is less sure by a second partition")
	}
}
