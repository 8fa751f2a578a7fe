package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"parley/internal/audit"
	"parley/internal/stand"
	"parley/internal/votetable"
	"parley/internal/words"
)

// read reads all files, and tells stderr what is to be known of them.
func (c *standCall) read(ctx context.Context, en *words.Words, stderr io.Writer) (*stand.Source, error) {
	comments, err := c.readComments(ctx)
	if err != nil {
		return nil, err
	}
	var all []*stand.Source
	tables := 0
	for _, name := range c.files {
		src, room, err := c.source(ctx, name, comments, stderr)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if !room {
			tables++
		}
		for _, n := range src.Notes {
			fmt.Fprintf(stderr, "%s: %s\n", name, n.Say(en))
		}
		all = append(all, src)
	}
	switch {
	case comments != nil && tables == 0:
		return nil, &stand.Error{Why: "-comments is for tables; a room's export has its texts"}
	case c.agree != 0 && tables == 0:
		return nil, &stand.Error{Why: "-agree is for tables; in a room's export answers are words"}
	}
	src, err := stand.Series(all)
	if err != nil || len(all) == 1 {
		return src, err
	}
	for _, n := range src.Notes {
		if n.File == "" {
			fmt.Fprintln(stderr, n.Say(en))
		}
	}
	return src, nil
}

func (c *standCall) readComments(ctx context.Context) (map[string]votetable.Comment, error) {
	if c.comments == "" {
		return nil, nil
	}
	f, err := openStoppable(ctx, c.comments)
	if err != nil {
		return nil, err
	}
	comments, err := votetable.ReadComments(newStoppable(ctx, f))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", c.comments, err)
	}
	return comments, nil
}

// source reads one file: a room's export, which is JSON, or else a table.
func (c *standCall) source(ctx context.Context, name string, comments map[string]votetable.Comment, stderr io.Writer) (src *stand.Source, room bool, err error) {
	f, err := openStoppable(ctx, name)
	if err != nil {
		return nil, false, err
	}
	watch := newWatched(ctx, f, stderr)
	defer watch.stop()
	in, err := again(watch)
	if err == nil {
		room, err = isExport(in)
	}
	switch {
	case err != nil:
	case room:
		src, err = c.room(ctx, name, in)
	default:
		src, err = stand.Load(in, stand.Options{Comments: comments, Agree: c.agree, Groups: c.groups})
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, room, err
	}
	if src.File = filepath.Base(name); src.Title == "" {
		src.Title = titleOf(name)
	}
	return src, room, nil
}

// isExport says whether a file is a room's export, by its first byte: JSON is no table.
func isExport(in io.ReadSeeker) (bool, error) {
	head := []byte{0}
	if _, err := in.Read(head); err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	_, err := in.Seek(0, io.SeekStart)
	return head[0] == '{', err
}

// room reads a room's export, if it is what the room's server signed.
func (c *standCall) room(ctx context.Context, name string, file io.Reader) (*stand.Source, error) {
	if c.polis {
		return nil, &stand.Error{Why: "it is a room's export, and -polis shows small counts as they are, which a room does not: leave -polis out"}
	}
	signed, report, err := audit.ReadSigned(file, stopOf(ctx))
	switch {
	case err != nil:
		return nil, err
	case report == nil:
		return nil, errStopped
	case signed == nil:
		return nil, &stand.Error{Why: fmt.Sprintf("%s\nThe file is not what a room's server signed. All that is wrong says: parley verify %s", report.Findings[0], name)}
	case report.Texts == 0 && report.Absent > 0:
		return nil, &stand.Error{Why: "the file holds none of the room's texts: make one with parley export"}
	}
	return stand.FromRoom(signed.State, signed.Texts, c.groups)
}
