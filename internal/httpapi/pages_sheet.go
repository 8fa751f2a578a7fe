package httpapi

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"parley/internal/room"
	"parley/internal/words"
)

// sheetData is the page to print for when nothing works: the rule, the run of
// show and tables to keep count by hand. It holds no code and no link, since
// paper is handed on.
type sheetData struct {
	Title     string
	Desk      string // where to go back to
	Date      string // "" when no beginning is planned
	Zone      string
	Onsite    bool // the room has the very first turn
	Turn      room.Seconds
	Parts     []sheetPart
	Questions []string
	Seats     []sheetSeat
	Hubs      []string
	Both      [2]room.Side
	Blank     []int // numbers of the rows for votes
}

type sheetPart struct {
	Kind    room.PartKind
	Begins  string // "10:30", or "+0:30" when no beginning is planned
	Minutes string
}

type sheetSeat struct{ Name, Called, Group string }

// blankVotes is how many votes have a row on the sheet beside the title's two.
const blankVotes = 5

// sheetPage answers GET /r/{room}/sheet, for whoever may open the desk.
func (s *Server) sheetPage(w http.ResponseWriter, r *http.Request) {
	id, say := roomOf(r), s.shell.words(r)
	var d sheetData
	seated, rehearsal := false, false
	err := s.mayRead(r, id)
	if err == nil {
		err = s.engine.View(r.Context(), id, func(st *room.State, texts room.Texts, _ room.Seconds) {
			if seated = atDesk(s.seatOf(r, st)); seated {
				d, rehearsal = newSheet(say, st, texts), st.Info.Rehearsal
				d.Desk = "/r/" + string(id) + "/desk"
			}
		})
	}
	if err == nil && !seated {
		err = errNoSeat
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	s.shell.render(w, r, http.StatusOK, page{Name: "sheet", Title: say.T("sheet.window", words.Args{"title": d.Title}), Script: "-", Page: d, Rehearsal: rehearsal})
}

func newSheet(say *words.Words, st *room.State, texts room.Texts) sheetData {
	d := sheetData{
		Zone: st.Info.Zone, Turn: st.Info.Policy.Floor.Turn,
		Both:   [2]room.Side{room.Onsite, room.Online},
		Onsite: st.Info.Policy.Floor.FirstSide == room.Onsite,
	}
	d.Title, _ = texts(st.Info.Title)
	begin := beginning(st)
	if !begin.IsZero() {
		d.Date = begin.Format(time.DateOnly)
	}
	at := room.Seconds(0)
	for _, p := range st.Session.Plan {
		d.Parts = append(d.Parts, sheetPart{p.Kind, begins(begin, at), minutes(p.Seconds)})
		at += p.Seconds
	}
	for _, q := range st.Agenda {
		text, _ := texts(q.Text)
		d.Questions = append(d.Questions, text)
	}
	for _, id := range st.SeatOrder {
		seat := st.Seats[id]
		if seat.Has(room.Screen) {
			continue
		}
		x := sheetSeat{Called: rolesIn(say, append(seat.Roles[:len(seat.Roles):len(seat.Roles)], seat.Deputy...)), Group: seat.Group}
		x.Name, _ = texts(seat.Name)
		d.Seats = append(d.Seats, x)
	}
	for _, p := range st.People {
		if p.Kind == room.AHub {
			name, _ := texts(p.Name)
			d.Hubs = append(d.Hubs, name)
		}
	}
	slices.Sort(d.Hubs)
	for i := range blankVotes {
		d.Blank = append(d.Blank, i+1)
	}
	return d
}

// beginning is when the session begins or began, in the room's zone; zero when
// nothing is planned and it has not begun.
func beginning(st *room.State) time.Time {
	loc, err := time.LoadLocation(st.Info.Zone)
	if err != nil {
		loc = time.UTC // a zone that this machine does not know
	}
	switch {
	case st.Session.Timed:
		return time.Unix(st.Info.Epoch+int64(st.Session.Begin), 0).In(loc)
	case st.Info.Start > 0:
		return time.Unix(st.Info.Start, 0).In(loc)
	}
	return time.Time{}
}

func begins(begin time.Time, at room.Seconds) string {
	if begin.IsZero() {
		return fmt.Sprintf("+%d:%02d", at/3600, at%3600/60)
	}
	return begin.Add(time.Duration(at) * time.Second).Format("15:04")
}
