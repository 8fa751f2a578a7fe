// Package backup copies rooms out of a data directory and takes rooms in. The
// format is docs/spec/backup.md.
//
// A copy holds no signing key: whoever takes a room in goes on with it under a
// key of its own, and the log says so. What was erased since the copy was made
// does not come back, and neither do texts after the day until which the copy may
// hold them.
package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"parley/internal/bundle"
	"parley/internal/room"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Version is the version of the format.
const Version = 1

// Manifest names everything that a backup holds.
type Manifest struct {
	Backup   int       `json:"parley_backup"` // Version
	Made     time.Time `json:"made"`
	Rooms    []Room    `json:"rooms"`
	Missing  []Missing `json:"missing"`
	Erasures File      `json:"erasures"`
}

// Room is one room of a backup.
type Room struct {
	Room    room.RoomID   `json:"room"`
	Records room.Index    `json:"records"`
	Until   time.Time     `json:"until"` // from then on its keys are not to be used
	Exports []bundle.Made `json:"exports"`
	Log     File          `json:"log"`
	Texts   File          `json:"texts"`
	Keys    File          `json:"keys"`
}

// Missing is a room that could not be copied, and why.
type Missing struct {
	Room room.RoomID `json:"room"`
	Why  string      `json:"why"`
}

// File is a file of a backup.
type File struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // hex
}

// The names of files. The manifest comes last: without it the rest is no backup.
const (
	manifestName = "manifest"
	erasuresName = "erasures"
)

func logName(r room.RoomID) string   { return string(r) + ".records" }
func textsName(r room.RoomID) string { return string(r) + ".texts" }
func keysName(r room.RoomID) string  { return string(r) + ".keys" }

// keysHeader is the first line of a file of keys.
type keysHeader struct {
	Keys  int         `json:"parley_keys"` // Version
	Room  room.RoomID `json:"room"`
	Until time.Time   `json:"until"`
}

// Limits of what is read.
const (
	maxManifest = 64 << 20
	maxFile     = bundle.MaxSize
)

// ErrDamaged: a backup is not whole, or not as it was written.
var ErrDamaged = errors.New("the backup is damaged")

func damaged(name, format string, a ...any) error {
	return fmt.Errorf("%w: %s: %s", ErrDamaged, name, fmt.Sprintf(format, a...))
}

// encode is the one encoding of a line of JSON.
func encode(v any) ([]byte, error) {
	return json.Marshal(v, json.Deterministic(true), jsontext.EscapeForJS(false), jsontext.EscapeForHTML(false))
}

// decode reads what encode wrote, and nothing else.
func decode(line []byte, v any) bool {
	if json.Unmarshal(line, v, json.RejectUnknownMembers(true)) != nil {
		return false
	}
	again, err := encode(v)
	return err == nil && string(again) == string(line)
}

// hashing counts and hashes what is written through it.
type hashing struct {
	to   io.Writer
	sum  interface{ Sum([]byte) []byte }
	size int64
}

func newHashing(to io.Writer) *hashing {
	sum := sha256.New()
	return &hashing{to: io.MultiWriter(to, sum), sum: sum}
}

func (h *hashing) Write(b []byte) (int, error) {
	n, err := h.to.Write(b)
	h.size += int64(n)
	return n, err
}

func (h *hashing) file() File { return File{h.size, hex.EncodeToString(h.sum.Sum(nil))} }

// readFile is a file of the directory that is as the manifest says.
func readFile(dir, name string, want File) ([]byte, error) {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return nil, damaged(name, "it cannot be read: %v", err)
	}
	defer f.Close()
	if want.Bytes < 0 || want.Bytes > maxFile {
		return nil, damaged(name, "it is said to have %d bytes", want.Bytes)
	}
	b, err := io.ReadAll(io.LimitReader(f, want.Bytes+1))
	if err != nil {
		return nil, damaged(name, "it cannot be read: %v", err)
	}
	if int64(len(b)) != want.Bytes {
		return nil, damaged(name, "it has not the %d bytes that it had", want.Bytes)
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != want.SHA256 {
		return nil, damaged(name, "it was changed")
	}
	return b, nil
}
