package engine_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/eventlog"
	"parley/internal/eventlog/jetstream"
	"parley/internal/room"
	"parley/internal/texts"

	"github.com/go-json-experiment/json/jsontext"
)

// durable opens a room on JetStream, on enough processors that a sync holds no
// other goroutine up.
func durable(b *testing.B, wrap func(eventlog.Log) eventlog.Log) *enginetest.Hall {
	b.Helper()
	if old := runtime.GOMAXPROCS(0); old < 8 {
		runtime.GOMAXPROCS(8)
		b.Cleanup(func() { runtime.GOMAXPROCS(old) })
	}
	dir := b.TempDir()
	db, err := jetstream.Open(filepath.Join(dir, "log"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	vault, err := texts.Open(db.Texts(), filepath.Join(dir, "keys"))
	if err != nil {
		b.Fatal(err)
	}
	return enginetest.Start(b, func(c *engine.Config) { c.Log, c.Texts = wrap(db.Log()), vault })
}

func bare(l eventlog.Log) eventlog.Log { return l }

// poll is one statement and ballots that answer it over and over, each with
// another answer than the time before.
type poll struct {
	h        *enginetest.Hall
	ballots  []room.Actor
	payloads []jsontext.Value
	rounds   []int // votes cast so far, by ballot
}

func newPoll(h *enginetest.Hall, ballots int) *poll {
	var s room.StatementAdded
	h.Do(h.Desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: h.Say("Something is so.")}, &s)
	p := &poll{h: h, rounds: make([]int, ballots)}
	for range ballots {
		p.ballots = append(p.ballots, h.Ballot())
	}
	for _, a := range []room.Answer{room.Agree, room.Disagree, room.Unsure} {
		p.payloads = append(p.payloads, h.Command(p.ballots[0], "vote.cast/1", room.CastVote{Statement: s.Statement, Answer: a}).Payload)
	}
	return p
}

// vote casts n votes, each ballot waiting for its answer before its next.
func (p *poll) vote(n int) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for i, ballot := range p.ballots {
		wg.Go(func() {
			for ; next.Add(1) <= int64(n); p.rounds[i]++ {
				_, err := p.h.Engine.Submit(context.Background(), p.h.Room, engine.Command{
					Cmd: p.h.Source.CmdID(p.h.Now()), Actor: ballot, Type: "vote.cast/1",
					Payload: p.payloads[p.rounds[i]%len(p.payloads)], Door: room.Door{Side: room.Online},
				})
				if err != nil {
					p.h.T.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// counting notes how many bytes of records each append had.
type counting struct {
	eventlog.Log
	batches []int
	records int
}

func (c *counting) Append(ctx context.Context, r room.RoomID, after eventlog.Head, rs []room.Record) (eventlog.Head, error) {
	n := 0
	for i := range rs {
		n += eventlog.Cost(&rs[i])
	}
	c.batches, c.records = append(c.batches, n), c.records+len(rs)
	return c.Log.Append(ctx, r, after, rs)
}

// BenchmarkVotes is votes through the engine and JetStream, each durable when
// it is answered, by how many people vote at the same time. "of-bare" is the
// time that bare synced appends of the same batches take, as a part of it.
func BenchmarkVotes(b *testing.B) {
	for _, people := range []int{1, 16, 256, 2048} {
		b.Run(strconv.Itoa(people), func(b *testing.B) {
			log := &counting{}
			h := durable(b, func(l eventlog.Log) eventlog.Log { log.Log = l; return log })
			p := newPoll(h, people)
			p.vote(people)
			log.batches, log.records = nil, 0
			b.ResetTimer()
			p.vote(b.N)
			b.StopTimer()
			took := b.Elapsed()
			b.ReportMetric(float64(b.N)/took.Seconds(), "votes/s")
			b.ReportMetric(float64(log.records)/float64(len(log.batches)), "votes/commit")
			b.ReportMetric(syncedAppends(b, log.batches).Seconds()/took.Seconds(), "of-bare")
		})
	}
}

// syncedAppends is how long appends of so many bytes each take to a plain file,
// each synced.
func syncedAppends(b *testing.B, sizes []int) time.Duration {
	f, err := os.Create(filepath.Join(b.TempDir(), "bare"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	buf := make([]byte, eventlog.MaxBytes)
	start := time.Now()
	for _, n := range sizes {
		if _, err := f.Write(buf[:n]); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(start)
}

// BenchmarkRecovery opens a room of 1,000,000 votes from its log.
func BenchmarkRecovery(b *testing.B) {
	const votes = 1_000_000
	h := durable(b, bare)
	newPoll(h, 1000).vote(votes)
	b.ResetTimer()
	for range b.N {
		h.Restart()
		h.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
			if s.Index < votes {
				b.Errorf("%d records", s.Index)
			}
		})
	}
	b.ReportMetric(votes*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
