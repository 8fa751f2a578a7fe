package main

import (
	"compress/gzip"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"parley/internal/opinion"
	"parley/internal/opinion/polis"
	"parley/internal/votetable"
)

// vote is one vote that counts.
type vote struct {
	participant, statement string
	answer                 opinion.Answer
}

// votes is a table: its votes in the table's own order, and as rows.
type votes struct {
	list []vote
	rows *opinion.Rows
}

func read(name string) (*votes, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := io.Reader(f)
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	var list []vote
	var numbers []bool // by vote: not a word
	report, err := votetable.Read(in, func(participant, statement string, answer int, number bool) error {
		list = append(list, vote{participant, statement, opinion.Answer(answer)})
		numbers = append(numbers, number)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var b opinion.Builder
	for i, x := range list {
		if report.Inverted && numbers[i] {
			x.answer = -x.answer
		}
		if err := b.Vote(x.participant, x.statement, x.answer); err != nil {
			return nil, err
		}
	}
	return ordered(b.Rows()), nil
}

// votesOf is the table of some votes of another.
func votesOf(list []vote) *votes {
	var b opinion.Builder
	for _, x := range list {
		must(b.Vote(x.participant, x.statement, x.answer))
	}
	return ordered(b.Rows())
}

// ordered is the votes of a table in its order.
func ordered(rows *opinion.Rows) *votes {
	v := &votes{rows: rows}
	for i := range v.rows.Participants() {
		for _, c := range v.rows.Row(i) {
			v.list = append(v.list, vote{v.rows.Participant(i), v.rows.Statement(c.Statement()), c.Answer()})
		}
	}
	return v
}

// rowsOf is a table of some votes that knows the statements of all.
func (v *votes) rowsOf(list []vote) *opinion.Rows {
	var b opinion.Builder
	for j := range v.rows.Statements() {
		must(b.Statement(v.rows.Statement(j)))
	}
	for _, x := range list {
		must(b.Vote(x.participant, x.statement, x.answer))
	}
	return b.Rows()
}

// must stops at what cannot be: these votes have been in a table already.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// split parts the votes by a hash of who voted on what and a seed: a share of them,
// one at least, and the rest.
func (v *votes) split(share float64, seed uint64) (part, rest []vote) {
	luck := make([]uint64, len(v.list))
	for i, x := range v.list {
		luck[i] = draw(seed, x.participant, x.statement)
	}
	sorted := slices.Sorted(slices.Values(luck))
	bound := sorted[max(1, int(math.Round(share*float64(len(sorted)))))]
	for i, x := range v.list {
		if luck[i] < bound {
			part = append(part, x)
		} else {
			rest = append(rest, x)
		}
	}
	return part, rest
}

// shuffledWithin is a copy in which each statement's answers went to other
// voters of the statement.
func (v *votes) shuffledWithin(seed uint64) *opinion.Rows {
	r := rand.New(rand.NewPCG(seed, 2))
	list := append([]vote(nil), v.list...)
	of := map[string][]int{}
	for i, x := range list {
		of[x.statement] = append(of[x.statement], i)
	}
	for j := range v.rows.Statements() {
		at := of[v.rows.Statement(j)]
		r.Shuffle(len(at), func(a, b int) {
			list[at[a]].answer, list[at[b]].answer = list[at[b]].answer, list[at[a]].answer
		})
	}
	return v.rowsOf(list)
}

// shuffled is the same votes from an input in another order.
func (v *votes) shuffled(seed uint64) *opinion.Rows {
	r := rand.New(rand.NewPCG(seed, 3))
	list := append([]vote(nil), v.list...)
	r.Shuffle(len(list), func(a, b int) { list[a], list[b] = list[b], list[a] })
	return v.rowsOf(list)
}

// reference is what Polis says of a table, rows in its order.
func reference(r *opinion.Rows) *polis.Result {
	t := &polis.Table{Statements: r.Statements()}
	for i := range r.Participants() {
		var row []polis.Cell
		for _, c := range r.Row(i) {
			row = append(row, polis.Cell{Statement: c.Statement(), Vote: int8(c.Answer())})
		}
		t.Rows = append(t.Rows, row)
	}
	return polis.Run(t)
}
