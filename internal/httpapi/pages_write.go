package httpapi

import (
	"net/http"
	"slices"
	"strings"

	"parley/internal/room"
	"parley/internal/view"
	"parley/internal/words"
)

// phoneKinds are the kinds that are written on the phone, in its order; a question
// and a reason have forms of their own.
var phoneKinds = []room.StatementKind{
	room.View, room.Concern, room.Risk, room.Opportunity, room.Mechanism, room.Practice, room.Shortfall, room.Measure, room.Case, room.Placement,
}

// writeData is the page on which a statement is written without JavaScript.
type writeData struct {
	Room      room.RoomID
	Kind      room.StatementKind
	Sentence  string // key of its label
	Asks      []phoneAsk
	Questions []phoneChoice // of the session, when there are several
	Writer    phoneWriter
}

// phoneWriter is as whom the browser writes; As is "" where it may not. Name is
// said where there are two to choose from.
type phoneWriter struct {
	As   room.ActorKind
	Name string
	Held bool // the desk reads it first
	Solo bool // one moderator runs the room alone
}

// phoneAsk is a field that a kind asks beside its sentence: a text of at most Max
// characters, or, with Max 0, one of the choices, or any of them.
type phoneAsk struct {
	Name    string
	Max     int
	Any     bool
	Choices []phoneChoice
}

type phoneChoice struct{ Value, Words string }

// writePage answers GET /r/{room}/write?kind=: the fields of one kind.
func (s *Server) writePage(w http.ResponseWriter, r *http.Request) {
	kind := room.StatementKind(r.URL.Query().Get("kind"))
	if !slices.Contains(phoneKinds, kind) {
		s.problem(w, r, errNotFound)
		return
	}
	say := s.shell.words(r)
	var data writeData
	var mine *Me
	rehearsal, captions := false, ""
	err := s.mayRead(r, roomOf(r))
	if err == nil {
		err = s.engine.View(r.Context(), roomOf(r), func(st *room.State, texts room.Texts, now room.Seconds) {
			mine, rehearsal = s.mine(r, st, texts, now), st.Info.Rehearsal
			seen := view.For(view.Phone, st, texts, now, view.Watching{}, nil)
			data, captions = newWriteData(kind, seen, mine, say), seen.Info.Captions
		})
	}
	if err == nil && data.Writer.As == "" {
		err = whyNot(mine)
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	data.Room = roomOf(r)
	s.shell.render(w, r, http.StatusOK, page{
		Name: "write", Title: say.T("more.write"), Style: "phone", Script: "-", Page: data, Rehearsal: rehearsal, Captions: captions,
	})
}

// whyNot is why somebody may write nothing.
func whyNot(mine *Me) error {
	switch {
	case mine.Left:
		return &room.Error{Code: room.CodeLeft}
	case mine.Voice != nil && mine.Voice.Banned:
		return &room.Error{Code: room.CodeBanned}
	case mine.Joined:
		return &room.Error{Code: room.CodeClosed, Field: "session"}
	}
	return errNotJoined
}

func newWriteData(kind room.StatementKind, seen *view.View, mine *Me, say *words.Words) writeData {
	d := writeData{
		Kind: kind, Sentence: "speaker.sentence.other", Asks: asksFor(kind, seen, say), Writer: writerOf(seen, mine, say),
	}
	if kind == room.Placement {
		d.Sentence = "speaker.sentence.placement"
	}
	if order := strings.Fields(seen.Info.Order); len(order) > 1 {
		for _, n := range order {
			d.Questions = append(d.Questions, phoneChoice{n, n + ". " + seen.Info.Questions[n].Text})
		}
	}
	return d
}

// writerOf is the voice, as long as it may write; without one, the seat.
func writerOf(seen *view.View, mine *Me, say *words.Words) (w phoneWriter) {
	switch {
	case seen.Session.Phase == room.Closed:
	case mine.Joined && !mine.Voice.Banned:
		w.As, w.Held, w.Solo = room.ActorVoice, seen.Info.Hold || mine.Voice.Muted, seen.Session.Solo
		if mine.Seat != nil {
			w.Name = say.T("word.guest", words.Args{"n": mine.Voice.Guest})
		}
	case !mine.Joined && mine.Seat != nil && mine.Seat.May["statement.add"]:
		w.As, w.Name = room.ActorSeat, or(seen.Table.Seats[mine.Seat.ID].Name, say.T("word.at_the_table"))
	}
	return w
}

// asksFor are the fields of a kind; one without anything to choose from is left
// out.
func asksFor(kind room.StatementKind, seen *view.View, say *words.Words) (out []phoneAsk) {
	text := func(most int, names ...string) {
		for _, name := range names {
			out = append(out, phoneAsk{Name: name, Max: most})
		}
	}
	about := func(kind room.StatementKind) {
		if all := publishedOf(kind, seen); len(all) > 0 {
			out = append(out, phoneAsk{Name: "of", Choices: all})
		}
	}
	switch kind {
	case room.Risk, room.Opportunity:
		out = append(out, phoneAsk{Name: "falls", Any: true, Choices: choicesOf(say, "falls.", room.FallsOn...)})
		text(80, "service")
		out = append(out, phoneAsk{Name: "privacy", Choices: choicesOf(say, "privacy.", room.Weakened, room.ByDefault)})
	case room.Mechanism:
		text(160, "sees", "orders", "safeguard", "breaks")
	case room.Practice:
		text(160, "acts")
	case room.Shortfall:
		about(room.Practice)
		text(160, "acts")
	case room.Measure:
		about(room.Shortfall)
		text(160, "acts")
	}
	return out
}

func choicesOf(say *words.Words, prefix string, values ...string) (out []phoneChoice) {
	for _, v := range values {
		out = append(out, phoneChoice{v, say.T(prefix + v)})
	}
	return out
}

// publishedOf are the statements of a kind that may be read.
func publishedOf(kind room.StatementKind, seen *view.View) (out []phoneChoice) {
	for _, id := range strings.Fields(seen.Statements.Order) {
		if x := seen.Statements.All[room.ItemID(id)]; x.Kind == kind && x.Text != "" {
			out = append(out, phoneChoice{id, x.Text})
		}
	}
	return out
}
