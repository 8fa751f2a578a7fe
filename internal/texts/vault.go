package texts

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"parley/internal/room"
)

// Vault holds the texts of every room of one data directory. It is safe for
// concurrent use; a room's texts are in memory from its first use on.
type Vault struct {
	store Store
	dir   string

	mu    sync.Mutex
	rooms map[room.RoomID]*shelf
}

// shelf is one room's texts.
type shelf struct {
	write  sync.Mutex // held by whoever changes store or file
	loaded bool
	ring   keyring

	read   sync.RWMutex
	bodies map[room.Text]Body
}

// Open makes a vault of sealed texts in store and keys in files of keyDir, which
// it makes when it is not there. The directory must lie outside the store's.
func Open(store Store, keyDir string) (*Vault, error) {
	if err := os.MkdirAll(keyDir, 0o700); err != nil {
		return nil, err
	}
	if err := syncDir(filepath.Dir(keyDir)); err != nil {
		return nil, err
	}
	return &Vault{store: store, dir: keyDir, rooms: make(map[room.RoomID]*shelf)}, nil
}

func (v *Vault) path(r room.RoomID) string { return filepath.Join(v.dir, string(r)) }

func (v *Vault) shelf(r room.RoomID) *shelf {
	v.mu.Lock()
	defer v.mu.Unlock()
	s := v.rooms[r]
	if s == nil {
		s = &shelf{bodies: make(map[room.Text]Body)}
		v.rooms[r] = s
	}
	return s
}

// locked is the room's shelf, loaded and locked for writing.
func (v *Vault) locked(ctx context.Context, r room.RoomID) (*shelf, error) {
	if !r.Valid() {
		return nil, fmt.Errorf("texts: %q is no room id", r)
	}
	s := v.shelf(r)
	s.write.Lock()
	if !s.loaded {
		if err := v.load(ctx, r, s); err != nil {
			s.write.Unlock()
			return nil, err
		}
	}
	return s, nil
}

// Load reads the room's texts into memory, where they are not there yet.
// Sealed texts without a key are passed over: they were erased, or nothing was
// ever built on them. [ErrBroken] when a text with a key cannot be read.
func (v *Vault) Load(ctx context.Context, r room.RoomID) error {
	s, err := v.locked(ctx, r)
	if err == nil {
		s.write.Unlock()
	}
	return err
}

func (v *Vault) load(ctx context.Context, r room.RoomID, s *shelf) error {
	ring, err := readKeys(v.path(r))
	if err != nil {
		return err
	}
	bodies := make(map[room.Text]Body, len(ring.keys))
	for sealed, err := range v.store.All(ctx, r) {
		if err != nil {
			return err
		}
		if len(sealed) < 32 {
			return fmt.Errorf("%w: bytes that are no sealed text", ErrBroken)
		}
		if k, ok := ring.keys[textOf(sealed)]; ok {
			if b, ok := k.open(sealed); ok {
				bodies[b.Text] = b
			}
		}
	}
	if len(bodies) != len(ring.keys) {
		return fmt.Errorf("%w: %d of %d texts with a key can be read", ErrBroken, len(bodies), len(ring.keys))
	}
	s.read.Lock()
	s.bodies = bodies
	s.read.Unlock()
	s.ring, s.loaded = ring, true
	return nil
}

// Put keeps bodies; they are durable and readable on return. All or none are
// refused: [ErrMismatch], [ErrErased]. Putting a text again changes nothing.
// Call it before the record that commits to them is appended; what no record
// names does no harm.
func (v *Vault) Put(ctx context.Context, r room.RoomID, bodies []Body) error {
	for i := range bodies {
		if !bodies[i].matches() {
			return ErrMismatch
		}
	}
	s, err := v.locked(ctx, r)
	if err != nil {
		return err
	}
	defer s.write.Unlock()
	keys := make(map[room.Text]key)
	fresh := make(map[room.Text]Body)
	var sealed []Sealed
	var lines strings.Builder
	for _, b := range bodies {
		if s.ring.erased[b.Text] {
			return ErrErased
		}
		_, known := s.ring.keys[b.Text]
		if _, twice := fresh[b.Text]; known || twice {
			continue
		}
		k := newKey()
		keys[b.Text], fresh[b.Text] = k, b
		sealed = append(sealed, k.seal(&b))
		lines.WriteString(keyLine(b.Text, k))
	}
	if len(fresh) == 0 {
		return nil
	}
	// Sealed texts first: so a key whose text cannot be read is always damage.
	if err := v.store.Put(ctx, r, sealed); err != nil {
		return err
	}
	if err := appendKeys(v.path(r), lines.String()); err != nil {
		return err
	}
	s.add(keys, fresh)
	return nil
}

func (s *shelf) add(keys map[room.Text]key, bodies map[room.Text]Body) {
	s.read.Lock()
	defer s.read.Unlock()
	for t, b := range bodies {
		s.ring.keys[t], s.bodies[t] = keys[t], b
	}
}

// Get is the body of a text; false when it is unknown, erased or not loaded.
func (v *Vault) Get(r room.RoomID, t room.Text) (string, bool) {
	b, ok := v.Salted(r, t)
	return b.Body, ok
}

// Salted is a text with its salt, as an export shows it.
func (v *Vault) Salted(r room.RoomID, t room.Text) (Body, bool) {
	v.mu.Lock()
	s := v.rooms[r]
	v.mu.Unlock()
	if s == nil {
		return Body{}, false
	}
	return s.get(t)
}

func (s *shelf) get(t room.Text) (Body, bool) {
	s.read.RLock()
	defer s.read.RUnlock()
	b, ok := s.bodies[t]
	return b, ok
}

// Texts is [Vault.Get] of one room, as views and reports take it.
func (v *Vault) Texts(r room.RoomID) room.Texts {
	s := v.shelf(r)
	return func(t room.Text) (string, bool) {
		b, ok := s.get(t)
		return b.Body, ok
	}
}

// Erase destroys the texts' keys and forgets their bodies; done on return. A text
// that is unknown is kept from ever coming.
func (v *Vault) Erase(ctx context.Context, r room.RoomID, ts ...room.Text) error {
	for _, t := range ts {
		if !t.Valid() {
			return ErrMismatch
		}
	}
	s, err := v.locked(ctx, r)
	if err != nil {
		return err
	}
	defer s.write.Unlock()
	ts = slices.DeleteFunc(slices.Clone(ts), func(t room.Text) bool { return s.ring.erased[t] })
	if len(ts) == 0 {
		return nil
	}
	for _, t := range ts {
		s.ring.erased[t] = true
		delete(s.ring.keys, t)
	}
	if err := replaceKeys(v.path(r), s.ring.lines()); err != nil {
		s.loaded = false // only the file knows how far it came
		return err
	}
	s.read.Lock()
	defer s.read.Unlock()
	for _, t := range ts {
		delete(s.bodies, t)
	}
	return nil
}

// Delete removes all of the room's texts: keys first, then what they sealed.
func (v *Vault) Delete(ctx context.Context, r room.RoomID) error {
	if !r.Valid() {
		return fmt.Errorf("texts: %q is no room id", r)
	}
	s := v.shelf(r)
	s.write.Lock()
	defer s.write.Unlock()
	if err := removeKeys(v.path(r)); err != nil {
		return err
	}
	s.loaded, s.ring = false, keyring{}
	s.read.Lock()
	s.bodies = make(map[room.Text]Body)
	s.read.Unlock()
	return v.store.Delete(ctx, r)
}
