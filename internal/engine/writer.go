package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"

	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"
)

// writer is the one writer of a room.
//
// ahead belongs to the deciding goroutine, head to the committing one. state
// and firsts are changed by the committing goroutine alone, under mu; all others
// read them under mu. The rest is set before ready is closed and then fixed.
type writer struct {
	e    *Engine
	id   room.RoomID
	ctx  context.Context // ends when the writer is to stop
	halt context.CancelFunc

	ready chan struct{} // closed when opened, or when err says why not
	err   error
	gone  chan struct{} // closed when no call will be answered any more

	mailbox chan *call
	batches chan *batch // unbuffered: a batch is taken when the one before is done
	clock   roomClock
	texts   room.Texts

	ahead *room.State // state and everything accepted since
	head  eventlog.Head

	mu     sync.RWMutex
	state  *room.State
	firsts []room.Index // first record of commit i+1
}

func newWriter(e *Engine, id room.RoomID) *writer {
	w := &writer{
		e: e, id: id, ready: make(chan struct{}), gone: make(chan struct{}),
		mailbox: make(chan *call, e.cfg.Mailbox), batches: make(chan *batch),
		ahead: room.New(), state: room.NewShown(),
	}
	w.ctx, w.halt = context.WithCancel(e.ctx)
	return w
}

// run opens the room and writes it until the writer is halted or something goes
// wrong.
func (w *writer) run() {
	defer close(w.gone)
	defer w.halt()
	w.err = w.open()
	close(w.ready)
	if w.err == nil {
		w.serve()
		return
	}
	// A damaged room stays refused until the program is started anew.
	if !errors.Is(w.err, eventlog.ErrBroken) && !errors.Is(w.err, texts.ErrBroken) {
		w.e.forget(w)
	}
	if !errors.Is(w.err, eventlog.ErrNoRoom) {
		w.report(w.err)
	}
}

func (w *writer) serve() {
	var deciding sync.WaitGroup
	deciding.Go(w.decide)
	err := w.commit()
	w.halt()
	deciding.Wait()
	w.e.forget(w)
	w.report(err)
}

func (w *writer) report(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		w.e.cfg.Trouble(w.id, err)
	}
}

// open folds the log. There is no other way in which a room gets its state. What
// the log erases is gone before anybody is served, whatever was restored from
// where.
func (w *writer) open() error {
	if _, err := w.e.cfg.Log.Head(w.ctx, w.id); err != nil {
		return err
	}
	if err := w.e.cfg.Texts.Load(w.ctx, w.id); err != nil {
		return err
	}
	if err := w.fold(); err != nil {
		return err
	}
	if w.state.Room != w.id {
		return fmt.Errorf("%w: it is another room's", eventlog.ErrBroken)
	}
	if gone := w.state.Erased; len(gone) > 0 {
		if err := w.e.cfg.Texts.Erase(w.ctx, w.id, gone...); err != nil {
			return err
		}
	}
	w.texts = w.e.cfg.Texts.Texts(w.id)
	w.clock = newRoomClock(w.e.cfg.Clock, w.state)
	return nil
}

// foldAhead is how many commits may wait between two goroutines that fold a log.
const foldAhead = 8

// fold applies the log to both states. Reading the log, parsing its records and
// each of the states have a goroutine of their own.
func (w *writer) fold() error {
	var applying sync.WaitGroup
	defer applying.Wait()
	states := []*room.State{w.ahead, w.state}
	queues := make([]chan []room.Record, len(states))
	for i, s := range states {
		queues[i] = make(chan []room.Record, foldAhead)
		defer close(queues[i])
		applying.Go(func() {
			for rs := range queues[i] {
				for i := range rs {
					s.Apply(rs[i])
				}
			}
		})
	}
	for c, err := range readAhead(w.e.cfg.Log.Read(w.ctx, w.id, 1)) {
		if err != nil {
			return err
		}
		rs, err := records(&c)
		if err != nil {
			return err
		}
		for _, q := range queues {
			q <- rs
		}
		w.firsts, w.head = append(w.firsts, c.First), c.Head()
	}
	return nil
}

// readAhead yields what commits yields and runs it, a little ahead, in a
// goroutine of its own.
func readAhead(commits iter.Seq2[eventlog.Commit, error]) iter.Seq2[eventlog.Commit, error] {
	type result struct {
		c   eventlog.Commit
		err error
	}
	return func(yield func(eventlog.Commit, error) bool) {
		var reading sync.WaitGroup
		defer reading.Wait()
		read, enough := make(chan result, foldAhead), make(chan struct{})
		defer close(enough)
		reading.Go(func() {
			defer close(read)
			for c, err := range commits {
				select {
				case read <- result{c, err}:
				case <-enough:
					return
				}
			}
		})
		for r := range read {
			if !yield(r.c, r.err) {
				return
			}
		}
	}
}

func records(c *eventlog.Commit) ([]room.Record, error) {
	rs := make([]room.Record, len(c.Records))
	for i := range c.Records {
		r, err := room.ParseStored(c.Records[i].Record)
		if err != nil {
			return nil, fmt.Errorf("%w: record %d: %w", eventlog.ErrBroken, c.First+room.Index(i), err)
		}
		r.Read()
		rs[i] = r
	}
	return rs, nil
}

// seqOf is the number of the commit that holds record i.
func (w *writer) seqOf(i room.Index) room.Seq {
	w.mu.RLock()
	defer w.mu.RUnlock()
	n, found := slices.BinarySearch(w.firsts, i)
	if found {
		n++
	}
	return room.Seq(n)
}
