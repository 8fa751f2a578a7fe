package room

import (
	"encoding/base64"
	"encoding/hex"
	"slices"
)

// OpenRoom is the room's first record: what cannot change afterwards, and the
// organizer.
type OpenRoom struct {
	Room      RoomID         `json:"room"`
	Epoch     int64          `json:"epoch"` // Unix second of room second 0
	Title     Text           `json:"title" text:"300"`
	Reference Text           `json:"reference,omitzero" text:"100"`
	Layout    Text           `json:"layout,omitzero" text:"100"`
	Start     int64          `json:"start"` // Unix seconds; 0 when the moderator starts it
	Zone      string         `json:"zone"`
	Languages []string       `json:"languages"`
	Questions []OpenQuestion `json:"questions"`
	Plan      []PlanPart     `json:"plan"`
	Policy    Policy         `json:"policy"`
	Rules     int            `json:"rules"` // [Rules] of the release that opened it
	Key       string         `json:"key"`   // base64url Ed25519 public key that signs the log's heads
	Organizer AddSeat        `json:"organizer"`
	Rehearsal bool           `json:"rehearsal,omitzero"` // nothing in it is meant
}

// Rules is the number of what [Decide] refuses and decides. It is raised
// whenever Decide refuses or decides otherwise than before, so that whoever
// replays an older log can tell a rule that came later from a broken one.
const Rules = 6

// RehearsalDays is the retention of a rehearsal.
const RehearsalDays = 1

// OpenQuestion is a session question in the first record.
type OpenQuestion struct {
	Kind QuestionKind `json:"kind"`
	Text Text         `json:"text" text:"600"`
}

// Opened is what opening a room drew.
type Opened struct {
	LotSeed string `json:"lot_seed"`
	Seat    ItemID `json:"seat"`
}

func openCommands() []command {
	return []command{
		define("room.open/1", decideOpen, applyOpen),
		define("codes.set/1", decideCodes, applyCodes),
	}
}

func decideOpen(s *State, c *ctx, p *OpenRoom) (Opened, error) {
	switch {
	case c.Actor.Kind != ActorRoom:
		return Opened{}, refuse(CodeNotAllowed, "")
	case !p.Room.Valid():
		return Opened{}, refuse(CodeMalformed, "room")
	case p.Title == "":
		return Opened{}, refuse(CodeEmpty, "title")
	case len(p.Languages) == 0:
		return Opened{}, refuse(CodeEmpty, "languages")
	case slices.ContainsFunc(p.Languages, func(l string) bool { return l == "" || !validLang(l) }):
		return Opened{}, refuse(CodeMalformed, "languages")
	case p.Policy.Mode != "open" || p.Policy.Floor.Rule != "alternate/1" || p.Policy.Floor.Turn <= 0 || !p.Policy.Floor.FirstSide.Valid():
		return Opened{}, refuse(CodeMalformed, "policy")
	case p.Rehearsal && (p.Policy.Retention != RehearsalDays || p.Start != 0):
		return Opened{}, refuse(CodeMalformed, "rehearsal")
	case p.Rules != Rules:
		return Opened{}, refuse(CodeMalformed, "rules")
	case len(p.Questions) > MaxQuestions:
		return Opened{}, refuse(CodeLimit, "questions")
	}
	if k, err := base64.RawURLEncoding.DecodeString(p.Key); err != nil || len(k) != 32 {
		return Opened{}, refuse(CodeMalformed, "key")
	}
	if err := checkPlan(p.Plan); err != nil {
		return Opened{}, err
	}
	if err := checkSeat(&p.Organizer); err != nil {
		return Opened{}, err
	}
	if !slices.Contains(p.Organizer.Roles, Organizer) {
		return Opened{}, refuse(CodeMalformed, "organizer")
	}
	var seed [32]byte
	c.Draw.Bytes(seed[:])
	return Opened{LotSeed: hex.EncodeToString(seed[:]), Seat: s.newItem(c.Draw)}, nil
}

func applyOpen(s *State, m *meta, p *OpenRoom, f *Opened) {
	s.Room = p.Room
	s.Info = Info{
		Title: p.Title, Reference: p.Reference, Layout: p.Layout, Epoch: p.Epoch, Start: p.Start,
		Zone: p.Zone, Languages: p.Languages, Policy: p.Policy, Rules: p.Rules, Key: p.Key, LotSeed: f.LotSeed,
		Rehearsal: p.Rehearsal,
	}
	for _, q := range p.Questions {
		s.Agenda = append(s.Agenda, AgendaQuestion(q))
	}
	s.Session = Session{Phase: Before, Spent: map[PartKind]Seconds{}}
	s.setPlan(p.Plan)
	s.putSeat(f.Seat, &p.Organizer)
}

// newItem draws an id that nothing in the room has.
func (s *State) newItem(d *Draw) ItemID {
	return d.Item(func(id ItemID) bool {
		return s.Seats[id] != nil || s.Helpers[id] != nil || s.Statements[id] != nil || s.Outcomes[id] != nil || s.Notes[id] != nil ||
			s.Floor.Hands[id] != nil || s.Floor.Orders[id] != nil || s.handUsed(id) || s.objection(id) != nil || s.Appeals[id] != nil
	})
}

func (s *State) handUsed(id ItemID) bool {
	if slices.Contains(s.Floor.Decided, id) || s.dropped(id) >= 0 {
		return true
	}
	for _, t := range s.Floor.Turns {
		if t.Hand == id {
			return true
		}
	}
	return false
}

func (s *State) objection(id ItemID) *Objection {
	for _, o := range s.Outcomes {
		for _, b := range o.Objections {
			if b.ID == id {
				return b
			}
		}
	}
	return nil
}

// SetCodes are new codes for the two sides.
type SetCodes struct {
	Onsite Text `json:"onsite" text:"9"`
	Online Text `json:"online" text:"9"`
}

func decideCodes(s *State, c *ctx, p *SetCodes) (None, error) {
	if s.Session.Phase == Closed {
		return None{}, refuse(CodeClosed, "session")
	}
	onsite, _ := c.Texts(p.Onsite)
	online, _ := c.Texts(p.Online)
	if !ValidCode(onsite) || !ValidCode(online) {
		return None{}, refuse(CodeMalformed, "codes")
	}
	if s.helperCode(c.Texts, onsite) || s.helperCode(c.Texts, online) {
		return None{}, refuse(CodeAlready, "codes")
	}
	if onsite == online { // each says which side it lets in
		return None{}, refuse(CodeAlready, "codes")
	}
	return None{}, nil
}

func applyCodes(s *State, _ *meta, p *SetCodes, _ *None) { s.Codes = Codes(*p) }

// ValidCode says whether a code has the form XXXX-XXXX in [Alphabet].
func ValidCode(c string) bool { return len(c) == 9 && spelled(c, 4) }

// spelled says whether c is letters of [Alphabet] with a hyphen in the one place.
func spelled(c string, hyphen int) bool {
	for i := range c {
		if i == hyphen && c[i] != '-' || i != hyphen && !slices.Contains([]byte(Alphabet), c[i]) {
			return false
		}
	}
	return true
}
