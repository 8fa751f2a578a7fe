package backup

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"parley/internal/bundle"
	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"
)

// Source is the data directory that is copied. It may be in use.
type Source struct {
	Log   eventlog.Log
	Texts bundle.Texts
	Keys  interface {
		Load(r room.RoomID) (ed25519.PrivateKey, error)
	}
	Exports  *bundle.Ledger
	Backups  *bundle.Ledger // where each copy is noted before its texts are written
	Erasures *texts.Erasures
	// View opens a room and shows it.
	View func(ctx context.Context, r room.RoomID, f func(*room.State)) error
	Now  time.Time
}

// Sink is where a backup's files go, one after another: a writer is used until
// the next Create.
type Sink interface {
	Create(name string) (io.Writer, error)
}

// Write copies rooms, each as its log stands when it comes to it. A room that
// cannot be copied is listed as missing; one that is gone meanwhile is not. Once
// ctx ended there is no backup.
func Write(ctx context.Context, to Sink, from Source, rooms []room.RoomID) (Manifest, error) {
	m := Manifest{Backup: Version, Made: from.Now.UTC().Truncate(time.Second), Rooms: []Room{}, Missing: []Missing{}}
	w := writer{to: to, from: from, made: m.Made}
	var copied []room.RoomID
	for _, id := range rooms {
		r, err := w.room(ctx, id)
		switch {
		case w.err != nil:
			return m, w.err
		case ctx.Err() != nil:
			return m, ctx.Err()
		case errors.Is(err, eventlog.ErrNoRoom):
		case err != nil:
			m.Missing = append(m.Missing, Missing{id, err.Error()})
		default:
			m.Rooms, copied = append(m.Rooms, r), append(copied, id)
		}
	}
	m.Erasures = w.file(erasuresName, from.Erasures.Lines(copied...))
	line, err := encode(m)
	if err != nil {
		return m, err
	}
	sum := sha256.Sum256(line)
	w.file(manifestName, fmt.Appendf(line, "\n%s\n", hex.EncodeToString(sum[:])))
	return m, w.err
}

type writer struct {
	to   Sink
	from Source
	made time.Time
	err  error // of to
}

// room writes the room's three files. What it returns is why the room cannot be
// copied.
func (w *writer) room(ctx context.Context, id room.RoomID) (Room, error) {
	r := Room{Room: id}
	days := 0
	err := w.from.View(ctx, id, func(s *room.State) { days = s.Info.Policy.MaxBackupDays })
	if err != nil {
		return r, err
	}
	r.Until = w.made.AddDate(0, 0, days)
	key, err := w.from.Keys.Load(id)
	if err != nil {
		return r, err
	}
	if r.Exports, err = w.from.Exports.List(id); err != nil {
		return r, err
	}
	out := newHashing(w.create(logName(id)))
	head, named, err := bundle.WriteBare(ctx, out, w.from.Log, key, id)
	if err != nil {
		return r, err
	}
	r.Records, r.Log = head.Index, out.file()
	if err := w.from.Backups.Note(id, noteOf(w.made, r.Records)); err != nil {
		return r, err
	}
	var bodies []texts.Body
	for _, t := range named {
		if b, ok := w.from.Texts.Salted(id, t); ok {
			bodies = append(bodies, b)
		}
	}
	sealed, keys := texts.SealCopy(bodies)
	header, err := encode(keysHeader{Version, id, r.Until})
	if err != nil {
		return r, err
	}
	r.Texts = w.file(textsName(id), sealed)
	r.Keys = w.file(keysName(id), append(append(header, '\n'), keys...))
	return r, nil
}

// noteOf is how a backup of a room is listed.
func noteOf(made time.Time, records room.Index) bundle.Made {
	return bundle.Made{At: made.UTC().Format(time.RFC3339), Records: records}
}

// create begins a file. Once the sink has failed, nothing is written any more.
func (w *writer) create(name string) io.Writer {
	if w.err != nil {
		return io.Discard
	}
	out, err := w.to.Create(name)
	if err != nil {
		w.err = err
		return io.Discard
	}
	return &noting{out, &w.err}
}

// noting keeps the sink's first error apart from those of rooms.
type noting struct {
	to  io.Writer
	err *error
}

func (n *noting) Write(b []byte) (int, error) {
	c, err := n.to.Write(b)
	if err != nil && *n.err == nil {
		*n.err = err
	}
	return c, err
}

func (w *writer) file(name string, content []byte) File {
	out := newHashing(w.create(name))
	_, _ = out.Write(content) // its error is the sink's
	return out.file()
}
