package httpapi

import (
	"sync"

	"parley/internal/room"
)

// maxStreams is how many streams one voice may have open: a browser has few
// tabs.
const maxStreams = 20

// streams counts the open streams of each voice.
type streams struct {
	mu   sync.Mutex
	open map[room.PersonID]int
}

// enter counts a stream; false when there are as many as may be.
func (c *streams) enter(voice room.PersonID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[voice] >= maxStreams {
		return false
	}
	if c.open == nil {
		c.open = map[room.PersonID]int{}
	}
	c.open[voice]++
	return true
}

// hold counts a browser that asks frame by frame, while it waits.
func (c *streams) hold(voice room.PersonID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		c.open = map[room.PersonID]int{}
	}
	c.open[voice]++
}

// has says whether a browser of the voice follows its room.
func (c *streams) has(voice room.PersonID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.open[voice] > 0
}

func (c *streams) leave(voice room.PersonID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[voice]--; c.open[voice] <= 0 {
		delete(c.open, voice)
	}
}
