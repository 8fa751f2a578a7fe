package room

import "testing"

// TestWhatTheCloseFixes sends what would change who was who, or what may be
// done, after the record is complete.
func TestWhatTheCloseFixes(t *testing.T) {
	d := newDrive(t, smallSetup())
	mod := d.desk(Moderator)
	d.join(1, Onsite)
	d.join(2, Onsite)
	d.join(3, Onsite)
	person := func(i int) PersonID { return PersonID(voiceID(i).ID) }
	d.do(mod, "person.merge/1", &Merge{Keep: person(1), Other: person(2)})
	d.do(mod, "session.start/1", None{})
	d.do(mod, "session.close/1", None{})
	for name, payload := range map[string]any{
		"person.merge/1":   &Merge{Keep: person(1), Other: person(3)},
		"person.unmerge/1": &PersonRef{person(2)},
		"seat.roles/1":     &SetRoles{Seat: ItemID(mod.ID), Roles: []Role{Moderator}},
		"codes.set/1":      &SetCodes{d.text("EEEE-FFFF"), d.text("GGGG-HHHH")},
		"captions.set/1":   &SetCaptions{d.text("https://captions.example")},
	} {
		d.refused(CodeClosed, mod, name, payload)
	}
	d.refused(CodeClosed, voiceID(1), "voice.name/1", &SetName{d.text("Amber")})
}

// TestNamesAtTheTable lets nobody pass for a seat by its role, and keeps the
// name that the room heard called.
func TestNamesAtTheTable(t *testing.T) {
	d := newDrive(t, smallSetup())
	mod := d.desk(Moderator)
	d.join(1, Onsite)
	me := voiceID(1)
	for _, name := range []string{"Moderator", "Online-Moderator", "M\u043eder\u0430tor", "0rganizer", "S P E A K E R"} {
		d.refused(CodeNameTaken, me, "voice.name/1", &SetName{d.text(name)})
	}
	d.do(me, "voice.name/1", &SetName{d.text("Amber")})
	d.do(me, "hand.raise/1", &RaiseHand{})
	d.do(mod, "session.start/1", None{})
	for d.s.Session.Part != Audience {
		d.do(mod, "part.next/1", &NextPart{d.s.Session.Part})
	}
	d.do(mod, "turn.call/1", &CallNext{})
	d.refused(CodeFixed, me, "voice.name/1", &SetName{d.text("Blue")})
	d.do(me, "voice.name/1", &SetName{})
	d.refused(CodeFixed, me, "voice.name/1", &SetName{d.text("Amber")})
}

// TestTheQueueIsTheModerators holds that one side's desk does not close the line
// for both.
func TestTheQueueIsTheModerators(t *testing.T) {
	sc := newScript(t)
	sc.refused(CodeNotAllowed, sc.seats["online-moderator"], "queue.close/1", None{})
	sc.do(sc.seats["moderator"], "queue.close/1", None{})
	sc.refused(CodeNotAllowed, sc.seats["online-moderator"], "queue.open/1", None{})
}
