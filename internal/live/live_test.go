package live

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"pgregory.net/rapid"

	"parley/internal/view"
)

func TestFirstFrameIsWholeThenPatches(t *testing.T) {
	s := newStage(t, nil)
	long := strings.Repeat("x", 100)
	s.set("a", `{"n":1,"text":"`+long+`"}`)
	s.set("b", `{"n":1}`)
	w, p := watch(t, s, view.Phone), page{}
	if f := p.take(t, s.next(t, w)); len(f.Set) != 2 || len(f.Patch) != 0 || f.V["a"] != 1 {
		t.Fatalf("first frame %+v", f)
	}
	s.set("a", `{"n":2,"text":"`+long+`"}`)
	if f := p.take(t, s.next(t, w)); string(f.Patch["a"]) != `{"n":2}` || len(f.Set) != 0 || f.V["a"] != 2 || len(f.V) != 1 {
		t.Fatalf("second frame %+v", f)
	}
	if string(p["b"]) != `{"n":1}` {
		t.Fatalf("b is %s", p["b"])
	}
}

func TestBeatsWhenNothingIsSaid(t *testing.T) {
	s := newStage(t, nil)
	s.set("a", `{}`)
	w := watch(t, s, view.Phone)
	s.next(t, w)
	before := s.clock.Now()
	s.clockAt(77)
	if got := s.next(t, w); got != "event: beat\ndata: {\"at\":77}\n\n" {
		t.Fatalf("%q", got)
	}
	if d := s.clock.Now().Sub(before); d < 5*time.Second || d > 6*time.Second {
		t.Fatalf("a beat after %v", d)
	}
}

// A page sets its clock by what it is told: what it is told late must not set
// the clock back.
func TestTimeOnlyGoesForward(t *testing.T) {
	s := newStage(t, nil)
	s.set("a", `{"n":0}`)
	w := watch(t, s, view.Phone)
	s.next(t, w)
	s.clockAt(3)
	s.set("a", `{"n":1}`)
	s.hub.topics["r"].publish()
	s.clockAt(60)
	w.topic.tellBeat()
	b, _ := w.Next(nil)
	if got := string(b); !strings.Contains(got, `{"at":3,`) || !strings.HasSuffix(got, "event: beat\ndata: {\"at\":60}\n\n") {
		t.Errorf("%q", got)
	}
	s.clockAt(70)
	s.set("a", `{"n":2}`)
	w.topic.publish()
	if b, _ := w.Next(nil); strings.Contains(string(b), "beat") {
		t.Errorf("an old beat behind a new frame: %q", b)
	}
	s.clockAt(90)
	if b, _ := watch(t, s, view.Phone).Next(nil); !strings.Contains(string(b), `{"at":90,`) {
		t.Errorf("a first frame tells old time: %q", b)
	}
}

func TestASlowWatcherHoldsNobodyUp(t *testing.T) {
	s := newStage(t, nil)
	s.set("a", `{"n":0}`)
	slow, quick := watch(t, s, view.Phone), watch(t, s, view.Phone)
	p := page{}
	p.take(t, s.next(t, quick))
	for i := 1; i <= 20; i++ {
		s.set("a", fmt.Sprintf(`{"n":%d}`, i))
		p.take(t, s.next(t, quick))
	}
	if string(p["a"]) != `{"n":20}` {
		t.Fatalf("the quick one holds %s", p["a"])
	}
	late := page{}
	if f := late.take(t, s.next(t, slow)); string(f.Set["a"]) != `{"n":20}` {
		t.Fatalf("the slow one gets %+v", f)
	}
}

func TestSlowSectionsAndFramesKeepTheirPace(t *testing.T) {
	s := newStage(t, map[string]time.Duration{"tally": 500 * time.Millisecond})
	s.set("tally", `{"n":0}`)
	s.set("floor", `{"n":0}`)
	w := watch(t, s, view.Phone)
	s.next(t, w)
	p, frames, tallies := page{}, 0, 0
	start := s.clock.Now()
	for i := 1; s.clock.Now().Sub(start) < 4*time.Second; i++ {
		s.set("tally", fmt.Sprintf(`{"n":%d}`, i))
		s.set("floor", fmt.Sprintf(`{"n":%d}`, i))
		f := p.take(t, s.next(t, w))
		frames++
		if f.V["tally"] > 0 {
			tallies++
		}
	}
	if frames > 21 || tallies > 9 || tallies < 4 {
		t.Fatalf("%d frames and %d tallies in 4 seconds", frames, tallies)
	}
}

func TestTheDeskHearsHowManyWatch(t *testing.T) {
	s := newStage(t, nil)
	desk, p := watch(t, s, view.Desk), page{}
	p.take(t, s.next(t, desk))
	phone := watch(t, s, view.Phone)
	p.take(t, s.next(t, desk))
	if string(p["watching"]) != `{"phones":1}` {
		t.Fatalf("%s", p["watching"])
	}
	phone.Close()
	p.take(t, s.next(t, desk))
	if string(p["watching"]) != `{"phones":0}` {
		t.Fatalf("%s", p["watching"])
	}
}

