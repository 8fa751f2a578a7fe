package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"parley/internal/audit"
	"parley/internal/backup"
	"parley/internal/room"
	"parley/internal/texts"
)

func runRestore(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("restore", stderr, "data")
	only := fs.String("room", "", "this room alone")
	list := fs.String("erasures", "", "a later list of erasures, from another backup or a lost data directory")
	usageLine(fs, "restore [-data DIR] [-room ROOM] [-erasures FILE] DIR\n\nTakes the rooms of a backup in, none of which may be in the data directory. Texts\nthat were erased since do not come back, nor do texts when the backup's day for\nthem is over. Each room goes on under a new key, and its log says so.")
	if done, code := parse(fs, args); done {
		return code
	}
	if fs.NArg() != 1 {
		fs.Usage()
		return 2
	}
	r := restoring{stdout: stdout, only: room.RoomID(*only)}
	var err error
	if r.from, err = backup.Open(fs.Arg(0), wallClock{}.Now()); err != nil {
		return fail(stderr, fmt.Errorf("%w. Nothing was changed", err))
	}
	if r.later, err = readErasures(*list); err != nil {
		return fail(stderr, err)
	}
	n, code := openData(&c, stopFirst, stderr)
	if n == nil {
		return code
	}
	r.n = n
	if err := errors.Join(r.run(ctx), n.Close()); err != nil {
		return fail(stderr, err)
	}
	return 0
}

// readErasures reads a list that an operator gives; "" is an empty one.
func readErasures(name string) (*texts.Erasures, error) {
	if name == "" {
		return texts.ParseErasures(nil), nil
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	list := texts.ParseErasures(b)
	if err := list.Whole(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return list, nil
}

// restoring is a backup on its way into a data directory.
type restoring struct {
	n      *node
	from   *backup.Backup
	only   room.RoomID
	later  *texts.Erasures
	stdout io.Writer
}

// run takes the rooms in once it is known of all that they can be.
func (r *restoring) run(ctx context.Context) error {
	if err := r.n.listWhole(); err != nil {
		return err
	}
	rooms, err := r.chosen(ctx)
	if errors.Is(err, errStopped) {
		return errStopped
	}
	if err != nil {
		return fmt.Errorf("%w; nothing was changed", err)
	}
	for _, x := range rooms {
		c, err := r.from.Copy(x)
		if err != nil {
			return err
		}
		if err := r.n.takeIn(ctx, c, r.stdout, r.from.Erased, r.later); err != nil {
			return err
		}
	}
	if len(rooms) == 0 {
		fmt.Fprintln(r.stdout, "No room was restored.")
	}
	return nil
}

// chosen are the rooms to be restored. Of all, those whose day has come are left
// out.
func (r *restoring) chosen(ctx context.Context) (rooms []*backup.Room, err error) {
	if r.only != "" && r.from.Find(r.only) == nil {
		return nil, fmt.Errorf("the backup has no room %s", r.only)
	}
	for i := range r.from.Rooms {
		x := &r.from.Rooms[i]
		if r.only != "" && x.Room != r.only {
			continue
		}
		switch err := r.check(ctx, x); {
		case r.only == "" && (errors.Is(err, backup.ErrOver) || errors.Is(err, errDeleted)):
			fmt.Fprintf(r.stdout, "Room %s stays deleted: %v.\n", x.Room, err)
		case err != nil:
			return nil, fmt.Errorf("room %s: %w", x.Room, err)
		default:
			rooms = append(rooms, x)
		}
	}
	return rooms, nil
}

func (r *restoring) check(ctx context.Context, x *backup.Room) error {
	c, err := r.from.Copy(x)
	if err != nil {
		return err
	}
	switch a := audit.VerifyUntil(c.Bundle, stopOf(ctx)); {
	case a == nil:
		return errStopped
	case !a.Whole():
		return errors.New("its log is not what its server signed; parley verify on its file of records says what is wrong")
	}
	return orStopped(ctx, r.n.mayTake(ctx, c))
}

// listWhole is why the data directory's list of erasures cannot be relied on.
func (n *node) listWhole() error {
	if err := n.erasures.Whole(); err != nil {
		return fmt.Errorf("%s: %w; put a copy of the list in its place, or take these lines out of it if there is none; nothing was changed", filepath.Join(n.data, "erasures"), err)
	}
	return nil
}

// errDeleted: the room was deleted on its day.
var errDeleted = errors.New("it was deleted here, as its notice promised")

// target is the data directory as one that takes rooms in. What is erased it
// knows from its own list and from others.
func (n *node) target(others ...*texts.Erasures) *backup.Target {
	return &backup.Target{
		Log: n.db.Log(), Texts: n.vault, Keys: n.keys, Exports: n.exports, Backups: n.backups,
		Erased: func(id room.RoomID, t room.Text) bool {
			for _, list := range append(others, n.erasures) {
				if list.Has(id, t) {
					return true
				}
			}
			return false
		},
		Over: func(s *room.State) bool { return n.clock.Now().Unix() >= retentionEnd(s) },
		Seed: n.seed, Now: n.clock.Now(), Incoming: filepath.Join(n.data, "incoming"),
	}
}

// mayTake says why a room cannot be taken in.
func (n *node) mayTake(ctx context.Context, c *backup.Copy) error {
	if _, err := os.Stat(n.tombstone(c.Room)); err == nil {
		return errDeleted
	}
	return n.target().Check(ctx, c)
}

// takeIn takes a room in and says what came of it.
func (n *node) takeIn(ctx context.Context, c *backup.Copy, stdout io.Writer, erased ...*texts.Erasures) error {
	got, err := n.target(erased...).Take(ctx, c)
	if orStopped(ctx, err) == errStopped {
		return fmt.Errorf("it was stopped; room %s is not taken in", c.Room)
	}
	if err != nil {
		return fmt.Errorf("room %s: %w", c.Room, err)
	}
	title := ""
	if got.Title != "" {
		title = fmt.Sprintf(", “%s”", got.Title)
	}
	fmt.Fprintf(stdout, "Room %s%s: %s, %s. It goes on under a new key; record %d names the head that it goes on from.\n", got.Room, title, count(int(got.Records), "record"), count(got.Texts, "text"), got.Records+1)
	for _, l := range []struct{ why, say string }{
		{room.LostErased, "Erased after the copy was made, and so they stay"},
		{room.LostExpired, "Not to be read from the copy any more, they count as erased"},
		{room.LostAbsent, "Not in the copy, they count as erased"},
	} {
		if k := got.Lost[l.why]; k > 0 {
			fmt.Fprintf(stdout, "  %s: %s.\n", l.say, count(k, "text"))
		}
	}
	return nil
}
