package httpapi

import (
	"regexp"
	"strings"
	"testing"

	"parley/internal/room"
)

// passing is what moves by itself: the time, the frame's number, who watches.
var passing = regexp.MustCompile(`"at":\d+,"frame":\d+|"watching":\{[^}]*\}`)

// TestNothingTellsHowManyAnswered: fewer answers than are shown leave every view
// as it was, and no answer to a command says where in the log its
// record stands.
func TestNothingTellsHowManyAnswered(t *testing.T) {
	x := newRoom(t)
	desk, phone := x.seated(0), x.joined(room.Online)
	voters := []*browser{x.joined(room.Online), x.joined(room.Onsite), x.joined(room.Online)}
	desk.ok(desk.send("session.start", `{}`))
	var title room.ItemID
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) { title = st.StatementOrder[0] }))
	seen := func() string {
		both := phone.ok(phone.get(phone.api("/view"))).body + desk.ok(desk.get(desk.api("/view?as=desk"))).body
		return passing.ReplaceAllString(both, "")
	}
	before := seen()
	for _, b := range voters {
		if r := b.ok(b.send("vote.cast", `{"statement":"`+string(title)+`","answer":"agree"}`)); strings.Contains(r.body, "index") {
			t.Errorf("the answer is %s", r.body)
		}
	}
	if after := seen(); after != before {
		t.Errorf("three votes made\n%s\nof\n%s", after, before)
	}
}
