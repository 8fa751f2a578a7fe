package jetstream

import (
	"os"
	"path/filepath"
	"testing"

	"parley/internal/eventlog"
	"parley/internal/eventlog/logtest"
)

// FuzzScan changes a block file of the store's own making: what is taken for
// whole must be so to the last byte, and its last number one that was written.
func FuzzScan(f *testing.F) {
	db, err := Open(filepath.Join(f.TempDir(), "log"))
	if err != nil {
		f.Fatal(err)
	}
	r, h := logtest.NewRoom(1), eventlog.Head{}
	for range 3 {
		if h, err = db.Log().Append(bg, r, h, logtest.Records(h.Index+1, 1, 200)); err != nil {
			f.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		f.Fatal(err)
	}
	block, err := os.ReadFile(filepath.Join(db.streams(), logStream(r), "msgs", "1.blk"))
	if err != nil {
		f.Fatal(err)
	}
	if last, whole := scan(block, logStream(r), 1); last != 3 || !whole {
		f.Fatalf("the store's own block: last %d, whole %v", last, whole)
	}
	if last, whole := scan(block, logStream(r), 2); last != 0 || whole {
		f.Fatal("a block is taken for another")
	}
	f.Add(block)
	f.Add(block[:len(block)-1])
	f.Add(make([]byte, 64))
	f.Fuzz(func(t *testing.T, b []byte) {
		if last, whole := scan(b, logStream(r), 1); last > 3 || whole && len(b) > 0 && last == 0 {
			t.Fatalf("forged: last %d, whole %v", last, whole)
		}
	})
}

func FuzzUnpackTexts(f *testing.F) {
	f.Add([]byte{2, 'a', 'b', 0, 1, 'c'})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, msg []byte) {
		sealed, err := unpackTexts(msg)
		if err != nil {
			return
		}
		n := 0
		for _, b := range sealed {
			n += 1 + len(b) // a length takes a byte or more
		}
		if n > len(msg) {
			t.Fatalf("%d bytes of texts in a message of %d", n, len(msg))
		}
	})
}
