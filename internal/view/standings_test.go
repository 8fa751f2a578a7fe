package view

import (
	"fmt"
	"testing"

	"parley/internal/room"
)

// crowd has ballots 1 to n agree with a new statement, or every second one.
func (d *drive) crowd(n int, all bool) room.ItemID {
	d.Helper()
	return d.answers(room.View, n, all)
}

// answers is crowd on a new statement of the kind.
func (d *drive) answers(kind room.StatementKind, n int, all bool) room.ItemID {
	d.Helper()
	var f room.StatementAdded
	d.do(d.desk, "statement.add/1", room.AddStatement{Kind: kind, Text: d.body("Paint lasts.")}, &f)
	for i := range n {
		a := room.Agree
		if !all && i%2 == 1 {
			a = room.Disagree
		}
		d.do(ballot(i), "vote.cast/1", room.CastVote{Statement: f.Statement, Answer: a}, nil)
	}
	return f.Statement
}

// picture records one of two groups, odd and even ballots, with cells and holds of
// the statement.
func (d *drive) picture(n int, id room.ItemID) {
	d.Helper()
	group := func(b room.BallotID) (string, bool) {
		var i int
		_, err := fmt.Sscanf(string(b), "%x", &i)
		return []string{"A", "B"}[i%2], err == nil
	}
	p := room.RecordStanding{
		Upto: d.s.Index, Engine: "1", People: n, Votes: n, Letters: "BA",
		Statements: map[room.ItemID]room.StandingOf{id: {Class: room.ClassOpenBetween, Cells: d.s.CellVotes(id).By("BA", group)}},
		Groups:     map[string]room.StandingGroup{"B": {People: n - n/2, X: .12345}, "A": {People: n / 2}},
	}
	cells := room.StandingCells{By: p.Statements[id].Cells}
	for letter, a := range map[string]room.Answer{"A": room.Agree, "B": room.Disagree} {
		g := p.Groups[letter]
		own, rest, ok := cells.Shares(letter, a)
		if !ok {
			d.Fatalf("no cells of %s: %v", letter, cells)
		}
		g.Agrees = room.Round6(float64(cells.By[letter].Agree) / float64(cells.By[letter].N()))
		g.Holds = map[room.ItemID]room.StandingHold{id: {Answer: a, Rank: 1, Own: own, Rest: rest, Low: .901, High: .999}}
		p.Groups[letter] = g
	}
	d.do(room.Actor{Kind: room.ActorRoom}, room.StandingType, p, nil)
}

func TestStandings(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	d.expect(`"standings":{"state":"few"}`, everybody)
	d.crowd(49, true)
	d.expect(`"standings":{"state":"few"}`, everybody)
	id := d.crowd(60, false)
	d.expect(`"standings":{"state":"early"}`, everybody)

	d.now += 5
	d.picture(60, id)
	for _, to := range Audiences {
		x := d.see(to).Standings
		if x.State != StandingsGroups || x.At != d.now || x.People != 60 || x.Order != "B A" {
			t.Errorf("%s: %+v", to, x)
		}
		if g := x.Groups["B"]; g.People != 30 || g.X != .12 || g.Holds[id] != (StandingHold{room.Disagree, 1, 1, 0, .9, 1}) {
			t.Errorf("%s: group %+v", to, g)
		}
		of := x.Statements[id]
		if of.Class != room.ClassOpenBetween || of.Live != "" || of.CellsAt != d.now || of.Cells["B"] != (room.Tally{Disagree: 30}) {
			t.Errorf("%s: statement %+v", to, of)
		}
	}
	d.do(d.desk, "screen.show/1", room.ShowScene{Scene: "map", Item: "B"}, nil)
	d.expect(`"screen":{"scene":"map","item":"B"`, everybody)
	d.do(d.desk, "statement.hide/1", room.HideStatement{Statement: id, Rule: "spam", Reason: d.body("So.")}, nil)
	if x := d.see(Phone).Standings; len(x.Statements) != 0 || len(x.Groups["B"].Holds) != 0 {
		t.Errorf("hidden: %+v", x)
	}
}

// TestStandingsOfARehearsal: there is never a picture, so nothing is promised.
func TestStandingsOfARehearsal(t *testing.T) {
	d := newDrive(t)
	d.s.Info.Rehearsal = true
	d.toAudience()
	d.expect(`"standings":{"state":"rehearsal"}`, everybody)
	d.crowd(60, true)
	d.expect(`"standings":{"state":"rehearsal"}`, everybody)
}

// TestTheTitleIsInNoClass: what groups answered to the title question is told, but a
// class would be no answer.
func TestTheTitleIsInNoClass(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	id := d.answers(room.TitleAfter, 60, false)
	d.picture(60, id)
	x := For(Phone, d.s, d.get, d.now, Watching{}, Classes{id: room.ClassUnsure}).Standings
	if of := x.Statements[id]; of.Class != "" || of.Live != "" || of.Cells["B"] != (room.Tally{Disagree: 30}) {
		t.Errorf("the title stands so: %+v", of)
	}
	if len(x.Groups["B"].Holds) != 1 {
		t.Errorf("group B: %+v", x.Groups["B"])
	}
}

// TestLiveClasses: a class that moved since the picture stands beside it, one that
// did not is not said twice, and nothing is said of a statement that is in no picture.
func TestLiveClasses(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	id := d.crowd(60, false)
	other := d.crowd(1, true)
	live := Classes{id: room.ClassUnsure, other: room.ClassShort}
	see := func() Standings { return For(Phone, d.s, d.get, d.now, Watching{}, live).Standings }
	if x := see(); x.State != StandingsEarly || x.Statements != nil {
		t.Errorf("before the picture: %+v", x)
	}
	d.picture(60, id)
	if x := see(); x.Statements[id].Live != room.ClassUnsure || len(x.Statements) != 1 {
		t.Errorf("moved: %+v", x.Statements)
	}
	live[id] = room.ClassOpenBetween
	if x := see(); x.Statements[id].Live != "" {
		t.Errorf("not moved: %+v", x.Statements)
	}
}
