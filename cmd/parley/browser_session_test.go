package main

import (
	"fmt"
	"testing"

	"parley/internal/loadtest"
)

// stage is the pages of one session: desk and screen, a panellist's, the
// rapporteur's, a phone in the room and one online.
type stage struct {
	t                          *testing.T
	desk, screen, room, online *tab
	speaker, rapporteur        *tab
	hall                       string // the code of the hall's screen
}

// testSession takes a session from its proposal to its report, with every kind
// of card and on every page; only a crowd has no pages.
func (s *site) testSession(t *testing.T) {
	t.Parallel()
	p := &stage{
		t:      t,
		desk:   s.deskTab(t, "desk", 1440, 900),
		screen: s.deskTab(t, "screen", 1920, 1080),
		room:   s.phoneTab(t, "phone-room", 360, 740),
		online: s.phoneTab(t, "phone-online", 390, 844),

		speaker:    s.phoneTab(t, "session-speaker", 390, 844),
		rapporteur: s.deskTab(t, "session-rapporteur", 1366, 768),
	}
	codes := p.open()
	p.seatRapporteur()
	p.prepare()
	p.join(codes)
	p.before()
	p.panel()
	p.floor()
	p.statements()
	p.answers()
	p.questions()
	p.crowd()
	p.closing()
	p.report()
	p.leave()
}

// open pastes the proposal, opens the room and hands out links and codes.
func (p *stage) open() (codes [2]string) {
	p.t.Helper()
	d := p.desk
	d.to("/")
	d.fill("The proposal's text", string(loadtest.Proposal))
	d.press("Read it")
	d.see("What was read", in{css: "h1"})
	d.fill("Languages of the session", d.site.lang)
	d.fill("Panel", "5") // less for the audience than twenty people need
	d.fill("Audience", "5")
	d.audit("read")
	d.at360("read")
	d.press("Open the room")
	d.see("The room is open", in{css: "h1"})
	d.audit("links")
	d.at360("links")
	for i := range codes {
		codes[i] = d.codeAt(i)
	}
	p.hall = codes[0]
	for seat, b := range map[string]*tab{"Screen": p.screen, panellist: p.speaker} {
		b.to(d.linkOf(seat))
	}
	d.press("Open the desk")
	d.see("Start the session")
	d.see("Live", in{css: "p.live"})
	return codes
}

// codeAt is a code to join by, on the page that hands them out, and linkOf a seat's link.
func (b *tab) codeAt(i int) string {
	b.t.Helper()
	return b.finds(fmt.Sprintf("document.querySelectorAll('.code-value')[%d]?.innerText ?? ''", i))
}

func (b *tab) linkOf(seat string) string {
	b.t.Helper()
	return b.finds(fmt.Sprintf(`part(%s)?.querySelector("input")?.value ?? ""`, b.place(in{".seatlink", seat})))
}

// seatRapporteur adds a seat at the desk and opens its link.
func (p *stage) seatRapporteur() {
	p.t.Helper()
	d := p.desk
	d.press("Seats")
	d.press("Add a seat")
	d.fill("Name", "Note taker")
	d.press("Speaker")
	d.press("Rapporteur")
	d.press("Add")
	d.see("Shown only now. The old link has ended.")
	p.rapporteur.to(d.secretLink())
	p.rapporteur.see("No outcome is drafted yet.")
	d.press("Hide", in{"#seats li", "Note taker"})
	d.press("Statements")
}

// join lets both phones in: one types the hall's code, one follows the address
// of the meeting tool.
func (p *stage) join(codes [2]string) {
	p.t.Helper()
	r := p.room
	r.to("/j")
	r.audit("code")
	r.fill("Code", codes[0])
	r.press("Go on")
	r.see("What is kept, who sees it, for how long")
	r.audit("join")
	r.press("I am in the room")
	r.choose("Your stakeholder group", "Civil society")
	r.press("Join")
	r.see("· Guest 1", in{css: "header .ref"})

	o := p.online
	o.to("/j/" + codes[1])
	o.press("I am online")
	o.fill("Name for when you are called", "North window")
	o.press("Join")
	o.see("· Guest 2", in{css: "header .ref"})
}

