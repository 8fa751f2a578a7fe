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
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/internal/audit"
	"parley/internal/backup"
	"parley/internal/bundle"
	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/engine/simclock"
	"parley/internal/eventlog"
	"parley/internal/eventlog/faulty"
	"parley/internal/eventlog/memory"
	"parley/internal/room"
	"parley/internal/texts"
	"parley/internal/translog"
)

var bg = context.Background()

// made is when the backups of these tests are made.
var made = time.Unix(enginetest.Epoch+5000, 0).UTC()

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func played(t testing.TB) *enginetest.Hall {
	h := enginetest.Start(t, nil)
	h.Play()
	return h
}

// source is the hall as a data directory to copy.
func source(t testing.TB, h *enginetest.Hall) backup.Source {
	t.Helper()
	dir := t.TempDir()
	erasures, err := texts.OpenErasures(filepath.Join(dir, "erasures"))
	fatal(t, err)
	return backup.Source{
		Log: h.Log, Texts: h.Vault, Keys: oneKey{h}, Exports: bundle.OpenLedger(dir), Erasures: erasures, Now: made,
		View: func(ctx context.Context, id room.RoomID, f func(*room.State)) error {
			return h.Engine.View(ctx, id, func(s *room.State, _ room.Texts, _ room.Seconds) { f(s) })
		},
	}
}

type oneKey struct{ h *enginetest.Hall }

func (k oneKey) Load(r room.RoomID) (ed25519.PrivateKey, error) {
	if r != k.h.Room {
		return nil, translog.ErrNoKey
	}
	return k.h.Key, nil
}

// write makes a backup of the rooms in a new directory.
func write(t testing.TB, from backup.Source, rooms ...room.RoomID) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "backup")
	d, err := backup.NewDir(path)
	fatal(t, err)
	_, err = backup.Write(bg, d, from, rooms)
	fatal(t, err)
	_, err = d.Finish(anyBackup)
	fatal(t, err)
	return path
}

// anyBackup accepts every backup.
func anyBackup(*backup.Backup) error { return nil }

func open(t testing.TB, dir string, now time.Time) (*backup.Backup, *backup.Copy) {
	t.Helper()
	b, err := backup.Open(dir, now)
	fatal(t, err)
	c, err := b.Copy(&b.Rooms[0])
	fatal(t, err)
	return b, c
}

// place is a data directory that takes rooms in.
type place struct {
	backup.Target
	dir    string
	engine engine.Config
}

// places is how many there were: each draws otherwise.
var places byte = 100

func newPlace(t testing.TB, log eventlog.Log) *place {
	t.Helper()
	p := &place{dir: t.TempDir()}
	vault, err := texts.Open(texts.NewMemory(), filepath.Join(p.dir, "keys"))
	fatal(t, err)
	keys, err := translog.OpenKeys(filepath.Join(p.dir, "keys"))
	fatal(t, err)
	places++
	source := enginetest.NewSource(places)
	p.Target = backup.Target{
		Log: log, Texts: vault, Keys: keys, Exports: bundle.OpenLedger(filepath.Join(p.dir, "exports")),
		Erased: func(room.RoomID, room.Text) bool { return false }, Over: func(*room.State) bool { return false },
		Seed: source.Seed, Now: made.Add(time.Hour), Incoming: filepath.Join(p.dir, "incoming"),
	}
	p.engine = engine.Config{Log: log, Texts: vault, Clock: simclock.New(p.Now), Seed: source.Seed}
	return p
}

// view shows the room as its log makes it.
func (p *place) view(t testing.TB, id room.RoomID, f func(*room.State, room.Texts)) {
	t.Helper()
	e := engine.New(p.engine)
	defer e.Close()
	fatal(t, e.View(bg, id, func(s *room.State, texts room.Texts, _ room.Seconds) { f(s, texts) }))
}

// audit exports the room and verifies it.
func (p *place) audit(t testing.TB, id room.RoomID) *audit.Report {
	t.Helper()
	key, err := p.Keys.Load(id)
	fatal(t, err)
	p.view(t, id, func(*room.State, room.Texts) {}) // loads the texts
	var out bytes.Buffer
	fatal(t, bundle.Write(bg, &out, p.Log, p.Texts, key, id))
	r, err := audit.VerifyFile(&out)
	fatal(t, err)
	return r
}

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
	if len(after.Restored) != 1 || after.Restored[0].Index != n+1 || after.Index != n+1 || after.Now != before.Now {
		t.Errorf("restored %+v, %d records at second %d", after.Restored, after.Index, after.Now)
	}
	if after.Key() == before.Key() || after.Info.Key != before.Info.Key {
		t.Error("the room goes on under its old key, or forgot it")
	}
	restored := after.Restored[0]
	after.Restored, after.Index = nil, before.Index
	if !reflect.DeepEqual(before, after) {
		t.Error("the restored room is another")
	}
	if list, err := p.Exports.List(h.Room); err != nil || len(list) != 1 || list[0].Records != 12 {
		t.Errorf("exports %v, %v", list, err)
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

func (p *place) key(t testing.TB, id room.RoomID) string {
	key, err := p.Keys.Load(id)
	fatal(t, err)
	return base64.RawURLEncoding.EncodeToString(key.Public().(ed25519.PublicKey))
}

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

// TestFaultsWhileTakingIn has each of the stores fail, lost and stored but
// reported lost: nothing is left of the room, and the next try takes it in whole.
func TestFaultsWhileTakingIn(t *testing.T) {
	h := played(t)
	_, c := open(t, write(t, source(t, h), h.Room), made)
	steps := len(c.Commits) + 1
	for _, fault := range []faulty.Fault{faulty.Lost, faulty.StoredLost, faulty.Refused, faulty.Conflict} {
		for _, at := range []int{0, 1, steps / 2, steps - 2, steps - 1} {
			log := faulty.Wrap(memory.New())
			p := newPlace(t, log)
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
		}
	}
}

// empty holds that nothing is there of the room.
func (p *place) empty(t testing.TB, id room.RoomID) {
	t.Helper()
	if _, err := p.Log.Head(bg, id); !errors.Is(err, eventlog.ErrNoRoom) {
		t.Errorf("log: %v", err)
	}
	if has, err := p.Texts.Has(id); has || err != nil {
		t.Errorf("texts: %v, %v", has, err)
	}
	if _, err := p.Keys.Load(id); !errors.Is(err, translog.ErrNoKey) {
		t.Errorf("key: %v", err)
	}
	if left, _ := os.ReadDir(p.Incoming); len(left) > 0 {
		t.Errorf("%v still comes in", left)
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
