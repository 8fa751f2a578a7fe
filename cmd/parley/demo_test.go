package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/report"
	"parley/internal/room"
)

// A session that could not be kept at its end is not begun.
func TestDemoKeepsAnEarlierSession(t *testing.T) {
	dir := t.TempDir()
	fatal(t, os.WriteFile(filepath.Join(dir, "session.parley"), []byte("kept"), 0o600))
	says(t, command(t, 1, "demo", "-fast", "-dir", dir), "another session")
	if got := readFile(t, filepath.Join(dir, "session.parley")); got != "kept" {
		t.Errorf("it holds %q", got)
	}
}

// TestWholeSession plays sixty minutes through HTTP, engine and the durable
// log; the demo itself fails when a vote was lost or the export does not verify. It
// computes while browsers' pages wait.
func TestWholeSession(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var out bytes.Buffer
	if code := run(context.Background(), []string{"demo", "-fast", "-dir", dir}, nil, &out, &out); code != 0 {
		t.Fatalf("exit %d: %s", code, out.String())
	}
	raw, err := os.ReadFile(filepath.Join(dir, "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m report.Model
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	if len(m.Turns) < 15 || len(m.Questions) < 5 {
		t.Errorf("%d turns, %d questions", len(m.Turns), len(m.Questions))
	}
	kinds := map[string]int{}
	for _, q := range m.Questions {
		for _, o := range q.Outcomes {
			kinds[string(o.Kind)]++
		}
	}
	if kinds["not-put"] > 0 || len(kinds) < 2 {
		t.Errorf("outcomes: %v", kinds)
	}
	sides := m.Balance.Sides
	if d := sides[0].Turns - sides[1].Turns; d < -3 || d > 3 {
		t.Errorf("turns by side: %+v", sides)
	}

	// The tables hold what the model holds.
	turns, err := os.ReadFile(filepath.Join(dir, "tables", "turns.csv"))
	if err != nil || bytes.Count(turns, []byte("\r\n")) != len(m.Turns)+1 {
		t.Errorf("turns.csv: %v, %d bytes", err, len(turns))
	}

	// Anybody may verify the file later; one changed letter is found.
	export := filepath.Join(dir, "session.parley")
	var said bytes.Buffer
	if code := run(context.Background(), []string{"verify", export}, nil, &said, &said); code != 0 {
		t.Fatalf("verify: %s", said.String())
	}
	file, err := os.ReadFile(export)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range room.Kinds {
		if !bytes.Contains(file, []byte(`"kind":"`+string(k)+`"`)) {
			t.Errorf("nobody wrote a %s", k)
		}
	}
	for _, did := range []string{
		`"card.show/1"`, `"vote.weigh/1"`, `"question.merge/1"`, `"reply.give/1"[^}]*"turn":`, `"reply.give/1"[^}]*"text":`,
		`"statement.add/1"[^}]*"prepared":true`, `"statement.add/1"[^}]*"hand":"`, `"statement.count/1"[^}]*"choices":`,
		`"answer":"live-with"`, `"answer":"needs"`, `"answer":"private"`, `"answer":"support"`,
	} {
		if !regexp.MustCompile(did).Match(file) {
			t.Errorf("no record holds %s", did)
		}
	}
	tampered := filepath.Join(dir, "tampered.parley")
	if err := os.WriteFile(tampered, bytes.Replace(file, []byte(`"answer":"agree"`), []byte(`"answer":"unsure"`), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	said.Reset()
	if code := run(context.Background(), []string{"verify", tampered}, nil, &said, &said); code != 1 || !strings.Contains(said.String(), "chain") {
		t.Errorf("a changed vote: exit %d, %s", code, said.String())
	}
}
