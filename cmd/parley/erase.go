package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"parley/internal/engine"
	"parley/internal/eventlog"
	"parley/internal/eventlog/jetstream"
	"parley/internal/room"
)

func runErase(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("erase", stderr, "data")
	why := fs.String("why", room.EraseAsked, "asked, or the rule of the room's policy by which the texts go")
	usageLine(fs, "erase [-data DIR] [-why RULE] ROOM TEXT…\n\nDestroys texts of a room for good: afterwards they are in no file of the data\ndirectory, and the room can still be verified. TEXT is, as an export\nshows it: the four letters of a statement, an outcome, an objection, a hand, a\nnote or an appeal; reply: and the letters of a question, for what was replied to\nit; takeaways, action or summary, for a field of the form; a person's 32 digits,\nfor everything that the person wrote; or one text's commitment. What stood there\nbefore goes too. The title, the codes and the sentences of outcomes stay. A server may be\nusing the data directory.")
	if done, code := parse(fs, args); done {
		return code
	}
	if fs.NArg() < 2 {
		fs.Usage()
		return 2
	}
	o := eraseOrder{room.RoomID(fs.Arg(0)), fs.Args()[1:], *why}
	return exitOf(eraseIn(ctx, &c, &o, stdout, stderr), stderr)
}

// eraseOrder is what is to be erased.
type eraseOrder struct {
	Room  room.RoomID `json:"room"`
	Texts []string    `json:"texts"` // as on the command line
	Why   string      `json:"why"`
}

// eraseIn has the server that uses the data directory erase texts, or does so
// itself when there is none.
func eraseIn(ctx context.Context, c *Config, o *eraseOrder, stdout, stderr io.Writer) error {
	if err := isData(c.Data); err != nil {
		return err
	}
	n, err := openNode(c.Data, wallClock{}, stderr)
	if errors.Is(err, jetstream.ErrInUse) {
		return askToErase(ctx, c.Data, o, stdout)
	}
	if err != nil {
		return err
	}
	return errors.Join(n.eraseAll(ctx, o, stdout), n.Close())
}

// eraseAll erases one text after another and says who still holds copies.
func (n *node) eraseAll(ctx context.Context, o *eraseOrder, stdout io.Writer) error {
	gone := 0
	for _, name := range o.Texts {
		erased, err := n.erase(ctx, o.Room, name, o.Why)
		if err != nil {
			err = fmt.Errorf("%s: %w; erased before it: %d", name, notErased(o, err), gone)
			if gone > 0 {
				err = errors.Join(err, n.sayCopies(ctx, o.Room, stdout))
			}
			return err
		}
		gone += erased
	}
	fmt.Fprintf(stdout, "Erased: %s.\n", count(gone, "text"))
	return n.sayCopies(ctx, o.Room, stdout)
}

// notErased says why a text was not erased, and what to do.
func notErased(o *eraseOrder, err error) error {
	var refused *room.Error
	if errors.Is(err, eventlog.ErrNoRoom) {
		return fmt.Errorf("there is no room %s; parley rooms lists them", o.Room)
	}
	if !errors.As(err, &refused) {
		return err
	}
	switch refused.Code {
	case room.CodeNoSuch:
		return errors.New("the room has no such text or person; an export shows what has which letters")
	case room.CodeFixed:
		return errors.New("this stays: a room keeps its title, its codes and the sentences of its outcomes")
	case room.CodeReason:
		return fmt.Errorf("%q is no rule of the room; leave -why out, or name a rule that its notice names", o.Why)
	}
	return err
}

// sayCopies says which copies may hold texts that were erased since.
func (n *node) sayCopies(ctx context.Context, id room.RoomID, stdout io.Writer) error {
	exports, err := n.exports.List(id)
	if err != nil {
		return err
	}
	for _, m := range exports {
		fmt.Fprintf(stdout, "The export made %s, of %d records, may still hold them: ask whoever has the file to delete it.\n", m.At, m.Records)
	}
	var days int
	if err := n.engine.View(ctx, id, func(s *room.State, _ room.Texts, _ room.Seconds) { days = s.Info.Policy.MaxBackupDays }); err != nil {
		return err
	}
	backups, err := n.backups.Kept(id, days, n.clock.Now())
	if err != nil {
		return err
	}
	for _, m := range backups {
		fmt.Fprintf(stdout, "The backup made %s, of %d records, may still open them until %s: delete its file %s.keys to be sooner.\n", m.At, m.Records, m.Until.Format(time.RFC3339), id)
	}
	return nil
}

// erase has the room erase a text, and returns how many went that were still
// there.
func (n *node) erase(ctx context.Context, id room.RoomID, name, why string) (int, error) {
	p := meant(name)
	p.Rule = why
	payload, err := json.Marshal(&p, json.Deterministic(true))
	if err != nil {
		return 0, err
	}
	var now room.Seconds
	if err := n.engine.View(ctx, id, func(_ *room.State, _ room.Texts, at room.Seconds) { now = at }); err != nil {
		return 0, err
	}
	seed := n.seed()
	a, err := n.engine.Submit(ctx, id, engine.Command{
		Cmd: room.NewCmdID(now, [10]byte(seed[:10])), Actor: room.Actor{Kind: room.ActorRoom}, Type: "text.erase/1", Payload: payload,
	})
	var refused *room.Error
	if errors.As(err, &refused) && refused.Code == room.CodeAlready {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	var f room.Erased
	err = json.Unmarshal(a.Facts, &f)
	return len(f.Texts), err
}

// meant is what a name on the command line stands for.
func meant(name string) room.EraseText {
	if of, ok := strings.CutPrefix(name, "reply:"); ok {
		return room.EraseText{Reply: room.ItemID(of)}
	}
	if t := room.Text(name); t.Valid() {
		return room.EraseText{Text: t}
	}
	if len(name) == 32 {
		return room.EraseText{Person: room.PersonID(name)}
	}
	return room.EraseText{Item: room.ItemID(name)}
}
