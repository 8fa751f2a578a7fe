package bundle_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"parley/internal/bundle"
	"parley/internal/room"
)

func TestLedger(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "exports")
	a, b := room.NewRoomID([16]byte{1}), room.NewRoomID([16]byte{2})
	l := bundle.OpenLedger(dir)
	want := []bundle.Made{{At: "2030-01-01T00:00:00Z", Records: 7}, {At: "2030-01-02T00:00:00Z", Records: 9}}
	list := func(id room.RoomID, want []bundle.Made) {
		t.Helper()
		if got, err := bundle.OpenLedger(dir).List(id); err != nil || !slices.Equal(got, want) {
			t.Errorf("%v, %v; want %v", got, err, want)
		}
	}
	list(a, []bundle.Made{})
	for _, made := range want {
		if err := l.Note(a, made); err != nil {
			t.Fatal(err)
		}
	}
	list(a, want)
	list(b, []bundle.Made{})
	f, err := os.OpenFile(filepath.Join(dir, string(a)), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"at":"2030-`); err != nil || f.Close() != nil {
		t.Fatal(err)
	}
	list(a, want)
	for range 2 {
		if err := l.Delete(a); err != nil {
			t.Fatal(err)
		}
		list(a, []bundle.Made{})
	}
}
