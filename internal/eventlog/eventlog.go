// Package eventlog is a room's append-only history: what an implementation
// must promise, and the form of a commit.
package eventlog

import (
	"context"
	"errors"
	"iter"

	"parley/internal/room"
)

// Head is the end of a room's log: the last commit's number and hash and how
// many records the log holds. The zero Head is that of a room without records.
type Head struct {
	Seq   room.Seq
	Index room.Index
	Hash  [32]byte
}

// Stored is a record as a commit keeps it. Record is exactly what
// [room.Record.Append] wrote.
type Stored struct {
	Salt   [16]byte
	Record []byte
}

// Commit is the unit of one synced write: the records of one or many commands.
type Commit struct {
	Seq     room.Seq   // the store's number, contiguous from 1
	Prev    [32]byte   // hash of the commit before; zero for the first
	First   room.Index // index of Records[0]
	Records []Stored
	Hash    [32]byte // of this commit
}

// Errors of a Log. Any other error means that nothing was stored and the same
// call may be made again.
var (
	// ErrConflict: the log's end is not the expected head; nothing was stored.
	ErrConflict = errors.New("eventlog: the log has moved on")
	// ErrUnknown: it is not known whether the commit was stored. Read the tail
	// before anything else.
	ErrUnknown = errors.New("eventlog: not known whether the commit was stored")
	// ErrBroken: the log has a hole, a broken chain or bytes that are no
	// commit. The room must not be opened.
	ErrBroken = errors.New("eventlog: the log is damaged")
	// ErrNoRoom: no log of that room.
	ErrNoRoom = errors.New("eventlog: no such room")
)

// Log is the history of every room of one data directory. Implementations are
// safe for concurrent use; each room has one writer at a time, held by the
// expected head.
type Log interface {
	// Append stores rs as one commit if after is still the room's head, and
	// returns when it is durable. The zero head creates the room's log.
	// ErrConflict or ErrUnknown otherwise; ErrTooLarge over the limits of a
	// commit, ErrBroken where the log's end is damaged.
	Append(ctx context.Context, r room.RoomID, after Head, rs []room.Record) (Head, error)
	// Take stores a commit that was made elsewhere, byte for byte, as Append would
	// one of its own: after must be the room's head and what the commit follows
	// (ErrBroken where it does not).
	Take(ctx context.Context, r room.RoomID, after Head, c *Commit) (Head, error)
	// Read yields the commits from number from on, in order, and ends at the
	// head it found when it began. It verifies numbers, indexes and chain from
	// the first commit it reads and yields ErrBroken as its last element when
	// they do not hold.
	Read(ctx context.Context, r room.RoomID, from room.Seq) iter.Seq2[Commit, error]
	// Head is the end of the log as the store's leader knows it; it settles an
	// append whose answer was lost. ErrNoRoom when there is none.
	Head(ctx context.Context, r room.RoomID) (Head, error)
	// Delete removes the room's log whole; removing what is not there is no
	// error.
	Delete(ctx context.Context, r room.RoomID) error
	// Rooms yields every room that has a log, in any order.
	Rooms(ctx context.Context) iter.Seq2[room.RoomID, error]
}
