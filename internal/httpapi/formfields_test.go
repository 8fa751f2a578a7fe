package httpapi

import (
	"net/http"
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
	var p FormProposals
	must(t, json.Unmarshal([]byte(b.ok(b.get(b.api("/form"))).body), &p))
	if p.Lang != "en" || len(p.Fields) != len(room.FormFields) {
		t.Errorf("%+v", p)
	}
	if r := b.get("/api/rooms/aaaaaaaaaaaaaaaaaaaaaaaaaa/form"); r.status != http.StatusNotFound {
		t.Errorf("an unknown room: %d", r.status)
	}
}
