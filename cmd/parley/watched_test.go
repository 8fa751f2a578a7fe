package main

import (
	"io"
	"os"
	"testing"
)

// A pipe does not say how long it is, and a file does.
func TestWatchedSays(t *testing.T) {
	t.Chdir(t.TempDir())
	fatal(t, os.WriteFile("votes.csv", make([]byte, 3<<20), 0o600))
	file, err := os.Open("votes.csv")
	fatal(t, err)
	r, pipe, err := os.Pipe()
	fatal(t, err)
	fatal(t, pipe.Close())
	for _, c := range []struct {
		of           *os.File
		before, then string
	}{
		{file, "reading votes.csv: 0 of 3 MB", "looking at what was read of votes.csv"},
		{r, "reading |0: 0 MB", "reading |0: 0 MB"},
	} {
		w := newWatched(t.Context(), c.of, io.Discard)
		if got := w.say(); got != c.before {
			t.Errorf("at first: %s", got)
		}
		if _, err := again(w); err != nil {
			t.Error(err)
		}
		_, err := io.ReadAll(w)
		fatal(t, err)
		if got := w.say(); got != c.then {
			t.Errorf("then: %s", got)
		}
		w.stop()
		fatal(t, w.Close())
	}
}
