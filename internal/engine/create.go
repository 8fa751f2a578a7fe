package engine

import (
	"context"
	"errors"
	"fmt"

	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"
)

// Step makes a command of a new room from what the steps before it made: the
// ids they drew are in the state.
type Step func(*room.State) (Command, error)

// Always is the step whose command is known beforehand.
func Always(c Command) Step { return func(*room.State) (Command, error) { return c, nil } }

// epochSlack is how far a new room's second 0 may be from the clock.
const epochSlack = 60

// Create makes a room of the steps' commands, the first of them its
// "room.open/1": all of them in one commit at room second 0, or none. The
// epoch in the first must be the clock's Unix second. The answers are the steps'.
// [ErrExists] when there is such a room; otherwise the error is a step's, a
// [*room.Error] that wraps which step was refused, or why nothing can be said to
// be stored.
func (e *Engine) Create(ctx context.Context, id room.RoomID, steps ...Step) ([]Answer, error) {
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
	for i, step := range steps {
		if err := n.take(step); err != nil {
			return nil, fmt.Errorf("step %d: %w", i+1, err)
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

func (n *newcomer) take(step Step) error {
	c, err := step(n.s)
	if err != nil {
		return err
	}
	if err := c.wellFormed(); err != nil {
		return err
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

func (n *newcomer) known(t room.Text) (string, bool) {
	for i := range n.bodies {
		if n.bodies[i].Text == t {
			return n.bodies[i].Body, true
		}
	}
	return "", false
}
