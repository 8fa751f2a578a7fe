package main

import (
	"fmt"
	"math/bits"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
	"parley/internal/view"
)

// What people answer who form no groups: all agree with the first, two in three with
// the second; on lines everybody for themselves.
const (
	oneFare = "One fare is paid for the whole line."
	quieter = "Bells ring more softly after ten at night."
)

const (
	fieldLines = 5
	oneField   = "One field: these votes show no separate groups."
	onTrial    = "Groups are not looked for in a rehearsal: what is voted in it is only for trying out."
)

// testOneField asks people who form no groups: every page says that they are one
// field, also without a network, and nothing to strangers.
func (s *site) testOneField(t *testing.T) {
	t.Parallel()
	own := *s
	c := &camps{T: t, site: &own, clock: &aheadClock{}, answer: eachAlone}
	own.serve(t, c.clock, Config{})
	c.rehearsed()
	c.made = own.open(t)
	c.desk = own.moderator(t, c.made)
	c.desk.do("session.start", room.None{})
	for j := range fieldLines {
		c.desk.say(campLine(j))
	}
	c.desk.say(oneFare)
	c.desk.say(quieter)
	c.phone = own.phoneTab(t, "phone-field", 360, 740)
	c.phone.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED")
	c.phone.join(c.made.Codes.Online, "I am online")
	c.phone.to("/r/" + string(c.made.Room) + "#map")
	c.phone.see("Groups are looked for once fifty people have voted.")
	plain := c.plainBefore()
	c.crowd(0, 1<<(fieldLines+1))
	c.pictured()
	c.phone.see(oneField)
	c.phone.see(oneFare, in{"section.card", "Common ground"})
	c.phone.press("Now")
	c.phone.see("those that need answers most come up more often") // below the list, or first already
	c.phone.press("Map")
	c.phone.press("Now")
	c.phone.see("Drawn for you by lot", in{css: firstVote})
	c.phone.press("Map")
	c.fieldOnScreen()
	c.fieldCutOff()
	c.fieldInReport()
	c.plainAfter(plain)
	c.strangers()
}

// plainBefore reads the page without script before fifty voted, and goes back.
func (c *camps) plainBefore() *tab {
	c.Helper()
	b := c.phoneTab(c.T, "phone-field-plain", 360, 740)
	b.plain = true
	b.scripts(false)
	b.join(c.made.Codes.Online, "I am online")
	b.to("/r/" + string(c.made.Room) + "/standing")
	b.see("Groups are looked for once fifty people have voted.")
	b.audit("few")
	b.press("Back to the session")
	b.see("Raise hand")
	return b
}

// plainAfter raises a hand on a page that is older than the close, and reads what is
// left after it.
func (c *camps) plainAfter(b *tab) {
	c.Helper()
	b.excuse("status of 409")
	b.press("Raise hand")
	b.see("The session is closed. Nothing more is taken.")
	b.audit("refused")
	b.to("/r/" + string(c.made.Room) + "/standing")
	b.see(oneField)
	b.see("Back to the session")
	b.press("Statement by statement")
	b.audit("closed")
	b.at(1440, 900, "closed")
	b.to("/r/" + string(c.made.Room))
	b.audit("over")
	b.at(1440, 900, "over")
}

// eachAlone is what the i-th answers to a statement: to lines and the title every
// combination is given by as many, so that no answer goes with another, nor with that to
// the last statement. Halves agree: some more answers decide nothing.
func eachAlone(i int, text string) room.Answer {
	line := fieldLines + 1 // the title
	_, _ = fmt.Sscanf(text, "Line %d,", &line)
	switch {
	case text == oneFare, text == quieter && bits.OnesCount(uint(i))%2 == 0, text != quieter && i>>(line-1)&1 == 0:
		return room.Agree
	}
	return room.Disagree
}

