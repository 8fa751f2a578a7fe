package httpapi

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"parley/internal/bundle"
	"parley/internal/room"
)

func (b *browser) mine() (m Me) {
	b.t.Helper()
	must(b.t, json.Unmarshal([]byte(b.ok(b.get(b.api("/me"))).body), &m))
	return m
}

// Whoever leaves is told so, and may still take the ballot's answers back;
// nothing else is taken from that browser, also not a first vote.
func TestLeaving(t *testing.T) {
	x := newRoom(t)
	ana, bo, desk := x.joined(room.Online), x.joined(room.Online), x.seated(0)
	var statement string
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		statement = string(st.StatementOrder[0])
	}))
	vote := `{"statement":"` + statement + `","answer":"agree"}`
	ana.ok(ana.send("vote.cast", vote))
	for _, b := range []*browser{ana, bo} {
		b.ok(b.send("voice.leave", `{}`))
		if m := b.mine(); m.Joined || !m.Left || m.Voice != nil || (m.Ballot != nil) != (b == ana) {
			t.Errorf("after leaving: %+v", m)
		}
		if r := b.send("vote.cast", vote); r.code() != CodeNotJoined {
			t.Errorf("a vote of somebody who left: %d %s", r.status, r.body)
		}
		if r := b.send("hand.raise", `{}`); r.code() != room.CodeLeft {
			t.Errorf("a hand of somebody who left: %d %s", r.status, r.body)
		}
		if r := b.post("/api/join", `{"code":"`+x.made.Codes.Online+`","side":"online"}`); r.code() != room.CodeLeft {
			t.Errorf("joining again: %d %s", r.status, r.body)
		}
		if r := b.get("/r/" + string(x.made.Room)); r.status != http.StatusOK || !strings.Contains(r.body, "You have left this room") {
			t.Errorf("the page of somebody who left: %d", r.status)
		}
	}
	ana.ok(ana.send("ballot.withdraw", `{}`))
	if m := ana.mine(); m.Ballot != nil {
		t.Errorf("after taking the answers back: %+v", m.Ballot)
	}
	if r := bo.send("ballot.withdraw", `{}`); r.code() != room.CodeNoSuch {
		t.Errorf("nothing to take back: %d %s", r.status, r.body)
	}
	if r := desk.send("ballot.withdraw", `{}`); r.status == http.StatusOK {
		t.Errorf("a desk took answers back: %s", r.body)
	}
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		if n := st.Voters(); n != 0 {
			t.Errorf("%d voters", n)
		}
	}))
}

// Without JavaScript leaving is two forms.
func TestLeavingByForms(t *testing.T) {
	x := newRoom(t)
	b := x.joined(room.Online)
	var statement string
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		statement = string(st.StatementOrder[0])
	}))
	b.ok(b.send("vote.cast", `{"statement":"`+statement+`","answer":"agree"}`))
	page, form := "/r/"+string(x.made.Room), "/f/"+string(x.made.Room)
	if r := b.get(page); !strings.Contains(r.body, `href="`+page+`/leave"`) {
		t.Errorf("nothing leads to leaving: %d", r.status)
	}
	for _, step := range []struct{ page, name string }{{page + "/leave", "/voice.leave"}, {page, "/ballot.withdraw"}} {
		if r := b.get(step.page); strings.Count(r.body, `action="`+form+step.name+`"`) != 1 {
			t.Errorf("the page has no form of %s: %d", step.name, r.status)
		}
		if r := b.form(form + step.name); r.status != http.StatusSeeOther {
			t.Errorf("%s: %d %s", step.name, r.status, r.body)
		}
	}
	if r := b.get(page + "/leave"); r.code() != CodeNotJoined {
		t.Errorf("leaving twice: %d", r.status)
	}
	if r := b.get(page); strings.Contains(r.body, "<form") {
		t.Error("somebody who left has forms")
	}
}

// The organizer erases, nobody else; and whoever runs the session sees which
// exports were made before.
func TestErasing(t *testing.T) {
	x := newRoom(t)
	desk, speaker, voter := x.seated(0), x.seated(1), x.joined(room.Online)
	var item string
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		item = string(st.StatementOrder[len(st.StatementOrder)-1])
	}))
	p := `{"item":"` + item + `","rule":"asked"}`
	for _, b := range []*browser{speaker, voter} {
		if r := b.send("text.erase", p); r.status != http.StatusForbidden {
			t.Errorf("erasing: %d %s", r.status, r.body)
		}
		if r := b.get(b.api("/exports")); r.code() != CodeNoSeat {
			t.Errorf("exports: %d %s", r.status, r.body)
		}
	}
	desk.ok(desk.send("text.erase", p))
	if r := desk.send("text.erase", p); r.code() != room.CodeAlready {
		t.Errorf("erasing twice: %d %s", r.status, r.body)
	}
	desk.ok(desk.send("session.start", `{}`))
	desk.ok(desk.send("session.close", `{}`))
	made := func() (e Exports) {
		must(t, json.Unmarshal([]byte(desk.ok(desk.get(desk.api("/exports"))).body), &e))
		return e
	}
	if e := made(); e.Made == nil || len(e.Made)+len(e.Backups) != 0 {
		t.Errorf("before any export: %+v", e)
	}
	desk.ok(desk.get("/r/" + string(x.made.Room) + "/export"))
	for _, days := range []int{-1, -40} {
		must(t, x.server.cfg.Backups.Note(x.made.Room, bundle.Made{At: time.Now().AddDate(0, 0, days).UTC().Format(time.RFC3339), Records: 3}))
	}
	if e := made(); len(e.Backups) != 1 || e.Backups[0].Records != 3 || !e.Backups[0].Until.After(time.Now()) {
		t.Errorf("after a backup of yesterday and one that is over: %+v", e)
	}
	if e := made(); len(e.Made) != 1 || e.Made[0].Records == 0 || e.Made[0].At == "" {
		t.Errorf("after one export: %+v", e)
	}
}
