package room

import (
	"errors"
	"reflect"
	"sort"
	"strings"

	"github.com/go-json-experiment/json"
)

// command is one type of command: how it is decided and what it means.
type command struct {
	name    string // with its version: "hand.raise/1"
	payload reflect.Type
	facts   reflect.Type
	texts   bool // the payload has commitments
	decide  func(*State, *Envelope, Seconds) (Record, error)
	read    func(*Record)
	apply   func(*State, Record, *meta)
}

// ctx is what a decision is made from besides state and payload.
type ctx struct {
	*Envelope
	At   Seconds
	Draw *Draw
}

// meta is what a record says besides payload and facts.
type meta struct {
	At    Seconds
	Clock Seconds // At, or Made when a desk without network did it
	Index Index
	By    Actor
	Cmd   CmdID
}

// None is the payload or the facts of a command that needs none.
type None struct{}

var strict = json.JoinOptions(json.RejectUnknownMembers(true))

// define makes a command from its decision and its meaning. Neither may change
// the payload, nor the meaning the facts: they can be other states' too.
func define[P, F any](name string, decide func(*State, *ctx, *P) (F, error), apply func(*State, *meta, *P, *F)) command {
	pt, ft := reflect.TypeFor[P](), reflect.TypeFor[F]()
	texts, shared := hasTexts(pt), flat(pt) && flat(ft)
	thing := about(name, pt, ft)
	return command{
		name: name, payload: pt, facts: ft, texts: texts,
		decide: func(s *State, e *Envelope, at Seconds) (Record, error) {
			x := &reading[P, F]{ofPayload: e.Payload}
			if err := json.Unmarshal(e.Payload, &x.payload, strict); err != nil {
				return Record{}, refuse(CodeMalformed, fieldOf(err))
			}
			if texts {
				if err := s.checkTexts(reflect.ValueOf(&x.payload).Elem(), e.Texts); err != nil {
					return Record{}, err
				}
			}
			var err error
			if x.facts, err = decide(s, &ctx{e, at, NewDraw(e.Seed)}, &x.payload); err != nil {
				return Record{}, err
			}
			if x.ofFacts, err = json.Marshal(&x.facts, json.Deterministic(true)); err != nil {
				return Record{}, err
			}
			r := Record{
				V: RecordVersion, At: at, Type: name, By: e.Actor, Cmd: e.Cmd,
				Payload: e.Payload, Sig: e.Sig, Facts: x.ofFacts, Made: e.Made,
			}
			if shared {
				r.read = x
			}
			return r, nil
		},
		read: func(r *Record) {
			if !shared {
				return
			}
			if x := read[P, F](r); x != nil {
				r.read = x
			}
		},
		apply: func(s *State, r Record, m *meta) {
			if x := read[P, F](&r); x != nil {
				if texts {
					s.wrote(m.By, collectTexts(reflect.ValueOf(&x.payload).Elem(), nil))
				}
				apply(s, m, &x.payload, &x.facts)
				if thing != nil {
					s.trace(name, m, thing(s, reflect.ValueOf(&x.payload).Elem(), reflect.ValueOf(&x.facts).Elem()))
				}
			}
		},
	}
}

// fieldOf is the field at fault; "" for a name that no field has, which is the
// sender's own word.
func fieldOf(err error) string {
	var e *json.SemanticError
	if errors.As(err, &e) && !errors.Is(err, json.ErrUnknownName) {
		return strings.ReplaceAll(strings.TrimPrefix(string(e.JSONPointer), "/"), "/", ".")
	}
	return ""
}

var commands = func() map[string]command {
	m := map[string]command{}
	for _, group := range [][]command{
		openCommands(), doorCommands(), slipCommands(), reportCommands(), captionsCommands(), seatCommands(), helperCommands(), peopleCommands(), hubCommands(), signalCommands(), sanctionCommands(), appealCommands(), veilCommands(), sessionCommands(), agendaCommands(), gapCommands(), lotCommands(),
		floorCommands(), statementCommands(), outcomeCommands(), noteCommands(), standingCommands(), screenCommands(), leavingCommands(), restoringCommands(), backCommands(),
	} {
		for _, c := range group {
			m[c.name] = c
		}
	}
	return m
}()

// Decide judges a command at room second at. It returns the record to store or
// an [*Error]; it never changes s. CodeRepeat carries the index of the record
// that the same command made before.
func Decide(s *State, e Envelope, at Seconds) (Record, error) {
	at = max(at, s.Now)
	c, ok := commands[e.Type]
	if !ok {
		return Record{}, refuse(CodeUnknownType, "type")
	}
	if err := s.cmds.check(e.Cmd, e.Actor, at, s.Index); err != nil {
		return Record{}, err
	}
	if (s.Index == 0) != (e.Type == "room.open/1") {
		return Record{}, refuse(CodeNotOpen, "")
	}
	if s.Index > 0 && !s.May(e.Actor, e.Type) {
		return Record{}, refuse(CodeNotAllowed, "")
	}
	if s.Session.Gap != nil && movesClock(e.Type) {
		return Record{}, refuse(CodePaused, "")
	}
	if e.Made != nil && (*e.Made > at || *e.Made < 0 || !s.keepsMinutes(e.Actor)) {
		return Record{}, refuse(CodeMalformed, "made")
	}
	return c.decide(s, &e, at)
}

// keepsMinutes says whether the actor is a seat at the desk: others would make
// their own turn as short as they like.
func (s *State) keepsMinutes(a Actor) bool {
	if a.Kind != ActorSeat {
		return false
	}
	seat := s.seat(ItemID(a.ID))
	return seat.Has(Organizer) || seat.Has(Moderator) || seat.Has(OnlineModerator) || seat.Has(Rapporteur)
}

// movesClock says whether a command waits until the desk has chosen how the
// clocks go on after a gap.
func movesClock(name string) bool {
	return strings.HasPrefix(name, "turn.") || strings.HasPrefix(name, "part.") || strings.HasPrefix(name, "session.")
}

// Apply folds the next record of the room's log into s. It is deterministic
// and total: a record that says nothing to this release counts, moves the
// clock and changes nothing else.
func (s *State) Apply(r Record) {
	s.Index++
	s.Now = max(s.Now, r.At)
	s.cmds.remember(r.Cmd, r.By, s.Index, s.Now)
	c, ok := commands[r.Type]
	if !ok {
		return
	}
	m := &meta{At: r.At, Clock: r.At, Index: s.Index, By: r.By, Cmd: r.Cmd}
	if r.Made != nil {
		m.Clock = *r.Made
	}
	act, acted := s.noting(&r)
	c.apply(s, r, m)
	if r.By.Kind != ActorBallot {
		s.Acted = s.Index
		s.trimStanding()
	}
	s.noteStatements(r.Type)
	s.watchLabels(m)
	s.acts(r.By, r.Type)
	if acted {
		s.keepAct(act, &r)
	}
}

// CommandInfo describes a command to those who publish the API.
type CommandInfo struct {
	Name    string
	Payload reflect.Type
	Facts   reflect.Type // as [Told] tells them
	Texts   bool
}

// Commands lists every command by name.
func Commands() []CommandInfo {
	out := make([]CommandInfo, 0, len(commands))
	for _, c := range commands {
		if t, ok := told[c.name]; ok {
			c.facts = t
		}
		out = append(out, CommandInfo{c.name, c.payload, c.facts, c.texts})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}
