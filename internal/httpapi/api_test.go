package httpapi

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

func TestAWalkThroughTheFloor(t *testing.T) {
	x := newRoom(t)
	desk, hall, online := x.seated(0), x.joined(room.Onsite), x.joined(room.Online)
	desk.ok(desk.send("session.start", `{}`))
	desk.ok(desk.send("part.next", `{"after":"opening"}`))
	desk.ok(desk.send("part.next", `{"after":"panel"}`))
	hall.ok(hall.send("hand.raise", `{}`))
	online.ok(online.send("hand.raise", `{}`))

	var me Me
	must(t, json.Unmarshal([]byte(hall.ok(hall.get(hall.api("/me"))).body), &me))
	if me.Voice == nil || me.Voice.Hand == nil || me.Voice.Hand.Place != 2 || me.Voice.Guest != 1 || me.Seat != nil {
		t.Fatalf("the one in the room comes second, since online is first: %+v", me.Voice)
	}
	var called struct {
		Facts room.TurnCalled `json:"facts"`
	}
	r := desk.ok(desk.send("turn.call", `{"after":0}`))
	must(t, json.Unmarshal([]byte(r.body), &called))
	if called.Facts.Side != room.Online || called.Facts.Turn != 1 {
		t.Fatalf("called %+v", called.Facts)
	}
	if r := desk.send("turn.call", `{"after":0}`); r.code() != room.CodeStale || r.status != http.StatusConflict {
		t.Fatalf("a double click: %d %s", r.status, r.body)
	}
}

func TestTheSameCommandTwiceHasOneEffect(t *testing.T) {
	x := newRoom(t)
	b := x.joined(room.Online)
	body := `{"cmd":"` + string(b.cmd()) + `","payload":{}}`
	first := b.ok(b.post(b.api("/commands/hand.raise"), body))
	again := b.ok(b.post(b.api("/commands/hand.raise"), body))
	var one, two CommandAnswer
	must(t, json.Unmarshal([]byte(first.body), &one))
	must(t, json.Unmarshal([]byte(again.body), &two))
	if one.Repeat || !two.Repeat || !bytes.Equal(one.Facts, two.Facts) {
		t.Fatalf("%s then %s", first.body, again.body)
	}
}

func TestStrictBodies(t *testing.T) {
	x := newRoom(t)
	b := x.joined(room.Online)
	id := string(b.cmd())
	for name, body := range map[string]string{
		"a member twice":           `{"cmd":"` + id + `","cmd":"` + id + `","payload":{}}`,
		"a payload's member twice": `{"cmd":"` + id + `","payload":{"question":0,"question":0}}`,
		"another case":             `{"Cmd":"` + id + `","payload":{}}`,
		"a payload's other case":   `{"cmd":"` + id + `","payload":{"Question":0}}`,
		"an unknown member":        `{"cmd":"` + id + `","payload":{},"mark":"echo-me"}`,
		"an unknown field":         `{"cmd":"` + id + `","payload":{"mark":"echo-me"}}`,
		"an unknown name":          `{"cmd":"` + id + `","payload":{"echo-me":0}}`,
		"something behind":         `{"cmd":"` + id + `","payload":{}} {}`,
		"no payload":               `{"cmd":"` + id + `"}`,
		"no JSON":                  `echo-me`,
		"an id that is none":       `{"cmd":"echo-me","payload":{}}`,
		"a wrong type":             `{"cmd":"` + id + `","payload":{"question":"echo-me"}}`,
		"a salt that is short":     `{"cmd":"` + id + `","payload":{},"texts":[{"salt":"echo-me","body":"x"}]}`,
		"a text not committed to":  `{"cmd":"` + id + `","payload":{},"texts":[{"salt":"` + strings.Repeat("A", 43) + `","body":"echo-me"}]}`,
	} {
		r := b.post(b.api("/commands/hand.raise"), body)
		if r.status != http.StatusBadRequest || r.code() != room.CodeMalformed {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
		if strings.Contains(r.body, "echo-me") {
			t.Errorf("%s: the answer repeats what was sent: %s", name, r.body)
		}
		if r.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %s", name, r.header.Get("Content-Type"))
		}
	}
	if r := b.post(b.api("/commands/hand.raise"), `{"cmd":"`+strings.Repeat("1", maxCommand)+`"}`); r.code() != CodeTooLarge || r.status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d %s", r.status, r.body)
	}
	if r := b.do(http.MethodPost, b.api("/commands/hand.raise"), "text/plain", `{}`); r.code() != CodeMediaType {
		t.Errorf("not JSON: %d %s", r.status, r.body)
	}
}

