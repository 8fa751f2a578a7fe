package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

const onsite, online = "onsite", "online"

// floor is what floor.md says to keep.
type floor struct {
	records   int // how many there were: the index of the newest
	seed      []byte
	firstSide string
	hubShare  int
	people    map[string]*person
	waiting   []*hand
	dropped   map[string]hand // by the desk, as they were
	turns     []*turn         // turn n is turns[n-1]
	mics      []string
	favour    string
	block     *int // the block's question
	calls     []call
	err       error // the first thing that cannot be
}

type person struct {
	id, side, line            string
	hub, muted, banned, moved bool
	left                      bool
	into                      *person // whom they were merged into
	was                       moved   // before person.side
	lot                       [sha256.Size]byte
}

// moved is where a person was, and their waiting hands were, before a change of
// side.
type moved struct {
	side, line string
	hands      map[string]hand
}

type hand struct {
	id                      string
	of                      *person // whom it was raised for
	index, question, number int
	lot, out                bool
}

type turn struct {
	of      *person // nil at the table
	where   place
	service bool
	hand    *hand // as it was when it was taken
	letIn   []string
}

// place is a line of a side.
type place struct{ side, line string }

// record is what the rule reads of one.
type record struct {
	Type, By       string
	Payload, Facts json.RawMessage
}

// members are those of a payload or of facts that the rule reads; what is absent is zero.
type members struct {
	Person, Hand, Side, Line, Favour, Keep, Other, Why, Undid string

	Mics                   []string
	Question, Turn, Number int
	Lot, Lowered           bool
	Seed                   string `json:"lot_seed"`
	Policy                 struct {
		Floor struct {
			Rule  string
			First string `json:"first_side"`
			Share int    `json:"hub_share"`
		}
	}
}

func newFloor() *floor { return &floor{people: map[string]*person{}, dropped: map[string]hand{}} }

// step notes a record that calls somebody, and lets it have its effect.
func (f *floor) step(r record) error {
	f.records++
	effect, concerns := effects[r.Type]
	if !concerns {
		return nil
	}
	var sent, decided members
	if err := errors.Join(json.Unmarshal(r.Payload, &sent), json.Unmarshal(r.Facts, &decided)); err != nil {
		return err
	}
	log := choice{decided.Side, decided.Line, decided.Hand, decided.Person}
	switch r.Type {
	case "turn.call/1":
		f.calls = append(f.calls, call{f.records, decided.Turn, f.choose(), log, ""})
	case "turn.override/1":
		f.calls = append(f.calls, call{f.records, decided.Turn, f.choose(), log, sent.Why})
	case "voice.join/1", "hand.raise/1", "voice.leave/1":
		sent.Person = strings.TrimPrefix(r.By, "voice:")
	}
	effect(f, sent, decided)
	return f.err
}

// effects is floor.md's table of what each record does.
var effects = map[string]func(f *floor, sent, decided members){
	"room.open/1":      (*floor).open,
	"voice.join/1":     func(f *floor, m, _ members) { f.join(m.Person, m.Side) },
	"hub.add/1":        func(f *floor, _, d members) { f.join(d.Person, online).hub = true },
	"hand.raise/1":     func(f *floor, m, d members) { f.raise(d, f.person(m.Person)).owner().line = "" },
	"hand.add/1":       (*floor).add,
	"hand.lower/1":     func(f *floor, m, _ members) { f.take(m.Hand) },
	"statement.add/1":  func(f *floor, m, _ members) { f.take(m.Hand) },
	"voice.leave/1":    (*floor).leave,
	"hand.drop/1":      func(f *floor, m, _ members) { f.dropped[m.Hand] = f.take(m.Hand) },
	"hand.restore/1":   func(f *floor, m, _ members) { f.giveBack(f.dropped[m.Hand]) },
	"mics.set/1":       func(f *floor, m, _ members) { f.mics = m.Mics },
	"uneven.set/1":     func(f *floor, m, _ members) { f.favour = m.Favour },
	"block.open/1":     func(f *floor, m, _ members) { f.block = &m.Question },
	"block.close/1":    func(f *floor, _, _ members) { f.block = nil },
	"person.side/1":    (*floor).move,
	"person.back/1":    (*floor).moveBack,
	"person.mute/1":    func(f *floor, m, _ members) { f.person(m.Person).muted = true },
	"person.ban/1":     func(f *floor, m, _ members) { f.person(m.Person).banned = true },
	"person.restore/1": func(f *floor, m, _ members) { p := f.person(m.Person); p.muted, p.banned = false, false },
	"person.merge/1":   (*floor).merge,
	"person.unmerge/1": func(f *floor, m, _ members) { f.person(m.Person).into = nil },
	"turn.call/1":      func(f *floor, _, d members) { f.letIn(f.serve(d)) },
	"turn.override/1":  func(f *floor, _, d members) { f.letIn(f.serve(d)) },
	"turn.enter/1":     func(f *floor, m, d members) { f.named(m, d); f.serve(d) },
	"turn.seat/1":      func(f *floor, _, _ members) { f.turns = append(f.turns, &turn{}) },
	"turn.answer/1":    func(f *floor, _, _ members) { f.turns = append(f.turns, &turn{}) },
	"order.grant/1":    func(f *floor, _, _ members) { f.turns = append(f.turns, &turn{}) },
	"turn.absent/1":    (*floor).absent,
	"turn.correct/1":   (*floor).correct,
	"turn.undo/1":      (*floor).undo,
}

// expect keeps the first thing that cannot be.
func (f *floor) expect(ok bool, otherwise string, args ...any) {
	if !ok && f.err == nil {
		f.err = fmt.Errorf(otherwise, args...)
	}
}

