package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
	"parley/internal/view"
)

// TestMetricsOfASession looks at a running server's figures, at an address of
// their own and nowhere else.
func TestMetricsOfASession(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	c := &Config{Data: t.TempDir(), Listen: "127.0.0.1:0", Metrics: "127.0.0.1:0"}
	f, err := listen(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	n, err := openNode(c.Data, wallClock{}, t.Output())
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- serveFront(ctx, n, c, f, t.Output()) }()
	defer func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()

	read, err := proposal.Read(loadtest.Proposal)
	if err != nil {
		t.Fatal(err)
	}
	browser, err := client.New(client.Config{Base: address(f.main), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	made, err := browser.Create(ctx, client.NewRoom{Setup: read.Setup})
	if err == nil {
		err = browser.Sit(ctx, made.Link(room.Moderator))
	}
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for frame, err := range browser.Follow(ctx, view.Desk) {
		if err != nil || frame.View == nil {
			t.Fatalf("%v %v", frame, err)
		}
		if _, err := browser.Command("session.start").Send(ctx, room.None{}, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := browser.Command("session.start").Send(ctx, room.None{}, nil); client.Code(err) != room.CodeAlready {
			t.Fatalf("started twice: %v", err)
		}
		said = get(t, "http://"+f.metrics.Addr().String()+"/metrics")
		break
	}
	for _, line := range []string{
		`parley_commands_total{outcome="accepted",type="session.start/1"} 1`,
		`parley_commit_seconds_count{outcome="stored"} 2`,
		`parley_live_streams{audience="desk"} 1`,
		`parley_refusals_total{code="already"} 1`,
		`parley_open_rooms 1`,
		`parley_damaged_streams 0`,
		`parley_rooms_stopped_total 0`,
	} {
		if !strings.Contains(said, "\n"+line+"\n") {
			t.Errorf("%s is missing", line)
		}
	}
	manual, err := os.ReadFile("../../docs/operating.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range regexp.MustCompile(`\bparley_[a-z_]+`).FindAllString(string(manual), -1) {
		if !strings.Contains(said, "\n# TYPE "+name+" ") {
			t.Errorf("docs/operating.md names %s, which is none", name)
		}
	}
	if strings.Contains(said, string(made.Room)) {
		t.Error("a metric names a room")
	}
	if page := get(t, address(f.main)+"/metrics"); strings.Contains(page, "parley_commands_total") {
		t.Error("strangers can read the metrics")
	}
	if page := get(t, address(f.main)+"/healthz"); page != "ok\n" {
		t.Errorf("health: %s", page)
	}
}

func get(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
