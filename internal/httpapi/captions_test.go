package httpapi

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parley/internal/room"
)

const captions = "https://captions.example/room?id=7&lang=fr"

// TestCaptionsOnEveryPage: once their address is known every page leads there,
// with and without script, and nobody is told where readers came from.
func TestCaptionsOnEveryPage(t *testing.T) {
	x := newRoom(t)
	desk := x.browser()
	desk.get(x.linkOf(room.Moderator))
	path := "/r/" + string(x.made.Room)
	screen := x.browser()
	screen.get(x.linkOf(room.Screen))
	if r := screen.get(path + "/captions.svg"); r.status != http.StatusNotFound {
		t.Errorf("a picture of no address: %d", r.status)
	}
	desk.ok(desk.say("captions.set", `{"url":"%s"}`, captions))
	for _, page := range []struct {
		name string
		body string
	}{
		{"phone", x.joined(room.Online).get(path).body},
		{"desk", desk.get(path + "/desk").body},
		{"screen", screen.get(path + "/screen").body},
		{"speaker", desk.get(path + "/speaker").body},
		{"rapporteur", desk.get(path + "/rapporteur").body},
	} {
		if !strings.Contains(page.body, `"captions":"https://captions.example/room?id=7\u0026lang=fr"`) {
			t.Errorf("%s does not know where the captions are", page.name)
		}
	}
	link := `<a class="plain" href="https://captions.example/room?id=7&amp;lang=fr" target="_blank" rel="noopener noreferrer">`
	inside := x.joined(room.Online)
	for _, page := range []struct {
		name string
		body string
	}{
		{"phone", inside.get(path).body},
		{"join", x.browser().get("/j/" + x.made.Codes.Online).body},
		{"write", inside.get(path + "/write?kind=view").body},
		{"leave", inside.get(path + "/leave").body},
	} {
		if strings.Count(page.body, link) != 1 {
			t.Errorf("%s without script has no link", page.name)
		}
	}
	if r := screen.ok(screen.get(path + "/captions.svg")); !strings.Contains(r.body, "<path") {
		t.Errorf("%.100s", r.body)
	}
	if r := x.joined(room.Online).get(path + "/captions.svg"); r.status != http.StatusNotFound {
		t.Errorf("a phone has the projector's picture: %d", r.status)
	}
	if r := desk.say("captions.set", `{"url":"%s"}`, "http://captions.example"); r.status != http.StatusBadRequest || r.code() != room.CodeMalformed {
		t.Errorf("without encryption: %d %s", r.status, r.body)
	}
}

// TestCaptionsAskedAtTheStart: the start page takes their address, and says of a
// wrong one what is wrong.
func TestCaptionsAskedAtTheStart(t *testing.T) {
	x := newSite(t)
	b := x.browser()
	src, _ := readExample(t, "2021-whole.txt")
	form := sent(t, []byte(b.ok(b.values("/start", url.Values{"do": {"read"}, "source": {src}})).body), "open")
	form.Set("captions", "captions.example")
	r := b.values("/start", form)
	if r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, `href="#captions"`) || !strings.Contains(r.body, `value="captions.example"`) {
		t.Errorf("%d %.300s", r.status, r.body)
	}
	form.Set("captions", captions)
	b.ok(b.values("/start", form))
	for _, id := range x.server.index.rooms() {
		err := x.server.engine.View(t.Context(), id, func(st *room.State, texts room.Texts, _ room.Seconds) {
			if url, _ := texts(st.Captions); url != captions {
				t.Errorf("the room's captions are at %q", url)
			}
		})
		must(t, err)
		return
	}
	t.Error("no room was opened")
}
