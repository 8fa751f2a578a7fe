package texts

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"parley/internal/room"
)

// Erasures lists what was erased in the rooms of a data directory, in a file
// beside them, so that a copy that was made before brings nothing back. The log
// says the same; the list is for when a room's log is lost. It is safe for
// concurrent use.
//
// A line of the file is "<room> <commitment>"; a last line without its end is
// one whose write was cut off.
type Erasures struct {
	path string

	mu   sync.Mutex
	gone map[room.RoomID]map[room.Text]bool
	bad  []string // lines that cannot be read
}

// OpenErasures is the list in the file path, which is made when it is first
// written to. Lines that cannot be read are passed over: see [Erasures.Whole].
func OpenErasures(path string) (*Erasures, error) {
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	e := ParseErasures(b[:bytes.LastIndexByte(b, '\n')+1])
	e.path = path
	return e, nil
}

// ParseErasures reads a list that is not in its place; nothing can be noted in
// it.
func ParseErasures(b []byte) *Erasures {
	e := &Erasures{gone: map[room.RoomID]map[room.Text]bool{}}
	for line := range strings.Lines(string(b)) {
		id, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if r, t := room.RoomID(id), room.Text(text); r.Valid() && t.Valid() && strings.HasSuffix(line, "\n") {
			e.add(r, t)
		} else {
			e.bad = append(e.bad, line)
		}
	}
	return e
}

// Whole is an [ErrBroken] when the list has lines that cannot be read.
func (e *Erasures) Whole() error {
	if n := len(e.bad); n > 0 {
		return fmt.Errorf("%w: %d lines of the list of erasures cannot be read", ErrBroken, n)
	}
	return nil
}

func (e *Erasures) add(r room.RoomID, t room.Text) {
	if e.gone[r] == nil {
		e.gone[r] = map[room.Text]bool{}
	}
	e.gone[r][t] = true
}

// Has says whether the text of the room was erased.
func (e *Erasures) Has(r room.RoomID, t room.Text) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.gone[r][t]
}

// Note adds texts; they are on disk on return. Note first, then erase.
func (e *Erasures) Note(r room.RoomID, ts ...room.Text) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	ts = slices.DeleteFunc(slices.Clone(ts), func(t room.Text) bool { return e.gone[r][t] })
	if len(ts) == 0 {
		return nil
	}
	var lines strings.Builder
	for _, t := range ts {
		lines.WriteString(erasedLine(r, t))
	}
	if err := appendKeys(e.path, lines.String()); err != nil {
		return err
	}
	for _, t := range ts {
		e.add(r, t)
	}
	return nil
}

// Delete takes the room's texts out of the list: the room is gone whole.
func (e *Erasures) Delete(r room.RoomID) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.gone[r] == nil {
		return nil
	}
	delete(e.gone, r)
	return replaceKeys(e.path, append(e.lines(slices.Collect(maps.Keys(e.gone))), strings.Join(e.bad, "")...))
}

// Lines is the list of some rooms, in the form of its file.
func (e *Erasures) Lines(rooms ...room.RoomID) []byte {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.lines(rooms)
}

func (e *Erasures) lines(rooms []room.RoomID) []byte {
	var lines []string
	for _, r := range rooms {
		for t := range e.gone[r] {
			lines = append(lines, erasedLine(r, t))
		}
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}

func erasedLine(r room.RoomID, t room.Text) string { return string(r) + " " + string(t) + "\n" }

// Noting is a vault that notes in a list what it is to erase.
type Noting struct {
	*Vault
	List *Erasures
}

// Erase notes the texts, then destroys them: see [Vault.Erase].
func (n Noting) Erase(ctx context.Context, r room.RoomID, ts ...room.Text) error {
	if err := n.List.Note(r, ts...); err != nil {
		return err
	}
	return n.Vault.Erase(ctx, r, ts...)
}
