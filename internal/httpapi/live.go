package httpapi

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"parley/internal/live"
	"parley/internal/room"
	"parley/internal/view"
)

const (
	writeTime = 5 * time.Second  // a browser that takes longer is let go; it comes back
	pollTime  = 25 * time.Second // longest wait of a long poll
)

// audience is the view that was asked for, if this browser may see it: the
// desk's needs a seat of the desk, the screen's that, a rapporteur's or a screen's,
// the rapporteur's one that writes the form. The phone's is for who joined and
// for seats.
func (s *Server) audience(r *http.Request, id room.RoomID) (view.Audience, error) {
	to := view.Audience(r.URL.Query().Get("as"))
	if to == "" {
		to = view.Phone
	}
	if !to.Valid() {
		return "", errMalformed
	}
	return to, s.maySee(r, id, to)
}

func (s *Server) maySee(r *http.Request, id room.RoomID, to view.Audience) error {
	var refused *refusal = errNoSeat
	err := s.engine.View(r.Context(), id, func(st *room.State, _ room.Texts, _ room.Seconds) {
		seat := s.seatOf(r, st)
		switch to {
		case view.Desk:
			if atDesk(seat) {
				refused = nil
			}
		case view.Rapporteur:
			if atRecord(seat) {
				refused = nil
			}
		case view.Screen:
			if mayShow(seat) {
				refused = nil
			}
		case view.Phone:
			if seat != nil || st.People[s.knownVisitor(r, id).Voice] != nil {
				refused = nil
			} else {
				refused = errNotJoined
			}
		}
	})
	if err == nil && refused != nil {
		err = refused
	}
	return err
}

// mayRead holds those back who ask for one page after another: who joined and
// seats by who they are, others by their address.
func (s *Server) mayRead(r *http.Request, id room.RoomID) error {
	key, most := "door:"+s.address(r), rateDoor
	voice := s.knownVisitor(r, id).Voice
	err := s.engine.View(r.Context(), id, func(st *room.State, _ room.Texts, _ room.Seconds) {
		if seat := s.seatOf(r, st); seat != nil {
			key, most = "read:"+string(id)+string(seat.ID), rateSeat
			s.sat.note(id, seat.Link)
		} else if st.People[voice] != nil {
			key, most = "read:"+string(id)+string(voice), rateRead
		}
	})
	if !s.limits.take(key, most) {
		return tooMany
	}
	return err
}

// stream answers GET /api/rooms/{room}/live.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	watch, to, err := s.watch(r)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	defer watch.Close()
	if voice := s.knownVisitor(r, roomOf(r)).Voice; to == view.Phone && voice != "" {
		if !s.streams.enter(voice) {
			s.problem(w, r, tooMany)
			return
		}
		defer s.streams.leave(voice)
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no")
	out := http.NewResponseController(w)
	buf := fmt.Appendf(nil, "retry: %d\n\n", 1000+rand.IntN(4000))
	for {
		select {
		case <-watch.Wake():
		case <-watch.Done():
			return
		case <-r.Context().Done():
			return
		}
		if to != view.Phone && s.maySee(r, roomOf(r), to) != nil {
			return // the link was re-issued
		}
		var ok bool
		if buf, ok = watch.Next(buf); !ok {
			return
		}
		if len(buf) == 0 {
			continue
		}
		_ = out.SetWriteDeadline(time.Now().Add(writeTime))
		if _, err := w.Write(buf); err != nil {
			return
		}
		if err := out.Flush(); err != nil {
			return
		}
		_ = out.SetWriteDeadline(time.Time{}) // one that passes in a pause would end an HTTP/2 stream
		buf = buf[:0]
	}
}

func (s *Server) watch(r *http.Request) (*live.Watch, view.Audience, error) {
	to, err := s.audience(r, roomOf(r))
	if err != nil {
		return nil, "", err
	}
	w, err := s.hub.Watch(string(roomOf(r)), to)
	return w, to, err
}

// poll answers GET /api/rooms/{room}/view: the newest frame whole, at once when
// it is newer than ?after=, else when there is one; 204 after pollTime. A desk's that
// names none shows what was acknowledged before it was asked, but for ballots' acts.
// Nobody waits for these, and others for none: how long they wait would tell them of
// acts that they are not shown.
func (s *Server) poll(w http.ResponseWriter, r *http.Request) {
	after, err := strconv.ParseUint(r.URL.Query().Get("after"), 10, 64)
	if err != nil && r.URL.Query().Has("after") {
		s.problem(w, r, errMalformed)
		return
	}
	if err := s.mayRead(r, roomOf(r)); err != nil {
		s.problem(w, r, err)
		return
	}
	watch, to, err := s.watch(r)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	defer watch.Close()
	if voice := s.knownVisitor(r, roomOf(r)).Voice; to == view.Phone && voice != "" {
		s.streams.hold(voice)
		defer s.streams.leave(voice)
	}
	late := s.cfg.Clock.After(pollTime)
	if to == view.Desk && after == 0 {
		s.reach(r, watch, late)
	}
	switch frame, err := s.newer(r, watch, to, after, late); {
	case r.Context().Err() != nil: // nobody waits any more
	case err != nil:
		s.problem(w, r, err)
	case frame != nil:
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(frame)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// reach waits until a watch shows what was acknowledged before the request came, but
// for ballots' acts.
func (s *Server) reach(r *http.Request, watch *live.Watch, late <-chan time.Time) {
	select {
	case <-watch.Reach(s.acted(r)):
	case <-watch.Done():
	case <-late:
	case <-r.Context().Done():
	}
}

// newer waits for a frame with a number above after; nil when none came until
// late.
func (s *Server) newer(r *http.Request, watch *live.Watch, to view.Audience, after uint64, late <-chan time.Time) ([]byte, error) {
	for {
		// The link may have been re-issued while it waited.
		if err := s.maySee(r, roomOf(r), to); err != nil {
			return nil, err
		}
		if frame, number := watch.Whole(); number > after {
			return frame, nil
		}
		select {
		case <-watch.Wake():
		case <-watch.Done():
			return nil, &refusal{code: CodeBusy, after: 1}
		case <-late:
			return nil, nil
		case <-r.Context().Done():
			return nil, nil
		}
	}
}

// acted is the version of the room that the last act of no ballot made.
func (s *Server) acted(r *http.Request) (version uint64) {
	_ = s.engine.View(r.Context(), roomOf(r), func(st *room.State, _ room.Texts, _ room.Seconds) { version = uint64(st.Acted) })
	return version
}