func (f *floor) open(sent, decided members) {
	rule := sent.Policy.Floor
	f.firstSide, f.hubShare = rule.First, rule.Share
	f.seed, _ = hex.DecodeString(decided.Seed)
	f.expect(rule.Rule == "alternate/1" && rule.Share > 0 && len(f.seed) == 32, "the rule is not alternate/1")
}

func (f *floor) join(id, side string) *person {
	raw, _ := hex.DecodeString(id)
	f.expect(len(raw) == 16 && f.people[id] == nil, "%q is no new person", id)
	f.people[id] = &person{id: id, side: side, lot: sha256.Sum256(slices.Concat(f.seed, raw))}
	return f.people[id]
}

func (f *floor) person(id string) *person {
	p, ok := f.people[id]
	if f.expect(ok, "%q is nobody", id); !ok {
		p = &person{}
	}
	return p
}

// owner is whom p stands for.
func (p *person) owner() *person {
	for p.into != nil {
		p = p.into
	}
	return p
}

// named is whom the named person stands for; where none is named, somebody new.
func (f *floor) named(sent, decided members) *person {
	if sent.Person == "" {
		return f.join(decided.Person, sent.Side)
	}
	return f.person(sent.Person).owner()
}

func (f *floor) raise(d members, p *person) *person {
	f.waiting = append(f.waiting, &hand{d.Hand, p, f.records, d.Question, d.Number, d.Lot, false})
	return p
}

func (f *floor) add(sent, decided members) {
	if p := f.raise(decided, f.named(sent, decided)); p.side == onsite {
		p.line = sent.Line
	}
}

// take takes a hand from those that wait; it is for nobody where none has the id.
func (f *floor) take(id string) (taken hand) {
	f.waiting = slices.DeleteFunc(f.waiting, func(h *hand) bool {
		if h.id == id {
			taken = *h
		}
		return h.id == id
	})
	return taken
}

// giveBack returns a hand to its old place.
func (f *floor) giveBack(h hand) {
	if f.expect(h.of != nil, "there is no hand to give back"); h.of == nil || h.of.left {
		return
	}
	f.waiting = slices.DeleteFunc(f.waiting, func(other *hand) bool {
		return other.of == h.of && (!h.of.hub || other.number == h.number)
	})
	f.waiting = append(f.waiting, &h)
}

func (f *floor) leave(sent, _ members) {
	p := f.person(sent.Person)
	p.left = true
	f.waiting = slices.DeleteFunc(f.waiting, func(h *hand) bool { return h.of == p })
}

func (f *floor) move(sent, _ members) {
	p := f.person(sent.Person)
	p.was = moved{p.side, p.line, map[string]hand{}}
	p.side, p.line, p.moved = sent.Side, "", true
	for _, h := range f.waiting {
		if h.of == p {
			p.was.hands[h.id] = *h
			h.index, h.lot = f.records, false
		}
	}
}

func (f *floor) moveBack(sent, _ members) {
	p := f.person(sent.Person)
	f.expect(p.was.side != "", "%s did not change sides", p.id)
	p.side, p.line, p.moved = p.was.side, p.was.line, false
	for _, h := range f.waiting {
		if was, ok := p.was.hands[h.id]; ok {
			h.index, h.lot = was.index, was.lot
		}
	}
}

func (f *floor) merge(sent, _ members) {
	other, kept := f.person(sent.Other), f.person(sent.Keep)
	if f.expect(kept.owner() != other, "%s is merged into themselves", other.id); f.err == nil {
		other.into = kept
	}
}

// serve begins a turn that is service.
func (f *floor) serve(d members) *turn {
	t := &turn{of: f.person(d.Person), where: place{d.Side, d.Line}, service: true}
	if d.Hand != "" {
		h := f.take(d.Hand)
		f.expect(h.of != nil, "no hand %q waits", d.Hand)
		t.hand = &h
	}
	f.turns = append(f.turns, t)
	return t
}

// letIn lets in who is out in the turn's line, or in a line where nobody else is left.
func (f *floor) letIn(t *turn) {
	left := map[place]bool{}
	for _, h := range f.waiting {
		left[f.where(h)] = left[f.where(h)] || !h.out && f.callable(h)
	}
	for _, h := range f.waiting {
		if h.out && (f.where(h) == t.where || !left[f.where(h)]) {
			h.out = false
			t.letIn = append(t.letIn, h.id)
		}
	}
}

func (f *floor) turn(n int) *turn {
	ok := n > 0 && n <= len(f.turns)
	if f.expect(ok, "there is no turn %d", n); !ok {
		return &turn{}
	}
	return f.turns[n-1]
}

func (f *floor) absent(sent, decided members) {
	t := f.turn(sent.Turn)
	if t.service = false; t.hand != nil && !decided.Lowered {
		back := *t.hand
		back.out = true
		f.giveBack(back)
	}
}

func (f *floor) correct(sent, decided members) {
	if decided.Person == "" {
		return
	}
	t := f.turn(sent.Turn)
	if t.of = f.people[decided.Person]; sent.Person == "" {
		t.of = f.join(decided.Person, sent.Side)
	}
	f.expect(t.of != nil, "%q is nobody", decided.Person)
}

func (f *floor) undo(sent, decided members) {
	t := f.turn(sent.Turn)
	switch decided.Undid {
	case "call", "entry":
		if t.service = false; t.hand != nil {
			f.giveBack(*t.hand)
		}
		for _, h := range f.waiting {
			h.out = h.out || slices.Contains(t.letIn, h.id)
		}
	case "absent":
		if t.service = t.of != nil; t.hand != nil {
			f.take(t.hand.id)
		}
	}
}
