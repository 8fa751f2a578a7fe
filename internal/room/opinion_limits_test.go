package room

import (
	"errors"
	"testing"
)

// TestLimits: what is at its most is refused, and nothing that was there goes.
func TestLimits(t *testing.T) {
	t.Run("open statements", func(t *testing.T) {
		d := newDrive(t, smallSetup())
		d.join(1, Onsite)
		d.do(voiceID(1), "statement.add/1", &AddStatement{Kind: View, Text: d.text("Waits.")})
		held := d.s.StatementOrder[1]
		for len(d.s.Statements) <= MaxOpen {
			d.statement(View)
		}
		d.refused(CodeLimit, d.desk(Moderator), "statement.add/1", &AddStatement{Kind: View, Text: d.text("One more.")})
		d.refused(CodeLimit, d.desk(Moderator), "statement.publish/1", &StatementRef{held})
		d.do(d.desk(Moderator), "statement.close/1", &StatementRef{d.s.StatementOrder[0]})
		d.do(d.desk(Moderator), "statement.publish/1", &StatementRef{held})
		d.refused(CodeEmpty, d.desk(Moderator), "statement.add/1", &AddStatement{Kind: View})
	})
	t.Run("drafts and links", func(t *testing.T) {
		d := newDrive(t, smallSetup())
		s1 := d.s.StatementOrder[0]
		d.refused(CodeEmpty, d.desk(Rapporteur), "outcome.draft/1", &DraftOutcome{})
		d.refused(CodeNoSuch, d.desk(Rapporteur), "outcome.draft/1", &DraftOutcome{Text: d.text("Twice."), Statements: []ItemID{s1, s1}})
		d.refused(CodeLimit, d.desk(Rapporteur), "outcome.draft/1", &DraftOutcome{Text: d.text("Many."), Turns: make([]int, MaxCited+1)})
		for range MaxOutcomes {
			d.do(d.desk(Rapporteur), "outcome.draft/1", &DraftOutcome{Text: d.text("So.")})
		}
		d.refused(CodeLimit, d.desk(Rapporteur), "outcome.draft/1", &DraftOutcome{Text: d.text("So.")})
	})
	t.Run("objections", func(t *testing.T) {
		d := newDrive(t, smallSetup())
		d.do(d.desk(Moderator), "session.start/1", None{})
		o := d.put()
		d.refused(CodeEmpty, d.desk(Moderator), "objection.make/1", &MakeObjection{Outcome: o.ID})
		for range MaxObjections {
			d.do(d.desk(Moderator), "objection.make/1", &MakeObjection{Outcome: o.ID, Text: d.text("No.")})
		}
		d.refused(CodeLimit, d.desk(Moderator), "objection.make/1", &MakeObjection{Outcome: o.ID, Text: d.text("No.")})
		d.refused(CodeNoSuch, d.desk(Moderator), "objection.take/1", &TakeObjection{Objection: "NONE"})
	})
	t.Run("one voice leaves objections to others", func(t *testing.T) {
		d := newDrive(t, smallSetup())
		d.do(d.desk(Moderator), "session.start/1", None{})
		d.join(1, Onsite)
		d.join(2, Onsite)
		o := d.put()
		object := &MakeObjection{Outcome: o.ID, Text: d.text("No.")}
		for range MaxObjected {
			made := facts[ObjectionMade](d.do(voiceID(1), "objection.make/1", object))
			d.do(voiceID(1), "objection.withdraw/1", &ObjectionRef{made.Objection})
		}
		d.refused(CodeLimit, voiceID(1), "objection.make/1", object)
		for range MaxObjections - 1 {
			d.do(d.desk(Moderator), "objection.make/1", object)
		}
		d.do(voiceID(2), "objection.make/1", object)
	})
	t.Run("cards that were taken away", func(t *testing.T) {
		d := newDrive(t, smallSetup())
		card := &AddStatement{Kind: View, Text: d.text("Perhaps."), Prepared: true}
		for range MaxDiscarded {
			made := facts[StatementAdded](d.do(d.desk(Speaker), "statement.add/1", card))
			d.do(d.desk(Speaker), "card.discard/1", &StatementRef{made.Statement})
		}
		d.refused(CodeLimit, d.desk(Speaker), "statement.add/1", card)
		d.do(d.desk(Moderator), "statement.add/1", card)
	})
	t.Run("acts on one person", func(t *testing.T) {
		d := newDrive(t, smallSetup())
		d.join(1, Online)
		d.join(2, Online)
		warn := func(i int) *Sanctioned {
			return &Sanctioned{PersonID(voiceID(i).ID), d.s.Info.Policy.Rules[0], d.text("It was.")}
		}
		for range MaxActs {
			d.do(d.desk(Moderator), "person.warn/1", warn(1))
			d.do(d.desk(Moderator), "person.unwarn/1", &PersonRef{PersonID(voiceID(1).ID)})
		}
		d.refused(CodeLimit, d.desk(Moderator), "person.warn/1", warn(1))
		d.do(d.desk(Moderator), "person.warn/1", warn(2))
		d.do(d.desk(Moderator), "person.ban/1", warn(1))
	})
	t.Run("wordings of one thing", func(t *testing.T) {
		d := newDrive(t, smallSetup())
		d.do(d.desk(Moderator), "session.start/1", None{})
		o := d.put()
		edit := func() *EditOutcome {
			return &EditOutcome{o.ID, DraftOutcome{Text: d.text(d.texts[o.Text]), Blocks: d.text("A call.")}}
		}
		for len(d.s.worded[o.ID]) < MaxWordings {
			d.do(d.desk(Rapporteur), "outcome.edit/1", edit())
		}
		d.refused(CodeLimit, d.desk(Rapporteur), "outcome.edit/1", edit())
		form := func() *SetForm { return &SetForm{Summary, d.text("We met.")} }
		for range MaxWordings {
			d.do(d.desk(Rapporteur), "form.set/1", form())
		}
		d.refused(CodeLimit, d.desk(Rapporteur), "form.set/1", form())
		d.do(d.desk(Rapporteur), "form.set/1", &SetForm{Field: Summary})
	})
	t.Run("what nobody sees takes no place", func(t *testing.T) {
		setup := smallSetup()
		setup.Policy.Hold = false
		d := newDrive(t, setup)
		ask := &AddStatement{Kind: Question, Text: d.text("Who?")}
		for i := range MaxAsked {
			if i%MaxHeld == 0 {
				d.join(i, Onsite)
			}
			d.do(voiceID(i-i%MaxHeld), "statement.add/1", ask)
		}
		d.join(1, Onsite)
		d.refused(CodeLimit, voiceID(1), "statement.add/1", ask)
		hidden := d.s.StatementOrder[len(d.s.StatementOrder)-1]
		d.do(d.desk(Moderator), "statement.hide/1", &HideStatement{hidden, "spam", d.text("Many.")})
		ask.Text = d.text("And who else?") // what is like a hidden text waits
		d.do(voiceID(1), "statement.add/1", ask)
		d.join(2, Onsite)
		d.refused(CodeLimit, voiceID(2), "statement.add/1", ask)
	})
	t.Run("what waits, and what is open, of one voice", func(t *testing.T) {
		setup := smallSetup()
		setup.Policy.Hold = false
		d := newDrive(t, setup)
		d.join(1, Onsite)
		voice, mod := voiceID(1), d.desk(Moderator)
		write := func(k StatementKind) ItemID {
			t.Helper()
			d.do(voice, "statement.add/1", &AddStatement{Kind: k, Text: d.text("Mine.")})
			return d.s.StatementOrder[len(d.s.StatementOrder)-1]
		}
		view, lead, same := write(View), write(Question), write(Question)
		write(Concern)
		write(Risk)
		d.full("own", voice, View)
		d.do(mod, "question.merge/1", &MergeQuestion{same, lead})
		write(View)
		d.full("own", voice, View)
		d.do(mod, "reply.give/1", &GiveReply{Statement: lead, Text: d.text("So.")})
		write(View)
		d.full("own", voice, View)
		d.do(mod, "statement.close/1", &StatementRef{view})
		d.do(mod, "person.mute/1", &Sanctioned{PersonID(voice.ID), "spam", d.text("It was.")})
		held := write(View)
		d.full("own", voice, View)
		d.do(mod, "statement.reject/1", &HideStatement{held, "spam", d.text("It was.")})
		write(View)
	})
	t.Run("a room that holds nothing back", func(t *testing.T) {
		setup := smallSetup()
		setup.Policy.Hold = false
		d := newDrive(t, setup)
		d.join(1, Onsite)
		for range MaxHeld {
			d.do(voiceID(1), "statement.add/1", &AddStatement{Kind: View, Text: d.text("Mine.")})
		}
		d.full("own", voiceID(1), View)
		if x := d.s.Statements[d.s.StatementOrder[1]]; x.Status != Open || x.Source != FromParticipant {
			t.Errorf("%+v", x)
		}
	})
}

// full says that the voice can write no more, by the limit of that name.
func (d *drive) full(limit string, voice Actor, kind StatementKind) {
	d.Helper()
	var e *Error
	_, err := d.try(voice, "statement.add/1", &AddStatement{Kind: kind, Text: d.text("One more.")})
	if !errors.As(err, &e) || e.Code != CodeLimit || e.Field != limit {
		d.Fatalf("one more of %s: %v, want the limit %s", voice.ID, err, limit)
	}
}
