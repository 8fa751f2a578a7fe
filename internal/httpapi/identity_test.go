package httpapi

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parley/internal/room"
)

func TestJoiningByForm(t *testing.T) {
	x := newRoom(t)
	b := x.browser()
	form := url.Values{"side": {"online"}, "group": {"technical"}, "name": {"A caller"}}.Encode()
	r := b.do(http.MethodPost, "/j/"+x.made.Codes.Online, "application/x-www-form-urlencoded", form)
	if r.status != http.StatusSeeOther || r.header.Get("Location") != "/r/"+string(x.made.Room) {
		t.Fatalf("%d to %q: %s", r.status, r.header.Get("Location"), r.body)
	}
	for _, c := range r.header.Values("Set-Cookie") {
		for _, want := range []string{"HttpOnly", "SameSite=Lax", "Path=/"} {
			if !strings.Contains(c, want) {
				t.Errorf("cookie without %s: %s", want, c)
			}
		}
		if strings.Contains(c, "Secure") || strings.Contains(c, "__Host-") {
			t.Errorf("over plain HTTP: %s", c)
		}
	}
	me := b.ok(b.get(b.api("/me"))).body
	for _, want := range []string{`"guest":1`, `"side":"online"`, `"group":"technical"`, `"name":"A caller"`} {
		if !strings.Contains(me, want) {
			t.Errorf("me lacks %s: %s", want, me)
		}
	}
	again := b.ok(b.post("/api/join", `{"code":"`+strings.ToLower(x.made.Codes.Online)+`","side":"online","group":"technical"}`))
	if !strings.Contains(again.body, `"guest":1`) {
		t.Errorf("joining again: %s", again.body)
	}
}

func TestCookiesOverHTTPS(t *testing.T) {
	x := newRoom(t, func(c *Config) { c.Secure = true })
	r := x.browser().post("/api/join", `{"code":"`+x.made.Codes.Online+`","side":"online"}`)
	if len(r.header.Values("Set-Cookie")) == 0 {
		t.Fatalf("%d %s", r.status, r.body)
	}
	for _, c := range r.header.Values("Set-Cookie") {
		if !strings.HasPrefix(c, "__Host-parley") || !strings.Contains(c, "Secure") {
			t.Errorf("cookie %s", c)
		}
	}
}

func TestTheHallNeedsTheHallsCode(t *testing.T) {
	x := newRoom(t)
	r := x.browser().post("/api/join", `{"code":"`+x.made.Codes.Online+`","side":"onsite"}`)
	if r.code() != room.CodeCodeNeeded || r.status != http.StatusForbidden {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := x.browser().post("/api/join", `{"code":"`+x.made.Codes.Onsite+`","side":"online"}`); r.status != http.StatusOK {
		t.Fatalf("somebody in the hall may take part online: %d %s", r.status, r.body)
	}
	if r := x.browser().post("/api/join", `{"code":"`+x.made.Codes.Onsite+`","side":"online","group":"pirates"}`); r.code() != room.CodeMalformed {
		t.Fatalf("%d %s", r.status, r.body)
	}
}

func TestTheDeskKeepsItsSeat(t *testing.T) {
	x := newRoom(t)
	desk := x.seated(0)
	at := "/r/" + string(x.made.Room)
	if r := desk.get(x.made.Links[1].Path); r.code() != CodeSeatKept {
		t.Errorf("a speaker's link at the desk: %d %s", r.status, r.body)
	}
	if r := desk.get(x.made.Links[2].Path); r.header.Get("Location") != at+"/screen" {
		t.Errorf("the screen's link at the desk: %d to %q", r.status, r.header.Get("Location"))
	}
	desk.ok(desk.get(at + "/screen"))
	desk.ok(desk.get(at + "/desk"))
	speaker := x.seated(1)
	if r := speaker.get(x.made.Links[0].Path); r.header.Get("Location") != at+"/desk" {
		t.Errorf("the desk's link at a speaker's: %d to %q", r.status, r.header.Get("Location"))
	}
	speaker.ok(speaker.get(at + "/desk"))
}

func TestAFullRoom(t *testing.T) {
	x := newRoom(t, func(c *Config) { c.Voices = 2 })
	in := x.joined(room.Online)
	x.joined(room.Onsite)
	join := `{"code":"` + x.made.Codes.Online + `","side":"online"}`
	if r := x.browser().post("/api/join", join); r.code() != CodeRoomFull || r.status != http.StatusConflict {
		t.Errorf("a third of two: %d %s", r.status, r.body)
	}
	in.ok(in.post("/api/join", join)) // who is in stays in
}

func TestLinksLeadToTheirPages(t *testing.T) {
	x := newRoom(t)
	for i, want := range []string{"/desk", "/speaker", "/screen"} {
		b := x.browser()
		r := b.get(x.made.Links[i].Path)
		if r.status != http.StatusSeeOther || r.header.Get("Location") != "/r/"+string(x.made.Room)+want {
			t.Errorf("link %d: %d to %q", i, r.status, r.header.Get("Location"))
		}
		if page := b.get(r.header.Get("Location")); page.status != http.StatusOK {
			t.Errorf("page %q: %d %s", want, page.status, page.body)
		}
	}
	if r := x.browser().get("/k/" + strings.Repeat("a", 26)); r.code() != CodeUnknownLink {
		t.Errorf("%d %s", r.status, r.body)
	}
}

func TestANewLinkEndsTheOldOne(t *testing.T) {
	x := newRoom(t)
	organizer, speaker := x.seated(0), x.seated(1)
	if !strings.Contains(speaker.ok(speaker.get(speaker.api("/me"))).body, `"seat":{`) {
		t.Fatal("the speaker has no seat")
	}
	var seat room.ItemID
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) { seat = st.SeatOrder[1] }))
	fresh := newLink()
	organizer.ok(organizer.send("seat.link", `{"seat":"`+string(seat)+`","link":"`+room.LinkHash(fresh)+`"}`))
	if strings.Contains(speaker.ok(speaker.get(speaker.api("/me"))).body, `"seat":{`) {
		t.Error("the old link's cookie still opens the seat")
	}
	if r := x.browser().get(x.made.Links[1].Path); r.code() != CodeUnknownLink {
		t.Errorf("the old link: %d %s", r.status, r.body)
	}
	b := x.browser()
	for range 200 { // the index follows the commit
		if r := b.get("/k/" + fresh); r.status == http.StatusSeeOther {
			return
		}
	}
	t.Error("the new link opens nothing")
}

