package httpapi

import (
	"html"
	"net/http"
	"strings"
	"testing"
	"time"

	"parley/internal/room"
)

// The sheet has what a session needs on paper and nothing that lets anybody in,
// in each language, for the desk alone.
func TestSheet(t *testing.T) {
	x := newSite(t)
	s := setup()
	s.Zone, s.Start = "Africa/Nairobi", time.Date(2027, 3, 4, 7, 30, 0, 0, time.UTC).Unix()
	s.Policy.Floor.FirstSide, s.Policy.Floor.Turn = room.Onsite, 75
	made, err := x.server.createRoom(t.Context(), NewRoom{Setup: s})
	must(t, err)
	x.made = *made
	path, desk := "/r/"+string(made.Room)+"/sheet", x.seated(0)
	desk.ok(desk.say("hub.add", `{"name":%q,"count":14}`, "Library hub"))
	for _, lang := range []string{"en", "ar"} {
		say := x.server.shell.book.In(lang)
		got := html.UnescapeString(desk.ok(desk.get(path + "?lang=" + lang)).body)
		for _, want := range []string{
			s.Title.Value, "2027-03-04", "10:30", "10:35", s.Questions[0].Text, "Chair One", "Panellist Two", say.T("group.technical"), "Library hub",
			say.T("screen.rule.1.onsite"), say.T("screen.rule.3", map[string]any{"n": 75}), say.T("side.onsite"), say.T("answer.unsure"), say.T("part.audience"),
		} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: the sheet leaves out %q", lang, want)
			}
		}
		for _, secret := range []string{made.Codes.Onsite, made.Codes.Online, made.Links[0].Path, made.Links[1].Path} {
			if strings.Contains(got, secret) {
				t.Errorf("%s: the sheet has %s", lang, secret)
			}
		}
	}
	for who, b := range map[string]*browser{"a speaker": x.seated(1), "a guest": x.joined(room.Online), "a stranger": x.browser()} {
		if r := b.get(path); r.status != http.StatusForbidden {
			t.Errorf("%s is answered %d", who, r.status)
		}
	}
}

// Where nobody planned a beginning, the sheet counts from it.
func TestSheetWithoutABeginning(t *testing.T) {
	x := newRoom(t)
	desk := x.seated(0)
	got := desk.ok(desk.get("/r/" + string(x.made.Room) + "/sheet")).body
	if !strings.Contains(html.UnescapeString(got), "+0:00") {
		t.Errorf("no part begins at +0:00: %s", got)
	}
	desk.ok(desk.send("session.start", `{}`))
	if got := desk.ok(desk.get("/r/" + string(x.made.Room) + "/sheet")).body; strings.Contains(html.UnescapeString(got), "+0:00") || !strings.Contains(got, time.Now().UTC().Format(time.DateOnly)) {
		t.Errorf("a session that began has no time: %s", got)
	}
}
