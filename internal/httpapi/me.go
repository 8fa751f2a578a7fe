package httpapi

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"parley/internal/room"
	"parley/internal/view"
)

// Me is what is one browser's own: it comes with GET /me alone, never in a
// shared frame.
type Me struct {
	Joined     bool                        `json:"joined"`
	Left       bool                        `json:"left,omitzero" doc:"left the room; nothing more is taken from this browser but ballot.withdraw, as long as there is a ballot"`
	Voice      *MyVoice                    `json:"voice,omitzero"`
	Ballot     *MyBallot                   `json:"ballot,omitzero"`
	Statements map[room.ItemID]MyStatement `json:"statements"`
	Objections map[room.ItemID]MyObjection `json:"objections"`
	Appeals    map[room.ItemID]MyAppeal    `json:"appeals,omitzero"`
	Reports    map[room.ItemID]MyReport    `json:"reports,omitzero" doc:"what one reported, by text"`
	Seat       *MySeat                     `json:"seat,omitzero"`
	Epoch      int64                       `json:"epoch" doc:"Unix second of room second 0"`
	At         room.Seconds                `json:"at" doc:"the room's time"`
}

// MyVoice is how the room knows this browser's owner.
type MyVoice struct {
	Guest    int              `json:"guest"`
	Side     room.Side        `json:"side"`
	Name     string           `json:"name,omitzero"`
	Access   bool             `json:"access"`
	Muted    bool             `json:"muted"`
	Banned   bool             `json:"banned"`
	Acts     map[string]MyAct `json:"acts,omitzero" doc:"what the moderators did to one or to words of one's own, by number, oldest first"`
	Mark     string           `json:"mark" doc:"once this is among the decided, there is something new here"`
	Merged   bool             `json:"merged" doc:"believed to be the same person as another guest"`
	Objects  bool             `json:"objects" doc:"objected to that"`
	Hand     *MyHand          `json:"hand,omitzero"`
	LastHand *MyLast          `json:"last_hand,omitzero"`
	Turn     int              `json:"turn,omitzero" doc:"number of one's running turn"`
	Order    *MyOrder         `json:"order,omitzero" doc:"one's point of order that waits or was granted"`
	Signals  string           `json:"signals,omitzero" doc:"signals sent and not cleared, with spaces between"`
}

// MyAct is what the moderators did: warned, muted or banned one, or hid words
// that one said beside statements.
type MyAct struct {
	Kind   string       `json:"kind" doc:"warned, muted, banned, hidden"`
	Rule   string       `json:"rule"`
	Reason string       `json:"reason,omitzero"`
	Text   string       `json:"text,omitzero" doc:"the words that were hidden"`
	At     room.Seconds `json:"at"`
	Read   bool         `json:"read,omitzero" doc:"a warning: one said so"`
	Lifted bool         `json:"lifted,omitzero" doc:"taken back"`
}

// MyAppeal is what one asked the organizer, and the answer.
type MyAppeal struct {
	Text   string       `json:"text,omitzero"`
	Answer string       `json:"answer,omitzero"`
	At     room.Seconds `json:"at"`
}

// MyReport is what one reported of a text, and what became of it.
type MyReport struct {
	Rule  string `json:"rule"`
	State string `json:"state" doc:"waits, hidden, dismissed"`
}

// MyHand is where one's hand stands. From and To are seconds from Me.At.
type MyHand struct {
	ID         room.ItemID  `json:"id"`
	Place      int          `json:"place" doc:"1 is next; 0 while it cannot be called"`
	First      bool         `json:"first"`
	Side       room.Side    `json:"side"`
	From       room.Seconds `json:"from"`
	To         room.Seconds `json:"to"`
	NotReached bool         `json:"not_reached,omitzero" doc:"probably not before the audience's part is over"`
	Why        room.Why     `json:"why,omitzero"`
}

// MyLast is what became of one's last hand: called, absent or dropped.
type MyLast struct {
	State  string `json:"state"`
	Reason string `json:"reason,omitzero"`
}

