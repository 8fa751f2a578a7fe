package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	var out, errs strings.Builder
	file := filepath.Join("..", "..", "internal", "opinion", "testdata", "votes", "15-per-hour-seattle.csv.gz")
	if code := run([]string{"-seeds", "2", "-copies", "1", "-repeats", "2", "-shuffles", "2", file}, &out, &errs); code != 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 5 {
		t.Fatalf("%d lines:\n%s", len(lines), out.String())
	}
	for _, l := range lines[2:4] {
		if !strings.Contains(l, " 1 of 1 ") || !strings.HasSuffix(l, " 0 of 2") {
			t.Errorf("line %q", l)
		}
	}
	if want := "15-per-hour-seattle                339    54   2872 3 "; !strings.HasPrefix(lines[2], want) {
		t.Errorf("line %q does not start with %q", lines[2], want)
	}
}

// Hidden votes are foretold better than by Polis, by more than one in forty.
func TestForetoldBetter(t *testing.T) {
	for _, name := range []string{"brexit-consensus", "scoop-hivemind.ubi"} {
		v, err := read(filepath.Join("..", "..", "internal", "opinion", "testdata", "votes", name+".csv.gz"))
		if err != nil {
			t.Fatal(err)
		}
		m := measure(v, effort{seeds: 4})
		if theirs := min(m.scaled.mean(), m.unscaled.mean()); m.ours.mean() > 0.975*theirs {
			t.Errorf("%s: %.4f, Polis %.4f", name, m.ours.mean(), theirs)
		}
	}
}

// Of a directory every table of votes is measured, at any depth, once; what is none
// is named.
func TestTableOfDirectory(t *testing.T) {
	var long, wide strings.Builder
	long.WriteString("timestamp,datetime,comment-id,voter-id,vote\n")
	wide.WriteString("participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2,3\n")
	for i := range 40 {
		for j := range 4 {
			fmt.Fprintf(&long, "1,x,%d,%d,%d\n", j, i, 2*(i*j%2)-1)
		}
		fmt.Fprintf(&wide, "%d,,0,4,%d,%d,-1,%d,-1,%d\n", i, 2*(i%2), 4-2*(i%2), 2*(i%2)-1, 2*(i%2)-1)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"one/votes.csv": long.String(), "one/participants-votes.csv": wide.String(), "one/comments.csv": "comment-id,comment-body\n0,x\n",
		"two/participants-votes.csv": wide.String(), "three.csv": "participant,statement,vote\n1,1,1\n", "notes.txt": "x",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs strings.Builder
	if code := run([]string{"-seeds", "1", "-copies", "0", "-repeats", "1", "-shuffles", "1", dir}, &out, &errs); code != 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 6 || !strings.HasPrefix(lines[2], "one ") || !strings.HasPrefix(lines[3], "two ") {
		t.Errorf("measured:\n%s", out.String())
	}
	for _, says := range []string{"comments.csv is left out: line 1", "participants-votes.csv is left out: its votes are those", "three.csv is left out: it has 1 votes"} {
		if !strings.Contains(errs.String(), says) {
			t.Errorf("%q is not in %q", says, errs.String())
		}
	}
	if strings.Count(errs.String(), "\n") != 3 {
		t.Errorf("left out: %s", errs.String())
	}
}

// A tenth is a tenth, the same for a seed, and another for another.
func TestSplit(t *testing.T) {
	v, err := read(filepath.Join("..", "..", "internal", "opinion", "testdata", "votes", "15-per-hour-seattle.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	part, rest := v.split(0.1, 1)
	again, _ := v.split(0.1, 1)
	other, _ := v.split(0.1, 2)
	if len(part) != 287 || len(part)+len(rest) != len(v.list) || !slices.Equal(part, again) || slices.Equal(part, other) {
		t.Errorf("%d and %d of %d votes", len(part), len(rest), len(v.list))
	}
	hidden := map[vote]bool{}
	for _, x := range part {
		hidden[x] = true
	}
	if slices.ContainsFunc(rest, func(x vote) bool { return hidden[x] }) {
		t.Error("a vote is hidden and known")
	}
}

// Parts hold votes of the whole, fewer than it, and others for another seed.
func TestParts(t *testing.T) {
	v, err := read(filepath.Join("..", "..", "internal", "opinion", "testdata", "votes", "15-per-hour-seattle.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	whole := map[vote]bool{}
	for _, x := range v.list {
		whole[x] = true
	}
	list := v.conversations("seattle", 2)
	if len(list) != 8 || list[0].title != "seattle, people 1" || list[7].title != "seattle, few each 2" {
		t.Fatalf("%d parts", len(list))
	}
	for i, c := range list {
		n := len(c.list)
		if n < len(v.list)/4 || n > 3*len(v.list)/4 || slices.ContainsFunc(c.list, func(x vote) bool { return !whole[x] }) {
			t.Errorf("%s: %d of %d votes, or votes of nobody", c.title, n, len(v.list))
		}
		if i < 4 && slices.Equal(c.list, list[i+4].list) {
			t.Errorf("%s is that of another seed", c.title)
		}
	}
	if p, s := list[0].rows.Participants(), list[1].rows.Statements(); p < 100 || p > 240 || s < 15 || s > 40 {
		t.Errorf("half of the people are %d of 339, half of the statements %d of 54", p, s)
	}
}

func TestTableRefuses(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.csv")
	if err := os.WriteFile(bad, []byte("participant,statement,vote\n1,1,1\n1,2,maybe so\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty.txt")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{bad}, 1, "line 3"},
		{[]string{filepath.Join(t.TempDir(), "none.csv")}, 1, "none.csv"},
		{[]string{filepath.Dir(empty)}, 1, "ends in .csv"},
		{[]string{filepath.Dir(bad)}, 1, "none of the files"},
		{[]string{"-seeds", "x"}, 2, "seeds"},
		{[]string{"-seeds", "-1"}, 2, "fewer than 0"},
		{nil, 2, "root of the module"}, // the tests do not run there
	} {
		var out, errs strings.Builder
		if code := run(c.args, &out, &errs); code != c.code || !strings.Contains(errs.String(), c.says) {
			t.Errorf("%v: exit %d, says %q", c.args, code, errs.String())
		}
	}
}
