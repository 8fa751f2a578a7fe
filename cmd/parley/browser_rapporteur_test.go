package main

import (
	"testing"

	"parley/internal/room"
)

const (
	ofLamps  = "A lamp at the gate lowers fear."
	ofFear   = "Fear is lower, theft is not."
	ofBoth   = "Lamps help people feel safe; whether they are safer is open."
	notKnown = "How many thefts a year there were, before and after."
	noted    = "Ask the office for the figures of last winter."
	tooLate  = "Lamps cost less than guards."
	takeaway = "The room agreed that lamps help people feel safe."
)

// testRapporteur drafts an outcome from the record, keeps notes, loses the
// network while writing the form, and finishes it after the close.
func (s *site) testRapporteur(t *testing.T) {
	t.Parallel()
	made := s.open(t, room.SetupSeat{Roles: []room.Role{room.Rapporteur}})
	desk := s.moderator(t, made)
	b := s.deskTab(t, "rapporteur", 1440, 900)
	b.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "status of 409", "status of 410")
	b.to(made.Link(room.Rapporteur))
	b.see("No outcome is drafted yet.")
	b.see("The record holds nothing for this field yet.")
	b.audit("before")

	desk.do("session.start", room.None{})
	desk.say(ofLamps)
	desk.do("turn.seat", room.SeatTurn{Seat: seatOf(desk, room.Speaker)})
	b.see("Turn 1, speaking now", in{css: "#record"})
	s.draftFromTheRecord(t, b)
	s.keepNotes(b)
	b.at(360, 740, "live")

	s.writeOffline(b)
	b.to("/r/" + string(made.Room) + "/rapporteur")
	b.holds("Key takeaways", takeaway)
	s.draftTooLate(b, desk)
	b.see("The session is closed. You can still finish notes and the form until the room is deleted on")
	b.see("The session was closed", in{css: "#record"})
	b.fill("Summary", "Five minutes on lamps.")
	b.press("Save", in{".form-field", "Summary"})
	b.see("Saved. This text is in the report.", in{".form-field", "Summary"})
	b.audit("closed")
	b.at(360, 740, "closed")

	b.press("Report", in{css: "header"})
	b.see(takeaway)
	b.see("Five minutes on lamps.")
	b.unseen(noted)
}

// draftFromTheRecord catches a statement from the turn that runs, cites both,
// and says what is missing.
func (s *site) draftFromTheRecord(t *testing.T, b *tab) {
	t.Helper()
	turn := in{"#record li", "Turn 1, speaking now"}
	b.press("Catch", turn)
	b.fill("What was said, in one sentence", ofFear)
	b.choose("Kind", "Concern")
	b.audit("catch")
	b.press("Publish the statement")
	said := in{"#record li", ofFear}
	b.see("Concern", said)
	b.press("Cite", said)
	b.press("Cite", turn)
	b.see(ofFear, in{css: ".cites"})
	b.see("Turn 1", in{css: ".cites"})
	b.fill("The sentence that will be read aloud", "  ")
	b.press("Save", in{css: ".editor"})
	b.see("Remove", in{css: ".editor"})
	b.fill("The sentence that will be read aloud", ofBoth)
	b.fill("The missing fact", notKnown)
	b.audit("draft")
	b.press("Save", in{css: ".editor"})
	row := in{"#outcomes li", ofBoth}
	b.see("Draft", row)
	b.see(notKnown, row)
	b.press("Change", row)
	b.fill("Who could find it", "The town's office.")
	b.press("Remove: Turn 1")
	b.press("Save", in{css: ".editor"})
	b.see("The town's office.", row)
	b.press("It was read out", row)
	b.see("Read out", in{"#record li", ofBoth})
	b.press("Not read out yet", row)
	b.see("Draft", row)
	b.press("Drop", row)
	b.press("Bring it back", in{"#outcomes li", "Dropped"})
	b.press("It was read out", row)
	b.see("Not read out yet", row)
}

// draftTooLate drafts an outcome without a network while the session is closed:
// the refusal is told, and the words stay until they are taken away.
func (s *site) draftTooLate(b *tab, desk *moderatorClient) {
	b.t.Helper()
	b.see("Live", in{css: "p.live"})
	b.offline(true)
	b.see("Connection lost.")
	b.press("Draft an outcome")
	b.fill("The sentence that will be read aloud", tooLate)
	b.press("Save", in{css: ".editor"})
	row := in{"#outcomes .waits li", tooLate}
	b.see("Saved on this phone. Not sent yet.", row)
	desk.do("session.close", room.None{})
	b.offline(false)
	b.see("The session is closed. Nothing more is taken.", row)
	b.audit("refused")
	b.press("Remove", row)
	b.unseen(tooLate)
}

// keepNotes keeps one about a statement, drops it and brings it back.
func (s *site) keepNotes(b *tab) {
	b.t.Helper()
	b.press("Note", in{"#record li", ofLamps})
	b.fill("Note", noted, in{css: "#notes"})
	b.press("Keep the note")
	row := in{"#notes li", noted}
	b.see(ofLamps, row)
	b.press("Drop", row)
	b.press("1 dropped note")
	b.audit("dropped")
	b.press("Bring it back", row)
	b.see("Drop", row)
}

// writeOffline writes a field of the form without a network, and its words are sent
// once that is back.
func (s *site) writeOffline(b *tab) {
	b.t.Helper()
	field := in{".form-field", "Key takeaways"}
	b.see("Live", in{css: "p.live"})
	b.offline(true)
	b.see("Connection lost.")
	b.fill("Key takeaways", takeaway)
	b.see("Not saved yet.", field)
	b.press("Save", field)
	b.see("Saved on this phone. Not sent yet.", field)
	b.audit("offline")
	b.offline(false)
	b.see("Live", in{css: "p.live"})
	b.see("Saved. This text is in the report.", field)
}
