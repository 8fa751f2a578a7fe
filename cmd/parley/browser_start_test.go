package main

import (
	"strings"
	"testing"

	"parley/internal/loadtest"
)

// changedTitle has a word that no phone shows in one line.
const changedTitle = "A title with uninterruptedlyinterconnectedinfrastructures.example.org/in-it"

// testStart types three things wrong on the way to a room: each is refused with
// what to do, and nothing that was typed is lost.
func (s *site) testStart(t *testing.T) {
	t.Parallel()
	b := s.deskTab(t, "start", 1440, 900)
	b.excuse("status of 422")
	b.to("/")
	b.audit("start")
	b.at360("start")
	b.press("Moderating on your own? Twenty minutes before, the hour, and after: read this first")
	b.see("Twenty minutes before", in{css: "h2"})
	b.audit("guide")
	b.at360("guide")
	b.to("/")

	const shopping = "Bread, two onions, a lamp for the hall.\nCall the printer about Thursday."
	b.fill("The proposal's text", shopping)
	b.press("Read it")
	b.see("", in{css: "[role=alert]"})
	b.holds("The proposal's text", shopping)
	b.audit("refused")

	b.fill("The proposal's text", string(loadtest.Proposal))
	b.press("Read it")
	b.see("What was read", in{css: "h1"})
	b.fill("Title", changedTitle)
	b.fill("Audience", "half an hour")
	b.press("Open the room")
	b.see("Write the minutes of each part as a number")
	b.holds("Title", changedTitle)
	b.holds("Audience", "half an hour")
	b.audit("wrong")
	b.at360("wrong")

	b.fill("Audience", "30")
	b.fill("Time zone", "Nowhere/Town")
	b.press("Open the room")
	b.see("There is no such time zone")
	b.holds("Time zone", "Nowhere/Town")
	b.holds("Title", changedTitle)

	b.fill("Time zone", "Africa/Nairobi")
	b.press("Rehearse first")
	b.see("Rehearsal", in{css: "h1"})
	b.audit("rehearsal")
	desk := b.finds(`document.querySelector("a.primary")?.href ?? ""`)
	s.rehearses(t, desk)
	b.press("Open the real room")
	b.see("The room is open", in{css: "h1"})
	b.see(changedTitle)
	b.at360("long")
	b.to("/j/" + b.codeAt(0))
	b.see(changedTitle)
	b.at360("join")
}

// rehearses opens the desk of a rehearsal and its other pages, which all say what
// they are, beside however long a title.
func (s *site) rehearses(t *testing.T, desk string) {
	b := s.deskTab(t, "rehearsal", 1440, 900)
	b.to(strings.TrimPrefix(desk, s.base))
	b.see("Rehearsal", in{css: "#app h1 .badge"})
	b.see("Check everything first")
	b.at360("desk")
	room := strings.TrimSuffix(must[string](b, "location.pathname"), "/desk")
	for _, page := range []string{"/screen", "/remote", "/check", "/report"} {
		b.to(room + page + "?lang=" + s.lang) // the hall and the report speak the room's language
		b.see("Rehearsal", in{css: "h1 .badge"})
	}
	b.at360("report")
}
