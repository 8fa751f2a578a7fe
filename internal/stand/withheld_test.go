package stand

import (
	"fmt"
	"strings"
	"testing"

	"parley/internal/opinion"
)

// crowd is a table of three camps of 20: each agrees on six statements of its
// own and disagrees on the others' (1 to 18). All answer 19, 20 and 21, which
// tests then count anew.
func crowd() string {
	var b strings.Builder
	b.WriteString("participant,statement,vote\n")
	for i := range 60 {
		for j := range 21 {
			vote := 1
			if j < 18 && j/6 != i%3 {
				vote = -1
			}
			if j == i/3%18 {
				vote = 0
			}
			fmt.Fprintf(&b, "p%d,%d,%d\n", i, j+1, vote)
		}
	}
	return b.String()
}

// The statements of crowd that are counted anew.
const (
	inOneGroup = 18 // its counts by group are withheld
	lone       = 19 // all its counts are
	halved     = 20 // its counts of two groups are few, and all groups' withheld
)

// told is the figures of a report in which some answers were otherwise.
func told(t *testing.T, s *Source, a *opinion.Analysis, cells map[int]opinion.Partition, declared []opinion.Partition) (*Model, string) {
	t.Helper()
	other := *a
	recount := func(of [][]opinion.Tally) (out [][]opinion.Tally) {
		for g := range of {
			out = append(out, append([]opinion.Tally(nil), of[g]...))
			for j, p := range cells {
				out[g][j] = p[g]
			}
		}
		return out
	}
	other.Tallies, other.Apart = recount(a.Tallies), recount(a.Apart)
	m := &Model{Language: "en", Method: Parley, Table: s.table(a.Rows), t: book(t).In("en")}
	m.countsOfOpinion(s, &other, declared)
	return m, render(t, m, JSON) + render(t, m, HTML)
}

// However those answered whose counts are withheld, the report is the same to
// the last byte: nothing in it can be solved for them.
func TestNothingTellsOfTheFew(t *testing.T) {
	s := load(t, crowd(), nil, 1)
	a := opinion.Fit(s.Rows(), 1).Test()
	if a.Groups != 3 {
		t.Fatalf("%d groups", a.Groups)
	}
	var want string
	for i, cells := range []map[int]opinion.Partition{
		{inOneGroup: {{Agree: 20}, {Disagree: 16}, {Disagree: 4}}, lone: {{Agree: 1}, {}, {}}, halved: {{Agree: 30}, {Unsure: 2}, {Disagree: 4}}},
		{inOneGroup: {{Agree: 19}, {Agree: 1, Disagree: 16}, {Disagree: 4}}, lone: {{}, {Disagree: 4}, {}}, halved: {{Agree: 30}, {Disagree: 2}, {Disagree: 2, Unsure: 2}}},
		{inOneGroup: {{Agree: 18}, {Disagree: 20}, {Agree: 2}}, lone: {{}, {}, {}}, halved: {{Agree: 29}, {Agree: 1, Disagree: 2}, {Disagree: 2, Unsure: 2}}},
		{inOneGroup: {{Agree: 17}, {Disagree: 20}, {Agree: 3}}, lone: {{Agree: 1}, {Agree: 1}, {Agree: 1, Unsure: 1}}, halved: {{Agree: 28}, {Agree: 2, Disagree: 2}, {Disagree: 2, Unsure: 2}}},
	} {
		m, got := told(t, s, a, cells, nil)
		if i == 0 {
			want = got
			checkWithheld(t, m)
		} else if got != want {
			t.Errorf("answers %d tell themselves apart from the first", i)
		}
	}
}

func checkWithheld(t *testing.T, m *Model) {
	t.Helper()
	votes := 0
	for j, one := range m.Statements {
		if one.All != nil {
			votes += one.All.N()
		}
		switch j {
		case inOneGroup:
			if one.All == nil || one.Groups != nil || one.Class != OpenBetween || one.More != 0 {
				t.Errorf("few in one group: %+v", one)
			}
		case lone:
			if one.All != nil || one.Class != Short || one.More != 0 {
				t.Errorf("few at all: %+v", one)
			}
		case halved:
			if one.All == nil || one.Groups != nil || one.More != 0 {
				t.Errorf("few in two groups: %+v", one)
			}
		default:
			if len(one.Groups) != 3 {
				t.Errorf("%+v", one)
			}
		}
	}
	if m.Table.Votes != votes {
		t.Errorf("%d votes, and %d in what is shown", m.Table.Votes, votes)
	}
	for g, group := range m.Groups {
		var all Counts
		for _, one := range m.Statements {
			if one.Groups != nil {
				c := one.Groups[g]
				all = all.plus(c)
			}
		}
		if group.Agrees != round(float64(all.Agree)/float64(all.N()), digits) || len(group.Holds) != mostHolds {
			t.Errorf("%+v, of votes shown %+v", group, all)
		}
	}
}

// What is said of a statement rests on groups that enough answered in.
func TestWithhold(t *testing.T) {
	for name, c := range map[string]struct {
		by   opinion.Partition
		want Class
		more int
	}{
		"two of three decide":     {opinion.Partition{{Agree: 20}, {Disagree: 20}, {Unsure: 3}}, OpenBetween, 0},
		"the few would decide":    {opinion.Partition{{Agree: 20}, {Disagree: 4}}, Short, 0},
		"all are shown":           {opinion.Partition{{Agree: 20}, {Disagree: 5}}, OpenBetween, 7},
		"fewer than five at all":  {opinion.Partition{{Agree: 2}, {Disagree: 2}}, Short, 0},
		"one field, of everybody": {opinion.Partition{{Agree: 20, Disagree: 9}}, OpenBetween, 7},
	} {
		one := Statement{Class: OpenBetween, Confirmed: true, More: 7, sure: 1}
		one.count(c.by)
		one.withhold(c.by, nil)
		if one.Class != c.want || one.More != c.more || one.Confirmed != (one.All != nil) || (one.sure == 1) != (c.more == 7) {
			t.Errorf("%s: %+v", name, one)
		}
	}
}
