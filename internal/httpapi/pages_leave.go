package httpapi

import (
	"net/http"

	"parley/internal/room"
)

// leavePage answers GET /r/{room}/leave: what the Me tab says of leaving, for
// whoever has no JavaScript.
func (s *Server) leavePage(w http.ResponseWriter, r *http.Request) {
	joined, rehearsal, captions := false, false, ""
	err := s.engine.View(r.Context(), roomOf(r), func(st *room.State, texts room.Texts, now room.Seconds) {
		joined = s.mine(r, st, texts, now).Joined
		rehearsal = st.Info.Rehearsal
		captions, _ = texts(st.Captions)
	})
	if err == nil && !joined {
		err = errNotJoined
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	s.shell.render(w, r, http.StatusOK, page{
		Name: "leave", Title: s.shell.words(r).T("more.leave"), Style: "phone", Script: "-", Page: roomOf(r), Rehearsal: rehearsal, Captions: captions,
	})
}
