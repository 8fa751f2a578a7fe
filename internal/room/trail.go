package room

import (
	"reflect"
	"strings"
)

// ThingKind is a kind of thing that reports speak of.
type ThingKind string

// The kinds of things. Of the session and the picture there is one.
const (
	AStatement  ThingKind = "statement"
	AnOutcome   ThingKind = "outcome"
	AnObjection ThingKind = "objection"
	ATurn       ThingKind = "turn"
	ASeat       ThingKind = "seat"
	AQuestion   ThingKind = "question" // of the session
	AFormField  ThingKind = "form"
	TheSession  ThingKind = "session"
	ThePicture  ThingKind = "picture" // of where the room stands
)

// Thing is what a record is about: by its id or name or, turns and questions, by
// its number.
type Thing struct {
	Kind ThingKind
	ID   ItemID
	N    int
}

// Trace is a record about a thing. N numbers these records alone: a record's
// place in the whole log would tell how many ballots answered between two.
type Trace struct {
	N    int
	At   Seconds
	Type string // "statement.add/1"
	Cmd  CmdID  // names the record in the log
}

// Trail is the records about a thing, oldest first. No answer of a ballot is
// among them.
func (s *State) Trail(x Thing) []Trace { return s.trail[x] }

// LastTrace is the newest record about any thing.
func (s *State) LastTrace() Trace { return s.traced }

// about is how the thing that a command of the named type is about is read from
// its payload or its facts; nil when reports speak of nothing that it changes.
func about(name string, payload, facts reflect.Type) func(s *State, p, f reflect.Value) Thing {
	kind, field := thingOf(name)
	if kind == TheSession || kind == ThePicture {
		return func(*State, reflect.Value, reflect.Value) Thing { return Thing{Kind: kind} }
	}
	if name == "hub.add/1" { // its payload may name a seat that was there before
		return func(_ *State, _, f reflect.Value) Thing { return named(kind, f.FieldByName(field)) }
	}
	if name == "question.add/1" {
		return func(s *State, _, _ reflect.Value) Thing { return Thing{Kind: kind, N: len(s.Agenda)} }
	}
	if x, ok := payload.FieldByName(field); ok {
		return func(_ *State, p, _ reflect.Value) Thing { return named(kind, p.FieldByIndex(x.Index)) }
	}
	if x, ok := facts.FieldByName(field); ok {
		return func(_ *State, _, f reflect.Value) Thing { return named(kind, f.FieldByIndex(x.Index)) }
	}
	return nil
}

// thingOf is what commands of a name are about, and the field that names it.
func thingOf(name string) (kind ThingKind, field string) {
	switch name {
	case "outcome.answer/1", "question.now/1", "seat.link/1":
		return "", ""
	case "room.open/1", "room.restore/1":
		return TheSession, ""
	case StandingType:
		return ThePicture, ""
	case "question.add/1", "question.edit/1":
		return AQuestion, "Question"
	case "hub.add/1":
		return ASeat, "Seat"
	case "order.grant/1":
		return ATurn, "Turn"
	}
	group, _, _ := strings.Cut(name, ".")
	switch group {
	case "session", "presence", "solo", "helper":
		return TheSession, ""
	case "statement", "card", "reply", "question":
		return AStatement, "Statement"
	case "outcome":
		return AnOutcome, "Outcome"
	case "objection":
		return AnObjection, "Objection"
	case "turn":
		return ATurn, "Turn"
	case "seat":
		return ASeat, "Seat"
	case "form":
		return AFormField, "Field"
	}
	return "", ""
}

func named(kind ThingKind, v reflect.Value) Thing {
	if v.Kind() == reflect.Int {
		return Thing{Kind: kind, N: int(v.Int())}
	}
	return Thing{Kind: kind, ID: ItemID(v.String())}
}

// trace keeps a record about a thing that there is.
func (s *State) trace(name string, m *meta, x Thing) {
	if s.has(x) {
		s.traced = Trace{s.traced.N + 1, m.Clock, name, m.Cmd}
		s.trail[x] = append(s.trail[x], s.traced)
	}
}

func (s *State) has(x Thing) bool {
	switch x.Kind {
	case AStatement:
		return s.Statements[x.ID] != nil
	case AnOutcome:
		return s.Outcomes[x.ID] != nil
	case AnObjection:
		return s.objection(x.ID) != nil
	case ATurn:
		return s.Turn(x.N) != nil
	case ASeat:
		return s.Seats[x.ID] != nil
	case AQuestion:
		return s.isQuestion(x.N)
	}
	return x.Kind == TheSession || x.Kind == ThePicture || x.Kind == AFormField
}
