package engine_test

import (
	"testing"

	"parley/internal/engine/enginetest"
	"parley/internal/room"
)

// TestOnlyTheThingsOwnTextsAreKept: an edit may leave a text as it is by its
// commitment alone, and takes no other's words for its own.
func TestOnlyTheThingsOwnTextsAreKept(t *testing.T) {
	h := enginetest.Start(t, nil)
	ana, words, sentence, name, asked := h.Join(room.Online), h.Say("Ana's."), h.Say("We say."), h.Say("Desk."), h.Say("What else?")
	h.Do(ana, "statement.add/1", room.AddStatement{Kind: room.View, Text: words}, nil)
	var drafted room.OutcomeDrafted
	h.Do(h.Desk, "outcome.draft/1", room.DraftOutcome{Text: sentence}, &drafted)
	h.Do(h.Desk, "seat.edit/1", room.EditSeat{Seat: room.ItemID(h.Desk.ID), Name: name}, nil)
	h.Do(h.Desk, "question.edit/1", room.EditQuestion{Question: 1, Text: asked}, nil)
	for _, edit := range []struct {
		name    string
		payload func(room.Text) any
		own     room.Text
	}{
		{"outcome.edit/1", func(x room.Text) any {
			return room.EditOutcome{Outcome: drafted.Outcome, DraftOutcome: room.DraftOutcome{Text: x, Turns: []int{}}}
		}, sentence},
		{"seat.edit/1", func(x room.Text) any {
			return room.EditSeat{Seat: room.ItemID(h.Desk.ID), Name: x, Affiliation: x}
		}, name},
		{"question.edit/1", func(x room.Text) any { return room.EditQuestion{Question: 1, Text: x} }, asked},
	} {
		for _, other := range []room.Text{words, sentence, name, asked} {
			c := h.Command(h.Desk, edit.name, edit.payload(other))
			c.Texts = nil
			_, err := h.Engine.Submit(bg, h.Room, c)
			if other == edit.own && err != nil {
				t.Errorf("%s refuses what is there: %v", edit.name, err)
			}
			if other != edit.own && code(err) != room.CodeMalformed {
				t.Errorf("%s takes another's words: %v", edit.name, err)
			}
		}
	}
	var left room.Erased
	h.Do(ana, "voice.leave/1", room.None{}, &left)
	h.State(func(s *room.State, texts room.Texts, _ room.Seconds) {
		if said, _ := texts(s.Outcomes[drafted.Outcome].Text); said != "We say." || len(left.Texts) != 1 {
			t.Errorf("the outcome says %q, %d texts went", said, len(left.Texts))
		}
	})
}
