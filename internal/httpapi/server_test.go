package httpapi

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"parley/internal/bundle"
	"parley/internal/engine"
	"parley/internal/eventlog/memory"
	"parley/internal/proposal"
	"parley/internal/room"
	"parley/internal/texts"
	"parley/internal/translog"
)

// wall is the machine's clock; tests ask nothing about how long things take.
type wall struct{}

func (wall) Now() time.Time                         { return time.Now() }
func (wall) After(d time.Duration) <-chan time.Time { return time.After(d) }

// site is a server with one room on a log in memory.
type site struct {
	t      testing.TB
	server *Server
	http   *httptest.Server
	log    *memory.Log
	made   Created
	errors *lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// newSite serves; change may alter the configuration.
func newSite(t testing.TB, change ...func(*Config)) *site {
	t.Helper()
	x := &site{t: t, log: memory.New(), errors: &lockedBuffer{}}
	dir := t.TempDir()
	vault, err := texts.Open(texts.NewMemory(), dir)
	must(t, err)
	keys, err := translog.OpenKeys(dir)
	must(t, err)
	e := engine.New(engine.Config{
		Log: x.log, Texts: vault, Clock: wall{},
		Seed: func() (b [32]byte) {
			rand.Read(b[:])
			return b
		},
	})
	t.Cleanup(e.Close)
	cfg := Config{Engine: e, Log: x.log, Texts: vault, Keys: keys, Exports: bundle.OpenLedger(filepath.Join(dir, "exports")), Backups: bundle.OpenLedger(filepath.Join(dir, "backups")), Clock: wall{}, Version: "test", Errors: x.errors}
	for _, f := range change {
		f(&cfg)
	}
	x.server, err = New(context.Background(), cfg)
	must(t, err)
	t.Cleanup(x.server.Close)
	x.http = httptest.NewServer(x.server)
	t.Cleanup(x.http.Close)
	return x
}

// newRoom is a site with a room: an organizer who moderates, a speaker, a
// screen.
func newRoom(t testing.TB, change ...func(*Config)) *site {
	t.Helper()
	x := newSite(t, change...)
	made, err := x.server.createRoom(context.Background(), NewRoom{Setup: setup()})
	must(t, err)
	x.made = *made
	return x
}

// noLimitRecovers has no request be let through because time went by, however
// slow the machine is.
func (x *site) noLimitRecovers() {
	now := time.Now()
	x.server.limits.now = func() time.Time { return now }
}

func setup() room.Setup {
	return room.Setup{
		Title: room.Sourced{Value: "Should bridges be painted?"},
		Seats: []room.SetupSeat{
			{Roles: []room.Role{room.Organizer, room.Moderator}, Name: room.Sourced{Value: "Chair One"}},
			{Roles: []room.Role{room.Speaker}, Name: room.Sourced{Value: "Panellist Two"}, Group: room.Sourced{Value: "technical"}},
		},
		Questions: []room.SetupQuestion{{Kind: room.PolicyQuestion, Text: "Which colour lasts?"}},
		Claims:    []room.Sourced{{Value: "Paint protects steel."}},
		Plan:      proposal.Plan(60),
		Zone:      "UTC", Languages: []string{"en"}, Policy: room.DefaultPolicy(),
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// browser is one browser with its own cookies; it follows no redirect.
type browser struct {
	*site
	c http.Client
}

func (x *site) browser() *browser {
	jar, err := cookiejar.New(nil)
	must(x.t, err)
	return &browser{x, http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

type reply struct {
	status int
	header http.Header
	body   string
}

// code is the code of a problem; "" when the answer is none.
func (r reply) code() room.Code {
	var p Problem
	_ = json.Unmarshal([]byte(r.body), &p)
	return p.Code
}

func (b *browser) do(method, path, kind, body string, headers ...string) reply {
	b.t.Helper()
	req, err := http.NewRequest(method, b.http.URL+path, strings.NewReader(body))
	must(b.t, err)
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := b.c.Do(req)
	must(b.t, err)
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	must(b.t, err)
	return reply{resp.StatusCode, resp.Header, string(got)}
}

func (b *browser) get(path string) reply { return b.do(http.MethodGet, path, "", "") }

func (b *browser) post(path, body string, headers ...string) reply {
	return b.do(http.MethodPost, path, "application/json", body, headers...)
}

func (b *browser) api(path string) string { return "/api/rooms/" + string(b.made.Room) + path }

// send sends a command with an id of its own.
func (b *browser) send(name, payload string, headers ...string) reply {
	b.t.Helper()
	return b.post(b.api("/commands/"+name), `{"cmd":"`+string(b.cmd())+`","payload":`+payload+`}`, headers...)
}

func (b *browser) cmd() room.CmdID {
	var n [10]byte
	rand.Read(n[:])
	return room.NewCmdID(0, n)
}

// joined is a browser that joined.
func (x *site) joined(side room.Side) *browser {
	x.t.Helper()
	b := x.browser()
	code := x.made.Codes.Online
	if side == room.Onsite {
		code = x.made.Codes.Onsite
	}
	if r := b.post("/api/join", `{"code":"`+code+`","side":"`+string(side)+`"}`); r.status != http.StatusOK {
		x.t.Fatalf("joining: %d %s", r.status, r.body)
	}
	return b
}

// seated is a browser that opened seat number i's link.
func (x *site) seated(i int) *browser {
	x.t.Helper()
	b := x.browser()
	if r := b.get(x.made.Links[i].Path); r.status != http.StatusSeeOther {
		x.t.Fatalf("opening a link: %d %s", r.status, r.body)
	}
	return b
}

func (b *browser) ok(r reply) reply {
	b.t.Helper()
	if r.status != http.StatusOK {
		b.t.Fatalf("%d %s", r.status, r.body)
	}
	return r
}

// records is every byte of every commit of the log.
func (x *site) records() string {
	x.t.Helper()
	var b strings.Builder
	for c, err := range x.log.Read(context.Background(), x.made.Room, 1) {
		must(x.t, err)
		b.Write(c.Append(nil))
	}
	return b.String()
}
