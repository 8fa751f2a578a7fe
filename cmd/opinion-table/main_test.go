package main

import (
	"os"
	"path/filepath"
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
	if len(lines) != 4 {
		t.Fatalf("%d lines:\n%s", len(lines), out.String())
	}
	for _, l := range lines[2:] {
		if !strings.Contains(l, " 1 of 1 ") || !strings.HasSuffix(l, " 0 of 2") {
			t.Errorf("line %q", l)
		}
	}
	if want := "15-per-hour-seattle                339    54   2872 3 "; !strings.HasPrefix(lines[2], want) {
		t.Errorf("line %q does not start with %q", lines[2], want)
	}
}

func TestTableRefuses(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.csv")
	if err := os.WriteFile(bad, []byte("participant,statement,vote\n1,1,1\n1,2,maybe so\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{bad}, 1, "line 3"},
		{[]string{filepath.Join(t.TempDir(), "none.csv")}, 1, "none.csv"},
		{[]string{"-seeds", "x"}, 2, "seeds"},
		{nil, 2, "root of the module"}, // the tests do not run there
	} {
		var out, errs strings.Builder
		if code := run(c.args, &out, &errs); code != c.code || !strings.Contains(errs.String(), c.says) {
			t.Errorf("%v: exit %d, says %q", c.args, code, errs.String())
		}
	}
}
