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
// returns runs on a worker and may change voted, weighed, answered, written and
// hand, which nobody else touches meanwhile.
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
	weighed  map[room.ItemID]room.Answer
	answered map[room.ItemID]bool
	raiseAt  []room.Seconds // after the floor opened
	raised   int
	hand     room.ItemID // its last
	writes   []writing
}

// writing is a sentence that a person writes, at a share of the audience's time.
type writing struct {
	s     *sentence
	share float64
}

func newPerson(p *play, n int) *person {
	x := &person{
		p: p, n: n, rng: rand.New(rand.NewPCG(p.Seed, uint64(n)+2)), side: room.Online,
		due: map[room.ItemID]room.Seconds{}, voted: map[room.ItemID]room.Answer{}, weighed: map[room.ItemID]room.Answer{},
		answered: map[room.ItemID]bool{},
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

// assign deals the participants' sentences out, in the script's order, and the
// one that will be rejected.
func (x *person) assign() {
	var all []*sentence
	for i := range x.p.script.Statements {
		if s := &x.p.script.Statements[i]; s.From == fromParticipant {
			all = append(all, s)
		}
	}
	all = append(all, &sentence{Kind: room.View, Text: x.p.script.Rejected.Text})
	for k, s := range all {
		if k%x.p.People == x.n {
			x.writes = append(x.writes, writing{s, 0.02 + 0.7*float64(k)/float64(len(all))})
		}
	}
}

// step is what the person does at this second.
func (x *person) step(v *view.View, now room.Seconds) []func(context.Context) {
	if acts := x.ballots(v, now); len(acts) > 0 {
		return []func(context.Context){func(ctx context.Context) {
			for _, act := range acts {
				act(ctx)
			}
		}}
	}
	return x.speak(v, now)
}

// speak is hands and texts: acts of the voice, never in the second of a vote.
func (x *person) speak(v *view.View, now room.Seconds) []func(context.Context) {
	f := v.Floor
	if !f.Opened || v.Session.Part != room.Audience {
		return nil
	}
	since := now - f.OpenedAt
	share := float64(since) / float64(max(v.Session.Closing-f.OpenedAt, 1))
	for i, w := range x.writes {
		if share < w.share {
			continue
		}
		k := x.c.Command("statement.add")
		if a, ok := x.p.add(v, k, w.s); ok {
			x.writes = append(x.writes[:i:i], x.writes[i+1:]...)
			return []func(context.Context){func(ctx context.Context) {
				_, err := k.Send(ctx, a, nil)
				x.p.count(err)
			}}
		}
	}
	switch {
	case share > 0.75 && x.last(v) && x.p.instead.CompareAndSwap(false, true):
		return []func(context.Context){func(ctx context.Context) { x.writeInstead(ctx, v, now) }}
	case x.raised < len(x.raiseAt) && since >= x.raiseAt[x.raised] && f.QueueOpen:
		x.raised++
		return []func(context.Context){x.raise}
	}
	return nil
}

func (x *person) raise(ctx context.Context) {
	var f room.HandRaised
	if _, err := x.c.Command("hand.raise").Send(ctx, room.RaiseHand{}, &f); x.p.count(err) {
		x.hand = f.Hand
	}
}

// last says whether the person's hand is the last of several that wait.
func (x *person) last(v *view.View) bool {
	order := strings.Fields(v.Queue.Order)
	return len(order) > 1 && room.ItemID(order[len(order)-1]) == x.hand
}

// writeInstead writes what the person would have said, and with it lowers the
// hand.
func (x *person) writeInstead(ctx context.Context, v *view.View, now room.Seconds) {
	for i := range x.p.script.Statements {
		s := &x.p.script.Statements[i]
		if s.From != fromHand {
			continue
		}
		k := x.c.Command("statement.add")
		a, _ := x.p.add(v, k, s)
		a.Hand = x.hand
		if _, err := k.Send(ctx, a, nil); x.p.count(err) {
			x.p.Say(now, "written instead of a turn: "+s.Text)
		} else {
			x.p.instead.Store(false)
		}
	}
}
