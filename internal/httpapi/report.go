package httpapi

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"parley/internal/bundle"
	"parley/internal/eventlog"
	"parley/internal/report"
	"parley/internal/room"
	"parley/internal/words"
)

// reportAsked is a report that may be read: in the language that ?lang= asks for
// or else the room's first. While the session runs it is the desk's and the
// rapporteur's alone.
type reportAsked struct {
	room   room.RoomID
	index  room.Index
	words  *words.Words
	closed bool
}

func (s *Server) reportAsked(r *http.Request) (a reportAsked, err error) {
	if err := s.mayRead(r, roomOf(r)); err != nil {
		return a, err
	}
	var refused error
	var languages []string
	err = s.engine.View(r.Context(), roomOf(r), func(st *room.State, _ room.Texts, _ room.Seconds) {
		a.room, a.index, a.closed = st.Room, st.Index, st.Session.Phase == room.Closed
		if !a.closed && !atWork(s.seatOf(r, st)) {
			refused = errUnfinished
		}
		languages = append(languages, st.Info.Languages...)
	})
	if l := r.URL.Query().Get("lang"); l != "" {
		languages = []string{l}
	}
	a.words = s.shell.book.In(languages...)
	return a, cmpErr(err, refused)
}

type viewer = func(*room.State, room.Texts, room.Seconds)

// reportTries is how often a report is begun again because the room moved on
// between its head and its state.
const reportTries = 20

// BuildReport makes a room's report from a head of its log and the state at
// that head, which view shows.
func BuildReport(ctx context.Context, log eventlog.Log, id room.RoomID, w *words.Words, view func(viewer) error) (m *report.Model, err error) {
	for range reportTries {
		var head eventlog.Head
		if head, err = log.Head(ctx, id); err != nil {
			return nil, err
		}
		err = view(func(st *room.State, texts room.Texts, _ room.Seconds) {
			if st.Index == head.Index {
				m = report.Build(st, texts, report.Head(head.Hash), w)
			}
		})
		if err != nil || m != nil {
			return m, err
		}
	}
	return nil, &refusal{code: CodeBusy, after: 1}
}

func (s *Server) reportPage(w http.ResponseWriter, r *http.Request) {
	s.writeReport(w, r, reportForm{name: "html", kind: "text/html; charset=utf-8"}, func(w io.Writer, m *report.Model) error {
		var others []report.Translation
		for _, x := range s.shell.others(r, m.Language, false) {
			// The answer is kept for others, whose query is another.
			others = append(others, report.Translation{Lang: x.Lang, Name: x.Name, Href: "?lang=" + x.Lang})
		}
		return report.HTML(w, m, "/r/"+string(roomOf(r))+"/report.css", others...)
	})
}

func (s *Server) reportMarkdown(w http.ResponseWriter, r *http.Request) {
	s.writeReport(w, r, reportForm{name: "md", kind: "text/markdown; charset=utf-8"}, report.Markdown)
}

func (s *Server) reportJSON(w http.ResponseWriter, r *http.Request) {
	s.writeReport(w, r, reportForm{name: "json", kind: "application/json"}, report.JSON)
}

// reportTable answers GET /r/{room}/report/{table} with one of the report's
// tables: "statements.csv".
func (s *Server) reportTable(w http.ResponseWriter, r *http.Request) {
	name, isCSV := strings.CutSuffix(r.PathValue("table"), ".csv")
	if !isCSV || !slices.Contains(report.Tables, name) && !slices.Contains(report.StandingTables, name) {
		s.problem(w, r, errNotFound)
		return
	}
	form := reportForm{name, "text/csv; charset=utf-8; header=present", string(roomOf(r)) + "-" + name + ".csv"}
	s.writeReport(w, r, form, func(w io.Writer, m *report.Model) error { return report.CSV(w, m, name) })
}

func (s *Server) reportStyle(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = io.WriteString(w, report.CSS)
}

// reportForm is a form in which a report is read.
type reportForm struct {
	name string // "html", "md", "json", or a table
	kind string // content type
	file string // saved under this name; "" shown
}

func (s *Server) writeReport(w http.ResponseWriter, r *http.Request, form reportForm, write func(io.Writer, *report.Model) error) {
	asked, err := s.reportAsked(r)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	says := asked.words.Plain()
	if form.name == "html" {
		says = asked.words
	}
	build := func() ([]byte, error) {
		// Others may wait for it when this one has left.
		m, err := BuildReport(context.WithoutCancel(r.Context()), s.cfg.Log, asked.room, says, func(f viewer) error {
			return s.engine.View(context.WithoutCancel(r.Context()), asked.room, f)
		})
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = write(&b, m)
		return b.Bytes(), err
	}
	var body []byte
	if asked.closed {
		body, err = s.reports.get(reportKey{asked.room, asked.index, asked.words.Lang, form.name}, build)
	} else {
		body, err = build()
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	w.Header().Set("Content-Type", form.kind)
	if form.file != "" {
		w.Header().Set("Content-Disposition", `attachment; filename="`+form.file+`"`)
	}
	_, _ = w.Write(body)
}

// hosts shows the room to organizer and moderator alone.
func (s *Server) hosts(r *http.Request, f func(*room.State)) error {
	allowed := false
	err := s.engine.View(r.Context(), roomOf(r), func(st *room.State, _ room.Texts, _ room.Seconds) {
		seat := s.seatOf(r, st)
		if allowed = seat != nil && (seat.Has(room.Organizer) || seat.Has(room.Moderator)); allowed {
			f(st)
		}
	})
	if err == nil && !allowed {
		err = errNoSeat
	}
	return err
}

// Exports are the copies that were made of a room, oldest first.
type Exports struct {
	Made    []bundle.Made `json:"made"`
	Backups []bundle.Kept `json:"backups" doc:"those that may still open the room's texts, and until when"`
}

// exports answers GET /api/rooms/{room}/exports: an erased text may still be in
// each of them.
func (s *Server) exports(w http.ResponseWriter, r *http.Request) {
	days := 0
	err := s.hosts(r, func(st *room.State) { days = st.Info.Policy.MaxBackupDays })
	if err == nil {
		made, noExports := s.cfg.Exports.List(roomOf(r))
		kept, noBackups := s.cfg.Backups.Kept(roomOf(r), days, s.cfg.Clock.Now())
		if err = errors.Join(noExports, noBackups); err == nil {
			answer(w, http.StatusOK, &Exports{made, kept})
			return
		}
	}
	s.problem(w, r, err)
}

// export answers GET /r/{room}/export with the whole room as one file, for
// organizer and moderator. It holds every vote and the lot's seed, so that it
// waits for the close.
func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	finished := false
	made := bundle.Made{At: s.cfg.Clock.Now().UTC().Format(time.RFC3339)}
	err := s.hosts(r, func(st *room.State) {
		finished = st.Session.Phase == room.Closed
		made.Records = st.Index
	})
	if err == nil && !finished {
		err = errUnfinished
	}
	var b bytes.Buffer
	if err == nil {
		key, keyErr := s.cfg.Keys.Load(roomOf(r))
		if err = keyErr; err == nil {
			err = bundle.Write(r.Context(), &b, s.cfg.Log, s.cfg.Texts, key, roomOf(r))
		}
	}
	if err == nil {
		err = s.cfg.Exports.Note(roomOf(r), made)
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/x-ndjson")
	h.Set("Content-Disposition", `attachment; filename="`+string(roomOf(r))+`.parley"`)
	_, _ = w.Write(b.Bytes())
}
