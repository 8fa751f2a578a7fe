package backup_test

import (
	"context"
	"errors"
	"testing"

	"parley/internal/backup"
	"parley/internal/bundle"
	"parley/internal/eventlog"
	"parley/internal/eventlog/faulty"
	"parley/internal/eventlog/memory"
	"parley/internal/room"
)

// TestFaultsWhileTakingIn has each of the stores fail, lost and stored but
// reported lost: nothing is left of the room, and the next try takes it in whole.
func TestFaultsWhileTakingIn(t *testing.T) {
	h := played(t)
	_, c := open(t, write(t, source(t, h), h.Room), made)
	steps := len(c.Commits) + 1
	c.Exports = []bundle.Made{{At: "2027-01-15T08:00:00Z", Records: 12}}
	for _, fault := range []faulty.Fault{faulty.Lost, faulty.StoredLost, faulty.Refused, faulty.Conflict} {
		for _, at := range []int{0, 1, steps / 2, steps - 2, steps - 1} {
			log := faulty.Wrap(memory.New())
			p := newPlace(t, log)
			fatal(t, p.Exports.Note(h.Room, c.Exports[0]))
			log.Next(append(make([]faulty.Fault, at), fault)...)
			if _, err := p.Take(bg, c); err == nil || log.Left() > 0 {
				t.Fatalf("fault %d at store %d: %v", fault, at, err)
			}
			p.empty(t, h.Room)
			_, err := p.Take(bg, c)
			fatal(t, err)
			if r := p.audit(t, h.Room); !r.OK() || r.Absent != 0 {
				t.Errorf("fault %d at store %d: %+v", fault, at, r)
			}
			if list, err := p.Exports.List(h.Room); err != nil || len(list) != 1 {
				t.Errorf("exports %v, %v", list, err)
			}
		}
	}
}

// stopping is a log that ends the program, so to say, after some stores.
type stopping struct {
	eventlog.Log
	left int
}

func (s *stopping) Take(ctx context.Context, r room.RoomID, after eventlog.Head, c *eventlog.Commit) (eventlog.Head, error) {
	if s.left--; s.left < 0 {
		panic(s)
	}
	return s.Log.Take(ctx, r, after, c)
}

// TestCutShort ends the program in the middle; what it left is removed when the
// directory is opened next, and another room is not touched.
func TestCutShort(t *testing.T) {
	h := played(t)
	_, c := open(t, write(t, source(t, h), h.Room), made)
	for _, left := range []int{0, 1, 20} {
		log := memory.New()
		p := newPlace(t, log)
		other := room.NewRoomID([16]byte{9})
		_, err := p.Keys.Create(other)
		fatal(t, err)
		func() {
			defer func() { _ = recover() }()
			p.Log = &stopping{log, left}
			_, _ = p.Take(bg, c)
			t.Error("it was not cut short")
		}()
		p.Log = log
		if err := p.Check(bg, c); err == nil && left > 0 {
			t.Error("half a room counts as none")
		}
		fatal(t, p.Abandon(bg))
		p.empty(t, h.Room)
		if _, err := p.Keys.Load(other); err != nil {
			t.Errorf("another room's key: %v", err)
		}
		_, err = p.Take(bg, c)
		fatal(t, err)
		if !p.audit(t, h.Room).OK() {
			t.Error("the next try does not verify")
		}
		fatal(t, p.Abandon(bg))
		if !p.audit(t, h.Room).OK() {
			t.Error("a room that is whole was abandoned")
		}
	}
}

// TestLeftoversAreNotOverwritten: a key without its log is somebody's.
func TestLeftoversAreNotOverwritten(t *testing.T) {
	h := played(t)
	_, c := open(t, write(t, source(t, h), h.Room), made)
	p := newPlace(t, memory.New())
	key, err := p.Keys.Create(h.Room)
	fatal(t, err)
	if _, err := p.Take(bg, c); !errors.Is(err, backup.ErrExists) {
		t.Error(err)
	}
	if again, err := p.Keys.Load(h.Room); err != nil || !again.Equal(key) {
		t.Errorf("the key is gone: %v", err)
	}
	fatal(t, p.Keys.Delete(h.Room))
	fatal(t, p.Texts.Erase(bg, h.Room, c.Texts[0].Text))
	if _, err := p.Take(bg, c); !errors.Is(err, backup.ErrExists) {
		t.Error(err)
	}
	if has, err := p.Texts.Has(h.Room); !has || err != nil {
		t.Errorf("what was erased is forgotten: %v", err)
	}
}
