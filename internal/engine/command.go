package engine

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"parley/internal/room"
	"parley/internal/texts"

	"github.com/go-json-experiment/json/jsontext"
)

// Errors of the engine. Refusals are [*room.Error]; rooms that cannot be opened
// give the errors of packages eventlog and texts.
var (
	// ErrBusy: more commands wait than the room takes. Nothing was done; ask
	// the sender to wait a little and send the command again.
	ErrBusy = errors.New("engine: too many commands wait")
	// ErrStopped: the room's writer stopped before it could answer. Whether the
	// command was stored is not known; sent again under the same id it has one
	// effect and gets its answer.
	ErrStopped = errors.New("engine: the room was stopped; send the command again")
	// ErrClosed: the engine was closed.
	ErrClosed = errors.New("engine: closed")
	// ErrExists: a room of that id exists already.
	ErrExists = errors.New("engine: the room exists")
)

// Command is what somebody asks of a room. Who the actor is, and what came
// through the door, the caller has established.
type Command struct {
	Cmd     room.CmdID
	Actor   room.Actor
	Type    string
	Payload jsontext.Value // the sender's exact bytes: one strict JSON value without line breaks
	Sig     []byte
	Made    *room.Seconds
	Door    room.Door
	Texts   []texts.Body // the bodies of commitments in Payload; no others
}

// Answer is what became of an accepted command.
type Answer struct {
	Index  room.Index
	At     room.Seconds
	Facts  jsontext.Value
	Repeat bool // the command had been accepted before; this is its answer of then
}

// call is a command on its way through a writer.
type call struct {
	Command
	lacks []room.Text // named in Payload without a body
	reply chan reply  // of one place: a reply never waits
}

// reply ends a call. A repeat is answered by whoever waits for it, from the
// record in the log.
type reply struct {
	answer Answer
	err    error
	repeat room.Index
}

func newCall(c Command, lacks []room.Text) *call {
	return &call{Command: c, lacks: lacks, reply: make(chan reply, 1)}
}

// wellFormed refuses what no record may hold, and bodies that the payload does not
// commit to. lacks are the commitments without their bodies: see [Command.borrows].
func (c *Command) wellFormed() (lacks []room.Text, err error) {
	p := c.Payload
	switch {
	case !utf8.ValidString(c.Actor.ID):
		return nil, malformed("actor")
	case len(p) == 0 || p[0] <= ' ' || p[len(p)-1] <= ' ' || bytes.ContainsAny(p, "\r\n") || !p.IsValid():
		return nil, malformed("payload")
	}
	named := room.TextsIn(c.Type, p)
	for i := range c.Texts {
		b := &c.Texts[i]
		if !slices.Contains(named, b.Text) || len(b.Body) > texts.MaxBody || room.Commit(b.Salt, b.Body) != b.Text {
			return nil, malformed("texts")
		}
	}
	return slices.DeleteFunc(named, func(t room.Text) bool {
		return slices.ContainsFunc(c.Texts, func(b texts.Body) bool { return b.Text == t })
	}), nil
}

// borrows says whether the command names texts without their bodies that it may
// not name so: nobody gets a text shown, or its author's words taken for their own,
// by its commitment. It may name what its own thing has now, to leave it so; what a
// seat's act replaced, to take that act back; and what is to be erased.
func (c *Command) borrows(s *room.State, lacks []room.Text) bool {
	if len(lacks) == 0 || c.Type == "text.erase/1" {
		return false
	}
	may := append(s.Holding(c.Type, c.Payload), s.Restoring(c.Actor, c.Type, c.Payload)...)
	return slices.ContainsFunc(lacks, func(t room.Text) bool { return !slices.Contains(may, t) })
}

// envelope is the command as room decides it. Its texts are those that came with
// it, then the room's.
func (c *Command) envelope(seed [32]byte, known room.Texts) room.Envelope {
	return room.Envelope{
		Cmd: c.Cmd, Actor: c.Actor, Type: c.Type, Payload: c.Payload, Sig: c.Sig, Made: c.Made,
		Seed: seed, Door: c.Door,
		Texts: func(t room.Text) (string, bool) {
			for i := range c.Texts {
				if c.Texts[i].Text == t {
					return c.Texts[i].Body, true
				}
			}
			return known(t)
		},
	}
}

func malformed(field string) error { return &room.Error{Code: room.CodeMalformed, Field: field} }

// Submit has a command decided and waits until the answer is durable. The error
// is a [*room.Error] when the room refused, [ErrBusy], [ErrStopped], or why the
// room cannot be opened. When ctx ends first the command may still be stored.
func (e *Engine) Submit(ctx context.Context, id room.RoomID, c Command) (Answer, error) {
	w, err := e.writer(ctx, id)
	if err != nil {
		return Answer{}, err
	}
	lacks, err := c.wellFormed()
	if err != nil {
		return Answer{}, err
	}
	k := newCall(c, lacks)
	select {
	case w.mailbox <- k:
	case <-w.gone:
		return Answer{}, ErrStopped
	default:
		return Answer{}, ErrBusy
	}
	r := w.await(ctx, k)
	if r.repeat > 0 {
		return w.again(ctx, r.repeat, c.Type)
	}
	return r.answer, r.err
}

func (w *writer) await(ctx context.Context, k *call) reply {
	select {
	case r := <-k.reply:
		return r
	case <-ctx.Done():
		return reply{err: ctx.Err()}
	case <-w.gone:
	}
	select {
	case r := <-k.reply:
		return r
	default:
		return reply{err: ErrStopped}
	}
}

// again is the answer that record i gave, made from the log alone. An id that was
// another command's is refused: what that one's sender is not told must not be
// told as this one's.
func (w *writer) again(ctx context.Context, i room.Index, name string) (Answer, error) {
	for c, err := range w.e.cfg.Log.Read(ctx, w.id, w.seqOf(i)) {
		if err != nil {
			return Answer{}, err
		}
		r, err := room.ParseStored(c.Records[i-c.First].Record)
		if err != nil {
			return Answer{}, err
		}
		if r.Type != name {
			return Answer{}, &room.Error{Code: room.CodeNotAllowed, Field: "cmd"}
		}
		return Answer{Index: i, At: r.At, Facts: r.Facts, Repeat: true}, nil
	}
	return Answer{}, ErrStopped
}
