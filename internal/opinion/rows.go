package opinion

import (
	"cmp"
	"slices"
)

// Answer is a vote on a statement.
type Answer int8

// The answers.
const (
	Disagree Answer = -1
	Unsure   Answer = 0
	Agree    Answer = 1
)

// MaxStatements is how many statements a table can have: a vote is held in 16
// bits, two of which are the answer.
const MaxStatements = 1 << 14

// Code is one vote in a row: the statement's place shifted left by two, plus
// the answer plus one (0 disagree, 1 unsure, 2 agree; 3 never occurs).
type Code uint16

// CodeOf is the code of an answer to the statement at a place.
func CodeOf(statement int, a Answer) Code { return Code(statement<<2 | int(a+1)) }

// Statement is the place of the statement voted on.
func (c Code) Statement() int { return int(c >> 2) }

// Answer is the vote.
func (c Code) Answer() Answer { return Answer(c&3) - 1 }

// Rows is a table of votes: a sparse row per participant. It is made by a
// [Builder] and never changes, so it may be read by many at once.
//
// The order of the participants is the table's own: a hash of what each voted,
// so that neither the order of the input nor anybody's name moves any result.
type Rows struct {
	participants []string // in the order of the rows
	statements   []string // in the order of the places
	ptr          []uint64 // row i is codes[ptr[i]:ptr[i+1]]
	codes        []Code
	seeds        []uint64 // of each row, see order
}

// Participants is how many people voted at least once.
func (r *Rows) Participants() int { return len(r.seeds) }

// Statements is how many statements there are, those without votes included.
func (r *Rows) Statements() int { return len(r.statements) }

// Votes is how many votes count: one for each participant and statement voted on.
func (r *Rows) Votes() int { return len(r.codes) }

// Participant is the id of the participant of row i.
func (r *Rows) Participant(i int) string { return r.participants[i] }

// Statement is the id of the statement at place j.
func (r *Rows) Statement(j int) string { return r.statements[j] }

// Row is the votes of the participant of row i, in the order of the statements'
// places. It belongs to the table: do not write to it.
func (r *Rows) Row(i int) []Code { return r.codes[r.ptr[i]:r.ptr[i+1]] }

// Without is the table without the votes on some statements, as if they had
// never been cast: who voted on nothing else is not in it. The statements keep
// their places.
func (r *Rows) Without(hidden func(statement int) bool) *Rows {
	return r.keep(func(_ int, c Code) bool { return !hidden(c.Statement()) })
}

// keep is the table with those votes alone for which want says so.
func (r *Rows) keep(want func(row int, c Code) bool) *Rows {
	out := &Rows{statements: r.statements, ptr: make([]uint64, 1, len(r.ptr)), codes: make([]Code, 0, len(r.codes))}
	for i := range r.seeds {
		before := len(out.codes)
		for _, c := range r.Row(i) {
			if want(i, c) {
				out.codes = append(out.codes, c)
			}
		}
		if len(out.codes) > before {
			out.ptr = append(out.ptr, uint64(len(out.codes)))
			out.participants = append(out.participants, r.participants[i])
		}
	}
	out.order()
	return out
}

// order puts the rows into the table's own order. Rows that are alike in every
// vote stand together, in the order of their ids, and count themselves: what is
// drawn for a row hangs on its votes and that count, never on an id.
func (r *Rows) order() {
	n := len(r.participants)
	hashes, at := make([]uint64, n), make([]uint32, n)
	for i := range at {
		at[i] = uint32(i)
		h := mix(0x706172)
		for _, c := range r.Row(i) {
			h = mix(h ^ uint64(c))
		}
		hashes[i] = h
	}
	slices.SortFunc(at, func(a, b uint32) int {
		if c := cmp.Compare(hashes[a], hashes[b]); c != 0 {
			return c
		}
		if c := slices.Compare(r.Row(int(a)), r.Row(int(b))); c != 0 {
			return c
		}
		return cmp.Compare(r.participants[a], r.participants[b])
	})
	out := Rows{participants: make([]string, n), statements: r.statements,
		ptr: make([]uint64, 1, n+1), codes: make([]Code, 0, len(r.codes)), seeds: make([]uint64, n)}
	alike := uint64(0)
	for to, from := range at {
		alike++
		if to == 0 || !slices.Equal(r.Row(int(from)), r.Row(int(at[to-1]))) {
			alike = 0
		}
		out.participants[to] = r.participants[from]
		out.codes = append(out.codes, r.Row(int(from))...)
		out.ptr = append(out.ptr, uint64(len(out.codes)))
		out.seeds[to] = mix(hashes[from] + alike)
	}
	*r = out
}

// mix spreads the bits of x over all 64: the finisher of SplitMix64 (Steele,
// Lea, Flood, 2014) after its step.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// unit is a number of [0, 1) made of a hash.
func unit(h uint64) float64 { return float64(h>>11) / (1 << 53) }
