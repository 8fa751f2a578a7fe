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

func (c *streams) leave(voice room.PersonID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[voice]--; c.open[voice] <= 0 {
		delete(c.open, voice)
	}
}
