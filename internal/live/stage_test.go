package live

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/view"
)

// hand is a clock that moves when a test says so.
type hand struct {
	mu    sync.Mutex
	now   time.Time
	waits map[chan time.Time]time.Time
}

func newHand() *hand {
	return &hand{now: time.Unix(1_800_000_000, 0), waits: map[chan time.Time]time.Time{}}
}

func (h *hand) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *hand) After(d time.Duration) <-chan time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := make(chan time.Time, 1)
	h.waits[c] = h.now.Add(d)
	return c
}

func (h *hand) advance(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
	for c, at := range h.waits {
		if !at.After(h.now) {
			c <- h.now
			delete(h.waits, c)
		}
	}
}

// stage is one topic whose sections tests change.
type stage struct {
	hub   *Hub
	clock *hand

	mu       sync.Mutex
	at       int64
	index    uint64
	sections map[string]string
	renders  int
	broken   bool
}

func newStage(t testing.TB, slow map[string]time.Duration) *stage {
	s := &stage{clock: newHand(), sections: map[string]string{}, index: 1}
	s.hub = New(Config{Render: s.render, Now: s.time, Clock: s.clock, Slow: slow, Watching: view.Desk})
	t.Cleanup(s.hub.Close)
	return s
}

func (s *stage) render(_ string, to view.Audience, n map[view.Audience]int) (Rendering, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.renders++
	if s.broken {
		return Rendering{}, errors.New("the room cannot be shown")
	}
	r := Rendering{At: s.at, Version: s.index}
	for name, body := range s.sections {
		r.Sections = append(r.Sections, Section{name, []byte(body)})
	}
	if to == view.Desk {
		r.Sections = append(r.Sections, Section{"watching", fmt.Appendf(nil, `{"phones":%d}`, n[view.Phone])})
	}
	return r, nil
}

func (s *stage) time(string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at
}

func (s *stage) clockAt(at int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = at
}

func (s *stage) set(name, body string) {
	s.mu.Lock()
	s.sections[name] = body
	s.index++
	s.mu.Unlock()
	s.hub.Changed("r")
}

// next is the watch's next event; the clock moves until there is one.
func (s *stage) next(t testing.TB, w *Watch) string {
	t.Helper()
	for range 10_000 {
		select {
		case <-w.Wake():
			b, ok := w.Next(nil)
			if !ok {
				return "gone"
			}
			if len(b) > 0 {
				return string(b)
			}
		default:
			s.clock.advance(50 * time.Millisecond)
			time.Sleep(50 * time.Microsecond) // lets the topic's goroutine run
		}
	}
	t.Fatal("nothing came")
	return ""
}

// page is what a browser holds after frames.
type page map[string]jsontext.Value

func (p page) take(t interface{ Fatalf(string, ...any) }, event string) view.Frame {
	name, data, ok := strings.Cut(strings.TrimSuffix(event, "\n\n"), "\n")
	data, isData := strings.CutPrefix(data, "data: ")
	if !ok || !isData || strings.Contains(data, "\n") {
		t.Fatalf("not an event: %q", event)
	}
	var f view.Frame
	if name != "event: frame" {
		return f
	}
	if err := json.Unmarshal([]byte(data), &f, json.RejectUnknownMembers(true)); err != nil {
		t.Fatalf("%v: %q", err, data)
	}
	maps.Copy(p, f.Set)
	for name, patch := range f.Patch {
		merged, err := view.Merge(p[name], patch)
		if err != nil {
			t.Fatalf("%v", err)
		}
		p[name] = merged
	}
	return f
}

func watch(t testing.TB, s *stage, to view.Audience) *Watch {
	t.Helper()
	w, err := s.hub.Watch("r", to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}
