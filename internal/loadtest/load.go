package loadtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

// Load is a room under votes, in real time: people of two camps vote, and it is
// measured how old what pages say of the statements' standing is.
type Load struct {
	Base       string // the server
	Desk       string // the moderator's secret link
	Online     string // the code
	People     int    // at least 50
	Statements int
	Each       int           // how many a person has answered when measuring begins
	Rate       int           // votes a second from then on
	Probes     int           // how often is measured
	Every      time.Duration // how often one is begun
	Seed       uint64
	Say        func(what string)                                      // progress
	Work       func(context.Context) (spent time.Duration, err error) // of the server on standings so far
}

// Loaded is what a load came to.
type Loaded struct {
	Votes  int // while it was measured
	Lasted time.Duration
	Ages   []time.Duration // of what pages say, by probe, from the first votes that can move its statement
	Work   time.Duration   // of the server on standings, meanwhile
}

// burst is how many vote for a probe, ten of each camp: so many make common ground
// of a statement that nobody answered. How it stands is said anew when the tenth is
// in, at the earliest: from then on what the page says is old.
const (
	burst = 20
	moves = 10
)

// patience is how long a page may take to say something, before that is an error.
const patience = 2 * time.Minute

// load is a load under way.
type load struct {
	Load
	desk       *client.Client
	people     []*voter
	statements []room.ItemID
	probes     []room.ItemID
	page       *watched
	gate       chan struct{}

	mu     sync.Mutex
	votes  int
	acks   map[room.ItemID][]time.Time // of votes for probes, in order
	failed error
}

// voter is somebody who votes; even numbers are of one camp.
type voter struct {
	c     *client.Client
	n     int
	order []int // statements not answered yet
}

// Run lets people join and vote, and measures.
func (o Load) Run(ctx context.Context) (*Loaded, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	l := &load{Load: o, gate: make(chan struct{}, 4*workers), acks: map[room.ItemID][]time.Time{}}
	for _, step := range []func(context.Context) error{l.open, l.arrive, l.fill, l.follow} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return l.measure(ctx)
}

func (l *load) browser() (*client.Client, error) {
	return client.New(client.Config{Base: l.Base, Now: time.Now})
}

// open has the desk write the statements and the probes.
func (l *load) open(ctx context.Context) (err error) {
	if l.desk, err = l.browser(); err == nil {
		err = l.desk.Sit(ctx, l.Desk)
	}
	for i := 0; err == nil && i < l.Statements+l.Probes; i++ {
		var f room.StatementAdded
		k := l.desk.Command("statement.add").As(room.ActorSeat)
		_, err = k.Send(ctx, room.AddStatement{Kind: room.View, Text: k.Text(fmt.Sprintf("Statement %d is so.", i+1))}, &f)
		if i < l.Statements {
			l.statements = append(l.statements, f.Statement)
		} else {
			l.probes = append(l.probes, f.Statement)
		}
	}
	l.Say(fmt.Sprintf("%d statements", l.Statements))
	return err
}

func (l *load) arrive(ctx context.Context) error {
	r := rand.New(rand.NewPCG(l.Seed, 1))
	for i := range l.People {
		x := &voter{n: i, order: r.Perm(l.Statements)}
		l.people = append(l.people, x)
		l.do(func() (err error) {
			if x.c, err = l.browser(); err != nil {
				return err
			}
			return x.c.Join(ctx, l.Online, client.Joining{Side: room.Online})
		})
	}
	err := l.wait()
	l.Say(fmt.Sprintf("%d people", l.People))
	l.votes = 0
	return err
}

// fill has everybody answer the first of their statements.
func (l *load) fill(ctx context.Context) error {
	for range min(l.Each, l.Statements) {
		for _, x := range l.people {
			l.next(ctx, x)
		}
	}
	err := l.wait()
	l.Say(fmt.Sprintf("%d votes", l.votes))
	l.votes = 0
	return err
}

// next has somebody answer another statement; false when there is none.
func (l *load) next(ctx context.Context, x *voter) bool {
	if len(x.order) == 0 {
		return false
	}
	j := x.order[0]
	x.order = x.order[1:]
	l.vote(ctx, x, l.statements[j], camp(x.n, j, l.Seed))
	return true
}

