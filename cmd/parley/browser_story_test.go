package main

import (
	"testing"

	"parley/internal/client"
)

const (
	slippery = "The stair to the hall is slippery."
	gritted  = "The stair is gritted before eight."
	unputted = "The handrail is painted yellow."
)

// story is a session in a hard room: one moderator who is organizer and online
// moderator too, with desk, screen, Remote and console; a phone in the room and
// one online, a hub, and a troll.
type story struct {
	t                             *testing.T
	site                          *site
	keeper                        *keeper
	clock                         *aheadClock
	api                           *moderatorClient // looks on; what is done is done on the pages
	desk, screen, remote, console *tab
	hub, room, online             *tab
	codes                         [2]string
	windows                       []*client.Client // of the troll
}

// testStory plays the whole of it, from the rehearsal to the day on which the room
// is deleted.
func (s *site) testStory(t *testing.T) {
	t.Parallel()
	s.tell(t, "story")
}

// testStoryByKeyboard plays all of it once more with keyboards alone, the phones'
// too: nothing is pointed at or touched, on any page.
func (s *site) testStoryByKeyboard(t *testing.T) {
	t.Parallel()
	own := *s
	own.keys = true
	own.tell(t, "keyboard")
}

// tell plays the story in tabs of that name.
func (s *site) tell(t *testing.T, name string) {
	t.Helper()
	own := *s
	own.spared = true
	clock := &aheadClock{}
	p := &story{
		t: t, site: &own, clock: clock, keeper: own.serve(t, clock, Config{StartCodes: startCodesOf(t)}),
		desk:    own.deskTab(t, name+"-desk", 1440, 900),
		screen:  own.deskTab(t, name+"-screen", 1920, 1080),
		console: own.deskTab(t, name+"-console", 1440, 900),
		hub:     own.deskTab(t, name+"-hub", 1280, 800),
		room:    own.phoneTab(t, name+"-room", 360, 740),
		online:  own.phoneTab(t, name+"-online", 390, 844),
	}
	p.keeper.told = []string{hostBody, "as its notice promised"}
	p.pasted()
	p.rehearsed()
	p.opened()
	p.looked()
	p.begin()
	p.hands()
	p.speaks()
	p.trolled()
	p.minute()
	p.floor()
	p.alone()
	p.votes()
	p.closing()
	p.complaint()
	p.report()
	p.finished()
	p.deleted()
}

// begin starts at the Remote and goes through opening and panel.
func (p *story) begin() {
	p.t.Helper()
	p.remote.press("", in{".buttons .primary", "Start the session"})
	p.screen.see("Opening")
	p.desk.press("Next part: Panel")
	p.desk.press(panellist)
	p.screen.see(panellist, in{css: ".speaking"})
	p.desk.see(panellist, in{css: ".running"})
	p.desk.key("e")
	p.desk.see("Nobody has the floor.")
	p.desk.press("Next part: Audience", in{css: "#show"})
	p.screen.see("Audience")
}

// hands go up everywhere: on both phones, in the meeting tool, at the hub, and in
// the room without a phone.
func (p *story) hands() {
	p.t.Helper()
	p.room.press("Raise hand")
	p.room.see("You are", in{css: ".hand .place"})
	p.online.press("Raise hand")
	p.online.see("You are", in{css: ".hand .place"})
	c := p.console
	c.fill("Paste the meeting tool's list of participants, one a line", "Participants (3)\nNorth window (Guest)\nMuted\n🌿 Fern 🌿\nمريم\n")
	c.press("Take the list")
	c.see("3 people are on the list.")
	c.paste("10:04:30\t From 🌿 Fern 🌿 to Everyone:\n\tq+\n")
	c.press("Into the queue")
	c.see("Hand up: 🌿 Fern 🌿")
	p.hub.press("Raise hand 1")
	p.hub.see("Number", in{"#hands li", "Hand 1"})
	p.remote.press("+ Room hand")
	p.remote.fill("How to recognise them (“red scarf, left”)", "red scarf, left")
	p.remote.press("Add")
	for _, who := range []string{"red scarf, left", "🌿 Fern 🌿", "Harbour library"} {
		p.desk.see(who, in{css: "#queue"})
	}
}

// alone has a helper come and go, and one text wait while solo mode is on.
func (p *story) alone() {
	p.t.Helper()
	d, o := p.desk, p.online
	p.site.helped(p.t, d)
	d.press("Solo mode", in{css: "#alone"})
	o.press("Write", in{css: "nav"})
	o.see("One person runs this session alone")
	o.fill("In one sentence", slippery)
	o.press("Send to the moderators")
	o.see("Waiting for the moderators.")
	d.press("Solo mode", in{css: "#alone"})
	d.press("", in{".tabs button", "Statements"})
	d.press("Publish", in{"#statements .held", slippery})
	o.press("Now", in{css: "nav"})
}

// votes come from phones, and as counts of the room, the chat and the hub.
func (p *story) votes() {
	p.t.Helper()
	for b, choice := range map[*tab]string{p.room: "Agree", p.online: "Disagree"} {
		b.press(choice, in{"article.vote", slippery})
		b.see("Recorded.", in{"article.vote", slippery})
	}
	p.counts("#statements li", slippery, "10:20")
}

// counts enters the three lines of counts without phones; the chat answers in that
// minute.
func (p *story) counts(css, text, at string) {
	p.t.Helper()
	(&stage{t: p.t, desk: p.desk}).count(css, text, "12", "2", "1")
	row := in{"#votes li", text}
	p.hub.fill("Agree", "9", row)
	p.hub.fill("Disagree", "5", row)
	p.hub.press("Send the count", row)
	p.hub.see("Recorded.", row)
	p.console.see(text, in{css: "#votes p"})
	p.console.paste(chatAnswers(at))
	p.console.see("10 answers counted.")
	p.console.key("=")
	p.console.see("This is the chat's count in the room.")
}

// closing puts one outcome to the room and leaves another a draft.
func (p *story) closing() {
	p.t.Helper()
	d := p.desk
	d.press("Next part: Closing", in{css: "#show"})
	row := in{"#outcomes li", gritted}
	for _, sentence := range []string{gritted, unputted} {
		d.press("", in{".tabs button", "Outcomes"})
		d.press("Draft an outcome")
		d.fill("The sentence that will be read aloud", sentence)
		d.press("Save", in{css: "dialog.ask"})
		d.see(sentence, in{css: "#outcomes"})
	}
	d.press("Was read out", row)
	d.press("Put to the room", row)
	for _, b := range []*tab{p.room, p.online} {
		b.press("Agree", in{"article.vote", gritted})
		b.see("Recorded.", in{"article.vote", gritted})
	}
	p.counts(row.css, row.text, "10:40")
	d.press("Settle", row)
	d.press("Settle", in{css: "dialog.ask"})
	d.see("Not settled", row)
	d.press("Close the session", in{css: "#show"})
	d.press("Close the session", in{css: "dialog.ask"})
	p.screen.see("The session is closed.")
	if shown := must[[]string](p.screen, "[...globalThis.shown]"); len(shown) > 0 {
		p.t.Errorf("the screen showed of the troll: %q", shown)
	}
}
