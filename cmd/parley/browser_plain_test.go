package main

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"parley/internal/room"
)

// testPlain takes part without JavaScript: join, raise a hand, vote, lower the
// hand.
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
	b.fill("In one sentence", "Whoever rings is let in.")
	b.press("Send to the moderators", in{"form", "Write a statement"})
	b.until(func() bool { return len(desk.desk().Desk.Held) == 1 }, func() string { return "has sent the desk no text" })
	if n := desk.desk().Queue.Total; n != 1 {
		t.Errorf("the desk has %d hands", n)
	}
	b.press("Lower hand")
	b.see("Raise hand")
	if n := s.votes(t, made.Room); n != 1 {
		t.Errorf("%d votes are recorded", n)
	}
}

// scripts switches JavaScript.
func (b *tab) scripts(on bool) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.t.Fatal(err)
	}
}
