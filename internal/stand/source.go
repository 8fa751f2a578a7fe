package stand

import (
	"cmp"
	"io"
	"slices"

	"parley/internal/opinion"
	"parley/internal/opinion/polis"
	"parley/internal/votetable"
)

// Source is votes as they were read: of a table ([Load]), of a room ([FromRoom]), or of
// several of them ([Series]).
type Source struct {
	Title, File string                       // Title "" of a series
	Comments    map[string]votetable.Comment // by statement
	Notes       []Note

	form     votetable.Form   // of a table
	all      *opinion.Rows    // a table's statements that were moderated out too
	out      int              // of a series, which is without those
	declared *declarations    // nil where nothing was said to part people
	files    []file           // none of a table alone
	in       map[string][]int // of a series: in which files a statement was answered
}

// Options say how a table is to be read.
type Options struct {
	Comments map[string]votetable.Comment // by statement; nil for none
	Agree    int                          // the number that means agree, 1 or -1; 0 finds out: by what the table or the comments count, else 1
	Groups   string                       // the column in which people declared a group; "" none
}

// Load reads a table of votes from its beginning. An error that the table is to
// blame for is a [*votetable.Error].
func Load(r io.ReadSeeker, o Options) (*Source, error) {
	s := &Source{Comments: o.Comments}
	seen, replaced, err := s.read(r, o.Groups, cmp.Or(o.Agree, 1))
	if err != nil {
		return nil, err
	}
	turn := false
	if o.Agree == 0 && seen.Numbers {
		turn = s.sign(seen)
	}
	if turn {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		if _, _, err := s.read(r, o.Groups, -1); err != nil {
			return nil, err
		}
	}
	s.form = seen.Form
	s.notes(seen, replaced)
	return s, s.sortDeclared()
}

// sortDeclared sorts people by what they declared, if they are to be parted by it.
func (s *Source) sortDeclared() error {
	if s.declared == nil {
		return nil
	}
	if err := s.declared.sort(s.Rows()); err != nil {
		return err
	}
	if s.declared.groups == nil {
		s.note("undeclared", 1, 0)
	}
	return nil
}

func (s *Source) notes(seen *votetable.Report, replaced int) {
	s.note("replaced", replaced, 0)
	s.note("empty", seen.Empty, seen.FirstEmpty)
	s.note("unvoted", seen.Unvoted, seen.FirstUnvoted)
	if all := s.shown(); seen.Numbers && !seen.Counted && all.Disagree == 0 && all.Unsure > 0 {
		s.note("undisagreed", 1, 0)
	}
	textless := 0
	for j := range s.all.Statements() {
		if s.Comments != nil && s.Comments[s.all.Statement(j)].Text == "" {
			textless++
		}
	}
	s.note("textless", textless, 0)
}

func (s *Source) read(r io.Reader, groups string, agree int) (seen *votetable.Report, replaced int, err error) {
	var b opinion.Builder
	if groups != "" {
		s.declared = &declarations{column: groups, of: map[string]string{}}
	}
	seen, err = votetable.ReadDeclared(r, groups, s.declared.take, func(participant, statement string, answer int, number bool) error {
		if number {
			answer *= agree
		}
		return b.Vote(participant, statement, opinion.Answer(answer))
	})
	if err != nil {
		return nil, 0, err
	}
	for _, id := range seen.Statements {
		if err := b.Statement(id); err != nil {
			return nil, 0, &votetable.Error{Why: err.Error()}
		}
	}
	s.all = b.Rows()
	return seen, b.Replaced(), nil
}

func (s *Source) note(code string, n, line int) {
	if n > 0 {
		s.Notes = append(s.Notes, Note{Code: code, N: n, Line: line})
	}
}

// sign finds out what 1 means, notes what a reader must know of it, and says
// whether the table must be turned.
func (s *Source) sign(seen *votetable.Report) bool {
	turn, known, by := seen.Inverted, seen.Counted, "turned"
	if !known {
		turn, known = s.counted()
		by = "turned_by_comments"
	}
	switch {
	case turn:
		s.note(by, 1, 0)
	case !known && seen.Form != votetable.Votes:
		s.note("sign", 1, 0)
	}
	return turn
}

// counted compares the votes with what the comments count of them.
func (s *Source) counted() (turn, known bool) {
	straight, crossed := 0, 0
	for j, v := range s.tally() {
		c := s.Comments[s.all.Statement(j)]
		if !c.Counted {
			continue
		}
		as := distance(v.Agree-c.Agrees) + distance(v.Disagree-c.Disagrees)
		turned := distance(v.Agree-c.Disagrees) + distance(v.Disagree-c.Agrees)
		if as < turned {
			straight++
		} else if turned < as {
			crossed++
		}
	}
	return crossed > straight, crossed != straight
}

func distance(n int) int { return max(n, -n) }

// tally counts all votes by statement.
func (s *Source) tally() []Counts {
	out := make([]Counts, s.all.Statements())
	for i := range s.all.Participants() {
		for _, c := range s.all.Row(i) {
			out[c.Statement()].add(c.Answer())
		}
	}
	return out
}

// shown counts the votes on statements of which counts are shown.
func (s *Source) shown() (all Counts) {
	for j, c := range s.tally() {
		if c.N() >= fewest && !s.hidden(j) {
			all = all.plus(c)
		}
	}
	return all
}

func (c *Counts) add(a opinion.Answer) {
	switch a {
	case opinion.Agree:
		c.Agree++
	case opinion.Disagree:
		c.Disagree++
	default:
		c.Unsure++
	}
}

func (s *Source) hidden(statement int) bool { return s.Comments[s.all.Statement(statement)].Out }

// Rows is the votes on statements that were not moderated out.
func (s *Source) Rows() *opinion.Rows { return s.all.Without(s.hidden) }

// polisTable is the votes as Polis takes them, rows in the order in which it
// would meet participants by their number.
func (s *Source) polisTable() *polis.Table {
	t := &polis.Table{Statements: s.all.Statements(), Out: make([]bool, s.all.Statements())}
	for j := range t.Out {
		t.Out[j] = s.hidden(j)
	}
	people := make([]int, s.all.Participants())
	for i := range people {
		people[i] = i
	}
	slices.SortFunc(people, func(a, b int) int {
		x, y := s.all.Participant(a), s.all.Participant(b)
		return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y))
	})
	var rows [][]polis.Cell
	for _, i := range people {
		row := make([]polis.Cell, 0, len(s.all.Row(i)))
		for _, c := range s.all.Row(i) {
			row = append(row, polis.Cell{Statement: c.Statement(), Vote: int8(c.Answer())})
		}
		rows = append(rows, row)
	}
	for _, i := range polis.Order(rows) {
		t.Rows = append(t.Rows, rows[i])
	}
	return t
}

// table is what the report says of the table; r is its votes that count.
func (s *Source) table(r *opinion.Rows) Table {
	t := Table{File: s.File, Participants: r.Participants(), Statements: s.all.Statements(), Votes: r.Votes(), Hidden: s.out}
	for j := range s.all.Statements() {
		if s.hidden(j) {
			t.Hidden++
			t.Statements--
		}
	}
	return t
}
