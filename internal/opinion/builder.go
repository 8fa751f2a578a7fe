package opinion

import (
	"cmp"
	"fmt"
	"slices"
)

// Builder gathers votes into [Rows]. The zero value is ready. It is not for
// several goroutines at once.
type Builder struct {
	participants index
	statements   index
	votes        []cast
	replaced     int
}

type cast struct {
	participant uint32
	statement   uint16
	answer      Answer
}

// index numbers names in the order in which they come.
type index struct {
	names []string
	at    map[string]uint32
}

func (x *index) of(name string) uint32 {
	if at, ok := x.at[name]; ok {
		return at
	}
	if x.at == nil {
		x.at = map[string]uint32{}
	}
	at := uint32(len(x.names))
	x.at[name], x.names = at, append(x.names, name)
	return at
}

// Statement makes a statement known before anybody votes on it, so that it has
// a place even without votes. It is an error to have more than [MaxStatements].
func (b *Builder) Statement(id string) error {
	_, err := b.statements.add(id)
	return err
}

// Vote adds a vote. A later vote of the same participant on the same statement
// replaces the earlier one: add votes in the order in which they were cast. It
// is an error, and changes nothing, if the answer is none of the three or if
// there would be more than [MaxStatements] statements.
func (b *Builder) Vote(participant, statement string, a Answer) error {
	if err := checkAnswer(participant, statement, a); err != nil {
		return err
	}
	s, err := b.statements.add(statement)
	if err != nil {
		return err
	}
	b.votes = append(b.votes, cast{b.participants.of(participant), uint16(s), a})
	return nil
}

func checkAnswer(participant, statement string, a Answer) error {
	if a < Disagree || a > Agree {
		return fmt.Errorf("opinion: vote of %q on %q: answer %d is not -1, 0 or 1", participant, statement, a)
	}
	return nil
}

// add is of, for statements: there is a most of them.
func (x *index) add(statement string) (uint32, error) {
	if _, known := x.at[statement]; !known && len(x.names) == MaxStatements {
		return 0, fmt.Errorf("statement %.40q is one too many: a table has at most %d", statement, MaxStatements)
	}
	return x.of(statement), nil
}

// Replaced is how many votes of the last [Builder.Rows] were replaced by a
// later one.
func (b *Builder) Replaced() int { return b.replaced }

// Rows is the table of the votes so far. Statements are in the order of their
// ids: shorter ids first, so that numbers stand as numbers do. The builder can
// be used further and shares nothing with the table.
func (b *Builder) Rows() *Rows {
	place, names := b.statements.places()
	start := make([]uint64, len(b.participants.names)+1)
	for _, v := range b.votes {
		start[v.participant+1]++
	}
	for i := range b.participants.names {
		start[i+1] += start[i]
	}
	all, next := make([]Code, len(b.votes)), slices.Clone(start)
	for _, v := range b.votes {
		all[next[v.participant]] = CodeOf(int(place[v.statement]), v.answer)
		next[v.participant]++
	}
	r := &Rows{participants: b.participants.names, statements: names, ptr: make([]uint64, 1, len(start))}
	r.codes = all[:0]
	for i := range b.participants.names {
		r.codes = appendLast(r.codes, all[start[i]:start[i+1]])
		r.ptr = append(r.ptr, uint64(len(r.codes)))
	}
	b.replaced = len(b.votes) - len(r.codes)
	r.order()
	return r
}

// places says where each statement stands, and the ids in that order.
func (x *index) places() (place []uint32, names []string) {
	at := make([]uint32, len(x.names))
	for i := range at {
		at[i] = uint32(i)
	}
	slices.SortFunc(at, func(a, b uint32) int {
		p, q := x.names[a], x.names[b]
		return cmp.Or(cmp.Compare(len(p), len(q)), cmp.Compare(p, q))
	})
	place = make([]uint32, len(at))
	for to, from := range at {
		place[from] = uint32(to)
		names = append(names, x.names[from])
	}
	return place, names
}

// appendLast appends a row's votes by statement, the last one of each. The
// votes may stand in the same array, at or after the end of what is appended to.
func appendLast(to, votes []Code) []Code {
	slices.SortStableFunc(votes, func(a, b Code) int { return cmp.Compare(a>>2, b>>2) })
	for i, c := range votes {
		if i+1 == len(votes) || votes[i+1]>>2 != c>>2 {
			to = append(to, c)
		}
	}
	return to
}
