package main

import (
	"testing"

	"parley/internal/client"
	"parley/internal/room"
)

const (
	asked     = "Who empties the box at night?"
	rephrase  = "And who carries the key of the box?"
	inWriting = "The night shift, with two signatures."
	unspoken  = "How long are the slips kept?"
)

// testPhoneQuestions asks the table in writing, sees what is merged, supports a
// question with others, reads its reply, and writes instead of speaking once a
// hand will not be reached.
func (s *site) testPhoneQuestions(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	b := s.phoneTab(t, "phone-questions", 360, 740)
	b.join(made.Codes.Online, "I am online")
	b.see("Live")
	b.press("Ask")
	b.see("No question yet.")
	b.audit("empty")
	b.fill("The question", asked)
	b.press("Now")
	b.press("Ask")
	b.holds("The question", asked)
	b.press("Send to the moderators")
	b.see("Waiting for the moderators.", in{".own li", asked})
	b.holds("The question", "")
	first := desk.held(b, asked)
	desk.do("statement.publish", room.StatementRef{Statement: first})
	b.see("Published. It waits for a reply.", in{".own li", asked})

	row := in{"article.vote", asked}
	b.press("Support", row)
	b.see("Recorded.", row)
	for range 4 {
		s.supporter(t, made.Codes.Online, first)
	}
	b.see("5 or more support it.", row)
	b.fill("The question", rephrase)
	b.press("Send to the moderators")
	b.see("Waiting for the moderators.", in{".own li", rephrase})
	second := desk.held(b, rephrase)
	desk.do("statement.publish", room.StatementRef{Statement: second})
	desk.do("question.merge", room.MergeQuestion{Statement: second, Into: first})
	b.see("Merged with:", in{".own li", rephrase})
	b.see(rephrase, row)
	b.audit("asked")
	b.at(1440, 900, "asked")
	k := desk.Command("reply.give").As(room.ActorSeat)
	desk.send(k, &room.GiveReply{Statement: first, Text: k.Text(inWriting)})
	b.see(inWriting, row)
	b.see(inWriting, in{css: ".own"})
	s.insteadOfSpeaking(t, b, desk)

	desk.do("session.close", room.None{})
	b.see("Not reached in the session.", in{"article.vote", unspoken})
	b.audit("closed")
}

// supporter is one more participant who wants a question answered.
func (s *site) supporter(t *testing.T, code string, question room.ItemID) {
	t.Helper()
	c := s.client(t)
	if err := c.Join(t.Context(), code, client.Joining{Side: room.Online}); err != nil {
		t.Fatal(err)
	}
	vote := &room.CastVote{Statement: question, Answer: room.Support}
	if _, err := c.Command("vote.cast").As(room.ActorBallot).Send(t.Context(), vote, nil); err != nil {
		t.Fatal(err)
	}
}

// insteadOfSpeaking raises a hand that comes too late, and writes. Whatever the
// lot says, the room's side is next: Online just had its turn.
func (s *site) insteadOfSpeaking(t *testing.T, b *tab, desk *moderatorClient) {
	t.Helper()
	desk.shorten()
	desk.hand(room.Online, "By telephone")
	desk.do("turn.call", room.CallNext{After: desk.desk().Floor.Last})
	desk.hand(room.Onsite, "green jacket")
	b.press("Now")
	b.press("Raise hand")
	b.see("Probably not reached before the time is over.")
	b.audit("late")
	b.press("Write it instead")
	b.see("Write it instead of speaking: my hand is lowered once this is sent.")
	b.press("Keep my hand up")
	b.unseen("Write it instead of speaking: my hand is lowered once this is sent.")
	b.press("Now")
	b.press("Write it instead")
	b.fill("The question", unspoken)
	b.press("Send to the moderators")
	b.see("Waiting for the moderators.", in{".own li", unspoken})
	b.press("Now")
	b.see("Raise hand")
	desk.do("statement.publish", room.StatementRef{Statement: desk.held(b, unspoken)})
	b.press("Ask")
}

// shorten begins the audience's part and leaves it no time.
func (m *moderatorClient) shorten() {
	m.t.Helper()
	x := m.desk().Session
	m.do("part.take", room.TakeTime{From: room.Panel, For: room.Audience, Seconds: x.Audience - x.Begin})
	m.do("part.take", room.TakeTime{From: room.Audience, For: room.Closing, Seconds: x.Closing - x.Begin})
	for _, part := range []room.PartKind{room.Opening, room.Panel} {
		m.do("part.next", room.NextPart{After: part})
	}
}
