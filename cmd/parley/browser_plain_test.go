package main

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"parley/internal/room"
	"parley/internal/view"
)

// testPlain takes part without JavaScript: join, raise a hand, vote, write, lower
// the hand, read what the moderators did and ask the organizer about it.
func (s *site) testPlain(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	desk.say("A door that is open needs no sign.")

	b := s.phoneTab(t, "phone-plain", 360, 740)
	b.plain = true
	b.scripts(false)
	b.join(made.Codes.Online, "I am online")
	b.audit("live")
	b.press("Raise hand")
	b.see("You are number 1 in line.")
	b.press("Can't say")
	b.see("Recorded.")
	b.audit("voted")
	b.press("Risk")
	b.fill("In one sentence", "Whoever rings is let in.")
	b.press("Vulnerable people")
	b.fill("About which service", "The night door")
	b.audit("write")
	b.at(1440, 900, "write")
	b.press("Send to the moderators")
	b.see("Waiting for the moderators.")
	id := desk.held(b, "Whoever rings is let in.")
	if got := desk.desk().Desk.Held[id]; got.Kind != room.Risk || got.Falls != "vulnerable" || got.Service != "The night door" {
		t.Errorf("the desk holds %+v", got)
	}
	desk.sees(b, "one hand", func(v *view.View) bool { return v.Queue.Total == 1 })
	b.press("Lower hand")
	b.see("Raise hand")
	if n := s.votes(t, made.Room); n != 1 {
		t.Errorf("%d votes are recorded", n)
	}
	k := desk.Command("statement.reject").As(room.ActorSeat)
	desk.send(k, &room.RejectStatement{Statement: id, Rule: "spam", Reason: k.Text("It was said before.")})
	b.press("Reload")
	b.see("It was said before.")
	b.audit("rejected")
	b.press("Ask the organizer to look again")
	b.fill("Why it should be taken back", "It was another door.")
	b.press("Send to the organizer")
	b.see("The organizer has not answered yet.")
	b.audit("appeal")
}

// scripts switches JavaScript.
func (b *tab) scripts(on bool) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.t.Fatal(err)
	}
}
