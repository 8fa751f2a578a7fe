package room

import (
	"testing"
)

// TestElsewhere holds what of a statement's answers may go elsewhere, rule by rule. 24
// ballots answered; the figures are of 20.
func TestElsewhere(t *testing.T) {
	moderator := func(d *drive) Actor { return d.desk(Moderator) }
	closeVote := func(d *drive, id ItemID) { d.do(moderator(d), "statement.close/1", StatementRef{id}) }
	for name, x := range map[string]struct {
		people int
		before func(d *drive, id ItemID) // before the session is closed
		open   bool
		want   int // answers; 0 none
	}{
		"the last figures, not the late four": {24, nil, false, 20},
		"five more are a step":                {25, nil, false, 25},
		"the room is not closed":              {24, nil, true, 0},
		"a word alone is shown":               {19, nil, false, 0},
		"hidden": {24, func(d *drive, id ItemID) {
			d.do(moderator(d), "statement.hide/1", &HideStatement{id, "spam", d.text("It sells.")})
		}, false, 0},
		"hidden and shown again": {24, func(d *drive, id ItemID) {
			d.do(moderator(d), "statement.hide/1", &HideStatement{id, "spam", d.text("It sells.")})
			d.do(moderator(d), "statement.restore/1", RestoreStatement{id, d.text("It does not.")})
		}, false, 20},
		"erased": {24, func(d *drive, id ItemID) {
			d.do(d.desk(Organizer), "text.erase/1", &EraseText{Item: id, Rule: EraseAsked})
		}, false, 0},
		"one in the figures withdrew":        {22, func(d *drive, _ ItemID) { d.do(ballotID(3), "ballot.withdraw/1", None{}) }, false, 0},
		"one left after the vote was closed": {24, func(d *drive, id ItemID) { closeVote(d, id); d.do(ballotID(3), "ballot.withdraw/1", None{}) }, false, 20},
		"one who is not in the figures":      {24, func(d *drive, _ ItemID) { d.do(ballotID(22), "ballot.withdraw/1", None{}) }, false, 20},
		"so many withdrew that figures follow": {30, func(d *drive, _ ItemID) {
			for i := range 5 {
				d.do(ballotID(i), "ballot.withdraw/1", None{})
			}
		}, false, 25},
	} {
		d, id, _ := crowd(t, x.people)
		if x.before != nil {
			x.before(d, id)
		}
		if !x.open {
			d.do(moderator(d), "session.close/1", None{})
		}
		checkInvariants(t, d.s)
		got := 0
		if e := d.s.Elsewhere(id); e != nil {
			got = len(e.Said)
			e.Said[BallotID(ballotID(0).ID)] = "changed"
		}
		if again := d.s.Elsewhere(id); got != x.want || again != nil && again.Said[BallotID(ballotID(0).ID)] == "changed" {
			t.Errorf("%s: %d answers, want %d", name, got, x.want)
		}
	}
}

// Answers mean what their scale says, and of scales that mean nothing of the kind there
// are none.
func TestElsewhereMeans(t *testing.T) {
	d, _, mechanism := crowd(t, 20)
	board := d.statement(Case)
	for i := range 20 {
		if d.vote(i, Door{Side: Onsite}, mechanism, []Answer{Support, LiveWith, Cannot, Unsure}[i%4]) != nil || d.vote(i, Door{Side: Onsite}, board, TradeOff) != nil {
			t.Fatal("a vote is refused")
		}
	}
	d.do(d.desk(Moderator), "session.close/1", None{})
	var all Tally
	for _, a := range d.s.Elsewhere(mechanism).Said {
		all.Add(a, 1)
	}
	if all != (Tally{10, 5, 5}) || d.s.Elsewhere(board) != nil || d.s.Elsewhere("none") != nil {
		t.Errorf("%+v", all)
	}
	d.s.Info.Rehearsal = true
	if d.s.Elsewhere(mechanism) != nil {
		t.Error("of a rehearsal")
	}
}

// What the room counted by its own groups is there if nothing, or enough, came since.
func TestElsewhereAfterCells(t *testing.T) {
	for _, more := range []int{0, 4, 5} {
		d, id, _ := crowd(t, 60)
		d.do(Actor{Kind: ActorRoom}, StandingType, pictureOf(d.s, halves, map[ItemID]StandingOf{id: {Class: ClassOpenWithin}}))
		x := d.s.Statements[id]
		if x.celled == nil {
			t.Fatal("it was not counted by group")
		}
		for i := range more {
			if err := d.vote(i, Door{Side: Onsite}, id, answers[(i+1)%3]); err != nil {
				t.Fatal(err)
			}
		}
		d.do(d.desk(Moderator), "session.close/1", None{})
		checkInvariants(t, d.s)
		if d.s.Elsewhere(id) == nil {
			t.Errorf("%d answer otherwise: %d differ since", more, len(x.celled))
		}
		x.celled[BallotID(ballotID(0).ID)] = Unsure
		for len(x.celled) > 4 {
			for ballot := range x.celled {
				delete(x.celled, ballot)
				break
			}
		}
		if d.s.Elsewhere(id) != nil {
			t.Errorf("%d answered otherwise than they were counted", len(x.celled))
		}
	}
}

// TestElsewhereTells puts counts by other groups beside what the room shows.
func TestElsewhereTells(t *testing.T) {
	sides := map[Side]Tally{Onsite: {Agree: 10}, Online: {Disagree: 12}}
	letters := map[string]Tally{"A": {Agree: 14, Disagree: 3}, "B": {Disagree: 15}}
	for name, x := range map[string]struct {
		e    Elsewhere
		by   Split
		tell bool
	}{
		"nothing else is shown":                {Elsewhere{class: 5}, "", false},
		"three on a side":                      {Elsewhere{class: 5, side: sides}, "", true},
		"the same split":                       {Elsewhere{class: 5, side: sides}, SplitSide, false},
		"three of a declared group":            {Elsewhere{class: 5, group: map[string]Tally{"press": {Agree: 3, Unsure: 9}, "youth": {Agree: 7, Disagree: 6}}}, SplitSide, true},
		"three beside its own groups":          {Elsewhere{class: 5, cells: map[string]Tally{"A": {Agree: 14}, "B": {Disagree: 15, Unsure: 3}}}, SplitSide, true},
		"its own groups, as they may be again": {Elsewhere{class: 5, cells: letters}, "", false},
		"everybody's are large":                {Elsewhere{class: 5, side: map[Side]Tally{Onsite: {Agree: 8, Disagree: 8}, Online: {Agree: 6, Disagree: 10}}}, "", false},
	} {
		if got := x.e.Tells(x.by, letters); got != x.tell {
			t.Errorf("%s: %v", name, got)
		}
	}
}
