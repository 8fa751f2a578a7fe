package logtest

import (
	"errors"
	"testing"

	"parley/internal/eventlog"
)

func readEnds(t *testing.T, s Store) {
	r := NewRoom(1)
	h := add(t, s.Log, r, eventlog.Head{}, Records(1, 1, 200))
	h = add(t, s.Log, r, h, Records(2, 1, 200))
	n := 0
	for c, err := range s.Log.Read(bg, r, 1) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		h = add(t, s.Log, r, h, Records(h.Index+1, 1, 200))
		c.Records[0].Record[3] = '!' // the commit is the reader's own
	}
	if n != 2 {
		t.Errorf("a read of 2 commits yielded %d while more came", n)
	}
	if n := len(read(t, s.Log, r, 1)); n != 4 {
		t.Errorf("then %d", n)
	}
}

func damage(t *testing.T, s Store) {
	flip := func(at int) func([]byte) []byte {
		return func(b []byte) []byte { b[(at+len(b))%len(b)] ^= 1; return b }
	}
	n := byte(10)
	for name, change := range map[string]func([]byte) []byte{
		"hole": func([]byte) []byte { return nil }, "salt": flip(150), "record": flip(-40),
		"prev": flip(20), "no commit": func([]byte) []byte { return []byte("{}") },
		"space": func(b []byte) []byte { return append(b, ' ') },
	} {
		n++
		r, h := NewRoom(n), eventlog.Head{}
		for range 4 {
			h = add(t, s.Log, r, h, Records(h.Index+1, 2, 200))
		}
		s.Log = s.Damage(r, 2, change)
		if err := readError(s.Log, r); !errors.Is(err, eventlog.ErrBroken) {
			t.Errorf("read over a commit with a damaged %s: %v", name, err)
		}
	}
}
