package jetstream

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"iter"
	"sync"

	"parley/internal/eventlog"
	"parley/internal/room"

	"github.com/nats-io/nats.go/jetstream"
)

// Log is the durable [eventlog.Log].
type Log struct {
	db *DB

	mu    sync.Mutex
	heads map[room.RoomID]eventlog.Head // ends as last seen; others may have moved on
}

func newLog(d *DB) *Log { return &Log{db: d, heads: make(map[room.RoomID]eventlog.Head)} }

func logStream(r room.RoomID) string { return "room-" + string(r) }

// Append implements [eventlog.Log]. Without a deadline of ctx's own, an answer
// that takes longer than five seconds is an ErrUnknown.
func (l *Log) Append(ctx context.Context, r room.RoomID, after eventlog.Head, rs []room.Record) (eventlog.Head, error) {
	if err := ctx.Err(); err != nil {
		return eventlog.Head{}, err
	}
	c, data, err := eventlog.Pack(after, rs, rand.Reader)
	if err != nil {
		return eventlog.Head{}, err
	}
	return l.put(ctx, r, after, c.Head(), data)
}

// Take implements [eventlog.Log].
func (l *Log) Take(ctx context.Context, r room.RoomID, after eventlog.Head, c *eventlog.Commit) (eventlog.Head, error) {
	if err := ctx.Err(); err != nil {
		return eventlog.Head{}, err
	}
	head, data, err := c.Again(after)
	if err != nil {
		return eventlog.Head{}, err
	}
	return l.put(ctx, r, after, head, data)
}

// put stores a commit that makes head of after.
func (l *Log) put(ctx context.Context, r room.RoomID, after, head eventlog.Head, data []byte) (eventlog.Head, error) {
	if err := l.expect(ctx, r, after); err != nil {
		return eventlog.Head{}, err
	}
	err := l.db.publish(ctx, logStream(r), data, jetstream.WithExpectLastSequence(uint64(after.Seq)))
	if conflicts(err) {
		l.forget(r)
		return eventlog.Head{}, eventlog.ErrConflict
	}
	if err != nil {
		l.forget(r)
		return eventlog.Head{}, fmt.Errorf("%w: %w", eventlog.ErrUnknown, err)
	}
	l.saw(r, head)
	return head, nil
}

// expect refuses an append whose head is not the room's as far as is known here;
// the store itself compares only numbers. It makes the stream of a new room.
func (l *Log) expect(ctx context.Context, r room.RoomID, after eventlog.Head) error {
	if !r.Valid() {
		return fmt.Errorf("jetstream: %q is no room id", r)
	}
	l.mu.Lock()
	known := l.heads[r]
	l.mu.Unlock()
	if known != after || after == (eventlog.Head{}) {
		var err error
		known, err = l.Head(ctx, r)
		if err != nil && !errors.Is(err, eventlog.ErrNoRoom) {
			return err
		}
	}
	if known != after {
		return eventlog.ErrConflict
	}
	if after == (eventlog.Head{}) {
		return l.db.create(ctx, logStream(r))
	}
	return nil
}

// conflicts says whether the store refused the expected last sequence.
func conflicts(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence
}

// Head implements [eventlog.Log].
func (l *Log) Head(ctx context.Context, r room.RoomID) (eventlog.Head, error) {
	if !r.Valid() {
		return eventlog.Head{}, eventlog.ErrNoRoom
	}
	seq, ok, err := l.db.last(ctx, logStream(r))
	if err != nil {
		return eventlog.Head{}, err
	}
	if !ok || seq == 0 {
		return eventlog.Head{}, eventlog.ErrNoRoom
	}
	b, err := l.db.get(ctx, logStream(r), seq)
	if err != nil {
		return eventlog.Head{}, err
	}
	if b == nil {
		return eventlog.Head{}, fmt.Errorf("%w: commit %d, the last, is gone", eventlog.ErrBroken, seq)
	}
	c, err := eventlog.Unpack(b)
	if err != nil {
		return eventlog.Head{}, err
	}
	if uint64(c.Seq) != seq {
		return eventlog.Head{}, fmt.Errorf("%w: commit %d where %d belongs", eventlog.ErrBroken, c.Seq, seq)
	}
	l.saw(r, c.Head())
	return c.Head(), nil
}

// Read implements [eventlog.Log].
func (l *Log) Read(ctx context.Context, r room.RoomID, from room.Seq) iter.Seq2[eventlog.Commit, error] {
	return func(yield func(eventlog.Commit, error) bool) {
		head, err := l.Head(ctx, r)
		if err != nil {
			yield(eventlog.Commit{}, err)
			return
		}
		raw := l.db.messages(ctx, logStream(r), uint64(max(from, 1)))
		eventlog.Verify(from, head, raw)(yield)
	}
}

// Delete implements [eventlog.Log]. The room's files are gone on return.
func (l *Log) Delete(ctx context.Context, r room.RoomID) error {
	if !r.Valid() {
		return nil
	}
	l.forget(r)
	return l.db.remove(ctx, logStream(r))
}

// Rooms implements [eventlog.Log].
func (l *Log) Rooms(ctx context.Context) iter.Seq2[room.RoomID, error] {
	return func(yield func(room.RoomID, error) bool) {
		rooms, err := l.db.names(ctx, logStream(""))
		if err != nil {
			yield("", err)
			return
		}
		for id := range rooms {
			if !yield(id, nil) {
				return
			}
		}
	}
}

// saw keeps a head that is further than the one known.
func (l *Log) saw(r room.RoomID, h eventlog.Head) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if h.Seq > l.heads[r].Seq {
		l.heads[r] = h
	}
}

func (l *Log) forget(r room.RoomID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.heads, r)
}