// MyOrder is one's point of order.
type MyOrder struct {
	ID    room.ItemID `json:"id"`
	State string      `json:"state"`
}

// MyBallot is what this browser declared and answered.
type MyBallot struct {
	Side    room.Side                   `json:"side,omitzero" doc:"as its first answer fixed it"`
	Group   string                      `json:"group"`
	Votes   map[room.ItemID]room.Answer `json:"votes"`
	Weights map[room.ItemID]room.Answer `json:"weights,omitzero" doc:"how heavy one finds the risks and opportunities that one called real"`
	Answers map[room.ItemID]room.Answer `json:"answers"`

	Standing *MyStanding `json:"standing,omitzero" doc:"where one stands in the picture that the section standings shows"`
	Placing  bool        `json:"placing,omitzero" doc:"it is being found out; worth asking again in some seconds"`
	Next     room.ItemID `json:"next,omitzero" doc:"of the open statements without one's answer, the one that was drawn to be shown next; until it is answered or closed"`

	open []room.ItemID // of which the next is drawn
}

// MyStatement is what became of a statement that one wrote.
type MyStatement struct {
	Kind   room.StatementKind   `json:"kind"`
	Text   string               `json:"text,omitzero"`
	At     room.Seconds         `json:"at"`
	Status room.StatementStatus `json:"status"`
	Of     room.ItemID          `json:"of,omitzero" doc:"what it is about: of a reason, the mechanism that one cannot accept"`
	Into   room.ItemID          `json:"into,omitzero" doc:"the question it was merged into"`
	Reply  bool                 `json:"reply,omitzero" doc:"has a reply"`
	Hidden bool                 `json:"hidden,omitzero"`
	Kept   room.Kept            `json:"kept,omitzero" doc:"why the room let it wait by itself: link, address, phone, alike"`
	Rule   string               `json:"rule,omitzero"`
	Reason string               `json:"reason,omitzero"`
}

// MyObjection is what became of an objection that one made.
type MyObjection struct {
	Outcome   room.ItemID `json:"outcome"`
	Text      string      `json:"text,omitzero"`
	Heard     bool        `json:"heard"`
	Withdrawn bool        `json:"withdrawn,omitzero"`
	Why       string      `json:"why,omitzero"`
}

// MySeat is the seat whose link this browser opened, and what it may do.
type MySeat struct {
	ID    room.ItemID     `json:"id"`
	Roles string          `json:"roles"`
	May   map[string]bool `json:"may" doc:"by command: true, or absent"`

	Cards map[room.ItemID]view.Card `json:"cards,omitzero" doc:"the seat's own, not brought up yet"`
	Order string                    `json:"order,omitzero" doc:"their ids, oldest first"`

	Hub *MyHub `json:"hub,omitzero" doc:"the hub whose hands and counts the seat enters"`
}

// me answers GET /api/rooms/{room}/me.
func (s *Server) me(w http.ResponseWriter, r *http.Request) {
	var out *Me
	err := s.mayRead(r, roomOf(r))
	if err == nil {
		err = s.engine.View(r.Context(), roomOf(r), func(st *room.State, texts room.Texts, now room.Seconds) {
			out = s.mine(r, st, texts, now)
		})
	}
	if err != nil {
		s.problem(w, r, err)
		return
	}
	ballot := s.knownVisitor(r, roomOf(r)).Ballot
	s.place(roomOf(r), ballot, out)
	s.draw(roomOf(r), ballot, out)
	answer(w, http.StatusOK, out)
}

// mine is what is the browser's own in the room.
func (s *Server) mine(r *http.Request, st *room.State, texts room.Texts, now room.Seconds) *Me {
	v := s.knownVisitor(r, st.Room)
	m := &mirror{st, func(t room.Text) string { body, _ := texts(t); return body }, now}
	out := &Me{
		Statements: m.statements(v.Voice), Objections: m.objections(v.Voice), Appeals: m.appeals(v.Voice), Reports: m.reports(v.Voice),
		Epoch: st.Info.Epoch, At: now,
	}
	if p := st.People[v.Voice]; p != nil && p.Left {
		out.Left = true
		if b := st.Ballots[v.Ballot]; b != nil && !b.Left && st.Session.Phase != room.Closed {
			out.Ballot = m.ballot(v)
		}
	} else if p != nil {
		out.Joined = true
		out.Voice = m.voice(p)
		out.Ballot = m.ballot(v)
	}
	if seat := s.seatOf(r, st); seat != nil {
		out.Seat = m.seat(seat)
	}
	return out
}

