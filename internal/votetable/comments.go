package votetable

import (
	"errors"
	"io"
	"strconv"
)

// Comment is what a table of comments says of a statement.
type Comment struct {
	Text string
	// Agrees and Disagrees are how many votes it counts, with Counted.
	Agrees, Disagrees int
	Counted           bool
	Out               bool // it was moderated out
}

// ReadComments reads Polis's comments.csv, or any table with an id and a text
// for each statement. A later line about a statement replaces an earlier one.
func ReadComments(r io.Reader) (map[string]Comment, error) {
	s, err := scan(r, func(h []string) bool { return hasComments(h) })
	if err != nil {
		return nil, err
	}
	if !hasComments(s.header) {
		return nil, wrong(s.headerLine, "no columns for a statement's id and its text; it names %s. "+
			"The first line must name them, such as comment-id,comment-body", quoted(s.header))
	}
	cols, err := s.columns(ids, texts, commentAgrees, commentDisagree, moderations)
	if err != nil {
		return nil, err
	}
	id, text, agrees, disagrees, moderated := cols[0], cols[1], cols[2], cols[3], cols[4]
	out := map[string]Comment{}
	for {
		rec, err := s.next()
		if errors.Is(err, io.EOF) {
			return out, nil
		} else if err != nil {
			return nil, err
		}
		if rec[id] == "" {
			return nil, wrong(s.line(id), "no %s", s.header[id])
		}
		c := Comment{Text: rec[text], Out: moderated >= 0 && rec[moderated] == "-1"}
		if agrees >= 0 && disagrees >= 0 {
			a, errA := strconv.Atoi(rec[agrees])
			d, errD := strconv.Atoi(rec[disagrees])
			c.Agrees, c.Disagrees, c.Counted = a, d, errA == nil && errD == nil
		}
		out[rec[id]] = c
	}
}

func hasComments(header []string) bool {
	id, text := column(header, ids), column(header, texts)
	return id >= 0 && text >= 0 && id != text
}
