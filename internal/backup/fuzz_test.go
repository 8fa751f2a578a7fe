package backup_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"parley/internal/backup"
	"parley/internal/room"

	"github.com/go-json-experiment/json"
)

// FuzzReadBackup feeds manifests, lists of erasures and files of keys that are
// nearly a backup's, with checksums that fit unless raw, so that every reader
// meets what the checksums would have kept from it. Whatever opens has no other
// texts than were copied.
func FuzzReadBackup(f *testing.F) {
	h := played(f)
	from := source(f, h)
	fatal(f, from.Erasures.Note(h.Room, room.Commit([32]byte{}, "gone")))
	dir := write(f, from, h.Room)
	_, honest := open(f, dir, made)
	file := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(dir, name))
		fatal(f, err)
		return b
	}
	manifest, _, _ := bytes.Cut(file("manifest"), []byte("\n"))
	erasures, keys := file("erasures"), file(string(h.Room)+".keys")
	header, _, _ := bytes.Cut(keys, []byte("\n"))
	f.Add(false, manifest, erasures, keys)
	f.Add(true, manifest, erasures, keys)
	f.Add(false, bytes.ReplaceAll(manifest, []byte(h.Room), []byte("../../../../../etc/passwd ")), erasures, keys)
	f.Add(false, bytes.Replace(manifest, []byte(`"parley_backup":1`), []byte(`"parley_backup":2`), 1), erasures, keys)
	f.Add(true, append(slices.Clone(manifest), ' '), erasures, keys)
	f.Add(true, []byte(`{"parley_backup":1,"erasures":{"bytes":-1}}`), []byte{}, []byte{})
	f.Add(false, manifest, erasures[:len(erasures)-1], keys)
	f.Add(false, manifest, erasures, header)
	f.Add(false, manifest, erasures, append(slices.Clone(keys), keys[len(header)+1:]...))
	f.Fuzz(func(t *testing.T, raw bool, manifest, erasures, keys []byte) {
		var m backup.Manifest
		if !raw && json.Unmarshal(manifest, &m) == nil {
			m.Erasures = fileOf(erasures)
			for i := range m.Rooms {
				m.Rooms[i].Keys = fileOf(keys)
			}
			var err error
			manifest, err = json.Marshal(m, json.Deterministic(true))
			fatal(t, err)
		}
		sum := sha256.Sum256(manifest)
		manifest = append(append(slices.Clone(manifest), '\n'), hex.EncodeToString(sum[:])+"\n"...)
		for name, b := range map[string][]byte{"manifest": manifest, "erasures": erasures, string(h.Room) + ".keys": keys} {
			fatal(t, os.WriteFile(filepath.Join(dir, name), b, 0o600))
		}
		b, err := backup.Open(dir, made)
		if err != nil {
			if !errors.Is(err, backup.ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		for i := range b.Rooms {
			c, err := b.Copy(&b.Rooms[i])
			fatal(t, err)
			if c.Room != h.Room || !c.Expired && !slices.Equal(c.Texts, honest.Texts) {
				t.Errorf("room %q opens with %d texts, which are not those that were copied", c.Room, len(c.Texts))
			}
		}
	})
}

// fileOf is what a manifest says of a file with that content.
func fileOf(content []byte) backup.File {
	sum := sha256.Sum256(content)
	return backup.File{Bytes: int64(len(content)), SHA256: hex.EncodeToString(sum[:])}
}
