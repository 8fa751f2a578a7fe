// Package votetable reads tables of votes from elsewhere: a line for each vote
// (participant, statement, vote), and what Polis exports (votes.csv,
// participants-votes.csv and, for the texts, comments.csv). Fields stand between
// commas, semicolons or tabs, quoted as RFC 4180 says, in UTF-8.
package votetable

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Answers are given as these numbers.
const (
	Disagree = -1
	Unsure   = 0
	Agree    = 1
)

// Form is how a table holds its votes.
type Form string

// The forms.
const (
	Votes       Form = "votes"        // a line for each vote
	PolisVotes  Form = "polis-votes"  // the same with Polis's own columns
	PolisMatrix Form = "polis-matrix" // a line for each participant, a column for each statement
)

// Report is what was noticed while a table was read.
type Report struct {
	Form         Form
	Empty        int // lines without anything
	FirstEmpty   int // the line of the first, from 1
	Unvoted      int // lines that name a participant and a statement but no vote
	FirstUnvoted int
	Statements   []string // a matrix's statements in its order, those without votes too
	// Numbers says that votes stood as 1 and -1 rather than as words, so that
	// which of them means agree had to be known.
	Numbers bool
	// Inverted says that 1 means disagree, by the table's own counts of agreeing
	// and disagreeing votes; Counted that it had such counts and they decide.
	Inverted, Counted bool
}

// Error is why a table cannot be read, and where.
type Error struct {
	Line int // from 1; 0 when it is the file as a whole
	Why  string
	err  error // what refused the vote, if that was it
}

func (e *Error) Unwrap() error { return e.err }

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Why
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.Why)
}

func wrong(line int, format string, args ...any) error {
	return &Error{Line: line, Why: fmt.Sprintf(format, args...)}
}

// Vote takes a vote. Number says that it stood there as a number, not as a word.
type Vote func(participant, statement string, answer int, number bool) error

// Declare takes the group that a participant declared.
type Declare func(participant, group string) error

// Read reads a table and hands on its votes in the order in which they stand,
// with the numbers as they are written: 1 is taken for [Agree]. It ends at the
// first line that it cannot read, with an [*Error], and at the first error of
// vote, which the [*Error] wraps. Votes handed on before that are void.
func Read(r io.Reader, vote Vote) (*Report, error) { return ReadDeclared(r, "", nil, vote) }

// ReadDeclared also hands on what stands in one more column, by its name, where
// something does: the group that the line's participant declared. No name is no
// such column.
func ReadDeclared(r io.Reader, groups string, declare Declare, vote Vote) (*Report, error) {
	s, err := scan(r, func(header []string) bool { return formOf(header) != "" })
	if err != nil {
		return nil, err
	}
	t := &table{scanner: s, vote: vote, declare: declare, groups: -1, report: &Report{Form: formOf(s.header)}}
	if t.report.Form == "" {
		return nil, wrong(s.headerLine, "no columns for participant, statement and vote; it names %s. "+
			"The first line must name them, such as participant,statement,vote (or be that of Polis's votes.csv or participants-votes.csv)", quoted(s.header))
	}
	read, named := t.long, [][]string{participants, statements, votes}
	if t.report.Form == PolisMatrix {
		read, named = t.matrix, [][]string{participants, agreeCounts, disagreeCounts}
	}
	if t.own, err = s.columns(named...); err != nil {
		return nil, err
	}
	if groups != "" {
		if t.groups, err = s.further(groups, t.own); err != nil {
			return nil, err
		}
	}
	if err := read(); err != nil {
		return nil, err
	}
	t.report.Empty, t.report.FirstEmpty = s.empty, s.firstEmpty
	if t.votes == 0 {
		return nil, wrong(0, "the table names its columns and holds no votes")
	}
	return t.report, nil
}

// quoted names the columns of a header, the first few of many.
func quoted(names []string) string {
	const shown = 8
	var out []string
	for _, n := range names[:min(shown, len(names))] {
		out = append(out, fmt.Sprintf("%q", clip(n)))
	}
	if len(names) > shown {
		out = append(out, fmt.Sprintf("and %d more", len(names)-shown))
	}
	return strings.Join(out, ", ")
}

