package engine

import (
	"errors"
	"strconv"
	"time"

	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"

	"github.com/go-json-experiment/json/jsontext"
)

// batch is what was decided together: the records of one commit, and the calls
// to answer once they, and all before them, are durable.
type batch struct {
	records []room.Record
	cost    int // of records, as eventlog counts it
	bodies  []texts.Body
	gone    []room.Text // erased by the records
	calls   []*call
	replies []reply // of calls
}

func (b *batch) full() bool { return len(b.calls) >= eventlog.MaxRecords }

func (b *batch) fits(cost int) bool { return b.cost+cost <= eventlog.Space }

func (b *batch) body(t room.Text) (string, bool) {
	for i := range b.bodies {
		if b.bodies[i].Text == t {
			return b.bodies[i].Body, true
		}
	}
	return "", false
}

// decider is the deciding goroutine's own.
type decider struct {
	*writer
	pending *batch // fills
	flying  *batch // handed over last; its texts may not be readable yet

	tick  <-chan time.Time // nil when the room does not move by itself
	due   room.Seconds     // what tick waits for
	asked room.Seconds     // when tick was last heard
}

func (w *writer) decide() {
	d := &decider{writer: w, pending: &batch{}, flying: &batch{}}
	d.reopen()
	for d.next() {
	}
}

// next takes one thing: a command, the clock, or the committing goroutine's
// readiness for a batch. Waiting commands come first, as long as the batch has
// room: the more in one commit, the less each waits.
func (d *decider) next() bool {
	d.wind()
	in, out := d.mailbox, d.batches
	if d.pending.full() {
		in = nil
	}
	if len(d.pending.calls) == 0 || in != nil && len(in) > 0 {
		out = nil
	}
	select {
	case c := <-in:
		return d.judge(c) && d.rest()
	case out <- d.pending:
		d.handed()
	case <-d.tick:
		d.tick, d.asked = nil, d.clock.now()
		if next, ok := d.ahead.Next(); ok {
			return d.judge(d.own(next.Name, next.Payload))
		}
	case <-d.ctx.Done():
		return false
	}
	return true
}

// rest judges the commands that wait, as long as the batch has room.
func (d *decider) rest() bool {
	for !d.pending.full() {
		select {
		case c := <-d.mailbox:
			if !d.judge(c) {
				return false
			}
		default:
			return true
		}
	}
	return true
}

func (d *decider) handed() { d.flying, d.pending = d.pending, &batch{} }

// judge decides a call and puts what was decided into the batch; false when the
// writer is to stop.
func (d *decider) judge(c *call) bool {
	r, cost, err := d.rule(c)
	var refused *room.Error
	switch {
	case errors.As(err, &refused) && refused.Code == room.CodeRepeat:
		d.add(c, reply{repeat: refused.Index})
	case err != nil:
		d.add(c, reply{err: err})
	case !d.pending.fits(cost) && !d.hand():
		return false
	default:
		d.accept(c, r, cost)
	}
	return true
}

// rule is the record that the call makes, and what it costs a commit. What a
// repeat may name is what it might when it was accepted.
func (d *decider) rule(c *call) (room.Record, int, error) {
	r, err := room.Decide(d.ahead, c.envelope(d.e.cfg.Seed(), d.known), d.clock.now())
	var refused *room.Error
	repeat := errors.As(err, &refused) && refused.Code == room.CodeRepeat
	if !repeat && c.borrows(d.ahead, c.lacks) {
		return room.Record{}, 0, malformed("texts")
	}
	if err != nil {
		return room.Record{}, 0, err
	}
	cost := eventlog.Cost(&r)
	if cost > eventlog.Space {
		return room.Record{}, 0, &room.Error{Code: room.CodeLimit}
	}
	return r, cost, nil
}

func (d *decider) accept(c *call, r room.Record, cost int) {
	before := len(d.ahead.Erased)
	d.ahead.Apply(r)
	b := d.pending
	b.gone = append(b.gone, d.ahead.Erased[before:]...)
	b.records, b.cost, b.bodies = append(b.records, r), b.cost+cost, append(b.bodies, c.Texts...)
	d.add(c, reply{answer: Answer{Index: d.ahead.Index, At: r.At, Facts: r.Facts}})
}

// add has the call answered with the batch, a refusal too: what it was refused
// for may not be durable yet.
func (d *decider) add(c *call, r reply) {
	d.pending.calls, d.pending.replies = append(d.pending.calls, c), append(d.pending.replies, r)
}

// hand waits until the batch is taken.
func (d *decider) hand() bool {
	select {
	case d.batches <- d.pending:
		d.handed()
		return true
	case <-d.ctx.Done():
		return false
	}
}

// known resolves texts of commands that were accepted, stored or not.
func (d *decider) known(t room.Text) (string, bool) {
	for _, b := range []*batch{d.pending, d.flying} {
		if s, ok := b.body(t); ok {
			return s, true
		}
	}
	return d.texts(t)
}

// wind sets the timer for the second at which the room moves by itself. A room
// that then does not move is asked again a second later.
func (d *decider) wind() {
	next, ok := d.ahead.Next()
	if !ok {
		d.tick = nil
		return
	}
	if at := max(next.At, d.asked+1); d.tick == nil || at != d.due {
		d.tick, d.due = d.clock.at(at), at
	}
}

// reopen tells a room that was left alone for long that nobody kept its clock.
func (d *decider) reopen() {
	if gap := d.clock.now() - d.ahead.Now; d.ahead.LongGap(gap) {
		d.judge(d.own("reopen/1", jsontext.Value(`{"gap":`+strconv.FormatInt(int64(gap), 10)+`}`)))
	}
}

// own is a command of the room itself.
func (d *decider) own(name string, payload jsontext.Value) *call {
	seed := d.e.cfg.Seed()
	return newCall(Command{
		Cmd:   room.NewCmdID(max(d.clock.now(), d.ahead.Now), [10]byte(seed[:10])),
		Actor: room.Actor{Kind: room.ActorRoom}, Type: name, Payload: payload,
	}, nil)
}
