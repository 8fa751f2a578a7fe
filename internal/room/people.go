package room

import (
	"regexp"
	"slices"
)

// Join lets a voice in. Room needs the code on the hall's screen (the
// transport's Door says whose code was shown).
type Join struct {
	Side Side   `json:"side"`
	Name Text   `json:"name,omitzero" text:"60"`
	Lang string `json:"lang,omitzero"` // "ar", "pt-BR", "zh-Hant"; not stored as a text, so it has no room for one
}

// Joined is the number that a voice goes by: "Guest 31".
type Joined struct {
	Guest int `json:"guest"`
}

// SetName changes the name by which the desk calls a voice; "" takes it back,
// which is all that can be done with it once the room heard it called, or the desk
// hid it.
type SetName struct {
	Name Text `json:"name,omitzero" text:"60"`
}

// SetAccess says "I need more time", for oneself or, at the desk, for another.
type SetAccess struct {
	Person PersonID `json:"person,omitzero"` // desk only
	On     bool     `json:"on"`
}

// MoveSide is the one change of side, through the desk.
type MoveSide struct {
	Person PersonID `json:"person"`
	Side   Side     `json:"side"`
}

// PersonRef names a person.
type PersonRef struct {
	Person PersonID `json:"person"`
}

// Merge makes Other an alias of Keep: they are believed to be one person, and
// turns add up.
type Merge struct {
	Keep  PersonID `json:"keep"`
	Other PersonID `json:"other"`
}

func peopleCommands() []command {
	return []command{
		define("voice.join/1", decideJoin, applyJoin),
		define("voice.name/1", decideName, func(s *State, m *meta, p *SetName, _ *None) { s.person(PersonID(m.By.ID)).Name = p.Name }),
		define("voice.access/1", decideOwnAccess, applyAccess),
		define("person.access/1", decideAccess, applyAccess),
		define("person.side/1", decideSide, applySide),
		define("person.merge/1", decideMerge, applyMerge),
		define("person.unmerge/1", decideUnmerge, applyUnmerge),
		define("merge.object/1", decideObject, func(s *State, m *meta, _ *None, _ *None) { s.person(PersonID(m.By.ID)).Objects = true }),
	}
}

// Who resolves merges: the person that turns and hands of id belong to; nil
// when unknown.
func (s *State) Who(id PersonID) *Person {
	p := s.People[id]
	for n := len(s.People); p != nil && p.Into != "" && n > 0; n-- {
		p = s.People[p.Into]
	}
	return p
}

// person and seat are what Apply changes: a record that names nobody changes a
// value that nobody sees.
func (s *State) person(id PersonID) *Person {
	if p := s.People[id]; p != nil {
		return p
	}
	return &Person{}
}

func (s *State) seat(id ItemID) *Seat {
	if p := s.Seats[id]; p != nil {
		return p
	}
	return &Seat{}
}

// voice is the person of the acting voice, refused when it has not joined, has
// left or was banned.
func (s *State) voice(c *ctx) (*Person, error) {
	if c.Actor.Kind != ActorVoice {
		return nil, refuse(CodeNotAllowed, "")
	}
	p := s.People[PersonID(c.Actor.ID)]
	if p == nil {
		return nil, refuse(CodeNotOpen, "join")
	}
	if p.Left {
		return nil, refuse(CodeLeft, "")
	}
	if s.Removed(p.ID) {
		return nil, refuse(CodeBanned, "")
	}
	return p, nil
}

func decideJoin(s *State, c *ctx, p *Join) (Joined, error) {
	switch {
	case s.Session.Phase == Closed:
		return Joined{}, refuse(CodeClosed, "")
	case !p.Side.Valid():
		return Joined{}, refuse(CodeMalformed, "side")
	case !validLang(p.Lang):
		return Joined{}, refuse(CodeMalformed, "lang")
	case s.person(PersonID(c.Actor.ID)).Left:
		return Joined{}, refuse(CodeLeft, "")
	case s.People[PersonID(c.Actor.ID)] != nil:
		return Joined{}, refuse(CodeAlready, "")
	case c.Door.Code == "":
		return Joined{}, refuse(CodeCodeNeeded, "code")
	case p.Side == Onsite && c.Door.Code != Onsite:
		return Joined{}, refuse(CodeCodeNeeded, "side")
	case s.Door.Shut[p.Side]:
		return Joined{}, refuse(CodeDoorShut, "")
	case s.Door.Slips[p.Side] && !c.Door.Slip:
		return Joined{}, refuse(CodeSlipNeeded, "")
	}
	own := s.Guests + 1
	return Joined{own}, s.checkOwnName(c, p.Name, own)
}

// langForm is a language, a script and a region, each optional after the first.
var langForm = regexp.MustCompile(`^(?i)[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?$`)

func validLang(l string) bool { return l == "" || langForm.MatchString(l) }

func applyJoin(s *State, m *meta, p *Join, f *Joined) {
	id := PersonID(m.By.ID)
	s.Guests = f.Guest
	s.People[id] = &Person{ID: id, Kind: ByPhone, Side: p.Side, Guest: f.Guest, Name: p.Name, Lang: p.Lang, Joined: m.Index, JoinedAt: m.At}
}

