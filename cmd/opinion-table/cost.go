package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"syscall"

	"parley/internal/opinion"
)

// costOf analyses a planted table with one goroutine: FILE LABELS. It prints what
// that cost, one "name value" to a line (seconds of processor time, and
// megabytes at the most), and writes the group of each person to LABELS, a byte
// each. Reading the file is not counted, putting the votes into rows is.
func costOf(args []string, out io.Writer) error {
	if len(args) != 2 {
		return fmt.Errorf("cost wants FILE LABELS")
	}
	t, err := readPlanted(args[0])
	if err != nil {
		return err
	}
	start := used()
	rows, err := t.rows()
	if err != nil {
		return err
	}
	inRows := used()
	a := opinion.Fit(rows, 1)
	a.Standings(opinion.DefaultMark, nil, nil)
	fitted := used()
	a = a.Test()
	a.Standings(opinion.DefaultMark, nil, nil)
	tested := used()
	labels := make([]byte, len(t.groups))
	for row, g := range a.Label {
		i, _ := strconv.Atoi(rows.Participant(row))
		labels[i] = g
	}
	if err := os.WriteFile(args[1], labels, 0o600); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "votes %d\nrows %.3f\nfirst %.3f\nsecond %.3f\npeak %.0f\ngroups %d\n", rows.Votes(),
		inRows.seconds-start.seconds, fitted.seconds-inRows.seconds, tested.seconds-fitted.seconds, tested.megabytes, a.Groups)
	return err
}

// usage is what the process has used so far.
type usage struct {
	seconds   float64 // of the processor, threads added up
	megabytes float64 // of memory, at the most (Linux)
}

func used() usage {
	var u syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return usage{float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9, float64(u.Maxrss) / 1000}
}
