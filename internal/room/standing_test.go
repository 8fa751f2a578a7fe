package room

import (
	"errors"
	"maps"
	"testing"

	"pgregory.net/rapid"
)

// crowd is a room of n ballots that answered a view, and perhaps a second one.
func crowd(t failer, n int) (d *drive, first, second ItemID) {
	d = newDrive(t, smallSetup())
	d.do(d.desk(Moderator), "session.start/1", None{})
	first, second = d.statement(View), d.statement(Mechanism)
	for i := range n {
		if err := d.vote(i, Door{Side: Onsite}, first, answers[i%3]); err != nil {
			t.Fatalf("vote %d: %v", i, err)
		}
	}
	return d, first, second
}

var halves = map[string][2]int{"A": {0, 29}, "B": {30, 59}}

// TestPicturesThatAreRefused changes one thing of a picture that would be taken.
func TestPicturesThatAreRefused(t *testing.T) {
	d, id, other := crowd(t, 60)
	for i := range 60 {
		if err := d.vote(i, Door{Side: Onsite}, other, []Answer{Support, LiveWith, Cannot}[i/20]); err != nil {
			t.Fatal(err)
		}
	}
	classes := map[ItemID]StandingOf{id: {Class: ClassOpenWithin}, other: {Class: ClassOpenBetween}}
	group := func(p *RecordStanding, change func(*StandingGroup)) {
		g := p.Groups["A"]
		change(&g)
		p.Groups["A"] = g
	}
	of := func(p *RecordStanding, change func(*StandingOf)) {
		x := p.Statements[id]
		change(&x)
		p.Statements[id] = x
	}
	hold := func(p *RecordStanding, change func(*StandingHold)) {
		group(p, func(g *StandingGroup) {
			h := g.Holds[other]
			change(&h)
			g.Holds[other] = h
		})
	}
	for name, x := range map[string]struct {
		code   Code
		field  string
		change func(*RecordStanding)
	}{
		"of the future":          {CodeStale, "upto", func(p *RecordStanding) { p.Upto = d.s.Index + 1 }},
		"of no record":           {CodeStale, "upto", func(p *RecordStanding) { p.Upto = 0 }},
		"49 people":              {CodeNotOpen, "people", func(p *RecordStanding) { p.People = 49 }},
		"more than voted":        {CodeNotOpen, "people", func(p *RecordStanding) { p.People = 61 }},
		"no engine":              {CodeMalformed, "votes", func(p *RecordStanding) { p.Engine = "" }},
		"fewer votes than heads": {CodeMalformed, "votes", func(p *RecordStanding) { p.Votes = 59 }},
		"no letters":             {CodeMalformed, "letters", func(p *RecordStanding) { p.Letters = "" }},
		"a letter twice":         {CodeMalformed, "letters", func(p *RecordStanding) { p.Letters = "AA" }},
		"a small letter":         {CodeMalformed, "letters", func(p *RecordStanding) { p.Letters = "Ab" }},
		"groups of one field":    {CodeMalformed, "groups", func(p *RecordStanding) { p.Letters = "A" }},
		"a group without letter": {CodeMalformed, "groups", func(p *RecordStanding) { p.Groups["C"] = p.Groups["A"] }},
		"a letter without group": {CodeMalformed, "groups", func(p *RecordStanding) { delete(p.Groups, "A") }},
		"somebody in no group":   {CodeMalformed, "groups", func(p *RecordStanding) { group(p, func(g *StandingGroup) { g.People-- }) }},
		"nine in a group":        {CodeNotOpen, "groups", func(p *RecordStanding) { group(p, func(g *StandingGroup) { g.People = 9 }) }},
		"a class of no kind":     {CodeMalformed, "statements", func(p *RecordStanding) { of(p, func(x *StandingOf) { x.Class = "loud" }) }},
		"more of what is open":   {CodeMalformed, "statements", func(p *RecordStanding) { of(p, func(x *StandingOf) { x.More = 5 }) }},
		"an open point for sure": {CodeMalformed, "statements", func(p *RecordStanding) { of(p, func(x *StandingOf) { x.Confirmed = true }) }},
		"of no statement":        {CodeStale, "statements", func(p *RecordStanding) { p.Statements["NONE"] = p.Statements[id] }},
		"a cell too few":         {CodeMalformed, "cells", func(p *RecordStanding) { delete(p.Statements[id].Cells, "A") }},
		"a cell of one field": {CodeMalformed, "cells", func(p *RecordStanding) {
			all := p.Statements[id].Cells
			p.Letters, p.Groups, p.Statements[id] = "A", nil, StandingOf{Class: ClassOpenWithin, Cells: map[string]Tally{"A": all["A"].Plus(all["B"])}}
			delete(p.Statements, other)
		}},
		"a cell of nobody": {CodeMalformed, "cells", func(p *RecordStanding) {
			p.Statements[id].Cells["C"] = Tally{}
		}},
		"one answer more":  {CodeMalformed, "cells", func(p *RecordStanding) { p.Statements[id].Cells["A"] = Tally{11, 10, 10} }},
		"a negative count": {CodeMalformed, "cells", func(p *RecordStanding) { p.Statements[id].Cells["A"] = Tally{-1, 11, 20} }},
		"four in a cell": {CodeNotOpen, "cells", func(p *RecordStanding) {
			p.Statements[id].Cells["A"], p.Statements[id].Cells["B"] = Tally{4, 0, 0}, Tally{16, 20, 20}
		}},
		"agreement of no cells": {CodeStale, "agrees", func(p *RecordStanding) { group(p, func(g *StandingGroup) { g.Agrees += 1e-5 }) }},
		"a share of no cells":   {CodeStale, "holds", func(p *RecordStanding) { hold(p, func(h *StandingHold) { h.Own -= 1e-5 }) }},
		"a rest of no cells":    {CodeStale, "holds", func(p *RecordStanding) { hold(p, func(h *StandingHold) { h.Rest += 1e-5 }) }},
		"a hold on can't say":   {CodeStale, "holds", func(p *RecordStanding) { hold(p, func(h *StandingHold) { h.Answer = Unsure }) }},
		"second of one":         {CodeMalformed, "holds", func(p *RecordStanding) { hold(p, func(h *StandingHold) { h.Rank = 2 }) }},
		"an interval backwards": {CodeMalformed, "holds", func(p *RecordStanding) { hold(p, func(h *StandingHold) { h.Low, h.High = .2, .1 }) }},
		"holds without end": {CodeLimit, "holds", func(p *RecordStanding) {
			for i := range MaxHolds {
				p.Groups["A"].Holds[ItemID(rune('A'+i))] = StandingHold{}
			}
		}},
	} {
		p := pictureOf(d.s, halves, classes)
		if p.Statements[id].Cells == nil || len(p.Groups["A"].Holds) != 1 {
			t.Fatalf("the picture to change is %+v", p)
		}
		x.change(p)
		var e *Error
		if _, err := d.try(Actor{Kind: ActorRoom}, StandingType, p); !errors.As(err, &e) || e.Code != x.code || e.Field != x.field {
			t.Errorf("%s: %v, want %s %s", name, err, x.code, x.field)
		}
	}
	d.do(Actor{Kind: ActorRoom}, StandingType, pictureOf(d.s, halves, classes))
}

