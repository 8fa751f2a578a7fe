package httpapi

import (
	"strings"
	"testing"

	"parley/internal/room"
	"parley/internal/view"

	"github.com/go-json-experiment/json"
)

// A report reaches the desk as a number and its maker as what became of it;
// nobody else sees any of it.
func TestAReportIsSeenByTheDeskAndItsMaker(t *testing.T) {
	x := newRoom(t)
	ana, bo, desk := x.joined(room.Online), x.joined(room.Online), x.seated(0)
	desk.ok(desk.say("statement.add", `{"kind":"view","text":%q}`, "Doors need hinges."))
	var id room.ItemID
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		id = st.StatementOrder[len(st.StatementOrder)-1]
	}))
	before := bo.ok(bo.get(bo.api("/view"))).body
	ana.ok(ana.send("report.make", `{"item":"`+string(id)+`","rule":"spam"}`))
	if r := ana.send("report.make", `{"item":"`+string(id)+`","rule":"hate"}`); r.code() != room.CodeAlready {
		t.Errorf("twice: %s", r.code())
	}
	if got := ana.mine().Reports[id]; got != (MyReport{"spam", room.ReportWaits}) {
		t.Errorf("its maker reads %+v", got)
	}
	after := bo.ok(bo.get(bo.api("/view"))).body
	if setOf(t, before) != setOf(t, after) || len(bo.mine().Reports) != 0 {
		t.Error("somebody else sees that a text was reported")
	}
	if body := desk.ok(desk.get(desk.api("/view?as=desk"))).body; !strings.Contains(setOf(t, body), `"reports":{"`+string(id)+`":{"rules":{"spam":1}`) {
		t.Fatalf("the desk sees %s", body)
	}
	mark := ana.mine().Voice.Mark
	desk.ok(desk.send("report.dismiss", `{"item":"`+string(id)+`"}`))
	if got := ana.mine().Reports[id].State; got != room.ReportDismissed {
		t.Errorf("after it was dismissed its maker reads %s", got)
	}
	if !strings.Contains(ana.ok(ana.get(ana.api("/view"))).body, mark) {
		t.Error("the maker is not told")
	}
}

// setOf is a frame's sections, without the room's time and their versions.
func setOf(t *testing.T, body string) string {
	t.Helper()
	var f view.Frame
	must(t, json.Unmarshal([]byte(body), &f))
	b, err := json.Marshal(f.Set, json.Deterministic(true))
	must(t, err)
	return string(b)
}
