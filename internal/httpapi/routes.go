package httpapi

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parley/internal/proposal"
	"parley/internal/room"
	"parley/internal/view"
)

// readyTime is how long the store may take to say that it is there.
const readyTime = 3 * time.Second

// route is an address, who answers it, and how the API's description tells of
// it; nil for pages.
type route struct {
	pattern string
	handle  http.HandlerFunc
	doc     *operation
}

var asParam = []*huma.Param{{
	Name: "as", In: "query", Description: "The audience; phone when absent.",
	Schema: &huma.Schema{Type: "string", Enum: []any{"phone", "desk", "screen", "rapporteur"}},
}}

var afterParam = append(asParam[:1:1], &huma.Param{
	Name: "after", In: "query", Description: "Wait until there is a frame after the one of this number.",
	Schema: &huma.Schema{Type: "integer"},
})

var inRoom = []room.Code{CodeUnknownRoom, CodeRoomDeleted, CodeUnavailable}

var inView = []room.Code{CodeUnknownRoom, CodeRoomDeleted, CodeUnavailable, CodeNoSeat, CodeNotJoined, room.CodeMalformed}

// routes are all addresses.
func (s *Server) routes() []route {
	return []route{
		{"GET /j", s.joinPage, nil},
		{"GET /j/{code}", s.joinCodePage, nil},
		{"POST /j/{code}", s.joinForm, nil},
		{"GET /j/{code}/qr.svg", s.joinQR, nil},
		{"GET /{$}", s.startPage, nil},
		{"GET /help/moderating", s.guidePage, nil},
		{"POST /start", s.startForm, nil},
		{"GET /k/{link}", s.openLink, nil},
		{"GET /a/{tree}/{file}", s.shell.serveAsset, nil},

		{"GET /r/{room}", s.phonePage, nil},
		{"GET /r/{room}/desk", s.deskPage, nil},
		{"GET /r/{room}/remote", s.remotePage, nil},
		{"GET /r/{room}/console", s.consolePage, nil},
		{"GET /r/{room}/rapporteur", s.rapporteurPage, nil},
		{"GET /r/{room}/screen", s.screenPage, nil},
		{"GET /r/{room}/captions.svg", s.captionsQR, nil},
		{"GET /r/{room}/speaker", s.speakerPage, nil},
		{"GET /r/{room}/hub", s.hubPage, nil},
		{"GET /r/{room}/check", s.checkPage, nil},
		{"GET /r/{room}/sheet", s.sheetPage, nil},
		{"GET /r/{room}/standing", s.standingPage, nil},
		{"GET /r/{room}/leave", s.leavePage, nil},
		{"GET /r/{room}/write", s.writePage, nil},
		{"GET /r/{room}/report", s.reportPage, nil},
		{"GET /r/{room}/report.md", s.reportMarkdown, nil},
		{"GET /r/{room}/report.json", s.reportJSON, nil},
		{"GET /r/{room}/report.css", s.reportStyle, nil},
		{"GET /r/{room}/report/{table}", s.reportTable, nil},
		{"GET /r/{room}/export", s.export, nil},
		{"GET /r/{room}/evidence/{item}", s.evidence, nil},
		{"POST /f/{room}/{command}", s.form, nil},

		{"POST /api/proposals", s.read, &operation{
			id: "readProposal", summary: "Reads a session's published proposal.", in: typeOf[string](), kind: "text/plain",
			out: typeOf[proposal.Result](), codes: []room.Code{CodeNoSession, CodeTooLarge, CodeMediaType, room.CodeEmpty, room.CodeTooLong},
		}},
		{"POST /api/rooms", s.create, &operation{
			id: "openRoom", summary: "Opens a room.", in: typeOf[NewRoom](), out: typeOf[Created](), status: http.StatusCreated,
			codes: []room.Code{CodeStartCode, CodeTooLarge, CodeMediaType, room.CodeMalformed, room.CodeEmpty, room.CodeLimit, room.CodeTooLong},
		}},
		{"POST /api/join", s.joinByAPI, &operation{
			id: "join", summary: "Lets this browser into the room of a code, and sets its cookies.", in: typeOf[Joining](), out: typeOf[JoinAnswer](),
			codes: []room.Code{CodeUnknownCode, room.CodeMalformed, room.CodeCodeNeeded, room.CodeClosed, room.CodeNameTaken, room.CodeTooLong, CodeTooLarge, CodeMediaType},
		}},
		{"POST /api/rooms/{room}/commands/{name}", s.command, nil}, // described command by command
		{"GET /api/rooms/{room}/me", s.me, &operation{
			id: "me", summary: "What is this browser's own.", out: typeOf[Me](), codes: inRoom,
		}},
		{"POST /api/rooms/{room}/pair", s.pairCode, &operation{
			id: "pair", summary: "A code that opens the Remote of this seat at the desk on another device, once.", out: typeOf[PairCode](),
			codes: []room.Code{CodeUnknownRoom, CodeUnavailable, CodeNoSeat},
		}},
		{"GET /api/rooms/{room}/check", s.check, &operation{
			id: "check", summary: "What works before a session begins, for whoever may open the desk.", out: typeOf[Check](),
			codes: []room.Code{CodeUnknownRoom, CodeRoomDeleted, CodeUnavailable, CodeNoSeat},
		}},
		{"GET /api/rooms/{room}/exports", s.exports, &operation{
			id: "exports", summary: "The exports and backups made of the room, for organizer and moderator.", out: typeOf[Exports](),
			codes: []room.Code{CodeUnknownRoom, CodeRoomDeleted, CodeUnavailable, CodeNoSeat},
		}},
		{"POST /api/rooms/{room}/chat", s.chat, &operation{
			id: "readChat", summary: "Reads lines of a meeting tool's chat, for online moderator and moderator. Nothing of them is kept.",
			in: typeOf[string](), kind: "text/plain", out: typeOf[ChatRead](),
			codes: []room.Code{CodeUnknownRoom, CodeRoomDeleted, CodeUnavailable, CodeNoSeat, CodeTooLarge, CodeMediaType, room.CodeMalformed},
		}},
		{"GET /api/rooms/{room}/form", s.proposals, &operation{
			id: "form", summary: "What the rule proposes for the host body's form, for those who write it.", out: typeOf[FormProposals](),
			codes: []room.Code{CodeUnknownRoom, CodeRoomDeleted, CodeUnavailable, CodeNoSeat},
		}},
		{"GET /api/rooms/{room}/live", s.stream, &operation{
			id: "live", summary: "A stream of events: frame with a Frame, and beat with the room's time every 5 seconds when nothing else was sent.",
			out: typeOf[view.Frame](), produces: "text/event-stream", query: asParam, codes: inView,
		}},
		{"GET /api/rooms/{room}/view", s.poll, &operation{
			id: "view", summary: "The newest frame with whole sections (those of View); 204 when there was none for 25 seconds.",
			out: typeOf[WholeFrame](), query: afterParam, codes: inView,
		}},
		{"GET /api/openapi.json", s.describe, nil},
		{"GET /healthz", s.health, nil},
	}
}

