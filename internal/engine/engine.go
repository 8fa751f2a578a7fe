package engine

import (
	"context"
	"errors"
	"sync"

	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"
)

// Texts is what the engine needs of the texts: see [texts.Vault].
type Texts interface {
	Load(ctx context.Context, r room.RoomID) error
	Put(ctx context.Context, r room.RoomID, bodies []texts.Body) error
	Texts(r room.RoomID) room.Texts
	Erase(ctx context.Context, r room.RoomID, ts ...room.Text) error
	Delete(ctx context.Context, r room.RoomID) error
}

// Config is what an engine is made of.
type Config struct {
	Log   eventlog.Log
	Texts Texts
	Clock Clock
	// Seed draws the randomness of one command; every id and draw comes from
	// it. The program's is crypto/rand.
	Seed func() [32]byte
	// Mailbox is how many commands may wait in one room; 0 means 8192.
	Mailbox int
	// Trouble is told why a room was stopped or not opened, from any
	// goroutine; nil tells nobody.
	Trouble func(room.RoomID, error)
}

const defaultMailbox = 8192

// Engine holds the open rooms of one data directory. It is safe for concurrent
// use.
type Engine struct {
	cfg  Config
	ctx  context.Context // ends when the engine is closed
	end  context.CancelFunc
	work sync.WaitGroup // goroutines of writers and followers

	mu        sync.Mutex
	rooms     map[room.RoomID]*writer
	deleting  map[room.RoomID]int // how many do
	followers map[*follower]struct{}
}

// New makes an engine. It opens no room before the first use of it.
func New(cfg Config) *Engine {
	if cfg.Mailbox == 0 {
		cfg.Mailbox = defaultMailbox
	}
	if cfg.Trouble == nil {
		cfg.Trouble = func(room.RoomID, error) {}
	}
	ctx, end := context.WithCancel(context.Background())
	return &Engine{
		cfg: cfg, ctx: ctx, end: end,
		rooms: map[room.RoomID]*writer{}, deleting: map[room.RoomID]int{}, followers: map[*follower]struct{}{},
	}
}

// Close stops every room and waits until nothing runs any more. Commands that
// were not stored yet are answered with [ErrStopped].
func (e *Engine) Close() {
	e.end()
	e.mu.Lock() // whoever starts work holds it
	e.mu.Unlock()
	e.work.Wait()
}

// View shows a room as its stored records made it, with its texts and the
// room's time. f must not keep or change what it is shown, and holds the room's
// writer up while it runs.
func (e *Engine) View(ctx context.Context, id room.RoomID, f func(*room.State, room.Texts, room.Seconds)) error {
	w, err := e.writer(ctx, id)
	if err != nil {
		return err
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	f(w.state, w.texts, max(w.clock.now(), w.state.Now))
	return nil
}

// Open is how many rooms are in memory.
func (e *Engine) Open() (n int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, w := range e.rooms {
		select {
		case <-w.ready:
			if w.err == nil {
				n++
			}
		default: // it is being opened
		}
	}
	return n
}

// Delete removes the room's texts, keys first, and its log. The room is stopped
// before, and nobody opens it meanwhile: for them it is no room any more.
func (e *Engine) Delete(ctx context.Context, id room.RoomID) error {
	e.mark(id, 1)
	defer e.mark(id, -1)
	if err := e.stop(ctx, id); err != nil {
		return err
	}
	return errors.Join(e.cfg.Texts.Delete(ctx, id), e.cfg.Log.Delete(ctx, id))
}

func (e *Engine) mark(id room.RoomID, by int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.deleting[id] += by; e.deleting[id] == 0 {
		delete(e.deleting, id)
	}
}

// stop ends the room's writer, if it has one, and waits until it is gone.
func (e *Engine) stop(ctx context.Context, id room.RoomID) error {
	e.mu.Lock()
	w := e.rooms[id]
	e.mu.Unlock()
	if w == nil {
		return nil
	}
	w.halt()
	select {
	case <-w.gone:
		e.forget(w)
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// writer is the room's writer, opened when it is not yet.
func (e *Engine) writer(ctx context.Context, id room.RoomID) (*writer, error) {
	if !id.Valid() {
		return nil, eventlog.ErrNoRoom
	}
	w, err := e.begun(id)
	if err != nil {
		return nil, err
	}
	select {
	case <-w.ready:
		return w, w.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// begun is the room's writer, which may not be open yet.
func (e *Engine) begun(id room.RoomID) (*writer, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if w := e.rooms[id]; w != nil {
		return w, nil
	}
	switch {
	case e.ctx.Err() != nil:
		return nil, ErrClosed
	case e.deleting[id] > 0:
		return nil, eventlog.ErrNoRoom
	}
	w := newWriter(e, id)
	e.rooms[id] = w
	e.work.Go(w.run)
	return w, nil
}

func (e *Engine) forget(w *writer) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.rooms[w.id] == w {
		delete(e.rooms, w.id)
	}
}
