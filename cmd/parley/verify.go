package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"parley/internal/audit"
	"parley/internal/evidence"
)

func runVerify(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("verify", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.Usage = func() {
		fmt.Fprint(stderr, "usage: parley verify FILE\n\nChecks an exported room without a server: its form, the chain of commits, the\nsigned tree, every count, and that floor and outcomes followed the published\nrules. - is standard input. Exit code 0: everything holds. 1: something does\nnot, and is named. Evidence about one post (parley evidence) is checked too.\n")
	}
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if fs.NArg() != 1 {
		fs.Usage()
		return 2
	}
	var in io.Reader = newStoppable(ctx, stdin)
	done := func() {}
	if name := fs.Arg(0); name != "-" {
		f, err := openStoppable(ctx, name)
		if err != nil {
			return fail(stderr, err)
		}
		defer f.Close()
		watch := newWatched(ctx, f, stderr)
		in, done = watch, watch.stop
	}
	file := bufio.NewReader(in)
	if head, _ := file.Peek(len(evidence.Marked)); string(head) == evidence.Marked {
		done()
		return verifyEvidence(file, stdout, stderr)
	}
	r, err := audit.VerifyFileUntil(file, stopOf(ctx))
	done()
	if err == nil && r == nil {
		err = errStopped
	}
	if err != nil {
		return fail(stderr, err)
	}
	printAudit(stdout, r)
	if !r.OK() {
		return 1
	}
	return 0
}
