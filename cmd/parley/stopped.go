package main

import (
	"context"
	"errors"
	"io"
	"os"
)

var errStopped = errors.New("it was stopped; nothing was written")

// stopOf is for work that asks whether to give up.
func stopOf(ctx context.Context) func() bool { return func() bool { return ctx.Err() != nil } }

// orStopped is [errStopped] in the place of an error that comes of ctx having
// ended.
func orStopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return errStopped
	}
	return err
}

// stoppable reads until ctx ends; then it fails with [errStopped], even while it
// waits for what a pipe or a terminal does not give.
type stoppable struct {
	ctx context.Context
	in  io.Reader
	buf [64 << 10]byte
	got chan gotten
}

type gotten struct {
	n   int
	err error
}

func newStoppable(ctx context.Context, in io.Reader) *stoppable {
	return &stoppable{ctx: ctx, in: in, got: make(chan gotten, 1)}
}

func (s *stoppable) Read(p []byte) (int, error) {
	if s.ctx.Err() != nil {
		return 0, errStopped
	}
	part := s.buf[:min(len(p), len(s.buf))]
	go func() {
		n, err := s.in.Read(part)
		s.got <- gotten{n, err}
	}()
	select {
	case x := <-s.got:
		return copy(p, part[:x.n]), x.err
	case <-s.ctx.Done():
		return 0, errStopped
	}
}

// openStoppable opens a file to read. A pipe that nobody writes to is waited for
// until ctx ends.
func openStoppable(ctx context.Context, name string) (*os.File, error) {
	type opened struct {
		file *os.File
		err  error
	}
	got := make(chan opened, 1)
	go func() {
		f, err := os.Open(name)
		got <- opened{f, err}
	}()
	select {
	case x := <-got:
		return x.file, x.err
	case <-ctx.Done():
		return nil, errStopped
	}
}
