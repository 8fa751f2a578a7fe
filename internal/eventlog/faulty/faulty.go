// Package faulty wraps a log and makes chosen appends fail, in each of the ways
// in which an append can fail.
package faulty

import (
	"context"
	"errors"
	"sync"

	"parley/internal/eventlog"
	"parley/internal/room"
)

// Fault is what befalls one append.
type Fault int

// The faults.
const (
	None       Fault = iota
	Lost             // not stored, reported as not known
	StoredLost       // stored, reported as not known
	Refused          // not stored, refused with ErrRefused
	Conflict         // not stored, reported as a conflict
)

// ErrRefused is the error of [Refused].
var ErrRefused = errors.New("faulty: refused")

// Log is a log whose next appends meet the faults it was told.
type Log struct {
	eventlog.Log
	mu   sync.Mutex
	next []Fault
}

// Wrap makes a log without faults so far.
func Wrap(l eventlog.Log) *Log { return &Log{Log: l} }

// Next queues faults, one for each of the next appends in any room.
func (l *Log) Next(fs ...Fault) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.next = append(l.next, fs...)
}

// Left is how many queued faults no append has met yet.
func (l *Log) Left() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.next)
}

// Append implements [eventlog.Log].
func (l *Log) Append(ctx context.Context, r room.RoomID, after eventlog.Head, rs []room.Record) (eventlog.Head, error) {
	return l.meet(func() (eventlog.Head, error) { return l.Log.Append(ctx, r, after, rs) })
}

// Take implements [eventlog.Log]; it meets faults like an append.
func (l *Log) Take(ctx context.Context, r room.RoomID, after eventlog.Head, c *eventlog.Commit) (eventlog.Head, error) {
	return l.meet(func() (eventlog.Head, error) { return l.Log.Take(ctx, r, after, c) })
}

// meet has a store of one commit meet the next fault.
func (l *Log) meet(store func() (eventlog.Head, error)) (eventlog.Head, error) {
	switch l.fault() {
	case Lost:
		return eventlog.Head{}, eventlog.ErrUnknown
	case StoredLost:
		if _, err := store(); err != nil {
			return eventlog.Head{}, err
		}
		return eventlog.Head{}, eventlog.ErrUnknown
	case Refused:
		return eventlog.Head{}, ErrRefused
	case Conflict:
		return eventlog.Head{}, eventlog.ErrConflict
	}
	return store()
}

func (l *Log) fault() Fault {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.next) == 0 {
		return None
	}
	f := l.next[0]
	l.next = l.next[1:]
	return f
}
