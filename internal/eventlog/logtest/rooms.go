package logtest

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"parley/internal/eventlog"
	"parley/internal/room"
)

func roomsApart(t *testing.T, s Store) {
	a := add(t, s.Log, NewRoom(1), eventlog.Head{}, Records(1, 2, 200))
	b := add(t, s.Log, NewRoom(2), eventlog.Head{}, Records(1, 1, 200))
	add(t, s.Log, NewRoom(1), a, Records(3, 1, 200))
	if h, err := s.Log.Head(bg, NewRoom(2)); err != nil || h != b {
		t.Errorf("head of the other room: %+v, %v", h, err)
	}
	if got, want := rooms(t, s.Log), []room.RoomID{NewRoom(1), NewRoom(2)}; !slices.Equal(got, want) {
		t.Errorf("Rooms: %v, want %v", got, want)
	}
}

func noRoom(t *testing.T, s Store) {
	if _, err := s.Log.Head(bg, NewRoom(1)); !errors.Is(err, eventlog.ErrNoRoom) {
		t.Errorf("Head: %v", err)
	}
	if err := readError(s.Log, NewRoom(1)); !errors.Is(err, eventlog.ErrNoRoom) {
		t.Errorf("Read: %v", err)
	}
	if got := rooms(t, s.Log); len(got) != 0 {
		t.Errorf("Rooms: %v", got)
	}
	if err := s.Log.Delete(bg, NewRoom(1)); err != nil {
		t.Errorf("Delete: %v", err)
	}
}

func deletes(t *testing.T, s Store) {
	gone, kept := NewRoom(1), NewRoom(2)
	h := add(t, s.Log, gone, eventlog.Head{}, Records(1, 1, 200))
	add(t, s.Log, kept, eventlog.Head{}, Records(1, 1, 200))
	if err := s.Log.Delete(bg, gone); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := s.Log.Head(bg, gone); !errors.Is(err, eventlog.ErrNoRoom) {
			t.Errorf("Head of a deleted room: %v", err)
		}
		if got := rooms(t, s.Log); !slices.Equal(got, []room.RoomID{kept}) {
			t.Errorf("Rooms: %v", got)
		}
		if _, err := s.Log.Append(bg, gone, h, Records(2, 1, 200)); !errors.Is(err, eventlog.ErrConflict) {
			t.Errorf("append to a deleted room: %v", err)
		}
		s.Log = s.Reopen()
	}
}

func reopen(t *testing.T, s Store) {
	r := NewRoom(1)
	h := add(t, s.Log, r, eventlog.Head{}, Records(1, 2, 200))
	h = add(t, s.Log, r, h, Records(3, 1, 200))
	before := read(t, s.Log, r, 1)
	l := s.Reopen()
	if got, err := l.Head(bg, r); err != nil || got != h {
		t.Fatalf("Head: %+v, %v; want %+v", got, err, h)
	}
	h = add(t, l, r, h, Records(4, 1, 200))
	l = s.Reopen()
	after := read(t, l, r, 1)
	if len(after) != 3 || after[2].Head() != h {
		t.Fatalf("%d commits after reopening twice", len(after))
	}
	for i := range before {
		if !bytes.Equal(before[i].Append(nil), after[i].Append(nil)) {
			t.Errorf("commit %d changed", i+1)
		}
	}
}
