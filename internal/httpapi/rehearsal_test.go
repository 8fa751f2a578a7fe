package httpapi

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
	"parley/internal/view"
)

const badge = `<bdi class="badge">Rehearsal</bdi>`

// The form that opens a room opens a rehearsal of it first; the page of the
// rehearsal's links then opens the room itself, with all that was typed.
func TestStartRehearses(t *testing.T) {
	x := newSite(t)
	b := x.browser()
	src, _ := readExample(t, "2021-whole.txt")
	read := b.ok(b.values("/start", url.Values{"do": {"read"}, "source": {src}}))
	v := sent(t, []byte(read.body), "rehearse")
	v.Set("title", "Typed \"anew\" <b>")
	v.Set("start", "2031-05-06T10:00")
	v.Set("retention", "90")
	rehearsal := b.ok(b.values("/start", v))
	if again := b.ok(b.values("/start", v)); again.body != rehearsal.body {
		t.Error("a reload opens a second rehearsal")
	}
	if !strings.Contains(rehearsal.body, badge) || !strings.Contains(rehearsal.body, ">Rehearsal\nTyped ") {
		t.Error("the links do not say that they are a rehearsal's")
	}
	itself := sent(t, []byte(rehearsal.body), "open")
	opened := b.ok(b.values("/start", itself))
	v.Set("do", "open")
	if again := b.ok(b.values("/start", v)); again.body != opened.body {
		t.Error("the form opens a second room after the rehearsal's links did")
	}
	if strings.Contains(opened.body, badge) || strings.Contains(opened.body, `name="source"`) {
		t.Error("the room itself is a rehearsal")
	}
	infos := map[bool]room.Info{}
	for _, id := range x.server.index.rooms() {
		must(t, x.server.engine.View(t.Context(), id, func(st *room.State, texts room.Texts, _ room.Seconds) {
			if title, _ := texts(st.Info.Title); title != "Typed \"anew\" <b>" {
				t.Errorf("%s has the title %q", id, title)
			}
			infos[st.Info.Rehearsal] = st.Info
		}))
	}
	if r := infos[true]; len(infos) != 2 || r.Start != 0 || r.Policy.Retention != room.RehearsalDays {
		t.Errorf("the rehearsal waits until %d and stays %d days", r.Start, r.Policy.Retention)
	}
	if r := infos[false]; r.Start == 0 || r.Policy.Retention != 90 {
		t.Errorf("the room waits until %d and stays %d days", r.Start, r.Policy.Retention)
	}
}

// Every page and every report of a rehearsal says so, and none of a room's.
func TestRehearsalSaysSo(t *testing.T) {
	for _, rehearsal := range []bool{true, false} {
		x := newSite(t)
		s := setup()
		s.Rehearsal = rehearsal
		s.Seats = append(s.Seats, room.SetupSeat{Roles: []room.Role{room.Rapporteur, room.OnlineModerator}})
		made, err := x.server.createRoom(t.Context(), NewRoom{Setup: s})
		must(t, err)
		x.made = *made
		desk, phone, r := x.seated(0), x.joined(room.Online), "/r/"+string(made.Room)
		desk.helperCode("HHHH-KKKK")
		pages := map[string]reply{
			"join": x.browser().get("/j/" + made.Codes.Online), "helper": x.browser().get("/j/HHHH-KKKK"),
			"phone": phone.get(r), "leave": phone.get(r + "/leave"), "write": phone.get(r + "/write?kind=view"),
			"speaker": x.seated(1).get(r + "/speaker"), "rapporteur": x.seated(2).get(r + "/rapporteur"), "console": x.seated(2).get(r + "/console"),
			"hub": x.hub("Library hub", 14).get(r + "/hub"),
		}
		for _, name := range []string{"desk", "screen", "remote", "check", "sheet", "report", "report.md", "report.json"} {
			pages[name] = desk.get(r + "/" + name)
		}
		for name, p := range pages {
			want := map[string]string{"report.md": "**A rehearsal:", "report.json": `"rehearsal": true`}[name]
			if p.status != http.StatusOK || strings.Contains(p.body, or(want, badge)) != rehearsal {
				t.Errorf("rehearsal %t, %s: %d %s", rehearsal, name, p.status, p.body)
			}
		}
		if strings.Contains(pages["join"].body, "1 day after") != rehearsal {
			t.Errorf("rehearsal %t: the notice says otherwise: %s", rehearsal, pages["join"].body)
		}
		var f WholeFrame
		must(t, json.Unmarshal([]byte(phone.ok(phone.get(phone.api("/view"))).body), &f))
		if f.Set.Info.Rehearsal != rehearsal || (f.Set.Standings.State == view.StandingsRehearsal) != rehearsal {
			t.Errorf("rehearsal %t: phones are told %t, %s", rehearsal, f.Set.Info.Rehearsal, f.Set.Standings.State)
		}
		why := english(t).T("standing.rehearsal")
		if p := phone.get(r + "/standing"); strings.Contains(p.body, why) != rehearsal || strings.Contains(phone.get(r).body, `/standing"`) != rehearsal {
			t.Errorf("rehearsal %t: where the room stands: %d %s", rehearsal, p.status, p.body)
		}
	}
}
