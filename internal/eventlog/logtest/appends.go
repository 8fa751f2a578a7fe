package logtest

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"

	"parley/internal/eventlog"
	"parley/internal/room"
)

func appendAndRead(t *testing.T, s Store) {
	r, heads := NewRoom(1), []eventlog.Head{{}}
	var want [][]byte
	for i, n := range []int{1, 3, 1, 2} {
		rs := Records(heads[i].Index+1, n, 200)
		for j := range rs {
			want = append(want, rs[j].Append(nil))
		}
		heads = append(heads, add(t, s.Log, r, heads[i], rs))
	}
	end := heads[4]
	if end.Seq != 4 || end.Index != 7 {
		t.Fatalf("head after 4 commits of 7 records: %+v", end)
	}
	if h, err := s.Log.Head(bg, r); err != nil || h != end {
		t.Fatalf("Head: %+v, %v; want %+v", h, err, end)
	}
	for from := room.Seq(0); from <= 6; from++ {
		cs := read(t, s.Log, r, from)
		first := max(from, 1)
		if len(cs) != max(0, 5-int(first)) {
			t.Fatalf("Read from %d yields %d commits", from, len(cs))
		}
		for i, c := range cs {
			seq := int(first) + i
			if c.Head() != heads[seq] || c.Prev != heads[seq-1].Hash {
				t.Fatalf("commit %d read from %d: %+v; want head %+v", seq, from, c.Head(), heads[seq])
			}
			for j, st := range c.Records {
				if !bytes.Equal(st.Record, want[int(c.First)-1+j]) {
					t.Fatalf("record %d is %s", int(c.First)+j, st.Record)
				}
			}
		}
	}
	salts := map[[16]byte]bool{}
	for _, c := range read(t, s.Log, r, 1) {
		for _, st := range c.Records {
			salts[st.Salt] = true
		}
	}
	if len(salts) != 7 || salts[[16]byte{}] {
		t.Fatalf("7 records have %d salts", len(salts))
	}
}

func conflict(t *testing.T, s Store) {
	r := NewRoom(1)
	h1 := add(t, s.Log, r, eventlog.Head{}, Records(1, 1, 200))
	h2 := add(t, s.Log, r, h1, Records(2, 1, 200))
	ahead := h2
	ahead.Seq++
	forged := h2
	forged.Hash[5] ^= 1
	short := h2
	short.Index--
	for name, after := range map[string]eventlog.Head{
		"zero": {}, "behind": h1, "ahead": ahead, "another hash": forged, "another index": short,
	} {
		if _, err := s.Log.Append(bg, r, after, Records(9, 1, 200)); !errors.Is(err, eventlog.ErrConflict) {
			t.Errorf("append after %s head: %v", name, err)
		}
	}
	if _, err := s.Log.Append(bg, NewRoom(2), h2, Records(3, 1, 200)); !errors.Is(err, eventlog.ErrConflict) {
		t.Errorf("append to a room that is not there: %v", err)
	}
	if n := len(read(t, s.Log, r, 1)); n != 2 {
		t.Errorf("%d commits after refused appends", n)
	}
	add(t, s.Log, r, h2, Records(3, 1, 200))
}

// takes has a second room hold the first one's commits, byte for byte.
func takes(t *testing.T, s Store) {
	from, to := NewRoom(1), NewRoom(2)
	var end eventlog.Head
	for _, n := range []int{1, 3, 2} {
		end = add(t, s.Log, from, end, Records(end.Index+1, n, 200))
	}
	cs := read(t, s.Log, from, 1)
	spoiled := cs[1]
	spoiled.Prev[3] ^= 1
	none := cs[1]
	none.Records = nil
	var at eventlog.Head
	for i := range cs {
		for name, c := range map[string]*eventlog.Commit{"a later one": &cs[2], "an earlier one": &cs[0], "another's": &spoiled} {
			if i == 1 {
				if _, err := s.Log.Take(bg, to, at, c); !errors.Is(err, eventlog.ErrBroken) {
					t.Errorf("%s in the second's place: %v", name, err)
				}
			}
		}
		if _, err := s.Log.Take(bg, to, at, &none); !errors.Is(err, eventlog.ErrTooLarge) {
			t.Errorf("a commit of nothing: %v", err)
		}
		before := at
		var err error
		if at, err = s.Log.Take(bg, to, at, &cs[i]); err != nil || at != cs[i].Head() {
			t.Fatalf("commit %d: %+v, %v", i+1, at, err)
		}
		if _, err := s.Log.Take(bg, to, before, &cs[i]); !errors.Is(err, eventlog.ErrConflict) {
			t.Errorf("commit %d twice: %v", i+1, err)
		}
	}
	again := read(t, s.Log, to, 1)
	for i := range cs {
		if !bytes.Equal(cs[i].Append(nil), again[i].Append(nil)) {
			t.Errorf("commit %d is not as it was", i+1)
		}
	}
	if at != end || len(again) != 3 {
		t.Errorf("%d commits, head %+v, want %+v", len(again), at, end)
	}
	add(t, s.Log, to, at, Records(at.Index+1, 1, 200))
	ctx, cancel := context.WithCancel(bg)
	cancel()
	if _, err := s.Log.Take(ctx, NewRoom(3), eventlog.Head{}, &cs[0]); !errors.Is(err, context.Canceled) {
		t.Errorf("after its context's end: %v", err)
	}
}

