package engine_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/eventlog"
	"parley/internal/eventlog/memory"
	"parley/internal/room"
)

// gate is a log whose appends wait until it is opened.
type gate struct {
	eventlog.Log
	shut    atomic.Pointer[chan struct{}]
	waiting atomic.Int64
}

func (g *gate) close() (open func()) {
	c := make(chan struct{})
	g.shut.Store(&c)
	return func() { g.shut.Store(nil); close(c) }
}

func (g *gate) Append(ctx context.Context, r room.RoomID, after eventlog.Head, rs []room.Record) (eventlog.Head, error) {
	if c := g.shut.Load(); c != nil {
		g.waiting.Add(1)
		<-*c
	}
	return g.Log.Append(ctx, r, after, rs)
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 5000 {
		if ok() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("it never came: %s", what)
}

// TestNothingUndurableIsSeen holds a commit up: nobody is answered, readers see
// nothing of it, and refusals that rest on it wait too.
func TestNothingUndurableIsSeen(t *testing.T) {
	g := &gate{Log: memory.New()}
	h := enginetest.Start(t, func(c *engine.Config) { c.Log = g })
	h.Do(h.Desk, "question.now/1", room.QuestionNow{Question: 1}, nil)
	open := g.close()
	var wg sync.WaitGroup
	var answered atomic.Int64
	send := func(want room.Code) {
		c := h.Command(h.Desk, "question.now/1", room.QuestionNow{})
		wg.Go(func() {
			if _, err := h.Engine.Submit(bg, h.Room, c); code(err) != want {
				t.Errorf("%v, want %q", err, want)
			}
			answered.Add(1)
		})
	}
	send("")
	until(t, "the append", func() bool { return g.waiting.Load() == 1 })
	send(room.CodeAlready)
	send(room.CodeAlready)
	time.Sleep(20 * time.Millisecond)
	h.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
		if s.Index != 3 || s.Session.Question != 1 {
			t.Errorf("readers see record %d, question %d", s.Index, s.Session.Question)
		}
	})
	if n := answered.Load(); n != 0 {
		t.Errorf("%d answers before anything was durable", n)
	}
	open()
	wg.Wait()
	h.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
		if s.Index != 4 || s.Session.Question != 0 {
			t.Errorf("readers see record %d, question %d", s.Index, s.Session.Question)
		}
	})
}

// TestTextsOfWhatIsNotStoredYet decides on a name that was accepted and is not
// durable.
func TestTextsOfWhatIsNotStoredYet(t *testing.T) {
	g := &gate{Log: memory.New()}
	h := enginetest.Start(t, func(c *engine.Config) { c.Log = g })
	open := g.close()
	var wg sync.WaitGroup
	seat := h.Command(h.Desk, "seat.add/1", room.AddSeat{Name: h.Say("The Chair"), Roles: []room.Role{room.Speaker}})
	wg.Go(func() {
		if _, err := h.Engine.Submit(bg, h.Room, seat); err != nil {
			t.Error(err)
		}
	})
	until(t, "the append", func() bool { return g.waiting.Load() == 1 })
	someone := room.Actor{Kind: room.ActorVoice, ID: h.Source.ID()}
	join := h.Command(someone, "voice.join/1", room.Join{Side: room.Online, Name: h.Say("the chair")})
	wg.Go(func() {
		if _, err := h.Engine.Submit(bg, h.Room, join); code(err) != room.CodeNameTaken {
			t.Errorf("somebody joins under a name of the table: %v", err)
		}
	})
	time.Sleep(5 * time.Millisecond)
	open()
	wg.Wait()
}

func TestOverload(t *testing.T) {
	const places = 4
	g := &gate{Log: memory.New()}
	h := enginetest.Start(t, func(c *engine.Config) { c.Log, c.Mailbox = g, places })
	open := g.close()
	var wg sync.WaitGroup
	var busy, other, done atomic.Int64
	const all = eventlog.MaxRecords + 1 + 3*places
	for range all {
		wg.Go(func() {
			v := room.Actor{Kind: room.ActorVoice, ID: h.Source.ID()}
			_, err := h.Try(v, "voice.join/1", room.Join{Side: room.Online})
			switch {
			case errors.Is(err, engine.ErrBusy):
				busy.Add(1)
			case err != nil:
				other.Add(1)
			default:
				done.Add(1)
			}
		})
	}
	until(t, "overload", func() bool { return busy.Load() > 0 })
	open()
	wg.Wait()
	if other.Load() > 0 || busy.Load()+done.Load() != all {
		t.Errorf("%d busy, %d done, %d other errors of %d", busy.Load(), done.Load(), other.Load(), all)
	}
	if n := len(h.Records()); int64(n) != 2+done.Load() {
		t.Errorf("%d records for %d acknowledged joins", n, done.Load())
	}
}

// TestMany sends from many at once, with View and followers beside, and finds
// each acknowledged command in the log exactly once, in the order of answers.
func TestMany(t *testing.T) {
	h := enginetest.Start(t, nil)
	var told atomic.Uint64
	cancel := h.Engine.OnCommit(func(r room.RoomID, i room.Index) {
		if r != h.Room || uint64(i) <= told.Load() {
			t.Errorf("told of record %d of %s after %d", i, r, told.Load())
		}
		h.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
			if s.Index < i {
				t.Errorf("told of record %d, shown %d", i, s.Index)
			}
		})
		told.Store(uint64(i))
	})
	defer cancel()
	var acked sync.Map
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			v := room.Actor{Kind: room.ActorVoice, ID: h.Source.ID()}
			for i, send := range []engine.Command{
				h.Command(v, "voice.join/1", room.Join{Side: room.Online, Name: h.Say("somebody")}),
				h.Command(v, "voice.name/1", room.SetName{Name: h.Say("somebody else")}),
				h.Command(v, "voice.access/1", room.SetAccess{On: true}),
			} {
				a, err := h.Engine.Submit(bg, h.Room, send)
				if err != nil {
					t.Errorf("command %d: %v", i, err)
				}
				acked.Store(send.Cmd, a.Index)
			}
		})
	}
	wg.Wait()
	seen := map[room.CmdID]bool{}
	for i, r := range h.Records() {
		if seen[r.Cmd] {
			t.Errorf("command %s is in the log twice", r.Cmd)
		}
		seen[r.Cmd] = true
		if want, ok := acked.LoadAndDelete(r.Cmd); ok && want != room.Index(i+1) {
			t.Errorf("command %s was answered as record %d, stands at %d", r.Cmd, want, i+1)
		}
	}
	acked.Range(func(id, _ any) bool { t.Errorf("acknowledged and not in the log: %s", id); return true })
	until(t, "word of the last commit", func() bool { return told.Load() == 2+20*3 })
}

func TestSlowFollowerHoldsNobodyUp(t *testing.T) {
	h := enginetest.Start(t, nil)
	release := make(chan struct{})
	var last atomic.Uint64
	cancel := h.Engine.OnCommit(func(_ room.RoomID, i room.Index) { <-release; last.Store(uint64(i)) })
	for range 10 {
		h.Join(room.Online)
	}
	close(release)
	until(t, "the newest index", func() bool { return last.Load() == 12 })
	cancel()
	h.Join(room.Online)
	time.Sleep(5 * time.Millisecond)
	if last.Load() != 12 {
		t.Error("told after it was cancelled")
	}
}
