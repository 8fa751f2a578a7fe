package httpapi

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// TestTheRapporteursSeat: its link opens its page, and the form's proposals are
// for those who write it.
func TestTheRapporteursSeat(t *testing.T) {
	x := newSite(t)
	s := setup()
	s.Seats = append(s.Seats, room.SetupSeat{Roles: []room.Role{room.Rapporteur}})
	made, err := x.server.createRoom(t.Context(), NewRoom{Setup: s})
	must(t, err)
	x.made = *made
	path := "/r/" + string(made.Room)
	for _, c := range []struct {
		role   room.Role
		home   string
		status int
	}{
		{room.Rapporteur, path + "/rapporteur", http.StatusOK},
		{room.Moderator, path + "/desk", http.StatusOK},
		{room.Speaker, path + "/speaker", http.StatusForbidden},
		{room.Screen, path + "/screen", http.StatusForbidden},
	} {
		b := x.browser()
		if r := b.get(x.linkOf(c.role)); r.header.Get("Location") != c.home {
			t.Errorf("%s: the link leads to %q", c.role, r.header.Get("Location"))
		}
		for _, at := range []string{path + "/rapporteur", b.api("/form"), b.api("/view?as=rapporteur")} {
			if r := b.get(at); r.status != c.status {
				t.Errorf("%s: %s: %d", c.role, at, r.status)
			}
		}
	}
	b := x.browser()
	b.get(x.linkOf(room.Rapporteur))
	for _, at := range []string{path + "/desk", path + "/remote", path + "/console", b.api("/view?as=desk"), b.api("/live?as=desk")} {
		if r := b.get(at); r.status != http.StatusForbidden {
			t.Errorf("the rapporteur opens the desk: %s: %d", at, r.status)
		}
	}
	for _, at := range []string{path + "/screen", path + "/speaker", path + "/report", b.api("/view?as=screen")} {
		b.ok(b.get(at))
	}
	var p FormProposals
	must(t, json.Unmarshal([]byte(b.ok(b.get(b.api("/form"))).body), &p))
	if p.Lang != "en" || len(p.Fields) != len(room.FormFields) {
		t.Errorf("%+v", p)
	}
	if r := b.get("/api/rooms/aaaaaaaaaaaaaaaaaaaaaaaaaa/form"); r.status != http.StatusNotFound {
		t.Errorf("an unknown room: %d", r.status)
	}
}

// TestWhoSitsKeepsTheSeat: whoever tries another seat's link in the browser of the
// desk does not leave it, nor the rapporteur's seat for the table.
func TestWhoSitsKeepsTheSeat(t *testing.T) {
	x := newSite(t)
	s := setup()
	s.Seats = append(s.Seats, room.SetupSeat{Roles: []room.Role{room.Rapporteur}}, room.SetupSeat{Roles: []room.Role{room.OnlineModerator}})
	made, err := x.server.createRoom(t.Context(), NewRoom{Setup: s})
	must(t, err)
	x.made = *made
	path := "/r/" + string(made.Room)
	for _, c := range []struct {
		sits, link room.Role
		to         string // "" refused
		stays      room.Role
	}{
		{room.Moderator, room.Rapporteur, path + "/rapporteur", room.Moderator},
		{room.Moderator, room.Screen, path + "/screen", room.Moderator},
		{room.Moderator, room.Speaker, "", room.Moderator},
		{room.OnlineModerator, room.Rapporteur, "", room.OnlineModerator},
		{room.Rapporteur, room.Screen, path + "/screen", room.Rapporteur},
		{room.Rapporteur, room.Speaker, "", room.Rapporteur},
		{room.Rapporteur, room.Moderator, path + "/desk", room.Moderator},
		{room.Speaker, room.Rapporteur, path + "/rapporteur", room.Rapporteur},
	} {
		b := x.browser()
		b.get(x.linkOf(c.sits))
		if r := b.get(x.linkOf(c.link)); r.header.Get("Location") != c.to {
			t.Errorf("%s opens the link of %s: %d, to %q", c.sits, c.link, r.status, r.header.Get("Location"))
		}
		var me Me
		must(t, json.Unmarshal([]byte(b.ok(b.get(b.api("/me"))).body), &me))
		if !slices.Contains(strings.Fields(me.Seat.Roles), string(c.stays)) {
			t.Errorf("%s opened the link of %s and sits as %s", c.sits, c.link, me.Seat.Roles)
		}
	}
}
