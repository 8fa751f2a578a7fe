package engine_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/eventlog"
	"parley/internal/eventlog/faulty"
	"parley/internal/eventlog/memory"
	"parley/internal/room"
	"parley/internal/texts"

	"github.com/go-json-experiment/json/jsontext"
)

var bg = context.Background()

func code(err error) room.Code {
	var e *room.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func TestAnswerIsFromTheRecord(t *testing.T) {
	h := enginetest.Start(t, nil)
	h.Clock.Advance(7 * time.Second)
	a := h.Do(h.Desk, "hub.add/1", room.AddHub{Name: h.Say("Library"), Count: 12}, nil)
	rs := h.Records()
	last := rs[len(rs)-1]
	if int(a.Index) != len(rs) || a.At != 7 || last.At != 7 || string(a.Facts) != string(last.Facts) || a.Repeat {
		t.Errorf("answer %+v, record %d %+v", a, len(rs), last)
	}
	h.State(func(s *room.State, texts room.Texts, now room.Seconds) {
		if s.Index != a.Index || now != 7 {
			t.Errorf("the room shows record %d at %d", s.Index, now)
		}
		for _, p := range s.People {
			if name, ok := texts(p.Name); !ok || name != "Library" {
				t.Errorf("the hub's name reads %q, %v", name, ok)
			}
		}
	})
}

func TestRepeatHasTheSameAnswerAndNoSecondEffect(t *testing.T) {
	h := enginetest.Start(t, nil)
	c := h.Command(h.Desk, "hub.add/1", room.AddHub{Name: h.Say("Library"), Count: 12})
	first, err := h.Engine.Submit(bg, h.Room, c)
	if err != nil {
		t.Fatal(err)
	}
	again := func() {
		t.Helper()
		a, err := h.Engine.Submit(bg, h.Room, c)
		if err != nil {
			t.Fatal(err)
		}
		if !a.Repeat || a.Index != first.Index || a.At != first.At || string(a.Facts) != string(first.Facts) {
			t.Errorf("first %+v, again %+v", first, a)
		}
	}
	again()
	h.Do(h.Desk, "question.now/1", room.QuestionNow{Question: 1}, nil)
	h.Clock.Advance(time.Minute)
	again()
	h.Restart()
	again()
	if n := len(h.Records()); n != 4 {
		t.Errorf("%d records, want 4", n)
	}
	other := h.Command(h.Desk, "question.now/1", room.QuestionNow{Question: 1})
	other.Cmd = c.Cmd
	if a, err := h.Engine.Submit(bg, h.Room, other); code(err) != room.CodeNotAllowed || len(a.Facts) > 0 {
		t.Errorf("another command's id: %+v, %v", a, err)
	}
	c.Actor = h.Ballot()
	if _, err := h.Engine.Submit(bg, h.Room, c); code(err) != room.CodeNotAllowed {
		t.Errorf("somebody else's command id: %v", err)
	}
}

func TestSameCommandAtTheSameTime(t *testing.T) {
	h := enginetest.Start(t, nil)
	c := h.Command(h.Desk, "hub.add/1", room.AddHub{Name: h.Say("Library"), Count: 12})
	var wg sync.WaitGroup
	answers := make([]engine.Answer, 50)
	for i := range answers {
		wg.Go(func() {
			a, err := h.Engine.Submit(bg, h.Room, c)
			if err != nil {
				t.Error(err)
			}
			answers[i] = a
		})
	}
	wg.Wait()
	firsts := 0
	for _, a := range answers {
		if !a.Repeat {
			firsts++
		}
		if a.Index != 3 || string(a.Facts) != string(answers[0].Facts) {
			t.Errorf("%+v is not %+v", a, answers[0])
		}
	}
	if firsts != 1 || len(h.Records()) != 3 {
		t.Errorf("%d first answers, %d records", firsts, len(h.Records()))
	}
}

func TestRefused(t *testing.T) {
	h := enginetest.Start(t, nil)
	long := make([]byte, 0, texts.MaxBody+1)
	for len(long) <= texts.MaxBody {
		long = append(long, 'x')
	}
	hub := func(change func(*engine.Command)) engine.Command {
		c := h.Command(h.Desk, "hub.add/1", room.AddHub{Name: h.Say("Library"), Count: 12})
		change(&c)
		return c
	}
	for name, tc := range map[string]struct {
		c    engine.Command
		want room.Code
	}{
		"no commit holds": {hub(func(c *engine.Command) {
			c.Payload = append(jsontext.Value("{"+strings.Repeat(" ", eventlog.MaxBytes)), c.Payload[1:]...)
		}), room.CodeLimit},
		"unknown type":     {hub(func(c *engine.Command) { c.Type, c.Texts = "hub.add/9", nil }), room.CodeUnknownType},
		"body missing":     {hub(func(c *engine.Command) { c.Texts = nil }), room.CodeMalformed},
		"body changed":     {hub(func(c *engine.Command) { c.Texts[0].Body = "Museum" }), room.CodeMalformed},
		"body not named":   {hub(func(c *engine.Command) { c.Texts = append(c.Texts, h.Source.Body("extra")) }), room.CodeMalformed},
		"body too long":    {hub(func(c *engine.Command) { c.Texts[0].Body = string(long) }), room.CodeMalformed},
		"line break":       {hub(func(c *engine.Command) { c.Payload = append(jsontext.Value("{\n"), c.Payload[1:]...) }), room.CodeMalformed},
		"space around":     {hub(func(c *engine.Command) { c.Payload = append(c.Payload, ' ') }), room.CodeMalformed},
		"no payload":       {hub(func(c *engine.Command) { c.Payload = nil }), room.CodeMalformed},
		"duplicate member": {hub(func(c *engine.Command) { c.Payload = jsontext.Value(`{"count":1,"count":2}`) }), room.CodeMalformed},
		"no UTF-8":         {hub(func(c *engine.Command) { c.Actor.ID = "\xff" }), room.CodeMalformed},
		"no such seat":     {hub(func(c *engine.Command) { c.Actor.ID = "QQQQ" }), room.CodeNotAllowed},
		"no command id":    {hub(func(c *engine.Command) { c.Cmd = "0-xyz" }), room.CodeMalformed},
	} {
		if _, err := h.Engine.Submit(bg, h.Room, tc.c); code(err) != tc.want {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	if n := len(h.Records()); n != 2 {
		t.Errorf("%d records after refusals alone, want 2", n)
	}
	for _, id := range []room.RoomID{"", "../x", room.NewRoomID([16]byte{9})} {
		if _, err := h.Engine.Submit(bg, id, hub(func(*engine.Command) {})); !errors.Is(err, eventlog.ErrNoRoom) {
			t.Errorf("room %q: %v", id, err)
		}
	}
}

// TestNobodyBorrowsAText names a text of the room without its body.
func TestNobodyBorrowsAText(t *testing.T) {
	h := enginetest.Start(t, nil)
	name := h.Say("Library")
	h.Do(h.Desk, "hub.add/1", room.AddHub{Name: name, Count: 12}, nil)
	c := h.Command(h.Desk, "hub.add/1", room.AddHub{Name: name, Count: 12})
	c.Texts = nil
	if _, err := h.Engine.Submit(bg, h.Room, c); code(err) != room.CodeMalformed {
		t.Errorf("%v", err)
	}
}

// TestFaults meets each fault of an append, twice in a row.
func TestFaults(t *testing.T) {
	for name, tc := range map[string]struct {
		faults []faulty.Fault
		stored bool // in the end, without being sent again
	}{
		"lost":                    {[]faulty.Fault{faulty.Lost}, true},
		"lost twice":              {[]faulty.Fault{faulty.Lost, faulty.Lost}, true},
		"stored, reported lost":   {[]faulty.Fault{faulty.StoredLost}, true},
		"stored after a loss":     {[]faulty.Fault{faulty.Lost, faulty.StoredLost}, true},
		"a conflict that is none": {[]faulty.Fault{faulty.Conflict, faulty.Conflict}, true},
		"refused":                 {[]faulty.Fault{faulty.Refused}, false},
	} {
		t.Run(name, func(t *testing.T) {
			log := faulty.Wrap(memory.New())
			h := enginetest.Start(t, func(c *engine.Config) { c.Log = log })
			stop := keepMoving(h)
			defer stop()
			for round := range 2 {
				log.Next(tc.faults...)
				c := h.Command(h.Desk, "hub.add/1", room.AddHub{Name: h.Say("Library"), Count: 12})
				a, err := h.Engine.Submit(bg, h.Room, c)
				if tc.stored != (err == nil) {
					t.Fatalf("round %d: %v", round, err)
				}
				if !tc.stored && !errors.Is(err, engine.ErrStopped) {
					t.Errorf("round %d: %v", round, err)
				}
				again, err := h.Engine.Submit(bg, h.Room, c)
				if err != nil || again.Repeat != tc.stored || tc.stored && again.Index != a.Index {
					t.Errorf("round %d: again %+v, %v; first %+v", round, again, err, a)
				}
			}
			if n := len(h.Records()); n != 4 || log.Left() != 0 {
				t.Errorf("%d records, want 4; %d faults left", n, log.Left())
			}
		})
	}
}

// keepMoving lets the waits between two tries end.
func keepMoving(h *enginetest.Hall) (stop func()) {
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(time.Millisecond):
				if h.Clock.Waits() > 0 {
					h.Clock.Advance(100 * time.Millisecond)
				}
			}
		}
	})
	return func() { close(done); wg.Wait() }
}

