package attack

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/cryptotest"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/bundle"
	"parley/internal/client"
	"parley/internal/engine"
	"parley/internal/engine/simclock"
	"parley/internal/eventlog/memory"
	"parley/internal/httpapi"
	"parley/internal/metrics"
	"parley/internal/proposal"
	"parley/internal/report"
	"parley/internal/room"
	"parley/internal/texts"
	"parley/internal/translog"
	"parley/internal/view"
)

// seen is one answer that somebody got who is not its subject.
type seen struct {
	who, what string
	body      string
}

// world is a served room, the people in it and everything that was seen of it.
type world struct {
	*testing.T
	handler http.Handler
	engine  *engine.Engine
	clock   *simclock.Clock // the room's
	limits  *simclock.Clock // of the limits on requests, which it never meets
	seeds   uint64
	counted *metrics.Metrics
	room    room.RoomID
	seats   map[room.Role]*client.Client
	people  []*client.Client
	streams []*stream
	looks   int // how many views were read
	tours   int // how often everything was
	seen    []seen
}

var start = time.Date(2030, 3, 4, 9, 0, 0, 0, time.UTC)

func newWorld(t *testing.T, people int, side func(int) room.Side, group func(int) string) *world {
	w := &world{T: t, clock: simclock.New(start), limits: simclock.New(start), counted: metrics.New(), seats: map[room.Role]*client.Client{}}
	cryptotest.SetGlobalRandom(t, 27)
	dir := t.TempDir()
	vault, err := texts.Open(texts.NewMemory(), dir)
	w.must(err)
	keys, err := translog.OpenKeys(dir)
	w.must(err)
	log := memory.New()
	e := engine.New(engine.Config{Log: log, Texts: vault, Clock: w.clock, Seed: w.seed})
	t.Cleanup(e.Close)
	s, err := httpapi.New(t.Context(), httpapi.Config{
		Engine: e, Log: log, Texts: vault, Keys: keys, Exports: bundle.OpenLedger(filepath.Join(dir, "exports")), Backups: bundle.OpenLedger(filepath.Join(dir, "backups")),
		Clock: w.limits, Version: "test", Errors: io.Discard, Metrics: w.counted,
	})
	w.must(err)
	t.Cleanup(s.Close)
	w.handler, w.engine = s, e
	w.open(people, side, group)
	return w
}

