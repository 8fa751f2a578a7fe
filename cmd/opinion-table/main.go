// Opinion-table measures the analysis of opinions on real votes, beside what
// Polis says of the same: how well votes are foretold that were hidden, whether
// chance is taken for groups, how often claims are contradicted by other votes,
// and whether the order of the input moves anything.
//
//	opinion-table [-seeds N] [-copies N] [-repeats N] [-shuffles N] [-threads N] [-parts N] [FILE|DIRECTORY...]
//	opinion-table plant PEOPLE STATEMENTS EACH FILE
//	opinion-table cost FILE LABELS
//
// A file is a table of votes, gzip allowed, as parley stand reads it. Of a
// directory, all tables of votes in it are measured, such as exports of Polis; what
// is none is named and left out. What Polis says is computed from the votes: no
// results of Polis are needed. Without an argument, it measures the five public
// conversations of the package's tests; run it at the root of the module. With -parts,
// conversations are measured that are made of each, so many times: half of its people,
// half of its statements, half of its votes, and few votes of most people.
//
// Plant writes a table with known groups, each person voting EACH times in the
// mean; cost analyses such a table and says what that took. Both are for
// scripts/compare-published.sh.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// effort is how often each thing is measured.
type effort struct{ seeds, copies, repeats, shuffles, threads, parts int }

func run(args []string, out, errs io.Writer) int {
	if len(args) > 0 && (args[0] == "plant" || args[0] == "cost") {
		if err := planted(args, out); err != nil {
			fmt.Fprintf(errs, "opinion-table: %v\n", err)
			return 1
		}
		return 0
	}
	var e effort
	flags := flag.NewFlagSet("opinion-table", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.IntVar(&e.seeds, "seeds", 10, "how often a tenth of the votes is hidden")
	flags.IntVar(&e.copies, "copies", 20, "copies of each table with the votes shuffled within each statement")
	flags.IntVar(&e.repeats, "repeats", 20, "how often a part of the votes claims and the rest judges")
	flags.IntVar(&e.shuffles, "shuffles", 20, "how often the input is shuffled")
	flags.IntVar(&e.threads, "threads", 1, "goroutines at work")
	flags.IntVar(&e.parts, "parts", 0, "how often parts of each table are measured instead of it")
	if flags.Parse(args) != nil {
		return 2
	}
	if min(e.seeds, e.copies, e.repeats, e.shuffles, e.parts) < 0 {
		fmt.Fprintln(errs, "opinion-table: nothing is measured fewer than 0 times")
		return 2
	}
	named := flags.Args()
	if len(named) == 0 {
		named, _ = filepath.Glob("internal/opinion/testdata/votes/*.csv.gz")
	}
	if len(named) == 0 {
		fmt.Fprintln(errs, "opinion-table: no file named, and none in internal/opinion/testdata/votes: run it at the root of the module")
		return 2
	}
	if err := e.table(named, out, errs); err != nil {
		fmt.Fprintf(errs, "opinion-table: %v\n", err)
		return 1
	}
	return 0
}

// table prints a line for each conversation as soon as it is measured, one for all
// together, and one of the bounds that all together are to keep.
func (e effort) table(named []string, out, errs io.Writer) error {
	list, err := sources(named)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "                                                     hidden votes: root of the mean squared error                one field  claims contradicted by other votes  another order")
	fmt.Fprintln(out, "conversation                    people stmts  votes k reference       unscaled        ours              less   of copies  at once         looking always     moves a bit")
	var all measured
	for _, s := range list {
		v, err := s.read(list)
		if err != nil && s.found {
			fmt.Fprintf(errs, "opinion-table: %s is left out: %v\n", s.path, err)
			continue
		} else if err != nil {
			return fmt.Errorf("%s: %w", s.path, err)
		}
		for _, c := range v.conversations(s.title(), e.parts) {
			m := measure(c.votes, e)
			fmt.Fprintf(out, "%-30.30s%8d%6d%7d %d %s\n", c.title, c.rows.Participants(), c.rows.Statements(), c.rows.Votes(), m.groups, m)
			all.add(m)
		}
	}
	if all.conversations == 0 {
		return errors.New("none of the files is a table of votes")
	}
	fmt.Fprintf(out, "%-54s%s\n", "all", &all)
	fmt.Fprintf(out, "%-102s>= 2.5 %% >= 95 %%    <= 8 %%          <= 5 %%              0\n", "to be")
	return nil
}

func planted(args []string, out io.Writer) error {
	if args[0] == "plant" {
		return plantFile(args[1:])
	}
	return costOf(args[1:], out)
}
