package httpapi

import (
	"net/http"
	"sync"
	"time"

	"parley/internal/room"
)

// A pair code leads a seat to a second device of its owner. It lives in memory
// alone, for a short time, and works once: the log knows nothing of it, and the
// seat's link stays what it is.
const pairTime = 3 * time.Minute

// pairs are the codes that wait, one a seat.
type pairs struct {
	now   func() time.Time
	mu    sync.Mutex
	codes map[string]pairing
}

type pairing struct {
	door
	until time.Time
}

func newPairs(now func() time.Time) *pairs {
	return &pairs{now: now, codes: map[string]pairing{}}
}

// put keeps a code for the seat of a link; its code of before ends.
func (x *pairs) put(code string, id room.RoomID, link string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for c, p := range x.codes {
		if p.Link == link || x.now().After(p.until) {
			delete(x.codes, c)
		}
	}
	x.codes[code] = pairing{door{Room: id, Link: link}, x.now().Add(pairTime)}
}

// find is where a code leads that waits.
func (x *pairs) find(code string) (door, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	p, ok := x.codes[tidyCode(code)]
	return p.door, ok && !x.now().After(p.until)
}

// take is find, once.
func (x *pairs) take(code string) (door, bool) {
	d, ok := x.find(code)
	x.mu.Lock()
	defer x.mu.Unlock()
	_, still := x.codes[tidyCode(code)]
	delete(x.codes, tidyCode(code))
	return d, ok && still
}

// PairCode is a code that opens the Remote of one's own seat on another device.
type PairCode struct {
	Code    string `json:"code"`
	Seconds int    `json:"seconds" doc:"so long it can be used, once"`
}

// pairCode answers POST /api/rooms/{room}/pair, for seats at the desk.
func (s *Server) pairCode(w http.ResponseWriter, r *http.Request) {
	id := roomOf(r)
	link := s.cookie(r, "-seat-"+string(id))
	err := s.mayRead(r, id)
	if err == nil {
		err = s.engine.View(r.Context(), id, func(st *room.State, _ room.Texts, _ room.Seconds) {
			if !atDesk(s.seatOf(r, st)) {
				link = ""
			}
		})
	}
	if err == nil && link == "" {
		err = s.stranger(r, errNoSeat)
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	code := s.freshCode()
	s.pairs.put(code, id, link)
	answer(w, http.StatusOK, &PairCode{code, int(pairTime.Seconds())})
}

// pair seats this browser where the code's seat sits. A link that was re-issued
// meanwhile opens nothing.
func (s *Server) pair(w http.ResponseWriter, r *http.Request, at door) (to string, err error) {
	var seat *room.Seat
	err = s.engine.View(r.Context(), at.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		seat = st.SeatByLink(room.LinkHash(at.Link))
	})
	if err != nil {
		return "", err
	}
	if _, ok := s.pairs.take(r.PathValue("code")); !ok || seat == nil {
		return "", errNoCode
	}
	s.setCookie(w, r, "-seat-"+string(at.Room), at.Link)
	return "/r/" + string(at.Room) + "/remote", nil
}
