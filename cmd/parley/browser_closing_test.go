package main

import "strings"

const (
	written = "A reading room keeps its doors open until the last train."
	caught  = "Whoever lends the key answers for the lamp."
	agreed  = "The reading room stays open until the last train."
	opposed = "The key is kept at the station."
)

// statements are written on a phone and at the desk, voted on, counted by
// hands and hidden for a reason.
func (p *stage) statements() {
	p.t.Helper()
	o, d := p.online, p.desk
	o.press("Write")
	o.see("In one sentence")
	o.audit("write")
	o.fill("In one sentence", written)
	o.press("Send to the moderators")
	o.see("Waiting for the moderators.")
	d.see(written, in{css: "#statements .held"})
	d.press("Publish", in{css: "#statements .held"})
	o.see("Published. Everybody can vote on it.")
	o.press("Now")
	d.key("c")
	d.holdsFocus("#catch")
	d.fill("Catch from turn 6", caught)
	d.press("Publish it")
	d.see("The statement is open for votes.")

	vote := in{"article.vote", written}
	p.room.press("Agree", vote)
	o.press("Disagree", vote)
	d.press("To the screen", in{"#statements li", written})
	p.screen.see(written)
	p.room.see("Recorded.", vote)
	o.see("Recorded.", vote)
	p.room.audit("votes")
	p.count("#statements li", written, "6", "1", "1")
	d.see("Hands in the room: Agree 6 · Disagree 1 · Can't say 1", in{"#statements li", written})
	p.screen.audit("statement")

	d.press("Hide", in{"#statements li", caught})
	d.choose("Rule", "private data of others")
	d.fill("In words", "It names who has the key.")
	d.press("Hide")
	p.room.unseen(caught)
	d.press("Show again", in{"#statements li", "[hidden: private data of others]"})
	d.fill("In words", "The name is that of the post, not of a person.")
	d.press("Show again")
	p.room.see(caught)
}

// count enters hands that were counted in the room.
func (p *stage) count(css, text, agree, disagree, unsure string) {
	p.t.Helper()
	d := p.desk
	d.press("Count hands", in{css, text})
	d.choose("Counted where", "Hands in the room")
	d.fill("Agree", agree)
	d.fill("Disagree", disagree)
	d.fill("Can't say", unsure)
	d.press("Save")
	d.see("Hands in the room", in{css, text})
}

// closing confirms one outcome and leaves another open for an objection.
func (p *stage) closing() {
	p.t.Helper()
	d := p.desk
	d.press("Next part: Closing")
	p.room.see("Closing")
	p.draft(agreed)
	row := in{"#outcomes li", agreed}
	d.press("Was read out", row)
	p.room.see("Being read out")
	d.press("Put to the room", row)
	for _, b := range []*tab{p.room, p.online} {
		b.press("Agree", in{"article.vote", agreed})
	}
	for _, b := range []*tab{p.room, p.online} {
		b.see("Recorded.", in{"article.vote", agreed})
	}
	p.room.audit("outcome")
	d.press("To the screen", row)
	p.screen.see(agreed)
	p.screen.audit("outcome")
	p.count(row.css, row.text, "6", "0", "1")
	d.audit("closing")
	d.press("Settle", row)
	d.press("Settle", in{css: "dialog.ask"})
	d.see("Common ground", row)

	p.draft(opposed)
	row = in{"#outcomes li", opposed}
	d.press("Was read out", row)
	d.press("Put to the room", row)
	p.count(row.css, row.text, "8", "0", "0")
	p.online.press("I object, and say why", in{"article.vote", opposed})
	p.online.fill("Your reason", "The station closes before the last train.")
	p.online.press("Send the objection")
	p.online.see("Recorded.", in{"article.vote form", "Take the objection back"})
	p.online.audit("objection")
	d.press("Was heard", row)
	d.press("Settle", row)
	d.press("Settle", in{css: "dialog.ask"})
	d.see("Open point", row)
	p.investigate()
	p.titleAgain()
	p.scenes()
}

// titleAgain asks the title's question a second time, which both phones answer.
func (p *stage) titleAgain() {
	p.t.Helper()
	d := p.desk
	d.press("Ask the title question again", in{css: "#outcomes"})
	d.unseen("Ask the title question again")
	again := in{"article.vote", "The title question, after"}
	p.room.press("Agree", again)
	p.online.press("Disagree", again)
	for _, b := range []*tab{p.room, p.online} {
		b.see("Recorded.", again)
	}
}

func (p *stage) draft(sentence string) {
	p.t.Helper()
	d := p.desk
	d.press("Outcomes")
	d.press("Draft an outcome")
	d.fill("The sentence that will be read aloud", sentence)
	if sentence == agreed {
		d.press(written)
		d.audit("draft")
	}
	d.press("Save")
	d.see(sentence, in{css: "#outcomes"})
}

// scenes are what else the screen can show.
func (p *stage) scenes() {
	p.t.Helper()
	for _, x := range [][2]string{{"Results", "Common ground"}, {"Codes", "Join in the room"}, {"The rule", "How the floor works"}} {
		p.desk.press(x[0], in{css: "#stage"})
		p.screen.see(x[1])
		p.screen.audit(strings.ToLower(x[0]))
	}
	p.desk.press("People")
	p.desk.press("", in{"#people button.pick", "Guest 1"})
	p.desk.see("Raise a hand for them", in{css: "#people"})
	p.desk.audit("people")
	p.desk.press("Seats")
	p.desk.audit("seats")
}
