package room

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strconv"
)

// Sanctioned warns, mutes or bans a voice, with a rule and a reason.
type Sanctioned struct {
	Person PersonID `json:"person"`
	Rule   string   `json:"rule"`
	Reason Text     `json:"reason,omitzero" text:"280"`
}

// MaxActs is how many acts of one kind on one person a room keeps, those taken
// back too.
const MaxActs = 50

// ActKind is what moderators do to a person. A warning stops nothing. Muted is
// kept off the floor (hands, calls, points of order) and writes what waits for
// the desk. Banned is out of everything that a voice does. Neither touches the
// ballot, reading or leaving.
type ActKind string

// The acts on persons.
const (
	ActWarn ActKind = "warned"
	ActMute ActKind = "muted"
	ActBan  ActKind = "banned"
)

// PersonAct is one thing that the moderators did to a person, in order.
type PersonAct struct {
	Kind ActKind
	Sanction
	Read   bool // a warning: the person said so
	Lifted bool // taken back
}

func sanctionCommands() []command {
	return []command{
		define("person.warn/1", decideSanction(ActWarn), applySanction(ActWarn)),
		define("person.unwarn/1", decideUnwarn, applyUnwarn),
		define("person.mute/1", decideSanction(ActMute), applySanction(ActMute)),
		define("person.ban/1", decideSanction(ActBan), applySanction(ActBan)),
		define("person.restore/1", decideRestore, applyRestore),
		define("warning.read/1", decideReadWarning, applyReadWarning),
	}
}

func decideSanction(kind ActKind) func(*State, *ctx, *Sanctioned) (None, error) {
	return func(s *State, _ *ctx, p *Sanctioned) (None, error) {
		switch who := s.People[p.Person]; {
		case who == nil:
			return None{}, refuse(CodeNoSuch, "person")
		case who.acts(kind) >= MaxActs:
			return None{}, refuse(CodeLimit, "acts")
		}
		return None{}, s.checkRule(p.Rule, p.Reason)
	}
}

// acts is how many acts of the kind there were on the person.
func (p *Person) acts(kind ActKind) (n int) {
	for _, a := range p.Acts {
		if a.Kind == kind {
			n++
		}
	}
	return n
}

// checkRule wants a rule of the room's policy, and a reason in words.
func (s *State) checkRule(rule string, reason Text) error {
	if !slices.Contains(s.Info.Policy.Rules, rule) {
		return refuse(CodeReason, "rule")
	}
	if reason == "" {
		return refuse(CodeReason, "reason")
	}
	return nil
}

// applySanction keeps the act, and the newest of a kind beside those before.
func applySanction(kind ActKind) func(*State, *meta, *Sanctioned, *None) {
	return func(s *State, m *meta, p *Sanctioned, _ *None) {
		who, why := s.person(p.Person), Sanction{m.At, p.Rule, p.Reason}
		switch kind {
		case ActMute:
			who.Muted, who.Ban = true, why
		case ActBan:
			who.Banned, who.Ban = true, why
		}
		who.Acts = append(who.Acts, PersonAct{Kind: kind, Sanction: why})
		s.tell(p.Person)
	}
}

func decideRestore(s *State, _ *ctx, p *PersonRef) (None, error) {
	switch who := s.People[p.Person]; {
	case who == nil:
		return None{}, refuse(CodeNoSuch, "person")
	case !who.Banned && !who.Muted:
		return None{}, refuse(CodeAlready, "")
	}
	return None{}, nil
}

func applyRestore(s *State, _ *meta, p *PersonRef, _ *None) {
	who := s.person(p.Person)
	who.Banned, who.Muted, who.Ban = false, false, Sanction{}
	for i := range who.Acts {
		who.Acts[i].Lifted = who.Acts[i].Lifted || who.Acts[i].Kind != ActWarn
	}
	s.tell(p.Person)
}

// warning is the newest warning of the person that stands; nil none.
func (p *Person) warning() *PersonAct {
	for i := len(p.Acts) - 1; i >= 0; i-- {
		if a := &p.Acts[i]; a.Kind == ActWarn && !a.Lifted {
			return a
		}
	}
	return nil
}

