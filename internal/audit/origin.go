package audit

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"

	"parley/internal/room"
	"parley/internal/translog"

	"github.com/go-json-experiment/json"
)

// Restored is a place at which another server went on with the room: the records
// before it stood under a head that the key of then signed, and that key is not
// used after it.
type Restored struct {
	Index room.Index `json:"index"` // of the record that says so
	At    int64      `json:"at"`    // Unix second, as the record says
	Root  string     `json:"root"`  // of the tree before it, hex
	Key   string     `json:"key"`   // that signed that tree
}

// restored checks the head that a restored room names: that it is of the records
// before it, and signed with the key that held until then.
func (p *replay) restored(r *room.Record) {
	root, key := p.tree.Root(), p.s.Key()
	var claim room.RestoreRoom
	if json.Unmarshal(r.Payload, &claim) != nil {
		return // the rules have found it
	}
	p.r.Restored = append(p.r.Restored, Restored{p.s.Index + 1, claim.At, hex.EncodeToString(root[:]), key})
	if code, say := p.signed([]byte(claim.Head)); code != "" {
		p.find(Origin, r.Type, "The room was not restored from the log that the record names. %s", say)
	}
}

// signed says what is wrong with a signed head of the records so far; "" nothing.
func (p *replay) signed(head []byte) (Code, string) {
	named := "first record"
	if len(p.s.Restored) > 0 {
		named = "record that restored the room"
	}
	key, err := base64.RawURLEncoding.DecodeString(p.s.Key())
	if err != nil || len(key) != ed25519.PublicKeySize {
		return Signature, fmt.Sprintf("The %s names no key that could have signed the head.", named)
	}
	origin := translog.Origin(p.b.Room)
	if len(p.s.Restored) > 0 {
		origin = translog.RestoredOrigin(p.b.Room, key)
	}
	h, err := translog.VerifyHead(key, origin, head)
	switch {
	case errors.Is(err, translog.ErrHead):
		return Signature, fmt.Sprintf("The head is not signed with the key that the %s names.", named)
	case err != nil:
		return Signature, "The head's signature cannot be checked."
	case h.Size != p.tree.Size():
		return Tree, fmt.Sprintf("The signed head is of %d records; there are %d.", h.Size, p.tree.Size())
	case h.Root != p.tree.Root():
		return Tree, "The signed head is not that of these records: at least one was changed."
	}
	return "", ""
}
