package httpapi

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"

	"parley/internal/engine"
	"parley/internal/eventlog"
	"parley/internal/proposal"
	"parley/internal/room"
	"parley/internal/texts"
)

// Problem is a refusal as it is sent (RFC 9457). It never repeats what was sent.
type Problem struct {
	Type   string       `json:"type" doc:"/problems/ and the code"`
	Title  string       `json:"title"`
	Status int          `json:"status"`
	Detail string       `json:"detail,omitzero"`
	Code   room.Code    `json:"code"`
	Field  string       `json:"field,omitzero" doc:"the field at fault"`
	When   room.Seconds `json:"when,omitzero" doc:"room second from which it is possible"`
	After  int          `json:"after,omitzero" doc:"seconds to wait before it is sent again, as Retry-After"`
}

// refusal is an error of the transport.
type refusal struct {
	code   room.Code
	detail string
	after  int // seconds to wait; 0 none is named
}

func (r *refusal) Error() string { return "httpapi: " + string(r.code) }

var (
	tooMany       = &refusal{code: CodeSlowDown, after: 2}
	errNoLink     = &refusal{code: CodeUnknownLink}
	errNoRoom     = &refusal{code: CodeUnknownRoom}
	errNoCode     = &refusal{code: CodeUnknownCode}
	errRoomFull   = &refusal{code: CodeRoomFull}
	errNoSeat     = &refusal{code: CodeNoSeat}
	errSeatKept   = &refusal{code: CodeSeatKept}
	errNotJoined  = &refusal{code: CodeNotJoined}
	errNotFound   = &refusal{code: CodeNotFound}
	errMalformed  = &refusal{code: room.CodeMalformed}
	errTooLarge   = &refusal{code: CodeTooLarge}
	errMediaType  = &refusal{code: CodeMediaType}
	errOrigin     = &refusal{code: CodeWrongOrigin}
	errStartCode  = &refusal{code: CodeStartCode}
	errUnfinished = &refusal{code: CodeNotFinished}
	errMethod     = &refusal{code: CodeMethod}
)

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// asProblem is the one way from an error to what strangers see of it, and how
// many seconds to wait before asking again. known is false for errors that the
// keeper should hear of.
func asProblem(err error) (p Problem, after int, known bool) {
	var refused *room.Error
	var own *refusal
	var big *http.MaxBytesError
	var unread *proposal.Refusal
	known = true
	switch {
	case errors.As(err, &refused):
		p.Code, p.Field, p.When = refused.Code, refused.Field, refused.When
	case errors.As(err, &own):
		p.Code, p.Detail, after = own.code, own.detail, own.after
	case errors.As(err, &unread):
		p.Code, p.Detail = unread.Code, unread.Say
		if status[p.Code] == 0 {
			p.Code = CodeNoSession
		}
	case errors.As(err, &big):
		p.Code = CodeTooLarge
	case errors.Is(err, engine.ErrBusy), errors.Is(err, engine.ErrStopped), errors.Is(err, engine.ErrClosed), errors.Is(err, context.DeadlineExceeded):
		p.Code, after = CodeBusy, 1
	case errors.Is(err, eventlog.ErrNoRoom):
		p.Code = CodeUnknownRoom
	case errors.Is(err, eventlog.ErrBroken), errors.Is(err, texts.ErrBroken):
		p.Code, after, known = CodeUnavailable, 60, false
	default:
		p.Code, known = CodeInternal, false
	}
	p.Type, p.Title, p.Status = "/problems/"+string(p.Code), titles[p.Code], cmp.Or(status[p.Code], http.StatusInternalServerError)
	p.After = after
	return p, after, known
}

// asProblem tells a room that was deleted from one that never was.
func (s *Server) asProblem(r *http.Request, err error) (p Problem, after int, known bool) {
	if day := s.deleted(roomOf(r)); day != "" && (errors.Is(err, eventlog.ErrNoRoom) || errors.Is(err, errNoRoom)) {
		err = &refusal{code: CodeRoomDeleted, detail: day}
	}
	return asProblem(err)
}

func (s *Server) deleted(id room.RoomID) string {
	if s.cfg.Deleted == nil || !id.Valid() {
		return ""
	}
	return s.cfg.Deleted(id)
}

// problem refuses a request: with a page when a page was asked for, else as
// JSON.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return
	}
	p, after, known := s.asProblem(r, err)
	if !known {
		s.report(err)
	}
	s.cfg.Metrics.Refused(p.Code)
	if after > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(after))
	}
	if wantsPage(r) {
		s.showProblem(w, r, p)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.MarshalWrite(w, &p)
}

// wantsPage says whether somebody sits before the answer rather than a script.
func wantsPage(r *http.Request) bool {
	return !strings.HasPrefix(r.URL.Path, "/api/") && strings.Contains(r.Header.Get("Accept"), "text/html")
}
