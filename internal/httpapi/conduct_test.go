package httpapi

import (
	"fmt"
	"strings"
	"testing"

	"parley/internal/room"
)

// What the moderators do to somebody stands on that person's own page, with rule
// and reason, and so does the organizer's answer; on nobody else's.
func TestWhatWasDoneIsOnOnesOwnPage(t *testing.T) {
	x := newRoom(t)
	ana, bo, desk := x.joined(room.Online), x.joined(room.Online), x.seated(0)
	var id room.PersonID
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		for _, p := range st.People {
			if p.Guest == 1 {
				id = p.ID
			}
		}
	}))
	mark := ana.mine().Voice.Mark
	act := func(name, why string) {
		t.Helper()
		desk.ok(desk.say(name, `{"person":"`+string(id)+`","rule":"spam","reason":%q}`, why))
	}
	act("person.warn", "Says it twice.")
	if !strings.Contains(bo.ok(bo.get(bo.api("/view"))).body, mark) {
		t.Error("nobody is told that there is something new")
	}
	if got := ana.mine().Voice; fmt.Sprint(got.Acts["1"].Kind, got.Acts["1"].Reason, got.Acts["1"].Read) != "warnedSays it twice.false" || got.Mark == mark {
		t.Errorf("warned: %+v", got)
	}
	ana.ok(ana.send("warning.read", `{}`))
	act("person.mute", "Says it again.")
	if got := ana.mine().Voice; !got.Acts["1"].Read || !got.Muted || got.Banned || len(got.Acts) != 2 {
		t.Errorf("muted: %+v", got)
	}
	ana.ok(ana.say("statement.add", `{"kind":"view","text":%q}`, "Once more."))
	ana.ok(ana.say("appeal.make", `{"text":%q}`, "I said it once."))
	var appeal room.ItemID
	for appeal = range ana.mine().Appeals {
	}
	desk.ok(desk.say("appeal.answer", `{"appeal":"`+string(appeal)+`","text":%q}`, "We heard it twice."))
	desk.ok(desk.send("person.restore", `{"person":"`+string(id)+`"}`))
	m := ana.mine()
	if m.Appeals[appeal].Answer != "We heard it twice." || m.Voice.Muted || !m.Voice.Acts["2"].Lifted || m.Voice.Acts["1"].Lifted {
		t.Errorf("after the appeal: %+v %+v", m.Appeals, m.Voice)
	}
	for _, path := range []string{"/me", "/view"} {
		got := bo.ok(bo.get(bo.api(path))).body
		for _, words := range []string{"Says it", "I said it", "We heard", "Once more", string(id)} {
			if strings.Contains(got, words) {
				t.Errorf("somebody else's %s holds %q", path, words)
			}
		}
	}
}
