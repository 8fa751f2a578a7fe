package backup_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"parley/internal/backup"
	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/eventlog"
	"parley/internal/eventlog/memory"
	"parley/internal/room"
	"parley/internal/texts"
)

// TestABackupHasNoSecretInTheClear looks for the signing key and for every text.
func TestABackupHasNoSecretInTheClear(t *testing.T) {
	h := played(t)
	dir := write(t, source(t, h), h.Room)
	files, err := os.ReadDir(dir)
	fatal(t, err)
	if len(files) != 5 {
		t.Errorf("%d files", len(files))
	}
	seed := h.Key.Seed()
	secrets := []string{string(seed), base64.RawURLEncoding.EncodeToString(seed), base64.StdEncoding.EncodeToString(seed)}
	_, c := open(t, dir, made)
	for _, x := range c.Texts {
		secrets = append(secrets, x.Body, string(x.Salt[:]), base64.RawURLEncoding.EncodeToString(x.Salt[:]))
	}
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(dir, f.Name()))
		fatal(t, err)
		if info, _ := f.Info(); info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", f.Name(), info.Mode())
		}
		for _, s := range secrets {
			if bytes.Contains(b, []byte(s)) {
				t.Errorf("%s has %q", f.Name(), s)
			}
		}
		if key := string(h.Key.Public().(ed25519.PublicKey)); strings.HasSuffix(f.Name(), ".records") && !bytes.Contains(b, []byte(base64.RawURLEncoding.EncodeToString([]byte(key)))) {
			t.Error("the search does not find what is there")
		}
	}
}

