package engine_test

import (
	"testing"

	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/room"
)

// undo sends what takes the desk's last act back, as a page does: without the
// bodies of texts that were there before.
func undo(h *enginetest.Hall, by room.Actor) (engine.Command, error) {
	h.T.Helper()
	var a room.LastAct
	h.State(func(s *room.State, texts room.Texts, now room.Seconds) {
		a = s.LastActs(texts, now)[room.ItemID(h.Desk.ID)]
	})
	if !a.Ready {
		h.T.Fatalf("nothing takes %s back", a.Name)
	}
	c := h.Command(by, a.Back.Name, room.None{})
	c.Payload = a.Back.Payload
	_, err := h.Engine.Submit(bg, h.Room, c)
	return c, err
}

// TestTextsComeBackWithAnUndo takes acts back whose inverse names texts.
func TestTextsComeBackWithAnUndo(t *testing.T) {
	h := enginetest.Start(t, nil)
	ana := h.Join(room.Online)
	var note room.NoteAdded
	h.Do(h.Desk, "note.add/1", room.AddNote{Text: h.Say("One.")}, &note)
	var card room.StatementAdded
	h.Do(h.Desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: h.Say("A card."), Prepared: true}, &card)
	h.Do(h.Desk, "form.set/1", room.SetForm{Field: room.Summary, Text: h.Say("One.")}, nil)
	for _, act := range []struct {
		name    string
		payload any
	}{
		{"note.edit/1", room.EditNote{Note: note.Note, Text: h.Say("Two.")}},
		{"card.edit/1", room.EditCard{Statement: card.Statement, Kind: room.View, Text: h.Say("Another.")}},
		{"form.set/1", room.SetForm{Field: room.Summary, Text: h.Say("Two.")}},
		{"codes.set/1", room.SetCodes{Onsite: h.Say("AAAA-AAAA"), Online: h.Say("BBBB-BBBB")}},
	} {
		h.Do(h.Desk, act.name, act.payload, nil)
		if _, err := undo(h, ana); code(err) == "" {
			t.Errorf("%s: somebody else takes it back", act.name)
		}
		c, err := undo(h, h.Desk)
		if err != nil {
			t.Errorf("%s: %v", act.name, err)
		}
		if a, err := h.Engine.Submit(bg, h.Room, c); err != nil || !a.Repeat {
			t.Errorf("%s: sent again: %v, %v", act.name, a.Repeat, err)
		}
		c.Cmd = h.Source.CmdID(h.Now())
		if _, err := h.Engine.Submit(bg, h.Room, c); code(err) == "" {
			t.Errorf("%s: the text is named once more, with nothing to take back", act.name)
		}
	}
	h.State(func(s *room.State, texts room.Texts, _ room.Seconds) {
		for of, text := range map[string]room.Text{"One.": s.Notes[note.Note].Text, "A card.": s.Statements[card.Statement].Text} {
			if body, _ := texts(text); body != of {
				t.Errorf("%q came back as %q", of, body)
			}
		}
	})
}
