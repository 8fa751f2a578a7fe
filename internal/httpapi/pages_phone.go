package httpapi

import (
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/room"
	"parley/internal/view"
	"parley/internal/words"
)

// phoneData is what the phone page shows before its script runs, and without
// it: who speaks, one's hand, and the open votes, each a form.
type phoneData struct {
	Room             room.RoomID
	Title, Reference string
	Captions         string // their address; "" none
	Rehearsal        bool
	Phase            room.Phase
	Part             room.PartKind
	Guest            int // 0: a seat that has not joined, or somebody who left
	Left             bool
	Withdraw         bool // left, and may take answers back
	OffFloor         bool // muted or banned
	Now              string
	QueueOpen        bool
	Hand             *MyHand
	Votes            []phoneVote
	Questions        []phoneQuestion
	Seats            []phoneSeat // who can be asked
	Outcomes         []phoneOutcome
	Stands           bool // there is something to say of where the room stands
	Answers          []room.Answer
	Writer           phoneWriter
	Kinds            []room.StatementKind // that may be written
	Own              []phoneOwn
	Conduct          *phoneConduct // nil: the moderators did nothing to this one
}

// phoneOutcome is an outcome that was put to the room, or settled.
type phoneOutcome struct {
	ID     room.ItemID
	Text   string
	Open   bool
	Answer room.Answer // this ballot's; "" none
	Found  room.OutcomeKind
	Tally  *room.Tally
}

// phonePage answers GET /r/{room}: those who joined, and seats.
func (s *Server) phonePage(w http.ResponseWriter, r *http.Request) {
	id := roomOf(r)
	say := s.shell.words(r)
	if err := s.mayRead(r, id); err != nil {
		s.problem(w, r, err)
		return
	}
	var data phoneData
	var mine *Me
	err := s.engine.View(r.Context(), id, func(st *room.State, texts room.Texts, now room.Seconds) {
		mine = s.mine(r, st, texts, now)
		data = newPhoneData(id, view.For(view.Phone, st, texts, now, view.Watching{}, s.standings.Live(id, st.Standing)), mine, say)
	})
	if err != nil {
		s.problem(w, r, err)
		return
	}
	if !mine.Joined && !mine.Left && mine.Seat == nil {
		http.Redirect(w, r, "/j", http.StatusSeeOther)
		return
	}
	first, err := s.first(r.Context(), id, view.Phone)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	ballot := s.knownVisitor(r, id).Ballot
	s.place(id, ballot, mine)
	s.draw(id, ballot, mine)
	data.lead(mine)
	own, err := json.Marshal(mine, json.Deterministic(true))
	if err != nil {
		s.problem(w, r, err)
		return
	}
	s.shell.render(w, r, http.StatusOK, page{
		Name: "phone", Title: data.Title, Words: phoneFirst, Later: phoneLater, First: first, Me: jsontext.Value(own), Page: data,
		Rehearsal: data.Rehearsal, Captions: data.Captions,
	})
}

// newPhoneData is made from what phones see and what is this browser's own, so
// that the page without script shows nothing more than the page with it.
func newPhoneData(id room.RoomID, seen *view.View, mine *Me, say *words.Words) phoneData {
	d := phoneData{
		Room: id, Title: seen.Info.Title, Reference: seen.Info.Reference, Captions: seen.Info.Captions, Rehearsal: seen.Info.Rehearsal,
		Left: mine.Left, Withdraw: mine.Left && mine.Ballot != nil, Phase: seen.Session.Phase, Part: seen.Session.Part, QueueOpen: seen.Floor.QueueOpen,
		Answers: []room.Answer{room.Agree, room.Disagree, room.Unsure}, Stands: seen.Standings.State != view.StandingsFew && (mine.Joined || mine.Seat != nil),
		Writer: writerOf(seen, mine, say),
	}
	if d.Writer.As != "" {
		d.Kinds = phoneKinds
	}
	var answers map[room.ItemID]room.Answer
	if mine.Joined {
		own, kept := ownFor(seen, mine, say)
		d.Own, d.Conduct = own, conductFor(mine, kept)
		d.Guest, d.Hand, d.OffFloor = mine.Voice.Guest, mine.Voice.Hand, mine.Voice.Muted || mine.Voice.Banned
		d.Votes, d.Questions, d.Seats = votesFor(seen, mine.Ballot, say), questionsFor(seen, mine.Ballot, say), askable(seen.Table)
		answers = mine.Ballot.Answers
	}
	if t := seen.Floor.Running; t != nil {
		d.Now = speakerName(say, t, seen.Table)
	}
	for _, id := range strings.Fields(seen.Outcomes.Order) {
		id := room.ItemID(id)
		x := seen.Outcomes.All[id]
		o := phoneOutcome{ID: id, Text: outcomeSays(&x, say), Open: mine.Joined && x.Status == room.Put, Answer: answers[id]}
		if x.Found != nil {
			o.Found, o.Tally = x.Found.Kind, &x.Found.Tally
		}
		if o.Open || o.Found != "" {
			d.Outcomes = append(d.Outcomes, o)
		}
	}
	return d
}

// lead puts the statement first that was drawn for the ballot.
func (d *phoneData) lead(mine *Me) {
	if mine.Ballot == nil {
		return
	}
	if i := slices.IndexFunc(d.Votes, func(v phoneVote) bool { return v.ID == mine.Ballot.Next }); i > 0 {
		first := d.Votes[i]
		d.Votes = slices.Insert(slices.Delete(d.Votes, i, i+1), 0, first)
	}
}

// outcomeSays is what an outcome says, or why that is not to be read.
func outcomeSays(x *view.Outcome, say *words.Words) string {
	if x.Hidden {
		return say.T("outcome.words.hidden")
	}
	return or(x.Text, say.T("outcome.words.gone"))
}

// speakerName is who has the floor, as everybody may see them.
func speakerName(say *words.Words, t *view.Turn, table view.Table) string {
	if seat, ok := table.Seats[t.Seat]; ok {
		return or(seat.Name, say.T("word.at_the_table"))
	}
	switch {
	case t.Who == nil:
		return say.T("word.somebody")
	case t.Who.Name != "":
		return t.Who.Name
	case t.Who.Guest > 0:
		return say.T("word.guest", words.Args{"n": t.Who.Guest})
	}
	return say.T("word.somebody")
}
