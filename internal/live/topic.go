package live

import (
	"bytes"
	"maps"
	"math"
	"sync"
	"time"

	"parley/internal/view"
)

// topic is one room that somebody watches.
type topic struct {
	hub       *Hub
	name      string
	holders   int           // under Hub.mu, as is:
	emptied   int           // how often the last of them went
	lingering bool          // a goroutine waits to let it go
	dirty     chan struct{} // of one place
	stop      chan struct{}
	once      sync.Once

	mu       sync.Mutex
	channels map[view.Audience]*channel
}

// channel is what one audience of a topic was told so far. While nobody watches
// it, it stays as it is.
type channel struct {
	watchers map[*Watch]struct{}
	sections map[string]*section
	order    []string
	first    uint64 // number of the first frame, less one
	gen      uint64 // frames so far
	step     []byte // the frame from gen-1 to gen
	shown    uint64 // the topic's version in the newest rendering
	awaited  map[*awaited]struct{}
	beats    uint64
	beat     []byte // the newest, when it is newer than step; nil otherwise
	gone     bool   // the view can no longer be rendered
}

func newChannel() *channel {
	return &channel{watchers: map[*Watch]struct{}{}, sections: map[string]*section{}, awaited: map[*awaited]struct{}{}}
}

// number is that of the newest frame. Numbers grow, over a restart too, and tell
// nothing of how much happened that nobody is shown.
func (c *channel) number() uint64 { return c.first + c.gen }

// section is one section as last published.
type section struct {
	version uint64
	gen     uint64 // of the channel when it got this version
	before  uint64 // … when it got the version before; 0 none
	whole   []byte
	patch   []byte // from version-1; nil when there is none
	when    time.Time
}

func newTopic(h *Hub, name string) *topic {
	return &topic{
		hub: h, name: name, dirty: make(chan struct{}, 1), stop: make(chan struct{}),
		channels: map[view.Audience]*channel{},
	}
}

func (t *topic) changed() {
	select {
	case t.dirty <- struct{}{}:
	default:
	}
}

func (t *topic) now() int64 { return t.hub.cfg.Now(t.name) }

func (t *topic) end() { t.once.Do(func() { close(t.stop) }) }

// run publishes what changed, never more often than Config.Every, and a beat
// when there was nothing to publish for Config.Beat.
func (t *topic) run() {
	cfg := &t.hub.cfg
	beat := cfg.Clock.After(cfg.Beat)
	var again <-chan time.Time
	for {
		select {
		case <-t.stop:
			return
		case <-beat:
			t.tellBeat()
			beat = cfg.Clock.After(cfg.Beat)
			continue
		case <-again:
		case <-t.dirty:
		}
		again = nil
		told, held := t.publish()
		if told {
			beat = cfg.Clock.After(cfg.Beat)
		}
		if held > 0 {
			again = cfg.Clock.After(held)
		}
		select {
		case <-cfg.Clock.After(cfg.Every):
		case <-t.stop:
			return
		}
	}
}

// join adds a watcher; the first of an audience, and the first after nobody
// watched, has the view rendered.
func (t *topic) join(to view.Audience) (*Watch, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.channels[to]
	if c == nil || len(c.watchers) == 0 {
		r, err := t.hub.cfg.Render(t.name, to, t.counts(to))
		if err != nil {
			delete(t.channels, to)
			return nil, err
		}
		if c == nil {
			c = newChannel()
			t.channels[to] = c
		}
		if _, held := c.update(&t.hub.cfg, r); held > 0 {
			t.changed() // the topic's goroutine waits until it may be told
		}
	}
	w := &Watch{topic: t, to: to, c: c, wake: make(chan struct{}, 1), beats: c.beats}
	c.watchers[w] = struct{}{}
	w.wake <- struct{}{}
	t.tellCounts(to)
	return w, nil
}

func (t *topic) leave(w *Watch) {
	t.mu.Lock()
	delete(w.c.watchers, w)
	t.tellCounts(w.to)
	t.mu.Unlock()
	t.hub.release(t)
}

// tellCounts has the audience that sees how many watch rendered again.
func (t *topic) tellCounts(of view.Audience) {
	if who := t.hub.cfg.Watching; of != who && t.channels[who] != nil {
		t.changed()
	}
}

// counts is how many watch, with one more for an audience whose first watcher
// is coming.
func (t *topic) counts(coming view.Audience) map[view.Audience]int {
	n := map[view.Audience]int{}
	for to, c := range t.channels {
		n[to] = len(c.watchers)
	}
	if coming != "" {
		n[coming]++
	}
	return n
}

// publish renders every audience that is watched and tells its watchers. held is how
// long a section that may not change yet has to wait; 0 none.
func (t *topic) publish() (told bool, held time.Duration) {
	t.mu.Lock()
	channels, counts := maps.Clone(t.channels), t.counts("")
	maps.DeleteFunc(channels, func(_ view.Audience, c *channel) bool { return len(c.watchers) == 0 })
	t.mu.Unlock()
	for to, c := range channels {
		r, err := t.hub.cfg.Render(t.name, to, counts)
		changed, wait := t.take(to, c, r, err)
		told = told || changed
		if wait > 0 && (held == 0 || wait < held) {
			held = wait
		}
	}
	return told, held
}

func (t *topic) take(to view.Audience, c *channel, r Rendering, err error) (changed bool, held time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.channels[to] != c, err == nil && r.Version < c.shown: // who joined meanwhile saw a newer one
		return false, 0
	case err != nil:
		delete(t.channels, to)
		c.gone = true
		c.rendered(math.MaxUint64)
		c.wake()
		return false, 0
	}
	if changed, held = c.update(&t.hub.cfg, r); changed {
		c.wake()
	}
	return changed, held
}

func (t *topic) tellBeat() {
	t.mu.Lock()
	defer t.mu.Unlock()
	beat := appendBeat(nil, t.now())
	for _, c := range t.channels {
		c.beats++
		c.beat = beat
		c.wake()
	}
}

// update takes over a rendering: sections that differ get a new version and a
// patch from the one before, slow ones when their time has come.
func (c *channel) update(cfg *Config, r Rendering) (changed bool, held time.Duration) {
	defer c.rendered(r.Version)
	now := cfg.Clock.Now()
	next := c.gen + 1
	for _, in := range r.Sections {
		s := c.sections[in.Name]
		if s == nil {
			s = &section{}
			c.sections[in.Name] = s
			c.order = append(c.order, in.Name)
		} else if bytes.Equal(s.whole, in.JSON) {
			continue
		} else if wait := cfg.Slow[in.Name] - now.Sub(s.when); wait > 0 {
			if held == 0 || wait < held {
				held = wait
			}
			continue
		}
		s.patch = nil
		if s.version > 0 {
			if p, err := view.Diff(s.whole, in.JSON); err == nil && len(p) < len(in.JSON) {
				s.patch = p
			}
		}
		s.before, s.gen, s.version = s.gen, next, s.version+1
		s.whole, s.when = in.JSON, now
		changed = true
	}
	if changed {
		if c.gen == 0 {
			c.first = uint64(now.UnixMilli())
		}
		c.gen, c.beat = next, nil
		c.step = c.appendFrame(nil, next-1, r.At)
	}
	return changed, held
}

func (c *channel) wake() {
	for w := range c.watchers {
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
}
