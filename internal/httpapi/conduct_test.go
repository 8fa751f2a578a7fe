package httpapi

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"parley/internal/room"
)

// person is who goes by the number.
func (x *site) person(guest int) (id room.PersonID) {
	x.t.Helper()
	must(x.t, x.server.engine.View(x.t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		for _, p := range st.People {
			if p.Guest == guest {
				id = p.ID
			}
		}
	}))
	return id
}

// What the moderators do to somebody stands on that person's own page, with rule
// and reason, and so does the organizer's answer; on nobody else's.
func TestWhatWasDoneIsOnOnesOwnPage(t *testing.T) {
	x := newRoom(t)
	ana, bo, desk := x.joined(room.Online), x.joined(room.Online), x.seated(0)
	id := x.person(1)
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

// Without JavaScript it is there to read too, with a form to say so and one to ask
// the organizer to look again: after the close as well.
func TestConductWithoutJavaScript(t *testing.T) {
	x := newRoom(t)
	ana, bo, desk := x.joined(room.Online), x.joined(room.Online), x.seated(0)
	path, form := "/r/"+string(x.made.Room), "/f/"+string(x.made.Room)+"/"
	plain := func(b *browser) string {
		body := b.ok(b.get(path)).body
		return body[:strings.Index(body, `id="words"`)]
	}
	shows := func(words string, yes bool) {
		t.Helper()
		if strings.Contains(plain(ana), words) != yes {
			t.Errorf("the page has %q: want %v", words, yes)
		}
		if strings.Contains(plain(bo), words) {
			t.Errorf("somebody else's page has %q", words)
		}
	}
	post := func(want int, name string, fields ...string) {
		t.Helper()
		if r := ana.form(form+name, fields...); r.status != want {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
	shows("appeal.make", false)
	post(http.StatusSeeOther, "statement.add", "kind", "view", "text", "Buy two, get three.")
	shows("Waiting for the moderators.", true)
	for id := range ana.mine().Statements {
		desk.ok(desk.say("statement.reject", `{"statement":"`+string(id)+`","rule":"spam","reason":%q}`, "An advertisement."))
	}
	shows("Not published: advertising or flooding.", true)
	shows("An advertisement.", true)
	id := x.person(1)
	desk.ok(desk.say("person.warn", `{"person":"`+string(id)+`","rule":"spam","reason":%q}`, "Says it twice."))
	shows("Says it twice.", true)
	shows("warning.read", true)
	post(http.StatusSeeOther, "warning.read")
	shows("warning.read", false)
	desk.ok(desk.say("person.ban", `{"person":"`+string(id)+`","rule":"spam","reason":%q}`, "Says it again."))
	for words, yes := range map[string]bool{"You were removed": true, "Says it again.": true, "/hand.raise": false, "/write?kind=": false} {
		if strings.Contains(plain(ana), words) != yes {
			t.Errorf("banned, the page has %q: want %v", words, yes)
		}
	}
	desk.ok(desk.send("session.start", `{}`))
	desk.ok(desk.send("session.close", `{}`))
	post(http.StatusSeeOther, "appeal.make", "text", "I said it once.")
	shows("I said it once.", true)
	shows("The organizer has not answered yet.", true)
	shows("appeal.make", false)
	for appeal := range ana.mine().Appeals {
		desk.ok(desk.say("appeal.answer", `{"appeal":"`+string(appeal)+`","text":%q}`, "We heard it twice."))
	}
	shows("We heard it twice.", true)
	shows("appeal.make", true)
}
