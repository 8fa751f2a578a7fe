package main

import (
	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

// The cards of the session, and who writes each.
const (
	panellist = "Operator of a regional network"

	copied    = "A copied key opens every house."       // the panellist, beforehand: a risk
	cover     = "A sealed cover is opened by two."      // a mechanism
	keyBook   = "Every station keeps a book of keys."   // a practice
	sleep     = "A closed door lets a guest sleep."     // an opportunity
	whoLost   = "Who has lost a key?"                   // a question
	oldBook   = "The book is read once a year."         // the desk: a shortfall
	readAloud = "The book is read aloud every month."   // a measure
	lostChild = "A child is lost at night."             // a case
	addresses = "Where somebody slept last night"       // a kind of information
	gossip    = "Neighbours will talk about the book."  // a phone: a concern
	forSale   = "Lamps are for sale at the gate."       // not published
	oneIsIll  = "One of the two may be ill."            // a reason against
	thirdOne  = "Then a third one opens it."            // the answer to it
	whoOpens  = "Who opens the cover on a holiday?"     // a question to the panellist
	holidays  = "Which two are there on a holiday?"     // the same in other words
	onDuty    = "Those on duty, as on any day."         // the answer to it
	howLong   = "How long is a cover kept?"             // instead of a hand, not reached
	dayOrder  = "A cover is opened only by day."        // needs investigation
	howMany   = "How often one was opened at night."    // the missing fact
	ownNote   = "Ask the station for last year's book." // a note of the rapporteur
	inShort   = "Keys are kept in a book, and covers are opened by two."
)

// prepare writes five cards on the panellist's page before the start.
func (p *stage) prepare() {
	p.t.Helper()
	b := p.speaker
	for _, card := range []struct {
		kind, sentence, text string
		more                 func()
	}{
		{"Risk", "In one sentence", copied, func() {
			b.press("Citizens")
			b.press("Vulnerable people")
			b.fill("About which service", "Street doors")
			b.choose("Under which condition", "if privacy is weakened")
		}},
		{"Mechanism", "In one sentence", cover, func() {
			b.fill("Who sees what", "Both see the whole cover")
			b.fill("On whose order", "A judge's")
			b.fill("With which safeguard", "The owner is told")
			b.fill("What breaks", "A cover opened twice")
		}},
		{"Practice", "In one sentence", keyBook, func() { b.fill("Who acts", "The stations") }},
		{"Opportunity", "In one sentence", sleep, func() { b.press("Business") }},
		{"Question", "The question", whoLost, func() {}},
	} {
		b.press("Write a card")
		b.choose("Kind", card.kind)
		b.fill(card.sentence, card.text)
		card.more()
		b.press("Save the card")
		b.see("Bring it up", in{"#cards li", card.text})
	}
	b.see("There are 5 cards. Bring one up or remove one first.")
}

// bringUp shows the cards while their seat has the floor: by the panellist's own
// tap, and at the desk by one key and by hand.
func (p *stage) bringUp() {
	p.t.Helper()
	d, b := p.desk, p.speaker
	b.see("You have the floor")
	for _, card := range []string{copied, keyBook} {
		b.press("Bring it up", in{"#cards li", card})
		b.see("Votes are open", in{"#shown li", card})
		d.see(card, in{css: "#statements li.statement"})
	}
	d.until(func() bool { return must[int](d, `document.querySelectorAll("#floor .cards-ready li").length`) == 3 },
		func() string { return "has not three cards left" })
	d.key("!") // Shift and 1: the oldest that is left
	d.see("A judge's", in{"#statements li.statement", cover})
	for _, card := range []string{sleep, whoLost} {
		d.press("Bring up", in{"#floor .cards-ready li", card})
	}
	b.see("Votes are open", in{"#shown li", sleep})
	b.see("Not answered yet", in{"#shown li", whoLost})
	p.screen.unseen(whoLost)
}

// catchAll writes down at the desk what is said in the running turn.
func (p *stage) catchAll() {
	p.t.Helper()
	d := p.desk
	for _, said := range []struct {
		kind, text string
		more       func()
	}{
		{"Shortfall", oldBook, func() {
			d.choose("What it is about", keyBook)
			d.fill("Who acts", "The stations")
		}},
		{"Measure", readAloud, func() { d.choose("What it is about", oldBook) }},
		{"Case", lostChild, func() {}},
		{"Kind of information", addresses, func() {}},
	} {
		d.choose("Kind", said.kind)
		d.fill("Catch from turn 1", said.text)
		said.more()
		d.press("Publish it")
		d.see(said.kind, in{"#statements li.statement", said.text})
	}
	d.see(oldBook, in{"#statements li.statement", readAloud})
}

// answers are given on the phones to each kind on its own scale, with a reason
// against a mechanism that its author answers.
func (p *stage) answers() {
	p.t.Helper()
	o, r, d := p.online, p.room, p.desk
	r.press("Real", in{"article.vote", copied})
	r.press("Grave", in{"article.vote", copied})
	r.press("Cannot accept", in{"article.vote", cover})
	r.fill("I cannot accept it, because…", oneIsIll)
	r.press("Send the reason", in{"article.vote", cover})
	o.press("Can live with it", in{"article.vote", cover})
	o.press("A trade-off", in{"article.vote", lostChild})
	o.press("With safeguards", in{"article.vote", addresses})
	o.press("Real", in{"article.vote", sleep})

	d.press("Publish", in{"#statements .held", oneIsIll})
	d.see("Not answered yet", in{".reasons li", oneIsIll})
	p.reply(oneIsIll, thirdOne)
	d.see(thirdOne, in{".reasons li", oneIsIll})
	r.see(thirdOne, in{"article.vote", cover})
	r.press("Can live with it", in{"article.vote", cover})
	r.see("Your reason", in{"article.vote", cover})
	d.audit("kinds")
	d.press("To the screen", in{"#statements li", cover})
	p.screen.see(cover)

	o.press("Write")
	o.fill("In one sentence", forSale)
	o.press("Send to the moderators")
	d.press("Do not publish", in{"#statements .held", forSale})
	d.choose("Rule", "advertising or flooding")
	d.fill("In words", "Nothing is sold here.")
	d.press("Do not publish", in{css: "dialog[open]"})
	o.see("Nothing is sold here.", in{".own li", forSale})
	r.press("Write")
	r.choose("What is it?", "Concern")
	r.fill("In one sentence", gossip)
	r.press("Send to the moderators")
	d.press("Publish", in{"#statements .held", gossip})
	r.see("Published. Everybody can vote on it.", in{".own li", gossip})
}

// reply answers on the panellist's page, in writing.
func (p *stage) reply(to, words string) {
	p.t.Helper()
	row := in{"#questions li", to}
	p.speaker.press("Reply in writing", row)
	p.speaker.fill("Reply, for everybody to read", words)
	p.speaker.press("Publish the reply")
	p.speaker.see(words, row)
}

// questions are asked on both phones in other words, made one, supported and
// answered in writing; the panellist's own is answered aloud.
func (p *stage) questions() {
	p.t.Helper()
	o, r, d := p.online, p.room, p.desk
	d.press("Questions")
	for b, words := range map[*tab]string{r: whoOpens, o: holidays} {
		b.press("Ask")
		b.choose("To whom", panellist)
		b.fill("The question", words)
		b.press("Send to the moderators")
	}
	for _, words := range []string{whoOpens, holidays} {
		d.press("Publish", in{"#questions .held", words})
	}
	o.press("Support", in{"article.vote", whoOpens})
	d.press("Merge into another", in{"#questions li.question", holidays})
	d.choose("Into which question", whoOpens)
	d.press("Merge into another")
	d.see("Merged into it:", in{"#questions li.question", whoOpens})
	o.see("Merged with:", in{".own li", holidays})
	d.press("To the screen", in{"#questions li.question", whoOpens})
	p.screen.see(whoOpens)
	p.reply(whoOpens, onDuty)
	r.see(onDuty, in{".own li", whoOpens})
	o.see(onDuty, in{"article.vote", whoOpens})
	d.press("Mark as answered in turn 6", in{"#questions li.question", whoLost})
	d.see("Answered in turn 6", in{"#questions li.question", whoLost})
}

// crowd is twenty people more in the room, who answer and raise their hands: so
// many that the phone in the room writes instead of waiting.
func (p *stage) crowd() {
	p.t.Helper()
	answers := map[string]room.Answer{copied: room.Real, cover: room.Support, lostChild: room.Needs, addresses: room.Private}
	ids := map[room.ItemID]room.Answer{}
	for range 20 {
		c := p.desk.site.client(p.t)
		if err := c.Join(p.t.Context(), p.hall, client.Joining{Side: room.Onsite}); err != nil {
			p.t.Fatal(err)
		}
		m := &moderatorClient{p.t, c}
		if len(ids) == 0 {
			v, err := c.View(p.t.Context(), view.Phone)
			if err != nil {
				p.t.Fatal(err)
			}
			for id, s := range v.Statements.All {
				if a := answers[s.Text]; a != "" {
					ids[id] = a
				}
			}
		}
		for id, a := range ids {
			m.send(c.Command("vote.cast").As(room.ActorBallot), &room.CastVote{Statement: id, Answer: a})
		}
		m.send(c.Command("hand.raise").As(room.ActorVoice), &room.RaiseHand{})
	}
	p.room.press("Now")
	p.room.press("Raise hand")
	p.room.see("Probably not reached before the time is over.")
	p.room.press("Write it instead")
	p.room.fill("The question", howLong)
	p.room.press("Send to the moderators")
	p.desk.press("Publish", in{"#questions .held", howLong})
	p.room.see("Published. It waits for a reply.", in{".own li", howLong})
	p.room.press("Now")
	p.room.see("Raise hand")
	p.online.press("Now")
}
