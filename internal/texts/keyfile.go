package texts

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/internal/room"
)

// keyring is what a room's file of keys says. A text has a key or was erased.
type keyring struct {
	keys   map[room.Text]key
	erased map[room.Text]bool
}

// A line of the file is "<commitment> <key>" or "<commitment> erased"; a later
// line about the same text holds. A last line without its end is one whose
// write was cut off; nothing was ever built on it.
const erasedMark = "erased"

func readKeys(path string) (keyring, error) {
	ring := keyring{keys: make(map[room.Text]key), erased: make(map[room.Text]bool)}
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ring, err
	}
	b = b[:bytes.LastIndexByte(b, '\n')+1]
	for line := range strings.Lines(string(b)) {
		if !ring.add(strings.TrimSuffix(line, "\n")) {
			return ring, fmt.Errorf("%w: a line of the file of keys is no key", ErrBroken)
		}
	}
	return ring, nil
}

func (ring *keyring) add(line string) bool {
	text, k, ok := strings.Cut(line, " ")
	t := room.Text(text)
	if !ok || !t.Valid() {
		return false
	}
	if k == erasedMark {
		ring.erased[t] = true
		delete(ring.keys, t)
		return true
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(k)
	if err != nil || len(b) != 32 {
		return false
	}
	ring.keys[t] = key(b)
	return true
}

func keyLine(t room.Text, k key) string {
	return string(t) + " " + base64.RawURLEncoding.EncodeToString(k[:]) + "\n"
}

// lines is the whole file's content, in the order of commitments.
func (ring *keyring) lines() []byte {
	var lines []string
	for t, k := range ring.keys {
		lines = append(lines, keyLine(t, k))
	}
	for t := range ring.erased {
		lines = append(lines, string(t)+" "+erasedMark+"\n")
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}

// appendKeys adds lines to the file and syncs it. A line that an earlier write
// left unfinished is cut off first.
func appendKeys(path, lines string) (err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	end, created, err := lastLineEnd(f)
	if err != nil {
		return err
	}
	if err := f.Truncate(end); err != nil {
		return err
	}
	if _, err := f.WriteAt([]byte(lines), end); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if created {
		return syncDir(filepath.Dir(path))
	}
	return nil
}

// lastLineEnd is where the file's last whole line ends, and whether the file is
// new.
func lastLineEnd(f *os.File) (int64, bool, error) {
	st, err := f.Stat()
	if err != nil {
		return 0, false, err
	}
	size := st.Size()
	tail := make([]byte, min(size, 256)) // longer than any line
	if _, err := f.ReadAt(tail, size-int64(len(tail))); err != nil {
		return 0, false, err
	}
	return size - int64(len(tail)) + int64(bytes.LastIndexByte(tail, '\n')+1), size == 0, nil
}

// replaceKeys puts content in the file's place, whole or not at all.
func replaceKeys(path string, content []byte) error {
	tmp := path + ".new"
	if err := writeSynced(tmp, content); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func writeSynced(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// removeKeys removes the file and what an unfinished replacement left.
func removeKeys(path string) error {
	for _, p := range []string{path + ".new", path} {
		if err := os.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
