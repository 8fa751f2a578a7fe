package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// teller tells stderr, from a goroutine of its own, about work that takes long.
type teller struct {
	done    chan struct{}
	telling sync.WaitGroup
}

// quiet is how long it works without a word.
const quiet = 2 * time.Second

// tell begins to say again and again what is under way.
func (t *teller) tell(stderr io.Writer, what func() string) {
	t.done = make(chan struct{})
	t.telling.Go(func() {
		tick := time.NewTicker(quiet)
		defer tick.Stop()
		for {
			select {
			case <-t.done:
				return
			case <-tick.C:
				fmt.Fprintf(stderr, "%s …\n", what())
			}
		}
	})
}

// stop ends the telling; nothing is said afterwards.
func (t *teller) stop() {
	close(t.done)
	t.telling.Wait()
}

// stages tells which stage of some work is under way.
type stages struct {
	teller
	at atomic.Pointer[string]
}

func newStages(stderr io.Writer, first string) *stages {
	s := &stages{}
	s.stage(first)
	s.tell(stderr, func() string { return *s.at.Load() })
	return s
}

func (s *stages) stage(name string) { s.at.Store(&name) }

// watched tells how much of a file was read, and then that it is looked at. Nothing is
// read once ctx ended.
type watched struct {
	*os.File
	teller
	in   *stoppable
	size int64
	read atomic.Int64
}

func newWatched(ctx context.Context, f *os.File, stderr io.Writer) *watched {
	w := &watched{File: f, in: newStoppable(ctx, f)}
	if info, err := f.Stat(); err == nil {
		w.size = info.Size()
	}
	w.tell(stderr, w.say)
	return w
}

func (w *watched) say() string {
	name, read := filepath.Base(w.Name()), w.read.Load()
	switch {
	case w.size == 0: // a pipe does not say
		return fmt.Sprintf("reading %s: %d MB", name, read>>20)
	case read >= w.size:
		return "looking at what was read of " + name
	}
	return fmt.Sprintf("reading %s: %d of %d MB", name, read>>20, w.size>>20)
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.in.Read(p)
	w.read.Add(int64(n))
	return n, err
}

// again is what can be read twice: the file itself, or what comes through if it is
// a pipe.
func again(w *watched) (io.ReadSeeker, error) {
	if _, err := w.Seek(0, io.SeekCurrent); err == nil {
		return w, nil
	}
	all, err := io.ReadAll(w)
	return bytes.NewReader(all), err
}
