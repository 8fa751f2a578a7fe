package texts

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/internal/room"
)

func bodiesOf(words ...string) (bodies []Body) {
	for i, w := range words {
		salt := [32]byte{byte(i + 1)}
		bodies = append(bodies, Body{Text: room.Commit(salt, w), Salt: salt, Body: w})
	}
	return bodies
}

func TestCopyOpensAgain(t *testing.T) {
	bodies := bodiesOf("Carts are quiet.", "Trams are loud.", "")
	sealed, keys := SealCopy(bodies)
	got, err := OpenCopy(sealed, keys)
	if err != nil || !slices.Equal(got, bodies) {
		t.Fatalf("%v, %v", got, err)
	}
	if bytes.Contains(sealed, []byte("quiet")) || bytes.Contains(keys, []byte("quiet")) {
		t.Error("the words are in the clear")
	}
	if again, more := SealCopy(bodies); bytes.Equal(again, sealed) || bytes.Equal(more, keys) {
		t.Error("two copies share their keys")
	}
	other, otherKeys := SealCopy(bodies[:2])
	lines := bytes.SplitAfter(sealed, []byte("\n"))
	for name, c := range map[string][2][]byte{
		"a key too many":     {bytes.Join(lines[:2], nil), keys},
		"a text too many":    {sealed, otherKeys},
		"another copy's":     {other, keys},
		"a byte flipped":     {flipped(sealed, 60), keys},
		"a key flipped":      {sealed, flipped(keys, 50)},
		"a commitment moved": {sealed, flipped(keys, 3)},
		"cut off":            {sealed[:len(sealed)-9], keys},
		"keys cut off":       {sealed, keys[:len(keys)-1]},
		"noise":              {[]byte("noise\n"), keys},
	} {
		if got, err := OpenCopy(c[0], c[1]); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %d texts, %v", name, len(got), err)
		}
	}
}

func flipped(b []byte, at int) []byte {
	b = bytes.Clone(b)
	if b[at] == 'A' {
		b[at] = 'B'
	} else {
		b[at] = 'A'
	}
	return b
}

func TestErasuresAreListedBeforeTheyAreDone(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(dir, "erasures")
	r, other := room.NewRoomID([16]byte{1}), room.NewRoomID([16]byte{2})
	list, err := OpenErasures(path)
	fatal(t, err)
	v, err := Open(NewMemory(), filepath.Join(dir, "keys"))
	fatal(t, err)
	bodies := bodiesOf("one", "two", "three")
	fatal(t, v.Put(ctx, r, bodies))
	n := Noting{v, list}
	fatal(t, n.Erase(ctx, r, bodies[0].Text, bodies[1].Text))
	fatal(t, n.Erase(ctx, r, bodies[0].Text)) // whoever opens a room erases again what its log erases
	fatal(t, n.Erase(ctx, other, bodies[2].Text))
	if _, ok := v.Get(r, bodies[0].Text); ok {
		t.Error("the text is still there")
	}
	check := func(l *Erasures) {
		t.Helper()
		for i, want := range []bool{true, true, false} {
			if l.Has(r, bodies[i].Text) != want {
				t.Errorf("text %d listed: %v", i, !want)
			}
		}
	}
	check(list)
	list, err = OpenErasures(path)
	fatal(t, err)
	check(list)
	check(ParseErasures(list.Lines(r)))
	if ParseErasures(list.Lines(r)).Has(other, bodies[2].Text) {
		t.Error("another room's are there too")
	}
	if b, err := os.ReadFile(path); err != nil || strings.Count(string(b), "\n") != 3 {
		t.Errorf("%s, %v", b, err)
	}
	fatal(t, list.Delete(r))
	list, err = OpenErasures(path)
	fatal(t, err)
	if list.Has(r, bodies[0].Text) || !list.Has(other, bodies[2].Text) || list.Whole() != nil {
		t.Error("the deleted room is still listed, or another is not")
	}
}

// TestNothingIsErasedThatIsNotListed has the list's file refused.
func TestNothingIsErasedThatIsNotListed(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	list, err := OpenErasures(filepath.Join(dir, "nowhere", "erasures"))
	fatal(t, err)
	v, err := Open(NewMemory(), filepath.Join(dir, "keys"))
	fatal(t, err)
	r, bodies := room.NewRoomID([16]byte{1}), bodiesOf("one")
	fatal(t, v.Put(ctx, r, bodies))
	if err := (Noting{v, list}).Erase(ctx, r, bodies[0].Text); err == nil {
		t.Error("erased without a word")
	}
	if _, ok := v.Get(r, bodies[0].Text); !ok || list.Has(r, bodies[0].Text) {
		t.Error("it is gone, or counts as listed")
	}
}

func TestDamagedErasures(t *testing.T) {
	r, bodies := room.NewRoomID([16]byte{1}), bodiesOf("one", "two")
	good := erasedLine(r, bodies[0].Text)
	path := filepath.Join(t.TempDir(), "erasures")
	for name, c := range map[string]struct {
		file  string
		whole bool
	}{
		"nothing":     {"", true},
		"a cut line":  {good + erasedLine(r, bodies[1].Text)[:40], true},
		"no room":     {strings.Repeat("9", 26) + good[26:] + good, false},
		"no text":     {good + string(r) + " words\n", false},
		"an odd line": {"\n" + good, false},
	} {
		fatal(t, os.WriteFile(path, []byte(c.file), 0o600))
		list, err := OpenErasures(path)
		fatal(t, err)
		if err := list.Whole(); (err == nil) != c.whole || err != nil && !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
		if list.Has(r, bodies[0].Text) != (c.file != "") {
			t.Errorf("%s: what can be read is not", name)
		}
		fatal(t, list.Note(r, bodies[1].Text))
		again, err := OpenErasures(path)
		fatal(t, err)
		if !again.Has(r, bodies[1].Text) {
			t.Errorf("%s: what was noted afterwards is not there", name)
		}
	}
	if ParseErasures([]byte(good+good[:30])).Whole() == nil {
		t.Error("a list that was cut off counts as whole")
	}
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
