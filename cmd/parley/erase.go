package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"

	"parley/internal/engine"
	"parley/internal/room"
)

func runErase(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("erase", stderr, "data")
	why := fs.String("why", room.EraseAsked, "asked, or the rule of the room's policy by which the texts go")
	usageLine(fs, "erase [-data DIR] [-why RULE] ROOM TEXT…\n\nDestroys texts of a room for good: afterwards they are in no file of the data\ndirectory, and the room can still be verified. TEXT is the four letters of a\nstatement or an objection, or a text's commitment as an export shows it. While a\nserver uses the directory, the organizer erases statements at the desk.")
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
			return fmt.Errorf("%s: %w; %d texts were erased before", name, err, gone)
		}
		gone += erased
	}
	fmt.Fprintf(stdout, "%d texts are erased.\n", gone)
	made, err := n.exports.List(id)
	if err != nil {
		return err
	}
	for _, m := range made {
		fmt.Fprintf(stdout, "The export made %s, of %d records, may still hold them: ask whoever has the file to delete it.\n", m.At, m.Records)
	}
	return nil
}

// erase has the room erase a text, and returns how many went that were still
// there.
func (n *node) erase(ctx context.Context, id room.RoomID, name, why string) (int, error) {
	p := room.EraseText{Text: room.Text(name), Rule: why}
	if !p.Text.Valid() {
		p = room.EraseText{Item: room.ItemID(name), Rule: why}
	}
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