// rehearsed is a room in which enough people voted and of which no picture is ever
// made: pages say why, also without script.
func (c *camps) rehearsed() {
	c.Helper()
	read, err := proposal.Read(loadtest.Proposal)
	fatal(c.T, err)
	read.Setup.Languages, read.Setup.Rehearsal = []string{c.lang}, true
	c.made, err = c.client(c.T).Create(c.Context(), client.NewRoom{Setup: read.Setup})
	fatal(c.T, err)
	c.desk = c.moderator(c.T, c.made)
	c.desk.do("session.start", room.None{})
	c.desk.say(oneFare)
	c.crowd(0, 50)
	b := c.phoneTab(c.T, "phone-rehearsal", 360, 740)
	b.join(c.made.Codes.Online, "I am online")
	b.press("Map")
	b.see(onTrial)
	b.audit("rehearsal")
	b.at(1440, 900, "rehearsal")
	p := c.phoneTab(c.T, "phone-rehearsal-plain", 360, 740)
	p.plain = true
	p.scripts(false)
	p.join(c.made.Codes.Online, "I am online")
	p.press("Where the room stands")
	p.see(onTrial)
	p.audit("rehearsal")
	d := c.deskTab(c.T, "desk-rehearsal", 1440, 900)
	d.to(c.made.Link(room.Moderator))
	d.press("Standing")
	d.see(onTrial, in{css: "#standing"})
	c.cast.Store(0)
}

// fieldOnScreen shows on the projector what people hold together: there is no map.
func (c *camps) fieldOnScreen() {
	c.Helper()
	b := c.deskTab(c.T, "screen-field", 1440, 810)
	b.to(c.made.Link(room.Screen))
	c.desk.do("screen.show", room.ShowScene{Scene: "map", Item: room.MapAll})
	b.see(oneField)
	b.see(oneFare)
	b.audit("field")
	b.at360("field")
}

// fieldCutOff reads the Map tab without a network, and what came meanwhile after.
func (c *camps) fieldCutOff() {
	c.Helper()
	b := c.phone
	b.press("Statement by statement")
	b.see("It would take more answers than those here are likely to give.", in{".stood", quieter})
	b.see("Live", in{css: "p.live"})
	b.offline(true)
	b.see("Connection lost.", in{css: "p.live"})
	b.see(oneField)
	b.audit("offline")
	c.crowd(64, 76)
	b.offline(false)
	said := ""
	b.until(func() bool { // a picture may be of some of them: then more follow, a minute apart
		v, err := c.desk.View(c.Context(), view.Phone)
		fatal(c.T, err)
		said = fmt.Sprintf("People who voted: %d. Votes: %d.", v.Standings.People, v.Standings.Votes)
		if v.Standings.People <= 64 {
			c.clock.ahead(time.Minute)
			return b.rests()
		}
		return b.reads(said, in{css: "main"}) || b.rests()
	}, func() string { return "does not show that " + said })
}

// fieldInReport reads in the report that nobody was parted.
func (c *camps) fieldInReport() {
	c.Helper()
	c.desk.do("session.close", room.None{})
	b := c.deskTab(c.T, "report-field", 1440, 900)
	b.to("/r/" + string(c.made.Room) + "/report")
	b.see("No groups were found", in{css: "#standing"})
	b.see(oneFare, in{"#standing table", "Everybody, as published"})
	b.see("It would take more answers than those here are likely to give.", in{"#standing tr", quieter})
	b.audit("field")
	b.at360("field")
}

// strangers have no page on which anything of it stands.
func (c *camps) strangers() {
	c.Helper()
	b := c.phoneTab(c.T, "phone-stranger", 360, 740)
	b.excuse("status of 401", "status of 403")
	b.to("/r/" + string(c.made.Room) + "#map")
	b.see("Join a session")
	b.unseen(oneFare)
	b.to("/r/" + string(c.made.Room) + "/rapporteur")
	b.see("This needs the link of a seat.")
	b.audit("refused")
}
