package httpapi

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"

	"parley/internal/engine"
	"parley/internal/eventlog"
	"parley/internal/room"
)

// index finds rooms by their codes and their seats' links. It is made from the
// rooms' states at start and follows their commits.
type index struct {
	mu    sync.RWMutex
	codes map[string]door
	slips map[string]door // by hash
	links map[string]room.RoomID
	known map[room.RoomID]entry
}

// door is where a code leads.
type door struct {
	Room   room.RoomID
	Side   room.Side   // whose code it is; "" of neither
	Helper room.ItemID // whom the code makes a helper
	Link   string      // of the seat that the code leads to another device
	Slip   string      // hash of the slip that it is; "" none
}

// entry is what the index holds of one room.
type entry struct {
	codes   [2]string
	links   string // hashes in the order of seats
	helpers string // codes that wait, each followed by its helper
	slips   int    // SlipsVersion
}

func newIndex() *index {
	return &index{codes: map[string]door{}, slips: map[string]door{}, links: map[string]room.RoomID{}, known: map[room.RoomID]entry{}}
}

func (x *index) code(code string) (door, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	code = tidyCode(code)
	d, ok := x.codes[code]
	if !ok && room.ValidSlip(code) {
		d, ok = x.slips[room.SlipHash(code)]
	}
	return d, ok
}

// slip is where a slip of the hash lets somebody in.
func (x *index) slip(hash string) (door, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	d, ok := x.slips[hash]
	return d, ok
}

// tidyCode is a code or a slip as typed, in its one form; "" for what is neither.
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
	if len(code) != 8 && len(code) != 10 {
		return ""
	}
	return code[:len(code)/2] + "-" + code[len(code)/2:]
}

func (x *index) link(hash string) (room.RoomID, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	id, ok := x.links[hash]
	return id, ok
}

// follow takes over a room's codes and links as they are now. What another room
// has stays that room's: nobody can lead its people elsewhere.
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
	x.drop(st.Room)
	for i, side := range []room.Side{room.Onsite, room.Online} {
		c := e.codes[i]
		if other, held := x.codes[c]; c != "" && (!held || other.Room == st.Room) {
			x.codes[c] = door{Room: st.Room, Side: side}
		}
	}
	for c, id := range e.helperCodes() {
		if _, held := x.codes[c]; !held {
			x.codes[c] = door{Room: st.Room, Helper: id}
		}
	}
	for hash, side := range st.Slips() {
		if _, held := x.slips[hash]; !held {
			x.slips[hash] = door{Room: st.Room, Side: side, Slip: hash}
		}
	}
	for _, l := range strings.Fields(e.links) {
		if _, held := x.links[l]; !held {
			x.links[l] = st.Room
		}
	}
	x.known[st.Room] = e
}

// drop forgets a room. The caller holds mu.
func (x *index) drop(id room.RoomID) {
	old := x.known[id]
	for c := range old.helperCodes() {
		if x.codes[c].Room == id {
			delete(x.codes, c)
		}
	}
	for _, c := range old.codes {
		if x.codes[c].Room == id {
			delete(x.codes, c)
		}
	}
	if old.slips > 0 {
		maps.DeleteFunc(x.slips, func(_ string, d door) bool { return d.Room == id })
	}
	for _, l := range strings.Fields(old.links) {
		if x.links[l] == id {
			delete(x.links, l)
		}
	}
	delete(x.known, id)
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
	e.links, e.slips = strings.Join(links, " "), st.SlipsVersion()
	var helpers []string
	for _, id := range st.HelperOrder {
		if code, ok := texts(st.Helpers[id].Code); ok && st.Helpers[id].Waits() {
			helpers = append(helpers, code, string(id))
		}
	}
	e.helpers = strings.Join(helpers, " ")
	return e
}

// helperCodes are the codes that make helpers, and which.
func (e entry) helperCodes() map[string]room.ItemID {
	m := map[string]room.ItemID{}
	for x := range slices.Chunk(strings.Fields(e.helpers), 2) {
		m[x[0]] = room.ItemID(x[1])
	}
	return m
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
		_ = s.follow(ctx, id)
		s.standings.Told(id)
	}
	return nil
}

// follow has the index take over a room as it is now, or forget one that was
// deleted.
func (s *Server) follow(ctx context.Context, id room.RoomID) error {
	err := s.engine.View(ctx, id, func(st *room.State, texts room.Texts, _ room.Seconds) { s.index.follow(st, texts) })
	if errors.Is(err, eventlog.ErrNoRoom) {
		s.index.mu.Lock()
		defer s.index.mu.Unlock()
		s.index.drop(id)
		s.reports.forget(id)
		s.sat.forget(id)
	}
	return err
}

// opens says whether commands of a type change codes, slips or links.
func opens(kind string) bool {
	switch kind {
	case "codes.set/1", "helper.code/1", "helper.join/1", "helper.end/1", "slips.issue/1", "slips.void/1",
		"seat.link/1", "seat.add/1", "hub.add/1", "hub.drop/1":
		return true
	}
	return false
}

// free refuses codes and links that another room has, codes of its own from before
// too. Asking for codes counts as guessing them.
func (s *Server) free(r *http.Request, c *engine.Command) error {
	switch c.Type {
	case "codes.set/1", "helper.code/1":
		if !s.limits.guess(s.address(r)) {
			return tooMany
		}
		s.limits.wrong(s.address(r))
		for _, code := range s.codesIn(r, c) {
			if d, ok := s.index.code(code); ok && d.Room != roomOf(r) {
				return &room.Error{Code: room.CodeAlready, Field: "codes"}
			}
		}
	case "slips.issue/1":
		var p room.IssueSlips
		_ = json.Unmarshal(c.Payload, &p) // what is not of the form the room refuses
		for _, hash := range p.Hashes {
			if d, ok := s.index.slip(hash); ok && d.Room != roomOf(r) {
				return &room.Error{Code: room.CodeAlready, Field: "hashes"}
			}
		}
	case "seat.link/1", "seat.add/1", "hub.add/1":
		var p struct {
			Link string `json:"link"`
		}
		_ = json.Unmarshal(c.Payload, &p) // what is not of the form the room refuses
		if id, ok := s.index.link(p.Link); ok && id != roomOf(r) {
			return &room.Error{Code: room.CodeAlready, Field: "link"}
		}
	}
	return nil
}

// codesIn are the codes that the command names: those that came with it, and those
// that its room had before.
func (s *Server) codesIn(r *http.Request, c *engine.Command) (codes []string) {
	for _, b := range c.Texts {
		codes = append(codes, b.Body)
	}
	// A room that cannot be opened refuses the command itself.
	_ = s.engine.View(r.Context(), roomOf(r), func(_ *room.State, texts room.Texts, _ room.Seconds) {
		for _, t := range room.TextsIn(c.Type, c.Payload) {
			if code, known := texts(t); known {
				codes = append(codes, code)
			}
		}
	})
	return codes
}
