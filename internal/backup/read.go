package backup

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"parley/internal/bundle"
	"parley/internal/room"
	"parley/internal/texts"
)

// Backup is a backup whose files are all as they were written.
type Backup struct {
	Manifest
	Erased *texts.Erasures // of its rooms, until it was made

	dir string
	now time.Time
}

// Copy is a room to be taken in.
type Copy struct {
	*bundle.Bundle
	Expired bool          // its texts may not be read any more
	Exports []bundle.Made // of the room, until the copy was made
	Backups []bundle.Made // those that still open its texts, as far as the copy knows: a backup, itself
}

// Open reads a backup and refuses, with [ErrDamaged], one of which anything is
// missing or was changed. Keys whose time was over at now may be missing.
func Open(dir string, now time.Time) (*Backup, error) {
	b := &Backup{dir: dir, now: now}
	if err := b.readManifest(); err != nil {
		return nil, err
	}
	list, err := readFile(dir, erasuresName, b.Erasures)
	if err != nil {
		return nil, err
	}
	b.Erased = texts.ParseErasures(list)
	if err := b.Erased.Whole(); err != nil {
		return nil, damaged(erasuresName, "%v", err)
	}
	for i := range b.Rooms {
		if _, err := b.Copy(&b.Rooms[i]); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (b *Backup) readManifest() error {
	f, err := os.Open(filepath.Join(b.dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return damaged(b.dir, "it has no manifest; a backup that was not finished has none, and neither has what is no backup")
	}
	if err != nil {
		return err
	}
	defer f.Close()
	all, err := io.ReadAll(io.LimitReader(f, maxManifest+1))
	if err != nil {
		return err
	}
	line, sum, ok := bytes.Cut(all, []byte("\n"))
	want := sha256.Sum256(line)
	switch {
	case !ok || len(all) > maxManifest || string(sum) != hex.EncodeToString(want[:])+"\n":
		return damaged(manifestName, "it was changed or cut off")
	case !decode(line, &b.Manifest):
		return damaged(manifestName, "it is not of its form")
	case b.Backup != Version:
		return damaged(manifestName, "it is of version %d; this Parley reads version %d", b.Backup, Version)
	}
	for i := range b.Rooms {
		if !b.Rooms[i].Room.Valid() {
			return damaged(manifestName, "%q is no room", b.Rooms[i].Room)
		}
	}
	return nil
}

// names are the files of the backup.
func (b *Backup) names() []string {
	names := []string{manifestName, erasuresName}
	for i := range b.Rooms {
		id := b.Rooms[i].Room
		names = append(names, logName(id), textsName(id), keysName(id))
	}
	return names
}

// Find is the room of that id; nil when the backup has it not.
func (b *Backup) Find(id room.RoomID) *Room {
	for i := range b.Rooms {
		if b.Rooms[i].Room == id {
			return &b.Rooms[i]
		}
	}
	return nil
}

// Copy reads a room of the backup.
func (b *Backup) Copy(r *Room) (*Copy, error) {
	log, err := readFile(b.dir, logName(r.Room), r.Log)
	if err != nil {
		return nil, err
	}
	c := &Copy{Expired: !b.now.Before(r.Until), Exports: r.Exports}
	if c.Bundle, err = bundle.Read(bytes.NewReader(log)); err != nil {
		return nil, damaged(logName(r.Room), "%v", err)
	}
	if c.Room != r.Room || !c.Bare {
		return nil, damaged(logName(r.Room), "it is another room's")
	}
	sealed, err := readFile(b.dir, textsName(r.Room), r.Texts)
	if err != nil {
		return nil, err
	}
	if c.Expired {
		return c, nil
	}
	keys, err := readFile(b.dir, keysName(r.Room), r.Keys)
	if err != nil {
		return nil, err
	}
	header, keys, _ := bytes.Cut(keys, []byte("\n"))
	var h keysHeader
	if !decode(header, &h) || h.Keys != Version || h.Room != r.Room || !h.Until.Equal(r.Until) {
		return nil, damaged(keysName(r.Room), "it is another room's, or another day's")
	}
	if c.Texts, err = texts.OpenCopy(sealed, keys); err != nil {
		return nil, damaged(textsName(r.Room), "%v", err)
	}
	c.Backups = []bundle.Made{noteOf(b.Made, r.Records)}
	return c, nil
}