// Warned is how many warnings of the person stand.
func (p *Person) Warned() (n int) {
	for _, a := range p.Acts {
		if a.Kind == ActWarn && !a.Lifted {
			n++
		}
	}
	return n
}

func decideUnwarn(s *State, _ *ctx, p *PersonRef) (None, error) {
	switch who := s.People[p.Person]; {
	case who == nil:
		return None{}, refuse(CodeNoSuch, "person")
	case who.warning() == nil:
		return None{}, refuse(CodeAlready, "")
	}
	return None{}, nil
}

// applyUnwarn takes the newest warning back.
func applyUnwarn(s *State, _ *meta, p *PersonRef, _ *None) {
	who := s.person(p.Person)
	if a := who.warning(); a != nil {
		a.Lifted = true
		s.tell(p.Person)
	}
}

// decideReadWarning lets anybody say so who was warned, banned or not.
func decideReadWarning(s *State, c *ctx, _ *None) (None, error) {
	id := PersonID(c.Actor.ID)
	switch {
	case s.People[id] == nil:
		return None{}, refuse(CodeNotOpen, "join")
	case !slices.ContainsFunc(s.ActsOn(id), unread):
		return None{}, refuse(CodeAlready, "")
	}
	return None{}, nil
}

func unread(a PersonAct) bool { return a.Kind == ActWarn && !a.Read && !a.Lifted }

func applyReadWarning(s *State, m *meta, _ *None, _ *None) {
	for _, who := range s.chain(PersonID(m.By.ID)) {
		for i := range who.Acts {
			who.Acts[i].Read = who.Acts[i].Read || unread(who.Acts[i])
		}
	}
}

// chain is a person and those whom it was merged into, one by one.
func (s *State) chain(id PersonID) (out []*Person) {
	for p := s.People[id]; p != nil && len(out) < len(s.People); p = s.People[p.Into] {
		out = append(out, p)
	}
	return out
}

// ActsOn is what moderators did to a person, and to those whom it was merged
// into: what holds for them holds for it.
func (s *State) ActsOn(id PersonID) (out []PersonAct) {
	for _, p := range s.chain(id) {
		out = append(out, p.Acts...)
	}
	return out
}

// Removed says whether a person, or one it was merged into, is banned.
func (s *State) Removed(id PersonID) bool {
	return s.anyOf(id, func(p *Person) bool { return p.Banned })
}

// Muted says whether a person, or one it was merged into, is muted.
func (s *State) Muted(id PersonID) bool {
	return s.anyOf(id, func(p *Person) bool { return p.Muted })
}

// barred says whether a person, or one it was merged into, is kept off the
// floor.
func (s *State) barred(id PersonID) bool {
	return s.anyOf(id, func(p *Person) bool { return p.Muted || p.Banned })
}

// anyOf asks the persons of a chain.
func (s *State) anyOf(id PersonID, ask func(*Person) bool) bool {
	p := s.People[id]
	for n := len(s.People); p != nil && n > 0; n-- {
		if ask(p) {
			return true
		}
		p = s.People[p.Into]
	}
	return false
}

// keptTold is how many marks of people who are to look after their own page
// are remembered for pages.
const keptTold = 64

// Mark stands for the next thing that the person will be told. Only its own page
// knows whose mark it is; once it is among [State.Told], there is something new.
func (p *Person) Mark() string {
	sum := sha256.Sum256([]byte("parley-mark\x00" + string(p.ID) + "\x00" + strconv.Itoa(p.told)))
	return base32.StdEncoding.EncodeToString(sum[:5])
}

// tell has the pages of the person, and of those merged into it, ask for what is
// their own.
func (s *State) tell(id PersonID) {
	s.tellAll(func(who *Person) bool {
		return slices.ContainsFunc(s.chain(who.ID), func(p *Person) bool { return p.ID == id })
	})
}

func (s *State) tellAll(whom func(*Person) bool) {
	var marks []string
	for _, who := range s.People {
		if whom(who) {
			marks = append(marks, who.Mark())
			who.told++
		}
	}
	slices.Sort(marks)
	s.Told = append(slices.Clone(s.Told), marks...)
	s.Told = s.Told[max(0, len(s.Told)-keptTold):]
}
