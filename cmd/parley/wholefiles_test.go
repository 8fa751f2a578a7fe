package main

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
)

func TestWriteWhole(t *testing.T) {
	t.Chdir(t.TempDir())
	there := map[string]string{filepath.Join("new", "dir", "a"): "3", filepath.Join("new", "dir", "b"): "4"}
	two := func(a, b string) []wholeFile { return []wholeFile{{"a", []byte(a)}, {"b", []byte(b)}} }
	if names, err := writeWhole("new/dir", two("1", "2")); err != nil || len(names) != 2 || names[1] != filepath.Join("new", "dir", "b") {
		t.Fatalf("%q, %v", names, err)
	}
	if _, err := writeWhole("new/dir", two("3", "4")); err != nil {
		t.Fatal(err)
	}
	if got := snapshot(t, "."); !maps.Equal(got, there) {
		t.Errorf("%q", got)
	}

	unwritable := append(two("5", "6"), wholeFile{"no/name", nil})
	if names, err := writeWhole("new/dir", unwritable); err == nil || len(names) != 0 {
		t.Errorf("a name that cannot be: %q, %v", names, err)
	}
	if got := snapshot(t, "."); !maps.Equal(got, there) {
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
	if got := snapshot(t, "."); !maps.Equal(got, there) {
		t.Errorf("after it failed: %q", got)
	}
	if _, err := os.Stat("other"); err == nil {
		t.Error("it left a new directory")
	}
}
