package httpapi

import (
	"net/http"

	"parley/internal/room"
)

// helperData is what somebody sees who came by a helper's code, or by the code
// that leads a seat's Remote to a phone.
type helperData struct {
	Code  string
	Title string
	Pair  bool   // the code is a seat's own
	Name  string // as typed
	Wrong string // a refusal
}

// renderHelper shows what the code is for: nothing happens until a press, so that
// a program that looks at links uses no code up.
func (s *Server) renderHelper(w http.ResponseWriter, r *http.Request, status int, at door, d helperData) {
	rehearsal := false
	err := s.engine.View(r.Context(), at.Room, func(st *room.State, texts room.Texts, _ room.Seconds) {
		d.Title, _ = texts(st.Info.Title)
		rehearsal = st.Info.Rehearsal
	})
	if err != nil {
		s.problem(w, r, err)
		return
	}
	d.Pair = at.Link != ""
	say := s.shell.words(r)
	title := say.T("helper.title")
	if d.Pair {
		title = say.T("pair.title")
	}
	s.shell.render(w, r, status, page{Name: "helper", Title: title, Style: "phone", Script: "-", Page: d, Rehearsal: rehearsal})
}

// helperForm answers POST /j/{code} where the code is a helper's or a seat's own.
func (s *Server) helperForm(w http.ResponseWriter, r *http.Request, at door) {
	d := helperData{Code: r.PathValue("code"), Name: r.PostForm.Get("name")}
	to, err := "", error(nil)
	if at.Link != "" {
		to, err = s.pair(w, r, at)
	} else {
		to, err = s.help(w, r, at, d.Name)
	}
	if err == nil {
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	p, _, known := asProblem(err)
	if !known {
		s.report(err)
	}
	s.cfg.Metrics.Refused(p.Code)
	d.Wrong = s.sentence(r, err)
	s.renderHelper(w, r, p.Status, at, d)
}

// help seats this browser as the helper whose code it typed; to is the helper's
// page. A browser that sits at the desk keeps that seat, and the code.
func (s *Server) help(w http.ResponseWriter, r *http.Request, at door, name string) (to string, err error) {
	var kept error
	err = s.engine.View(r.Context(), at.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		if atWork(s.seatOf(r, st)) {
			kept = errSeatKept
		}
	})
	if err = cmpErr(err, kept); err != nil {
		return "", err
	}
	link := newLink()
	var k written
	p := &room.HelperJoin{Helper: at.Helper, Name: k.text(name), Link: room.LinkHash(link)}
	if _, err = s.submitOwn(r.Context(), at.Room, sender{actor: room.Actor{Kind: room.ActorRoom}}, "helper.join/1", p, k); err != nil {
		return "", err
	}
	s.setCookie(w, r, "-seat-"+string(at.Room), link)
	err = s.engine.View(r.Context(), at.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		to = home(at.Room, st.SeatByLink(room.LinkHash(link)))
	})
	return to, err
}
