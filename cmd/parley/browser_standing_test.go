package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

// What sixty people answer: two camps differ on the first, all agree with the
// second, all reject the third, most cannot say on the fourth, and few answer the
// fifth.
const (
	byRiver    = "by the river runs all night"
	ticketTalk = "Tickets are sold in every language spoken on the line."
	noNames    = "Nobody should have to say their name to buy a ticket."
	tunnel     = "The tunnel holds another hundred years."
	benches    = "Benches face the water."
)

const campLines = 8

func campLine(j int) string { return fmt.Sprintf("Line %d, the one %s.", j+1, byRiver) }

// camps is a room of many people, of whom one has a page.
type camps struct {
	*testing.T
	*site
	clock  *aheadClock
	made   *client.Created
	desk   *moderatorClient
	phone  *tab
	answer func(i int, text string) room.Answer // of the i-th of the others; "" none
	cast   atomic.Int64                         // votes of the others
}

// testStanding asks sixty people and looks at where they stand: on a phone and on
// the projector.
func (s *site) testStanding(t *testing.T) {
	t.Parallel()
	own := *s
	c := &camps{T: t, site: &own, clock: &aheadClock{}, answer: inTwoCamps}
	own.serve(t, c.clock, Config{})
	c.made = own.open(t)
	c.desk = own.moderator(t, c.made)
	c.desk.do("session.start", room.None{})
	for j := range campLines {
		c.desk.say(campLine(j))
	}
	for _, text := range []string{ticketTalk, noNames, tunnel, benches} {
		c.desk.say(text)
	}
	c.phone = own.phoneTab(t, "phone-standing", 360, 740)
	c.phone.join(c.made.Codes.Online, "I am online")
	for j := range campLines {
		c.phone.press("Agree", in{"article.vote", campLine(j)})
	}
	if must[bool](c.phone, `document.querySelector('a[href="#map"]') !== null`) {
		t.Error("the phone has a map before fifty people have voted")
	}
	c.phone.unseen("Not sent yet.")
	from := c.phone.below(secondVote)
	c.crowd(0, 59)
	c.pictured()
	c.onFirst(from)
	c.onPhone()
	c.onPlainPhone()
	c.onScreen()
	c.atDesk()
	c.atRecord()
	c.onNext()
	c.inResults()
	c.inReport()
}

// onPlainPhone reads the page that phones without script have.
func (c *camps) onPlainPhone() {
	b := c.phoneTab(c.T, "phone-standing-plain", 360, 740)
	b.plain = true
	b.scripts(false)
	b.join(c.made.Codes.Online, "I am online")
	b.press("Where the room stands")
	b.see("Vote on some statements to see whom you vote like.")
	b.see(ticketTalk, in{"section.card", "What all groups hold"})
	b.press("Statement by statement")
	b.see(noNames, in{"details.card", "Statement by statement"})
	b.audit("groups")
	b.at(1440, 900, "groups")
	b.press("Back to the session")
	b.see("Raise hand")
	own := c.phone
	own.plain = true
	own.scripts(false)
	own.to("/r/" + string(c.made.Room) + "/standing")
	own.see(fmt.Sprintf("You voted most like group A (%d people).", c.people("A")))
	if !must[bool](own, `document.querySelector(".standmap .own-place") !== null`) {
		c.Error("without script one's own place is not on the map")
	}
	own.audit("own")
	own.at(1440, 900, "own")
	own.plain = false
	own.scripts(true)
	own.to("/r/" + string(c.made.Room))
}

// inTwoCamps is what the i-th of the crowd answers to a statement.
func inTwoCamps(i int, text string) room.Answer {
	own, other := room.Agree, room.Disagree
	if i%5 > 2 {
		own, other = other, own
	}
	var line int
	switch _, err := fmt.Sscanf(text, "Line %d,", &line); {
	case err == nil && (5*i+7*line)%11 == 0: // one of the camp thinks otherwise
		return other
	case err == nil:
		return own
	case text == ticketTalk:
		return room.Agree
	case text == noNames:
		return room.Disagree
	case text == tunnel && i%4 > 0:
		return room.Unsure
	case text == tunnel, text == benches && i < 12:
		return own
	}
	return ""
}

// crowd has the others from one number up to another join and vote.
func (c *camps) crowd(from, to int) {
	c.Helper()
	v, err := c.desk.View(c.Context(), view.Phone)
	fatal(c.T, err)
	var work sync.WaitGroup
	for i := from; i < to; i++ {
		who := c.client(c.T)
		work.Go(func() {
			if err := c.answers(i, who, v.Statements.All); err != nil {
				c.Errorf("number %d of the crowd: %v", i, err)
			}
		})
	}
	work.Wait()
}

// answers joins as the i-th of the crowd and votes.
func (c *camps) answers(i int, who *client.Client, all map[room.ItemID]view.Statement) error {
	if err := who.Join(c.Context(), c.made.Codes.Online, client.Joining{Side: room.Online}); err != nil {
		return err
	}
	for id, s := range all {
		if a := c.answer(i, s.Text); a != "" {
			if _, err := who.Command("vote.cast").As(room.ActorBallot).Send(c.Context(), &room.CastVote{Statement: id, Answer: a}, nil); err != nil {
				return err
			}
			c.cast.Add(1)
		}
	}
	return nil
}

