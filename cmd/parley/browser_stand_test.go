package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tramCamps is a table of sixty people in two camps, across which two in three
// declared a group, and its comments.
func tramCamps() (votes, comments string) {
	var v, c strings.Builder
	v.WriteString("participant,statement,vote,sector\n")
	c.WriteString("comment-id,comment-body\n")
	for j := range 9 {
		fmt.Fprintf(&c, "%d,\"Line %d, the one by the river, runs all night.\"\n", j, j+1)
	}
	for i := range 60 {
		for j := range 9 {
			vote := 1 - 2*(i%2)
			if j == 8 {
				vote = 1
			} else if j == i/2%8 {
				vote = 0
			}
			fmt.Fprintf(&v, "p%d,%d,%d,%s\n", i, j, vote, [...]string{"press", "youth", ""}[i/2%3])
		}
	}
	return v.String(), c.String()
}

// testStand reads the page that stand makes of a table, by either method, and of two
// rooms.
func (s *site) testStand(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	votes, comments := tramCamps()
	for name, text := range map[string]string{"trams.csv": votes, "texts.csv": comments} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	trams := []string{filepath.Join(dir, "trams.csv"), "-comments", filepath.Join(dir, "texts.csv")}
	for _, call := range [][]string{
		append(trams, "-out", filepath.Join(dir, "own"), "-groups", "sector"),
		append(trams, "-out", filepath.Join(dir, "polis"), "-polis"),
		append(twoRooms(t, 0), "-out", filepath.Join(dir, "rooms")),
	} {
		var out bytes.Buffer
		var said lockedBuffer
		call = append([]string{"stand", "-lang", s.lang}, call...)
		if code := run(t.Context(), call, nil, &out, &said); code != 0 {
			t.Fatalf("stand ended with %d: %s", code, said.String())
		}
	}
	files := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(files.Close)
	here := *s
	here.base = files.URL

	b := here.phoneTab(t, "phone-stand", 360, 740)
	b.to("/own/")
	b.see("Common ground")
	b.see("Line 9, the one by the river, runs all night.")
	b.see("Open points between groups")
	b.see("Declared groups")
	b.see("youth", in{css: "table"})
	b.see("Others", in{css: "table"})
	b.audit("own")
	b.at(1440, 900, "own")
	b.to("/polis/")
	b.see("Agreed across groups")
	b.audit("polis")
	b.to("/rooms/")
	b.see("What was read")
	b.see("room-1.parley")
	b.see("Schools start early.")
	b.audit("rooms")
	b.at(1440, 900, "rooms")
}