// TestAPictureOfForgottenSteps is one that more steps overtook than a poll
// remembers: without cells it is taken.
func TestAPictureOfForgottenSteps(t *testing.T) {
	d, id, _ := crowd(t, 60)
	classes := map[ItemID]StandingOf{id: {Class: ClassOpenWithin}}
	p := pictureOf(d.s, halves, classes)
	for i := range 2*maxMoves + 60 {
		if err := d.vote(i%60, Door{}, id, answers[(i+i/60+1)%3]); err != nil {
			t.Fatal(err)
		}
	}
	d.refused(CodeStale, Actor{Kind: ActorRoom}, StandingType, p)
	p.Statements[id] = StandingOf{Class: ClassOpenWithin}
	for letter, g := range p.Groups {
		g.Agrees, g.Holds = 0, nil
		p.Groups[letter] = g
	}
	d.do(Actor{Kind: ActorRoom}, StandingType, p)
	checkInvariants(t, d.s)
}

// past is what every ballot said, and what was published of it, after a record.
type past struct {
	votes, published map[ItemID]map[BallotID]Answer
	shown            map[ItemID]bool
}

func pastOf(s *State) past {
	p := past{map[ItemID]map[BallotID]Answer{}, map[ItemID]map[BallotID]Answer{}, map[ItemID]bool{}}
	for _, x := range s.Statements {
		p.votes[x.ID], p.shown[x.ID] = maps.Collect(x.Opinions()), x.InOpinions()
		if !x.InOpinions() {
			continue
		}
		p.published[x.ID] = map[BallotID]Answer{}
		for id, a := range x.said() {
			p.published[x.ID][id] = x.scale.Means(a)
		}
	}
	return p
}

