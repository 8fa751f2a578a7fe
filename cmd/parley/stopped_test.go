package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// waiting is a pipe in which nothing comes; whoever reads it is stopped.
type waiting struct {
	stop context.CancelFunc
	over <-chan struct{}
}

func (w waiting) Read([]byte) (int, error) {
	w.stop()
	<-w.over
	return 0, io.EOF
}

// Ctrl+C ends what checks and analyses, whatever it waits for, and nothing is left.
func TestStopped(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("trams.csv", []byte(tramVotes), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args  []string
		waits bool
	}{
		"stand":                    {args: []string{"stand", "trams.csv"}},
		"stand as Polis":           {args: []string{"stand", "-polis", "trams.csv"}},
		"stand with comments":      {args: []string{"stand", "-comments", "trams.csv", "trams.csv"}},
		"stand of a series":        {args: []string{"stand", "trams.csv", "trams.csv"}},
		"verify":                   {args: []string{"verify", "trams.csv"}},
		"verify of standard input": {args: []string{"verify", "-"}, waits: true},
	} {
		ctx, stop := context.WithCancel(t.Context())
		in := waiting{stop, t.Context().Done()}
		if !c.waits {
			stop()
		}
		var out, said strings.Builder
		if code := run(ctx, c.args, in, &out, &said); code != 1 || out.Len() > 0 || !strings.Contains(said.String(), errStopped.Error()) {
			t.Errorf("%s: ended with %d: %s%s", name, code, &out, &said)
		}
		if files, err := filepath.Glob("*"); err != nil || len(files) != 1 {
			t.Errorf("%s: it wrote %q, %v", name, files, err)
		}
	}
}

// What works on a data directory says that it was stopped, and changes nothing: a
// backup that lacks rooms for it is none.
func TestStoppedOnData(t *testing.T) {
	t.Chdir(t.TempDir())
	id, item := leaveAndErase(t, "data")
	room := string(id)
	command(t, 0, "backup", "-data", "data", "copy")
	command(t, 0, "export", "-data", "data", "-out", "room.parley", room)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, args := range [][]string{
		{"export", "-data", "data", "-out", "new", room},
		{"evidence", "-data", "data", "-out", "new", room, item},
		{"report", "-data", "data", room},
		{"report", "-data", "data", "-csv", "new", room},
		{"rooms", "-data", "data"},
		{"backup", "-data", "data", "new"},
		{"restore", "-data", "new", "copy"},
		{"import", "-data", "new", "room.parley"},
	} {
		var out, said strings.Builder
		if code := run(ctx, args, nil, &out, &said); code != 1 || out.Len() > 0 || said.String() != "parley: "+errStopped.Error()+"\n" {
			t.Errorf("%s: ended with %d: %s%s", args, code, &out, &said)
		}
		if _, err := os.Stat("new"); err == nil && args[2] != "new" {
			t.Errorf("%s: it left something", args)
		}
	}
	says(t, command(t, 0, "rooms", "-data", "new"), "No rooms")
}

// What is read is what is there, in whatever parts it comes.
func TestStoppableReads(t *testing.T) {
	long := strings.Repeat("0123456789", 20_000)
	if err := iotest.TestReader(newStoppable(t.Context(), iotest.HalfReader(strings.NewReader(long))), []byte(long)); err != nil {
		t.Error(err)
	}
}
