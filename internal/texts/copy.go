package texts

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"parley/internal/room"
)

// SealCopy seals texts for a copy, each under a new key that opens nothing else:
// a line each of what was sealed, in base64url, and the keys in the form of a
// room's file of keys.
func SealCopy(bodies []Body) (sealed, keys []byte) {
	for i := range bodies {
		k := newKey()
		sealed = base64.RawURLEncoding.AppendEncode(sealed, k.seal(&bodies[i]))
		sealed = append(sealed, '\n')
		keys = append(keys, keyLine(bodies[i].Text, k)...)
	}
	return sealed, keys
}

// OpenCopy is what [SealCopy] sealed; [ErrBroken] when anything of it cannot be
// read.
func OpenCopy(sealed, keys []byte) ([]Body, error) {
	ring := keyring{keys: map[room.Text]key{}, erased: map[room.Text]bool{}}
	for line := range strings.Lines(string(keys)) {
		if !strings.HasSuffix(line, "\n") || !ring.add(strings.TrimSuffix(line, "\n")) {
			return nil, fmt.Errorf("%w: a line of the file of keys is no key", ErrBroken)
		}
	}
	var bodies []Body
	for line := range strings.Lines(string(sealed)) {
		s, err := base64.RawURLEncoding.Strict().DecodeString(strings.TrimSuffix(line, "\n"))
		if err != nil || len(s) < 32 {
			return nil, fmt.Errorf("%w: a line that is no sealed text", ErrBroken)
		}
		k, ok := ring.keys[textOf(s)]
		b, opened := k.open(s)
		if !ok || !opened {
			return nil, fmt.Errorf("%w: a text cannot be opened with its key", ErrBroken)
		}
		bodies = append(bodies, b)
	}
	if len(bodies) != len(ring.keys) {
		return nil, fmt.Errorf("%w: %d texts for %d keys", ErrBroken, len(bodies), len(ring.keys))
	}
	return bodies, nil
}

// Has says whether there is a file of keys of the room.
func (v *Vault) Has(r room.RoomID) (bool, error) {
	_, err := os.Lstat(v.path(r))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
