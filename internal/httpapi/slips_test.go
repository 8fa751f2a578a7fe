package httpapi

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// issue has the desk issue slips of these codes.
func (b *browser) issue(side room.Side, codes ...string) reply {
	b.t.Helper()
	p := room.IssueSlips{Side: side}
	for _, c := range codes {
		p.Hashes = append(p.Hashes, room.SlipHash(c))
	}
	raw, err := json.Marshal(&p)
	must(b.t, err)
	return b.send("slips.issue", string(raw))
}

const slipA, slipB, slipC = "ABCDE-FGHJK", "LMNPQ-RSTUV", "WXYZA-BCDEF"

// TestASlipLetsOneBrowserIn: typed in any form, once; a browser whose answer was
// lost comes in when it asks again, another is refused in words.
func TestASlipLetsOneBrowserIn(t *testing.T) {
	x := newRoom(t)
	desk := x.seated(0)
	desk.ok(desk.issue(room.Onsite, slipA, slipB, slipC))
	desk.ok(desk.send("door.slips", `{"side":"onsite","on":true}`))

	late := x.browser()
	const ask = "Ask at the door for a slip"
	if r := late.ok(late.get("/j/" + x.made.Codes.Onsite)); !strings.Contains(r.body, ask) {
		t.Error("the code's page does not say that a slip is needed")
	}
	if r := late.form("/j/"+x.made.Codes.Onsite, "side", "onsite"); r.status != http.StatusForbidden || !strings.Contains(r.body, ask) {
		t.Errorf("the code alone: %d %s", r.status, r.body)
	}
	if r := late.form("/j/"+x.made.Codes.Online, "side", "online"); r.status != http.StatusSeeOther {
		t.Errorf("the other side: %d %s", r.status, r.body)
	}

	ana := x.browser()
	if r := ana.get("/j?code=abcde+fghjk"); r.header.Get("Location") != "/j/"+slipA {
		t.Fatalf("a slip as typed leads to %q", r.header.Get("Location"))
	}
	for range 2 { // to look uses nothing up
		if r := ana.ok(ana.get("/j/" + slipA)); !strings.Contains(r.body, "not by whom") {
			t.Error("the slip's page does not say what is kept")
		}
	}
	x.server.cfg.Voices = 1 // the room is full while she tries
	if r := ana.form("/j/"+slipA, "side", "onsite"); r.code() != "" || r.status != http.StatusConflict {
		t.Errorf("a full room: %d", r.status)
	}
	x.server.cfg.Voices = 0
	if r := ana.form("/j/"+slipA, "side", "onsite", "name", "Moderator"); r.status != http.StatusConflict || !strings.Contains(r.body, `role="alert"`) {
		t.Errorf("a name of the table: %d", r.status)
	}
	if r := ana.form("/j/"+slipA, "side", "onsite"); r.status != http.StatusSeeOther {
		t.Fatalf("a slip that is this browser's: %d %s", r.status, r.body)
	}
	ana.ok(ana.send("hand.raise", `{}`))
	bo := x.browser()
	if r := bo.form("/j/abcdefghjk", "side", "onsite"); r.status != http.StatusConflict || !strings.Contains(r.body, "already let another") {
		t.Errorf("a used slip: %d %s", r.status, r.body)
	}
	if r := bo.form("/j/"+x.made.Codes.Online, "side", "onsite", "onsite", slipB); r.status != http.StatusSeeOther {
		t.Errorf("a slip in the place of the hall's code: %d %s", r.status, r.body)
	}
	desk.ok(desk.send("slips.void", `{"batch":1}`))
	if r := x.browser().get("/j/" + slipC); r.status != http.StatusNotFound {
		t.Errorf("a void slip: %d", r.status)
	}
	if r := desk.send("slip.use", `{"hash":"`+room.SlipHash(slipC)+`","holder":"`+strings.Repeat("a", 32)+`"}`); r.code() != room.CodeUnknownType {
		t.Errorf("using a slip as a command: %d %s", r.status, r.body)
	}
	seen := desk.ok(desk.get(desk.api("/view?as=desk"))).body
	if !strings.Contains(seen, `"issued":3,"used":2,"void":true`) || !strings.Contains(seen, `"wants":"onsite"`) {
		t.Errorf("the desk does not see what became of them: %s", seen)
	}
	if strings.Contains(x.ofPhone(), `"issued"`) {
		t.Error("everybody sees the slips")
	}
	for _, code := range []string{slipA, strings.ReplaceAll(slipA, "-", ""), slipC} {
		if strings.Contains(x.records(), code) {
			t.Errorf("%s stands in the log", code)
		}
	}
}

// TestSlipsOfAnotherRoom: a room's slips stay its own.
func TestSlipsOfAnotherRoom(t *testing.T) {
	x := newRoom(t)
	desk := x.seated(0)
	desk.ok(desk.issue(room.Online, slipA))
	other, theirs := x.another()
	raw := `{"cmd":"` + string(theirs.cmd()) + `","payload":{"side":"online","hashes":["` + room.SlipHash(slipA) + `"]}}`
	if r := theirs.post("/api/rooms/"+string(other.Room)+"/commands/slips.issue", raw); r.code() != room.CodeAlready {
		t.Errorf("another room took the slip: %d %s", r.status, r.body)
	}
	if d, ok := x.server.index.code(slipA); !ok || d.Room != x.made.Room {
		t.Errorf("the slip leads to %v", d)
	}
}
