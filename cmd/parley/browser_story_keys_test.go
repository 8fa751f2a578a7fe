package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

const (
	ofLanterns = "A lantern belongs at every stair."
	ofStairs   = "Every stair gets a lantern before winter."

	inTheTool = 10 // people of the meeting tool who raise a hand
	inTheHall = 5  // people in the room without a phone
	atTheHub  = 14
)

// keyed is a session driven by keys alone, at desk, console and hub.
type keyed struct {
	t                  *testing.T
	api                *moderatorClient
	desk, console, hub *tab
}

// testStoryByKeys queues hands of the meeting tool, of the room and of a hub with
// at most three presses each, calls them all, counts their votes and reads the
// report; nothing is ever clicked or touched.
func (s *site) testStoryByKeys(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	k := &keyed{
		t: t, api: s.moderator(t, made),
		desk:    s.deskTab(t, "story-keys-desk", 1440, 900),
		console: s.deskTab(t, "story-keys-console", 1440, 900),
		hub:     s.deskTab(t, "story-keys-hub", 1280, 800),
	}
	k.arrive(made)
	k.queue()
	k.begin()
	k.callAll()
	k.vote()
	k.outcome()
	for _, b := range []*tab{k.desk, k.console, k.hub} {
		if n := b.counted("pointed"); n != 0 {
			t.Errorf("%s was pointed at %d times", b.name, n)
		}
	}
	k.report()
}

// arrive opens desk, console and hub. The console gets a list of participants.
func (k *keyed) arrive(made *client.Created) {
	k.t.Helper()
	d, c := k.desk, k.console
	d.to(made.Link(room.Moderator))
	d.counts()
	k.hub.to(d.addHub("Harbour library", atTheHub))
	k.hub.counts()
	k.hub.tabTo("How many people sit here, phones included")
	k.hub.key(kb.Delete)
	k.hub.typed("15")
	k.hub.key(kb.Enter)
	k.until(k.hub, "its own count", func(v *view.View) bool { return len(v.Desk.Present) == 1 })
	c.to(made.Link(room.Moderator))
	c.to("/r/" + string(made.Room) + "/console")
	c.counts()
	c.tabTo("Paste the meeting tool's list of participants, one a line")
	c.inserted("Acorn\nBirch\nCopper\nDune\nEmber\nFlint\nGravel\nHazelnut\nIndigo\nJetty\n")
	c.enter("Take the list")
	c.see("10 people are on the list.")
	c.until(func() bool { return must[bool](c, `!!document.querySelector(".roster .person:enabled")`) }, func() string { return "takes no hands" })
}

// queue raises every hand with at most three presses.
func (k *keyed) queue() {
	k.t.Helper()
	for key := 'a'; key < 'a'+inTheTool; key++ {
		k.raised(k.console, func() { k.console.stroke(key) })
	}
	for range inTheHall {
		k.raised(k.desk, func() {
			k.desk.stroke('r')
			k.desk.holdsFocus("#ask-label")
			k.desk.key(kb.Enter)
		})
	}
	k.raised(k.hub, func() { k.hub.stroke('1') })
}

// raised has a page raise a hand, which must be in the line after it.
func (k *keyed) raised(b *tab, raise func()) {
	k.t.Helper()
	before, pressed := k.api.desk().Queue.Total, b.counted("pressed")
	raise()
	k.until(b, "one hand more", func(v *view.View) bool { return v.Queue.Total == before+1 })
	if n := b.counted("pressed") - pressed; n < 1 || n > 3 {
		k.t.Errorf("%s: a hand takes %d presses", b.name, n)
	}
}

// until waits until the room stands so after what the page did.
func (k *keyed) until(b *tab, what string, ok func(*view.View) bool) {
	k.t.Helper()
	k.api.sees(b, what, ok)
}

// begin goes through opening and panel with the key of the desk's line alone.
func (k *keyed) begin() {
	k.t.Helper()
	for _, says := range []string{
		"People can join and raise hands already.", "Introduce the topic, then go on to the panel.", "Next at the table: " + panellist,
		"Next at the table: Advocate for message privacy", "Next at the table: Counsel for a helpline", "Every speaker has had the floor.",
	} {
		k.step(says)
	}
	k.until(k.desk, "the audience's part", func(v *view.View) bool { return v.Session.Part == room.Audience })
}

// step presses the key of the desk's line when it says that; then it says something
// else, or asks for more.
func (k *keyed) step(says string) {
	k.t.Helper()
	d := k.desk
	d.see(says, in{css: ".step"})
	const ready = `(() => {
		const key = document.querySelector(".step .also .key.primary") ?? document.querySelector(".step .key.primary");
		return !!key && key.ariaDisabled !== "true" && !key.disabled;
	})()`
	d.until(func() bool { return must[bool](d, ready) }, func() string { return "has no key for " + says })
	d.stroke('y')
	gone := fmt.Sprintf(`!squeeze(document.querySelector(".step")?.innerText ?? "").match(%s) || !!document.querySelector("dialog[open]")`, d.within(says, "i"))
	d.until(func() bool { return must[bool](d, gone) }, func() string { return "still says " + says })
}

