package main

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// filesIn reads a directory: the files' bodies by name, "/" for a directory.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		body, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if out[e.Name()] = string(body); err != nil {
			out[e.Name()] = "/"
		}
	}
	return out
}

func TestWriteWhole(t *testing.T) {
	t.Chdir(t.TempDir())
	two := func(a, b string) []wholeFile { return []wholeFile{{"a", []byte(a)}, {"b", []byte(b)}} }
	if names, err := writeWhole("new/dir", two("1", "2")); err != nil || len(names) != 2 || names[1] != filepath.Join("new", "dir", "b") {
		t.Fatalf("%q, %v", names, err)
	}
	if _, err := writeWhole("new/dir", two("3", "4")); err != nil {
		t.Fatal(err)
	}
	if got := filesIn(t, "new/dir"); !maps.Equal(got, map[string]string{"a": "3", "b": "4"}) {
		t.Errorf("%q", got)
	}

	unwritable := append(two("5", "6"), wholeFile{"no/name", nil})
	if names, err := writeWhole("new/dir", unwritable); err == nil || len(names) != 0 {
		t.Errorf("a name that cannot be: %q, %v", names, err)
	}
	if got := filesIn(t, "new/dir"); !maps.Equal(got, map[string]string{"a": "3", "b": "4"}) {
		t.Errorf("after it failed: %q", got)
	}
	if _, err := writeWhole("other", unwritable); err == nil {
		t.Error("a name that cannot be, in a new directory")
	}
	if err := os.Mkdir("new/dir/c", 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := writeWhole("new/dir", []wholeFile{{"c", []byte("7")}}); err == nil {
		t.Error("in the place of a directory")
	}
	if got := filesIn(t, "new/dir"); !maps.Equal(got, map[string]string{"a": "3", "b": "4", "c": "/"}) {
		t.Errorf("after it failed: %q", got)
	}
	if got := filesIn(t, "."); !maps.Equal(got, map[string]string{"new": "/"}) {
		t.Errorf("it left %q", got)
	}
}
