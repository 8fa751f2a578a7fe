package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// watched tells about work that takes long: how much of a file was read, then
// which stage is under way. Nothing is read once ctx ended.
type watched struct {
	*os.File
	in      *stoppable
	size    int64
	read    atomic.Int64
	at      atomic.Pointer[string]
	done    chan struct{}
	telling sync.WaitGroup
}

// quiet is how long it works without a word.
const quiet = 2 * time.Second

// newWatched watches a file. It tells stderr from a goroutine of its own.
func newWatched(ctx context.Context, f *os.File, stderr io.Writer) *watched {
	w := &watched{File: f, in: newStoppable(ctx, f), done: make(chan struct{})}
	if info, err := f.Stat(); err == nil {
		w.size = info.Size()
	}
	w.telling.Go(func() { w.tell(stderr) })
	return w
}

func (w *watched) tell(stderr io.Writer) {
	tick := time.NewTicker(quiet)
	defer tick.Stop()
	for {
		select {
		case <-w.done:
			return
		case <-tick.C:
			if at := w.at.Load(); at != nil {
				fmt.Fprintf(stderr, "%s …\n", *at)
			} else {
				fmt.Fprintf(stderr, "reading: %d of %d MB …\n", w.read.Load()>>20, w.size>>20)
			}
		}
	}
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

func (w *watched) stage(name string) { w.at.Store(&name) }

// stop ends the telling; nothing is said afterwards.
func (w *watched) stop() {
	close(w.done)
	w.telling.Wait()
}