// callAll calls everybody who waits, with one key each, and the balance has them.
func (k *keyed) callAll() {
	k.t.Helper()
	const all = inTheTool + inTheHall + 1
	k.desk.follows(k.api)
	for n := range all {
		k.desk.stroke('n')
		k.until(k.desk, "a call", func(v *view.View) bool { return v.Floor.Done == n+1 })
		k.desk.follows(k.api)
	}
	k.desk.stroke('e')
	v := k.api.sees(k.desk, "the end of a turn", func(v *view.View) bool { return v.Floor.Running == nil })
	sides := v.Balance.Sides
	if on, off := sides[room.Online], sides[room.Onsite]; on.Turns != inTheTool+1 || on.First != on.Turns || off.Turns != inTheHall {
		k.t.Errorf("the balance has %+v", sides)
	}
	k.desk.see(fmt.Sprintf("Online %d %[1]d", inTheTool+1), in{css: "#balance"})
	k.desk.see(fmt.Sprintf("In the room %d %[1]d", inTheHall), in{css: "#balance"})
}

// vote writes down what was said, and counts the room, the chat and the hub.
func (k *keyed) vote() {
	k.t.Helper()
	d := k.desk
	d.stroke('c')
	d.holdsFocus("#catch")
	d.inserted(ofLanterns)
	d.do(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	d.see("The statement is open for votes.")
	k.elsewhere(ofLanterns, "10:20")
	d.enter("Count hands", in{"#statements li", ofLanterns})
	d.figures(in{css: "dialog.ask"}, "4", "1")
	d.see("Hands in the room: Agree 4 · Disagree 1", in{"#statements li", ofLanterns})
}

// elsewhere enters the numbers at the hub and of the chat.
func (k *keyed) elsewhere(text, at string) {
	k.t.Helper()
	k.hub.see(text)
	k.hub.figures(in{"#votes li", text}, "9", "5")
	k.hub.see("Recorded.", in{"#votes li", text})
	c := k.console
	c.see(text, in{css: "#votes p"})
	c.paste(chatAnswers(at))
	c.see("10 answers counted.")
	c.stroke('=')
	c.see("This is the chat's count in the room.")
}

// chatAnswers are lines of a chat in that minute: eight agree and two do not.
func chatAnswers(minute string) string {
	var b strings.Builder
	for i := range inTheTool {
		answer := "A"
		if i >= 8 {
			answer = "B"
		}
		fmt.Fprintf(&b, "%s:%02d\t From Person %d to Everyone:\n\t%s\n", minute, i, i+1, answer)
	}
	return b.String()
}

// figures types the numbers of a vote and sends them.
func (b *tab) figures(where in, agree, disagree string) {
	b.t.Helper()
	b.tabTo("Agree", where)
	b.typed(agree)
	b.tabTo("Disagree", where)
	b.typed(disagree)
	b.key(kb.Enter)
}

// outcome takes a sentence from its draft to what the room found, by the key of
// the desk's line, and closes the session.
func (k *keyed) outcome() {
	k.t.Helper()
	d, dialog := k.desk, in{css: "dialog.ask"}
	d.enter("Next part: Closing", in{css: "#show"})
	k.until(d, "the closing", func(v *view.View) bool { return v.Session.Part == room.Closing })
	k.step("First count who is present")
	d.tabTo("Present in the room", dialog)
	d.typed("25")
	d.tabTo("Present online", dialog)
	d.typed("40")
	d.key(kb.Enter)
	k.until(d, "a count of who is there", func(v *view.View) bool { return v.Desk.Present[room.AllOnline] == 40 })
	k.step("Draft an outcome: one sentence that the room can answer.")
	d.holdsFocus("#ask-text")
	d.inserted(ofStairs)
	d.enter("Save", dialog)
	d.see(ofStairs, in{css: "#outcomes"})
	k.step("Read it aloud:")
	k.step("Put it to the room:")
	d.enter("Settle", in{"#outcomes li", ofStairs})
	for _, line := range []string{"Hands in the room", "Chat", "Harbour library"} {
		d.see(line, dialog)
	}
	d.enter("Cancel", dialog)
	k.elsewhere(ofStairs, "10:40")
	k.until(d, "the hub's and the chat's count", func(v *view.View) bool { return len(v.Outcomes.All[room.ItemID(v.Outcomes.Order)].Lines) == 2 })
	k.step("Count the hands of those without a phone.")
	d.figures(dialog, "5", "0")
	k.step("Settle it when the answers are in.")
	if said := d.text("dialog.ask"); strings.Contains(said, "Harbour library") {
		k.t.Errorf("everybody was counted: %q", said)
	}
	d.enter("Settle", dialog)
	k.until(d, "what was found", func(v *view.View) bool { return v.Outcomes.All[room.ItemID(v.Outcomes.Order)].Found != nil })
	k.step("Ask the title question again, to see what the session changed.")
	d.see("Close the session", in{css: ".step"})
	k.step("Everything put to the room is settled.")
	d.enter("Close the session", dialog)
	d.see("The session is closed.")
}

// report opens it by the line's key and finds everybody counted.
func (k *keyed) report() {
	k.t.Helper()
	d := k.desk
	d.stroke('y')
	d.see(ofStairs, in{css: "main"})
	const sides = `[...document.querySelector("[aria-labelledby=h-balance] table").tBodies[0].rows].map((r) => r.cells[1].innerText + " " + r.cells[2].innerText).sort().join(", ")`
	if got, want := must[string](d, sides), fmt.Sprintf("%d %[1]d, %d %[2]d", inTheTool+1, inTheHall); got != want {
		k.t.Errorf("by the report the sides had %s turns, of %s", got, want)
	}
	d.see("80 people were present as counted.")
	d.see("Most agreed, 22 of 29; 7 disagreed, 0 could not say.")
	d.reports(ofLanterns, "4 1 0", "8 2 0", "9 5 0")
	d.reports(ofStairs, "5 0 0", "8 2 0", "9 5 0")
}
