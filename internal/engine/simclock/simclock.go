// Package simclock is a clock that moves only when it is told to.
package simclock

import (
	"slices"
	"sync"
	"time"
)

// Clock is simulated time. It is safe for concurrent use.
type Clock struct {
	mu    sync.Mutex
	now   time.Time
	waits []wait // by time, then in the order in which they were asked for
}

type wait struct {
	at time.Time
	ch chan time.Time
}

// New makes a clock that shows start.
func New(start time.Time) *Clock { return &Clock{now: start} }

// Now is the time it shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// After sends the time once when d has passed; at once when d is not positive.
func (c *Clock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	ch := make(chan time.Time, 1)
	if d <= 0 {
		ch <- c.now
		return ch
	}
	at := c.now.Add(d)
	i, _ := slices.BinarySearchFunc(c.waits, at, func(w wait, at time.Time) int {
		if w.at.After(at) {
			return 1
		}
		return -1
	})
	c.waits = slices.Insert(c.waits, i, wait{at, ch})
	return ch
}

// Advance moves the clock on by d, past every wait that ends within it, each at
// its own time.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advance(c.now.Add(d))
}

// Step moves the clock on to when the next wait ends, by d at most, and says by how
// much: whoever waited can act before any more time passes.
func (c *Clock) Step(d time.Duration) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	begun, end := c.now, c.now.Add(d)
	if len(c.waits) > 0 && c.waits[0].at.Before(end) {
		end = c.waits[0].at
	}
	c.advance(end)
	return end.Sub(begun)
}

func (c *Clock) advance(end time.Time) {
	for len(c.waits) > 0 && !c.waits[0].at.After(end) {
		w := c.waits[0]
		c.waits = c.waits[1:]
		c.now = w.at
		w.ch <- w.at
	}
	c.now = end
}

// Waits is how many waits have not ended.
func (c *Clock) Waits() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.waits)
}
