package main

import (
	"testing"

	"parley/internal/room"
	"parley/internal/view"
)

// testStates takes a phone through what the desk may do to it: the line
// closed, the hand lowered, the voice blocked; each says by whom and why.
func (s *site) testStates(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	desk.say("A map on the wall is worth ten on a phone.")

	b := s.phoneTab(t, "phone-states", 360, 740)
	b.join(made.Codes.Onsite, "I am in the room")
	b.press("Raise hand")
	b.see("You are number 1 in line.", in{css: ".hand .place"})
	desk.do("queue.close", room.None{})
	v := desk.sees(b, "a hand", func(v *view.View) bool { return v.Queue.Total == 1 })
	for hand := range v.Queue.Hands {
		k := desk.Command("hand.drop").As(room.ActorSeat)
		desk.send(k, &room.DropHand{Hand: hand, Reason: k.Text("The question was answered.")})
	}
	b.see("The moderators lowered your hand.")
	b.see("The question was answered.")
	b.see("The moderators have closed the line.")
	b.audit("lowered")

	desk.do("queue.open", room.None{})
	b.press("Raise hand")
	b.see("You are number 1 in line.", in{css: ".hand .place"})
	act := func(name, why string) {
		for person := range v.Desk.People {
			k := desk.Command(name).As(room.ActorSeat)
			desk.send(k, &room.Sanctioned{Person: person, Rule: "spam", Reason: k.Text(why)})
		}
	}
	act("person.warn", "The same sale twice.")
	b.see("The moderators warned you.")
	b.see("The same sale twice.")
	b.audit("warned")
	b.press("I have read it")
	b.unseen("The same sale twice.")
	act("person.ban", "The same sale three times.")
	b.see("You were removed")
	b.see("The same sale three times.")
	b.unseen("Your hand is up.")
	b.audit("removed")
	vote := in{"article.vote", "A map on the wall"}
	b.press("Agree", vote)
	b.see("Recorded.", vote)
}

// desk is what the desk sees.
func (m *moderatorClient) desk() *view.View {
	m.t.Helper()
	v, err := m.View(m.t.Context(), view.Desk)
	if err != nil {
		m.t.Fatal(err)
	}
	return v
}
