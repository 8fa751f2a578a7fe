package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/opinion"
)

// callStand writes a table into a new directory and calls stand on it there.
func callStand(t *testing.T, table string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("trams.csv", []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	var said lockedBuffer
	code = run(t.Context(), append([]string{"stand", "trams.csv"}, args...), nil, &out, &said)
	return code, out.String(), said.String()
}

const tramVotes = "voter-id;comment-id;vote\n1;0;1\n2;0;-1\n2;0;1\n3;1;0\n"

func TestStandWritesFiles(t *testing.T) {
	code, stdout, stderr := callStand(t, tramVotes, "--polis", "--out", "report")
	if code != 0 || stdout != filepath.Join("report", "index.html")+"\n"+filepath.Join("report", "stand.json")+"\n" {
		t.Errorf("ended with %d: %s%s", code, stdout, stderr)
	}
	if !strings.Contains(stderr, "1 was taken for agree") || !strings.Contains(stderr, "-agree -1") || !strings.Contains(stderr, "statement: 1.") {
		t.Errorf("it said: %s", stderr)
	}
	page, err := os.ReadFile(filepath.Join("report", "index.html"))
	if err != nil || !bytes.Contains(page, []byte("trams.csv")) {
		t.Error(err)
	}
}

func TestStandByItself(t *testing.T) {
	code, stdout, stderr := callStand(t, tramVotes, "-lang", "ar")
	if page := filepath.Join("trams-stand", "index.html"); code != 0 || !strings.HasPrefix(stdout, page+"\n") {
		t.Errorf("ended with %d: %s%s", code, stdout, stderr)
	} else if text, err := os.ReadFile(page); err != nil || !bytes.Contains(text, []byte(`dir="rtl"`)) {
		t.Error(err)
	}
}

func TestStandPrintsFigures(t *testing.T) {
	code, stdout, _ := callStand(t, tramVotes, "-polis", "-json", "-agree", "-1")
	if code != 0 || !strings.HasPrefix(stdout, "{") || !strings.Contains(stdout, `"method": "polis"`) {
		t.Errorf("ended with %d: %s", code, stdout)
	}
	if files, err := filepath.Glob("*"); err != nil || len(files) != 1 {
		t.Errorf("it wrote %q, %v", files, err)
	}
}

// A report that cannot be written leaves the one that is there as it was; one that
// has no map leaves no older map beside it.
func TestStandLeavesWholeReports(t *testing.T) {
	callStand(t, campVotes(), "-out", "report")
	before := snapshot(t, "report")
	if before[filepath.Join("report", "map.svg")] == "" || len(before) != 3 {
		t.Fatalf("%d files: %q", len(before), before[filepath.Join("report", "map.svg")])
	}
	if err := os.Rename(filepath.Join("report", "stand.json"), "stand.json"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join("report", "stand.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	var out, said lockedBuffer
	if code := run(t.Context(), []string{"stand", "trams.csv", "-out", "report"}, nil, &out, &said); code != 1 || !strings.Contains(said.String(), "stand.json") {
		t.Errorf("ended with %d: %s", code, said.String())
	}
	delete(before, filepath.Join("report", "stand.json"))
	if after := snapshot(t, "report"); !maps.Equal(before, after) {
		t.Errorf("it left %d files", len(after))
	}
	if err := os.Remove(filepath.Join("report", "stand.json")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("trams.csv", []byte(tramVotes), 0o600); err != nil {
		t.Fatal(err)
	}
	if code := run(t.Context(), []string{"stand", "trams.csv", "-out", "report"}, nil, &out, &said); code != 0 {
		t.Errorf("ended with %d: %s", code, said.String())
	}
	if after := snapshot(t, "report"); len(after) != 2 || after[filepath.Join("report", "map.svg")] != "" {
		t.Errorf("beside a report without a map there are %d files", len(after))
	}
}

// campVotes is votes of two camps that are large enough for a map.
func campVotes() string {
	var b strings.Builder
	b.WriteString("participant,statement,vote\n")
	for i := range 60 {
		for j := range 8 {
			vote := 1 - 2*((i+j)%2)
			if i%9 == j {
				vote = -vote
			}
			fmt.Fprintf(&b, "p%d,s%d,%d\n", i, j, vote)
		}
	}
	return b.String()
}

// A pipe is read once, even where its votes are turned.
func TestStandReadsAPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	_, err = w.WriteString("participant,n-agree,n-disagree,0,1\n1,2,0,-1,-1\n2,0,0,,0\n")
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	var out, said lockedBuffer
	if code := run(t.Context(), []string{"stand", "-json", "-polis", fmt.Sprintf("/dev/fd/%d", r.Fd())}, nil, &out, &said); code != 0 || !strings.Contains(said.String(), "were turned") {
		t.Errorf("ended with %d: %s", code, said.String())
	}
}

func TestStandRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		table string
		args  []string
		code  int
		says  string
	}{
		"a wrong vote":     {tramVotes + "4;1;5\n", nil, 2, "trams.csv: line 6"},
		"a wrong column":   {"who;what\n1;1\n", nil, 2, "line 1: no columns"},
		"too many":         {tramVotes + manyStatements(), nil, 2, "line 16388"},
		"wrong comments":   {tramVotes, []string{"-comments", "trams.csv"}, 2, "trams.csv: line 1: no columns for a statement's id"},
		"no comments":      {tramVotes, []string{"-comments", "none.csv"}, 1, "none.csv"},
		"another language": {tramVotes, []string{"-lang", "xx"}, 2, `"xx"`},
		"a file too many":  {tramVotes, []string{"more.csv"}, 1, "more.csv"},
		"two methods":      {tramVotes, []string{"-groups", "voter-id"}, 2, "not both"},
		"another sign":     {tramVotes, []string{"-agree", "2"}, 2, "usage"},
	} {
		code, stdout, stderr := callStand(t, c.table, append(c.args, "-polis")...)
		if code != c.code || stdout != "" || !strings.Contains(stderr, c.says) {
			t.Errorf("%s: ended with %d: %s%s", name, code, stdout, stderr)
		}
	}
}

// Whoever declares two groups is named with the line.
func TestStandByDeclaredGroups(t *testing.T) {
	const declared = "person,item,vote,sector\n1,a,1,press\n2,a,1,\n1,b,1,youth\n"
	if code, stdout, stderr := callStand(t, declared, "-groups", "Sector"); code != 2 || stdout != "" || !strings.Contains(stderr, `trams.csv: line 4: participant "1" is in "youth" here and in "press" above`) {
		t.Errorf("ended with %d: %s%s", code, stdout, stderr)
	}
	if code, _, stderr := callStand(t, strings.Replace(declared, "youth", "press", 1), "-groups", "Sector"); code != 0 || !strings.Contains(stderr, "fewer than two groups of five") {
		t.Errorf("ended with %d: %s", code, stderr)
	}
}

// manyStatements is a vote on each of more statements than a table can have.
func manyStatements() string {
	var b strings.Builder
	for j := range opinion.MaxStatements {
		fmt.Fprintf(&b, "1;s%d;1\n", j)
	}
	return b.String()
}
