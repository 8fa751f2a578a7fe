package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"parley/internal/bundle"
	"parley/internal/evidence"
	"parley/internal/room"

	"github.com/go-json-experiment/json"
)

func runEvidence(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("evidence", stderr, "data")
	out := fs.String("out", "", "the file to write; ROOM-POST.json by default")
	usageLine(fs, "evidence [-data DIR] [-out FILE] ROOM POST")
	n, code := onData(fs, &c, args, 2, stderr)
	if n == nil {
		return code
	}
	id, item := room.RoomID(fs.Arg(0)), room.ItemID(fs.Arg(1))
	name := *out
	if name == "" {
		name = fmt.Sprintf("%s-%s.json", id, item)
	}
	err := n.evidence(ctx, id, item, name)
	if err := errors.Join(err, n.Close()); err != nil {
		return fail(stderr, err)
	}
	fmt.Fprintf(stdout, "%s holds the post, its words and what was done about it. Check it with: parley verify %s\n", name, name)
	return 0
}

// evidence writes the evidence about a post to a file that did not exist before.
func (n *node) evidence(ctx context.Context, id room.RoomID, item room.ItemID, name string) error {
	if !id.Valid() {
		return fmt.Errorf("%q is no room; parley rooms lists them", id)
	}
	key, err := n.keys.Load(id)
	if err != nil {
		return fmt.Errorf("room %s: %w", id, err)
	}
	// The room's texts are read into memory by its first use.
	copied := bundle.Made{At: n.clock.Now().UTC().Format(time.RFC3339)}
	if err := n.engine.View(ctx, id, func(s *room.State, _ room.Texts, _ room.Seconds) { copied.Records = s.Index }); err != nil {
		return orStopped(ctx, err)
	}
	made, err := evidence.Make(ctx, n.db.Log(), n.vault, key, id, item)
	if errors.Is(err, evidence.ErrNoPost) {
		return fmt.Errorf("room %s has no post %s", id, item)
	}
	if err != nil {
		return orStopped(ctx, err)
	}
	b, err := made.Encode()
	if err == nil {
		err = n.exports.Note(id, copied) // an erased text may still be in it
	}
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}

// verifyEvidence checks evidence and says what it proves.
func verifyEvidence(in io.Reader, stdout, stderr io.Writer) int {
	b, err := io.ReadAll(io.LimitReader(in, evidence.MaxSize+1))
	if err != nil {
		return fail(stderr, err)
	}
	r := evidence.Verify(b)
	if !r.OK() {
		for _, say := range r.Findings {
			fmt.Fprintln(stdout, say)
		}
		fmt.Fprintln(stdout, "Not in order: this file proves nothing.")
		return 1
	}
	author := fmt.Sprintf("guest %d", r.File.Guest)
	if r.File.Guest == 0 {
		author = "a seat at the table"
	}
	fmt.Fprintf(stdout, "Room %s, post %s, written by %s at second %d of the room.\n", r.File.Room, r.File.Item, author, r.Post.At)
	printWords(stdout, r, r.Post)
	for _, a := range r.Acts {
		var p struct {
			Rule string `json:"rule"`
		}
		_ = json.Unmarshal(a.Payload, &p) // without a rule there is none
		fmt.Fprintln(stdout, strings.TrimSpace(fmt.Sprintf("%s at second %d by %s %s", room.Bare(a.Type), a.At, a.By, p.Rule)))
		printWords(stdout, r, a)
	}
	fmt.Fprintf(stdout, "Everything holds: these records are in the log of %d records that was signed by %s, the key that the room's own records name, and the words are what they committed to.\n", r.Size, r.Key)
	if r.Key != r.Opened {
		fmt.Fprintf(stdout, "The room was opened under another key, %s, and restored elsewhere: that this was the same room is the word of whoever holds the new key, unless you know it or an export of the room verifies with it.\n", r.Opened)
	}
	fmt.Fprintln(stdout, "It does not prove that nothing else was done, nor who the author is.")
	return 0
}

func printWords(w io.Writer, r *evidence.Report, x *room.Record) {
	for _, t := range room.TextsIn(x.Type, x.Payload) {
		if body, ok := r.Body(t); ok {
			fmt.Fprintf(w, "  %q\n", body)
		} else {
			fmt.Fprintln(w, "  [a text that is not in the file: it was erased, or left out]")
		}
	}
}
