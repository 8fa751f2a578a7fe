package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/engine/simclock"
	"parley/internal/httpapi"
	"parley/internal/loadtest"
	"parley/internal/proposal"
)

// TestStartCodes gives two bodies codes of their own, takes one away while the
// server runs and lets the other's day pass. No log has a code.
func TestStartCodes(t *testing.T) {
	ctx, data := t.Context(), t.TempDir()
	file := filepath.Join(t.TempDir(), "codes")
	write := func(lines ...string) { fatal(t, os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o600)) }
	const north, south = "northern-lights 2027-01-31 Northern host body", "southern-cross - Southern host body"
	write("# whose they are", "", north, south)
	clock := simulated{simclock.New(time.Date(2027, 1, 31, 23, 0, 0, 0, time.UTC))}
	var said bytes.Buffer
	n, err := openNode(data, clock, &said)
	fatal(t, err)
	s, err := n.server(ctx, &Config{Data: data, StartCode: "the-keepers", StartCodes: file}, "", &said)
	fatal(t, err)
	web := httptest.NewServer(s)
	defer func() {
		web.Close()
		s.Close()
		fatal(t, n.Close())
	}()
	read, err := proposal.Read(loadtest.Proposal)
	fatal(t, err)
	opens := func(code string, want bool) {
		t.Helper()
		clock.Advance(time.Minute) // the limits are not what is tried here
		c, err := client.New(client.Config{Base: web.URL, Now: clock.Now})
		fatal(t, err)
		_, err = c.Create(context.Background(), client.NewRoom{Setup: read.Setup, StartCode: code})
		if (err == nil) != want || err != nil && client.Code(err) != httpapi.CodeStartCode {
			t.Errorf("a room is opened: %v", err)
		}
	}
	for _, code := range []string{"the-keepers", "northern-lights", "southern-cross"} {
		opens(code, true)
	}
	for _, code := range []string{"", "-", "#", "northern-light", "Northern host body"} {
		opens(code, false)
	}
	clock.Advance(time.Hour)
	opens("northern-lights", false)
	write(north)
	opens("southern-cross", false)
	write("short - Nobody")
	opens("short", false)
	fatal(t, os.Remove(file))
	opens("northern-lights", false)
	opens("the-keepers", true)
	says(t, said.String(), "Northern host body", "Southern host body", "line 1 of the start codes", "no such file")
	for _, code := range []string{"northern-lights", "southern-cross", "the-keepers", "northern-light"} {
		if strings.Contains(said.String(), code) || onDisk(t, data, code) {
			t.Errorf("the code %s is in the log or in a file", code)
		}
	}
}

func TestStartCodesAreRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "codes")
	for content, want := range map[string]string{
		"a-long-code\n": "line 1", "\na-long-code tomorrow Body\n": "line 2", "a-long-code 2027-02-30 Body\n": "line 1", "short - Body\n": "line 1",
	} {
		fatal(t, os.WriteFile(file, []byte(content), 0o600))
		if _, err := readStartCodes(file); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "a-long-code") {
			t.Errorf("%q: %v", content, err)
		}
	}
}
