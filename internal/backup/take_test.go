package backup_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"parley/internal/backup"
	"parley/internal/bundle"
	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/engine/simclock"
	"parley/internal/eventlog"
	"parley/internal/eventlog/memory"
	"parley/internal/room"
)

// TestRestoredRoomIsTheSame copies a room, takes it in elsewhere and compares
// state, texts and what verify finds.
func TestRestoredRoomIsTheSame(t *testing.T) {
	h := played(t)
	from := source(t, h)
	fatal(t, from.Exports.Note(h.Room, bundle.Made{At: "2027-01-15T08:00:00Z", Records: 12}))
	_, c := open(t, write(t, from, h.Room), made)
	p := newPlace(t, memory.New())
	got, err := p.Take(bg, c)
	fatal(t, err)
	n := room.Index(len(h.Records()))
	if got.Records != n || got.Texts != len(c.Texts) || len(got.Lost) != 0 || got.Texts < 7 {
		t.Errorf("%+v", got)
	}
	var before, after *room.State
	words := map[room.Text]string{}
	h.State(func(s *room.State, texts room.Texts, _ room.Seconds) {
		before = s
		for _, x := range c.Texts {
			words[x.Text], _ = texts(x.Text)
		}
	})
	p.view(t, h.Room, func(s *room.State, texts room.Texts) {
		after = s
		for text, want := range words {
			if got, ok := texts(text); !ok || got != want {
				t.Errorf("%q came along as %q", want, got)
			}
		}
	})
	if len(after.Restored) != 1 || after.Restored[0].Index != n+1 || after.Index != n+1 || after.Acted != n+1 || after.Now != before.Now {
		t.Errorf("restored %+v, %d records at second %d", after.Restored, after.Index, after.Now)
	}
	if after.Key() == before.Key() || after.Info.Key != before.Info.Key {
		t.Error("the room goes on under its old key, or forgot it")
	}
	restored := after.Restored[0]
	after.Restored, after.Index, after.Acted = nil, before.Index, before.Acted
	was, is := reflect.ValueOf(*before), reflect.ValueOf(*after)
	for i := range was.NumField() {
		f := was.Type().Field(i)
		if f.IsExported() && !reflect.DeepEqual(was.Field(i).Interface(), is.Field(i).Interface()) {
			t.Errorf("the restored room has another %s: %+v, not %+v", f.Name, is.Field(i), was.Field(i))
		}
	}
	if list, err := p.Exports.List(h.Room); err != nil || len(list) != 1 || list[0].Records != 12 {
		t.Errorf("exports %v, %v", list, err)
	}
	for where, ledger := range map[string]*bundle.Ledger{"copied": from.Backups, "restored": p.Backups} {
		list, err := ledger.List(h.Room)
		if err != nil || len(list) != 1 || list[0] != (bundle.Made{At: made.UTC().Format(time.RFC3339), Records: n}) {
			t.Errorf("%s: backups %v, %v", where, list, err)
		}
	}
	r := p.audit(t, h.Room)
	if !r.OK() || len(r.Restored) != 1 || r.Restored[0].Index != n+1 || r.Key != restored.Key || r.Absent != 0 {
		t.Errorf("%+v", r)
	}
	if err := p.Check(bg, c); !errors.Is(err, backup.ErrExists) {
		t.Errorf("once more: %v", err)
	}
	if _, err := p.Take(bg, c); !errors.Is(err, backup.ErrExists) {
		t.Errorf("once more: %v", err)
	}
	if !p.audit(t, h.Room).OK() {
		t.Error("a refused restore cost something")
	}
}

// TestRestoredTwice copies the restored room and restores that.
func TestRestoredTwice(t *testing.T) {
	h := played(t)
	_, c := open(t, write(t, source(t, h), h.Room), made)
	first := newPlace(t, memory.New())
	_, err := first.Take(bg, c)
	fatal(t, err)
	from := source(t, h)
	from.Log, from.Texts, from.Keys = first.Log, first.Texts, first.Keys
	_, c = open(t, write(t, from, h.Room), made)
	second := newPlace(t, memory.New())
	_, err = second.Take(bg, c)
	fatal(t, err)
	r := second.audit(t, h.Room)
	if !r.OK() || len(r.Restored) != 2 || r.Restored[1].Key != first.key(t, h.Room) || r.Key != second.key(t, h.Room) {
		t.Errorf("%+v", r)
	}
}

// TestErasedSinceStaysErased erases after the copy was made.
func TestErasedSinceStaysErased(t *testing.T) {
	h := played(t)
	_, c := open(t, write(t, source(t, h), h.Room), made)
	var item room.ItemID
	var gone room.Text
	h.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
		item = s.StatementOrder[0]
		gone = s.Statements[item].Text
	})
	p := newPlace(t, memory.New())
	p.Erased = func(r room.RoomID, text room.Text) bool { return r == h.Room && text == gone }
	got, err := p.Take(bg, c)
	fatal(t, err)
	if got.Lost[room.LostErased] != 1 || got.Texts != len(c.Texts)-1 {
		t.Errorf("%+v", got)
	}
	p.view(t, h.Room, func(s *room.State, texts room.Texts) {
		if _, ok := texts(gone); ok || !s.Statements[item].Erased {
			t.Error("the text came back")
		}
	})
	if b, err := os.ReadFile(filepath.Join(p.dir, "keys", string(h.Room))); err != nil || bytes.Contains(b, []byte(string(gone)+" ")) && !bytes.Contains(b, []byte(string(gone)+" erased")) {
		t.Errorf("it has a key: %v", err)
	}
	if r := p.audit(t, h.Room); !r.OK() || r.Absent != 1 || r.Erased != 1 {
		t.Errorf("%+v", r)
	}
}