// clip keeps a message short whatever stands in the file.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

type table struct {
	*scanner
	vote    Vote
	votes   int
	declare Declare
	own     []int // the columns that the form needs
	groups  int   // the column of declared groups; -1 none
	report  *Report
}

// declared hands on the group that a record's participant declared.
func (t *table) declared(participant string, rec []string) error {
	if t.groups < 0 || rec[t.groups] == "" {
		return nil
	}
	if err := t.declare(participant, rec[t.groups]); err != nil {
		return &Error{t.line(t.groups), err.Error(), err}
	}
	return nil
}

// mostName is how long the name of a participant or a statement may be in bytes:
// some tables name statements by their words.
const mostName = 10_000

func (t *table) long() error {
	who, what, how := t.own[0], t.own[1], t.own[2]
	for {
		rec, err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		p, s, v := rec[who], rec[what], rec[how]
		switch {
		case p == "":
			return wrong(t.line(who), "no %s", t.header[who])
		case s == "":
			return wrong(t.line(what), "no %s", t.header[what])
		case max(len(p), len(s)) > mostName:
			return wrong(t.line(0), "who voted or on what is longer than %d bytes: perhaps a quotation mark is opened here and closed on another line", mostName)
		}
		if err := t.declared(p, rec); err != nil {
			return err
		}
		if v == "" {
			if t.report.Unvoted++; t.report.Unvoted == 1 {
				t.report.FirstUnvoted = t.line(how)
			}
			continue
		}
		if err := t.cast(how, p, s, v); err != nil {
			return err
		}
	}
}

// cast hands on the vote in a column.
func (t *table) cast(col int, participant, statement, vote string) error {
	answer, number, ok := answerOf(vote)
	if !ok {
		return wrong(t.line(col), "the vote %q is none: 1, 0 and -1 are, and agree, unsure (or pass) and disagree", clip(vote))
	}
	t.votes++
	t.report.Numbers = t.report.Numbers || number && answer != Unsure
	if err := t.vote(participant, statement, answer, number); err != nil {
		return &Error{t.line(col), err.Error(), err}
	}
	return nil
}

// matrix reads a line for each participant. Polis counts each one's agreeing
// and disagreeing votes in columns of their own, which says which is which.
func (t *table) matrix() error {
	who, agrees, disagrees := t.own[0], t.own[1], t.own[2]
	var cols []int
	for i, name := range t.header {
		if !slices.Contains(matrixOwn, key(name)) && i != who && i != t.groups {
			if name == "" || slices.Contains(t.report.Statements, name) {
				return wrong(t.headerLine, "column %d: the statement %q has no name of its own", i+1, name)
			}
			cols, t.report.Statements = append(cols, i), append(t.report.Statements, name)
		}
	}
	straight, crossed := 0, 0
	for {
		rec, err := t.next()
		if errors.Is(err, io.EOF) {
			t.report.Inverted, t.report.Counted = crossed > straight, crossed != straight
			return nil
		} else if err != nil {
			return err
		}
		if rec[who] == "" {
			return wrong(t.line(who), "no %s", t.header[who])
		}
		up, down, participant := 0, 0, strings.Clone(rec[who]) // not to hold the whole line by its name
		if err := t.declared(participant, rec); err != nil {
			return err
		}
		for i, c := range cols {
			if rec[c] == "" {
				continue
			}
			if err := t.cast(c, participant, t.report.Statements[i], rec[c]); err != nil {
				return err
			}
			switch a, number, _ := answerOf(rec[c]); {
			case number && a == Agree:
				up++
			case number && a == Disagree:
				down++
			}
		}
		as, ds := fmt.Sprint(up), fmt.Sprint(down)
		if up != down && rec[agrees] == as && rec[disagrees] == ds {
			straight++
		} else if up != down && rec[agrees] == ds && rec[disagrees] == as {
			crossed++
		}
	}
}
