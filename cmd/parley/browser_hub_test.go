package main

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"parley/internal/client"
	"parley/internal/room"
)

// testHub takes a hub through the session by keyboard alone: made at the desk in
// one go, its numbered hands, its show of hands, how many it is, and its sound.
func (s *site) testHub(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	api := s.moderator(t, made)
	api.say("A map on the wall is worth ten on a phone.")
	d := s.deskTab(t, "desk-hub", 1440, 900)
	d.to(made.Link(room.Moderator))
	d.enter("Add a hub")
	d.holdsFocus("#ask-name")
	d.typed("Harbour library")
	d.tabTo("People there")
	d.key(kb.Delete)
	d.typed("14")
	d.key(kb.Enter)
	d.see("Send this link to Harbour library. It is shown only now.")
	d.audit("link")

	b := s.deskTab(t, "hub", 1280, 800)
	b.to(d.secretLink())
	b.see("The session has not started. Hands can be raised now.")
	b.see("Harbour library", in{css: ".ref"})
	b.audit("before")
	b.walked("before")
	s.hubAtWork(t, made, d, b)

	api.do("session.close", room.None{})
	b.see("The session is closed.")
	b.audit("closed")
	b.see("Read the report")
}

// hubAtWork has the hub raise hands, answer and count, and the desk call it.
func (s *site) hubAtWork(t *testing.T, made *client.Created, d, b *tab) {
	t.Helper()
	api := s.moderator(t, made)
	b.tabTo("Whose hand (only the desk reads it; may stay empty)", in{"#hands li", "Hand 2"})
	b.typed("blue shirt")
	b.enter("Raise hand 2")
	b.see("Number 1 in line.", in{"#hands li", "Hand 2"})
	b.key("3")
	b.see("Number 2 in line.", in{"#hands li", "Hand 3"})
	d.see("blue shirt", in{css: ".queue"})
	d.see("hand 2", in{css: ".queue"})
	api.do("session.start", room.None{})
	api.do("part.next", room.NextPart{After: room.Opening})
	api.do("part.next", room.NextPart{After: room.Panel})
	b.see("Your hand 2 is next: get ready.")
	b.audit("next")
	b.at(360, 740, "next")
	d.see("blue shirt", in{css: ".next"})
	d.key("n")
	b.see("Your hand 2: go to the microphone.")
	b.see("has the floor", in{"#hands li", "Hand 2"})
	b.audit("called")
	b.key("3")
	b.see("Raise hand 3")

	vote := in{"#votes li", "A map on the wall"}
	b.tabTo("Agree", vote)
	b.typed("9")
	b.tabTo("Disagree", vote)
	b.typed("6")
	b.key(kb.Enter)
	b.see("15 hands, but 14 people here. Check the count.", vote)
	b.tabTo("How many people sit here, phones included")
	b.key(kb.Delete)
	b.typed("15")
	b.enter("Save")
	b.enter("No, we cannot hear")
	d.see("Harbour library", in{"#calls li", "I can't hear"})
	b.enter("Yes, we hear well")
	d.see("Harbour library", in{"#calls li", "The sound is good"})
	b.audit("counted")

	k := api.Command("captions.set").As(room.ActorSeat)
	api.send(k, &room.SetCaptions{URL: k.Text("https://captions.example/room")})
	b.see("Captions (on another site)")
	hall := s.deskTab(t, "screen-hub", 1920, 1080)
	hall.to(made.Link(room.Screen))
	hall.see("captions.example", in{css: ".captions"})
	hall.audit("captions")
	api.do("screen.show", room.ShowScene{Scene: "codes"})
	hall.see("captions.example", in{css: ".codes-scene"})
	hall.audit("codes")
}
