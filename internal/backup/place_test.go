package backup_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/internal/audit"
	"parley/internal/backup"
	"parley/internal/bundle"
	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/engine/simclock"
	"parley/internal/eventlog"
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
		Log: h.Log, Texts: h.Vault, Keys: oneKey{h}, Exports: bundle.OpenLedger(dir), Backups: bundle.OpenLedger(filepath.Join(dir, "backups")), Erasures: erasures, Now: made,
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
		Backups: bundle.OpenLedger(filepath.Join(p.dir, "backups")),
		Erased:  func(room.RoomID, room.Text) bool { return false }, Over: func(*room.State) bool { return false },
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

func (p *place) key(t testing.TB, id room.RoomID) string {
	key, err := p.Keys.Load(id)
	fatal(t, err)
	return base64.RawURLEncoding.EncodeToString(key.Public().(ed25519.PublicKey))
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
