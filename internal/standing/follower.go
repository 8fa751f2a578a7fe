package standing

import (
	"context"
	"sync"
	"time"

	"parley/internal/room"
)

// How often things are done.
const (
	lookEvery = time.Second      // how often a room's votes are read, at most
	apart     = room.Seconds(60) // between two pictures of a room, unless something asks for one
	rest      = 20               // times as long as the last picture took nothing is computed
	mostRest  = 5 * time.Minute  // … however long that seems to have taken: a clock that was set may say hours
	again     = 10 * time.Second // after a job that led to nothing
	pause     = time.Minute      // without votes
	forgotten = time.Hour        // after the last record of a room
)

// Clock is where the follower's waits come from.
type Clock interface {
	Now() time.Time
	After(d time.Duration) <-chan time.Time
}

// Config is what a follower stands on. Its functions are called from goroutines
// of the follower.
type Config struct {
	Clock Clock
	// View shows a room as it is, with its time. An error: there is no such room.
	View func(context.Context, room.RoomID, func(*room.State, room.Seconds)) error
	// At is, from a room's log, the votes as of record upto, and the picture of them
	// as it was recorded later, in record index.
	At func(ctx context.Context, id room.RoomID, upto, index room.Index) (*Votes, *room.RecordStanding, error)
	// Submit has a room record a picture. Whatever becomes of it is seen in the
	// room: the error is told to Trouble alone.
	Submit func(context.Context, room.RoomID, *room.RecordStanding) error
	// Changed is told that a statement stands otherwise than the picture says; nil
	// tells nobody.
	Changed func(room.RoomID)
	// Trouble is told what failed; nil tells nobody.
	Trouble func(room.RoomID, error)
}

// Follower follows the votes of rooms: it has the rooms record pictures of where
// they stand, and says in between how the statements stand now. One goroutine
// computes pictures, one at a time and for at most a twentieth of the time. It is
// safe for concurrent use.
type Follower struct {
	cfg  Config
	ctx  context.Context
	end  context.CancelFunc
	work sync.WaitGroup
	wake chan struct{} // of one place
	done chan result   // of the job that runs

	draws draws

	mu    sync.Mutex
	rooms map[room.RoomID]*followed
	news  map[*followed]bool // rooms that it was told of since its last turn
	stats Stats

	// Of the follower's own goroutine:
	running bool      // a picture is being computed
	idle    time.Time // until then none is
	looks   agenda    // rooms to look at
	jobs    agenda    // jobs that wait for idle too
	closing agenda    // last pictures of closed rooms, which do not
	quiets  agenda    // rooms to forget
}

// Stats is what a follower did since it was made.
type Stats struct {
	Busy     time.Duration // time spent on votes and pictures
	Pictures int           // that rooms recorded
}

// New makes a follower. It does nothing until it is told of a room.
func New(cfg Config) *Follower {
	f := newFollower(cfg)
	f.work.Go(f.run)
	return f
}

// newFollower is a follower whose turns somebody else makes.
func newFollower(cfg Config) *Follower {
	if cfg.Changed == nil {
		cfg.Changed = func(room.RoomID) {}
	}
	if cfg.Trouble == nil {
		cfg.Trouble = func(room.RoomID, error) {}
	}
	f := &Follower{cfg: cfg, wake: make(chan struct{}, 1), done: make(chan result, 1)}
	f.rooms, f.news = map[room.RoomID]*followed{}, map[*followed]bool{}
	f.draws.of = map[room.RoomID]map[room.BallotID]room.Drawn{}
	f.ctx, f.end = context.WithCancel(context.Background())
	return f
}

// Close ends the follower and waits until nothing runs any more.
func (f *Follower) Close() {
	f.end()
	f.work.Wait()
}

// Told says that there are new records in a room, or that it was deleted.
func (f *Follower) Told(id room.RoomID) { f.hear(id, false) }

func (f *Follower) hear(id room.RoomID, asked bool) {
	f.mu.Lock()
	r := f.rooms[id]
	if r == nil {
		r = &followed{id: id}
		f.rooms[id] = r
	}
	r.asked = r.asked || asked
	f.news[r] = true
	f.mu.Unlock()
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// Stats is what the follower did so far.
func (f *Follower) Stats() Stats {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.stats
}

func (f *Follower) run() {
	for {
		var later <-chan time.Time
		if next := f.turn(); !next.IsZero() {
			later = f.cfg.Clock.After(next.Sub(f.cfg.Clock.Now()))
		}
		select {
		case <-f.wake:
		case <-later:
		case r := <-f.done:
			f.finish(r)
		case <-f.ctx.Done():
			return
		}
	}
}

// turn does what is due and says when something will be; zero: when told. It is done
// with the rooms in which nothing is due without looking at them.
func (f *Follower) turn() (next time.Time) {
	for r := range f.heard() {
		f.looks.set(r, r.looked.Add(lookEvery))
	}
	now := f.cfg.Clock.Now()
	for r := f.looks.take(now); r != nil; r = f.looks.take(now) {
		f.look(r)
	}
	if !f.running {
		for r := f.quiets.take(now); r != nil; r = f.quiets.take(now) {
			f.drop(r)
		}
		if r, at := f.job(); r != nil && !now.Before(at) {
			f.start(r)
		}
	}
	_, next = f.looks.first()
	if r, at := f.job(); r != nil && !f.running && (next.IsZero() || at.Before(next)) {
		next = at
	}
	return next
}

// heard is the rooms that the follower was told of since it was asked last.
func (f *Follower) heard() map[*followed]bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	news := f.news
	f.news = map[*followed]bool{}
	return news
}

// job is the room whose job may begin first, and when; nil where none is due. The
// last picture of a closed room waits for no rest.
func (f *Follower) job() (*followed, time.Time) {
	r, at := f.jobs.first()
	at = later(at, f.idle)
	if last, when := f.closing.first(); last != nil && (r == nil || when.Before(at)) {
		return last, when
	}
	return r, at
}

// schedule notes when the room's next job is due, and when the room is forgotten of
// which nothing is heard and in which nothing is due.
func (f *Follower) schedule(r *followed) {
	jobs, other, quiet := &f.jobs, &f.closing, time.Time{}
	if r.closed && r.wants {
		jobs, other = other, jobs
	}
	if r.next.IsZero() {
		quiet = r.looked.Add(forgotten)
	}
	jobs.set(r, r.next)
	other.drop(r)
	f.quiets.set(r, quiet)
}

// drop follows a room no more, unless there is news of it.
func (f *Follower) drop(r *followed) {
	for _, a := range []*agenda{&f.looks, &f.jobs, &f.closing, &f.quiets} {
		a.drop(r)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.rooms[r.id] == r && !f.news[r] {
		delete(f.rooms, r.id)
		f.draws.forget(r.id)
	}
}

// spent adds to the time spent.
func (f *Follower) spent(since time.Time) time.Duration {
	took := f.cfg.Clock.Now().Sub(since)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stats.Busy += took
	return took
}
