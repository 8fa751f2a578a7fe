package jetstream

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"sync"

	"parley/internal/eventlog"
	"parley/internal/room"
)

// Texts is the durable store of sealed texts, for package texts. A message
// holds one or many, each behind its length.
type Texts struct {
	db *DB

	mu   sync.Mutex
	made map[room.RoomID]bool // streams known to be there
}

func newTexts(d *DB) *Texts { return &Texts{db: d, made: make(map[room.RoomID]bool)} }

func textStream(r room.RoomID) string { return "text-" + string(r) }

// Put stores sealed texts; they are on disk on return. Each may have at most
// 256 KiB. After an error it is not known which were stored.
func (t *Texts) Put(ctx context.Context, r room.RoomID, sealed [][]byte) error {
	if err := t.create(ctx, r); err != nil {
		return err
	}
	var msg []byte
	for i, s := range sealed {
		if len(s) > eventlog.MaxBytes {
			return errors.New("jetstream: a sealed text is too long")
		}
		msg = binary.AppendUvarint(msg, uint64(len(s)))
		msg = append(msg, s...)
		if len(msg) >= eventlog.MaxBytes || i == len(sealed)-1 {
			if err := t.db.publish(ctx, textStream(r), msg); err != nil {
				return fmt.Errorf("jetstream: sealed texts not stored: %w", err)
			}
			msg = nil
		}
	}
	return nil
}

func (t *Texts) create(ctx context.Context, r room.RoomID) error {
	if !r.Valid() {
		return fmt.Errorf("jetstream: %q is no room id", r)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.made[r] {
		return nil
	}
	if err := t.db.create(ctx, textStream(r)); err != nil {
		return err
	}
	t.made[r] = true
	return nil
}

// All yields the room's sealed texts. It passes over messages that the store
// has lost; package texts knows by its keys what should be there.
func (t *Texts) All(ctx context.Context, r room.RoomID) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		last, ok, err := t.db.last(ctx, textStream(r))
		if err != nil {
			yield(nil, err)
			return
		}
		if !ok || last == 0 {
			return
		}
		for msg, err := range t.db.messages(ctx, textStream(r), 1) {
			if err != nil {
				yield(nil, err)
				return
			}
			sealed, err := unpackTexts(msg)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, b := range sealed {
				if !yield(b, nil) {
					return
				}
			}
		}
	}
}

// unpackTexts is what a message holds.
func unpackTexts(msg []byte) (sealed [][]byte, err error) {
	for len(msg) > 0 {
		n, w := binary.Uvarint(msg)
		if w <= 0 || n > uint64(len(msg)-w) {
			return nil, fmt.Errorf("%w: a message that holds no sealed texts", eventlog.ErrBroken)
		}
		sealed = append(sealed, msg[w:w+int(n)])
		msg = msg[w+int(n):]
	}
	return sealed, nil
}

// Delete removes the room's sealed texts; the files are gone on return.
func (t *Texts) Delete(ctx context.Context, r room.RoomID) error {
	if !r.Valid() {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.made, r)
	return t.db.remove(ctx, textStream(r))
}
