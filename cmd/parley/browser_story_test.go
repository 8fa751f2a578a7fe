package main

import (
	"fmt"
	"strings"
	"testing"

	"parley/internal/client"
	"parley/internal/loadtest"
	"parley/internal/room"
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
	api                           *moderatorClient // looks on; what is done is done on the pages
	desk, screen, remote, console *tab
	hub, room, online             *tab
	codes                         [2]string
	windows                       []*client.Client // of the troll
}

// testStory plays the whole of it, from the proposal to the report.
func (s *site) testStory(t *testing.T) {
	t.Parallel()
	own := *s
	own.serve(t, wallClock{})
	p := &story{
		t: t, site: &own,
		desk:    own.deskTab(t, "story-desk", 1440, 900),
		screen:  own.deskTab(t, "story-screen", 1920, 1080),
		console: own.deskTab(t, "story-console", 1440, 900),
		hub:     own.deskTab(t, "story-hub", 1280, 800),
		room:    own.phoneTab(t, "story-room", 360, 740),
		online:  own.phoneTab(t, "story-online", 390, 844),
	}
	p.before()
	p.begin()
	p.hands()
	p.trolled()
	p.floor()
	p.alone()
	p.votes()
	p.closing()
	p.report()
}

// before opens the room and every page, and looks whether all of it is there.
func (p *story) before() {
	p.t.Helper()
	d := p.desk
	d.to("/")
	d.fill("The proposal's text", string(loadtest.Proposal))
	d.press("Read it")
	d.fill("Languages of the session", d.site.lang)
	d.press("Open the room")
	d.see("The room is open", in{css: "h1"})
	for i := range p.codes {
		p.codes[i] = must[string](d, fmt.Sprintf("document.querySelectorAll('.code-value')[%d].innerText", i))
	}
	link := func(of string) string {
		return must[string](d, fmt.Sprintf(`part(%s).querySelector("input").value`, d.place(in{".seatlink", of})))
	}
	p.screen.to(link("Screen"))
	p.neverShows(p.screen)
	moderator := link("Workshop Office")
	p.console.to(moderator)
	p.console.press("Console", in{css: "header"})
	c := p.site.client(p.t)
	if err := c.Sit(p.t.Context(), moderator); err != nil {
		p.t.Fatal(err)
	}
	p.api = &moderatorClient{p.t, c}
	d.press("Open the desk")
	p.room.join(p.codes[0], "I am in the room")
	p.online.join(p.codes[1], "I am online")
	d.see("Start the session", in{css: ".step"})
	d.to(must[string](d, "location.pathname.replace(/desk$/, 'check')"))
	d.see("A screen shows the room.")
	d.see("News arrives at once.")
	d.until(func() bool { return strings.Count(d.text("main"), p.said("It joined and follows the room.")) == 2 },
		func() string { return "does not see both phones" })
	d.press("Open the desk")
	p.hub.to(d.addHub("Harbour library", atTheHub))
	p.remote = p.site.pairUp(p.t, d)
}

// said is a sentence of the catalogue in the language of the tabs.
func (p *story) said(english string) string {
	p.t.Helper()
	en := p.site.book.In("en").All()
	for key, text := range en {
		if text == english {
			return p.site.book.In(p.site.lang).T(key)
		}
	}
	p.t.Fatalf("no message is %q", english)
	return ""
}

// begin starts at the Remote and goes through opening and panel.
func (p *story) begin() {
	p.t.Helper()
	p.remote.press("", in{css: ".buttons .primary"})
	p.screen.see("Opening")
	p.desk.press("Next part: Panel")
	p.desk.press(panellist)
	p.screen.see(panellist, in{css: ".speaking"})
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

// floor calls everybody by the rule. In the middle of a turn the desk's network
// goes and comes back: every call is recorded once.
func (p *story) floor() {
	p.t.Helper()
	d := p.desk
	hands := p.api.desk().Queue.Total - 1 // the troll is muted
	p.remote.press("", in{css: ".buttons .primary"})
	d.see("", in{css: "#floor .running"})
	for _, b := range []*tab{d, p.screen} {
		b.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "status of 409")
		b.offline(true)
	}
	d.see("No connection since")
	p.screen.see("not live since")
	d.key("n")
	d.see("One act is kept.")
	d.key("e")
	d.see("2 acts are kept.")
	d.key("n")
	d.see("3 acts are kept.")
	if n := p.calls(); n != 1 {
		p.t.Errorf("%d calls are recorded while the network is cut, of one", n)
	}
	for _, b := range []*tab{d, p.screen} {
		b.offline(false)
	}
	d.sent()
	p.screen.unseen("not live since")
	for {
		v := d.follows(p.api)
		if v.Floor.Next == nil {
			break
		}
		d.key("n")
		d.until(func() bool { return p.api.desk().Floor.Done > v.Floor.Done }, func() string { return "calls nobody" })
	}
	d.key("e")
	d.see("Nobody has the floor.")
	v := p.api.desk()
	sides := v.Balance.Sides
	if n := p.calls(); n != hands || v.Floor.Done != hands || sides[room.Online].Turns+sides[room.Onsite].Turns != hands {
		p.t.Errorf("%d calls and %d turns of %d hands: %+v", n, v.Floor.Done, hands, sides)
	}
}

// calls are the calls that the room's log holds.
func (p *story) calls() int { return p.site.records(p.t, p.api.Room(), "turn.call/1") }

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

// report is there at one key and says what happened and what did not.
func (p *story) report() {
	p.t.Helper()
	d := p.desk
	d.see("Read the report", in{css: ".step"})
	turns := p.api.desk().Floor.Last
	d.press("Read the report", in{css: ".step"})
	d.see(gritted, in{css: "article.outcome"})
	d.reports(slippery, "12 2 1", "8 2 0", "9 5 0")
	d.reports(gritted, "12 2 1", "8 2 0", "9 5 0")
	for _, said := range []string{
		"Drafted and not put to the room: " + unputted,
		"Question 5 was not reached",
		fmt.Sprintf("%d texts were not published: advertising or flooding.", trollTexts),
		"1 voice was muted: advertising or flooding.",
		"Every turn was the one that the published rule named.",
	} {
		d.see(said)
	}
	if n := must[int](d, `document.querySelectorAll("#turns tbody tr").length`); n != turns {
		p.t.Errorf("the report has %d turns of %d", n, turns)
	}
	for _, never := range []string{rude, sale} {
		d.unseen(never)
	}
	q := &stage{t: p.t, desk: d}
	kinds := map[string]int{}
	for r := range q.records(q.fetch(must[string](d, "location.pathname.replace(/report$/, 'export')"))) {
		kind, _, _ := strings.Cut(r, " ")
		kinds[kind]++
	}
	if kinds["turn.call/1"] != p.calls() || kinds["door.close/1"] != 1 || kinds["helper.join/1"] != 1 {
		p.t.Errorf("the export holds %v", kinds)
	}
}