func TestPagesAreForWhoMaySeeThem(t *testing.T) {
	x := newRoom(t)
	voice, speaker, stranger := x.joined(room.Online), x.seated(1), x.browser()
	for _, c := range []struct {
		who  string
		b    *browser
		as   string
		want room.Code
	}{
		{"a voice", voice, "phone", ""}, {"a voice", voice, "desk", CodeNoSeat}, {"a voice", voice, "screen", CodeNoSeat},
		{"a speaker", speaker, "phone", ""}, {"a speaker", speaker, "desk", CodeNoSeat}, {"a speaker", speaker, "screen", CodeNoSeat},
		{"a screen", x.seated(2), "screen", ""}, {"a screen", x.seated(2), "desk", CodeNoSeat},
		{"the desk", x.seated(0), "desk", ""}, {"the desk", x.seated(0), "screen", ""},
		{"a stranger", stranger, "phone", CodeNotJoined}, {"a stranger", stranger, "desk", CodeNoSeat},
		{"a voice", voice, "nobody", room.CodeMalformed},
	} {
		if r := c.b.get(c.b.api("/view?as=" + c.as)); r.code() != c.want {
			t.Errorf("%s as %s: %d %.200s", c.who, c.as, r.status, r.body)
		}
	}
	if r := voice.get("/r/" + string(x.made.Room) + "/export"); r.code() != CodeNoSeat {
		t.Errorf("export for a voice: %d", r.status)
	}
	if r := voice.get("/r/" + string(x.made.Room) + "/report.json"); r.code() != CodeNotFinished {
		t.Errorf("report before the close: %d", r.status)
	}
}

// Ids of people and ballots, secrets and hashes are in no answer that others
// can read, nor are secrets in the log.
func TestNoSecretLeaves(t *testing.T) {
	x := newRoom(t)
	b, other := x.joined(room.Online), x.joined(room.Online)
	b.ok(b.send("hand.raise", `{}`))
	u, err := url.Parse(x.http.URL)
	must(t, err)
	var secrets []string
	for _, c := range b.c.Jar.Cookies(u) {
		if len(c.Value) > 20 {
			secrets = append(secrets, c.Value)
		}
	}
	if len(secrets) == 0 {
		t.Fatal("the browser has no secret")
	}
	var voice, ballot string
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
		for _, h := range st.Floor.Hands {
			voice = string(h.Person)
		}
	}))
	r, _ := http.NewRequest(http.MethodGet, x.http.URL, nil)
	for _, c := range b.c.Jar.Cookies(u) {
		r.AddCookie(c)
	}
	ballot = string(x.server.knownVisitor(r, x.made.Room).Ballot)
	if string(x.server.knownVisitor(r, x.made.Room).Voice) != voice || ballot == voice || ballot == "" {
		t.Fatalf("voice %q, ballot %q", voice, ballot)
	}
	seen := other.ok(other.get(other.api("/view"))).body + other.ok(other.get(other.api("/me"))).body
	for _, hidden := range append(secrets, voice, ballot, room.LinkHash(strings.TrimPrefix(x.made.Links[0].Path, "/k/"))) {
		if strings.Contains(seen, hidden) {
			t.Errorf("another browser reads %s", hidden)
		}
	}
	log := x.records()
	for _, hidden := range append(secrets, strings.TrimPrefix(x.made.Links[0].Path, "/k/"), x.made.Codes.Online, x.made.Codes.Onsite) {
		if strings.Contains(log, hidden) {
			t.Errorf("the log holds %s", hidden)
		}
	}
}
