package main

import (
	"testing"

	"parley/internal/room"
	"parley/internal/view"
)

// testLeave has somebody write, raise a hand and vote, leave by the Me tab, and
// come back to the page.
func (s *site) testLeave(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	desk.say("A bench in the shade is used twice.")

	b := s.phoneTab(t, "phone-leave", 360, 740)
	b.notesPauses()
	b.join(made.Codes.Online, "I am online")
	b.press("Raise hand")
	b.see("You are number 1 in line.", in{css: ".hand .place"})
	vote := in{"article.vote", "A bench in the shade"}
	b.press("Agree", vote)
	b.see("Recorded.", vote)

	b.press("Me", in{css: "nav"})
	b.press("Leave and withdraw")
	b.see("Your hand is lowered.")
	b.audit("leave")
	b.press("Leave this room…")
	b.press("Stay")
	b.press("Leave this room…")
	b.press("Yes, leave now")
	b.see("You have left this room")
	b.unseen("Raise hand")
	desk.sees(b, "no hand", func(v *view.View) bool { return v.Queue.Total == 0 })
	b.see("Your votes no longer count")
	b.audit("left")
	at := s.seconds(t, made.Room)
	if at["ballot.withdraw/1"] <= at["voice.leave/1"] {
		t.Errorf("left at second %d, took the votes back at %d", at["voice.leave/1"], at["ballot.withdraw/1"])
	}
	b.keepsPauses()
	b.to("/r/" + string(made.Room))
	b.see("You have left this room")
}

// testErase has the organizer erase a statement that a phone shows.
func (s *site) testErase(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	desk.say("A fence in the rain is painted twice.")

	b := s.phoneTab(t, "phone-erase", 360, 740)
	b.join(made.Codes.Online, "I am online")
	b.see("A fence in the rain")
	d := s.deskTab(t, "desk-erase", 1366, 768)
	d.to(made.Link(room.Organizer))
	row := in{css: "#statements li.statement", text: "A fence in the rain"}
	d.press("Erase", row)
	d.see("The words are destroyed and cannot be shown again.")
	d.audit("erase")
	d.press("Cancel")
	d.press("Erase", row)
	d.choose("Why", "private data of others")
	d.press("Erase for good")
	d.see("[text erased]", in{css: "#statements"})
	d.unseen("A fence in the rain")
	b.unseen("A fence in the rain")
	d.audit("erased")

	var asked room.StatementAdded
	k := desk.Command("statement.add").As(room.ActorSeat)
	if _, err := k.Send(t.Context(), &room.AddStatement{Kind: room.Question, Text: k.Text("Who paints it?")}, &asked); err != nil {
		t.Fatal(err)
	}
	k = desk.Command("reply.give").As(room.ActorSeat)
	desk.send(k, &room.GiveReply{Statement: asked.Statement, Text: k.Text("The owner of the fence does.")})
	d.press("Questions")
	row = in{css: "#questions li.question", text: "Who paints it?"}
	d.see("The owner of the fence does.", row)
	d.press("Erase the reply", row)
	d.press("Erase for good")
	d.see("The reply was erased.", row)
	b.unseen("The owner of the fence does.")
}
