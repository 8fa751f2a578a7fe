// Opinion-table measures the analysis of opinions on real votes, beside what
// Polis says of the same: how well votes are foretold that were hidden, whether
// chance is taken for groups, how often claims are contradicted by other votes,
// and whether the order of the input moves anything.
//
//	opinion-table [-seeds N] [-copies N] [-repeats N] [-shuffles N] [-threads N] [FILE...]
//	opinion-table plant PEOPLE STATEMENTS EACH FILE
//	opinion-table cost FILE LABELS
//
// A file is a table of votes, gzip allowed, as parley stand reads it. Without a
// file, it measures the five public conversations of the package's tests; run
// it at the root of the module.
//
// Plant writes a table with known groups, each person voting EACH times in the
// mean; cost analyses such a table and says what that took. Both are for
// scripts/compare-published.sh.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// effort is how often each thing is measured.
type effort struct{ seeds, copies, repeats, shuffles, threads int }

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
	if flags.Parse(args) != nil {
		return 2
	}
	files := flags.Args()
	if len(files) == 0 {
		files, _ = filepath.Glob("internal/opinion/testdata/votes/*.csv.gz")
	}
	if len(files) == 0 {
		fmt.Fprintln(errs, "opinion-table: no file named, and none in internal/opinion/testdata/votes: run it at the root of the module")
		return 2
	}
	fmt.Fprintln(out, "                                                     hidden votes: root of the mean squared error                one field  claims contradicted by other votes  another order")
	fmt.Fprintln(out, "conversation                    people stmts  votes k reference       unscaled        ours              less   of copies  at once         looking always     moves a bit")
	var all measured
	for _, f := range files {
		v, err := read(f)
		if err != nil {
			fmt.Fprintf(errs, "opinion-table: %s: %v\n", f, err)
			return 1
		}
		m := measure(v, e)
		fmt.Fprintf(out, "%-30s%8d%6d%7d %d %s\n", strings.TrimSuffix(filepath.Base(f), ".csv.gz"), v.rows.Participants(), v.rows.Statements(), v.rows.Votes(), m.groups, m)
		all.add(m)
	}
	fmt.Fprintf(out, "%-54s%s\n", "all", &all)
	return 0
}

func planted(args []string, out io.Writer) error {
	if args[0] == "plant" {
		return plantFile(args[1:])
	}
	return costOf(args[1:], out)
}
