package httpapi

import (
	"sync"

	"parley/internal/room"
)

// reportsKept bounds the reports in memory: a hall reads one room's, in a few
// languages and forms.
const reportsKept = 32

// reportKey is what a closed room's report depends on.
type reportKey struct {
	room  room.RoomID
	index room.Index
	lang  string
	form  string
}

// reports keeps what was made for closed rooms, where a whole hall asks for the
// same at once.
type reports struct {
	mu   sync.Mutex
	made map[reportKey]func() ([]byte, error)
}

// get is what build makes for the key, made once; a failure is not kept.
func (c *reports) get(key reportKey, build func() ([]byte, error)) ([]byte, error) {
	c.mu.Lock()
	once, ok := c.made[key]
	if !ok {
		if c.made == nil || len(c.made) >= reportsKept {
			c.made = map[reportKey]func() ([]byte, error){}
		}
		once = sync.OnceValues(build)
		c.made[key] = once
	}
	c.mu.Unlock()
	b, err := once()
	if err != nil {
		c.mu.Lock()
		delete(c.made, key)
		c.mu.Unlock()
	}
	return b, err
}

// forget drops the reports of a room that is gone.
func (c *reports) forget(id room.RoomID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for key := range c.made {
		if key.room == id {
			delete(c.made, key)
		}
	}
}
