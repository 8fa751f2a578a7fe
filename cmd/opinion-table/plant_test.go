package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"parley/internal/opinion"
)

func TestPlantedTable(t *testing.T) {
	dir := t.TempDir()
	file, labels := filepath.Join(dir, "votes"), filepath.Join(dir, "labels")
	var out, errs strings.Builder
	for _, args := range [][]string{{"plant", "400", "60", "30", file}, {"cost", file, labels}} {
		if code := run(args, &out, &errs); code != 0 {
			t.Fatalf("%v: exit %d: %s", args, code, errs.String())
		}
	}
	for _, name := range []string{"votes ", "\nrows ", "\nfirst ", "\nsecond ", "\npeak ", "\ngroups "} {
		if !strings.Contains(out.String(), name) {
			t.Errorf("no %q in:\n%s", name, out.String())
		}
	}
	table, err := readPlanted(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := table.rows()
	if err != nil {
		t.Fatal(err)
	}
	if rows.Participants() != 400 || rows.Statements() != 60 || rows.Votes() != len(table.votes) {
		t.Errorf("%d people, %d statements, %d votes of %d", rows.Participants(), rows.Statements(), rows.Votes(), len(table.votes))
	}
	found, err := os.ReadFile(labels)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]uint8{}
	a := opinion.Analyze(rows, 1)
	for row, g := range a.Label {
		want[rows.Participant(row)] = g
	}
	got := map[string]uint8{}
	for i, g := range found {
		got[strconv.Itoa(i)] = g
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("the labels are not those of the analysis, by person")
	}
}

func TestPlantedTableRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name, bytes string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(bytes), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	one := "\x01\x00\x00\x00\x02\x00\x00\x00\x00\x01\x00" // one person, two statements, one vote
	labels := filepath.Join(dir, "labels")
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"plant", "10", "10"}, "PEOPLE STATEMENTS EACH FILE"},
		{[]string{"plant", "10", "20000", "10", labels}, `"20000" is not a number from 1 to 16384`},
		{[]string{"plant", "ten", "20", "10", labels}, `"ten"`},
		{[]string{"cost", labels}, "FILE LABELS"},
		{[]string{"cost", file("empty", ""), labels}, "not all of one"},
		{[]string{"cost", file("people", one[:9]), labels}, "not all of one"},
		{[]string{"cost", file("votes", one+"\x06"), labels}, "not all of one"},
		{[]string{"cost", file("statement", one+"\x0a\x00"), labels}, "statement 2 of 2"},
		{[]string{"cost", file("answer", one+"\x03\x00"), labels}, "answer 2"},
	} {
		var out, errs strings.Builder
		if code := run(c.args, &out, &errs); code != 1 || !strings.Contains(errs.String(), c.says) {
			t.Errorf("%v: exit %d, says %q, not %q", c.args, code, errs.String(), c.says)
		}
	}
	if _, err := os.Stat(labels); err == nil {
		t.Error("a refused table left labels")
	}
}
