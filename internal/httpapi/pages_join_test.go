package httpapi

import (
	"net/http"
	"strings"
	"testing"
)

func TestJoinPage(t *testing.T) {
	x := newRoom(t)
	b := x.browser()
	typed := strings.ToLower(strings.ReplaceAll(x.made.Codes.Online, "-", "+"))
	if r := b.get("/j?code=" + typed); r.status != http.StatusSeeOther || r.header.Get("Location") != "/j/"+x.made.Codes.Online {
		t.Errorf("a code as typed: %d %s", r.status, r.header.Get("Location"))
	}
	if r := b.get("/j?code=nope1"); r.status != http.StatusOK || !strings.Contains(r.body, `value="nope1"`) {
		t.Errorf("what is no code does not stay in its field: %d", r.status)
	}
	r := b.ok(b.get("/j/" + x.made.Codes.Online))
	for _, sentence := range notice(x.server.shell.book.In("en"), setup().Policy.Notice()) {
		if !strings.Contains(r.body, sentence) {
			t.Errorf("the notice does not say %q", sentence)
		}
	}
	if r := b.get("/j/ZZZZ-ZZZZ"); r.status != http.StatusNotFound || !strings.Contains(r.body, "No room has this code") {
		t.Errorf("an unknown code: %d %s", r.status, r.body)
	}
}

func TestJoinForm(t *testing.T) {
	for _, c := range []struct {
		name, onsite, side string
		byRoom             bool
		status             int
		says               string
	}{
		{name: "online", side: "online", status: 303},
		{name: "by the hall's code", side: "onsite", byRoom: true, status: 303},
		{name: "in the room by Online's code", side: "onsite", status: 403, says: "type the code on the hall"},
		{name: "in the room with the hall's code typed", side: "onsite", onsite: "yes", status: 303},
		{name: "in the room with another code typed", side: "onsite", onsite: "ABCD-EFGH", status: 403, says: `value="ABCD-EFGH"`},
		{name: "nowhere", side: "", status: 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newRoom(t)
			b := x.browser()
			code := x.made.Codes.Online
			if c.byRoom {
				code = x.made.Codes.Onsite
			}
			hall := c.onsite
			if hall == "yes" {
				hall = x.made.Codes.Onsite
			}
			r := b.form("/j/"+code, "side", c.side, "onsite", hall, "group", "technical", "name", "Painter")
			if r.status != c.status {
				t.Fatalf("%d %s", r.status, r.body)
			}
			if !strings.Contains(r.body, c.says) {
				t.Errorf("does not say %q: %s", c.says, r.body)
			}
			if c.status == http.StatusSeeOther {
				if again := b.get("/j/" + code); again.header.Get("Location") != "/r/"+string(x.made.Room) {
					t.Errorf("who is in is asked again: %d", again.status)
				}
			} else if !strings.Contains(r.body, `value="Painter"`) {
				t.Error("the name that was typed is gone")
			}
		})
	}
}
