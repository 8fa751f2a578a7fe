package main

import (
	"strings"
	"testing"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

const (
	sealed   = "A sealed log opens with two keys."
	nightly  = "Night buses are seen by everybody who waits."
	tooSlow  = "Two keys are too slow at night."
	caveat   = "Only in the night is one key enough."
	whoPays  = "Who pays for the second key?"
	whoLends = "Who pays for two keys?"
	paid     = "The town pays for it."
)

// cardsStage is a desk and a screen, with a panellist and participants who have
// no page.
type cardsStage struct {
	t            *testing.T
	site         *site
	made         *client.Created
	desk, screen *tab
	api, seat    *moderatorClient
}

// testDeskCards takes prepared cards, caught statements, reasons and questions
// through the desk and onto the screen.
func (s *site) testDeskCards(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	p := &cardsStage{
		t: t, site: s, made: made, api: s.moderator(t, made), seat: &moderatorClient{t, s.client(t)},
		desk: s.deskTab(t, "desk-cards", 1440, 900), screen: s.deskTab(t, "screen-cards", 1920, 1080),
	}
	if err := p.seat.Sit(t.Context(), made.Link(room.Speaker)); err != nil {
		t.Fatal(err)
	}
	p.desk.to(made.Link(room.Moderator))
	p.screen.to(made.Link(room.Screen))
	p.cards()
	p.caught()
	p.reasons()
	p.questions()
	p.boards()
	p.notReached()
}

// prepare writes a card of the panellist for later.
func (p *cardsStage) prepare(kind room.StatementKind, text string, asks func(*client.Command) room.Asks) {
	p.t.Helper()
	k := p.seat.Command("statement.add").As(room.ActorSeat)
	p.seat.send(k, &room.AddStatement{Kind: kind, Text: k.Text(text), Prepared: true, Asks: asks(k)})
}

// cards come up by one key while their seat has the floor, and go back.
func (p *cardsStage) cards() {
	p.t.Helper()
	d := p.desk
	p.prepare(room.Mechanism, sealed, func(k *client.Command) room.Asks {
		return room.Asks{Sees: k.Text("The judge sees the log"), Breaks: k.Text("A lost key stops it")}
	})
	p.prepare(room.Risk, nightly, func(k *client.Command) room.Asks {
		return room.Asks{Falls: []string{"vulnerable", "citizens"}, Service: k.Text("Night buses"), Privacy: room.Weakened}
	})
	d.press("2 prepared cards")
	d.see(sealed, in{css: ".all-cards"})
	d.see("Vulnerable people", in{".all-cards li", nightly})
	p.api.do("session.start", room.None{})
	p.api.do("turn.seat", room.SeatTurn{Seat: seatOf(p.api, room.Speaker)})
	d.see(nightly, in{css: "#floor .cards-ready"})
	d.audit("floor")
	d.at360("floor")
	d.key("@") // Shift and 2
	d.see("The statement is open for votes.")
	d.see("Vulnerable people", in{"#statements li.statement", nightly})
	d.press("Bring up", in{"#floor .cards-ready li", sealed})
	row := in{"#statements li.statement", sealed}
	d.see("The judge sees the log", row)
	d.press("Back to the cards", row)
	d.see(sealed, in{css: "#floor .cards-ready"})
	d.key("!")
	d.see("Who sees what", row)
}

// caught are a kind of information, with the key that leads to the form, and a
// risk with its fields.
func (p *cardsStage) caught() {
	p.t.Helper()
	d := p.desk
	d.key("c")
	d.holdsFocus("#catch")
	d.fill("Catch from turn 1", "Where a phone was last night")
	d.choose("Kind", "Kind of information")
	d.press("Publish it")
	d.see("Kind of information", in{"#statements li.statement", "Where a phone was last night"})
	d.fill("Catch from turn 1", "Somebody else reads the log.")
	d.choose("Kind", "Risk")
	d.press("Business")
	d.fill("About which service", "Archive")
	d.audit("risk")
	d.press("Questions")
	d.press("Statements")
	d.holds("About which service", "Archive")
	d.press("Publish it")
	d.see("Business", in{"#statements li.statement", "Somebody else reads the log."})
	d.holds("About which service", "")

	row := in{"#statements li.statement", "Where a phone was last night"}
	d.press("Count hands", row)
	d.choose("Counted where", "Hands in the room")
	d.fill("Private", "7")
	d.fill("With safeguards", "2")
	d.press("Save")
	d.see("Hands in the room: Private 7 · With safeguards 2", row)
}

// reasons against a mechanism are noted, and stand out until one answered them.
func (p *cardsStage) reasons() {
	p.t.Helper()
	d := p.desk
	mechanism := in{"#statements li.statement", sealed}
	for _, why := range []string{tooSlow, caveat} {
		d.press("Note a reason against", mechanism)
		d.fill("Why they cannot accept it", why)
		d.press("Save")
		d.see(why, in{css: "#statements .reasons"})
	}
	d.press("To the screen", mechanism)
	p.screen.see("2 reasons against it: 2 not answered yet")
	p.screen.see("The judge sees the log", in{css: ".told"})
	row := in{".reasons li", tooSlow}
	d.see("Not answered yet", row)
	d.audit("reasons")
	d.press("Mark as answered in turn 1", row)
	d.see("Answered in turn 1", row)
	d.press("Take the answer back", row)
	d.see("Not answered yet", row)
	d.press("Answer otherwise", row)
	d.fill("The answer in writing, for everybody to read", "At night the second key is in the same house.")
	d.audit("answer")
	d.press("Save")
	d.see("At night the second key is in the same house.", row)
	p.screen.see("Answered.", in{".reasons li", tooSlow})
	p.screen.audit("mechanism")
}

// voice is somebody who joined and has no page.
func (p *cardsStage) voice() *moderatorClient {
	p.t.Helper()
	c := p.site.client(p.t)
	if err := c.Join(p.t.Context(), p.made.Codes.Online, client.Joining{Side: room.Online}); err != nil {
		p.t.Fatal(err)
	}
	return &moderatorClient{p.t, c}
}

// questions are published, supported, merged, brought to the screen and
// answered by one key each.
func (p *cardsStage) questions() {
	p.t.Helper()
	d := p.desk
	asker := p.voice()
	for _, q := range []string{whoPays, whoLends} {
		k := asker.Command("statement.add").As(room.ActorVoice)
		asker.send(k, &room.AddStatement{Kind: room.Question, Text: k.Text(q), Asks: room.Asks{To: seatOf(p.api, room.Speaker)}})
	}
	d.see("2", in{"nav.tabs button", "2"})
	d.key("a") // shows where the oldest waits
	d.see(whoPays, in{css: "#questions .held"})
	d.audit("held")
	d.key("a")
	d.see("1 waits for an answer")
	d.press("Publish", in{css: "#questions .held"})
	d.see("2 wait for an answer")
	row, other := in{"#questions li.question", whoPays}, in{"#questions li.question", whoLends}
	for range 5 {
		v := p.voice()
		v.send(v.Command("vote.cast").As(room.ActorBallot), &room.CastVote{Statement: p.question(whoLends), Answer: room.Support})
	}
	d.see("5 support it", other)
	d.press("Merge into another", other)
	d.choose("Into which question", whoPays)
	d.press("Merge into another")
	d.see("Merged into it:", row)
	d.see("5 support it", row)
	d.press("Undo the merge", row)
	d.see("2 wait for an answer")
	d.key("t")
	d.see("on the screen", other)
	p.screen.see("5 support it", in{css: ".card-scene"})
	d.key("t")
	d.see("on the screen", row)
	p.screen.see("Support it on your phone", in{css: ".card-scene"})
	p.screen.audit("question")
	d.audit("questions")
	d.at360("questions")
	d.key("w")
	d.see("Answered in turn 1", row)
	p.screen.see("Answered in turn 1", in{css: ".card-scene"})
	d.press("Answer otherwise", other)
	d.fill("The answer in writing, for everybody to read", paid)
	d.press("Save")
	d.see("No question waits for an answer.")
	d.see(paid, other)
	d.press("Hide", other)
	d.choose("Rule", "private data of others")
	d.fill("In words", "It names who has the key.")
	d.press("Hide")
	d.see("[hidden: private data of others]", in{css: "#questions"})
}

// boards are all statements of a kind in one picture; the longest of texts stay
// in the picture too.
func (p *cardsStage) boards() {
	p.t.Helper()
	d := p.desk
	d.press("Statements")
	d.press("What is private", in{css: "#stage"})
	p.screen.see("What should be private", in{css: ".board h2"})
	p.screen.see("Votes are open.", in{".board tr", "Where a phone was last night"})
	p.screen.audit("placements")
	d.press("To the screen", in{"#statements li.statement", "Where a phone was last night"})
	p.screen.see("Hands in the room: Private 7 · With safeguards 2")
	d.press("Risks", in{css: "#stage"})
	p.screen.see("Vulnerable people", in{".board tr", nightly})
	long := strings.Repeat("A lamp that burns all night ", 10)
	for range 8 {
		k := p.api.Command("statement.add").As(room.ActorSeat)
		p.api.send(k, &room.AddStatement{Kind: room.Risk, Text: k.Text(long), Asks: room.Asks{Falls: room.FallsOn}})
	}
	p.screen.until(func() bool { return must[bool](p.screen, `!!document.querySelector(".board .note")`) }, func() string { return "nothing says that there are more risks" })
	p.screen.audit("risks")
	k := p.api.Command("statement.add").As(room.ActorSeat)
	field := strings.Repeat("Nobody knows it ", 10)
	p.api.send(k, &room.AddStatement{Kind: room.Mechanism, Text: k.Text(long), Asks: room.Asks{
		Sees: k.Text(field), Orders: k.Text(field), Safeguard: k.Text(field), Breaks: k.Text(field),
	}})
	d.press("To the screen", in{"#statements li.statement", strings.TrimSpace(field)})
	p.screen.see(strings.TrimSpace(field), in{css: ".told"})
	p.screen.audit("long")
	d.audit("many")
	d.choose("Show", "Mechanism (2)")
	d.see(sealed, in{css: "#statements"})
	d.until(func() bool { return !strings.Contains(d.text("#statements"), nightly) }, func() string { return "other kinds are still shown" })
}

// notReached is a question whose answer was taken back, once the session is
// closed; it can still be answered in writing.
func (p *cardsStage) notReached() {
	p.t.Helper()
	d, row := p.desk, in{"#questions li.question", whoPays}
	d.press("Questions")
	d.press("Take the answer back", row)
	d.press("To the screen", row)
	p.screen.see(whoPays)
	p.api.do("session.close", room.None{})
	d.see("1 was not reached")
	p.screen.see("Not reached in the session.")
	p.screen.audit("not-reached")
	d.press("Answer otherwise", row)
	d.fill("The answer in writing, for everybody to read", paid)
	d.press("Save")
	p.screen.see(paid)
	d.audit("answered")
}

// question is the id of a question.
func (p *cardsStage) question(text string) (id room.ItemID) {
	p.t.Helper()
	p.api.sees(p.desk, "the question "+text, func(v *view.View) bool {
		for of, q := range v.Questions.All {
			if q.Text == text {
				id = of
			}
		}
		return id != ""
	})
	return id
}
