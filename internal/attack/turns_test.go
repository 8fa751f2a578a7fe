package attack

import (
	"testing/synctest"
	"time"

	"parley/internal/engine/simclock"
)

// turns is the clock of the server's following of where the room stands. Whoever asks
// it for the time waits until the test makes a turn: so it is never by luck that the
// server looks at votes before pages are told of them, or after.
type turns struct {
	*simclock.Clock
	ask chan struct{}
}

func newTurns() *turns { return &turns{simclock.New(start), make(chan struct{})} }

// Now is the time, when a turn is made.
func (c *turns) Now() time.Time {
	<-c.ask
	return c.Clock.Now()
}

// over lets whoever waits go, and all others: no turn is made any more.
func (c *turns) over() { close(c.ask) }

// turn lets the server look where the room stands, and do what is due then: one thing
// after the other, with all that follows from it.
func (w *world) turn() {
	w.turns.Advance(time.Second)
	for asked := true; asked; {
		synctest.Wait()
		select {
		case w.turns.ask <- struct{}{}:
		default:
			asked = false
		}
	}
}