// differing is the ballots that say something else in another past.
func differing(a, b map[BallotID]Answer, out map[BallotID]bool) map[BallotID]bool {
	for _, m := range []map[BallotID]Answer{a, b} {
		for id := range m {
			if a[id] != b[id] {
				out[id] = true
			}
		}
	}
	return out
}

// TestPicturesGiveNobodyAway plays votes and pictures, some recorded long after
// they were made, beside somebody who wrote every answer down: two pictures, and
// two cells of a statement, differ by as many ballots as they must, and nothing is
// refused that could be told.
func TestPicturesGiveNobodyAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, a, b := crowd(t, 60)
		pasts := map[Index]past{}
		celled := map[ItemID]Index{}
		var last Index
		var made *RecordStanding
		least := func(closed bool) int {
			if closed {
				return 5
			}
			return 10
		}
		t.Repeat(map[string]func(*rapid.T){
			"votes": func(t *rapid.T) {
				id := rapid.SampledFrom([]ItemID{a, b}).Draw(t, "statement")
				from, n := rapid.IntRange(0, 59).Draw(t, "from"), rapid.IntRange(1, 25).Draw(t, "n")
				said := rapid.SampledFrom(d.s.Statements[id].scale.Choices).Draw(t, "answer")
				for i := range n {
					_ = d.vote((from+i)%60, Door{Side: Onsite}, id, said) // the same again, and after the close, is refused
				}
			},
			"withdraw": func(t *rapid.T) {
				if rapid.IntRange(0, 4).Draw(t, "dice") == 0 {
					_, _ = d.try(ballotID(rapid.IntRange(0, 5).Draw(t, "ballot")), "ballot.withdraw/1", None{})
				}
			},
			"hide": func(t *rapid.T) {
				_, _ = d.try(d.desk(Moderator), "statement.hide/1", &HideStatement{b, "spam", d.text("So.")})
			},
			"show": func(t *rapid.T) {
				_, _ = d.try(d.desk(Moderator), "statement.restore/1", &RestoreStatement{b, d.text("Not so.")})
			},
			"close": func(t *rapid.T) {
				if rapid.IntRange(0, 4).Draw(t, "dice") == 0 {
					_, _ = d.try(d.desk(Moderator), "statement.close/1", &StatementRef{a})
				}
			},
			"make": func(t *rapid.T) {
				n := rapid.IntRange(16, 50).Draw(t, "of A")
				classes := map[ItemID]StandingOf{a: {Class: ClassOpenWithin}}
				if d.s.Statements[b].InOpinions() {
					classes[b] = StandingOf{Class: ClassOpenWithin}
				}
				made = pictureOf(d.s, map[string][2]int{"A": {0, n - 1}, "B": {n, 59}}, classes)
				pasts[made.Upto] = pastOf(d.s)
			},
			"record": func(t *rapid.T) {
				if made == nil || d.s.Standing != nil && made.Upto < d.s.Standing.Index {
					return
				}
				p := made
				made = nil
				_, err := d.try(Actor{Kind: ActorRoom}, StandingType, p)
				was, now := pasts[last], pasts[p.Upto]
				changed := map[BallotID]bool{}
				for _, id := range []ItemID{a, b} {
					if was.shown[id] || now.shown[id] {
						differing(was.votes[id], now.votes[id], changed)
					}
				}
				may := last == 0 || len(changed) >= least(false)
				for id, of := range p.Statements {
					may = may && d.s.Statements[id].InOpinions()
					if of.Cells == nil {
						continue
					}
					before, again := celled[id]
					n := len(differing(pasts[before].published[id], now.published[id], map[BallotID]bool{}))
					may = may && (!again || n >= least(d.s.Statements[id].Status == VoteClosed))
				}
				if may != (err == nil) {
					t.Fatalf("picture of record %d after %d: %d ballots differ, told %v", p.Upto, last, len(changed), err)
				}
				if err != nil {
					return
				}
				last = p.Upto
				for id, of := range p.Statements {
					if of.Cells != nil {
						celled[id] = p.Upto
					}
				}
			},
			"": func(t *rapid.T) {
				checkOpinion(t, d.s)
				checkStanding(t, d.s)
			},
		})
		checkReplayed(t, d.s, d.records)
	})
}
