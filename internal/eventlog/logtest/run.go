package logtest

import (
	"context"
	"slices"
	"testing"

	"parley/internal/eventlog"
	"parley/internal/room"
)

// Store is an empty log under test.
type Store struct {
	Log eventlog.Log
	// Reopen closes the log and opens it again.
	Reopen func() eventlog.Log
	// Damage puts what change makes of a stored commit's encoding in its place,
	// or takes it out where that is nil, behind the log's back, and opens the
	// log again.
	Damage func(r room.RoomID, seq room.Seq, change func([]byte) []byte) eventlog.Log
}

// Run runs the suite; open makes a store that is closed with the test.
func Run(t *testing.T, open func(*testing.T) Store) {
	for _, c := range []struct {
		name string
		run  func(*testing.T, Store)
	}{
		{"append and read", appendAndRead},
		{"conflict", conflict},
		{"take", takes},
		{"one of many appenders", oneOfMany},
		{"rooms apart", roomsApart},
		{"no room", noRoom},
		{"delete", deletes},
		{"reopen", reopen},
		{"limits", limits},
		{"malformed record", malformed},
		{"cancelled", cancelled},
		{"read ends at its head", readEnds},
		{"damage", damage},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
}

var bg = context.Background()

func add(t *testing.T, l eventlog.Log, r room.RoomID, after eventlog.Head, rs []room.Record) eventlog.Head {
	t.Helper()
	h, err := l.Append(bg, r, after, rs)
	if err != nil {
		t.Fatal(err)
	}
	if h.Seq != after.Seq+1 || h.Index != after.Index+room.Index(len(rs)) || h.Hash == after.Hash {
		t.Fatalf("append of %d records after %+v gives head %+v", len(rs), after, h)
	}
	return h
}

func read(t *testing.T, l eventlog.Log, r room.RoomID, from room.Seq) []eventlog.Commit {
	t.Helper()
	var cs []eventlog.Commit
	for c, err := range l.Read(bg, r, from) {
		if err != nil {
			t.Fatal(err)
		}
		cs = append(cs, c)
	}
	return cs
}

// readError is the error at which reading the whole room ends, or nil.
func readError(l eventlog.Log, r room.RoomID) error {
	for _, err := range l.Read(bg, r, 1) {
		if err != nil {
			return err
		}
	}
	return nil
}

func rooms(t *testing.T, l eventlog.Log) []room.RoomID {
	t.Helper()
	var ids []room.RoomID
	for id, err := range l.Rooms(bg) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
