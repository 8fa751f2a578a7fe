package httpapi

import (
	"crypto/rand"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"unicode/utf8"

	"parley/internal/proposal"
	"parley/internal/room"
)

// maxStartBody is the most that the start form may hold: a proposal, which
// form encoding may triple, and the fields beside it.
const maxStartBody = 3*proposal.MaxSize + 512<<10

// startData is what the start page shows.
type startData struct {
	Source, Refused, Template string
	Plain                     bool // the browser came without encryption
	Alone                     bool // links made here lead to this machine from itself alone
}

// readData is what the page after reading shows.
type readData struct {
	Form      *startForm
	Read      *proposal.Result
	Findings  []findingGroup
	Rest      []room.Sourced
	Wrong     []fieldError
	Notice    []string
	Groups    []string
	Regions   []string
	Roles     []room.Role
	NeedsCode bool
	Once      string
}

// startPage answers GET /.
func (s *Server) startPage(w http.ResponseWriter, r *http.Request) {
	s.renderStart(w, r, http.StatusOK, "", "")
}

func (s *Server) renderStart(w http.ResponseWriter, r *http.Request, status int, source, refused string) {
	say := s.shell.words(r)
	s.shell.render(w, r, status, page{
		Name: "start", Title: say.T("start.title"), Script: "-", Again: "read",
		Page: startData{Source: source, Refused: refused, Template: proposal.Template(), Plain: !s.secure(r), Alone: s.alone(r)},
	})
}

// startForm answers POST /start. The field "do" says what was pressed: read a
// proposal, look again at the form, open the room, or open a rehearsal
// of it.
func (s *Server) startForm(w http.ResponseWriter, r *http.Request) {
	say := s.shell.words(r)
	if err := s.mayCreate(r); err != nil {
		s.problem(w, r, err)
		return
	}
	v, err := startValues(w, r)
	if err != nil {
		key, status := "start.bad.form", http.StatusBadRequest
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			key, status = "start.bad.large", http.StatusRequestEntityTooLarge
		}
		s.renderStart(w, r, status, "", say.T(key))
		return
	}
	if v.Get("source") == "" {
		s.renderStart(w, r, http.StatusUnprocessableEntity, "", say.T("start.bad.empty"))
		return
	}
	read, err := proposal.Read([]byte(v.Get("source")))
	if err != nil {
		s.renderStart(w, r, http.StatusUnprocessableEntity, keepable(v.Get("source")), refusedBecause(say, err))
		return
	}
	do := v.Get("do")
	if do != "open" && do != "rehearse" && do != "check" {
		s.renderRead(w, r, newStartForm(v.Get("source"), &read.Setup), read, nil)
		return
	}
	f := readStartForm(v)
	setup, wrong := f.setup(read.Setup)
	if len(wrong) == 0 && do != "check" {
		setup.Rehearsal = do == "rehearse"
		s.openFromForm(w, r, f, read, setup, v)
		return
	}
	s.renderRead(w, r, f, read, wrong)
}

// startValues reads the form; a chosen file takes the place of what was pasted.
func startValues(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxStartBody)
	if err := r.ParseMultipartForm(maxStartBody); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return nil, err
	}
	if r.MultipartForm != nil {
		defer r.MultipartForm.RemoveAll()
		if files := r.MultipartForm.File["file"]; len(files) > 0 && files[0].Size > 0 {
			text, err := uploaded(files[0])
			if err != nil {
				return nil, err
			}
			r.Form.Set("source", text)
		}
	}
	return r.Form, nil
}

func uploaded(h *multipart.FileHeader) (string, error) {
	f, err := h.Open()
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	return string(b), err
}

// keepable is a refused source as it goes back into the form: bytes that are no
// text would only come back broken.
func keepable(source string) string {
	if len(source) > proposal.MaxSize || !utf8.ValidString(source) || strings.ContainsRune(source, 0) {
		return ""
	}
	return source
}

func (s *Server) renderRead(w http.ResponseWriter, r *http.Request, f *startForm, read *proposal.Result, wrong []fieldError) {
	say := s.shell.words(r)
	status := http.StatusOK
	if len(wrong) > 0 {
		status = http.StatusUnprocessableEntity
	}
	setup, _ := f.setup(read.Setup)
	f.spare()
	s.shell.render(w, r, status, page{
		Name: "read", Title: say.T("read.window"), Style: "start", Script: "-", Again: "check",
		Page: readData{
			Form: f, Read: read, Findings: bySeverity(say, read.Findings), Rest: read.Setup.Rest, Wrong: wrong,
			Notice: s.noticeTo(r, setup.Policy.Notice()),
			Groups: room.StakeholderGroups, Regions: room.RegionalGroups, Roles: seatRoles,
			NeedsCode: s.cfg.StartCode != nil, Once: rand.Text(),
		},
	})
}

// openFromForm opens the room and shows its links. The same form v sent again, by
// a reload, shows them again and opens no second room. A rehearsal and the room
// that it rehearses are two.
func (s *Server) openFromForm(w http.ResponseWriter, r *http.Request, f *startForm, read *proposal.Result, setup room.Setup, v url.Values) {
	once := v.Get("once")
	if setup.Rehearsal && once != "" {
		once = "rehearsal " + once
	}
	s.opened.mu.Lock()
	defer s.opened.mu.Unlock()
	made, ok := s.opened.find(once)
	if !ok {
		in := NewRoom{Setup: setup, Captions: f.Captions, StartCode: f.Code}
		for i := range setup.Claims {
			in.Claims = append(in.Claims, i)
		}
		var err error
		if made, err = s.createRoom(r.Context(), in); err != nil {
			s.renderRead(w, r, f, read, []fieldError{s.openError(r, err)})
			return
		}
		s.opened.keep(once, made)
	}
	var itself []linksField
	if setup.Rehearsal {
		itself = fieldsOf(v)
	}
	s.renderLinks(w, r, &setup, made, itself)
}

// openError is what to put right when the room was not opened.
func (s *Server) openError(r *http.Request, err error) fieldError {
	if errors.Is(err, errStartCode) {
		s.limits.wrong(s.address(r))
		return fieldError{Field: "code", Say: "start.bad.code"}
	}
	if e := (*room.Error)(nil); errors.As(err, &e) {
		return fieldError{Field: "title", Say: "start.bad.long", What: e.Field}
	}
	p, _, known := asProblem(err)
	if !known {
		s.report(err)
	}
	s.cfg.Metrics.Refused(p.Code)
	return fieldError{Field: "title", Say: "error." + string(p.Code)}
}

// openedRooms are the rooms that were opened by this form lately, so that a
// reload of the page of links loses none of them. They are kept in memory only.
type openedRooms struct {
	mu    sync.Mutex
	rooms []openedRoom
}

type openedRoom struct {
	once string
	made *Created
}

const openedKept = 16

func (o *openedRooms) find(once string) (*Created, bool) {
	for _, x := range o.rooms {
		if once != "" && x.once == once {
			return x.made, true
		}
	}
	return nil, false
}

func (o *openedRooms) keep(once string, made *Created) {
	if len(o.rooms) >= openedKept {
		o.rooms = o.rooms[1:]
	}
	o.rooms = append(o.rooms, openedRoom{once, made})
}
