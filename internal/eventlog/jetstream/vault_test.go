package jetstream

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/eventlog/logtest"
	"parley/internal/room"
	"parley/internal/texts"
)

var _ texts.Store = (*Texts)(nil)

// TestErasedTextIsInNoFile follows a body of text through a whole data
// directory: store, keys and all that they leave behind.
func TestErasedTextIsInNoFile(t *testing.T) {
	o, r := openDB(t), logtest.NewRoom(1)
	data := filepath.Dir(o.dir)
	keyDir := filepath.Join(data, "keys")
	kept, gone := body("a text that stays"), body("a text that somebody wants back")
	open := func() *texts.Vault {
		t.Helper()
		v := must(texts.Open(o.Texts(), keyDir))(t)
		if err := v.Load(bg, r); err != nil {
			t.Fatal(err)
		}
		return v
	}
	v := open()
	if err := v.Put(bg, r, []texts.Body{kept, gone}); err != nil {
		t.Fatal(err)
	}
	o.reopen(func(string) {})
	v = open()
	for _, b := range []texts.Body{kept, gone} {
		if got, ok := v.Salted(r, b.Text); !ok || got != b {
			t.Errorf("after reopening: %+v, %v", got, ok)
		}
	}
	key := keyOf(t, filepath.Join(keyDir, string(r)), gone.Text)
	if err := v.Erase(bg, r, gone.Text); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for _, secret := range []string{gone.Body, kept.Body, key, string(gone.Salt[:])} {
			if f := fileWith(t, data, secret); f != "" {
				t.Errorf("%q is in %s", secret, f)
			}
		}
		o.reopen(func(string) {})
		v = open()
		if _, ok := v.Get(r, gone.Text); ok {
			t.Error("the erased text is back")
		}
		if got, _ := v.Get(r, kept.Text); got != kept.Body {
			t.Errorf("the other text reads %q", got)
		}
	}
}

func body(s string) texts.Body {
	b := texts.Body{Salt: [32]byte(bytes.Repeat([]byte(s[:8]), 4)), Body: s}
	b.Text = room.Commit(b.Salt, s)
	return b
}

// keyOf is the text's key as the file of keys writes it.
func keyOf(t *testing.T, path string, text room.Text) string {
	t.Helper()
	_, rest, ok := strings.Cut(string(must(os.ReadFile(path))(t)), string(text)+" ")
	if !ok {
		t.Fatal("the text has no key")
	}
	return rest[:43]
}

// fileWith is a file under dir that holds what, or "".
func fileWith(t *testing.T, dir, what string) (found string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		if bytes.Contains(b, []byte(what)) {
			found = p
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
