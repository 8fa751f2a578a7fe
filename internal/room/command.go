package room

import (
	"errors"
	"reflect"
	"sort"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// command is one type of command: how it is decided and what it means.
type command struct {
	name    string // with its version: "hand.raise/1"
	payload reflect.Type
	facts   reflect.Type
	texts   bool // the payload has commitments
	decide  func(*State, *Envelope, Seconds) (jsontext.Value, error)
	apply   func(*State, *Record, Index)
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
}

// None is the payload or the facts of a command that needs none.
type None struct{}

// define makes a command from its decision and its meaning.
func define[P, F any](name string, decide func(*State, *ctx, *P) (F, error), apply func(*State, *meta, *P, *F)) command {
	pt := reflect.TypeFor[P]()
	return command{
		name: name, payload: pt, facts: reflect.TypeFor[F](), texts: hasTexts(pt),
		decide: func(s *State, e *Envelope, at Seconds) (jsontext.Value, error) {
			var p P
			if err := json.Unmarshal(e.Payload, &p, json.RejectUnknownMembers(true)); err != nil {
				return nil, refuse(CodeMalformed, fieldOf(err))
			}
			if err := checkTexts(reflect.ValueOf(&p).Elem(), e.Texts, ""); err != nil {
				return nil, err
			}
			f, err := decide(s, &ctx{e, at, NewDraw(e.Seed)}, &p)
			if err != nil {
				return nil, err
			}
			return json.Marshal(&f, json.Deterministic(true))
		},
		apply: func(s *State, r *Record, i Index) {
			var p P
			var f F
			if json.Unmarshal(r.Payload, &p) != nil || json.Unmarshal(r.Facts, &f) != nil {
				return
			}
			m := &meta{At: r.At, Clock: r.At, Index: i, By: r.By}
			if r.Made != nil {
				m.Clock = *r.Made
			}
			apply(s, m, &p, &f)
		},
	}
}

func fieldOf(err error) string {
	var e *json.SemanticError
	if errors.As(err, &e) {
		return string(e.JSONPointer)
	}
	return ""
}

var commands = func() map[string]command {
	m := map[string]command{}
	for _, group := range [][]command{
		openCommands(), seatCommands(), peopleCommands(), sessionCommands(),
		floorCommands(), statementCommands(), outcomeCommands(), screenCommands(),
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
	if e.Made != nil && (*e.Made > at || *e.Made < 0 || e.Actor.Kind != ActorSeat) {
		return Record{}, refuse(CodeMalformed, "made")
	}
	facts, err := c.decide(s, &e, at)
	if err != nil {
		return Record{}, err
	}
	return Record{
		V: RecordVersion, At: at, Type: e.Type, By: e.Actor, Cmd: e.Cmd,
		Payload: e.Payload, Sig: e.Sig, Facts: facts, Made: e.Made,
	}, nil
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
	if c, ok := commands[r.Type]; ok {
		c.apply(s, &r, s.Index)
	}
}

// CommandInfo describes a command to those who publish the API.
type CommandInfo struct {
	Name    string
	Payload reflect.Type
	Facts   reflect.Type
	Texts   bool
}

// Commands lists every command by name.
func Commands() []CommandInfo {
	out := make([]CommandInfo, 0, len(commands))
	for _, c := range commands {
		out = append(out, CommandInfo{c.name, c.payload, c.facts, c.texts})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}
