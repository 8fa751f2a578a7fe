package live

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"parley/internal/view"
)

// Clock is where the hub's waits come from.
type Clock interface {
	Now() time.Time
	After(d time.Duration) <-chan time.Time
}

// Rendering is a topic for one audience at one moment: each section whole, a
// JSON object on one line.
type Rendering struct {
	At       int64  // topic time, seconds
	Version  uint64 // of the topic, as rendered; it only grows
	Sections []Section
}

// Section is one named part of a rendering.
type Section struct {
	Name string
	JSON []byte
}

// Config is what a hub is made of.
type Config struct {
	// Render makes a topic's view; watchers is how many follow it, by audience.
	// It is called from one goroutine per topic, and by Watch.
	Render func(topic string, to view.Audience, watchers map[view.Audience]int) (Rendering, error)
	// Now is the topic's time, for beats.
	Now   func(topic string) int64
	Clock Clock
	// Every is the least time between two frames, Beat the longest without
	// one; 0 means 200 ms and 5 s.
	Every, Beat time.Duration
	// Slow names sections that change at most so often.
	Slow map[string]time.Duration
	// Watching marks the audience whose view says how many watch; "" none.
	Watching view.Audience
}

// ErrClosed: the hub was closed.
var ErrClosed = errors.New("live: closed")

// Hub follows topics while somebody watches them. It is safe for concurrent
// use.
type Hub struct {
	cfg Config

	mu     sync.Mutex
	topics map[string]*topic
	closed bool
	work   sync.WaitGroup
}

// New makes a hub.
func New(cfg Config) *Hub {
	if cfg.Every == 0 {
		cfg.Every = 200 * time.Millisecond
	}
	if cfg.Beat == 0 {
		cfg.Beat = 5 * time.Second
	}
	return &Hub{cfg: cfg, topics: map[string]*topic{}}
}

// Changed says that a topic changed. It never waits.
func (h *Hub) Changed(name string) {
	h.mu.Lock()
	t := h.topics[name]
	h.mu.Unlock()
	if t != nil {
		t.changed()
	}
}

// Close ends every watch and waits for the hub's goroutines.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	for _, t := range h.topics {
		t.end()
	}
	h.mu.Unlock()
	h.work.Wait()
}

// Watch follows a topic for an audience until the watch is closed. The first
// frame is ready at once. It fails when the topic cannot be rendered.
func (h *Hub) Watch(name string, to view.Audience) (*Watch, error) {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return nil, ErrClosed
	}
	t := h.topics[name]
	if t == nil {
		t = newTopic(h, name)
		h.topics[name] = t
		h.work.Go(t.run)
	}
	t.holders++
	h.mu.Unlock()
	w, err := t.join(to)
	if err != nil {
		h.release(t)
	}
	return w, err
}

// Whole is the newest frame with every section whole, as a JSON object, of a
// topic that need not be watched.
func (h *Hub) Whole(name string, to view.Audience) ([]byte, error) {
	h.mu.Lock()
	t := h.topics[name]
	h.mu.Unlock()
	counts := map[view.Audience]int{}
	if t != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		if c := t.channels[to]; c != nil && len(c.watchers) > 0 {
			return c.appendJSON(nil, 0, t.now()), nil
		}
		counts = t.counts("")
	}
	r, err := h.cfg.Render(name, to, counts)
	if err != nil {
		return nil, err
	}
	c := newChannel()
	c.update(&h.cfg, r)
	return c.appendJSON(nil, 0, r.At), nil
}

// Watchers is how many watch just now, by audience, over all topics.
func (h *Hub) Watchers() map[view.Audience]int {
	h.mu.Lock()
	topics := slices.Collect(maps.Values(h.topics))
	h.mu.Unlock()
	all := map[view.Audience]int{}
	for _, t := range topics {
		t.mu.Lock()
		for to, c := range t.channels {
			all[to] += len(c.watchers)
		}
		t.mu.Unlock()
	}
	return all
}

// WatchersOf is how many watch one topic just now, by audience.
func (h *Hub) WatchersOf(name string) map[view.Audience]int {
	h.mu.Lock()
	t := h.topics[name]
	h.mu.Unlock()
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.counts("")
}

// lingers is how long a topic is kept after its last watcher went, so that a page
// that asks frame by frame is told what is new, and only that.
const lingers = 2 * time.Minute

// release lets a topic go some time after its last watcher went.
func (h *Hub) release(t *topic) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t.holders--
	if t.holders > 0 {
		return
	}
	t.emptied++
	if !t.lingering && !h.closed {
		t.lingering = true
		h.work.Go(func() { h.linger(t) })
	}
}

// linger waits until nobody watched a topic for so long, and lets it go; it ends
// early where somebody watches again.
func (h *Hub) linger(t *topic) {
	for n := -1; h.waits(t, &n); {
		select {
		case <-h.cfg.Clock.After(lingers):
		case <-t.stop:
			return
		}
	}
}

// waits says whether an empty topic still has to be waited for; n is how often it
// was empty when that was last asked.
func (h *Hub) waits(t *topic, n *int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case t.holders > 0:
		t.lingering = false
		return false
	case *n == t.emptied:
		t.end()
		delete(h.topics, t.name)
		return false
	}
	*n = t.emptied
	return true
}
