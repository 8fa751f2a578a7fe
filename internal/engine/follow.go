package engine

import "parley/internal/room"

// follower is told of commits by a goroutine of its own: it holds no writer up,
// and when it is slow it is told of the newest only.
type follower struct {
	f     func(room.RoomID, room.Index)
	wake  chan struct{} // of one place
	stop  chan struct{}
	newer map[room.RoomID]room.Index // under Engine.mu
}

// OnCommit has f called after records became durable and visible to [Engine.View],
// with the room's newest index. Calls are one at a time; indexes of a room only
// grow, and commits that follow each other quickly may be told at once. cancel
// ends it; f may still be running then.
func (e *Engine) OnCommit(f func(room.RoomID, room.Index)) (cancel func()) {
	o := &follower{f: f, wake: make(chan struct{}, 1), stop: make(chan struct{}), newer: map[room.RoomID]room.Index{}}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.ctx.Err() != nil {
		return func() {}
	}
	e.followers[o] = struct{}{}
	e.work.Go(func() { e.follow(o) })
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		if _, ok := e.followers[o]; ok {
			delete(e.followers, o)
			close(o.stop)
		}
	}
}

func (e *Engine) follow(o *follower) {
	for {
		select {
		case <-o.wake:
		case <-o.stop:
			return
		case <-e.ctx.Done():
			return
		}
		e.mu.Lock()
		newer := o.newer
		o.newer = map[room.RoomID]room.Index{}
		e.mu.Unlock()
		for id, i := range newer {
			o.f(id, i)
		}
	}
}

func (e *Engine) tell(id room.RoomID, i room.Index) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for o := range e.followers {
		o.newer[id] = i
		select {
		case o.wake <- struct{}{}:
		default:
		}
	}
}
