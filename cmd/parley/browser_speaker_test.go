package main

import (
	"slices"
	"strings"
	"testing"

	"parley/internal/room"
)

const (
	concern = "A locked drawer is searched first."
	asking  = "Who keeps the second key?"
	reply   = "The station keeps it, in a sealed cover."
)

// testSpeaker takes a panellist through the session: cards written beforehand,
// one brought up with a tap, the own clock, a reply in writing.
func (s *site) testSpeaker(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	b := s.phoneTab(t, "speaker", 360, 740)
	b.to(made.Link(room.Speaker))
	b.see("The session has not started. Cards can be written now.")
	b.see("No card yet.", in{css: "#cards"})
	b.audit("empty")

	b.press("Write a card")
	b.fill("In one sentence", "A lamp in the hall is a risk to sleepers.")
	b.choose("Kind", "Risk")
	b.press("Vulnerable people")
	b.fill("About which service", "Hall lamps")
	b.choose("Under which condition", "if privacy is weakened")
	b.audit("risk")
	b.fill("In one sentence", concern)
	b.press("Save the card")
	row := in{"#cards li", concern}
	b.see("Vulnerable people", row)
	b.see("Hall lamps", row)
	b.press("Change", row)
	b.choose("Kind", "Concern")
	b.press("Save the card")
	b.see("Concern", row)
	b.until(func() bool { return !must[bool](b, `!!document.querySelector("#cards .told")`) }, func() string { return "a concern falls on somebody" })
	b.see("It can be brought up once the session runs.", row)

	desk.do("session.start", room.None{})
	b.press("Bring it up", row)
	b.see("Votes are open", in{"#shown li", concern})
	b.press("Take it back", in{"#shown li", concern})
	b.press("Bring it up", row)
	b.see("Votes are open", in{"#shown li", concern})
	desk.do("turn.seat", room.SeatTurn{Seat: seatOf(desk, room.Speaker)})
	b.see("You have the floor")
	b.audit("floor")
	b.at(1440, 900, "floor")
	b.press("I have finished")
	b.see("Nobody has the floor.")
	s.askInWriting(t, b, desk)

	desk.do("session.close", room.None{})
	b.see("The session is closed. Questions can still be answered in writing.")
	b.see(reply, in{css: "#questions"})
	b.audit("closed")
}

// askInWriting has a participant ask the panellist, who replies.
func (s *site) askInWriting(t *testing.T, b *tab, desk *moderatorClient) {
	t.Helper()
	k := desk.Command("statement.add").As(room.ActorSeat)
	desk.send(k, &room.AddStatement{Kind: room.Question, Text: k.Text(asking), Asks: room.Asks{To: seatOf(desk, room.Speaker)}})
	row := in{"#questions li", asking}
	b.press("Reply in writing", row)
	b.fill("Reply, for everybody to read", reply)
	b.audit("reply")
	b.press("Publish the reply")
	b.see(reply, row)
	b.see("Recorded.", row)
}

// seatOf is the first seat at the table that has the role.
func seatOf(desk *moderatorClient, role room.Role) room.ItemID {
	desk.t.Helper()
	v := desk.desk()
	for _, id := range strings.Fields(v.Table.Order) {
		if seat := v.Table.Seats[room.ItemID(id)]; slices.Contains(strings.Fields(seat.Roles), string(role)) {
			return room.ItemID(id)
		}
	}
	desk.t.Fatalf("no seat is %s", role)
	return ""
}
