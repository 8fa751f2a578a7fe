package memory

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"sync"

	"parley/internal/room"
)

// Texts keeps sealed texts in memory; it is a store of package texts.
type Texts struct {
	mu    sync.Mutex
	rooms map[room.RoomID][][]byte
}

// NewTexts makes an empty store.
func NewTexts() *Texts { return &Texts{rooms: make(map[room.RoomID][][]byte)} }

// Put keeps sealed texts.
func (t *Texts) Put(ctx context.Context, r room.RoomID, sealed [][]byte) error {
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
func (t *Texts) All(_ context.Context, r room.RoomID) iter.Seq2[[]byte, error] {
	t.mu.Lock()
	all := slices.Clone(t.rooms[r])
	t.mu.Unlock()
	return func(yield func([]byte, error) bool) {
		for _, s := range all {
			if !yield(s, nil) {
				return
			}
		}
	}
}

// Delete removes the room's sealed texts.
func (t *Texts) Delete(_ context.Context, r room.RoomID) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.rooms, r)
	return nil
}