// seed makes the same ids in both worlds, as the test's random numbers do.
func (w *world) seed() (b [32]byte) {
	w.seeds++
	binary.BigEndian.PutUint64(b[:], w.seeds)
	return b
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func setup() room.Setup {
	return room.Setup{
		Title: room.Sourced{Value: "Should bridges be painted?"},
		Seats: []room.SetupSeat{
			{Roles: []room.Role{room.Organizer, room.Moderator}, Name: room.Sourced{Value: "Chair One"}},
			{Roles: []room.Role{room.Speaker}, Name: room.Sourced{Value: "Panellist Two"}},
			{Roles: []room.Role{room.Rapporteur}, Name: room.Sourced{Value: "Rapporteur Three"}},
		},
		Questions: []room.SetupQuestion{{Kind: room.PolicyQuestion, Text: "Which colour lasts?"}},
		Plan:      proposal.Plan(60), Zone: "UTC", Languages: []string{"en"}, Policy: room.DefaultPolicy(),
	}
}

// open makes the room and lets everybody in.
func (w *world) open(people int, side func(int) room.Side, group func(int) string) {
	ctx := w.Context()
	made, err := w.browser("").Create(ctx, client.NewRoom{Setup: setup()})
	w.must(err)
	w.room = made.Room
	for _, r := range []room.Role{room.Moderator, room.Speaker, room.Rapporteur, room.Screen} {
		w.seats[r] = w.browser(string(r))
		w.must(w.seats[r].Sit(ctx, made.Link(r)))
	}
	for i := range people {
		who := ""
		if i == 0 {
			who = "accomplice"
		}
		c, code := w.browser(who), made.Codes.Online
		if side(i) == room.Onsite {
			code = made.Codes.Onsite
		}
		w.must(c.Join(ctx, code, client.Joining{Side: side(i), Group: group(i)}))
		w.people = append(w.people, c)
	}
	w.follow(w.people[0], view.Phone)
	w.follow(w.seats[room.Moderator], view.Desk)
}

// browser is one whose answers are kept under the name, or are its own: "".
func (w *world) browser(who string) *client.Client {
	c, err := client.New(client.Config{Base: "http://parley.test", Now: w.clock.Now, HTTP: &wire{w, who}})
	w.must(err)
	return c
}

// wire hands requests to the server and keeps what it answers.
type wire struct {
	*world
	who string
}

func (x *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	in := httptest.NewRequest(r.Method, r.URL.String(), r.Body)
	in.Header = r.Header
	switch {
	case strings.HasSuffix(r.URL.Path, "/live"):
		return x.serve(x.who, in.WithContext(r.Context())), nil
	case x.room != "" && !strings.HasSuffix(r.URL.Path, "/view"):
		x.limits.Advance(time.Second)
		synctest.Wait()
	}
	rec := httptest.NewRecorder()
	over := make(chan struct{})
	go func() { defer close(over); x.handler.ServeHTTP(rec, in) }()
	synctest.Wait()
	select {
	case <-over:
	default: // the desk waits for the hub's next frame
		x.limits.Advance(200 * time.Millisecond)
		<-over
	}
	out := rec.Result()
	out.Request = r
	if x.who != "" {
		x.keep(x.who, fmt.Sprint(rec.Code, " ", r.Method, " ", r.URL.RequestURI()), rec.Body.String())
	}
	return out, nil
}

func (w *world) keep(who, what, body string) { w.seen = append(w.seen, seen{who, what, body}) }

// do is a command that the client may send; the room's clock moves on before it.
func (w *world) do(c *client.Client, name string, payload, out any) {
	w.Helper()
	w.send(c.Command(name), payload, out)
}

func (w *world) send(k *client.Command, payload, out any) {
	w.Helper()
	w.clock.Advance(2 * time.Second)
	w.settle()
	if _, err := k.Send(w.Context(), payload, out); err != nil {
		w.Fatalf("%#v: %v", payload, err)
	}
	synctest.Wait()
}

// desk is a command of the moderator.
func (w *world) desk(name string, payload, out any) {
	w.Helper()
	w.send(w.seats[room.Moderator].Command(name).As(room.ActorSeat), payload, out)
}

// audiences are those who look.
var audiences = []view.Audience{view.Desk, view.Rapporteur, view.Screen, view.Phone}

// look keeps what was pushed to live pages after a command, and has one audience
// read what it may, each in its turn: a figure stays for more commands than there
// are audiences.
func (w *world) look() {
	for _, x := range w.streams {
		w.keep(x.who, "live", x.pushed())
	}
	w.read(audiences[w.looks%len(audiences)])
	w.looks++
}

// lookAll has every audience read.
func (w *world) lookAll() {
	w.look()
	for range len(audiences) - 1 {
		w.read(audiences[w.looks%len(audiences)])
		w.looks++
	}
}

// read has an audience read its view. No time passes: the hub, which waits before its
// next frame, counts nobody who only looks.
func (w *world) read(as view.Audience) {
	by := map[view.Audience]*client.Client{
		view.Desk: w.seats[room.Moderator], view.Rapporteur: w.seats[room.Rapporteur], view.Screen: w.seats[room.Screen], view.Phone: w.people[0],
	}
	var frame jsontext.Value
	w.must(by[as].Get(w.Context(), "/view?as="+string(as), &frame))
}

// lookEverywhere reads pages and files too; the report's tables, which are the same for
// all, somebody else each time.
func (w *world) lookEverywhere() {
	w.lookAll()
	ctx := w.Context()
	for _, role := range []room.Role{room.Moderator, room.Speaker, room.Rapporteur} {
		for _, path := range []string{"/me", "/exports", "/form"} {
			var any map[string]any
			_ = w.seats[role].Get(ctx, path, &any) // a refusal is an answer too
		}
	}
	var own map[string]any
	w.must(w.people[0].Get(ctx, "/me", &own))
	pages := []string{"", "/desk", "/rapporteur", "/screen", "/speaker", "/standing", "/leave", "/report", "/report.md", "/report.json"}
	all := []*client.Client{w.seats[room.Moderator], w.seats[room.Rapporteur], w.seats[room.Screen], w.people[0]}
	for _, c := range all {
		for _, path := range pages {
			_, _ = c.Page(ctx, path)
		}
	}
	for i, table := range slices.Concat(report.Tables, report.StandingTables) {
		_, _ = all[(i+w.tours)%len(all)].Page(ctx, "/report/"+table+".csv")
	}
	w.tours++
	rec := httptest.NewRecorder()
	w.counted.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	var kept []string
	for line := range strings.Lines(rec.Body.String()) {
		if strings.HasPrefix(line, "parley_") && !strings.HasPrefix(line, "parley_commit_seconds") {
			kept = append(kept, line)
		}
	}
	w.keep("operator", "metrics", strings.Join(kept, ""))
}

// export is every byte that the organizer takes home.
func (w *world) export() string {
	b, err := w.seats[room.Moderator].Page(w.Context(), "/export")
	w.must(err)
	return string(bytes.ToValidUTF8(b, nil))
}
