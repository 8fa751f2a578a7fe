package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"path/filepath"
	"strings"
	"time"

	"parley/internal/bundle"
	"parley/internal/engine"
	"parley/internal/eventlog/jetstream"
	"parley/internal/httpapi"
	"parley/internal/metrics"
	"parley/internal/room"
	"parley/internal/texts"
	"parley/internal/translog"
)

// wallClock is the machine's clock.
type wallClock struct{}

func (wallClock) Now() time.Time                         { return time.Now() }
func (wallClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

// node is one data directory, opened: log, texts, keys and the engine on them.
type node struct {
	db     *jetstream.DB
	vault  *texts.Vault
	keys   *translog.Keys
	engine *engine.Engine
	clock  engine.Clock

	log     *slog.Logger
	metrics *metrics.Metrics

	data       string
	exports    *bundle.Ledger
	backups    *bundle.Ledger
	erasures   *texts.Erasures
	tombstones string // directory of what stays of deleted rooms
}

// openNode opens a data directory. Close it again: while it is open no other
// process can.
func openNode(data string, clock engine.Clock, trouble io.Writer) (*node, error) {
	db, err := jetstream.Open(filepath.Join(data, "store"))
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", data, err)
	}
	n := &node{
		db: db, clock: clock, log: httpapi.Logger(trouble), metrics: metrics.New(),
		data: data, tombstones: filepath.Join(data, "tombstones"),
		exports: bundle.OpenLedger(filepath.Join(data, "exports")), backups: bundle.OpenLedger(filepath.Join(data, "backups")),
	}
	if err := n.openTexts(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	n.engine = engine.New(engine.Config{
		Log: n.metrics.Log(db.Log()), Texts: texts.Noting{Vault: n.vault, List: n.erasures}, Clock: clock, Seed: n.seed,
		Trouble: func(id room.RoomID, err error) {
			n.metrics.Stopped()
			n.log.Error("a room was stopped", "room", id, "error", err)
		},
	})
	if _, err := n.finishDeletions(context.Background()); err != nil {
		n.log.Error("deletions that were cut short are not finished", "error", err)
	}
	return n, nil
}

// openTexts opens texts, keys and the list of erasures, and removes rooms that
// were not taken in whole.
func (n *node) openTexts() (err error) {
	if n.vault, err = texts.Open(n.db.Texts(), filepath.Join(n.data, "keys")); err != nil {
		return err
	}
	if n.keys, err = translog.OpenKeys(filepath.Join(n.data, "keys")); err != nil {
		return err
	}
	if n.erasures, err = texts.OpenErasures(filepath.Join(n.data, "erasures")); err != nil {
		return err
	}
	return n.target().Abandon(context.Background())
}

// seed draws the randomness of one command.
func (n *node) seed() (b [32]byte) {
	rand.Read(b[:])
	return b
}

func (n *node) Close() error {
	n.engine.Close()
	return n.db.Close()
}

// server is the node's HTTP side. Network is its address on the local network;
// "" none.
func (n *node) server(ctx context.Context, c *Config, network string, stderr io.Writer) (*httpapi.Server, error) {
	codes := &startCodes{one: c.StartCode, file: c.StartCodes, now: n.clock.Now, trouble: func(err error) { n.log.Error("nobody can open a room with a code of the file", "error", err) }}
	if c.StartCodes != "" {
		if _, err := readStartCodes(c.StartCodes); err != nil {
			return nil, err
		}
	}
	var accept func(string) (string, bool)
	if codes.asked() {
		accept = codes.accept
	}
	return httpapi.New(ctx, httpapi.Config{
		Engine: n.engine, Log: n.db.Log(), Texts: n.vault, Keys: n.keys, Exports: n.exports, Backups: n.backups, Clock: n.clock,
		Version: version(), Secure: c.secure(), Proxy: c.Proxy, StartCode: accept,
		Public: strings.TrimRight(c.Public, "/"), Network: network, Errors: stderr,
		Requests: c.LogRequests, Ready: n.db.Ready, Metrics: n.metrics, Deleted: n.deletedOn, Disk: n.disk,
	})
}

// watch adds to the metrics what is read when they are.
func (n *node) watch(s *httpapi.Server) {
	n.metrics.Gauge("parley_open_rooms", "Rooms in memory.", func() float64 { return float64(n.engine.Open()) })
	n.metrics.Gauge("parley_damaged_streams", "Logs and texts of rooms that were found damaged and set aside.", func() float64 {
		damaged, err := n.db.Damaged()
		if err != nil {
			return math.NaN()
		}
		return float64(len(damaged))
	})
	n.metrics.Total("parley_standing_seconds_total", "Time spent on where rooms stand: following votes and computing pictures.", func() float64 { return s.Standings().Busy.Seconds() })
	n.metrics.Total("parley_standing_pictures_total", "Pictures of where a room stands that were recorded.", func() float64 { return float64(s.Standings().Pictures) })
	n.metrics.ByAudience("parley_live_streams", "Pages that follow a room just now.", s.Streams)
}
