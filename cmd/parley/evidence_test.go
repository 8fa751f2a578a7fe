package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The evidence about a post says what it proves, and nothing once it was changed.
func TestEvidence(t *testing.T) {
	data := t.TempDir()
	id, item := leaveAndErase(t, data)
	file := filepath.Join(t.TempDir(), "post.json")
	command(t, 0, "evidence", "-data", data, "-out", file, string(id), item)
	got := command(t, 0, "verify", file)
	for _, want := range []string{"post " + item + ", written by guest", `"Carts are quiet."`, "Everything holds"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if got := command(t, 1, "evidence", "-data", data, "-out", file, string(id), item); !strings.Contains(got, "exists") {
		t.Errorf("over a file that is there: %s", got)
	}
	if got := command(t, 1, "evidence", "-data", data, string(id), "ZZZZ"); !strings.Contains(got, "has no post ZZZZ") {
		t.Error(got)
	}
	if got := command(t, 0, "erase", "-data", data, string(id), item); !strings.Contains(got, "The export made") {
		t.Errorf("the copy in the evidence is not told of: %s", got)
	}
	b, err := os.ReadFile(file)
	fatal(t, err)
	fatal(t, os.WriteFile(file, []byte(strings.Replace(string(b), "Carts are quiet.", "Carts are loud.", 1)), 0o600))
	if got := command(t, 1, "verify", file); !strings.Contains(got, "not what its record committed to") || !strings.Contains(got, "proves nothing") {
		t.Error(got)
	}
}