func TestSecondWriterStopsTheFirst(t *testing.T) {
	h := enginetest.Start(t, nil)
	h.Do(h.Desk, "question.now/1", room.QuestionNow{Question: 1}, nil)
	other := engine.New(engine.Config{Log: h.Log, Texts: h.Vault, Clock: h.Clock, Seed: h.Source.Seed})
	defer other.Close()
	if _, err := other.Submit(bg, h.Room, h.Command(h.Desk, "question.now/1", room.QuestionNow{})); err != nil {
		t.Fatal(err)
	}
	c := h.Command(h.Desk, "question.now/1", room.QuestionNow{})
	if _, err := h.Engine.Submit(bg, h.Room, c); !errors.Is(err, engine.ErrStopped) && code(err) == "" {
		t.Errorf("a command that rests on an old state: %v", err)
	}
	c = h.Command(h.Desk, "question.now/1", room.QuestionNow{Question: 1})
	var err error
	for range 3 {
		if _, err = h.Engine.Submit(bg, h.Room, c); !errors.Is(err, engine.ErrStopped) {
			break
		}
	}
	if err != nil {
		t.Errorf("after the room was read again: %v", err)
	}
}

func TestBrokenLogIsRefused(t *testing.T) {
	log := memory.New()
	h := enginetest.Start(t, func(c *engine.Config) { c.Log = log })
	h.Do(h.Desk, "question.now/1", room.QuestionNow{Question: 1}, nil)
	h.Engine.Close()
	log.Damage(h.Room, 1, func([]byte) []byte { return nil })
	h.Restart()
	for range 2 {
		if _, err := h.Try(h.Desk, "question.now/1", room.QuestionNow{}); !errors.Is(err, eventlog.ErrBroken) {
			t.Errorf("a log with a hole: %v", err)
		}
	}
	if n := h.Engine.Open(); n != 0 {
		t.Errorf("%d rooms count as open", n)
	}
}
