package jetstream

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/internal/eventlog"
	"parley/internal/eventlog/logtest"
	"parley/internal/room"

	"github.com/nats-io/nats.go/jetstream"
)

var bg = context.Background()

// opened is a store in a directory of the test's own.
type opened struct {
	*DB
	t *testing.T
}

func openDB(t *testing.T) *opened {
	t.Helper()
	o := &opened{t: t}
	o.DB = must(Open(filepath.Join(t.TempDir(), "log")))(t)
	t.Cleanup(func() { _ = o.DB.Close() })
	return o
}

// reopen closes the store, lets between work on its files and opens it again.
func (o *opened) reopen(between func(dir string)) {
	o.t.Helper()
	dir := o.dir
	if err := o.DB.Close(); err != nil {
		o.t.Fatal(err)
	}
	between(dir)
	o.DB = must(Open(dir))(o.t)
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// replace puts another stream in the place of the room's, with what change
// makes of one message; a message that becomes nil is a hole.
func (o *opened) replace(r room.RoomID, seq room.Seq, change func([]byte) []byte) {
	o.t.Helper()
	stream := logStream(r)
	last, _, err := o.last(bg, stream)
	if err != nil {
		o.t.Fatal(err)
	}
	var all [][]byte
	for i := range last {
		all = append(all, must(o.get(bg, stream, i+1))(o.t))
	}
	if err := o.js.DeleteStream(bg, stream); err != nil {
		o.t.Fatal(err)
	}
	conf := jetstream.StreamConfig{Name: stream, Subjects: []string{stream}, AllowDirect: true}
	s := must(o.js.CreateStream(bg, conf))(o.t)
	for i, b := range all {
		hole := false
		if i == int(seq)-1 {
			b = change(b)
			hole = b == nil
		}
		if err := o.publish(bg, stream, b); err != nil {
			o.t.Fatal(err)
		}
		if hole {
			if err := s.DeleteMsg(bg, uint64(seq)); err != nil {
				o.t.Fatal(err)
			}
		}
	}
}

func TestLog(t *testing.T) {
	logtest.Run(t, func(t *testing.T) logtest.Store {
		o := openDB(t)
		return logtest.Store{
			Log: o.Log(),
			Reopen: func() eventlog.Log {
				o.reopen(func(string) {})
				return o.Log()
			},
			Damage: func(r room.RoomID, seq room.Seq, change func([]byte) []byte) eventlog.Log {
				o.replace(r, seq, change)
				o.reopen(func(string) {})
				return o.Log()
			},
		}
	})
}

func fill(t *testing.T, l eventlog.Log, r room.RoomID, commits, records, size int) eventlog.Head {
	t.Helper()
	var h eventlog.Head
	for range commits {
		h = must(l.Append(bg, r, h, logtest.Records(h.Index+1, records, size)))(t)
	}
	return h
}

func readAll(l eventlog.Log, r room.RoomID) (n int, err error) {
	for _, err := range l.Read(bg, r, 1) {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func TestReadsManyBatches(t *testing.T) {
	l := openDB(t).Log()
	h := fill(t, l, logtest.NewRoom(1), 40, 1, eventlog.MaxBytes-300) // 10 MiB, three batches by bytes
	if n, err := readAll(l, logtest.NewRoom(1)); n != int(h.Seq) || err != nil {
		t.Errorf("read %d of %d commits: %v", n, h.Seq, err)
	}
	h = fill(t, l, logtest.NewRoom(2), 2*batchMessages+1, 1, 200)
	if n, err := readAll(l, logtest.NewRoom(2)); n != int(h.Seq) || err != nil {
		t.Errorf("read %d of %d commits: %v", n, h.Seq, err)
	}
}

func blocks(t *testing.T, dir string) []string {
	t.Helper()
	return must(filepath.Glob(filepath.Join(dir, "jetstream", "*", "streams", "*", "msgs", "*.blk")))(t)
}

func TestOneProcess(t *testing.T) {
	o := openDB(t)
	if _, err := Open(o.dir); !errors.Is(err, ErrInUse) {
		t.Errorf("opened twice: %v", err)
	}
	o.reopen(func(string) {})
}

func TestDeleteRemovesFiles(t *testing.T) {
	o := openDB(t)
	r := logtest.NewRoom(1)
	fill(t, o.Log(), r, 3, 1, 200)
	if len(blocks(t, o.dir)) != 1 {
		t.Fatal("no file of messages before deleting")
	}
	if err := o.Log().Delete(bg, r); err != nil {
		t.Fatal(err)
	}
	if left := blocks(t, o.dir); len(left) != 0 {
		t.Errorf("deleting leaves %v", left)
	}
}

func TestEmptyStreamIsNoRoom(t *testing.T) {
	o := openDB(t)
	r := logtest.NewRoom(1)
	if err := o.create(bg, logStream(r)); err != nil { // as a crash before the first commit leaves it
		t.Fatal(err)
	}
	for id := range o.Log().Rooms(bg) {
		t.Errorf("room %s", id)
	}
	if _, err := o.Log().Head(bg, r); !errors.Is(err, eventlog.ErrNoRoom) {
		t.Errorf("head: %v", err)
	}
	fill(t, o.Log(), r, 1, 1, 200)
}

func TestNoAnswer(t *testing.T) {
	o := openDB(t)
	r := logtest.NewRoom(1)
	h := fill(t, o.Log(), r, 1, 1, 200)
	l := o.Log()
	o.reopen(func(string) {
		if _, err := l.Append(bg, r, h, logtest.Records(2, 1, 200)); !errors.Is(err, eventlog.ErrUnknown) {
			t.Errorf("append to a store that does not answer: %v", err)
		}
	})
}

func TestReadyWhileItIsOpen(t *testing.T) {
	o := openDB(t)
	if err := o.Ready(bg); err != nil {
		t.Error(err)
	}
	o.reopen(func(string) {
		ctx, stop := context.WithTimeout(bg, time.Second)
		defer stop()
		if o.Ready(ctx) == nil {
			t.Error("a closed store says that it is ready")
		}
	})
}

func TestStreamSettings(t *testing.T) {
	o := openDB(t)
	r := logtest.NewRoom(1)
	fill(t, o.Log(), r, 1, 1, 200)
	s := must(o.js.Stream(bg, logStream(r)))(t)
	c := s.CachedInfo().Config
	if c.Storage != jetstream.FileStorage || !c.DenyPurge || !c.DenyDelete || c.PersistMode != jetstream.DefaultPersistMode ||
		c.MaxMsgs > 0 || c.MaxBytes > 0 || c.MaxAge > 0 {
		t.Errorf("settings of the stream: %+v", c)
	}
	if js := o.srv.JetStreamConfig(); !js.SyncAlways {
		t.Errorf("the server does not sync always: %+v", js)
	}
	if err := s.Purge(bg); err == nil {
		t.Error("a log can be purged")
	}
	if err := s.DeleteMsg(bg, 1); err == nil {
		t.Error("a commit can be deleted")
	}
}

func TestTexts(t *testing.T) {
	o := openDB(t)
	r, other := logtest.NewRoom(1), logtest.NewRoom(2)
	var want []string
	for _, n := range []int{1, 3, 20} {
		var put [][]byte
		for i := range n {
			s := strings.Repeat(string(rune('a'+i)), 1+i*5000)
			put, want = append(put, []byte(s)), append(want, s)
		}
		if err := o.Texts().Put(bg, r, put); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.Texts().Put(bg, other, [][]byte{{1}}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if got := allTexts(t, o, r); !slices.Equal(got, want) {
			t.Errorf("%d of %d texts", len(got), len(want))
		}
		o.reopen(func(string) {})
	}
	if err := o.Texts().Delete(bg, r); err != nil {
		t.Fatal(err)
	}
	if got := allTexts(t, o, r); len(got) != 0 {
		t.Errorf("%d texts of a deleted room", len(got))
	}
	if got := allTexts(t, o, other); len(got) != 1 {
		t.Errorf("%d texts of the other room", len(got))
	}
	for id := range o.Log().Rooms(bg) {
		t.Errorf("texts make room %s", id)
	}
}

func allTexts(t *testing.T, o *opened, r room.RoomID) (all []string) {
	t.Helper()
	for s, err := range o.Texts().All(bg, r) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(s))
	}
	return all
}
