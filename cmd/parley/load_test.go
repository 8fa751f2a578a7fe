package main

import (
	"bytes"
	"context"
	"regexp"
	"testing"
)

// A small room is loaded, and all of it comes onto the page.
func TestLoad(t *testing.T) {
	var out bytes.Buffer
	if code := run(context.Background(), []string{"load", "-people", "50", "-statements", "10", "-each", "8", "-rate", "50", "-seconds", "2"}, nil, &out, &out); code != 0 {
		t.Fatalf("exit %d: %s", code, out.String())
	}
	for _, line := range []string{
		`(?m)^400 votes$`, `(?m)^[0-9]+ votes in [0-9.]+ s: [0-9]+ a second$`,
		`(?m)^age of what pages say: .* at worst [0-9.]+ s, of 2 times$`,
		`(?m)^following where the room stands: [0-9.]+ % of one processor$`,
	} {
		if !regexp.MustCompile(line).Match(out.Bytes()) {
			t.Errorf("nothing like %s in:\n%s", line, out.String())
		}
	}
	for _, args := range [][]string{{"load", "-people", "49"}, {"load", "-rate", "0"}, {"load", "-seconds", "1000"}, {"load", "more"}} {
		if code := run(context.Background(), args, nil, &out, &out); code != 2 {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}
