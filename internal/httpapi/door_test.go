package httpapi

import (
	"net/http"
	"strings"
	"testing"

	"parley/internal/room"
)

// A closed door is told before and after one tries, keeps nobody inside from
// anything, and leaves space again for whoever it kept out.
func TestTheDoor(t *testing.T) {
	x := newRoom(t)
	x.server.cfg.Voices = 3
	ana, desk, late := x.joined(room.Online), x.seated(0), x.browser()
	for range 2 {
		x.joined(room.Online)
	}
	page := "/j/" + x.made.Codes.Online
	if r := late.form(page, "side", "online"); r.status != http.StatusConflict || !strings.Contains(r.body, "As many people") {
		t.Fatalf("a full room: %d %s", r.status, r.body)
	}
	ana.ok(ana.send("signal.send", `{"kind":"cant-hear"}`))
	desk.ok(desk.send("door.close", `{}`))
	desk.ok(desk.send("door.sweep", `{"from":0,"to":86400}`))
	if r := late.get(page); r.status != http.StatusOK || !strings.Contains(r.body, "The door is closed") || strings.Contains(r.body, `name="side"`) {
		t.Errorf("before: %d %s", r.status, r.body)
	}
	if r := late.form(page, "side", "online"); r.status != http.StatusConflict || !strings.Contains(r.body, "The door is closed") {
		t.Errorf("after: %d %s", r.status, r.body)
	}
	ana.ok(ana.say("statement.add", `{"kind":"view","text":%q}`, "Still inside."))
	desk.ok(desk.send("door.open", `{"side":"online"}`))
	if r := late.get(page); strings.Contains(r.body, "The door is closed") {
		t.Error("an open door is said to be closed")
	}
	if r := late.form(page, "side", "online"); r.status != http.StatusSeeOther {
		t.Errorf("with space again: %d %s", r.status, r.body)
	}
}
