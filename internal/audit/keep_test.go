package audit_test

import (
	"testing"

	"parley/internal/audit"
	"parley/internal/engine/enginetest"
	"parley/internal/room"
)

// Why a text waits by itself is found again from the texts. Where the file lacks
// texts that would tell, the record is believed.
func TestHeldByItself(t *testing.T) {
	h := enginetest.Start(t, nil)
	ana, bo := h.Join(room.Online), h.Join(room.Online)
	var first room.StatementAdded
	h.Do(ana, "statement.add/1", room.AddStatement{Kind: room.View, Text: h.Say("More of it at https://market.invalid/")}, &first)
	h.Do(bo, "statement.add/1", room.AddStatement{Kind: room.View, Text: h.Say("More, of it: at https://market.invalid/!")}, nil)
	let := func() []room.Record {
		rs := h.Records()
		edit(&rs[nth(t, rs, "statement.add/1", 0)].Facts, `"held":true,"kept":"link"`, `"held":false`)
		return rs
	}
	for _, f := range audit.Verify(forge(t, h, h.Records())).Findings {
		t.Error(f)
	}
	names(t, audit.Verify(forge(t, h, let())), audit.Facts, "statement.add/1")
	h.Do(h.Desk, "text.erase/1", room.EraseText{Item: first.Statement, Rule: "spam"}, nil)
	for _, f := range audit.Verify(forge(t, h, h.Records())).Findings {
		t.Errorf("after the text was erased: %s", f)
	}
}