// before is the wait for the start: hands may go up already.
func (p *stage) before() {
	p.t.Helper()
	for _, b := range []*tab{p.room, p.online} {
		b.see("The session has not started")
		b.see("Live", in{css: "p.live"})
	}
	p.screen.see("2 taking part")
	p.room.audit("before")
	p.desk.audit("before")
	p.screen.audit("before")
	p.room.press("Raise hand")
	p.room.see("You are", in{css: ".hand .place"})
	p.online.press("Raise hand")
	p.online.see("You are", in{css: ".hand .place"})
	p.room.audit("hand")
	p.desk.see("Guest 1", in{css: "#queue"})
	p.desk.see("North window", in{css: "#queue"})
	p.desk.key("?")
	p.desk.see("Commands and keys", in{css: "dialog[open]"})
	p.desk.audit("keys")
	p.desk.press("Close")
	p.desk.press("Start the session")
	p.room.see("Opening")
}

// panel gives the floor to the table.
func (p *stage) panel() {
	p.t.Helper()
	d := p.desk
	d.press("Next part: Panel")
	d.press(panellist)
	d.see(panellist, in{css: "#floor .running"})
	p.screen.see(panellist, in{css: ".speaking"})
	p.room.see(panellist)
	d.audit("panel")
	p.screen.audit("panel")
	p.bringUp()
	p.catchAll()
	d.key("e")
	d.see("Nobody has the floor.")
	d.press("Next part: Audience")
	p.room.see("Audience")
}

// call has the desk call whom the rule names, who must be of that side, and
// gives the name.
func (p *stage) call(side string) string {
	p.t.Helper()
	d := p.desk
	d.see(side, in{css: "#floor .next .who"})
	name := d.next()
	d.key("n")
	d.see(name, in{css: "#floor .running"})
	d.see(side, in{css: "#floor .running"})
	p.screen.see(side, in{css: ".speaking"})
	return name
}

// next is who the desk says is called next.
func (b *tab) next() string {
	b.t.Helper()
	return b.finds(`squeeze(document.querySelector("#floor .next .who bdi")?.innerText ?? "")`)
}

// addHand enters somebody without a phone.
func (p *stage) addHand(key, label string) {
	p.t.Helper()
	p.desk.press(key)
	p.desk.fill("How to recognise them (“red scarf, left”)", label)
	p.desk.press("Add")
	p.desk.see(label, in{css: "#queue"})
}

// floor is the audience's part: online and room take turns, whoever comes from
// a phone or from the desk, and the moderator's own choice has its reason.
func (p *stage) floor() {
	p.t.Helper()
	d := p.desk
	d.press("+ Room hand")
	d.see("No name is needed.")
	d.audit("dialog")
	d.press("Cancel", in{css: "dialog[open]"})
	p.addHand("+ Room hand", "green coat")
	p.addHand("+ Online hand", "typed from afar")
	d.see("Online 2 waiting, 2 for a first turn", in{css: "#queue"})
	d.see("In the room 2 waiting, 2 for a first turn", in{css: "#queue"})

	first := p.call("Online")
	p.afterCall(first)
	d.audit("turn")
	p.screen.audit("turn")
	p.screen.at360("turn")
	d.at360("turn")
	second := p.call("In the room")
	p.afterCall(second)

	// The room's other hand goes out of order: by the rule it is online's turn.
	last := "green coat"
	if second == last {
		last = "Guest 1"
	}
	d.see("Online", in{css: "#floor .next .who"})
	d.press("", in{"#queue li button.pick", last})
	d.press("Call now", in{css: "#queue li.on"})
	d.see("The reason is shown at once")
	d.audit("override")
	d.choose("Reason", "must leave")
	d.fill("In words", "The last bus goes at six.")
	d.press("Call now")
	d.see(last, in{css: "#floor .running"})
	d.see("must leave", in{css: "#floor .running"})
	p.screen.see("Moderator's call: must leave")
	p.afterCall(last)

	third := p.call("Online")
	if third == first {
		p.t.Errorf("%s was called twice while somebody waited for a first turn", third)
	}
	p.afterCall(third)
	p.room.press("Raise hand")
	p.room.see("You are", in{css: ".hand .place"})
	if name := p.call("In the room"); !p.desk.says("Guest 1", name) {
		p.t.Errorf("%s was called, not Guest 1", name)
	}
	p.room.press("I have finished")
	d.see("Nobody has the floor.")
	d.see("must leave", in{css: "#balance"})
	p.screen.unseen("green coat")
	p.room.unseen("green coat")
}

// afterCall looks at the phone that has the floor, when it is one of ours.
func (p *stage) afterCall(name string) {
	p.t.Helper()
	for whose, b := range map[string]*tab{"Guest 1": p.room, "North window · Guest 2": p.online} {
		if b.says(whose, name) {
			b.see("You have the floor")
			b.audit("called")
		}
	}
}
