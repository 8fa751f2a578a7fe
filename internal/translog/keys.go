package translog

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parley/internal/room"
)

// Keys are the rooms' signing keys, one file each, <room>.sign: one line of seed
// and public key in base64url. No backup holds them.
type Keys struct{ dir string }

// Errors of [Keys].
var (
	ErrNoKey  = errors.New("translog: the room has no signing key")
	ErrBadKey = errors.New("translog: the room's signing key is damaged")
)

// OpenKeys is the keys in dir, which it makes when it is not there.
func OpenKeys(dir string) (*Keys, error) {
	return &Keys{dir}, os.MkdirAll(dir, 0o700)
}

func (k *Keys) path(r room.RoomID) string { return filepath.Join(k.dir, string(r)+".sign") }

// Create makes the room's key, durable on return. A room that has one keeps it.
func (k *Keys) Create(r room.RoomID) (ed25519.PrivateKey, error) {
	if key, err := k.Load(r); !errors.Is(err, ErrNoKey) {
		return key, err
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	tmp, err := os.CreateTemp(k.dir, string(r)+".sign-*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.WriteString(keyLine(key))
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return nil, err
	}
	// Unlike a rename, a link never replaces the key that somebody else made.
	if err := os.Link(tmp.Name(), k.path(r)); errors.Is(err, fs.ErrExist) {
		return k.Load(r)
	} else if err != nil {
		return nil, err
	}
	return key, syncDir(k.dir)
}

// Load is the room's key; [ErrNoKey] or [ErrBadKey] otherwise.
func (k *Keys) Load(r room.RoomID) (ed25519.PrivateKey, error) {
	if !r.Valid() {
		return nil, fmt.Errorf("translog: %q is no room id", r)
	}
	b, err := os.ReadFile(k.path(r))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoKey
	}
	if err != nil {
		return nil, err
	}
	text, _, _ := strings.Cut(string(b), " ")
	seed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, ErrBadKey
	}
	key := ed25519.NewKeyFromSeed(seed)
	if keyLine(key) != string(b) {
		return nil, ErrBadKey
	}
	return key, nil
}

func keyLine(key ed25519.PrivateKey) string {
	b64 := base64.RawURLEncoding
	return b64.EncodeToString(key.Seed()) + " " + b64.EncodeToString(key.Public().(ed25519.PublicKey)) + "\n"
}

// Delete destroys the room's key; a room without one is no error.
func (k *Keys) Delete(r room.RoomID) error {
	if !r.Valid() {
		return nil
	}
	if err := os.Remove(k.path(r)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return syncDir(k.dir)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
