package main

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/room"
)

// testApart votes as soon as the page is there, and then raises a hand: the
// hand goes first, and no second of the log joins the vote to it or to the
// joining.
func (s *site) testApart(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	desk.say("Two clocks agree by chance alone.")

	b := s.phoneTab(t, "phone-apart", 360, 740)
	b.join(made.Codes.Online, "I am online")
	b.see("Live") // until then a press is the form's, which sends at once
	vote := in{"article.vote", "Two clocks"}
	b.press("Agree", vote)
	b.see("Not sent yet.", vote)
	b.press("Raise hand")
	b.see("You are number 1 in line.", in{css: ".hand .place"})
	b.see("Recorded.", vote)
	at := s.seconds(t, made.Room)
	if at["voice.join/1"] > at["hand.raise/1"] || at["vote.cast/1"] < at["hand.raise/1"]+5 {
		t.Errorf("joined at %d, a hand at %d, a vote at %d", at["voice.join/1"], at["hand.raise/1"], at["vote.cast/1"])
	}
}

// seconds is when the last record of each type was made.
func (s *site) seconds(t *testing.T, id room.RoomID) map[string]room.Seconds {
	t.Helper()
	at := map[string]room.Seconds{}
	for c, err := range s.node.db.Log().Read(t.Context(), id, 1) {
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range c.Records {
			r, err := room.ParseRecord(jsontext.Value(x.Record))
			if err != nil {
				t.Fatal(err)
			}
			at[r.Type] = r.At
		}
	}
	return at
}
