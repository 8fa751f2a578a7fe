package engine_test

import (
	"context"
	"errors"
	"testing"

	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/room"
)

type vault = engine.Texts

// stuck are texts that cannot be erased while the disk is full.
type stuck struct {
	vault
	full bool
}

func (s *stuck) Erase(ctx context.Context, r room.RoomID, ts ...room.Text) error {
	if s.full {
		return errors.New("no space left")
	}
	return s.vault.Erase(ctx, r, ts...)
}

// TestErasedBeforeItIsAnswered: an answer says that the texts are gone; one that
// could not be given is made up for before the room is shown again.
func TestErasedBeforeItIsAnswered(t *testing.T) {
	disk := &stuck{}
	h := enginetest.Start(t, func(c *engine.Config) { disk.vault, c.Texts = c.Texts, disk })
	known := func(text room.Text) (ok bool) {
		h.State(func(_ *room.State, texts room.Texts, _ room.Seconds) { _, ok = texts(text) })
		return ok
	}
	write := func(who room.Actor, words string) room.Text {
		text := h.Say(words)
		h.Do(who, "statement.add/1", room.AddStatement{Kind: room.View, Text: text}, nil)
		return text
	}
	ana, bo := h.Join(room.Online), h.Join(room.Online)
	first, second := write(ana, "Ana's."), write(bo, "Bo's.")
	var left room.Erased
	h.Do(ana, "voice.leave/1", room.None{}, &left)
	if known(first) || !known(second) || len(left.Texts) != 1 || left.Texts[0] != first {
		t.Errorf("after one left: %v %v, %v", known(first), known(second), left)
	}
	if _, err := h.Try(bo, "statement.add/1", room.AddStatement{Kind: room.View, Text: first}); code(err) != room.CodeAlready {
		t.Errorf("an erased text comes back: %v", err)
	}

	third := write(bo, "Bo's, too.")
	byCommitment := h.Command(h.Desk, "text.erase/1", room.EraseText{Text: third, Rule: room.EraseAsked})
	byCommitment.Texts = nil
	if _, err := h.Engine.Submit(bg, h.Room, byCommitment); err != nil || known(third) {
		t.Errorf("erased by its commitment: %v, known %v", err, known(third))
	}

	disk.full = true
	if _, err := h.Try(bo, "voice.leave/1", room.None{}); !errors.Is(err, engine.ErrStopped) {
		t.Errorf("a text that is not gone: %v", err)
	}
	disk.full = false
	h.Restart()
	if known(second) {
		t.Error("the room was shown with a text that its log erased")
	}
	if _, err := h.Try(bo, "voice.leave/1", room.None{}); code(err) != room.CodeLeft {
		t.Errorf("leaving twice: %v", err)
	}
}
