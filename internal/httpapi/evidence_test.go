package httpapi

import (
	"net/http"
	"strings"
	"testing"

	"parley/internal/evidence"
	"parley/internal/room"
)

// Evidence is the organizer's once the session is closed; what is handed out
// verifies.
func TestEvidenceIsHandedOut(t *testing.T) {
	x := newRoom(t)
	ana, desk := x.joined(room.Online), x.seated(0)
	ana.ok(ana.say("statement.add", `{"kind":"view","text":%q}`, "Doors need hinges."))
	var id room.ItemID
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		id = st.StatementOrder[len(st.StatementOrder)-1]
	}))
	page := "/r/" + string(x.made.Room) + "/evidence/"
	if r := desk.get(page + string(id)); r.status != http.StatusForbidden || !strings.Contains(r.body, "closed") {
		t.Errorf("before the close: %d %s", r.status, r.body)
	}
	desk.ok(desk.send("session.start", `{}`))
	desk.ok(desk.send("session.close", `{}`))
	if r := ana.get(page + string(id)); r.status != http.StatusForbidden {
		t.Errorf("a participant: %d", r.status)
	}
	if r := desk.get(page + "ZZZZ"); r.status != http.StatusNotFound {
		t.Errorf("of no post: %d", r.status)
	}
	r := desk.get(page + string(id))
	if r.status != http.StatusOK || r.header.Get("Content-Disposition") == "" {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if found := evidence.Verify([]byte(r.body)); !found.OK() || found.File.Item != id {
		t.Errorf("%v", found.Findings)
	}
	if r := desk.ok(desk.get(desk.api("/exports"))); !strings.Contains(r.body, `"records":`) {
		t.Errorf("it is not among the exports: %s", r.body)
	}
}