func TestWhoMaySendWhat(t *testing.T) {
	x := newRoom(t)
	stranger, voice, desk, speaker, screen := x.browser(), x.joined(room.Online), x.seated(0), x.seated(1), x.seated(2)
	for _, c := range []struct {
		who     string
		b       *browser
		name    string
		payload string
		as      string
		want    room.Code
	}{
		{"a stranger", stranger, "hand.raise", `{}`, "", CodeNotJoined},
		{"a stranger", stranger, "vote.cast", `{"statement":"AAAA","answer":"agree"}`, "", CodeNotJoined},
		{"a stranger", stranger, "session.start", `{}`, "", CodeNoSeat},
		{"a voice", voice, "session.start", `{}`, "", CodeNoSeat},
		{"a voice", voice, "session.start", `{}`, "voice", room.CodeNotAllowed},
		{"a speaker", speaker, "session.start", `{}`, "", room.CodeNotAllowed},
		{"a screen", screen, "screen.blank", `{"on":true}`, "", room.CodeNotAllowed},
		{"the desk as a voice that it is not", desk, "hand.raise", `{}`, "", CodeNotJoined},
		{"nobody", desk, "tick", `{}`, "", room.CodeUnknownType},
		{"nobody", desk, "room.open", `{}`, "", room.CodeUnknownType},
		{"a voice", voice, "hand.raise", `{}`, "room", room.CodeMalformed},
		{"the desk", desk, "session.start", `{}`, "", ""},
	} {
		r := c.b.send(c.name, c.payload, asHeader, c.as)
		if got := r.code(); got != c.want || (c.want != "" && r.status != status[c.want]) {
			t.Errorf("%s, %s as %q: %d %s, want %s", c.who, c.name, c.as, r.status, r.body, c.want)
		}
	}
	b := x.browser()
	if r := b.post("/api/rooms/aaaaaaaaaaaaaaaaaaaaaaaaaa/commands/hand.raise", `{}`); r.code() != CodeUnknownRoom {
		t.Errorf("a room that is none: %s", r.body)
	}
}

func TestEveryCodeHasOneStatusAndWords(t *testing.T) {
	for code, n := range status {
		if n < 400 || n > 599 {
			t.Errorf("%s is answered with %d", code, n)
		}
		if titles[code] == "" {
			t.Errorf("%s has no title", code)
		}
	}
	for code := range titles {
		if status[code] == 0 {
			t.Errorf("%s has no status", code)
		}
	}
	for _, err := range []error{errNoLink, tooMany, &room.Error{Code: room.CodeStale}, http.ErrBodyNotAllowed, errTooLarge} {
		p, _, _ := asProblem(err)
		if p.Status != status[p.Code] || p.Type != "/problems/"+string(p.Code) || p.Title == "" {
			t.Errorf("%v is %+v", err, p)
		}
	}
}

func TestRefusedWithoutBeingAsked(t *testing.T) {
	x := newRoom(t)
	desk := x.seated(0)
	for _, origin := range []string{"cross-site", "same-site"} {
		if r := desk.send("session.start", `{}`, "Sec-Fetch-Site", origin); r.code() != CodeWrongOrigin {
			t.Errorf("from %s: %d %s", origin, r.status, r.body)
		}
	}
	desk.ok(desk.send("session.start", `{}`, "Sec-Fetch-Site", "same-origin"))
	for path, method := range map[string]string{"/start": http.MethodGet, "/healthz": http.MethodPost, desk.api("/me"): http.MethodDelete} {
		if r := desk.do(method, path, "", ""); r.status != http.StatusMethodNotAllowed || r.code() != CodeMethod {
			t.Errorf("%s %s: %d %s", method, path, r.status, r.body)
		}
	}
	if r := desk.get("/nowhere"); r.status != http.StatusNotFound || r.code() != CodeNotFound {
		t.Errorf("%d %s", r.status, r.body)
	}
}

func TestHeadersOnEveryAnswer(t *testing.T) {
	x := newRoom(t)
	b := x.joined(room.Online)
	for _, path := range []string{"/healthz", "/api/openapi.json", b.api("/me"), "/nowhere", "/r/" + string(x.made.Room), "/k/none"} {
		r := b.get(path)
		for name, want := range map[string]string{
			"Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Security-Policy": policy,
		} {
			if got := r.header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
	}
}

func TestTooManyRequests(t *testing.T) {
	x := newRoom(t)
	x.noLimitRecovers()
	b := x.joined(room.Online)
	for range int(rateVoice.burst) + 1 {
		if r := b.send("hand.lower", `{"hand":"AAAA"}`); r.code() == CodeSlowDown {
			if r.status != http.StatusTooManyRequests || r.header.Get("Retry-After") == "" {
				t.Fatalf("%d, wait %q", r.status, r.header.Get("Retry-After"))
			}
			return
		}
	}
	t.Fatal("a voice may send as much as it likes")
}

func TestGuessingCodesEnds(t *testing.T) {
	x := newRoom(t)
	x.noLimitRecovers()
	b := x.browser()
	for range int(rateWrong.burst) + 1 {
		r := b.post("/api/join", `{"code":"AAAA-AAAA","side":"online"}`)
		switch r.code() {
		case CodeUnknownCode:
		case CodeSlowDown:
			return
		default:
			t.Fatalf("%d %s", r.status, r.body)
		}
	}
	t.Fatal("codes can be guessed without end")
}
