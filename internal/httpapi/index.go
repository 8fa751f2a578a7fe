package httpapi

import (
	"context"
	"strings"
	"sync"

	"parley/internal/room"
)

// index finds rooms by their codes and their seats' links. It is made from the
// rooms' states at start and follows their commits.
type index struct {
	mu    sync.RWMutex
	codes map[string]door
	links map[string]room.RoomID
	known map[room.RoomID]entry
}

// door is where a code leads.
type door struct {
	Room room.RoomID
	Side room.Side // whose code it is
}

// entry is what the index holds of one room.
type entry struct {
	codes [2]string
	links string // hashes in the order of seats
}

func newIndex() *index {
	return &index{codes: map[string]door{}, links: map[string]room.RoomID{}, known: map[room.RoomID]entry{}}
}

func (x *index) code(code string) (door, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	d, ok := x.codes[tidyCode(code)]
	return d, ok
}

// tidyCode is a code as typed, in its one form.
func tidyCode(code string) string {
	code = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r - 'a' + 'A'
		}
		if r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, code)
	if len(code) != 8 {
		return ""
	}
	return code[:4] + "-" + code[4:]
}

func (x *index) link(hash string) (room.RoomID, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	id, ok := x.links[hash]
	return id, ok
}

// follow takes over a room's codes and links as they are now.
func (x *index) follow(st *room.State, texts room.Texts) {
	e := entryOf(st, texts)
	x.mu.RLock()
	same := x.known[st.Room] == e
	x.mu.RUnlock()
	if same {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	old := x.known[st.Room]
	for _, c := range old.codes {
		if x.codes[c].Room == st.Room {
			delete(x.codes, c)
		}
	}
	for _, l := range strings.Fields(old.links) {
		delete(x.links, l)
	}
	for i, side := range []room.Side{room.Onsite, room.Online} {
		if c := e.codes[i]; c != "" {
			x.codes[c] = door{st.Room, side}
		}
	}
	for _, l := range strings.Fields(e.links) {
		x.links[l] = st.Room
	}
	x.known[st.Room] = e
}

func entryOf(st *room.State, texts room.Texts) (e entry) {
	e.codes[0], _ = texts(st.Codes.Onsite)
	e.codes[1], _ = texts(st.Codes.Online)
	var links []string
	for _, id := range st.SeatOrder {
		if l := st.Seats[id].Link; l != "" {
			links = append(links, l)
		}
	}
	e.links = strings.Join(links, " ")
	return e
}

// rooms lists the rooms that can be entered.
func (x *index) rooms() []room.RoomID {
	x.mu.RLock()
	defer x.mu.RUnlock()
	out := make([]room.RoomID, 0, len(x.known))
	for id := range x.known {
		out = append(out, id)
	}
	return out
}

// fill reads every room of the log. A room that cannot be opened is left out;
// the engine reports it.
func (s *Server) fill(ctx context.Context) error {
	for id, err := range s.cfg.Log.Rooms(ctx) {
		if err != nil {
			return err
		}
		s.follow(ctx, id)
	}
	return nil
}

func (s *Server) follow(ctx context.Context, id room.RoomID) {
	_ = s.engine.View(ctx, id, func(st *room.State, texts room.Texts, _ room.Seconds) { s.index.follow(st, texts) })
}
