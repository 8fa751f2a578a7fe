package main

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/loadtest"
	"parley/internal/room"
	"parley/internal/view"
)

// TestBehindNginx opens a room and follows it through Debian's nginx with the
// settings that nginx has by itself.
func TestBehindNginx(t *testing.T) {
	for name, site := range sites {
		t.Run(name, func(t *testing.T) {
			p := newProxy(t)
			p.start(t, site(t, p))
			p.testUpload(t)
			p.testCookies(t)
			p.testSession(t)
		})
	}
}

// testUpload sends files as a browser does that says where its page is from and
// nothing more; the larger one nginx has to put aside on its way.
func (p *proxy) testUpload(t *testing.T) {
	t.Helper()
	for _, c := range []struct {
		origin string
		blank  int // bytes of blank lines after the proposal
		want   int
	}{
		{behindProxy, 0, http.StatusOK},
		{behindProxy, 300 << 10, http.StatusOK},
		{"https://other.example", 0, http.StatusForbidden},
	} {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		file, err := form.CreateFormFile("file", "proposal.txt")
		if err == nil {
			_, err = fmt.Fprintf(file, "%s%s", loadtest.Proposal, strings.Repeat("\n", c.blank))
		}
		if err != nil || form.Close() != nil {
			t.Fatal("writing the form")
		}
		req, err := http.NewRequest(http.MethodPost, behindProxy+"/start", &body)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", form.FormDataContentType())
		req.Header.Set("Origin", c.origin)
		resp, err := p.transport().RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != c.want {
			t.Errorf("a proposal and %d bytes more from a page of %s: %s", c.blank, c.origin, resp.Status)
		}
	}
}

// testCookies looks at what a page sets that came through the proxy.
func (p *proxy) testCookies(t *testing.T) {
	t.Helper()
	made := p.open(t)
	req, err := http.NewRequest(http.MethodGet, behindProxy+made.Link(room.Moderator), nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := p.transport().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if len(resp.Cookies()) == 0 {
		t.Errorf("a seat's link sets no cookie: %s", resp.Status)
	}
	for _, c := range resp.Cookies() {
		if !c.Secure || !c.HttpOnly || !strings.HasPrefix(c.Name, "__Host-") {
			t.Errorf("cookie %s: not for HTTPS and this host alone", c.Name)
		}
	}
}

// testSession acts at the desk while a phone follows: each frame has to come
// through while the stream is open, not when nginx has a buffer full.
func (p *proxy) testSession(t *testing.T) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	made := p.open(t)
	desk, phone := p.browser(t), p.browser(t)
	if err := desk.Sit(ctx, made.Link(room.Moderator)); err != nil {
		t.Fatal(err)
	}
	if err := phone.Join(ctx, made.Codes.Online, client.Joining{Side: room.Online}); err != nil {
		t.Fatal(err)
	}
	type act struct {
		name    string
		payload any
		before  room.PartKind
	}
	acts := []act{{"session.start", room.None{}, ""}, {"part.next", room.NextPart{After: room.Opening}, room.Opening}}
	var last uint64
	for frame, err := range phone.Follow(ctx, view.Phone) {
		if err != nil {
			t.Fatalf("following: %v", err)
		}
		if frame.View == nil {
			continue
		}
		last = frame.Frame
		if len(acts) == 0 && frame.View.Session.Part == room.Panel {
			break
		}
		if len(acts) == 0 || frame.View.Session.Part != acts[0].before {
			continue
		}
		_, err := desk.Command(acts[0].name).Send(ctx, acts[0].payload, nil)
		if err != nil {
			t.Fatalf("%s: %v", acts[0].name, err)
		}
		acts = acts[1:]
	}
	p.testPoll(ctx, t, phone, last)
	if _, err := desk.Command("session.close").Send(ctx, room.None{}, nil); err != nil {
		t.Fatalf("session.close: %v", err)
	}
	page, err := desk.Page(ctx, "/export")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(p.dir, "room.parley")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	var said lockedBuffer
	if code := run(ctx, []string{"verify", file}, strings.NewReader(""), &said, &said); code != 0 {
		t.Errorf("an export through the proxy: %s", said.String())
	}
}

// testPoll has a long poll answered by what happens while it waits.
func (p *proxy) testPoll(ctx context.Context, t *testing.T, phone *client.Client, last uint64) {
	t.Helper()
	answer := make(chan error, 1)
	var frame struct {
		Frame uint64 `json:"frame"`
	}
	go func() { answer <- phone.Get(ctx, fmt.Sprintf("/view?after=%d", last), &frame) }()
	if _, err := phone.Command("hand.raise").Send(ctx, room.RaiseHand{}, nil); err != nil {
		t.Fatal(err)
	}
	if err := <-answer; err != nil || frame.Frame <= last {
		t.Errorf("a long poll after %d: %d, %v", last, frame.Frame, err)
	}
}
