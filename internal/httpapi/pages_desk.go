package httpapi

import (
	"html/template"
	"net/http"
	"slices"

	"parley/internal/room"
	"parley/internal/view"
)

// wordsOfScript are the prefixes of messages that the pages of seats all use:
// the words for statements, what they ask and how they were answered, and for
// the room.
var wordsOfScript = []string{
	"accepted.", "answer.", "asks.", "falls.", "kind.", "outcome.", "part.", "privacy.", "question.", "reason.",
	"report.conduct.", "report.lead.", "report.seen.", "report.support.", "report.this.", "report.votes.", "report.weigh.", "report.weight.", "report.word.",
	"role.", "side.", "source.", "state.", "word.",
}

// roomPage is what the pages of a room show before their script runs, and where
// people join.
type roomPage struct {
	Title, Origin string
	Chat          template.JS // the console's: words of its texts for the chat
}

// toPeople are the messages about what only people without a seat, and hubs, do: the
// pages of the desk leave them out.
var toPeople = []string{
	"error.already.appeal", "error.limit.appeal", "error.limit.own", "error.malformed.number", "error.no_such.hub", "error.not_joined",
	"error.not_open.appeal", "error.slip_needed", "error.slip_used", "error.start_code", "error.unknown_code",
}

// inPanels are messages of the desk's panels, which the Remote leaves out.
var inPanels = slices.Concat(deskLater, []string{"desk.door.", "desk.erase", "desk.lost", "desk.slips"})

// deskPage answers GET /r/{room}/desk: organizer and moderators.
func (s *Server) deskPage(w http.ResponseWriter, r *http.Request) {
	words := append([]string{"desk.", "error.", "group.", "region.", "rule.", "signal.", "turn."}, wordsOfScript...)
	s.seatPage(w, r, "desk", view.Desk, words, atDesk)
}

// remotePage answers GET /r/{room}/remote: the desk's few keys that a moderator
// presses on a phone.
func (s *Server) remotePage(w http.ResponseWriter, r *http.Request) {
	words := []string{"remote.", "desk.", "door.", "error.", "part.", "reason.", "role.", "rule.", "side.", "signal.", "state.", "turn.", "word."}
	s.seatPage(w, r, "remote", view.Desk, words, atDesk)
}

// speakerPage answers GET /r/{room}/speaker: what a seat brings up, and what it
// is asked. It sees what everybody sees, and its own with GET /me.
func (s *Server) speakerPage(w http.ResponseWriter, r *http.Request) {
	words := append([]string{"speaker.", "error.", "rule.", "turn."}, wordsOfScript...)
	s.seatPage(w, r, "speaker", view.Phone, words, func(seat *room.Seat) bool {
		return seat != nil && (seat.Has(room.Speaker) || atWork(seat))
	})
}

// hubPage answers GET /r/{room}/hub: what people do who sit together far away,
// with one screen between them. It sees what everybody sees, and its own with
// GET /me.
func (s *Server) hubPage(w http.ResponseWriter, r *http.Request) {
	words := append([]string{"hub.", "error.", "signal."}, wordsOfScript...)
	s.seatPage(w, r, "hub", view.Phone, words, func(seat *room.Seat) bool { return seat != nil && seat.Has(room.Hub) })
}

// rapporteurPage answers GET /r/{room}/rapporteur: the record as it grows,
// outcomes, notes and the host body's form.
func (s *Server) rapporteurPage(w http.ResponseWriter, r *http.Request) {
	words := append([]string{"rapporteur.", "desk.field.", "error.", "standing.class.", "standing.confirmed", "standing.provisional", "turn."}, wordsOfScript...)
	s.seatPage(w, r, "rapporteur", view.Rapporteur, words, atRecord)
}

// screenPage answers GET /r/{room}/screen: the projector's link, and whoever
// may open the desk. It is for the hall, so that it speaks the room's language
// rather than that of the computer beside the projector.
func (s *Server) screenPage(w http.ResponseWriter, r *http.Request) {
	s.seatPage(w, r, "screen", view.Screen, append([]string{"screen.", "rule.", "standing."}, wordsOfScript...), mayShow)
}

// mayShow says whether a seat may open the screen.
func mayShow(seat *room.Seat) bool { return seat != nil && (seat.Has(room.Screen) || atWork(seat)) }

// seatPage renders the named page of a seat with its audience's first frame
// inside.
func (s *Server) seatPage(w http.ResponseWriter, r *http.Request, name string, to view.Audience, words []string, allowed func(*room.Seat) bool) {
	id := roomOf(r)
	p := page{Name: name, Words: words}
	if to == view.Desk {
		p.Later = slices.Concat(toPeople, deskLater)
	}
	switch name {
	case "desk":
		p.Later = append(p.Later, deskStrip...)
	case "remote":
		p.Later = slices.Concat(toPeople, inPanels)
	}
	var title string
	var chat template.JS
	var ok bool
	err := s.mayRead(r, id)
	if err == nil {
		err = s.engine.View(r.Context(), id, func(st *room.State, texts room.Texts, _ room.Seconds) {
			title, _ = texts(st.Info.Title)
			p.Rehearsal = st.Info.Rehearsal
			ok = allowed(s.seatOf(r, st))
			if to == view.Screen {
				p.Own = append([]string{}, st.Info.Languages...)
			}
			if name == "console" {
				chat = s.shell.chatWords(st.Info.Languages)
			}
		})
	}
	if err == nil && !ok {
		err = errNoSeat
	}
	if err == nil {
		p.First, err = s.first(r.Context(), id, to)
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	p.Title, p.Page = s.shell.wordsOf(r, p).T(name+".window", map[string]any{"title": title}), roomPage{title, s.origin(r), chat}
	s.shell.render(w, r, http.StatusOK, p)
}
