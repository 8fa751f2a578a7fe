package main

import (
	"fmt"
	"testing"

	"parley/internal/room"
)

// testModeration has a desk warn and mute a phone, hide words beside a statement,
// and answer the appeal; the phone says each time what that stops and what not.
func (s *site) testModeration(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	b := s.phoneTab(t, "phone-moderation", 360, 740)
	b.join(made.Codes.Online, "I am online")
	d := s.deskTab(t, "desk-moderation", 1366, 768)
	d.to(made.Link(room.Organizer))

	d.press("People")
	d.see("Participants' texts wait for you.")
	d.unfold("ul.people .pick")
	d.refuse("Warn", "The same sale twice.")
	d.see("warnings: 1")
	d.see("1 warning was given: advertising or flooding.")
	b.see("The moderators warned you.")
	b.press("I have read it")
	b.unseen("The same sale twice.")
	d.refuse("Mute", "The same sale three times.")
	d.see("muted")
	d.audit("muted")
	b.see("You are muted until the moderators lift it")
	b.see("The same sale three times.")
	b.audit("muted")
	s.appeal(b, d)

	var o room.OutcomeDrafted
	k := desk.Command("outcome.draft").As(room.ActorSeat)
	if _, err := k.Send(t.Context(), &room.DraftOutcome{Text: k.Text("Fences are painted twice.")}, &o); err != nil {
		t.Fatal(err)
	}
	desk.do("outcome.read", room.OutcomeRef(o))
	k = desk.Command("objection.make").As(room.ActorSeat)
	desk.send(k, &room.MakeObjection{Outcome: o.Outcome, Text: k.Text("A painter's number is on the fence.")})
	d.press("Outcomes")
	d.see("A painter's number is on the fence.")
	d.refuse("Hide the words", "It is somebody's number.")
	d.unseen("A painter's number is on the fence.")
	d.see("[hidden: advertising or flooding]")
	d.audit("words-hidden")
}

// unfold clicks what is named by what it holds: a row of a list.
func (b *tab) unfold(css string) {
	b.t.Helper()
	if b.keys {
		b.press("", in{css: css})
		return
	}
	b.until(func() bool {
		there, err := eval[bool](b, fmt.Sprintf("!!document.querySelector(%q) && (document.querySelector(%[1]q).click(), true)", css))
		return err == nil && there
	}, func() string { return css + " is not there" })
}

// refuse presses a key of moderation and gives the rule and the reason.
func (b *tab) refuse(key, why string, where ...in) {
	b.t.Helper()
	b.press(key, where...)
	dialog := in{css: "dialog[open]"}
	b.choose("Rule", "advertising or flooding", dialog)
	b.fill("In words", why, dialog)
	b.press(key, dialog)
	b.unseen("The person is told the rule and the reason")
}

// appeal asks the organizer to look again, who answers and lifts it.
func (s *site) appeal(b, d *tab) {
	b.t.Helper()
	b.press("Me")
	b.see("What the moderators did")
	b.see("The same sale twice.")
	b.press("Ask the organizer to look again")
	b.fill("Why it should be taken back", "It was somebody else's sale.")
	b.press("Send to the organizer")
	b.see("The organizer has not answered yet.")
	b.audit("appeal")
	d.see("It was somebody else's sale.")
	d.press("Answer")
	d.fill("Your answer", "So it was. We are sorry.")
	d.press("Answer", in{css: "dialog[open]"})
	d.see("So it was. We are sorry.")
	d.audit("answered")
	d.press("Lift")
	b.see("So it was. We are sorry.")
	b.see("It was taken back.")
	b.press("Moderation in this room")
	b.see("1 warning was given: advertising or flooding.")
	b.unseen("a voice was muted")
	b.audit("answered")
}
