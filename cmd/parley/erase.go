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
	"parley/internal/room"
)

func runErase(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("erase", stderr, "data")
	why := fs.String("why", room.EraseAsked, "asked, or the rule of the room's policy by which the texts go")
	usageLine(fs, "erase [-data DIR] [-why RULE] ROOM TEXT…\n\nDestroys texts of a room for good: afterwards they are in no file of the data\ndirectory, and the room can still be verified. TEXT is, as an export\nshows it: the four letters of a statement, an outcome, an objection, a hand, a\nnote or an appeal; reply: and the letters of a question, for what was replied to\nit; takeaways, action or summary, for a field of the form; a person's 32 digits,\nfor everything that the person wrote; or one text's commitment. What stood there\nbefore goes too. The title, the codes and the sentences of outcomes stay. While a\nserver uses the directory, the organizer erases statements at the desk.")
	n, code := onDataAtLeast(fs, &c, args, 2, stderr)
	if n == nil {
		return code
	}
	err := n.eraseAll(ctx, room.RoomID(fs.Arg(0)), fs.Args()[1:], *why, stdout)
	if err := errors.Join(err, n.Close()); err != nil {
		return fail(stderr, err)
	}
	return 0
}

// eraseAll erases one text after another and says who still holds copies.
func (n *node) eraseAll(ctx context.Context, id room.RoomID, named []string, why string, stdout io.Writer) error {
	gone := 0
	for _, name := range named {
		erased, err := n.erase(ctx, id, name, why)
		if err != nil {
			err = fmt.Errorf("%s: %w; %d texts were erased before", name, err, gone)
			if gone > 0 {
				err = errors.Join(err, n.sayCopies(ctx, id, stdout))
			}
			return err
		}
		gone += erased
	}
	fmt.Fprintf(stdout, "%d texts are erased.\n", gone)
	return n.sayCopies(ctx, id, stdout)
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
	backups, err := n.backups.List(id)
	if err != nil {
		return err
	}
	var days int
	if err := n.engine.View(ctx, id, func(s *room.State, _ room.Texts, _ room.Seconds) { days = s.Info.Policy.MaxBackupDays }); err != nil {
		return err
	}
	for _, m := range backups {
		at, err := time.Parse(time.RFC3339, m.At)
		if until := at.AddDate(0, 0, days); err == nil && n.clock.Now().Before(until) {
			fmt.Fprintf(stdout, "The backup made %s, of %d records, may still open them until %s: delete its file %s.keys to be sooner.\n", m.At, m.Records, until.Format(time.RFC3339), id)
		}
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