// mirror makes the parts of a [Me].
type mirror struct {
	room *room.State
	text func(room.Text) string
	now  room.Seconds
}

func (m *mirror) voice(p *room.Person) *MyVoice {
	out := &MyVoice{
		Guest: p.Guest, Side: p.Side, Name: m.text(p.Name), Access: p.Access,
		Muted: m.room.Muted(p.ID), Banned: m.room.Removed(p.ID), Acts: m.acts(p.ID), Mark: p.Mark(),
		Merged: p.Into != "", Objects: p.Objects,
	}
	who := m.room.Who(p.ID)
	out.Hand = m.hand(who)
	out.LastHand = m.lastHand(who)
	if t := m.room.Running(); t != nil && t.Person != "" && m.room.Who(t.Person) == who {
		out.Turn = t.N
	}
	for id, o := range m.room.Floor.Orders {
		if m.room.Who(o.Person) == who && (o.State == "asked" || o.State == "granted") {
			out.Order = &MyOrder{id, o.State}
		}
	}
	out.Signals = m.signals(p.ID)
	return out
}

// signals are those that the person sent and the desk has not cleared.
func (m *mirror) signals(id room.PersonID) string {
	var out []string
	for _, kind := range room.SignalKinds {
		if m.room.Signalled(id, kind) {
			out = append(out, string(kind))
		}
	}
	return strings.Join(out, " ")
}

// acts are what the moderators did to the person, and to words of its own.
func (m *mirror) acts(id room.PersonID) map[string]MyAct {
	var all []MyAct
	for _, a := range m.room.ActsOn(id) {
		all = append(all, MyAct{Kind: string(a.Kind), Rule: a.Rule, Reason: m.text(a.Reason), At: a.At, Read: a.Read, Lifted: a.Lifted})
	}
	for _, v := range m.room.VeilsOver(id) {
		all = append(all, MyAct{Kind: room.CountHidden, Rule: v.Rule, Reason: m.text(v.Reason), Text: m.text(v.Texts[0]), At: v.At})
	}
	slices.SortStableFunc(all, func(a, b MyAct) int { return cmp.Compare(a.At, b.At) })
	out := map[string]MyAct{}
	for i, a := range all {
		out[strconv.Itoa(i+1)] = a
	}
	return out
}

// hand is the oldest waiting hand of the person; nil when none waits.
func (m *mirror) hand(who *room.Person) *MyHand {
	var own *room.Hand
	for _, h := range m.room.Floor.Hands {
		if m.room.Who(h.Person) == who && (own == nil || h.Index < own.Index) {
			own = h
		}
	}
	if own == nil {
		return nil
	}
	return m.place(own)
}

// place is where a waiting hand stands; nil when it does not wait.
func (m *mirror) place(h *room.Hand) *MyHand {
	p, ok := m.room.Place(h.ID, m.now)
	if !ok {
		return nil
	}
	return &MyHand{p.Hand, p.Place, p.First, p.Side, p.From, p.To, p.NotReached, p.Why}
}

// lastHand is what became of the person's newest hand that no longer waits.
func (m *mirror) lastHand(who *room.Person) *MyLast {
	var last *MyLast
	since := room.Seconds(-1)
	for _, t := range m.room.Floor.Turns {
		if t.Hand == "" || m.room.Who(t.Person) != who || t.Void && !t.Absent {
			continue
		}
		since = t.Start
		last = &MyLast{State: "called"}
		if t.Absent {
			last.State = "absent"
		}
	}
	if d := who.Dropped; d != nil && d.At >= since {
		last = &MyLast{State: "dropped", Reason: m.text(d.Reason)}
	}
	return last
}

