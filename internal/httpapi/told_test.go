package httpapi

import (
	"strings"
	"testing"

	"parley/internal/room"
)

// The desk that closes a vote of few learns no more of it than everybody, from
// the answer or from an export while the session runs.
func TestTheDeskReadsNoRawCounts(t *testing.T) {
	x := newRoom(t)
	desk, voter := x.seated(0), x.joined(room.Online)
	desk.ok(desk.send("session.start", `{}`))
	var statement room.ItemID
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		statement = st.StatementOrder[0]
	}))
	voter.ok(voter.send("vote.cast", `{"statement":"`+string(statement)+`","answer":"disagree"}`))
	if r := desk.get("/r/" + string(x.made.Room) + "/export"); r.code() != CodeNotFinished || strings.Contains(r.body, "disagree") {
		t.Errorf("an export while the session runs: %d", r.status)
	}
	closing := `{"cmd":"0-00000000000000000099","payload":{"statement":"` + string(statement) + `"}}`
	for _, r := range []reply{
		desk.ok(desk.post(desk.api("/commands/statement.close"), closing)),
		desk.ok(desk.post(desk.api("/commands/statement.close"), closing)),
		desk.post(desk.api("/commands/hand.add"), strings.Replace(closing, `{"statement":"`+string(statement)+`"}`, `{"side":"online"}`, 1)),
		desk.ok(desk.send("session.close", `{}`)),
	} {
		if strings.Contains(r.body, "disagree") {
			t.Errorf("the desk is told %s", r.body)
		}
	}
	desk.ok(desk.get("/r/" + string(x.made.Room) + "/export"))
}
