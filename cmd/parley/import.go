package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"parley/internal/audit"
	"parley/internal/backup"
	"parley/internal/bundle"
	"parley/internal/texts"
)

func runImport(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("import", stderr, "data")
	list := fs.String("erasures", "", "a list of erasures of the data directory that the room comes from")
	usageLine(fs, "import [-data DIR] [-erasures FILE] FILE\n\nTakes a room in that was exported elsewhere, once everything about it is verified.\nIt goes on under a new key, and its log says so. It is deleted here on the day\nthat its notice promised.")
	if done, code := parse(fs, args); done {
		return code
	}
	if fs.NArg() != 1 {
		fs.Usage()
		return 2
	}
	later, err := readErasures(*list)
	if err != nil {
		return fail(stderr, err)
	}
	b, err := readVerified(ctx, fs.Arg(0), stderr)
	if errors.Is(err, errStopped) {
		return fail(stderr, err)
	}
	if err != nil {
		return fail(stderr, fmt.Errorf("%s: %w. Nothing was changed", fs.Arg(0), err))
	}
	n, code := openData(&c, stopFirst, stderr)
	if n == nil {
		return code
	}
	// The file is one more export that may hold what is erased from here on.
	made := bundle.Made{At: n.clock.Now().UTC().Format(time.RFC3339), Records: b.Commits[len(b.Commits)-1].Head().Index}
	room := &backup.Copy{Bundle: b, Exports: []bundle.Made{made}}
	err = n.imports(ctx, room, stdout, later)
	if err := errors.Join(err, n.Close()); err != nil {
		return fail(stderr, err)
	}
	return 0
}

// imports takes a room in, unless something speaks against it.
func (n *node) imports(ctx context.Context, c *backup.Copy, stdout io.Writer, later *texts.Erasures) error {
	if err := n.listWhole(); err != nil {
		return err
	}
	switch err := orStopped(ctx, n.mayTake(ctx, c)); {
	case errors.Is(err, errStopped):
		return err
	case err != nil:
		return fmt.Errorf("room %s: %w; nothing was changed", c.Room, err)
	}
	return n.takeIn(ctx, c, stdout, later)
}

// readVerified reads an export in which nothing is wrong. What is, it prints.
func readVerified(ctx context.Context, name string, stderr io.Writer) (*bundle.Bundle, error) {
	f, err := openStoppable(ctx, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := bundle.Read(newStoppable(ctx, f))
	if err != nil {
		return nil, err
	}
	if b.Bare {
		return nil, errors.New("it holds no texts: it is a part of a backup, which parley restore reads")
	}
	switch r := audit.VerifyUntil(b, stopOf(ctx)); {
	case r == nil:
		return nil, errStopped
	case !r.OK():
		printAudit(stderr, r)
		return nil, errors.New("the export does not verify")
	}
	return b, nil
}
