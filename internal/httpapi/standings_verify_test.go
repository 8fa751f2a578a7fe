package httpapi

import (
	"strings"
	"testing"

	"parley/internal/audit"
	"parley/internal/room"
	"parley/internal/view"
)

// TestPicturesOfAnExportHold: whoever has the export makes every picture that the
// server had recorded again, that of the close too.
func TestPicturesOfAnExportHold(t *testing.T) {
	x := newRoom(t)
	phone, statements := parted(t, x)
	desk := x.seated(0)
	eventually(t, "the page has groups", func() bool { return phone.standings().State == view.StandingsGroups })
	for i := range 20 {
		x.vote(i, statements[3], room.Unsure)
	}
	desk.ok(desk.send("session.start", `{}`))
	desk.ok(desk.send("session.close", `{}`))
	eventually(t, "the close has a picture", func() bool { return x.server.Standings().Pictures == 2 })
	file := desk.ok(desk.get("/r/" + string(x.made.Room) + "/export")).body
	r, err := audit.VerifyFile(strings.NewReader(file))
	must(t, err)
	for _, f := range r.Findings {
		t.Error(f)
	}
	if r.Pictures != 2 {
		t.Errorf("%d pictures made again", r.Pictures)
	}
}