// WholeFrame is a frame whose sections are all whole.
type WholeFrame struct {
	At    room.Seconds      `json:"at"`
	Frame uint64            `json:"frame"`
	V     map[string]uint64 `json:"v"`
	Set   view.View         `json:"set"`
}

func (s *Server) mux() (http.Handler, error) {
	routes := s.routes()
	spec, err := s.spec(routes)
	if err != nil {
		return nil, err
	}
	s.openAPI = spec
	mux := http.NewServeMux()
	for _, r := range routes {
		mux.HandleFunc(r.pattern, r.handle)
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.problem(w, r, nothingAt(mux, r)) })
	return mux, nil
}

// nothingAt tells an address that takes another method from one that is none.
func nothingAt(mux *http.ServeMux, r *http.Request) error {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := mux.Handler(other); pattern != "/" {
			return errMethod
		}
	}
	return errNotFound
}

// health answers GET /healthz: 200 when the store answers, else 503.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	if s.cfg.Ready != nil {
		ctx, stop := context.WithTimeout(r.Context(), readyTime)
		defer stop()
		if err := s.cfg.Ready(ctx); err != nil {
			http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
			return
		}
	}
	_, _ = io.WriteString(w, "ok\n")
}

// describe answers GET /api/openapi.json.
func (s *Server) describe(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/vnd.oai.openapi+json;version=3.1")
	_, _ = w.Write(s.openAPI)
}
