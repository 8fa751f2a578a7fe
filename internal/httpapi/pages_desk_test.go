package httpapi

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"parley/internal/room"
)

// values sends a plain form.
func (b *browser) values(path string, v url.Values) reply {
	b.t.Helper()
	return b.do(http.MethodPost, path, "application/x-www-form-urlencoded", v.Encode(), "Accept", "text/html")
}

// A proposal becomes a room by plain forms, and a reload opens no second one.
func TestStartToLinks(t *testing.T) {
	x := newSite(t)
	b := x.browser()
	b.ok(b.get("/"))
	src, _ := readExample(t, "2021-whole.txt")
	read := b.ok(b.values("/start", url.Values{"do": {"read"}, "source": {src}}))
	v := sent(t, []byte(read.body), "open")
	v.Set("claim.0.use", "1")

	v.Set("plan.panel", "soon")
	wrong := b.values("/start", v)
	if wrong.status != http.StatusUnprocessableEntity || !strings.Contains(wrong.body, `value="soon"`) {
		t.Fatalf("a mistake: %d", wrong.status)
	}
	v.Set("plan.panel", "20")
	links := b.ok(b.values("/start", v))
	if again := b.ok(b.values("/start", v)); again.body != links.body {
		t.Error("a reload shows other links")
	}
	if n := len(x.server.index.rooms()); n != 1 {
		t.Errorf("%d rooms are open", n)
	}
	desk := links.body[strings.Index(links.body, "/k/"):][:len("/k/")+26]
	r := b.get(desk)
	if !strings.HasSuffix(r.header.Get("Location"), "/desk") {
		t.Fatalf("the first link leads to %q", r.header.Get("Location"))
	}
	page := b.ok(b.get(r.header.Get("Location")))
	for _, want := range []string{`id="first"`, `"desk.floor"`, "Cities lend their masts to bus companies"} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the desk's page lacks %s", want)
		}
	}
}

// What is no session is said in one sentence, with what was pasted still there.
func TestStartRefuses(t *testing.T) {
	x := newSite(t)
	b := x.browser()
	for _, c := range []struct{ name, source, kept string }{
		{"nothing", "", ""},
		{"a letter", "Dear friends, the weather is fine.", "the weather is fine"},
		{"a binary", "\x00\x01\x02\xff", ""},
		{"too much", strings.Repeat("too much ", 200_000), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := b.values("/start", url.Values{"do": {"read"}, "source": {c.source}})
			if r.status != http.StatusUnprocessableEntity && r.status != http.StatusRequestEntityTooLarge {
				t.Fatalf("status %d", r.status)
			}
			if !strings.Contains(r.body, `role="alert"`) || !strings.Contains(r.body, c.kept) {
				t.Errorf("the page says nothing or lost the text: %.300s", r.body)
			}
			if strings.Contains(r.body, ">start.") || strings.Contains(r.body, "start.bad") {
				t.Error("a message is missing from the catalogue")
			}
		})
	}
}

// Where the server asks for a start code, no room is opened without it.
func TestStartCode(t *testing.T) {
	x := newSite(t, func(c *Config) { c.StartCode = only("harbour") })
	b := x.browser()
	src, _ := readExample(t, "2021-whole.txt")
	v := sent(t, []byte(b.ok(b.values("/start", url.Values{"do": {"read"}, "source": {src}})).body), "open")
	v.Set("code", "guess")
	if r := b.values("/start", v); r.status != http.StatusUnprocessableEntity || len(x.server.index.rooms()) != 0 {
		t.Errorf("a wrong code: %d, %d rooms", r.status, len(x.server.index.rooms()))
	}
	v.Set("code", "harbour")
	if r := b.values("/start", v); r.status != http.StatusOK || len(x.server.index.rooms()) != 1 {
		t.Errorf("the code: %d, %d rooms", r.status, len(x.server.index.rooms()))
	}
}

// Desk and screen open for their seats only.
func TestSeatPages(t *testing.T) {
	x := newRoom(t)
	path := "/r/" + string(x.made.Room)
	for _, c := range []struct {
		role         room.Role
		desk, screen int
	}{
		{room.Moderator, http.StatusOK, http.StatusOK},
		{room.Screen, http.StatusForbidden, http.StatusOK},
		{room.Speaker, http.StatusForbidden, http.StatusForbidden},
		{"", http.StatusForbidden, http.StatusForbidden},
	} {
		t.Run(string(c.role), func(t *testing.T) {
			b := x.browser()
			if c.role != "" {
				b.get(x.linkOf(c.role))
			}
			if r := b.get(path + "/desk"); r.status != c.desk {
				t.Errorf("desk: %d", r.status)
			}
			if r := b.get(path + "/screen"); r.status != c.screen {
				t.Errorf("screen: %d", r.status)
			}
		})
	}
	b := x.browser()
	b.get(x.linkOf(room.Screen))
	page := b.ok(b.get(path + "/screen"))
	for _, secret := range []string{x.made.Codes.Online, `"people"`, `"held"`} {
		if strings.Contains(page.body, secret) {
			t.Errorf("the projector's page has %s", secret)
		}
	}
	if r := b.get("/r/aaaaaaaaaaaaaaaaaaaaaaaaaa/desk"); r.status != http.StatusNotFound {
		t.Errorf("an unknown room: %d", r.status)
	}
}

// The QR code of a code is a picture; what is no code has none.
func TestJoinQR(t *testing.T) {
	b := newSite(t).browser()
	r := b.ok(b.get("/j/ABCD-EFGH/qr.svg"))
	if r.header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(r.body, "<path") {
		t.Errorf("%s %.100s", r.header.Get("Content-Type"), r.body)
	}
	if r := b.get("/j/abc/qr.svg"); r.status != http.StatusNotFound {
		t.Errorf("no code: %d", r.status)
	}
}

// linkOf is the link of the first seat with the role.
func (x *site) linkOf(role room.Role) string {
	x.t.Helper()
	for _, l := range x.made.Links {
		if slices.Contains(l.Roles, role) {
			return l.Path
		}
	}
	x.t.Fatalf("no seat is %s", role)
	return ""
}
