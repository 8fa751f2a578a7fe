package loadtest

import (
	"context"
	"math/rand/v2"
	"strings"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

// person is a simulated participant. Its step runs on the driver; what the step
// returns runs on a worker and may change voted, answered and hand, which
// nobody else touches meanwhile.
type person struct {
	p     *play
	c     *client.Client
	n     int
	rng   *rand.Rand
	side  room.Side
	group string
	lean  float64 // how readily it agrees

	due      map[room.ItemID]room.Seconds // when it answers what it has seen
	voted    map[room.ItemID]room.Answer  // as acknowledged
	answered map[room.ItemID]bool
	raiseAt  []room.Seconds // after the floor opened
	raised   int
	writes   string // statement it writes; "" none
	writeAt  room.Seconds
	kind     room.StatementKind
	question int
}

func newPerson(p *play, n int) *person {
	x := &person{
		p: p, n: n, rng: rand.New(rand.NewPCG(p.Seed, uint64(n)+2)), side: room.Online,
		due: map[room.ItemID]room.Seconds{}, voted: map[room.ItemID]room.Answer{}, answered: map[room.ItemID]bool{},
	}
	if n%3 == 0 {
		x.side = room.Onsite
	}
	if g := x.rng.IntN(len(room.StakeholderGroups) + 2); g < len(room.StakeholderGroups) {
		x.group = room.StakeholderGroups[g]
	}
	x.lean = 0.25 + 0.6*x.rng.Float64()
	if x.rng.Float64() < 0.55 {
		x.raiseAt = append(x.raiseAt, room.Seconds(x.rng.IntN(240)))
		if x.rng.Float64() < 0.3 {
			x.raiseAt = append(x.raiseAt, x.raiseAt[0]+room.Seconds(300+x.rng.IntN(900)))
		}
	}
	x.assign()
	return x
}

// assign gives the script's sentences of participants to the first people, and
// the one that will be rejected to another.
func (x *person) assign() {
	k := 0
	for _, s := range x.p.script.Statements {
		if s.From != "participant" {
			continue
		}
		if k == x.n {
			x.writes, x.kind, x.question = s.Text, s.Kind, s.Question
		}
		k++
	}
	if x.n == k {
		x.writes, x.kind = x.p.script.Rejected.Text, room.View
	}
	x.writeAt = room.Seconds(20 + 45*x.n)
}

// step is what the person does at this second.
func (x *person) step(v *view.View, now room.Seconds) []func(context.Context) {
	var acts []func(context.Context)
	for id, s := range v.Statements.All {
		if s.Status != room.Open || s.Hidden != "" || x.voted[id] != "" {
			continue
		}
		if x.ready(id, now, 60) {
			acts = append(acts, x.vote(id, s))
		}
	}
	for id, o := range v.Outcomes.All {
		if o.Status == room.Put && !x.answered[id] && x.ready(id, now, 16) {
			acts = append(acts, x.answer(id, o))
		}
	}
	if len(acts) > 0 {
		return []func(context.Context){func(ctx context.Context) {
			for _, act := range acts {
				act(ctx)
			}
		}}
	}
	return x.speak(v, now)
}

// ready draws once when the person will get to an item, and says when it has.
func (x *person) ready(id room.ItemID, now room.Seconds, within int) bool {
	at, seen := x.due[id]
	if !seen {
		at = now + 2 + room.Seconds(x.rng.IntN(within))
		x.due[id] = at
	}
	return now >= at
}

// speak is hands and statements: acts of the voice, never in the second of a
// vote.
func (x *person) speak(v *view.View, now room.Seconds) []func(context.Context) {
	f := v.Floor
	since := now - f.OpenedAt
	switch {
	case !f.Opened:
		return nil
	case x.writes != "" && since >= x.writeAt && v.Session.Part == room.Audience:
		text := x.writes
		x.writes = ""
		return []func(context.Context){func(ctx context.Context) {
			k := x.c.Command("statement.add")
			_, err := k.Send(ctx, room.AddStatement{Kind: x.kind, Text: k.Text(text), Question: x.question}, nil)
			x.p.count(err)
		}}
	case x.raised < len(x.raiseAt) && since >= x.raiseAt[x.raised] && f.QueueOpen && v.Session.Part == room.Audience:
		x.raised++
		return []func(context.Context){x.raise}
	}
	return nil
}

func (x *person) raise(ctx context.Context) {
	k := x.c.Command("hand.raise")
	_, err := k.Send(ctx, room.RaiseHand{}, nil)
	x.p.count(err)
}

func (x *person) vote(id room.ItemID, s view.Statement) func(context.Context) {
	a := x.opinion(s.Text + string(s.Kind))
	return func(ctx context.Context) {
		if _, err := x.c.Command("vote.cast").Send(ctx, room.CastVote{Statement: id, Answer: a}, nil); x.p.count(err) {
			x.voted[id] = a
		} else {
			delete(x.due, id)
		}
	}
}

func (x *person) answer(id room.ItemID, o view.Outcome) func(context.Context) {
	a := x.opinion(o.Text)
	if strings.Contains(o.Text, "by law") && x.rng.Float64() < 0.5 {
		a = room.Unsure
	}
	return func(ctx context.Context) {
		if _, err := x.c.Command("outcome.answer").Send(ctx, room.AnswerOutcome{Outcome: id, Answer: a}, nil); x.p.count(err) {
			x.answered[id] = true
		}
	}
}

// opinion is the same for the same person and words, and differs between
// sentences: some find nearly everybody's agreement, some divide.
func (x *person) opinion(text string) room.Answer {
	divides := 0.0
	for i := range len(text) {
		divides += float64(text[i])
	}
	draw := rand.New(rand.NewPCG(uint64(x.n), uint64(divides))).Float64()
	agree := 0.35 + 0.6*x.lean
	if int(divides)%3 == 0 {
		agree = 0.9
	}
	switch {
	case draw < agree:
		return room.Agree
	case draw < agree+0.08:
		return room.Unsure
	}
	return room.Disagree
}
