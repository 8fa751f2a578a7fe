// Floor-replay reads a room that parley export wrote and names, for each call in its log, the hand
// that the floor's rule names there. It is written from docs/spec/floor.md, log.md and bundle.md
// alone and shares no code with the program that runs rooms. It checks neither hashes nor
// signatures: parley verify does.
//
//	floor-replay FILE
//
// It exits with 0 where every call is the rule's or an override, with 1 where one is neither, and
// with 2 where the file cannot be read to its end.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	if len(args) != 1 {
		fmt.Fprintln(errs, "usage: floor-replay FILE")
		return 2
	}
	f, err := replay(args[0])
	if err != nil {
		fmt.Fprintln(errs, "floor-replay:", err)
		return 2
	}
	count := map[string]int{}
	fmt.Fprintln(out, "record  turn  the rule names")
	for _, c := range f.calls {
		verdict, done := c.verdict()
		if count[verdict]++; verdict == "differs" && count[verdict] == 1 {
			fmt.Fprintf(errs, "floor-replay: record %d calls %v; the rule names %v\n", c.record, c.log, c.rule)
		}
		fmt.Fprintf(out, "%6d  %4d  %v  %s%s\n", c.record, c.turn, c.rule, verdict, done)
	}
	fmt.Fprintf(out, "  next        %v\n", f.choose())
	fmt.Fprintf(out, "%d calls agree, %d overrides, %d differ\n", count["agrees"], count["override"], count["differs"])
	return min(count["differs"], 1)
}

// call is a record that called somebody: whom the rule named, and whom the record.
type call struct {
	record, turn int
	rule, log    choice
	why          string // an override's reason
}

// verdict is agrees, override or differs, and what was done where that is not the rule's.
func (c call) verdict() (verdict, done string) {
	switch {
	case c.why != "":
		return "override", fmt.Sprintf(" (%s): %v", c.why, c.log)
	case c.log != c.rule:
		return "differs", fmt.Sprintf(": %v", c.log)
	}
	return "agrees", ""
}

// choice is a hand, whom it was raised for and where they waited. Without a person it is nobody.
type choice struct{ side, line, hand, person string }

func (c choice) String() string {
	if c.person == "" {
		return "nobody"
	}
	return fmt.Sprintf("%-6s %-4q hand %-4s of %s", c.side, c.line, c.hand, c.person)
}

// replay reads a room's file and returns the floor at the log's end.
func replay(path string) (*floor, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	f, ended, n := newFloor(), false, 0
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 512<<10+1)
	for lines.Scan() {
		var line struct {
			Form    int `json:"parley_bundle"`
			Records []struct{ Record record }
			Head    string
		}
		err := json.Unmarshal(lines.Bytes(), &line)
		if n++; err != nil || ended || (n == 1) != (line.Form == 1) {
			return nil, fmt.Errorf("line %d is not of a room's file", n)
		}
		for _, r := range line.Records {
			if err := f.step(r.Record); err != nil {
				return nil, fmt.Errorf("line %d, record %d: %w", n, f.records, err)
			}
		}
		ended = line.Head != ""
	}
	if lines.Err() == nil && !ended {
		return nil, errors.New("the file ends before its last line")
	}
	return f, lines.Err()
}