// TestExpired restores when the keys' day has come, with and without their file.
func TestExpired(t *testing.T) {
	h := played(t)
	dir := write(t, source(t, h), h.Room)
	until := made.AddDate(0, 0, 7)
	b, c := open(t, dir, until.Add(-time.Second))
	if c.Expired || !b.Rooms[0].Until.Equal(until) {
		t.Fatalf("%+v", b.Rooms[0])
	}
	all := len(c.Texts)
	for range 2 {
		_, c := open(t, dir, until)
		p := newPlace(t, memory.New())
		got, err := p.Take(bg, c)
		fatal(t, err)
		if got.Texts != 0 || got.Lost[room.LostExpired] != all {
			t.Errorf("%+v", got)
		}
		p.view(t, h.Room, func(s *room.State, texts room.Texts) {
			if _, ok := texts(s.Info.Title); ok || len(s.Erased) != all || len(s.Floor.Turns) == 0 {
				t.Errorf("%d erased of %d", len(s.Erased), all)
			}
		})
		if r := p.audit(t, h.Room); !r.OK() || r.Absent != all || r.Erased != all {
			t.Errorf("%+v", r)
		}
		fatal(t, os.RemoveAll(filepath.Join(dir, string(h.Room)+".keys")))
	}
	if _, err := backup.Open(dir, made); !errors.Is(err, backup.ErrDamaged) {
		t.Errorf("without keys before their day: %v", err)
	}
}

func TestOverIsOver(t *testing.T) {
	h := played(t)
	_, c := open(t, write(t, source(t, h), h.Room), made)
	p := newPlace(t, memory.New())
	p.Over = func(s *room.State) bool { return s.Session.Phase == room.Closed }
	if _, err := p.Take(bg, c); !errors.Is(err, backup.ErrOver) {
		t.Error(err)
	}
	if _, err := p.Log.Head(bg, h.Room); !errors.Is(err, eventlog.ErrNoRoom) {
		t.Error(err)
	}
}

func TestManyLostTexts(t *testing.T) {
	h := enginetest.Start(t, nil)
	voice := h.Join(room.Online)
	for i := range room.MaxLost + 200 {
		if i%20 == 0 {
			voice = h.Join(room.Online)
			h.Clock.Advance(time.Minute)
		}
		h.Do(voice, "voice.name/1", room.SetName{Name: h.Say("somebody")}, nil)
	}
	_, c := open(t, write(t, source(t, h), h.Room), made.AddDate(0, 0, 8))
	p := newPlace(t, memory.New())
	got, err := p.Take(bg, c)
	fatal(t, err)
	if n := got.Lost[room.LostExpired]; n <= room.MaxLost+200 {
		t.Errorf("%d texts lost", n)
	}
	if r := p.audit(t, h.Room); !r.OK() || r.Absent != got.Lost[room.LostExpired] || r.Erased != r.Absent {
		t.Errorf("%+v", r)
	}
}

// TestALiveSessionWaits restores a room in the middle of its session, an hour
// later or by a clock that is behind: its clocks wait for the desk, and its time
// does not go back.
func TestALiveSessionWaits(t *testing.T) {
	for name, c := range map[string]struct {
		after time.Duration
		code  room.Code
	}{"an hour later": {time.Hour, room.CodePaused}, "a clock behind": {-time.Hour, ""}} {
		t.Run(name, func(t *testing.T) {
			h := enginetest.Start(t, nil)
			h.Do(h.Desk, "session.start/1", room.None{}, nil)
			h.Clock.Advance(5 * time.Minute)
			voice := h.Join(room.Online)
			_, copied := open(t, write(t, source(t, h), h.Room), made)
			p := newPlace(t, memory.New())
			_, err := p.Take(bg, copied)
			fatal(t, err)
			p.engine.Clock = simclock.New(h.Clock.Now().Add(c.after))
			e := engine.New(p.engine)
			defer e.Close()
			last := room.Seconds(300)
			next := h.Command(h.Desk, "part.next/1", room.NextPart{After: room.Opening})
			fatal(t, e.View(bg, h.Room, func(s *room.State, _ room.Texts, at room.Seconds) {
				next.Cmd = h.Source.CmdID(at)
				if at < last || s.Now < last || s.People[room.PersonID(voice.ID)] == nil {
					t.Errorf("the room is at second %d, after a record of %d", at, s.Now)
				}
			}))
			_, err = e.Submit(bg, h.Room, next)
			var refused *room.Error
			if errors.As(err, &refused); c.code == "" && err != nil || c.code != "" && (refused == nil || refused.Code != c.code) {
				t.Errorf("the next part: %v", err)
			}
		})
	}
}
