package votetable

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// scanner reads the records below a header.
type scanner struct {
	csv        *csv.Reader
	lines      *counter
	header     []string // trimmed
	headerLine int
	delimiter  rune

	end               int // the line on which the last record ended
	empty, firstEmpty int
}

// counter counts the lines that pass.
type counter struct {
	r     io.Reader
	feeds int
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.feeds += bytes.Count(p[:n], []byte{'\n'})
	return n, err
}

// mostHeader is how long the line that names the columns may be.
const mostHeader = 1 << 20

var delimiters = []rune{',', ';', '\t'}

// scan begins to read a table: it finds the delimiter with which the first line
// names columns that are known.
func scan(r io.Reader, known func(header []string) bool) (*scanner, error) {
	lines := &counter{r: r}
	b := bufio.NewReaderSize(lines, mostHeader)
	first, err := start(b)
	if err != nil {
		return nil, err
	}
	s := &scanner{lines: lines, delimiter: ','}
	for _, d := range delimiters {
		if header, err := split(first, d); err == nil && known(header) {
			s.delimiter = d
			break
		}
	}
	s.csv = csv.NewReader(b)
	s.csv.Comma, s.csv.ReuseRecord, s.csv.FieldsPerRecord = s.delimiter, true, -1
	header, err := s.next()
	if errors.Is(err, io.EOF) {
		return nil, wrong(0, "the file is empty")
	} else if err != nil {
		return nil, err
	}
	s.headerLine = s.line(0)
	s.header = append(s.header, header...)
	return s, nil
}

// start looks at how a file begins: it skips the mark of UTF-8, refuses what is
// not text, and shows the first line that says something.
func start(b *bufio.Reader) (string, error) {
	head, _ := b.Peek(3)
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return "", wrong(1, "the file is in UTF-16: save it as CSV in UTF-8")
	case bytes.HasPrefix(head, []byte("PK\x03")), bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return "", wrong(1, "the file is a workbook or an archive: save the table as CSV in UTF-8")
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		if _, err := b.Discard(3); err != nil {
			return "", err
		}
	}
	text, err := b.Peek(mostHeader)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	line, _, _ := strings.Cut(strings.TrimLeft(string(text), "\r\n"), "\n")
	line = strings.TrimSuffix(line, "\r")
	if before, _, alone := strings.Cut(line, "\r"); alone && !readable(before) {
		return "", wrong(1, notText)
	} else if alone {
		return "", wrong(1, "the lines end in carriage returns alone: save the table with the line ends of Unix or Windows")
	}
	return line, nil
}

const notText = "the text is not in UTF-8: save the table as CSV in UTF-8"

func readable(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// split reads one line alone.
func split(line string, delimiter rune) ([]string, error) {
	c := csv.NewReader(strings.NewReader(line))
	c.Comma = delimiter
	rec, err := c.Read()
	trim(rec)
	return rec, err
}

func trim(rec []string) {
	for i := range rec {
		rec[i] = strings.TrimSpace(rec[i])
	}
}

// line is the line on which a field of the last record begins.
func (s *scanner) line(field int) int {
	line, _ := s.csv.FieldPos(field)
	return line
}

// next is the next record that says anything, its fields trimmed and as many as
// the header has. It is valid until the next call.
func (s *scanner) next() ([]string, error) {
	for {
		raw, err := s.csv.Read()
		if errors.Is(err, io.EOF) {
			s.skip(s.lines.feeds + 1)
			return nil, io.EOF
		}
		if err != nil {
			return nil, s.told(err)
		}
		last := len(raw) - 1
		s.skip(s.line(0))
		s.end = s.line(last) + strings.Count(raw[last], "\n")
		for i, field := range raw {
			if !readable(field) {
				return nil, wrong(s.line(i), notText)
			}
		}
		trim(raw)
		if blank(raw) {
			s.note(s.line(0))
			continue
		}
		return s.fit(raw)
	}
}

// fit makes a record as long as the header. Fields may be missing or too many
// at its end as long as they say nothing.
func (s *scanner) fit(rec []string) ([]string, error) {
	want := len(s.header)
	if want == 0 || len(rec) == want {
		return rec, nil
	}
	if len(rec) > want && blank(rec[want:]) {
		return rec[:want], nil
	}
	return nil, wrong(s.line(0), "the number of fields is %d, and the first line names %d", len(rec), want)
}

func blank(fields []string) bool {
	for _, f := range fields {
		if f != "" {
			return false
		}
	}
	return true
}

// skip notes the empty lines before a line, which the reader passed over.
func (s *scanner) skip(to int) {
	if to <= s.end+1 {
		return
	}
	s.note(s.end + 1)
	s.empty += to - s.end - 2
}

func (s *scanner) note(line int) {
	if s.empty++; s.empty == 1 {
		s.firstEmpty = line
	}
}

// told is an error of the CSV in words for whoever made the table.
func (s *scanner) told(err error) error {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		return err
	}
	if errors.Is(p.Err, csv.ErrQuote) && p.StartLine != p.Line {
		return wrong(p.StartLine, "a quotation mark is opened here and not closed as it should be")
	}
	return wrong(p.Line, "a quotation mark stands where none can: put the whole field in quotation marks and double those within")
}