func (m *mirror) ballot(v visitor) *MyBallot {
	out := &MyBallot{Group: v.Group, Votes: map[room.ItemID]room.Answer{}, Weights: map[room.ItemID]room.Answer{}, Answers: map[room.ItemID]room.Answer{}}
	if b := m.room.Ballots[v.Ballot]; b != nil {
		out.Side, out.Group = b.Side, b.Group
	}
	for id, x := range m.room.Statements {
		if a := x.Answer(v.Ballot); a != "" {
			out.Votes[id] = a
			out.Placing = out.Placing || x.InOpinions() && m.room.Standing.Grouped()
		}
		if a := x.Weight(v.Ballot); a != "" {
			out.Weights[id] = a
		}
	}
	for id, o := range m.room.Outcomes {
		if a := o.Answer(v.Ballot); a != "" {
			out.Answers[id] = a
		}
	}
	if m.room.EnoughVoted() {
		out.open = m.unanswered(v.Ballot)
	}
	return out
}

// unanswered are the open statements that say how the room thinks and that the
// ballot has not answered, as written.
func (m *mirror) unanswered(ballot room.BallotID) (out []room.ItemID) {
	for x := range m.room.OpinionStatements() {
		if x.Status == room.Open && x.Answer(ballot) == "" {
			out = append(out, x.ID)
		}
	}
	return out
}

func (m *mirror) statements(voice room.PersonID) map[room.ItemID]MyStatement {
	out := map[room.ItemID]MyStatement{}
	for id, x := range m.room.Statements {
		if voice == "" || x.Author != voice {
			continue
		}
		v := MyStatement{
			Kind: x.Kind, Text: m.text(x.Text), At: x.At, Status: x.Status, Hidden: x.Hidden != nil,
			Of: x.Asks.Of, Into: x.Into, Reply: x.Reply != nil, Kept: x.Kept,
		}
		why := x.Hidden
		if x.Status == room.Rejected {
			why = x.Why
		}
		if why != nil {
			v.Rule, v.Reason = why.Rule, m.text(why.Reason)
		}
		out[id] = v
	}
	return out
}

func (m *mirror) reports(voice room.PersonID) map[room.ItemID]MyReport {
	out := map[room.ItemID]MyReport{}
	for id, r := range m.room.ReportsOf(voice) {
		out[id] = MyReport{r.Rule, m.room.ReportState(id, r)}
	}
	return out
}

func (m *mirror) appeals(voice room.PersonID) map[room.ItemID]MyAppeal {
	out := map[room.ItemID]MyAppeal{}
	for id, a := range m.room.Appeals {
		if voice != "" && a.Author == voice {
			out[id] = MyAppeal{m.text(a.Text), m.text(a.Answer), a.At}
		}
	}
	return out
}

func (m *mirror) objections(voice room.PersonID) map[room.ItemID]MyObjection {
	out := map[room.ItemID]MyObjection{}
	for id, o := range m.room.Outcomes {
		for _, x := range o.Objections {
			if voice != "" && x.Author == voice {
				out[x.ID] = MyObjection{id, m.text(x.Text), x.Heard, x.Withdrawn, m.text(x.Why)}
			}
		}
	}
	return out
}

func (m *mirror) seat(seat *room.Seat) *MySeat {
	out := &MySeat{ID: seat.ID, May: map[string]bool{}}
	roles := make([]string, 0, len(seat.Roles)+len(seat.Deputy))
	for _, r := range seat.Roles {
		roles = append(roles, string(r))
	}
	for _, r := range seat.Deputy {
		roles = append(roles, string(r))
	}
	out.Roles = strings.Join(roles, " ")
	out.Cards, out.Order = view.Cards(m.room, m.text, seat.ID)
	if hub := m.room.HubOf(seat.ID); hub != nil && seat.Has(room.Hub) {
		out.Hub = m.hub(hub)
	}
	actor := room.Actor{Kind: room.ActorSeat, ID: string(seat.ID)}
	for name, c := range commandNames {
		if m.room.May(actor, c.Name) {
			out.May[name] = true
		}
	}
	return out
}
