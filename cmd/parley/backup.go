package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"parley/internal/backup"
	"parley/internal/eventlog/jetstream"
	"parley/internal/room"
)

func runBackup(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("backup", stderr, "data")
	only := fs.String("room", "", "this room alone")
	usageLine(fs, "backup [-data DIR] [-room ROOM] DIR\n\nWrites the rooms of a data directory to a new directory DIR, from which parley\nrestore takes them in again; a server may be using the data directory. No signing\nkey is in it. Texts are sealed; what opens them is in the files *.keys, each of\nwhich says until when it may be kept.")
	if done, code := parse(fs, args); done {
		return code
	}
	id := room.RoomID(*only)
	if fs.NArg() != 1 || id != "" && !id.Valid() {
		fs.Usage()
		return 2
	}
	b, err := backupTo(ctx, fs.Arg(0), &c, id, stderr)
	if err != nil {
		return fail(stderr, err)
	}
	sayBackup(stdout, fs.Arg(0), b)
	for _, m := range b.Missing {
		fmt.Fprintf(stderr, "parley: room %s is not in it: %s\n", m.Room, m.Why)
	}
	if len(b.Missing) > 0 {
		return 1
	}
	return 0
}

// backupTo writes a backup of one room or all, whole or not at all.
func backupTo(ctx context.Context, path string, c *Config, only room.RoomID, stderr io.Writer) (*backup.Backup, error) {
	if err := isData(c.Data); err != nil {
		return nil, err
	}
	dir, err := backup.NewDir(path)
	if err != nil {
		return nil, err
	}
	err = orStopped(ctx, writeBackup(ctx, dir, c, only, stderr))
	var b *backup.Backup
	if err == nil {
		b, err = dir.Finish(func(b *backup.Backup) error { return holds(b, only) })
	}
	if err != nil {
		return nil, errors.Join(err, dir.Abandon())
	}
	return b, nil
}

// holds is nil when the backup has the one room that was asked for; "" is all.
func holds(b *backup.Backup, only room.RoomID) error {
	switch {
	case only == "" || b.Find(only) != nil:
		return nil
	case len(b.Missing) > 0:
		return fmt.Errorf("room %s: %s", only, b.Missing[0].Why)
	}
	return fmt.Errorf("there is no room %s; parley rooms lists them", only)
}

// writeBackup has the server that uses the data directory write it, or does so
// itself when there is none.
func writeBackup(ctx context.Context, to backup.Sink, c *Config, only room.RoomID, stderr io.Writer) error {
	n, err := openNode(c.Data, wallClock{}, stderr)
	if errors.Is(err, jetstream.ErrInUse) {
		return askForBackup(ctx, to, c.Data, only)
	}
	if err != nil {
		return err
	}
	return errors.Join(n.backup(ctx, to, only), n.Close())
}

// backup copies one room or all.
func (n *node) backup(ctx context.Context, to backup.Sink, only room.RoomID) error {
	ids := []room.RoomID{only}
	if only == "" {
		ids = nil
		for id, err := range n.db.Log().Rooms(ctx) {
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		slices.Sort(ids)
	}
	_, err := backup.Write(ctx, to, backup.Source{
		Log: n.db.Log(), Texts: n.vault, Keys: n.keys, Exports: n.exports, Backups: n.backups, Erasures: n.erasures, Now: n.clock.Now(),
		View: func(ctx context.Context, id room.RoomID, f func(*room.State)) error {
			return n.engine.View(ctx, id, func(s *room.State, _ room.Texts, _ room.Seconds) { f(s) })
		},
	}, ids)
	return err
}

func sayBackup(w io.Writer, path string, b *backup.Backup) {
	records := room.Index(0)
	var first time.Time
	for _, r := range b.Rooms {
		records += r.Records
		if first.IsZero() || r.Until.Before(first) {
			first = r.Until
		}
	}
	fmt.Fprintf(w, "%s holds %s, %s.\n", path, count(len(b.Rooms), "room"), count(int(records), "record"))
	if len(b.Rooms) > 0 {
		fmt.Fprintf(w, "Its files *.keys open the texts. The rooms' notices promise that they are gone by %s: delete them until then. What is left keeps records and counts.\n", first.Format("2006-01-02 15:04 UTC"))
	}
}
