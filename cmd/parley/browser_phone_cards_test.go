package main

import (
	"testing"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

const (
	dark    = "A dark path keeps people at home."
	counter = "Two counters, read by two people."
	record  = "Who walked past the counter"
	sleeper = "One of the two may be asleep."
	own     = "A list of stops tells where somebody lives: example.org/stops/line-7/where-people-get-off-and-when-they-come-back"
	replied = "Then the third one reads it."
)

// testPhoneCards answers cards of several kinds on their own scales, weighs a
// risk, says why a mechanism cannot be accepted and reads what is said to that.
func (s *site) testPhoneCards(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	desk.show(&room.AddStatement{Kind: room.Placement}, record, nil)
	desk.show(&room.AddStatement{Kind: room.Mechanism}, counter, func(k *client.Command, p *room.AddStatement) {
		p.Sees, p.Breaks = k.Text("Both readers"), k.Text("The count stops")
	})
	desk.show(&room.AddStatement{Kind: room.Risk, Lang: "en", Asks: room.Asks{Falls: []string{"vulnerable", "citizens"}, Privacy: room.Weakened}}, dark, nil)

	b := s.phoneTab(t, "phone-cards", 360, 740)
	b.notesPauses()
	b.join(made.Codes.Online, "I am online")
	b.see("Live")
	risk, mechanism, placement := in{"article.vote", dark}, in{"article.vote", counter}, in{"article.vote", record}
	b.see("Vulnerable people", risk)
	b.see("if privacy is weakened", risk)
	b.press("Real", risk)
	b.press("Serious", risk)
	b.press("Grave", risk)
	b.press("With safeguards", placement)
	b.see("The count stops", mechanism)
	b.press("Cannot accept", mechanism)
	b.audit("answers")
	b.at(1440, 900, "answers")
	b.fill("I cannot accept it, because…", sleeper)
	b.press("Send the reason", mechanism)
	b.see("Waiting for the moderators.", mechanism)
	b.until(func() bool { return s.votes(t, made.Room) == 3 }, func() string { return "three votes are not recorded" })
	b.keepsPauses()

	reason := desk.held(b, sleeper)
	desk.do("statement.publish", room.StatementRef{Statement: reason})
	b.see("Published. It waits for a reply.", mechanism)
	k := desk.Command("reply.give").As(room.ActorSeat)
	desk.send(k, &room.GiveReply{Statement: reason, Text: k.Text(replied)})
	b.see(replied, mechanism)
	b.press("Can live with it", mechanism)
	b.see("Your reason", mechanism)
	b.audit("reason")
	b.press("Not real", risk)
	b.unseen("How heavy is it?")
	// The phone's own votes are in the figures, whatever step these end at.
	b.until(func() bool { return s.votes(t, made.Room) == 5 }, func() string { return "five votes are not recorded" })
	s.writeCard(t, b, desk)
	s.cardResults(t, b, desk, made.Codes.Online)
}

// writeCard writes a risk with what it asks, in a language of its own.
func (s *site) writeCard(t *testing.T, b *tab, desk *moderatorClient) {
	t.Helper()
	b.press("Write")
	b.choose("What is it?", "Kind of information")
	b.fill("A kind of information, such as “where a phone was”", own)
	b.choose("What is it?", "Risk")
	b.holds("In one sentence", own)
	b.press("Vulnerable people")
	b.press("Business")
	b.fill("About which service", "Night buses")
	b.choose("Under which condition", "if privacy is there by default")
	b.press("Which question, which language")
	b.choose("Language of the text", "français")
	b.audit("write")
	b.at(1440, 900, "write")
	b.press("Send to the moderators")
	b.see("Waiting for the moderators, because it holds a link.", in{".own li", own})
	id := desk.held(b, own)
	if got := desk.desk().Desk.Held[id]; got.Kind != room.Risk || got.Falls != "vulnerable business" || got.Service != "Night buses" || got.Privacy != room.ByDefault || got.Lang != "fr" {
		t.Errorf("the desk holds %+v", got)
	}
	k := desk.Command("statement.reject").As(room.ActorSeat)
	desk.send(k, &room.RejectStatement{Statement: id, Rule: "spam", Reason: k.Text("The same line was sent before.")})
	b.see("Not published:", in{".own li", own})
	b.see("The same line was sent before.", in{".own li", own})
	b.at(360, 740, "rejected")
}

// cardResults has enough others answer for figures, closes the votes and reads what is
// published of them.
func (s *site) cardResults(t *testing.T, b *tab, desk *moderatorClient, code string) {
	t.Helper()
	answers := map[string]room.Answer{record: room.Safeguards, counter: room.Support, dark: room.Real}
	all := desk.desk().Statements.All
	for range 19 {
		c := s.client(t)
		if err := c.Join(t.Context(), code, client.Joining{Side: room.Online}); err != nil {
			t.Fatal(err)
		}
		for id, x := range all {
			if a := answers[x.Text]; a != "" {
				c := c.Command("vote.cast").As(room.ActorBallot)
				if _, err := c.Send(t.Context(), &room.CastVote{Statement: id, Answer: a}, nil); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	b.until(func() bool { return s.votes(t, desk.Room()) == 5+3*19 }, func() string { return "not all votes are recorded" })
	for id := range all {
		desk.do("statement.close", room.StatementRef{Statement: id})
	}
	b.press("Now")
	for _, text := range []string{record, counter, dark} {
		b.see("The vote is closed.", in{"article.vote", text})
	}
	b.press("Results")
	risk, mechanism, placement := in{"section.card", dark}, in{"section.card", counter}, in{"section.card", record}
	b.see("20 (100", placement)
	b.see("All who answered support it or can live with it.", mechanism)
	b.see("Acceptable? Yes: common ground, and every reason against it was answered", mechanism)
	b.see("Fewer than five said how heavy it is.", risk)
	b.press("1 reason why it cannot be accepted", mechanism)
	b.see(replied, mechanism)
	b.audit("results")
	b.at(1440, 900, "results")
}

// show has the desk publish a statement; ask sets the texts that it has beside
// its sentence.
func (m *moderatorClient) show(p *room.AddStatement, text string, ask func(*client.Command, *room.AddStatement)) {
	m.t.Helper()
	k := m.Command("statement.add").As(room.ActorSeat)
	p.Text = k.Text(text)
	if ask != nil {
		ask(k, p)
	}
	m.send(k, p)
}

// held waits until the desk holds a text that was written on a page, and gives its id.
func (m *moderatorClient) held(b *tab, text string) (id room.ItemID) {
	m.t.Helper()
	m.sees(b, "a desk that holds "+text, func(v *view.View) bool {
		for of, x := range v.Desk.Held {
			if x.Text == text {
				id = of
			}
		}
		return id != ""
	})
	return id
}
