package live

import (
	"strings"
	"testing"
	"time"

	"parley/internal/view"
)

// isOver waits until a channel is closed; the clock moves meanwhile.
func (s *stage) isOver(c <-chan struct{}) bool {
	for range 10_000 {
		select {
		case <-c:
			return true
		default:
			s.clock.advance(50 * time.Millisecond)
			time.Sleep(50 * time.Microsecond) // lets the topic's goroutine run
		}
	}
	return false
}

func (s *stage) version() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.index
}

// Somebody else watches already, so a newcomer is shown the newest frame, which may be
// older than the topic.
func TestReachedVersionIsInTheFrames(t *testing.T) {
	s := newStage(t, nil)
	s.set("a", `{"n":1}`)
	s.next(t, watch(t, s, view.Desk))
	for n := range 5 {
		s.set("a", `{"n":`+string(rune('2'+n))+`}`)
		w := watch(t, s, view.Desk)
		if !s.isOver(w.Reach(s.version())) {
			t.Fatal("never reached")
		}
		if frame, _ := w.Whole(); !strings.Contains(string(frame), `"n":`+string(rune('2'+n))) {
			t.Fatalf("change %d is not in %s", n, frame)
		}
	}
}

func TestReachWaitsForNothingThatIsThere(t *testing.T) {
	s := newStage(t, nil)
	w := watch(t, s, view.Desk)
	select {
	case <-w.Reach(s.version()):
	default:
		t.Fatal("waits for a version that was rendered")
	}
}

func TestReachEndsWhenTheTopicCannotBeShown(t *testing.T) {
	s := newStage(t, nil)
	w := watch(t, s, view.Desk)
	later := w.Reach(s.version() + 5)
	s.mu.Lock()
	s.broken = true
	s.mu.Unlock()
	s.hub.Changed("r")
	if !s.isOver(later) {
		t.Fatal("waits for ever")
	}
}

// What was rendered before the first watcher came, and is told after, takes nothing
// back.
func TestAnOlderRenderingTakesNothingBack(t *testing.T) {
	s := newStage(t, nil)
	s.set("a", `{"n":1}`)
	older, err := s.render("r", view.Desk, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.set("a", `{"n":2}`)
	w := watch(t, s, view.Desk)
	if told, _ := w.topic.take(view.Desk, w.c, older, nil); told {
		t.Error("it is told")
	}
	select {
	case <-w.Reach(s.version()):
	default:
		t.Error("what was reached is not any more")
	}
	if frame, _ := w.Whole(); !strings.Contains(string(frame), `"n":2`) {
		t.Errorf("it shows %s", frame)
	}
}