// camp is what somebody says to a statement: on four of five the camps differ.
func camp(person, statement int, seed uint64) room.Answer {
	r := rand.New(rand.NewPCG(seed+uint64(person), uint64(statement)))
	agree := statement%5 == 0 || (person+statement/2)%2 == 0
	if r.IntN(8) == 0 {
		agree = !agree
	}
	switch {
	case r.IntN(12) == 0:
		return room.Unsure
	case agree:
		return room.Agree
	}
	return room.Disagree
}

func (l *load) vote(ctx context.Context, x *voter, id room.ItemID, a room.Answer) {
	l.do(func() error {
		_, err := x.c.Command("vote.cast").Send(ctx, room.CastVote{Statement: id, Answer: a}, nil)
		return err
	})
}

// probe has somebody agree to a probe, and notes when that was acknowledged.
func (l *load) probe(ctx context.Context, x *voter, id room.ItemID) {
	l.do(func() error {
		_, err := x.c.Command("vote.cast").Send(ctx, room.CastVote{Statement: id, Answer: room.Agree}, nil)
		l.mu.Lock()
		defer l.mu.Unlock()
		l.acks[id] = append(l.acks[id], time.Now())
		return err
	})
}

// do does something as soon as few enough others are being done.
func (l *load) do(what func() error) {
	l.gate <- struct{}{}
	go func() {
		err := what()
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.votes++; err != nil && l.failed == nil {
			l.failed = err
		}
		<-l.gate
	}()
}

// wait waits until nothing is being done any more.
func (l *load) wait() error {
	for range cap(l.gate) {
		l.gate <- struct{}{}
	}
	for range cap(l.gate) {
		<-l.gate
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.failed
}

// follow waits until a page has a picture with the probes in it.
func (l *load) follow(ctx context.Context) error {
	l.page = newWatched(ctx, l.people[0].c, l.probes)
	select {
	case <-l.page.pictured:
		l.Say("the page says where the room stands")
		return nil
	case err := <-l.page.ended:
		return err
	case <-time.After(patience):
		return errors.New("loadtest: the page never says where the room stands")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// measure has the room voted in, begins one probe after another, and waits until
// the page says of each how it stands.
func (l *load) measure(ctx context.Context) (*Loaded, error) {
	before, err := l.Work(ctx)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	votes := time.NewTicker(time.Second / time.Duration(l.Rate))
	defer votes.Stop()
	probes := time.NewTicker(l.Every)
	defer probes.Stop()
	for i, n := 0, 0; n < l.Probes; i++ {
		select {
		case <-votes.C:
			l.next(ctx, l.people[i%l.People])
		case <-probes.C:
			for k := range burst {
				l.probe(ctx, l.people[(n*burst+k)%l.People], l.probes[n])
			}
			n++
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if err := l.wait(); err != nil {
		return nil, err
	}
	out := &Loaded{Votes: l.votes, Lasted: time.Since(start)}
	after, err := l.Work(ctx)
	out.Work = after - before
	for _, id := range l.probes {
		select {
		case at := <-l.page.shown[id]:
			out.Ages = append(out.Ages, max(0, at.Sub(l.acks[id][moves-1])))
		case err := <-l.page.ended:
			return nil, err
		case <-time.After(patience):
			return nil, fmt.Errorf("loadtest: the page never says how statement %s stands", id)
		}
	}
	return out, err
}

// watched is a page that is followed.
type watched struct {
	pictured chan struct{}                  // closed with the first picture that has all probes in it
	shown    map[room.ItemID]chan time.Time // when a probe was common ground
	ended    chan error
}

func newWatched(ctx context.Context, c *client.Client, probes []room.ItemID) *watched {
	w := &watched{pictured: make(chan struct{}), shown: map[room.ItemID]chan time.Time{}, ended: make(chan error, 1)}
	for _, id := range probes {
		w.shown[id] = make(chan time.Time, 1)
	}
	go func() {
		seen, pictured := map[room.ItemID]bool{}, false
		for live, err := range c.Follow(ctx, view.Phone) {
			now := time.Now()
			if err != nil {
				w.ended <- err
				return
			}
			if live.View == nil {
				continue
			}
			all := true
			for _, id := range probes {
				of, there := live.View.Standings.Statements[id]
				all = all && there
				if is := of.Class == room.ClassCommonFor && of.Live == "" || of.Live == room.ClassCommonFor; is && !seen[id] {
					seen[id] = true
					w.shown[id] <- now
				}
			}
			if all && !pictured {
				pictured = true
				close(w.pictured)
			}
		}
	}()
	return w
}
