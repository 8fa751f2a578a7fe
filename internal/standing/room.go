package standing

import (
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"parley/internal/room"
)

// followed is a room that is followed.
type followed struct {
	id    room.RoomID
	asked bool // under Follower.mu

	// Of the follower's own goroutine:
	looked   time.Time
	voted    time.Time // when votes were last seen to change
	next     time.Time // when the next job is due; zero: none is
	held     time.Time // no job before: one led to nothing
	restores bool      // the job makes the recorded picture's analysis anew
	made     *Picture  // computed last; recorded or not
	wants    bool      // something asks for a picture soon
	seen     seen
	closed   bool
	last     bool       // a picture was tried after the close
	barren   room.Index // as of it no picture could be made

	// Set by the follower's own goroutine; others read them:
	moved   atomic.Pointer[moved]
	mu      sync.Mutex
	picture *Picture // the one that the room shows; nil none, or its analysis is not made
	votes   *votes   // since; nil where they cannot be followed
}

// moved is how statements are said to stand that stand otherwise than a picture says.
type moved struct {
	since   room.Index // the picture's record
	classes map[room.ItemID]room.StandingClass
}

// of is what is said beside a picture.
func (m *moved) of(shown *room.Standing) map[room.ItemID]room.StandingClass {
	if m == nil || shown == nil || m.since != shown.Index {
		return nil
	}
	return m.classes
}

// seen is what a room asks for a picture with: the map on the screen, an outcome
// that is put to the room.
type seen struct {
	known bool // that this was looked at before
	shown bool
	put   map[room.ItemID]bool
}

// glance is what one look at a room saw.
type glance struct {
	now     room.Seconds
	index   room.Index
	last    *room.Standing // the picture that the room shows; nil none
	few     bool           // too few voted for a picture; the votes are followed on the last one
	asked   bool           // somebody asks where a ballot stands
	ignored bool
	closed  bool
	owed    bool // it is closed, and votes came since the picture
	seen    seen
	changes []change
	whole   *Votes // instead of changes, where these are not all
}

// look reads what is new in a room, brings its votes up to it and says when a job
// is due.
func (f *Follower) look(r *followed) {
	begun := f.cfg.Clock.Now()
	f.mu.Lock()
	asked := r.asked
	f.mu.Unlock()
	var g glance
	err := f.cfg.View(f.ctx, r.id, func(st *room.State, now room.Seconds) { g = r.glance(st, now) })
	g.asked = asked
	if err != nil || g.ignored {
		f.drop(r)
		return
	}
	if r.looked = begun; len(g.changes) > 0 || g.whole != nil {
		r.voted = begun
	}
	if r.follow(&g) {
		f.cfg.Changed(r.id)
	}
	r.plan(&g, begun)
	f.schedule(r)
	f.spent(begun)
}

// glance copies out of a state what is needed of it.
func (r *followed) glance(st *room.State, now room.Seconds) glance {
	g := glance{now: now, index: st.Index, last: st.Standing, ignored: st.Info.Rehearsal, closed: st.Session.Phase == room.Closed}
	if g.ignored {
		return g
	}
	g.few, g.owed = !st.EnoughVoted(), g.closed && st.PictureFree()
	g.seen = seen{true, st.Screen.Scene == "map", map[room.ItemID]bool{}}
	for id, o := range st.Outcomes {
		if o.Status == room.Put {
			g.seen.put[id] = true
		}
	}
	if from, there := r.from(g.last); there != nil {
		var all bool
		if g.changes, all = changesOf(st, from, there); !all {
			g.whole = read(st)
		}
	}
	return g
}

// from is up to which record the votes are followed, on the picture that the
// room shows, and whether a statement is known; nil when they cannot be.
func (r *followed) from(last *room.Standing) (upto room.Index, there func(room.ItemID) bool) {
	switch {
	case last == nil:
	case r.picture.is(last):
		if r.votes != nil {
			return r.votes.upto, r.votes.knows
		}
	case r.made.is(last) && !r.made.unlike:
		return r.made.Record.Upto, func(id room.ItemID) bool {
			_, there := r.made.Record.Statements[id]
			return there
		}
	}
	return 0, nil
}

// is says whether the picture is the one that a room shows, or neither there is.
func (p *Picture) is(shown *room.Standing) bool {
	if p == nil || shown == nil {
		return p == nil && shown == nil
	}
	return p.Record.Upto == shown.Upto && p.Record.Letters == shown.Letters
}

// follow brings the votes up to what was seen; true when a statement stands
// otherwise than was said.
func (r *followed) follow(g *glance) bool {
	picture, votes := r.picture, r.votes
	switch {
	case g.last != nil && picture.is(g.last):
	case g.last != nil && r.made.is(g.last):
		if picture, votes = r.made, nil; !picture.unlike {
			votes = newVotes(picture)
		}
	default:
		picture, votes = nil, nil
	}
	if votes != nil && g.whole != nil {
		votes = votes.anew(g.whole)
	}
	r.mu.Lock()
	r.picture, r.votes = picture, votes
	if votes != nil && g.whole == nil {
		votes.take(g.changes, g.index)
	}
	r.mu.Unlock()
	if g.last == nil {
		return false
	}
	is := &moved{g.last.Index, votes.moved()}
	return !maps.Equal(r.moved.Swap(is).of(g.last), is.classes)
}

// plan says when the next job is due.
func (r *followed) plan(g *glance, now time.Time) {
	r.wants = !g.few && (r.wants || r.seen.known && r.seen.asks(g.seen) || g.closed && !r.closed)
	r.seen, r.closed, r.next, r.restores = g.seen, g.closed, time.Time{}, false
	if g.last != nil && r.picture == nil && (!g.closed || g.owed || g.asked) {
		r.next, r.restores = later(now, r.held), true
		return
	}
	if g.few || g.closed && (r.last || r.picture == nil && !g.owed) {
		return
	}
	idle, mayAgain := now.Sub(r.voted), now
	if g.last != nil {
		mayAgain = now.Add(time.Duration(g.last.At+apart-g.now) * time.Second)
	}
	switch {
	case g.index == r.barren:
		return
	case g.last == nil || r.wants:
		r.next = now
	case r.votes == nil || r.votes.due(idle.Seconds()):
		r.next = mayAgain
	case r.votes.due(pause.Seconds()):
		r.next = later(r.voted.Add(pause), mayAgain)
	default:
		return
	}
	r.next = later(r.next, r.held)
}

// asks says whether there is something to ask for a picture with that was not there.
func (was seen) asks(is seen) bool {
	for id := range is.put {
		if !was.put[id] {
			return true
		}
	}
	return is.shown && !was.shown
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
