// Package polis computes what Polis itself says of a conversation, from a cold
// start: its two components, positions, base clusters, groups, representative
// statements and consensus. It is for people who compare, with its weaknesses
// kept as they are: groups depend on the order of the rows, and there are
// always at least two of them.
//
// The rule is that of compdemocracy/polis (math, commit 08e03eb), restated in
// our own words; conversations above its size for mini-batches are computed
// exactly too.
package polis

import "sort"

// Cell is one vote in a participant's row: 1 agree, 0 pass, -1 disagree.
type Cell struct {
	Statement int // from 0
	Vote      int8
}

// Table is the votes of a conversation.
type Table struct {
	Statements int
	// Rows holds one row for each participant, each sorted by statement with
	// at most one vote on each. Their order matters: see [Order].
	Rows [][]Cell
	// Out marks statements that were moderated out; nil when none was.
	Out []bool
}

func (t *Table) out(statement int) bool { return t.Out != nil && t.Out[statement] }

// Order is the order in which a cold start meets the rows: votes are read by
// statement and then by row, and a row stands where its first vote was read.
// Rows without a vote are left out.
func Order(rows [][]Cell) []int {
	order := make([]int, 0, len(rows))
	for i := range rows {
		if len(rows[i]) > 0 {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool {
		return rows[order[a]][0].Statement < rows[order[b]][0].Statement
	})
	return order
}

// Cluster is a set of things that stand near each other. Clusters are listed by
// id; an id whose cluster ran empty is missing.
type Cluster struct {
	ID      int
	Members []int // base clusters: rows; groups: positions in Result.Base
	Center  [2]float64
}

// Count is how a group voted on a statement; Seen holds the passes too.
type Count struct{ Agree, Disagree, Seen int }

// Result is what Polis says. Rows and statements are numbered as in the table.
type Result struct {
	Mean       []float64    // of the votes on each statement
	Components [2][]float64 // unit vectors over statements, the sum of each not negative; zero where votes do not vary
	Positions  [][2]float64 // of each row
	Eligible   []int        // rows that are clustered, ascending

	Base       []Cluster
	Groups     []Cluster
	GroupOf    []int           // of each row the index in Groups; -1 when it is not clustered
	Silhouette map[int]float64 // of each number of groups that was tried

	Votes             [][]Count // by group and statement, of clustered rows; statements moderated out too
	ConsensusAgree    []float64 // group-aware consensus by statement
	ConsensusDisagree []float64

	Representative [][]Representative // by group
	Agreed         []Agreed           // by everybody who voted, at most five, the most agreed first
	Disagreed      []Agreed
}

// K is the number of groups; 0 when nobody can be clustered.
func (r *Result) K() int { return len(r.Groups) }

// Run computes it all.
func Run(t *Table) *Result { return RunUntil(t, nil) }

// RunUntil is Run that gives up soon after stop, asked between its steps, has
// said true, and keeps saying so; then it is nil. A nil stop never says so.
func RunUntil(t *Table, stop func() bool) *Result {
	if stop == nil {
		stop = func() bool { return false }
	}
	r := &Result{Eligible: eligible(t)}
	r.Mean = means(t)
	r.Components = components(t, r.Mean, stop)
	if stop() {
		return nil
	}
	r.Positions = positions(t, r.Mean, r.Components)
	r.group(len(t.Rows), stop)
	if stop() {
		return nil
	}
	r.tally(t)
	r.represent(t)
	r.agreed(t)
	return r
}

// A row is clustered with that many votes, or with one on every statement;
// where that leaves fewer than fewest rows, those with the most votes join.
const (
	enoughVotes = 7
	fewest      = 15
)

func eligible(t *Table) []int {
	need := min(enoughVotes, t.Statements)
	var in, rest []int
	for i, row := range t.Rows {
		if len(row) >= need {
			in = append(in, i)
		} else {
			rest = append(rest, i)
		}
	}
	if missing := fewest - len(in); missing > 0 {
		sort.SliceStable(rest, func(a, b int) bool { return len(t.Rows[rest[a]]) > len(t.Rows[rest[b]]) })
		in = append(in, rest[:min(missing, len(rest))]...)
		sort.Ints(in)
	}
	return in
}
