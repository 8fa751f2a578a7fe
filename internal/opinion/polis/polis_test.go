package polis

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestTests(t *testing.T) {
	for _, c := range []struct{ got, want float64 }{
		{shareTest(0, 0), 1},
		{shareTest(1, 1), math.Sqrt2},
		{shareTest(8, 8), 3},
		{ratioTest(3, 3, 3, 3), 0},
		{ratioTest(1, 3, 1, 3), 0},
		{ratioTest(3, 3, 0, 3), (1 - 0.25) / math.Sqrt(5./8*3/8/2)},
		{share(0, 0), 0.5},
		{share(2, 2), 0.75},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
}

func TestOrder(t *testing.T) {
	rows := [][]Cell{{{2, 1}}, {{0, 1}, {1, 1}}, {}, {{1, 0}}, {{0, -1}}}
	if got := Order(rows); !slices.Equal(got, []int{1, 4, 3, 0}) {
		t.Errorf("order %v", got)
	}
}

func TestEligible(t *testing.T) {
	table := &Table{Statements: 9}
	for n := range 20 {
		row := make([]Cell, min(n, 9))
		for j := range row {
			row[j].Statement = j
		}
		table.Rows = append(table.Rows, row)
	}
	// 13 have seven votes or more; the two with the most of the others join.
	if got := eligible(table); len(got) != 15 || got[0] != 5 {
		t.Errorf("eligible %v", got)
	}
}

// Two camps that vote against each other are two groups that stand out by it.
func TestCamps(t *testing.T) {
	r := Run(camps())
	if r.K() != 2 {
		t.Fatalf("%d groups", r.K())
	}
	for i := range 30 {
		if r.GroupOf[i] != i%2 {
			t.Errorf("row %d in group %d", i, r.GroupOf[i])
		}
	}
	if r.Components[0][9] != 0 || r.Mean[9] != 0 {
		t.Error("a statement moderated out moves people")
	}
	if len(r.Agreed) != 1 || r.Agreed[0].Statement != 8 {
		t.Errorf("agreed by all: %v", r.Agreed)
	}
	for g, list := range r.Representative {
		if len(list) != listed {
			t.Fatalf("group %d: %v", g, list)
		}
		for _, s := range list {
			if s.Statement == 9 || s.Disagree == (g == 0) && s.Statement != 8 {
				t.Errorf("group %d stands out by %v", g, s)
			}
		}
	}
}

func camps() *Table {
	table := &Table{Statements: 10, Out: make([]bool, 10)}
	table.Out[9] = true
	for i := range 30 {
		row := make([]Cell, 10)
		for j := range row {
			row[j] = Cell{j, int8(1 - 2*(i%2))}
		}
		row[8].Vote = 1
		row[i%8].Vote = 0
		table.Rows = append(table.Rows, row)
	}
	return table
}

// Whenever it is told to stop it asks no more than a few times, and has no result.
func TestStop(t *testing.T) {
	table, asked := camps(), 0
	stopAt := func(n int) func() bool {
		asked = 0
		return func() bool { asked++; return asked >= n }
	}
	if r := RunUntil(table, stopAt(math.MaxInt)); r == nil || r.K() != 2 {
		t.Fatal("nobody stopped it, and it has no result")
	}
	all := asked
	if all < 10 {
		t.Fatalf("it asks only %d times", all)
	}
	for n := 1; n <= all; n++ {
		if r := RunUntil(table, stopAt(n)); r != nil || asked > n+10 {
			t.Errorf("told at %d of %d, it asked %d times and found %v", n, all, asked, r)
		}
	}
}

func drawTable(t *rapid.T) *Table {
	table := &Table{Statements: rapid.IntRange(0, 6).Draw(t, "statements")}
	if rapid.Bool().Draw(t, "moderated") {
		table.Out = rapid.SliceOfN(rapid.Bool(), table.Statements, table.Statements).Draw(t, "out")
	}
	for range rapid.IntRange(0, 20).Draw(t, "rows") {
		var row []Cell
		for j := range table.Statements {
			if v := rapid.IntRange(-1, 2).Draw(t, "vote"); v < 2 {
				row = append(row, Cell{j, int8(v)})
			}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// Whatever the table, every eligible row is in exactly one group, and nothing
// is infinite.
func TestAnyTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		r := Run(table)
		n := 0
		for g, group := range r.Groups {
			for _, b := range group.Members {
				for _, row := range r.Base[b].Members {
					n++
					if r.GroupOf[row] != g {
						t.Fatalf("row %d is of two groups", row)
					}
				}
			}
		}
		if n != len(r.Eligible) {
			t.Fatalf("%d of %d eligible rows have a group", n, len(r.Eligible))
		}
		for _, p := range r.Positions {
			if math.IsNaN(p[0]+p[1]) || math.IsInf(p[0]+p[1], 0) {
				t.Fatalf("a position is %v", p)
			}
		}
		for j := range table.Statements {
			if c := r.ConsensusAgree[j] + r.ConsensusDisagree[j]; !(c > 0 && c <= 2) {
				t.Fatalf("consensus %v", c)
			}
		}
	})
}
