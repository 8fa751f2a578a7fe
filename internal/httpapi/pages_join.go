package httpapi

import (
	"net/http"

	"parley/internal/room"
	"parley/internal/words"
)

// joinData is what the join page shows: a field for a code, or with a code the
// privacy notice and the questions of whoever comes in.
type joinData struct {
	Code   string
	Room   room.RoomID // "" asks for a code
	Title  string
	Closed bool
	Onsite bool // the code is Room's
	Class  int  // no breakdown of fewer people
	Notice []string
	Groups []string
	Wrong  string // a refusal
	Shut   bool   // nobody comes in by either side: nothing to fill in now

	Side        room.Side
	Hall        string // Room's code, typed by somebody who came by Online's
	Group, Name string
}

// joinPage answers GET /j: a code, by hand.
func (s *Server) joinPage(w http.ResponseWriter, r *http.Request) {
	if code := tidyCode(r.URL.Query().Get("code")); code != "" {
		http.Redirect(w, r, "/j/"+code, http.StatusSeeOther)
		return
	}
	d := joinData{Code: r.URL.Query().Get("code")}
	if d.Code != "" {
		d.Wrong = s.sentence(r, errNoCode)
	}
	s.renderJoin(w, r, http.StatusOK, d)
}

// joinCodePage answers GET /j/{code}. Who is in already goes on to the room.
func (s *Server) joinCodePage(w http.ResponseWriter, r *http.Request) {
	at, err := s.doorOf(r, r.PathValue("code"))
	if err != nil {
		s.refuseJoin(w, r, joinData{Code: r.PathValue("code")}, err)
		return
	}
	if at.Side == "" {
		s.renderHelper(w, r, http.StatusOK, at, helperData{Code: r.PathValue("code")})
		return
	}
	if v := s.knownVisitor(r, at.Room); v.Voice != "" && s.guest(r.Context(), at.Room, v.Voice) > 0 {
		http.Redirect(w, r, "/r/"+string(at.Room), http.StatusSeeOther)
		return
	}
	d := joinData{Code: r.PathValue("code"), Side: at.Side}
	why, shut := s.kept(r.Context(), at)
	if d.Shut = shut; why != nil {
		d.Wrong = s.sentence(r, why)
	}
	if at.Slip != "" {
		// The slip becomes this browser's with the answer to the form, which may be
		// lost on its way: the browser must be the same when it asks again.
		s.visitor(w, r, at.Room)
	}
	s.renderJoin(w, r, http.StatusOK, d)
}

// joinForm answers POST /j/{code}.
func (s *Server) joinForm(w http.ResponseWriter, r *http.Request) {
	d := joinData{Code: r.PathValue("code")}
	if err := parseForm(w, r, maxCommand); err != nil {
		s.refuseJoin(w, r, d, err)
		return
	}
	at, err := s.doorOf(r, d.Code)
	if err != nil {
		s.refuseJoin(w, r, d, err)
		return
	}
	if at.Side == "" {
		s.helperForm(w, r, at)
		return
	}
	d.Side, d.Hall = room.Side(r.PostForm.Get("side")), r.PostForm.Get("onsite")
	d.Group, d.Name = r.PostForm.Get("group"), r.PostForm.Get("name")
	in, err := s.join(w, r, Joining{
		Code: s.codeFor(r, d), Side: d.Side, Group: d.Group, Name: d.Name, Lang: s.shell.words(r).Lang,
	})
	if err != nil {
		s.refuseJoin(w, r, d, err)
		return
	}
	http.Redirect(w, r, "/r/"+string(in.Room), http.StatusSeeOther)
}

// codeFor is the code that lets somebody in: the hall's, when somebody who came
// by Online's typed that of the same room.
func (s *Server) codeFor(r *http.Request, d joinData) string {
	if d.Side != room.Onsite || d.Hall == "" {
		return d.Code
	}
	hall, err := s.doorOf(r, d.Hall)
	if here, known := s.index.code(d.Code); err == nil && known && hall.Room == here.Room {
		return d.Hall
	}
	return d.Code
}

// refuseJoin shows the page again, with what was typed and what to do.
func (s *Server) refuseJoin(w http.ResponseWriter, r *http.Request, d joinData, err error) {
	p, _, known := asProblem(err)
	if p.Code == CodeSlowDown {
		s.problem(w, r, err) // the page would tell whether the code is a room's
		return
	}
	if !known {
		s.report(err)
	}
	s.cfg.Metrics.Refused(p.Code)
	d.Wrong = s.sentence(r, err)
	s.renderJoin(w, r, p.Status, d)
}

func (s *Server) renderJoin(w http.ResponseWriter, r *http.Request, status int, d joinData) {
	say := s.shell.words(r)
	title, rehearsal, captions := say.T("join.title"), false, ""
	if at, ok := s.index.code(d.Code); ok {
		d.Room, d.Onsite, d.Groups = at.Room, at.Side == room.Onsite, room.StakeholderGroups
		err := s.engine.View(r.Context(), at.Room, func(st *room.State, texts room.Texts, _ room.Seconds) {
			d.Title, _ = texts(st.Info.Title)
			rehearsal = st.Info.Rehearsal
			captions, _ = texts(st.Captions)
			d.Closed = st.Session.Phase == room.Closed
			facts := st.Info.Policy.Notice()
			facts.Twice = facts.Twice && !st.Door.SlipsOnly()
			d.Class, d.Notice = facts.Class, s.noticeTo(r, facts)
			if at.Slip != "" {
				d.Notice = append(d.Notice, say.T("notice.slip"))
			}
		})
		if err != nil {
			s.problem(w, r, err)
			return
		}
		title = say.T("join.heading", map[string]any{"title": d.Title})
	}
	s.shell.render(w, r, status, page{Name: "join", Title: title, Style: "phone", Script: "-", Page: d, Rehearsal: rehearsal, Captions: captions})
}

// problemData is what a refusal looks like as a page.
type problemData struct{ Say, Back string }

// showProblem answers a refused page or form in words.
func (s *Server) showProblem(w http.ResponseWriter, r *http.Request, p Problem) {
	d := problemData{Say: s.words(r, p)}
	if id := r.PathValue("room"); room.RoomID(id).Valid() && r.Method == http.MethodPost {
		d.Back = "/r/" + id
	}
	s.shell.render(w, r, p.Status, page{
		Name: "problem", Title: s.shell.words(r).T("join.wrong"), Style: "phone", Script: "-", Page: d,
	})
}

// sentence is what a person reads of an error.
func (s *Server) sentence(r *http.Request, err error) string {
	p, _, _ := asProblem(err)
	return s.words(r, p)
}

func (s *Server) words(r *http.Request, p Problem) string {
	say := s.shell.words(r)
	for _, key := range []string{"error." + string(p.Code) + "." + p.Field, "error." + string(p.Code)} {
		if say.Has(key) {
			return say.T(key, words.Args{"n": p.After, "date": p.Detail})
		}
	}
	return say.T("error.internal")
}
