package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley/internal/room"
)

var (
	missionRow = regexp.MustCompile(`(?m)^\| (\d+) \| (.+) \| (.+) \| (.+) \| (.+) \|$`)
	quotedWord = regexp.MustCompile("`([^`]+)`")
)

// TestMission holds docs/mission.md to the code: every row names a page that is
// served, commands that there are and a test that runs.
func TestMission(t *testing.T) {
	page, err := os.ReadFile("../../docs/mission.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := map[string]bool{}
	for _, c := range room.Commands() {
		name, _, _ := strings.Cut(c.Name, "/")
		commands[name] = true
	}
	routes, err := os.ReadFile("../../internal/httpapi/routes.go")
	if err != nil {
		t.Fatal(err)
	}
	tests := allTests(t)
	rows := missionRow.FindAllStringSubmatch(string(page), -1)
	if lines := strings.Count(string(page), "\n| "); len(rows) != lines-1 || len(rows) < 30 {
		t.Errorf("%d rows of %d lines can be read", len(rows), lines)
	}
	for _, row := range rows {
		for _, x := range []struct {
			what, cell string
			is         func(string) bool
		}{
			{"page", row[3], func(s string) bool {
				return strings.Contains(string(routes), `"GET `+s+`"`) || s == "/" && strings.Contains(string(routes), `"GET /{$}"`)
			}},
			{"command", row[4], func(s string) bool { return commands[s] }},
			{"test", row[5], func(s string) bool { return tests[s] }},
		} {
			named := quotedWord.FindAllStringSubmatch(x.cell, -1)
			if len(named) == 0 {
				t.Errorf("row %s names no %s", row[1], x.what)
			}
			for _, m := range named {
				if !x.is(m[1]) {
					t.Errorf("row %s: there is no %s %s", row[1], x.what, m[1])
				}
			}
		}
	}
}

// allTests are the names of the repository's tests, with the scripts and the
// browser's that run under one.
func allTests(t *testing.T) map[string]bool {
	t.Helper()
	tests := map[string]bool{}
	top := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	under := regexp.MustCompile(`t\.Run\("([\w-]+)", s\.test`)
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "node_modules" {
			return fs.SkipDir
		}
		if dir, file := filepath.Split(path); strings.HasSuffix(dir, "room/testdata/") && strings.HasSuffix(file, ".txt") {
			tests["TestScripts/"+strings.TrimSuffix(file, ".txt")] = true
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range top.FindAllStringSubmatch(string(src), -1) {
			tests[m[1]] = true
		}
		for _, m := range under.FindAllStringSubmatch(string(src), -1) {
			tests["TestBrowser/"+m[1]] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return tests
}
