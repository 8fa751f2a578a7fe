package view

import (
	"testing"

	"parley/internal/room"
)

func TestHeldRejectedAndHiddenTexts(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	d.toAudience()
	var held, other room.StatementAdded
	d.do(voice(1), "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("A held thought")}, &held)
	d.do(voice(1), "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("A rejected thought")}, &other)
	d.expect("A held thought", "desk")
	d.expect(string(held.Statement), "desk")
	d.do(d.desk, "statement.publish/1", room.StatementRef{Statement: held.Statement}, nil)
	d.expect("A held thought", everybody)
	d.do(d.desk, "statement.reject/1", room.RejectStatement{Statement: other.Statement, Rule: "spam", Reason: d.body("Twice the same")}, nil)
	d.expect("A rejected thought", "desk")
	d.expect("Twice the same", "desk")
	d.do(d.desk, "statement.hide/1", room.HideStatement{Statement: held.Statement, Rule: "hate", Reason: d.body("It insults")}, nil)
	d.expect("A held thought", "desk")
	d.expect("It insults", "desk")
	d.expect(`"`+string(held.Statement)+`":`, "desk")
	d.expect(`"counts":{"hidden":{"hate":1},"rejected":{"spam":1}}`, everybody)
	d.do(d.desk, "statement.restore/1", room.RestoreStatement{Statement: held.Statement, Reason: d.body("It does not")}, nil)
	d.expect("A held thought", everybody)
	d.expect(`"counts":{"rejected":{"spam":1}}`, everybody)
}

// TestAHiddenTextThatAnOutcomeCitesKeepsItsPlace: its figures stay, its words go;
// as long as the outcome is there.
func TestAHiddenTextThatAnOutcomeCitesKeepsItsPlace(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	var x room.StatementAdded
	d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("A cited thought")}, &x)
	var o room.OutcomeDrafted
	d.do(d.desk, "outcome.draft/1", room.DraftOutcome{Text: d.body("So be it"), Statements: []room.ItemID{x.Statement}}, &o)
	d.do(d.desk, "statement.hide/1", room.HideStatement{Statement: x.Statement, Rule: "hate", Reason: d.body("It insults")}, nil)
	for _, to := range []Audience{Phone, Screen, Desk} {
		if v := d.see(to).Statements.All[x.Statement]; v.Hidden != "hate" || v.Text != "" || v.Status != room.Open {
			t.Errorf("the %s sees of it %+v", to, v)
		}
	}
	d.do(d.desk, "outcome.drop/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	d.expect(`"`+string(x.Statement)+`":`, "desk")
}

func TestAQuestionThatIsHiddenGoesWithItsReplyAndItsCount(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	ask := func(words string) room.ItemID {
		var x room.StatementAdded
		d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.Question, Text: d.body(words)}, &x)
		return x.Statement
	}
	one, other := ask("Who paints first"), ask("Who paints last")
	d.do(d.desk, "question.merge/1", room.MergeQuestion{Statement: one, Into: other}, nil)
	d.do(d.desk, "reply.give/1", room.GiveReply{Statement: other, Text: d.body("Whoever is there")}, nil)
	d.expect("Whoever is there", everybody)
	d.do(d.desk, "text.hide/1", room.HideText{Named: room.Named{Item: other}, Rule: "hate", Reason: d.body("It insults")}, nil)
	d.expect("Whoever is there", "desk")
	d.do(d.desk, "statement.hide/1", room.HideStatement{Statement: other, Rule: "hate", Reason: d.body("It insults")}, nil)
	d.expect("Who paints last", "desk")
	if q := d.see(Phone).Questions; q.Order != string(one) || len(q.All) != 1 || q.All[one].Into != "" {
		t.Errorf("phones see %+v", q)
	}
}

// TestWordsHiddenBesideStatements: the desk has them apart, and nobody else.
func TestWordsHiddenBesideStatements(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "Kingfisher")
	d.toAudience()
	why := d.body("It insults")
	hide := func(n room.Named) {
		d.do(d.desk, "text.hide/1", room.HideText{Named: n, Rule: "hate", Reason: why}, nil)
	}
	d.do(voice(1), "hand.raise/1", room.RaiseHand{Read: d.body("Read this out")}, nil)
	d.do(d.desk, "turn.override/1", room.Override{Person: room.PersonID(voice(1).ID), Why: room.OtherReason, Reason: d.body("Has to leave")}, nil)
	var o room.OutcomeDrafted
	d.do(d.desk, "outcome.draft/1", room.DraftOutcome{Text: d.body("So be it")}, &o)
	d.do(d.desk, "outcome.read/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	var x room.ObjectionMade
	d.do(d.desk, "objection.make/1", room.MakeObjection{Outcome: o.Outcome, Text: d.body("Not the iron ones")}, &x)
	words := []string{"Kingfisher", "Read this out", "Has to leave", "Not the iron ones"}
	for _, w := range words {
		d.expect(w, everybody)
	}
	named := []room.Named{{Person: room.PersonID(voice(1).ID)}, {Turn: 1}, {Item: x.Objection}}
	for _, n := range named {
		hide(n)
	}
	for _, w := range append(words, "It insults") {
		d.expect(w, "desk")
	}
	if v := d.see(Phone); v.Floor.Running.Hidden != "hate" || !v.Floor.Running.ReadOut || v.Outcomes.All[o.Outcome].Objections[x.Objection].Hidden != "hate" {
		t.Errorf("phones see %+v and %+v", v.Floor.Running, v.Outcomes.All[o.Outcome].Objections)
	}
	for _, n := range named {
		d.do(d.desk, "text.restore/1", room.RestoreText{Named: n, Reason: why}, nil)
	}
	for _, w := range words {
		d.expect(w, everybody)
	}
}

func TestAnOutcomeThatRestsOnAHiddenTextLosesItsWords(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	var x room.StatementAdded
	d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("Grey lasts")}, &x)
	var o room.OutcomeDrafted
	d.do(d.desk, "outcome.draft/1", room.DraftOutcome{Text: d.body("Grey it is"), Statements: []room.ItemID{x.Statement}}, &o)
	d.do(d.desk, "outcome.read/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	d.expect("Grey it is", everybody)
	d.do(d.desk, "statement.hide/1", room.HideStatement{Statement: x.Statement, Rule: "hate", Reason: d.body("because")}, nil)
	d.expect("Grey it is", "")
	if v := d.see(Phone).Outcomes.All[o.Outcome]; !v.Hidden {
		t.Errorf("%+v", v)
	}
}

func TestHiddenWordsOfAnOutcomeAreOnNoPage(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	var o room.OutcomeDrafted
	d.do(d.desk, "outcome.draft/1", room.DraftOutcome{Text: d.body("Kingfishers agree.")}, &o)
	d.expect("Kingfishers", "desk rapporteur")
	d.do(d.desk, "outcome.read/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	d.expect("Kingfishers", everybody)
	d.do(d.desk, "outcome.hide/1", room.HideOutcome{Outcome: o.Outcome, Rule: "private-data", Reason: d.body("It names somebody.")}, nil)
	d.expect("Kingfishers", "")
	d.expect(`"hidden_by":"private-data"`, everybody)
	d.do(d.desk, "outcome.restore/1", room.RestoreOutcome{Outcome: o.Outcome, Reason: d.body("It names nobody.")}, nil)
	d.expect("Kingfishers", everybody)
}
