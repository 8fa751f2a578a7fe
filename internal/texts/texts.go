// Package texts keeps the bodies of texts, sealed, beside the log that holds
// only their commitments.
//
// A body and its salt are sealed together under a key of their own. The sealed
// bytes go to a [Store] that may keep them for ever; the keys lie in one plain
// file a room, rewritten when a text is erased. So an erased text is gone
// although its sealed bytes are not.
package texts

import (
	"context"
	"errors"
	"iter"

	"parley/internal/room"
)

// MaxBody is the length of the longest body, in bytes.
const MaxBody = 64 << 10

// Body is a text: what a record commits to.
type Body struct {
	Text room.Text // room.Commit(Salt, Body)
	Salt [32]byte
	Body string
}

// Sealed is one sealed text, readable only with its key: 32 bytes of
// commitment, 12 of nonce, and the rest AES-256-GCM of salt ‖ body with the
// commitment as additional data.
type Sealed = []byte

// Store keeps sealed texts by room. Implementations are safe for concurrent
// use and keep what they are given in any order, repeats included.
type Store interface {
	// Put is durable on return. After an error any of them may have been kept.
	Put(ctx context.Context, r room.RoomID, sealed []Sealed) error
	// All yields what was put; nothing for a room it does not know.
	All(ctx context.Context, r room.RoomID) iter.Seq2[Sealed, error]
	// Delete removes the room's; removing what is not there is no error.
	Delete(ctx context.Context, r room.RoomID) error
}

// Errors of a [Vault].
var (
	// ErrMismatch: a body is not what its commitment says, or too long.
	ErrMismatch = errors.New("texts: a body does not match its commitment")
	// ErrErased: the text was erased; it does not come back.
	ErrErased = errors.New("texts: the text was erased")
	// ErrBroken: keys and sealed texts do not fit together, or the file of
	// keys is damaged. The room must not be opened.
	ErrBroken = errors.New("texts: the texts are damaged")
)