// Who asks frame by frame is told nothing twice, though nobody watches between
// two questions; long after the last one, the topic is let go.
func TestFramesKeepTheirNumbersBetweenPolls(t *testing.T) {
	s := newStage(t, nil)
	s.set("a", `{"n":1}`)
	ask := func() (string, uint64) {
		w, err := s.hub.Watch("r", view.Phone)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		b, n := w.Whole()
		return string(b), n
	}
	_, first := ask()
	s.clock.advance(30 * time.Second)
	if _, again := ask(); again != first {
		t.Errorf("nothing happened, and after frame %d comes %d", first, again)
	}
	s.set("a", `{"n":2}`)
	if b, next := ask(); next <= first || !strings.Contains(b, `{"n":2}`) {
		t.Errorf("after frame %d comes %d: %s", first, next, b)
	}
	s.mu.Lock()
	renders := s.renders
	s.mu.Unlock()
	s.set("a", `{"n":3}`)
	s.clock.advance(time.Second)
	topics := func() int {
		s.hub.mu.Lock()
		defer s.hub.mu.Unlock()
		return len(s.hub.topics)
	}
	for range 10_000 {
		if s.clock.advance(time.Second); topics() == 0 {
			break
		}
		time.Sleep(50 * time.Microsecond)
	}
	if n := topics(); n != 0 {
		t.Errorf("%d topics are kept though nobody watches", n)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.renders != renders {
		t.Errorf("rendered %d times for nobody", s.renders-renders)
	}
}

func TestARoomThatCannotBeShownEndsItsWatches(t *testing.T) {
	s := newStage(t, nil)
	s.set("a", `{}`)
	w := watch(t, s, view.Phone)
	s.next(t, w)
	s.mu.Lock()
	s.broken = true
	s.mu.Unlock()
	s.hub.Changed("r")
	if got := s.next(t, w); got != "gone" {
		t.Fatalf("%q", got)
	}
	if _, err := s.hub.Watch("r", view.Phone); err == nil {
		t.Fatal("it can be watched")
	}
}

func TestEachChangeIsEncodedOnce(t *testing.T) {
	s := newStage(t, nil)
	s.set("a", `{"n":0}`)
	var all []*Watch
	for range 50 {
		all = append(all, watch(t, s, view.Phone))
	}
	for _, w := range all {
		s.next(t, w)
	}
	before := s.renders
	s.set("a", `{"n":1}`)
	first := s.next(t, all[0])
	for _, w := range all[1:] {
		if got := s.next(t, w); got != first {
			t.Fatalf("%q and %q", first, got)
		}
	}
	if n := s.renders - before; n != 1 {
		t.Fatalf("rendered %d times for 50 watchers", n)
	}
}

// A page that takes frames at any moments holds the newest sections.
func TestAnyPagesHoldTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, cfg := newChannel(), &Config{Clock: newHand()}
		tp := newTopic(&Hub{cfg: Config{Now: func(string) int64 { return 0 }}}, "r")
		watches, pages := []*Watch{}, []page{}
		state := map[string]map[string]int{"a": {}, "b": {}, "c": {}}
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			name := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "section")
			key := rapid.SampledFrom([]string{"x", "y", "order"}).Draw(t, "key")
			if rapid.Bool().Draw(t, "drop") {
				delete(state[name], key)
			} else {
				state[name][key] = rapid.IntRange(0, 3).Draw(t, "value")
			}
			r := Rendering{}
			for _, name := range []string{"a", "b", "c"} {
				b, _ := json.Marshal(state[name], json.Deterministic(true))
				r.Sections = append(r.Sections, Section{name, b})
			}
			c.update(cfg, r)
			if rapid.Bool().Draw(t, "another page") {
				watches, pages = append(watches, &Watch{topic: tp, c: c}), append(pages, page{})
			}
			for i, w := range watches {
				if rapid.Bool().Draw(t, "looks") {
					if b, _ := w.Next(nil); len(b) > 0 {
						pages[i].take(t, string(b))
					}
				}
			}
		}
		for i, w := range watches {
			if b, _ := w.Next(nil); len(b) > 0 {
				pages[i].take(t, string(b))
			}
			for name, s := range c.sections {
				if !bytes.Equal(pages[i][name], s.whole) {
					t.Fatalf("page %d holds %s of %s, which is %s", i, pages[i][name], name, s.whole)
				}
			}
		}
	})
}

// BenchmarkFrame is one change of 1 kB for so many watchers, without the write.
func BenchmarkFrame(b *testing.B) {
	for _, n := range []int{1, 5000} {
		b.Run(fmt.Sprintf("watchers=%d", n), func(b *testing.B) {
			s := newStage(b, nil)
			text := strings.Repeat("x", 1000)
			s.set("a", `{"n":0,"text":"`+text+`"}`)
			var all []*Watch
			for range n {
				all = append(all, watch(b, s, view.Phone))
			}
			tp, buf := all[0].topic, make([]byte, 0, 4096)
			for _, w := range all {
				w.Next(nil)
			}
			b.ResetTimer()
			for i := range b.N {
				s.mu.Lock()
				s.sections["a"] = fmt.Sprintf(`{"n":%d,"text":"%s"}`, i+1, text)
				s.mu.Unlock()
				tp.publish()
				for _, w := range all {
					if got, _ := w.Next(buf[:0]); len(got) == 0 {
						b.Fatal("nothing to say")
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/watcher")
		})
	}
}
