package loadtest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

// Clock is where the play's time comes from: real time for an audience of
// humans, a simulated one that moves as fast as the server answers.
type Clock interface {
	Now() time.Time
	// Wait returns when d has passed on this clock.
	Wait(ctx context.Context, d time.Duration) error
}

// Options say what is played.
type Options struct {
	Base           string   // the server
	Desk           string   // the moderator's secret link
	Speakers       []string // the panellists' secret links; who is left out brings no cards
	Onsite, Online string   // the two codes
	People         int      // with phones, a third of them in the room
	Moderate       bool     // the desk is played too; else somebody real moderates
	Clock          Clock
	Seed           uint64
	Say            func(at room.Seconds, what string) // progress; nil says nothing
}

// Summary is what was played.
type Summary struct {
	Room     room.RoomID
	People   int
	Accepted int // commands
	Refused  map[room.Code]int
	Turns    int // that count for a side
	Lasted   room.Seconds
	Desk     *client.Client // still at the desk, for report and export
}

// workers is how many requests of simulated people run at once.
const workers = 8

// play is one session being played. The driver owns everything but the
// counters.
type play struct {
	Options
	script script
	desk   *client.Client
	panel  []*panellist
	people []*person
	mod    *moderator

	instead atomic.Bool // somebody wrote instead of waiting for a turn

	mu       sync.Mutex
	accepted int
	refused  map[room.Code]int
	failed   error
}

// Play plays a whole session and returns when it is closed. Whatever a person
// or the desk is refused is counted; an answer that was lost for good ends the
// play with an error, and so does a vote that the server no longer knows.
func Play(ctx context.Context, o Options) (*Summary, error) {
	s, err := readScript()
	if err != nil {
		return nil, err
	}
	if o.Say == nil {
		o.Say = func(room.Seconds, string) {}
	}
	p := &play{Options: o, script: s, refused: map[room.Code]int{}}
	p.Say = func(at room.Seconds, what string) {
		p.mu.Lock()
		defer p.mu.Unlock()
		o.Say(at, what)
	}
	if err := p.arrive(ctx); err != nil {
		return nil, err
	}
	last, err := p.run(ctx)
	if err != nil {
		return nil, err
	}
	if err := p.checkVotes(ctx); err != nil {
		return nil, err
	}
	return &Summary{
		Room: p.desk.Room(), People: len(p.people), Accepted: p.accepted, Refused: p.refused,
		Turns: last.Floor.Done, Lasted: last.Session.ClosedAt - last.Session.Started, Desk: p.desk,
	}, nil
}

// arrive sits down at the desk and lets everybody join.
func (p *play) arrive(ctx context.Context) error {
	var err error
	if p.desk, err = p.browser(); err != nil {
		return err
	}
	if err := p.desk.Sit(ctx, p.Desk); err != nil {
		return fmt.Errorf("loadtest: taking the moderator's seat: %w", err)
	}
	p.mod = newModerator(p)
	if err := p.sitDown(ctx); err != nil {
		return err
	}
	for i := range p.People {
		x := newPerson(p, i)
		if x.c, err = p.browser(); err != nil {
			return err
		}
		code := p.Online
		if x.side == room.Onsite {
			code = p.Onsite
		}
		if err := x.c.Join(ctx, code, client.Joining{Side: x.side, Group: x.group}); err != nil {
			return fmt.Errorf("loadtest: person %d joins: %w", i, err)
		}
		p.people = append(p.people, x)
	}
	return nil
}

func (p *play) browser() (*client.Client, error) {
	return client.New(client.Config{Base: p.Base, Now: p.Clock.Now})
}

// run steps second by second until the session is closed.
func (p *play) run(ctx context.Context) (*view.View, error) {
	for {
		v, err := p.desk.View(ctx, view.Desk)
		if err != nil {
			return nil, fmt.Errorf("loadtest: reading the desk: %w", err)
		}
		if v.Session.Phase == room.Closed {
			return v, nil
		}
		now := room.Seconds(p.Clock.Now().Unix() - v.Info.Epoch)
		var acts []func(context.Context)
		if p.Moderate {
			acts = append(acts, func(ctx context.Context) { p.mod.step(ctx, v, now) })
		}
		for _, x := range p.panel {
			acts = append(acts, x.step(v, now)...)
		}
		for _, x := range p.people {
			acts = append(acts, x.step(v, now)...)
		}
		p.together(ctx, acts)
		if p.failed != nil {
			return nil, p.failed
		}
		if err := p.Clock.Wait(ctx, 2*time.Second); err != nil {
			return nil, err
		}
	}
}

// together does what everybody does in this step, a few at a time.
func (p *play) together(ctx context.Context, acts []func(context.Context)) {
	var wg sync.WaitGroup
	gate := make(chan struct{}, workers)
	for _, act := range acts {
		gate <- struct{}{}
		wg.Go(func() {
			act(ctx)
			<-gate
		})
	}
	wg.Wait()
}

// count keeps the score of a command and says whether it was accepted.
func (p *play) count(err error) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	var refusal *client.Problem
	switch {
	case err == nil:
		p.accepted++
		return true
	case errors.As(err, &refusal) && refusal.Status < 500:
		p.refused[refusal.Code]++
	case p.failed == nil:
		p.failed = fmt.Errorf("loadtest: a command got no answer: %w", err)
	}
	return false
}

// checkVotes asks the server what it holds of everybody's votes.
func (p *play) checkVotes(ctx context.Context) error {
	for i, x := range p.people {
		var me struct {
			Ballot struct {
				Votes   map[room.ItemID]room.Answer `json:"votes"`
				Weights map[room.ItemID]room.Answer `json:"weights"`
			} `json:"ballot"`
		}
		if err := x.c.Get(ctx, "/me", &me); err != nil {
			return err
		}
		for _, of := range []struct{ told, held map[room.ItemID]room.Answer }{{x.voted, me.Ballot.Votes}, {x.weighed, me.Ballot.Weights}} {
			for id, a := range of.told {
				if of.held[id] != a {
					return fmt.Errorf("loadtest: person %d was told that %q on %s is recorded; the server holds %q", i, a, id, of.held[id])
				}
			}
		}
	}
	return nil
}
