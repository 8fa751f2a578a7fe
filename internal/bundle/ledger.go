package bundle

import (
	"bufio"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"parley/internal/room"

	"github.com/go-json-experiment/json"
)

// Ledger lists the copies that were made of each room of a data directory, exports
// or backups, so that whoever erases a text knows which files still hold it. It is
// safe for concurrent use.
type Ledger struct {
	dir string
	mu  sync.Mutex
}

// Made is one copy.
type Made struct {
	At      string     `json:"at"`      // RFC 3339, UTC
	Records room.Index `json:"records"` // in the log when it was made
}

// OpenLedger is the ledger in dir, which it makes when it is first written to.
func OpenLedger(dir string) *Ledger { return &Ledger{dir: dir} }

func (l *Ledger) path(id room.RoomID) string { return filepath.Join(l.dir, string(id)) }

// Note adds a copy; it is on disk on return. Note first, then hand the file
// out.
func (l *Ledger) Note(id room.RoomID, made Made) error {
	line, err := encode(made)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := os.MkdirAll(l.dir, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(l.path(id), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(append(line, '\n'))
	return errors.Join(err, f.Sync(), f.Close())
}

// List is the room's copies, oldest first. A line that was cut off while it was
// written is no copy: its file was not handed out.
func (l *Ledger) List(id room.RoomID) ([]Made, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, err := os.ReadFile(l.path(id))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	out := []Made{}
	for lines := bufio.NewScanner(bytes.NewReader(b)); lines.Scan(); {
		var made Made
		if json.Unmarshal(lines.Bytes(), &made) == nil {
			out = append(out, made)
		}
	}
	return out, nil
}

// Kept is a copy whose texts may be opened until a day.
type Kept struct {
	Made
	Until time.Time `json:"until"`
}

// Kept is the room's copies that may be kept for so many days and whose day has
// not come at now, oldest first.
func (l *Ledger) Kept(id room.RoomID, days int, now time.Time) ([]Kept, error) {
	all, err := l.List(id)
	out := []Kept{}
	for _, m := range all {
		at, wrong := time.Parse(time.RFC3339, m.At)
		if until := at.AddDate(0, 0, days); wrong == nil && now.Before(until) {
			out = append(out, Kept{m, until})
		}
	}
	return out, err
}

// Delete forgets the room's copies.
func (l *Ledger) Delete(id room.RoomID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := os.Remove(l.path(id)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
