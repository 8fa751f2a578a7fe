package httpapi

import (
	"errors"
	"net/http"
	"time"

	"parley/internal/bundle"
	"parley/internal/evidence"
	"parley/internal/room"
)

// evidence answers GET /r/{room}/evidence/{item} for organizer and moderator: what
// the room did about one post, for a complaint. The room's first record is in it,
// which has the seed of the lots, so that it waits for the close as the export does.
func (s *Server) evidence(w http.ResponseWriter, r *http.Request) {
	finished := false
	made := bundle.Made{At: s.cfg.Clock.Now().UTC().Format(time.RFC3339)}
	err := s.hosts(r, func(st *room.State) {
		finished = st.Session.Phase == room.Closed
		made.Records = st.Index
	})
	if err == nil && !finished {
		err = errUnfinished
	}
	var b []byte
	if err == nil {
		b, err = s.evidenceOf(r)
	}
	if err == nil {
		err = s.cfg.Exports.Note(roomOf(r), made) // an erased text may still be in it
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Disposition", `attachment; filename="`+string(roomOf(r))+"-"+r.PathValue("item")+`.json"`)
	_, _ = w.Write(b)
}

func (s *Server) evidenceOf(r *http.Request) ([]byte, error) {
	item := room.ItemID(r.PathValue("item"))
	key, err := s.cfg.Keys.Load(roomOf(r))
	if err != nil {
		return nil, err
	}
	f, err := evidence.Make(r.Context(), s.cfg.Log, s.cfg.Texts, key, roomOf(r), item)
	if errors.Is(err, evidence.ErrNoPost) {
		return nil, &room.Error{Code: room.CodeNoSuch, Field: "item"}
	}
	if err != nil {
		return nil, err
	}
	return f.Encode()
}
