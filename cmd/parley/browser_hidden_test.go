package main

import (
	"testing"

	"parley/internal/room"
)

// testHidden hides words while they are read out, and what an outcome says while it
// is on the projector: phone and screen say so, instead of nothing.
func (s *site) testHidden(t *testing.T) {
	t.Parallel()
	const aloud, agreed = "Please say that the gate squeaks.", "Gates are oiled in spring."
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	for _, part := range []room.PartKind{room.Opening, room.Panel} {
		desk.do("part.next", room.NextPart{After: part})
	}
	screen := s.deskTab(t, "screen-hidden", 1920, 1080)
	screen.to(made.Link(room.Screen))
	b := s.phoneTab(t, "phone-hidden", 360, 740)
	b.join(made.Codes.Online, "I am online")
	b.press("About another question, or read out for you")
	b.fill("Text to be read out", aloud)
	b.press("Raise hand")
	b.see("You are next: your text will be read out.")
	desk.do("turn.call", room.CallNext{})
	b.see(aloud)
	screen.see(aloud)
	hide := func(name string, payload func(why room.Text) any) {
		k := desk.Command(name).As(room.ActorSeat)
		desk.send(k, payload(k.Text("It is about somebody's house.")))
	}
	hide("text.hide", func(why room.Text) any {
		return &room.HideText{Named: room.Named{Turn: 1}, Rule: "private-data", Reason: why}
	})
	b.see("The moderators hid the words of this turn.")
	b.see("Your text is being read out")
	screen.see("This text was hidden by the moderators.")
	b.audit("turn")
	screen.audit("turn")

	var o room.OutcomeDrafted
	k := desk.Command("outcome.draft").As(room.ActorSeat)
	if _, err := k.Send(t.Context(), &room.DraftOutcome{Text: k.Text(agreed)}, &o); err != nil {
		t.Fatal(err)
	}
	desk.do("outcome.read", room.OutcomeRef(o))
	desk.do("screen.show", room.ShowScene{Scene: "outcome", Item: o.Outcome})
	screen.see(agreed)
	hide("outcome.hide", func(why room.Text) any {
		return &room.HideOutcome{Outcome: o.Outcome, Rule: "private-data", Reason: why}
	})
	b.see("These words, or a text that they rest on, were hidden.")
	screen.see("These words, or a text that they rest on, were hidden.")
	screen.audit("outcome")
}
