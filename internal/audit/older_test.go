package audit_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"parley/internal/audit"
	"parley/internal/engine/enginetest"
	"parley/internal/room"
)

// TestOlderErasures: a room of older rules erased a card's words in another order
// than the present rules do, which is noted; of any other room it is found.
func TestOlderErasures(t *testing.T) {
	h := enginetest.Start(t, nil)
	was, is := h.Say("As it was."), h.Say("As it is.")
	var card room.StatementAdded
	h.Do(h.Desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: was, Prepared: true}, &card)
	h.Do(h.Desk, "card.edit/1", room.EditCard{Statement: card.Statement, Kind: room.View, Text: is}, nil)
	h.Do(h.Desk, "text.erase/1", room.EraseText{Item: card.Statement, Rule: room.EraseAsked}, nil)
	rs := h.Records()
	edit(&rs[nth(t, rs, "text.erase/1", 0)].Facts, `"`+string(was)+`","`+string(is)+`"`, `"`+string(is)+`","`+string(was)+`"`)
	names(t, audit.Verify(forge(t, h, rs)), audit.Facts, "text.erase/1")

	edit(&rs[0].Payload, fmt.Sprintf(`"rules":%d`, room.Rules), `"rules":2`)
	r := audit.Verify(forge(t, h, rs))
	if !r.OK() || len(r.Notes) != 2 || !strings.Contains(r.Notes[1].String(), "text.erase/1") {
		t.Errorf("findings %v, notes %v", r.Findings, r.Notes)
	}
}

// TestErasedCaptions: whatever was erased is taken for what the rules accepted, an
// address of captions too.
func TestErasedCaptions(t *testing.T) {
	h := enginetest.Start(t, nil)
	url := h.Say("https://captions.example/room")
	h.Do(h.Desk, "captions.set/1", room.SetCaptions{URL: url}, nil)
	h.Do(h.Desk, "text.erase/1", room.EraseText{Text: url, Rule: room.EraseAsked}, nil)
	r, err := audit.VerifyFile(bytes.NewReader(export(t, h)))
	if err != nil || !r.OK() || r.Absent != 1 {
		t.Errorf("%v %v, %d absent", err, r.Findings, r.Absent)
	}
}
