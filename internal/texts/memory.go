package texts

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"sync"

	"parley/internal/room"
)

// Memory is a [Store] in memory.
type Memory struct {
	mu    sync.Mutex
	rooms map[room.RoomID][]Sealed
}

// NewMemory makes an empty store.
func NewMemory() *Memory { return &Memory{rooms: make(map[room.RoomID][]Sealed)} }

// Put keeps sealed texts.
func (t *Memory) Put(ctx context.Context, r room.RoomID, sealed []Sealed) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, s := range sealed {
		t.rooms[r] = append(t.rooms[r], bytes.Clone(s))
	}
	return nil
}

// All yields the room's sealed texts in the order in which they came.
func (t *Memory) All(_ context.Context, r room.RoomID) iter.Seq2[Sealed, error] {
	t.mu.Lock()
	all := slices.Clone(t.rooms[r])
	t.mu.Unlock()
	return func(yield func(Sealed, error) bool) {
		for _, s := range all {
			if !yield(s, nil) {
				return
			}
		}
	}
}

// Delete removes the room's sealed texts.
func (t *Memory) Delete(_ context.Context, r room.RoomID) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.rooms, r)
	return nil
}
