package main

import (
	"testing"
	"time"

	"parley/internal/room"
	"parley/internal/view"
)

// testAlone is a moderator without help: the Remote on a phone, the desk left alone
// for five minutes, a helper by a code who is sent away again.
func (s *site) testAlone(t *testing.T) {
	t.Parallel()
	clock := &aheadClock{}
	own := *s
	own.serve(t, clock, Config{})
	made := own.open(t)
	moderator := own.moderator(t, made)
	desk := own.deskTab(t, "desk-alone", 1440, 900)
	desk.to(made.Link(room.Moderator))
	remote := own.pairUp(t, desk)
	own.remoteRuns(t, remote, moderator)
	phone := own.phoneTab(t, "phone-alone", 360, 740)
	phone.join(made.Codes.Online, "I am online")
	own.leftAlone(t, desk, remote, phone, moderator, clock)
	own.helped(t, desk)
	moderator.do("session.close", room.None{})
	remote.see("The session is closed.")
	remote.audit("closed")
}

// handed is the code that the desk shows, after the key was pressed.
func (b *tab) handed(key string) string {
	b.t.Helper()
	b.press(key, in{css: "#alone"})
	b.see("keep it off the projector", in{css: "dialog"})
	code := b.finds(`document.querySelector(".handed .code")?.innerText ?? ""`)
	b.audit("code")
	b.press("Done")
	return code
}

// pairUp opens the Remote of the desk's seat on a phone.
func (s *site) pairUp(t *testing.T, desk *tab) *tab {
	b := s.phoneTab(t, "remote", 360, 740)
	b.to("/j/" + desk.handed("Remote on your phone"))
	b.see("This phone will sit at the desk")
	b.audit("pair")
	b.press("Open the Remote")
	b.see("Nobody is waiting.")
	b.audit("before")
	return b
}

// remoteRuns presses the buttons in a session.
func (s *site) remoteRuns(t *testing.T, b *tab, moderator *moderatorClient) {
	t.Helper()
	small := must[int](b, `[...document.querySelectorAll(".buttons button")].filter((x) => x.getBoundingClientRect().height < 64).length`)
	if n := must[int](b, `document.querySelectorAll(".buttons button").length`); n != 6 || small > 0 {
		t.Errorf("%d buttons, %d of them low", n, small)
	}
	next := in{css: ".buttons .primary"}
	b.see("Start the session", next)
	b.press("", next)
	b.see("Introduce the topic")
	moderator.do("part.next", room.NextPart{After: room.Opening})
	moderator.do("part.next", room.NextPart{After: room.Panel})
	b.press("+ Room hand")
	b.fill("How to recognise them (“red scarf, left”)", "Red scarf, left")
	b.audit("hand")
	b.press("Add")
	b.see("Red scarf, left")
	b.see("Red scarf, left", next)
	b.press("", next)
	b.see("Red scarf, left", in{css: ".holder"})
	b.audit("floor")
	b.at(1440, 900, "floor")
	b.see("If nobody answers, mark it at the desk")
	b.audit("absent")
	b.showsItsStep()
	b.press("End")
	b.see("Nobody has the floor.")
	b.press("Undo")
	b.see("Red scarf, left", in{css: ".holder"})
	b.hangs("screen.blank")
	b.press("Blank")
	b.until(func() bool {
		return !must[bool](b, `!!document.querySelector("[aria-pressed]").click()`) && b.reads("This press did nothing", in{css: ".status"})
	}, func() string { return "a second press is not answered" })
	b.fails()
	moderator.sees(b, "a blank screen", func(v *view.View) bool { return v.Screen.Blank })
	b.press("Help")
	b.see("The rule in one breath", in{css: "dialog"})
	b.audit("help")
	b.press("Close")
}

// showsItsStep looks at a small phone without network: what is to be done next stands
// above the buttons.
func (b *tab) showsItsStep() {
	b.t.Helper()
	b.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED")
	b.offline(true)
	b.see("what you press is kept and sent by itself")
	b.size(360, 640)
	b.until(func() bool {
		return must[bool](b, `document.querySelector(".lead").getBoundingClientRect().bottom <= document.querySelector(".pad").getBoundingClientRect().top`)
	}, func() string { return "hides the next step behind the buttons" })
	b.at(360, 640, "offline")
	b.offline(false)
	b.size(360, 740)
	b.see("Live", in{css: "p.live"})
}

// leftAlone turns solo mode on and has nobody touch the desk for five minutes.
func (s *site) leftAlone(t *testing.T, desk, remote, phone *tab, moderator *moderatorClient, clock *aheadClock) {
	t.Helper()
	desk.see("Nothing waits for you.", in{css: ".step"})
	desk.press("Solo mode", in{css: "#alone"})
	desk.see("Solo: texts wait, votes go on", in{css: ".step"})
	desk.audit("solo")
	phone.press("Write")
	phone.see("One person runs this session alone")
	before := moderator.sees(desk, "a turn and solo mode", func(v *view.View) bool { return v.Floor.Running != nil && v.Session.Solo })
	clock.ahead(305 * time.Second)
	desk.see("Nobody has touched the desk since", in{css: ".step"})
	remote.see("Nobody has touched the desk since")
	after := moderator.desk()
	if r := after.Floor.Running; r == nil || r.N != before.Floor.Running.N || after.Session.End != before.Session.End {
		t.Errorf("alone for five minutes: turn %+v, end %d, was %d", r, after.Session.End, before.Session.End)
	}
	desk.audit("missed")
	desk.key("y")
	desk.see("Solo: texts wait, votes go on", in{css: ".step"})
	desk.press("Solo mode", in{css: "#alone"})
	phone.press("Now")
	phone.press("Tell the moderators silently")
	phone.press("I can't hear")
	desk.see("I can't hear", in{css: ".step .also"})
	desk.audit("signal")
	desk.key("y")
	desk.see("Nothing waits for you.", in{css: ".step"})
}

// helped lets a helper in and sends them away.
func (s *site) helped(t *testing.T, desk *tab) {
	t.Helper()
	code := desk.handed("Helper code")
	b := s.deskTab(t, "helper", 1024, 768)
	b.excuse("403")
	b.to("/j/" + code)
	b.audit("code")
	b.fill("Your name (optional)", "Amber")
	b.press("Help now")
	b.see("Live", in{css: "p.live"})
	row := in{"#alone li", "Amber"}
	desk.see("Amber", row)
	desk.audit("helped")
	desk.press("End the help", row)
	desk.press("End the help", in{css: "dialog"})
	b.see("This seat was ended")
	b.audit("ended")
}
