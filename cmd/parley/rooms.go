package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"time"

	"parley/internal/room"
)

// onData parses the flags of a command that reads a data directory while no
// server uses it, and opens it. code is the exit code when there is no node.
func onData(fs *flag.FlagSet, c *Config, args []string, want int, stderr io.Writer) (*node, int) {
	if done, code := parse(fs, args); done {
		return nil, code
	}
	if fs.NArg() != want {
		fs.Usage()
		return nil, 2
	}
	if err := isData(c.Data); err != nil {
		return nil, fail(stderr, err)
	}
	return openData(c, pagesShow, stderr)
}

// isData is nil when a directory is one that a server made.
func isData(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "store")); err != nil {
		return fmt.Errorf("%s is no data directory: %w", dir, err)
	}
	return nil
}

// What to do while a server uses the directory.
const (
	pagesShow = "While a server uses the directory, its pages show the rooms, reports and exports"
	stopFirst = "Stop the server that uses the directory, and try again. Nothing was changed"
)

// openData opens a data directory, or says what to do while it cannot.
func openData(c *Config, hint string, stderr io.Writer) (*node, int) {
	n, err := openNode(c.Data, wallClock{}, stderr)
	if err != nil {
		return nil, fail(stderr, fmt.Errorf("%w\n%s", err, hint))
	}
	return n, 0
}

func runRooms(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("rooms", stderr, "data")
	n, code := onData(fs, &c, args, 0, stderr)
	if n == nil {
		return code
	}
	lines, err := n.listRooms(ctx)
	for _, l := range lines {
		fmt.Fprintln(stdout, l)
	}
	if err == nil && len(lines) == 0 {
		fmt.Fprintf(stdout, "No rooms in %s yet. parley serve, then open its start page.\n", c.Data)
	}
	if err := errors.Join(err, n.Close()); err != nil {
		return fail(stderr, err)
	}
	return 0
}

// listRooms is a line for each room, oldest first; one that cannot be opened says
// so. Rooms that were deleted follow.
func (n *node) listRooms(ctx context.Context) ([]string, error) {
	var out []string
	for id, err := range n.db.Log().Rooms(ctx) {
		if err != nil {
			return out, orStopped(ctx, err)
		}
		line := ""
		err := n.engine.View(ctx, id, func(s *room.State, texts room.Texts, _ room.Seconds) {
			title, _ := texts(s.Info.Title)
			if s.Info.Rehearsal {
				title = "(rehearsal) " + title
			}
			opened := time.Unix(s.Info.Epoch, 0).UTC().Format("2006-01-02 15:04")
			line = fmt.Sprintf("%s  %s  %-6s  %4d people  %s", opened, id, s.Session.Phase, s.Inside(), title)
		})
		if ctx.Err() != nil {
			return nil, errStopped
		}
		if err != nil {
			line = fmt.Sprintf("                  %s  cannot be opened: %v", id, err)
		}
		out = append(out, line)
	}
	sort.Strings(out)
	graves, err := n.graves()
	for _, id := range graves {
		out = append(out, fmt.Sprintf("                  %s  deleted on %s, as its notice promised", id, n.deletedOn(id)))
	}
	return out, err
}
