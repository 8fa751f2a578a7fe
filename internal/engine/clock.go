package engine

import (
	"time"

	"parley/internal/room"
)

// Clock is where all time comes from. Differences between two instants of Now
// must not see the wall clock being set: those of package time do not.
type Clock interface {
	Now() time.Time
	// After sends once, when d has passed; at once when d is not positive.
	After(d time.Duration) <-chan time.Time
}

// roomClock counts a room's time. It looks at the wall clock once, when the room
// is opened, and never falls behind the room's last record.
type roomClock struct {
	clock  Clock
	opened time.Time
	offset time.Duration // room time at opened
}

func newRoomClock(c Clock, s *room.State) roomClock {
	opened := c.Now()
	offset := opened.Sub(time.Unix(s.Info.Epoch, 0))
	return roomClock{c, opened, max(offset, seconds(s.Now))}
}

func (c *roomClock) elapsed() time.Duration { return c.offset + c.clock.Now().Sub(c.opened) }

func (c *roomClock) now() room.Seconds { return room.Seconds(c.elapsed() / time.Second) }

// at sends when the room's time is s.
func (c *roomClock) at(s room.Seconds) <-chan time.Time {
	return c.clock.After(seconds(s) - c.elapsed())
}

func seconds(s room.Seconds) time.Duration { return time.Duration(s) * time.Second }
