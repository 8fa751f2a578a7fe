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

// seen is one answer that somebody got who is not its subject, when and after how long.
type seen struct {
	who, what string
	at, after time.Duration
	body      string
}

// world is a served room, the people in it and everything that was seen of it.
type world struct {
	*testing.T
	handler http.Handler
	engine  *engine.Engine
	clock   *simclock.Clock // the room's
	served  *simclock.Clock // the server's: for pages that wait, and limits on requests, which it never meets
	turns   *turns          // of the server's following of where the room stands
	seeds   uint64
	counted *metrics.Metrics
	room    room.RoomID
	seats   map[room.Role]*client.Client
	people  []*client.Client
	streams []*stream
	looks   int // how often somebody looked
	tours   int // how often everything was
	seen    []seen
}

var start = time.Date(2030, 3, 4, 9, 0, 0, 0, time.UTC)

func newWorld(t *testing.T, people int, side func(int) room.Side, group func(int) string) *world {
	w := &world{T: t, clock: simclock.New(start), served: simclock.New(start), turns: newTurns(), counted: metrics.New(), seats: map[room.Role]*client.Client{}}
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
		Clock: w.served, Standings: w.turns, Version: "test", Errors: io.Discard, Metrics: w.counted,
	})
	w.must(err)
	t.Cleanup(s.Close)
	t.Cleanup(w.turns.over)
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
	for _, as := range []view.Audience{view.Phone, view.Desk, view.Screen} {
		w.follow(w.who(as), as)
	}
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
	case x.room != "" && r.Method != http.MethodGet:
		x.pass(time.Second)
	}
	rec, asked := httptest.NewRecorder(), x.now()
	x.answer(rec, in)
	out := rec.Result()
	out.Request = r
	if x.who != "" {
		x.keep(x.who, fmt.Sprint(rec.Code, " ", r.Method, " ", r.URL.RequestURI()), rec.Body.String(), x.now()-asked)
	}
	return out, nil
}

// answer has the server answer a request. Time passes as long as it waits, as the desk
// does for a frame.
func (w *world) answer(rec http.ResponseWriter, r *http.Request) {
	over := make(chan struct{})
	go func() { defer close(over); w.handler.ServeHTTP(rec, r) }()
	for range 100 {
		synctest.Wait()
		select {
		case <-over:
			return
		default:
			w.served.Step(time.Second)
		}
	}
	w.Fatalf("%s is not answered", r.URL.Path)
}

func (w *world) keep(who, what, body string, after time.Duration) {
	w.seen = append(w.seen, seen{who, what, w.now(), after, body})
}

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

// look keeps what was pushed to live pages since the last act, and has somebody ask for
// what nobody is pushed: after every other act, each in its turn. Then the server looks
// where the room stands. No time passes since the act: the hub, which waits before its
// next frame, counts nobody who only looks.
func (w *world) look() {
	w.pushes()
	var own map[string]any
	switch w.looks++; w.looks % 8 {
	case 0:
		w.view(view.Desk) // which waits for what the desk did
	case 2:
		w.must(w.people[0].Get(w.Context(), "/me", &own))
	case 4:
		w.page("")
	case 6:
		w.page("/standing")
	}
	w.turn()
}

// lookAll has every audience read its view.
func (w *world) lookAll() {
	w.pushes()
	for _, as := range audiences {
		w.view(as)
	}
	w.turn()
}

func (w *world) pushes() {
	for _, x := range w.streams {
		if said := x.pushed(); said != "" {
			w.keep(x.who, "live", said, 0)
		}
	}
}

// view has an audience read its view.
func (w *world) view(as view.Audience) {
	var frame jsontext.Value
	w.must(w.who(as).Get(w.Context(), "/view?as="+string(as), &frame))
}

// page has the accomplice read a page of the phone without script.
func (w *world) page(path string) {
	_, err := w.people[0].Page(w.Context(), path)
	w.must(err)
}

// who reads as an audience.
func (w *world) who(as view.Audience) *client.Client {
	switch as {
	case view.Desk:
		return w.seats[room.Moderator]
	case view.Rapporteur:
		return w.seats[room.Rapporteur]
	case view.Screen:
		return w.seats[room.Screen]
	}
	return w.people[0]
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
	read := func(c *client.Client, path string) {
		w.pass(time.Second)
		_, _ = c.Page(ctx, path)
	}
	pages := []string{"", "/desk", "/rapporteur", "/screen", "/speaker", "/standing", "/leave", "/report", "/report.md", "/report.json"}
	all := []*client.Client{w.seats[room.Moderator], w.seats[room.Rapporteur], w.seats[room.Screen], w.people[0]}
	for _, c := range all {
		for _, path := range pages {
			read(c, path)
		}
	}
	for i, table := range slices.Concat(report.Tables, report.StandingTables) {
		read(all[(i+w.tours)%len(all)], "/report/"+table+".csv")
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
	w.keep("operator", "metrics", strings.Join(kept, ""), 0)
}

// export is every byte that the organizer takes home.
func (w *world) export() string {
	b, err := w.seats[room.Moderator].Page(w.Context(), "/export")
	w.must(err)
	return string(bytes.ToValidUTF8(b, nil))
}
