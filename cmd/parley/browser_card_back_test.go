package main

import (
	"fmt"
	"testing"

	"parley/internal/room"
)

// testCardBack shows a card that the phone answers, takes it back, and shows it
// again: with the same words the answer stands, with others it is asked for anew on
// a page that stayed open.
func (s *site) testCardBack(t *testing.T) {
	t.Parallel()
	const before, after = "Every gate needs a guard.", "Every gate needs two guards."
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	var card room.StatementAdded
	k := desk.Command("statement.add").As(room.ActorSeat)
	if _, err := k.Send(t.Context(), &room.AddStatement{Kind: room.View, Text: k.Text(before), Prepared: true}, &card); err != nil {
		t.Fatal(err)
	}
	ref := room.StatementRef{Statement: card.Statement}
	desk.do("card.show", ref)

	b := s.phoneTab(t, "phone-card-back", 360, 740)
	b.join(made.Codes.Online, "I am online")
	b.press("Disagree", in{"article.vote", before})
	b.see("Recorded.", in{"article.vote", before})
	desk.do("card.back", ref)
	b.unseen(before)
	desk.do("card.show", ref)
	b.see("Recorded.", in{"article.vote", before})

	desk.do("card.back", ref)
	b.unseen(before)
	k = desk.Command("card.edit").As(room.ActorSeat)
	desk.send(k, &room.EditCard{Statement: card.Statement, Kind: room.View, Text: k.Text(after)})
	desk.do("card.show", ref)
	b.see(after)
	b.unanswered(after)
	b.to("/r/" + string(made.Room))
	b.unanswered(after)
	b.press("Agree", in{"article.vote", after})
	b.see("Recorded.", in{"article.vote", after})
}

// unanswered holds that no answer to a statement is shown as given.
func (b *tab) unanswered(words string) {
	b.t.Helper()
	const chosen = `[...document.querySelectorAll("article.vote")].filter((a) => a.innerText.includes(%s)).map((a) => a.querySelectorAll("[aria-pressed=true]").length).join()`
	b.until(func() bool {
		n, err := eval[string](b, fmt.Sprintf(chosen, quoted(words)))
		return err == nil && n == "0"
	}, func() string { return words + " is not shown without an answer" })
}
