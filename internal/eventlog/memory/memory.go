// Package memory keeps logs in memory, under the same promises as the durable
// log except that nothing outlives the process.
package memory

import (
	"bytes"
	"context"
	"crypto/rand"
	"iter"
	"maps"
	"slices"
	"sync"

	"parley/internal/eventlog"
	"parley/internal/room"
)

// Log is an [eventlog.Log] in memory.
type Log struct {
	mu    sync.Mutex
	rooms map[room.RoomID]*history
}

type history struct {
	head    eventlog.Head
	commits [][]byte
}

// New makes an empty log.
func New() *Log { return &Log{rooms: make(map[room.RoomID]*history)} }

// Append implements [eventlog.Log].
func (l *Log) Append(ctx context.Context, r room.RoomID, after eventlog.Head, rs []room.Record) (eventlog.Head, error) {
	if err := ctx.Err(); err != nil {
		return eventlog.Head{}, err
	}
	c, b, err := eventlog.Pack(after, rs, rand.Reader)
	if err != nil {
		return eventlog.Head{}, err
	}
	return l.put(r, after, c.Head(), b)
}

// Take implements [eventlog.Log].
func (l *Log) Take(ctx context.Context, r room.RoomID, after eventlog.Head, c *eventlog.Commit) (eventlog.Head, error) {
	if err := ctx.Err(); err != nil {
		return eventlog.Head{}, err
	}
	head, b, err := c.Again(after)
	if err != nil {
		return eventlog.Head{}, err
	}
	return l.put(r, after, head, b)
}

// put stores a commit that makes head of after.
func (l *Log) put(r room.RoomID, after, head eventlog.Head, b []byte) (eventlog.Head, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := l.rooms[r]
	if h == nil {
		h = &history{}
	}
	if h.head != after {
		return eventlog.Head{}, eventlog.ErrConflict
	}
	h.head, h.commits = head, append(h.commits, b)
	l.rooms[r] = h
	return h.head, nil
}

// Read implements [eventlog.Log].
func (l *Log) Read(ctx context.Context, r room.RoomID, from room.Seq) iter.Seq2[eventlog.Commit, error] {
	return func(yield func(eventlog.Commit, error) bool) {
		l.mu.Lock()
		h, ok := l.rooms[r]
		var head eventlog.Head
		var commits [][]byte
		if ok {
			head, commits = h.head, slices.Clone(h.commits)
		}
		l.mu.Unlock()
		if !ok {
			yield(eventlog.Commit{}, eventlog.ErrNoRoom)
			return
		}
		raw := func(yield func([]byte, error) bool) {
			for _, b := range commits[min(max(from, 1)-1, room.Seq(len(commits))):] {
				if !yield(b, ctx.Err()) {
					return
				}
			}
		}
		eventlog.Verify(from, head, raw)(yield)
	}
}

// Head implements [eventlog.Log].
func (l *Log) Head(_ context.Context, r room.RoomID) (eventlog.Head, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if h, ok := l.rooms[r]; ok {
		return h.head, nil
	}
	return eventlog.Head{}, eventlog.ErrNoRoom
}

// Delete implements [eventlog.Log].
func (l *Log) Delete(_ context.Context, r room.RoomID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.rooms, r)
	return nil
}

// Rooms implements [eventlog.Log].
func (l *Log) Rooms(context.Context) iter.Seq2[room.RoomID, error] {
	l.mu.Lock()
	ids := slices.Sorted(maps.Keys(l.rooms))
	l.mu.Unlock()
	return func(yield func(room.RoomID, error) bool) {
		for _, id := range ids {
			if !yield(id, nil) {
				return
			}
		}
	}
}

// Damage puts what change makes of a stored commit in its place, or takes the
// commit out where that is nil: what a failing disk does, for tests.
func (l *Log) Damage(r room.RoomID, seq room.Seq, change func([]byte) []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := l.rooms[r]
	i := int(seq) - 1
	if b := change(bytes.Clone(h.commits[i])); b != nil {
		h.commits[i] = b
	} else {
		h.commits = slices.Delete(h.commits, i, i+1)
	}
}
