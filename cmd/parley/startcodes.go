package main

import (
	"crypto/subtle"
	"fmt"
	"os"
	"strings"
	"time"
)

// startCodes are the codes with which rooms may be opened: one of the
// configuration, and those of a file that is read anew each time, so that a code
// can be added or taken away while the server runs.
type startCodes struct {
	one, file string
	now       func() time.Time
	trouble   func(error)
}

// startCode is one line of the file.
type startCode struct {
	code  string
	until time.Time // the code counts before this instant; zero for ever
	body  string    // whose it is
}

// asked says whether a code is asked for.
func (c *startCodes) asked() bool { return c.one != "" || c.file != "" }

// accept says whether a room may be opened with the code, and whose code it is;
// "" for the configuration's own. While the file cannot be read, none of its
// codes counts.
func (c *startCodes) accept(code string) (body string, ok bool) {
	if !c.asked() {
		return "", true
	}
	if c.one != "" && same(code, c.one) {
		return "", true
	}
	if c.file == "" {
		return "", false
	}
	codes, err := readStartCodes(c.file)
	if err != nil {
		c.trouble(err)
		return "", false
	}
	for _, x := range codes {
		if same(code, x.code) && (x.until.IsZero() || c.now().Before(x.until)) {
			body, ok = x.body, true
		}
	}
	return body, ok
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// leastStartCode is the fewest characters of a code in the file.
const leastStartCode = 8

// readStartCodes reads a file of start codes: a line each has the code, the last
// day on which it counts (UTC, "2027-01-31", or "-" for ever) and whose it is,
// with blanks between. Empty lines and those that begin with # say nothing.
// Errors name the line and never the code.
func readStartCodes(file string) (codes []startCode, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the start codes: %w", err)
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) < 3 || len(fields[0]) < leastStartCode {
			return nil, fmt.Errorf("line %d of the start codes needs a code of %d characters or more, its last day or -, and whose it is", n, leastStartCode)
		}
		x := startCode{code: fields[0], body: strings.Join(fields[2:], " ")}
		if fields[1] != "-" {
			day, err := time.Parse(time.DateOnly, fields[1])
			if err != nil {
				return nil, fmt.Errorf("line %d of the start codes has no last day like 2027-01-31, or -", n)
			}
			x.until = day.AddDate(0, 0, 1)
		}
		codes = append(codes, x)
	}
	return codes, nil
}
