package httpapi

import (
	"net/http"

	"parley/internal/report"
	"parley/internal/room"
)

// FormProposals are what the rule proposes for the fields of the host body's
// form, in the language of the room's report.
type FormProposals struct {
	Lang   string                    `json:"lang"`
	Fields map[room.FormField]string `json:"fields" doc:"a sentence a line; empty where the record holds nothing for the field"`
}

// atRecord says whether the seat's page is the rapporteur's too: those who write
// the form.
func atRecord(seat *room.Seat) bool {
	return seat != nil && (seat.Has(room.Rapporteur) || seat.Has(room.Moderator) || seat.Has(room.Organizer))
}

// proposals answers GET /api/rooms/{room}/form.
func (s *Server) proposals(w http.ResponseWriter, r *http.Request) {
	err := s.mayRead(r, roomOf(r))
	var out *FormProposals
	if err == nil {
		err = s.engine.View(r.Context(), roomOf(r), func(st *room.State, texts room.Texts, _ room.Seconds) {
			if !atRecord(s.seatOf(r, st)) {
				return
			}
			say := s.shell.book.In(st.Info.Languages...)
			out = &FormProposals{say.Lang, report.Proposals(st, texts, say)}
		})
	}
	if err == nil && out == nil {
		err = errNoSeat
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	answer(w, http.StatusOK, out)
}
