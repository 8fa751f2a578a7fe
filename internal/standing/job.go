package standing

import (
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"parley/internal/opinion"
	"parley/internal/room"
)

// result is what became of a job.
type result struct {
	r       *followed
	drawn   bool // a picture was to be made, after the close if closed says so
	closed  bool
	index   room.Index // of the room, of which a picture was to be made
	picture *Picture   // made, or made again; nil none
	took    time.Duration
	err     error
}

// start begins the room's job in a goroutine of its own. A fault in it is the job's
// end, not the server's.
func (f *Follower) start(r *followed) {
	f.running, r.next = true, time.Time{}
	f.schedule(r)
	x, before := result{r: r, drawn: !r.restores, closed: r.closed}, r.picture
	f.work.Go(func() {
		begun := f.cfg.Clock.Now()
		defer func() {
			if fault := recover(); fault != nil {
				x.picture, x.err = nil, fmt.Errorf("standing: %v\n%s", fault, debug.Stack())
			}
			x.took = f.spent(begun)
			f.done <- x
		}()
		if x.drawn {
			f.draw(&x, before)
		} else {
			f.restore(&x)
		}
	})
}

// draw makes a picture that follows on another and has the room record it. There is
// none when the room is not free to, or has gone on to another picture meanwhile.
func (f *Follower) draw(x *result, before *Picture) {
	var v *Votes
	x.err = f.cfg.View(f.ctx, x.r.id, func(st *room.State, _ room.Seconds) {
		if x.index = st.Index; before.is(st.Standing) && st.PictureFree() {
			v = Read(st)
		}
	})
	if x.err != nil || v == nil {
		return
	}
	overtaken := f.overtaken(x.r.id, v.last, v)
	if x.picture = v.Picture(before, 1, overtaken); x.picture != nil {
		x.err = f.cfg.Submit(f.ctx, x.r.id, &x.picture.Record)
	} else if overtaken() {
		x.err = errOvertaken
	}
}

// errOvertaken is why a job led to nothing that nobody needs any more.
var errOvertaken = errors.New("standing: the room has gone on to something else")

// overtaken tells a job that nobody needs what it computes: the follower ends, the
// room is gone or shows another picture than it did, or would refuse a new one of
// these votes. There are none where the picture that it shows is made again.
func (f *Follower) overtaken(id room.RoomID, shown *room.Standing, v *Votes) opinion.Stop {
	return func() bool {
		gone := true
		err := f.ctx.Err()
		if err == nil {
			err = f.cfg.View(f.ctx, id, func(st *room.State, _ room.Seconds) { gone = !shown.Same(st.Standing) || v != nil && v.refused(st) })
		}
		return err != nil || gone
	}
}

// restore makes the analysis of the room's picture anew, from the log.
func (f *Follower) restore(x *result) {
	var said *room.Standing
	x.err = f.cfg.View(f.ctx, x.r.id, func(st *room.State, _ room.Seconds) { said = st.Standing })
	if x.err != nil || said == nil {
		return
	}
	// What the state has of it may lack statements that are hidden by now.
	v, whole, err := f.cfg.At(f.ctx, x.r.id, said.Upto, said.Index)
	if x.err = err; err != nil {
		return
	}
	overtaken := f.overtaken(x.r.id, said, nil)
	if x.picture = v.Again(*whole, 1, overtaken); x.picture == nil {
		x.err = errOvertaken
	}
}

// finish takes what became of a job. What the room made of a picture is seen in
// the room: the answer may have been lost.
func (f *Follower) finish(x result) {
	now, r := f.cfg.Clock.Now(), x.r
	if f.running = false; x.drawn { // a room whose picture is made again waits for no other's
		f.idle = now.Add(min(rest*x.took, mostRest))
	}
	if x.picture != nil {
		r.made = x.picture
	}
	if x.picture == nil || x.err != nil {
		r.held = now.Add(again)
	}
	if x.drawn && x.err != errOvertaken { // else what asked for it still waits
		r.wants, r.last = false, r.last || x.closed
		if x.picture == nil && x.err == nil {
			r.barren = x.index
		}
	}
	f.count(&x)
	r.looked = time.Time{}
	f.Told(r.id)
}

// count counts a picture that was recorded, and tells of what failed. A refusal is
// no failure: the room has moved on, and another picture is made of what is now.
func (f *Follower) count(x *result) {
	var refused *room.Error
	switch {
	case x.err != nil && !errors.As(x.err, &refused) && x.err != errOvertaken:
		f.cfg.Trouble(x.r.id, x.err)
	case x.err == nil && x.drawn && x.picture != nil:
		f.mu.Lock()
		f.stats.Pictures++
		f.mu.Unlock()
	}
}