// pictured waits for a picture of what the others voted. One may be of some of it; the
// next comes a minute later at the earliest, and none where fewer than ten ballots
// would differ.
func (c *camps) pictured() {
	c.Helper()
	all, shown, looks := int(c.cast.Load()), room.Seconds(0), 0
	c.phone.until(func() bool {
		v, err := c.desk.View(c.Context(), view.Phone)
		fatal(c.T, err)
		if looks++; v.Standings.At != shown {
			shown, looks = v.Standings.At, 0
		}
		if v.Standings.Votes >= all || shown > 0 && looks > 40 {
			return true
		}
		c.clock.ahead(30 * time.Second)
		return c.phone.rests()
	}, func() string { return fmt.Sprintf("is shown no picture of %d votes", all) })
}

// people is how many there are in a group.
func (c *camps) people(letter string) int {
	v, err := c.desk.View(c.Context(), view.Phone)
	fatal(c.T, err)
	return v.Standings.Groups[letter].People
}

// unsure is how a group answered that of which many cannot say.
func (c *camps) unsure(letter string) string {
	c.Helper()
	v, err := c.desk.View(c.Context(), view.Phone)
	fatal(c.T, err)
	for id, s := range v.Statements.All {
		if t := v.Standings.Statements[id].Cells[letter]; s.Text == tunnel {
			return fmt.Sprintf("%d of %d cannot say; %d agree, %d disagree", t.Unsure, t.N(), t.Agree, t.Disagree)
		}
	}
	return ""
}

// onPhone reads the Map tab: whom one votes like, what groups hold, the map and
// the counts.
func (c *camps) onPhone() {
	c.Helper()
	b := c.phone
	b.press("Map")
	b.until(func() bool {
		return b.says(fmt.Sprintf("You voted most like group A (%d people).", c.people("A")), b.text("main .lead")) || b.rests()
	}, func() string { return "does not say whom it votes like" })
	b.see("What group A stands out by", in{"section.card", "What group A stands out by"})
	b.see(ticketTalk, in{"section.card", "What all groups hold"})
	b.press("How to read this map")
	b.see("Each mark stands for about 5 people")
	b.press("What group B stands out by")
	b.press("Statement by statement")
	b.see(byRiver, in{"section", "Open point: groups differ"})
	said := ""
	b.until(func() bool { // the figures go with the last picture
		said = c.unsure("A")
		return said != "" && b.reads(said, in{".stood", tunnel}) || b.rests()
	}, func() string { return "does not show that " + said })
	b.audit("map")
	b.at(1440, 900, "map")
	b.press("Now")
	b.see("Open point: groups differ", in{"article.vote", campLine(0)})
}

// The cards that are listed first.
const (
	firstVote  = ".votes > .vote:nth-of-type(1)"
	secondVote = ".votes > .vote:nth-of-type(2)"
)

// onFirst looks at a phone that was open before the first picture: no card moves when
// it comes, and a tap below the list brings up what was drawn.
func (c *camps) onFirst(from int) {
	c.Helper()
	b := c.phone
	key := in{"section.card", "One is drawn for you by lot"}
	b.see("Next statement", key)
	if to := b.below(secondVote); to != from {
		c.Errorf("the picture moves the second statement from %d to %d", from, to)
	}
	b.audit("first")
	b.press("Next statement", key)
	b.holdsFocus(firstVote)
	b.see("Drawn for you by lot", in{css: firstVote})
	b.unseen("One is drawn for you by lot")
}

// onNext opens the phone anew: what was drawn comes first, and when it is answered a
// tap brings up the next.
func (c *camps) onNext() {
	c.Helper()
	b := c.phone
	b.to("/r/" + string(c.made.Room))
	first := in{css: firstVote}
	b.see("Drawn for you by lot", first)
	words := b.text(first.css + " .statement")
	second := in{css: secondVote}
	from := b.below(second.css)
	b.press("Agree", first)
	b.see("Recorded.", first)
	if to := b.below(second.css); to != from {
		c.Errorf("an answer moves the next statement from %d to %d", from, to)
	}
	b.audit("drawn")
	b.press("Next statement", in{"article.vote", words})
	b.holdsFocus(second.css)
	b.see("Drawn for you by lot", second)
	if still := b.text(first.css + " .statement"); still != words {
		c.Errorf("first was %q, and is %q", words, still)
	}
	b.see("Disagree", in{".votes > .vote:nth-of-type(4)", ""})
	b.at360("next")
}

// inResults reads how statements stand that the phone did not vote on.
func (c *camps) inResults() {
	c.Helper()
	c.phone.press("Results")
	c.phone.see("Common ground: agreed", in{"section.card", ticketTalk})
	c.phone.see("Common ground: rejected", in{"section.card", noNames})
	c.phone.audit("results")
	c.phone.at(1440, 900, "results")
}

// below is how far from the page's top an element begins.
func (b *tab) below(css string) int {
	b.t.Helper()
	return must[int](b, fmt.Sprintf("Math.round(document.querySelector(%q).getBoundingClientRect().top + scrollY)", css))
}

// onScreen reveals the map on the projector step by step.
func (c *camps) onScreen() {
	c.Helper()
	b := c.deskTab(c.T, "screen-standing", 1440, 810)
	b.to(c.made.Link(room.Screen))
	show := func(item room.ItemID) { c.desk.do("screen.show", room.ShowScene{Scene: "map", Item: item}) }
	show("")
	b.see("The moderator reveals it.")
	b.audit("veiled")
	show(room.MapAll)
	b.see(ticketTalk)
	b.audit("all")
	b.at360("all")
	show("B")
	b.see("What group B stands out by")
	b.see(byRiver)
	b.audit("group")
	b.at360("group")
}
