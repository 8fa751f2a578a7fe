package engine

import (
	"context"
	"errors"
	"fmt"

	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"
)

// epochSlack is how far a new room's second 0 may be from the clock.
const epochSlack = 60

// Create makes a room of prepared commands, the first of them its
// "room.open/1" and the others the room's or its organizer's: all of them in one
// commit at room second 0, or none. The epoch in the first is the clock's Unix
// second. The answers are those of the commands. [ErrExists] when there is such
// a room; a [*room.Error], wrapped with the number of the command that was
// refused; else why it is not known whether the room was stored.
func (e *Engine) Create(ctx context.Context, id room.RoomID, commands []room.Prepared) ([]Answer, error) {
	if !id.Valid() {
		return nil, malformed("room")
	}
	switch _, err := e.cfg.Log.Head(ctx, id); {
	case err == nil:
		return nil, ErrExists
	case !errors.Is(err, eventlog.ErrNoRoom):
		return nil, err
	}
	n := newcomer{e: e, s: room.New()}
	for i := range commands {
		if err := n.take(&commands[i]); err != nil {
			return nil, fmt.Errorf("command %d: %w", i+1, err)
		}
	}
	now := e.cfg.Clock.Now().Unix()
	switch {
	case n.s.Room != id:
		return nil, malformed("room")
	case n.s.Info.Epoch > now || n.s.Info.Epoch < now-epochSlack:
		return nil, malformed("epoch")
	}
	if err := e.cfg.Texts.Put(ctx, id, n.bodies); err != nil {
		return nil, err
	}
	if _, err := e.store(ctx, id, eventlog.Head{}, n.records); err != nil {
		return nil, err
	}
	e.tell(id, n.s.Index)
	return n.answers, nil
}

// newcomer is a room that is not stored yet.
type newcomer struct {
	e       *Engine
	s       *room.State
	bodies  []texts.Body
	records []room.Record
	answers []Answer
}

func (n *newcomer) take(p *room.Prepared) error {
	c := n.command(p)
	lacks, err := c.wellFormed()
	if err != nil {
		return err
	}
	if c.borrows(n.s, lacks) {
		return malformed("texts")
	}
	r, err := room.Decide(n.s, c.envelope(n.e.cfg.Seed(), n.known), 0)
	if err != nil {
		return err
	}
	n.s.Apply(r)
	n.bodies, n.records = append(n.bodies, c.Texts...), append(n.records, r)
	n.answers = append(n.answers, Answer{Index: n.s.Index, At: r.At, Facts: r.Facts})
	return nil
}

func (n *newcomer) command(p *room.Prepared) Command {
	seed := n.e.cfg.Seed()
	c := Command{
		Cmd: room.NewCmdID(0, [10]byte(seed[:10])), Actor: room.Actor{Kind: p.By},
		Type: p.Type, Payload: p.Payload,
	}
	if p.By == room.ActorSeat && len(n.s.SeatOrder) > 0 {
		c.Actor.ID = string(n.s.SeatOrder[0])
	}
	for _, b := range p.Texts {
		c.Texts = append(c.Texts, texts.Body(b))
	}
	return c
}

func (n *newcomer) known(t room.Text) (string, bool) {
	for i := range n.bodies {
		if n.bodies[i].Text == t {
			return n.bodies[i].Body, true
		}
	}
	return "", false
}
