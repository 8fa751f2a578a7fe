package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"parley/internal/audit"
	"parley/internal/bundle"
	"parley/internal/room"
)

func usageLine(fs *flag.FlagSet, line string) {
	fs.Usage = func() {
		fmt.Fprintf(fs.Output(), "usage: parley %s\n\n", line)
		fs.PrintDefaults()
	}
}

func runExport(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("export", stderr, "data")
	out := fs.String("out", "", "the file to write; ROOM.parley by default")
	usageLine(fs, "export [-data DIR] [-out FILE] ROOM")
	n, code := onData(fs, &c, args, 1, stderr)
	if n == nil {
		return code
	}
	id := room.RoomID(fs.Arg(0))
	name := *out
	if name == "" {
		name = string(id) + ".parley"
	}
	err := n.export(ctx, id, name)
	if err := errors.Join(err, n.Close()); err != nil {
		return fail(stderr, err)
	}
	fmt.Fprintf(stdout, "%s holds the whole room, texts included. Check it with: parley verify %s\n", name, name)
	return 0
}

// export writes a room to a file that did not exist before, whole or not at
// all.
func (n *node) export(ctx context.Context, id room.RoomID, name string) error {
	if !id.Valid() {
		return fmt.Errorf("%q is no room; parley rooms lists them", id)
	}
	key, err := n.keys.Load(id)
	if err != nil {
		return fmt.Errorf("room %s: %w", id, err)
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	// The room's texts are read into memory by its first use.
	made := bundle.Made{At: n.clock.Now().UTC().Format(time.RFC3339)}
	err = n.engine.View(ctx, id, func(s *room.State, _ room.Texts, _ room.Seconds) { made.Records = s.Index })
	if err == nil {
		err = n.exports.Note(id, made)
	}
	if err == nil {
		err = bundle.Write(ctx, f, n.db.Log(), n.vault, key, id)
	}
	if err = errors.Join(orStopped(ctx, err), f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}

func printAudit(w io.Writer, r *audit.Report) {
	if r.Room != "" {
		fmt.Fprintf(w, "Room %s: %s in %s, %s (%d absent, of them %d erased by a record), %s, %s, %s.\n",
			r.Room, count(r.Records, "record"), count(r.Commits, "commit"), count(r.Texts, "text"), r.Absent, r.Erased,
			count(r.Votes, "vote"), count(r.Turns, "turn"), count(r.Override, "override"))
		if r.Pictures > 0 {
			fmt.Fprintf(w, "Where the room stood: %s, made again from the votes.\n", count(r.Pictures, "picture"))
		}
		fmt.Fprintf(w, "Tree %s, signed by %s.\n", r.Root, r.Key)
		for _, x := range r.Restored {
			fmt.Fprintf(w, "Restored %s from the head of %d records, tree %s, signed by %s: what follows is a log of its own, signed with another key.\n",
				time.Unix(x.At, 0).UTC().Format("2006-01-02 15:04 UTC"), x.Index-1, x.Root, x.Key)
		}
	}
	for _, f := range r.Findings {
		fmt.Fprintln(w, f)
	}
	if len(r.Notes) > 0 {
		fmt.Fprintf(w, "The room was opened under rules number %d; these are number %d. What they would refuse is noted:\n", r.Rules, room.Rules)
	}
	for _, f := range r.Notes {
		fmt.Fprintln(w, "note:", f)
	}
	switch {
	case r.OK():
		fmt.Fprintln(w, "Everything holds: form, chain, tree, signature, rights, floor, counts, outcomes, standings.")
	case r.Cut:
		fmt.Fprintf(w, "Not in order. The first %d findings are listed; what follows the first is often wrong because of it.\n", len(r.Findings))
	default:
		fmt.Fprintf(w, "Not in order: %s.\n", count(len(r.Findings), "finding"))
	}
}
