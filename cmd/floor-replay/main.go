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
	file, err := os.Open(args[0])
	if err != nil {
		fmt.Fprintln(errs, "floor-replay:", err)
		return 2
	}
	defer file.Close()

	var agree, overrides int
	var differ []call
	fmt.Fprintln(out, "record  turn  the rule names")
	f, err := replay(file, func(c call) {
		verdict := "agrees"
		switch {
		case c.why != "":
			overrides++
			verdict = fmt.Sprintf("override (%s): %v", c.why, c.log)
		case c.log != c.rule:
			differ = append(differ, c)
			verdict = fmt.Sprintf("differs: %v", c.log)
		default:
			agree++
		}
		fmt.Fprintf(out, "%6d  %4d  %v  %s\n", c.record, c.turn, c.rule, verdict)
	})
	if err != nil {
		fmt.Fprintln(errs, "floor-replay:", err)
		return 2
	}
	fmt.Fprintf(out, "  next        %v\n%d calls agree, %d overrides, %d differ\n", f.choose(), agree, overrides, len(differ))
	if len(differ) > 0 {
		fmt.Fprintf(errs, "floor-replay: record %d calls %v; the rule names %v\n", differ[0].record, differ[0].log, differ[0].rule)
		return 1
	}
	return 0
}

// call is a record that called somebody: whom the rule named, and whom the record.
type call struct {
	record, turn int
	rule, log    choice
	why          string // an override's reason
}

// choice is a hand, whom it was raised for and where they waited. Without a person it is nobody.
type choice struct{ side, line, hand, person string }

func (c choice) String() string {
	if c.person == "" {
		return "nobody"
	}
	return fmt.Sprintf("%-6s %-4q hand %-4s of %s", c.side, c.line, c.hand, c.person)
}

// replay reads a bundle, gives told each call as it comes, and returns the floor at the log's end.
func replay(bundle io.Reader, told func(call)) (*floor, error) {
	f, ended, n := newFloor(), false, 0
	lines := bufio.NewScanner(bundle)
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
			if err := f.step(r.Record, told); err != nil {
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
