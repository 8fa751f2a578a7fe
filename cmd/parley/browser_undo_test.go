package main

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"parley/internal/client"
	"parley/internal/room"
)

// testUndo takes back what the desk did last, puts a turn right, and is asked
// before what is final.
func (s *site) testUndo(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	b := s.deskTab(t, "undo", 1440, 900)
	b.to(made.Link(room.Moderator))
	last := in{css: ".act"}

	b.press("Start the session")
	b.see("Session started", last)
	b.press("Undo", last)
	b.see("Taken back: Session started")
	b.press("Start the session")
	b.see("Session started", last)

	for _, part := range []room.PartKind{room.Opening, room.Panel} {
		desk.do("part.next", room.NextPart{After: part})
	}
	k := desk.Command("hand.add").As(room.ActorSeat)
	desk.send(k, &room.AddHand{Side: room.Online, Label: k.Text("green jacket")})
	b.see("green jacket", in{css: ".next"})
	b.key("n")
	b.see("Called · green jacket", last)
	b.unseen("Undo the call")
	b.passes(3 * time.Second) // some that can be put right
	b.key("e")
	b.see("Turn ended · green jacket", last)
	b.audit("line")
	b.answered()
	b.ctrlZ()
	b.see("Taken back: Turn ended")
	b.see("green jacket", in{css: ".running"})
	b.key("e")
	s.undoesOnce(b, made, last)

	b.correctsATurn(last)
	b.asksBeforeTheLast(desk, last)
}

// undoesOnce presses Undo twice before the first press is answered: the second says
// that it did nothing, until there is the answer.
func (s *site) undoesOnce(b *tab, made *client.Created, last in) {
	b.t.Helper()
	before := s.records(b.t, made.Room, "turn.undo/1")
	b.see("Turn ended · green jacket", last)
	b.answered()
	b.hangs("turn.undo")
	b.press("Undo", last)
	must[bool](b, `!document.querySelector(".act button").click()`)
	b.see("“Turn taken back” has no answer yet. This press did nothing: wait for the answer.", in{css: ".status"})
	b.audit("waits")
	b.at360("waits")
	b.goes()
	b.see("Taken back: Turn ended", in{css: ".status"})
	if n := s.records(b.t, made.Room, "turn.undo/1") - before; n != 1 {
		b.t.Errorf("%d times it was taken back, not once", n)
	}
	b.see("green jacket", in{css: ".running"})
	b.key("e")
}

// ctrlZ presses the two keys together.
func (b *tab) ctrlZ() {
	b.t.Helper()
	b.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// correctsATurn gives the first turn to somebody else, for less, and takes that
// back, which needs a reason too.
func (b *tab) correctsATurn(last in) {
	b.t.Helper()
	row, dialog := in{"#turns li", "green jacket"}, in{css: "dialog.ask"}
	b.press("Turns")
	b.see("green jacket", row)
	b.press("Correct turn 1")
	b.choose("Who spoke", "Somebody new, In the room")
	b.fill("Somebody new: in your own words", "first row, hat")
	b.fill("Spoke for so many seconds", "2")
	b.fill("Why it is put right", "They had the microphone.")
	b.audit("correct")
	b.press("Correct", dialog)
	b.see("Turn 1 is corrected.")
	row.text = "first row, hat"
	b.see("They had the microphone.", row)
	b.see("In the room", row)
	b.at(360, 740, "turns")
	b.at(1440, 900, "turns")
	b.press("Undo", last)
	b.fill("In words", "It was the jacket after all.")
	b.audit("why")
	b.press("Undo", dialog)
	b.see("Taken back: Turn corrected")
	b.see("It was the jacket after all.", in{"#turns li", "green jacket"})
}

// asksBeforeTheLast closes a vote: that stays.
func (b *tab) asksBeforeTheLast(desk *moderatorClient, last in) {
	b.t.Helper()
	desk.say("A drawer without a lock is a shelf.")
	row, dialog := in{"#statements li", "A drawer without a lock"}, in{css: "dialog.ask"}
	b.press("Statements")
	b.press("Close the vote", row)
	b.see("This is final: nobody can vote on it again.", dialog)
	b.audit("final")
	b.press("Cancel", dialog)
	b.press("Close the vote", row)
	b.press("Close the vote", dialog)
	b.see("Vote closed", last)
	b.see("This stays.", last)
}
