package httpapi

import (
	"net/http"
	"sync"

	"parley/internal/room"
	"parley/internal/view"
)

// Disk is how the server's store fares.
type Disk string

// What the store can be.
const (
	DiskOK     Disk = "ok"
	DiskFull   Disk = "full" // little space is left
	DiskBroken Disk = "broken"
)

// Check is what the page before a session looks at on the server's side.
type Check struct {
	At       int64       `json:"at" doc:"the server's clock, Unix seconds"`
	Version  string      `json:"version"`
	Disk     Disk        `json:"disk"`
	Screen   bool        `json:"screen" doc:"a screen follows the room"`
	Onsite   bool        `json:"onsite" doc:"a phone in the room joined and follows it"`
	Online   bool        `json:"online" doc:"likewise online"`
	Captions bool        `json:"captions"`
	Unopened []SeatToSit `json:"unopened" doc:"seats whose link nobody opened yet, as far as this run of the server knows"`
}

// SeatToSit is a seat that nobody took.
type SeatToSit struct {
	Name  string      `json:"name" doc:"empty when withheld"`
	Roles []room.Role `json:"roles"`
}

// checkPage answers GET /r/{room}/check: what works before a session begins.
func (s *Server) checkPage(w http.ResponseWriter, r *http.Request) {
	s.seatPage(w, r, "check", view.Desk, []string{"check.", "desk.sheet", "role.", "word."}, atDesk)
}

// check answers GET /api/rooms/{room}/check.
func (s *Server) check(w http.ResponseWriter, r *http.Request) {
	id := roomOf(r)
	out := Check{At: s.cfg.Clock.Now().Unix(), Version: s.cfg.Version, Disk: DiskOK, Unopened: []SeatToSit{}}
	seated := false
	err := s.mayRead(r, id)
	if err == nil {
		err = s.engine.View(r.Context(), id, func(st *room.State, texts room.Texts, _ room.Seconds) {
			if seated = atDesk(s.seatOf(r, st)); seated {
				s.look(&out, st, texts)
			}
		})
	}
	if err == nil && !seated {
		err = errNoSeat
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	if s.cfg.Disk != nil {
		out.Disk = s.cfg.Disk()
	}
	out.Screen = s.hub.WatchersOf(string(id))[view.Screen] > 0
	answer(w, http.StatusOK, &out)
}

// look fills in what the room's state says.
func (s *Server) look(out *Check, st *room.State, texts room.Texts) {
	for _, p := range st.People {
		if s.streams.has(p.ID) {
			out.Onsite = out.Onsite || p.Side == room.Onsite
			out.Online = out.Online || p.Side == room.Online
		}
	}
	out.Captions = st.Captions != ""
	for _, seat := range st.SeatOrder {
		x := st.Seats[seat]
		if x.Link == "" || s.sat.has(st.Room, x.Link) || x.Has(room.Screen) {
			continue // a screen is looked for by itself, whoever opened it
		}
		name, _ := texts(x.Name)
		out.Unopened = append(out.Unopened, SeatToSit{name, x.Roles})
	}
}

// sat remembers which seats' links were opened since the server started, by the
// links' hashes. What a restart forgets, the next page of a seat says again.
type sat struct {
	mu    sync.Mutex
	links map[room.RoomID]map[string]bool
}

func (x *sat) note(id room.RoomID, link string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.links == nil {
		x.links = map[room.RoomID]map[string]bool{}
	}
	if x.links[id] == nil {
		x.links[id] = map[string]bool{}
	}
	x.links[id][link] = true
}

func (x *sat) has(id room.RoomID, link string) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.links[id][link]
}

func (x *sat) forget(id room.RoomID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	delete(x.links, id)
}