// TestDamage changes a backup in every way that a disk or a hand may: none is
// taken for whole.
func TestDamage(t *testing.T) {
	h := played(t)
	from := source(t, h)
	fatal(t, from.Erasures.Note(h.Room, room.Commit([32]byte{}, "gone")))
	dir := write(t, from, h.Room)
	files, err := os.ReadDir(dir)
	fatal(t, err)
	refused := func(what string) {
		t.Helper()
		if _, err := backup.Open(dir, made); !errors.Is(err, backup.ErrDamaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, f := range files {
		path := filepath.Join(dir, f.Name())
		whole, err := os.ReadFile(path)
		fatal(t, err)
		if len(whole) == 0 {
			t.Fatalf("%s is empty", f.Name())
		}
		step := max(1, len(whole)/60)
		for at := 0; at < len(whole); at += step {
			b := bytes.Clone(whole)
			b[at] ^= 1 << (at % 8)
			fatal(t, os.WriteFile(path, b, 0o600))
			refused(f.Name() + " with a bit flipped")
		}
		for _, n := range []int{0, 1, len(whole) / 2, len(whole) - 1} {
			fatal(t, os.WriteFile(path, whole[:n], 0o600))
			refused(f.Name() + " cut off")
		}
		fatal(t, os.WriteFile(path, append(whole, '\n'), 0o600))
		refused(f.Name() + " longer")
		fatal(t, os.Remove(path))
		refused("without " + f.Name())
		fatal(t, os.WriteFile(path, whole, 0o600))
	}
	if _, err := backup.Open(dir, made); err != nil {
		t.Errorf("put right again: %v", err)
	}
	if _, err := backup.Open(t.TempDir(), made); !errors.Is(err, backup.ErrDamaged) {
		t.Errorf("an empty directory: %v", err)
	}
}

// TestNothingIsWrittenOver: a backup goes to a new directory, and one that was
// not finished is not in its place.
func TestNothingIsWrittenOver(t *testing.T) {
	h := played(t)
	dir := write(t, source(t, h), h.Room)
	if _, err := backup.NewDir(dir); err == nil {
		t.Error("a backup is written over another")
	}
	path := filepath.Join(t.TempDir(), "half")
	d, err := backup.NewDir(path)
	fatal(t, err)
	_, err = d.Create(string(h.Room) + ".records")
	fatal(t, err)
	if _, err := d.Finish(anyBackup); !errors.Is(err, backup.ErrDamaged) {
		t.Errorf("half a backup is finished: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("half a backup is in its place: %v", err)
	}
	fatal(t, d.Abandon())
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) > 0 {
		t.Errorf("%v, %v is left", left, err)
	}
	if _, err := d.Create("../else"); err == nil {
		t.Error("a file outside the directory")
	}
}

// failing is a sink that is full after some bytes.
type failing struct{ left int }

var errFull = errors.New("full")

func (f *failing) Create(string) (io.Writer, error) { return f, nil }

func (f *failing) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestAFullDisk(t *testing.T) {
	h := played(t)
	from := source(t, h)
	for _, left := range []int{0, 1, 1000, 20_000} {
		if _, err := backup.Write(bg, &failing{left}, from, []room.RoomID{h.Room}); !errors.Is(err, errFull) {
			t.Errorf("after %d bytes: %v", left, err)
		}
	}
}

// TestARoomThatCannotBeCopied leaves a room out, and says so.
func TestARoomThatCannotBeCopied(t *testing.T) {
	h := played(t)
	from := source(t, h)
	broken := room.NewRoomID([16]byte{3})
	view := from.View
	from.View = func(ctx context.Context, id room.RoomID, f func(*room.State)) error {
		if id == broken {
			return eventlog.ErrBroken
		}
		return view(ctx, id, f)
	}
	gone := room.NewRoomID([16]byte{4})
	b, _ := open(t, write(t, from, broken, h.Room, gone), made)
	if len(b.Missing) != 1 || b.Missing[0].Room != broken || len(b.Rooms) != 1 || b.Rooms[0].Room != h.Room {
		t.Errorf("%+v", b.Manifest)
	}
	from.Log = &cut{h.Log, 4}
	dir := write(t, from, h.Room)
	b, err := backup.Open(dir, made)
	fatal(t, err)
	if len(b.Missing) != 1 || b.Missing[0].Room != h.Room || len(b.Rooms) != 0 {
		t.Errorf("%+v", b.Manifest)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 2 || !slices.ContainsFunc(left, func(e os.DirEntry) bool { return e.Name() == "manifest" }) {
		t.Errorf("%v, %v is in it", left, err)
	}
}

// cut is a log that breaks off while it is read.
type cut struct {
	eventlog.Log
	after int
}

func (c *cut) Read(ctx context.Context, r room.RoomID, from room.Seq) iter.Seq2[eventlog.Commit, error] {
	return func(yield func(eventlog.Commit, error) bool) {
		n := 0
		for x, err := range c.Log.Read(ctx, r, from) {
			if n++; n > c.after {
				yield(eventlog.Commit{}, eventlog.ErrBroken)
				return
			}
			if !yield(x, err) {
				return
			}
		}
	}
}

// TestCopiedWhileItGoesOn copies a room again and again while people join, write
// and leave: each copy is a state that the room was in, and none brings back a
// text that was erased when the copy was made.
func TestCopiedWhileItGoesOn(t *testing.T) {
	list, err := texts.OpenErasures(filepath.Join(t.TempDir(), "erasures"))
	fatal(t, err)
	h := enginetest.Start(t, func(c *engine.Config) { c.Texts = texts.Noting{Vault: c.Texts.(*texts.Vault), List: list} })
	from := source(t, h)
	from.Erasures = list
	ctx, stop := context.WithCancel(bg)
	var going sync.WaitGroup
	for range 4 {
		going.Go(func() {
			for n := 0; ctx.Err() == nil && n < 300; n++ {
				voice := h.Join(room.Online)
				h.Do(voice, "voice.name/1", room.SetName{Name: h.Say("somebody")}, nil)
				if n%2 == 0 {
					h.Do(voice, "voice.leave/1", room.None{}, nil)
				}
			}
		})
	}
	for range 8 {
		_, c := open(t, write(t, from, h.Room), made)
		gone := map[room.Text]bool{}
		h.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
			for _, text := range s.Erased {
				gone[text] = true
			}
		})
		p := newPlace(t, memory.New())
		p.Erased = list.Has
		got, err := p.Take(bg, c)
		fatal(t, err)
		if n := got.Lost[room.LostAbsent] + got.Lost[room.LostExpired]; n > 0 {
			t.Errorf("%d texts were neither there nor erased", n)
		}
		p.view(t, h.Room, func(_ *room.State, texts room.Texts) {
			for text := range gone {
				if _, ok := texts(text); ok {
					t.Errorf("%s came back", text)
				}
			}
		})
		if r := p.audit(t, h.Room); !r.OK() || r.Absent != r.Erased {
			t.Errorf("%+v", r)
		}
	}
	stop()
	going.Wait()
}
