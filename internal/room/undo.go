package room

import (
	"slices"
	"sort"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// undoing is how a command of a seat is taken back: by which commands; none is
// final. back makes the very command for one record, from the state before it;
// without it the desk finds the way by hand.
type undoing struct {
	by   []string
	say  string // what the page of commands adds
	back func(*State, *Record) Inverse
}

// Inverse is a command that takes another back. The zero value is none: what
// was cannot be brought back as it was.
type Inverse struct {
	Name    string
	Payload jsontext.Value
	Asks    Asked // what the desk must add to the payload
}

// Asked is what somebody is asked before a command goes out.
type Asked string

// What may be asked.
const (
	AsksReason Asked = "reason" // a reason in words
	AsksRule   Asked = "rule"   // a rule of the policy, and a reason in words
)

// Act is what a seat did last, and how it is taken back.
type Act struct {
	Index  Index
	At     Seconds
	Seat   ItemID
	Name   string
	Person PersonID // whom it concerned, "" nobody
	Turn   int      // N of the turn that it concerned, 0 none
	Back   Inverse

	undid Undone // what turn.undo must find there, "" whatever it finds
}

// keptActs is how many acts of seats a room remembers, so that they can be taken
// back one after the other.
const keptActs = 32

// noting is what applying the record will add to the acts; made from the state
// before it.
func (s *State) noting(r *Record) (a Act, ok bool) {
	u, known := undos[r.Type]
	if !known || r.By.Kind != ActorSeat || s.opening(r) {
		return Act{}, false
	}
	a = Act{At: r.At, Seat: ItemID(r.By.ID), Name: r.Type, undid: undoes[r.Type]}
	if u.back != nil {
		a.Back = u.back(s, r)
	}
	a.Person, a.Turn = s.concerned(r)
	return a, true
}

// opening says whether a record is one that a room opens with, all there is before
// its first codes and the texts of its proposal: the organizer's seat is its actor,
// but nobody did it by hand who could want to take it back.
func (s *State) opening(r *Record) bool {
	if s.Codes == (Codes{}) {
		return true
	}
	var p AddStatement
	return r.Type == "statement.add/1" && json.Unmarshal(r.Payload, &p) == nil && p.Proposal
}

// concerned is the person and the turn that a record's payload or facts name, or
// the person whose that turn is.
func (s *State) concerned(r *Record) (who PersonID, turn int) {
	var p, f struct {
		Person PersonID `json:"person"`
		Other  PersonID `json:"other"`
		Hand   ItemID   `json:"hand"`
		Turn   int      `json:"turn"`
	}
	if json.Unmarshal(r.Payload, &p) != nil || json.Unmarshal(r.Facts, &f) != nil {
		return "", 0
	}
	if h := s.Floor.Hands[p.Hand]; h != nil {
		who = h.Person
	} else if i := s.dropped(p.Hand); i >= 0 {
		who = s.Floor.Dropped[i].Person
	}
	for _, id := range []PersonID{p.Person, p.Other, f.Person} {
		if who == "" {
			who = id
		}
	}
	turn = max(p.Turn, f.Turn)
	if t := s.Turn(turn); who == "" && t != nil {
		who = t.Person
	}
	return who, turn
}

// keepAct keeps an act, unless it took another back: then that one is gone instead,
// so that what was done before it can be taken back next. What a seat gives a
// reason for after it did something else is an act of its own: to hide a text is
// not to take back that it was caught long before.
func (s *State) keepAct(a Act, r *Record) {
	a.Index = s.Index
	since := false
	for i, was := range slices.Backward(s.Acts) {
		if since && was.Seat == a.Seat && was.Back.Asks != "" {
			continue
		}
		since = since || was.Seat == a.Seat
		if was.Back.takenBy(r) {
			s.Acts = slices.Delete(slices.Clone(s.Acts), i, i+1)
			return
		}
	}
	acts := append(s.Acts, a)
	s.Acts = slices.Clone(acts[max(0, len(acts)-keptActs):])
}

// takenBy says whether the record is that inverse, whatever was asked for it.
func (v *Inverse) takenBy(r *Record) bool {
	if v.Name != r.Type {
		return false
	}
	return string(subject(v.Payload, v.Asks)) == string(subject(r.Payload, v.Asks))
}

// Restoring is the texts that were there before acts of the seat which the command
// takes back, and which it may therefore name without their bodies.
func (s *State) Restoring(by Actor, name string, payload jsontext.Value) (out []Text) {
	r := &Record{Type: name, Payload: payload}
	for i := range s.Acts {
		if a := &s.Acts[i]; by.Kind == ActorSeat && a.Seat == ItemID(by.ID) && a.Back.takenBy(r) {
			out = append(out, TextsIn(name, a.Back.Payload)...)
		}
	}
	return out
}

// subject is a payload without what is asked.
func subject(p jsontext.Value, asks Asked) []byte {
	var m map[string]jsontext.Value
	if json.Unmarshal(p, &m) != nil {
		return p
	}
	if asks != "" {
		delete(m, "rule")
		delete(m, "reason")
	}
	b, err := json.Marshal(m, json.Deterministic(true))
	if err != nil {
		return p
	}
	return b
}

// LastAct is the newest act of a seat; Ready says that its inverse would be
// taken now and brings back what was.
type LastAct struct {
	Act
	Ready bool
}

// LastActs is the last act of each seat at room second now. What another seat
// did since is not undone with it.
func (s *State) LastActs(texts Texts, now Seconds) map[ItemID]LastAct {
	out := map[ItemID]LastAct{}
	for i, a := range slices.Backward(s.Acts) {
		if _, later := out[a.Seat]; !later {
			over := slices.ContainsFunc(s.Acts[i+1:], a.overtaken)
			out[a.Seat] = LastAct{a, !over && s.takes(&a, texts, now)}
		}
	}
	return out
}

// overtaken says whether a later act set the same thing anew, which the old value
// would undo, or concerned the same person.
func (a *Act) overtaken(later Act) bool {
	return a.Name == later.Name && a.Name == a.Back.Name || a.Person != "" && a.Person == later.Person
}

// takes says whether the act's inverse would be taken from its seat now.
func (s *State) takes(a *Act, texts Texts, now Seconds) bool {
	c, ok := commands[a.Back.Name]
	by := Actor{ActorSeat, string(a.Seat)}
	if !ok || !s.May(by, c.name) || s.Session.Gap != nil && movesClock(c.name) {
		return false
	}
	if _, what, _ := s.Undoable(); a.undid != "" && what != a.undid {
		return false
	}
	_, err := c.decide(s, &Envelope{Actor: by, Type: c.name, Payload: a.Back.Payload, Texts: texts}, max(now, s.Now))
	if e, refused := err.(*Error); refused && a.Back.Asks != "" {
		return e.Code == CodeReason
	}
	return err == nil
}

// undoes is what turn.undo must take back where it is an act's inverse.
var undoes = map[string]Undone{
	"turn.call/1": UndidCall, "turn.override/1": UndidCall, "turn.seat/1": UndidCall, "turn.answer/1": UndidCall,
	"order.grant/1": UndidCall, "turn.enter/1": UndidEntry, "turn.end/1": UndidEnd, "turn.absent/1": UndidAbsent,
}

// FinalCommands are those of seats that nothing takes back, without versions.
func FinalCommands() (names []string) {
	for name, u := range undos {
		if len(u.by) == 0 {
			names = append(names, Bare(name))
		}
	}
	sort.Strings(names)
	return names
}