// checkOwnName refuses what a guest of number own may not be called: whoever is
// called must not be taken for somebody at the table, or for another guest.
func (s *State) checkOwnName(c *ctx, name Text, own int) error {
	if name == "" {
		return nil
	}
	if body, _ := c.Texts(name); s.claims(c.Texts, body, own) {
		return refuse(CodeNameTaken, "name")
	}
	return s.checkName(c, name)
}

// checkName refuses a name that is like that of a seat, or of a role.
func (s *State) checkName(c *ctx, name Text) error {
	if name == "" {
		return nil
	}
	body, _ := c.Texts(name)
	want := skeleton(body)
	if slices.ContainsFunc(allRoles, func(r Role) bool { return skeleton(string(r)) == want }) {
		return refuse(CodeNameTaken, "name")
	}
	for _, seat := range s.Seats {
		if n, ok := c.Texts(seat.Name); ok && want != "" && skeleton(n) == want {
			return refuse(CodeNameTaken, "name")
		}
	}
	return nil
}

func decideName(s *State, c *ctx, p *SetName) (None, error) {
	who, err := s.voice(c)
	switch {
	case err != nil:
		return None{}, err
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case p.Name != "" && (who.Called || s.VeiledOf(Named{Person: who.ID}) != nil):
		return None{}, refuse(CodeFixed, "name")
	}
	return None{}, s.checkOwnName(c, p.Name, who.Guest)
}

func decideOwnAccess(s *State, c *ctx, p *SetAccess) (None, error) {
	if p.Person != "" {
		return None{}, refuse(CodeMalformed, "person")
	}
	switch _, err := s.voice(c); {
	case err != nil:
		return None{}, err
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	}
	return None{}, nil
}

func decideAccess(s *State, _ *ctx, p *SetAccess) (None, error) {
	switch who := s.People[p.Person]; {
	case who == nil:
		return None{}, refuse(CodeNoSuch, "person")
	case who.Left:
		return None{}, refuse(CodeLeft, "person")
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	}
	return None{}, nil
}

func applyAccess(s *State, m *meta, p *SetAccess, _ *None) {
	id := p.Person
	if id == "" {
		id = PersonID(m.By.ID)
	}
	s.person(id).Access = p.On
}

func decideSide(s *State, _ *ctx, p *MoveSide) (None, error) {
	switch who := s.People[p.Person]; {
	case who == nil:
		return None{}, refuse(CodeNoSuch, "person")
	case !p.Side.Valid() || who.Kind == AHub:
		return None{}, refuse(CodeMalformed, "side")
	case who.Side == p.Side:
		return None{}, refuse(CodeAlready, "side")
	case who.Moved:
		return None{}, refuse(CodeFixed, "side")
	case s.speaks(p.Person):
		return None{}, refuse(CodeTurnRunning, "")
	}
	return None{}, nil
}

// applySide puts a waiting hand of the person at this record's place, last
// among the new side's first turns.
func applySide(s *State, m *meta, p *MoveSide, _ *None) {
	who := s.person(p.Person)
	who.was = s.movingFrom(who)
	who.Side, who.Moved, who.Line = p.Side, true, ""
	for _, h := range s.Floor.Hands {
		if h.Person == p.Person {
			h.At, h.Index, h.Lot = m.At, m.Index, false
		}
	}
}

func decideMerge(s *State, _ *ctx, p *Merge) (None, error) {
	keep, other := s.Who(p.Keep), s.People[p.Other]
	switch {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case keep == nil || s.People[p.Keep] != keep:
		return None{}, refuse(CodeNoSuch, "keep")
	case other == nil || other.Into != "":
		return None{}, refuse(CodeNoSuch, "other")
	case keep == other || keep.Kind == AHub || other.Kind == AHub:
		return None{}, refuse(CodeMalformed, "other")
	}
	return None{}, nil
}

func applyMerge(s *State, _ *meta, p *Merge, _ *None) {
	o := s.person(p.Other)
	o.Into, o.Objects = p.Keep, false
	s.merged = true
	s.tell(p.Other)
}

func decideUnmerge(s *State, _ *ctx, p *PersonRef) (None, error) {
	switch who := s.People[p.Person]; {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case who == nil || who.Into == "":
		return None{}, refuse(CodeNoSuch, "person")
	}
	return None{}, nil
}

func applyUnmerge(s *State, _ *meta, p *PersonRef, _ *None) {
	who := s.person(p.Person)
	who.Into = ""
	s.tell(p.Person)
}

// decideObject lets anybody object who was merged, banned or not.
func decideObject(s *State, c *ctx, _ *None) (None, error) {
	switch p := s.People[PersonID(c.Actor.ID)]; {
	case p == nil || p.Into == "":
		return None{}, refuse(CodeNoSuch, "")
	case p.Left:
		return None{}, refuse(CodeLeft, "")
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case p.Objects:
		return None{}, refuse(CodeAlready, "")
	}
	return None{}, nil
}