func oneOfMany(t *testing.T, s Store) {
	r, after := NewRoom(1), eventlog.Head{}
	for range 5 {
		var wg sync.WaitGroup
		won := make(chan eventlog.Head, 8)
		for i := range 8 {
			wg.Go(func() {
				h, err := s.Log.Append(bg, r, after, Records(room.Index(100*i), 1, 200))
				if err == nil {
					won <- h
				} else if !errors.Is(err, eventlog.ErrConflict) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if len(won) != 1 {
			t.Fatalf("%d of 8 appends after one head were stored", len(won))
		}
		after = <-won
		if h, err := s.Log.Head(bg, r); err != nil || h != after {
			t.Fatalf("Head %+v, %v after %+v won", h, err, after)
		}
	}
}

func limits(t *testing.T, s Store) {
	r := NewRoom(1)
	h := add(t, s.Log, r, eventlog.Head{}, Records(1, eventlog.MaxRecords, 200))
	big := Records(h.Index+1, 1, eventlog.MaxBytes-200)
	h = add(t, s.Log, r, h, big)
	for name, rs := range map[string][]room.Record{
		"none": nil, "too many": Records(1, eventlog.MaxRecords+1, 200), "too large": Records(1, 2, eventlog.MaxBytes/2),
	} {
		if _, err := s.Log.Append(bg, r, h, rs); !errors.Is(err, eventlog.ErrTooLarge) {
			t.Errorf("append of %s: %v", name, err)
		}
	}
	cs := read(t, s.Log, r, 1)
	if len(cs) != 2 || len(cs[0].Records) != eventlog.MaxRecords || !bytes.Equal(cs[1].Records[0].Record, big[0].Append(nil)) {
		t.Errorf("%d commits", len(cs))
	}
}

func malformed(t *testing.T, s Store) {
	r := NewRoom(1)
	h := add(t, s.Log, r, eventlog.Head{}, Records(1, 1, 200))
	deep := string(bytes.Repeat([]byte("["), 10000)) + string(bytes.Repeat([]byte("]"), 10000))
	for name, spoil := range map[string]func(*room.Record){
		"version":    func(r *room.Record) { r.V = 2 },
		"actor":      func(r *room.Record) { r.By.Kind = "" },
		"payload":    func(r *room.Record) { r.Payload = []byte(`{"a":1`) },
		"no payload": func(r *room.Record) { r.Payload = nil },
		"two values": func(r *room.Record) { r.Payload = []byte(`1,"sig":""`) },
		"duplicate":  func(r *room.Record) { r.Facts = []byte(`{"a":1,"a":2}`) },
		"padding":    func(r *room.Record) { r.Facts = []byte(`{} `) },
		"bad UTF-8":  func(r *room.Record) { r.Type = "\xff" },
		"too deep":   func(r *room.Record) { r.Payload = []byte(deep) },
	} {
		rs := Records(2, 2, 200)
		spoil(&rs[1])
		if _, err := s.Log.Append(bg, r, h, rs); err == nil {
			t.Errorf("record with bad %s was stored", name)
		}
	}
	if got := len(read(t, s.Log, r, 1)); got != 1 {
		t.Errorf("%d commits after refused records", got)
	}
}

func cancelled(t *testing.T, s Store) {
	ctx, cancel := context.WithCancel(bg)
	cancel()
	h := add(t, s.Log, NewRoom(1), eventlog.Head{}, Records(1, 1, 200))
	for r, after := range map[room.RoomID]eventlog.Head{NewRoom(1): h, NewRoom(2): {}} {
		_, err := s.Log.Append(ctx, r, after, Records(2, 1, 200))
		if !errors.Is(err, context.Canceled) || errors.Is(err, eventlog.ErrUnknown) {
			t.Errorf("append after its context's end: %v", err)
		}
	}
	if got := rooms(t, s.Log); len(got) != 1 {
		t.Errorf("rooms %v", got)
	}
	add(t, s.Log, NewRoom(1), h, Records(2, 1, 200))
}
