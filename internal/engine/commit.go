package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"parley/internal/eventlog"
	"parley/internal/room"
)

// commit stores batches one after another until the writer is halted, or until
// it is not certain any more what the log holds.
func (w *writer) commit() error {
	for {
		select {
		case b := <-w.batches:
			if err := w.settle(b); err != nil {
				return err
			}
		case <-w.ctx.Done():
			return nil
		}
	}
}

// settle makes a batch durable, erases what it erases, makes it visible, then
// answers its calls.
func (w *writer) settle(b *batch) error {
	if len(b.records) > 0 {
		if err := w.store(b); err != nil {
			return err
		}
	}
	for i, c := range b.calls {
		c.reply <- b.replies[i]
	}
	if len(b.records) > 0 {
		w.e.tell(w.id, w.head.Index)
	}
	return nil
}

func (w *writer) store(b *batch) error {
	if len(b.bodies) > 0 {
		if err := w.e.cfg.Texts.Put(w.ctx, w.id, b.bodies); err != nil {
			return err
		}
	}
	head, err := w.e.store(w.ctx, w.id, w.head, b.records)
	if err != nil {
		return err
	}
	// Should the program end before the texts are gone, opening the room makes up
	// for it.
	if len(b.gone) > 0 {
		if err := w.e.cfg.Texts.Erase(w.ctx, w.id, b.gone...); err != nil {
			return err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.firsts = append(w.firsts, w.head.Index+1)
	w.head = head
	for i := range b.records {
		w.state.Apply(b.records[i])
	}
	return nil
}

// An append whose fate is not known is tried so often, after waits that double
// from the first.
const (
	appendTries = 8
	appendWait  = 50 * time.Millisecond
)

// store appends rs as one commit after head. Nothing but nil says that they are
// stored; an error says nothing about whether they are, or ever will be.
//
// An append that may have been stored is tried again with the same expected
// head, which can succeed only once. Whenever the log may have moved, what stands
// there is read: it may be this very commit, arrived late.
func (e *Engine) store(ctx context.Context, id room.RoomID, head eventlog.Head, rs []room.Record) (eventlog.Head, error) {
	wait := appendWait
	for try := 1; ; try++ {
		next, err := e.cfg.Log.Append(ctx, id, head, rs)
		if err == nil {
			return next, nil
		}
		if !errors.Is(err, eventlog.ErrUnknown) && !errors.Is(err, eventlog.ErrConflict) {
			return eventlog.Head{}, err
		}
		next, found, ferr := e.follows(ctx, id, head)
		switch {
		case ferr == nil && found != nil && same(found, rs):
			return next, nil
		case ferr == nil && found != nil:
			return eventlog.Head{}, fmt.Errorf("somebody else writes the room: %w", eventlog.ErrConflict)
		case ferr != nil && !errors.Is(ferr, eventlog.ErrUnknown):
			return eventlog.Head{}, errors.Join(err, ferr)
		case try == appendTries:
			return eventlog.Head{}, err
		}
		select {
		case <-e.cfg.Clock.After(wait):
			wait *= 2
		case <-ctx.Done():
			return eventlog.Head{}, ctx.Err()
		}
	}
}

// follows is the commit after head and the head that it made; nil when head is
// the log's end.
func (e *Engine) follows(ctx context.Context, id room.RoomID, head eventlog.Head) (eventlog.Head, *eventlog.Commit, error) {
	now, err := e.cfg.Log.Head(ctx, id)
	if errors.Is(err, eventlog.ErrNoRoom) && head == (eventlog.Head{}) || err == nil && now == head {
		return head, nil, nil
	}
	if err != nil {
		return head, nil, err
	}
	for c, err := range e.cfg.Log.Read(ctx, id, head.Seq+1) {
		if err != nil {
			return head, nil, err
		}
		next, err := head.Next(&c)
		return next, &c, err
	}
	return head, nil, fmt.Errorf("%w: its end lies before commit %d", eventlog.ErrBroken, head.Seq)
}

// same says whether the commit is that of rs. Command ids and draws make sure
// that no other writer's is.
func same(c *eventlog.Commit, rs []room.Record) bool {
	if len(c.Records) != len(rs) {
		return false
	}
	for i := range rs {
		if string(rs[i].Append(nil)) != string(c.Records[i].Record) {
			return false
		}
	}
	return true
}
