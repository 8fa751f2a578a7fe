package httpapi

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/bundle"
	"parley/internal/engine"
	"parley/internal/eventlog"
	"parley/internal/live"
	"parley/internal/room"
	"parley/internal/standing"
	"parley/internal/texts"
	"parley/internal/translog"
	"parley/internal/view"
)

// Config is what a server stands on.
type Config struct {
	Engine  *engine.Engine
	Log     eventlog.Log
	Texts   *texts.Vault
	Keys    *translog.Keys
	Exports *bundle.Ledger // of exports made
	Backups *bundle.Ledger // of backups made
	Clock   engine.Clock
	Version string
	// Standings is the clock by which it is followed where rooms stand; nil is Clock.
	Standings engine.Clock
	// Secure: browsers reach the server over HTTPS, though a proxy may end it.
	Secure bool
	// Public is the address by which people reach the server, for links and QR
	// codes, "https://parley.example"; "" is the one that the browser used.
	Public string
	// Network is the server's address on its local network, for links and QR
	// codes that are made on the server's own machine; empty none.
	Network string
	// Proxy: requests come through one proxy, which names the sender's address
	// in X-Forwarded-For. It is used for limits and kept nowhere.
	Proxy bool
	// StartCode says whether a room may be opened with a code, and whose code it
	// is. nil: no code is asked for.
	StartCode func(code string) (body string, ok bool)
	// Voices is how many people may join one room; 0 is [MaxVoices].
	Voices int
	// Errors gets a line for whatever went wrong inside; addresses are dropped.
	Errors io.Writer
	// Requests has every request written to Errors, without sender and without
	// what its address names.
	Requests bool
	// Ready says whether the store answers; nil: it always does.
	Ready func(context.Context) error
	// Disk says whether the store can be written to; nil: it can.
	Disk func() Disk
	// Deleted is the day on which a room was deleted, "2026-11-23"; "" for any
	// other room. nil: none was.
	Deleted func(room.RoomID) string
	// Metrics is told how commands and requests end; nil tells nobody.
	Metrics Metrics
}

// MaxVoices bounds what somebody with a room's code can fill it with.
const MaxVoices = 5000

// Server answers HTTP requests for the rooms of one engine.
type Server struct {
	cfg       Config
	engine    *engine.Engine
	hub       *live.Hub
	standings *standing.Follower
	index     *index
	limits    *limits
	pairs     *pairs
	log       *slog.Logger
	shell     *pageShell
	opened    openedRooms
	reports   reports
	streams   streams
	sat       sat
	handler   http.Handler
	openAPI   []byte
	sites     *http.CrossOriginProtection // refuses what another site's page sent
	cancel    func()                      // ends the following of commits
}

// New makes a server and reads the rooms that there are.
func New(ctx context.Context, cfg Config) (*Server, error) {
	shell, err := newPageShell()
	if err != nil {
		return nil, err
	}
	shell.secure = cfg.Secure
	s := &Server{
		cfg: cfg, engine: cfg.Engine, index: newIndex(), limits: newLimits(cfg.Clock.Now), pairs: newPairs(cfg.Clock.Now),
		log: Logger(cfg.Errors), shell: shell, sites: http.NewCrossOriginProtection(),
	}
	if cfg.Public != "" { // a proxy may name another host than the browser does
		if err := s.sites.AddTrustedOrigin(cfg.Public); err != nil {
			return nil, fmt.Errorf("the public address is to be like https://parley.example: %w", err)
		}
	}
	if s.cfg.Standings == nil {
		s.cfg.Standings = cfg.Clock
	}
	if s.cfg.Metrics == nil {
		s.cfg.Metrics = noMetrics{}
	}
	s.hub = live.New(live.Config{
		Render: s.render, Now: s.roomTime, Clock: cfg.Clock, Watching: view.Desk,
		Slow: map[string]time.Duration{"statements": 500 * time.Millisecond, "outcomes": 500 * time.Millisecond, "watching": 2 * time.Second},
	})
	s.standings = s.newFollower()
	s.cancel = s.engine.OnCommit(func(id room.RoomID, _ room.Index) {
		_ = s.follow(context.Background(), id)
		s.hub.Changed(string(id))
		s.standings.Told(id)
	})
	if err := s.fill(ctx); err != nil {
		s.Close()
		return nil, err
	}
	mux, err := s.mux()
	if err != nil {
		s.Close()
		return nil, err
	}
	s.handler = s.protect(s.logged(mux))
	return s, nil
}

// Close ends every stream. The engine stays open.
func (s *Server) Close() {
	s.cancel()
	s.standings.Close()
	s.hub.Close()
}

// Gone tells the open pages of a room that it was deleted.
func (s *Server) Gone(id room.RoomID) {
	_ = s.follow(context.Background(), id)
	s.hub.Changed(string(id))
	s.standings.Told(id)
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// HTTP is an http.Server for s with its time limits, whose own messages have no
// addresses.
func (s *Server) HTTP() *http.Server {
	return &http.Server{
		Handler: s, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn), ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout: 30 * time.Second, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
	}
}

func (s *Server) report(err error) { s.log.Error("a request failed", "error", err) }

// render is a room for one audience, section by section.
func (s *Server) render(topic string, to view.Audience, watchers map[view.Audience]int) (r live.Rendering, err error) {
	seen := view.Watching{Phones: watchers[view.Phone], Desks: watchers[view.Desk] + watchers[view.Rapporteur], Screens: watchers[view.Screen]}
	viewErr := s.engine.View(context.Background(), room.RoomID(topic), func(st *room.State, texts room.Texts, now room.Seconds) {
		r.At, r.Version = int64(now), uint64(st.Index)
		r.Sections, err = sections(view.For(to, st, texts, now, seen, s.standings.Live(room.RoomID(topic), st.Standing)))
	})
	return r, cmpErr(viewErr, err)
}

// sections encodes a view's fields, each on its own.
func sections(v *view.View) ([]live.Section, error) {
	whole, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		return nil, err
	}
	var out []live.Section
	d := jsontext.NewDecoder(bytes.NewReader(whole))
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		section := live.Section{Name: name.String()}
		value, err := d.ReadValue()
		if err != nil {
			return nil, err
		}
		section.JSON = value.Clone()
		out = append(out, section)
	}
	return out, nil
}

func (s *Server) roomTime(topic string) (at int64) {
	_ = s.engine.View(context.Background(), room.RoomID(topic), func(_ *room.State, _ room.Texts, now room.Seconds) { at = int64(now) })
	return at
}

// first is a whole first frame for a page to carry.
func (s *Server) first(ctx context.Context, id room.RoomID, to view.Audience) (jsontext.Value, error) {
	if err := s.exists(ctx, id); err != nil {
		return nil, err
	}
	return s.hub.Whole(string(id), to)
}

// exists is nil when the room can be opened.
func (s *Server) exists(ctx context.Context, id room.RoomID) error {
	return s.engine.View(ctx, id, func(*room.State, room.Texts, room.Seconds) {})
}

func roomOf(r *http.Request) room.RoomID { return room.RoomID(r.PathValue("room")) }
