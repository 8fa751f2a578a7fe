package httpapi

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// another opens a second room on the site and gives the browser of its desk.
func (x *site) another() (*Created, *browser) {
	x.t.Helper()
	made, err := x.server.createRoom(context.Background(), NewRoom{Setup: setup()})
	must(x.t, err)
	b := x.browser()
	b.get(made.Links[0].Path)
	return made, b
}

// sendCodes sends codes.set to the room that b sits in.
func sendCodes(t *testing.T, b *browser, id room.RoomID, onsite, online string) reply {
	t.Helper()
	var body CommandBody
	p := room.SetCodes{}
	for _, c := range []struct {
		into *room.Text
		code string
	}{{&p.Onsite, onsite}, {&p.Online, online}} {
		salt := draw32()
		*c.into = room.Commit(salt, c.code)
		body.Texts = append(body.Texts, TextBody{base64.RawURLEncoding.EncodeToString(salt[:]), c.code})
	}
	body.Cmd = b.cmd()
	var err error
	body.Payload, err = json.Marshal(&p)
	must(t, err)
	raw, err := json.Marshal(&body)
	must(t, err)
	return b.post("/api/rooms/"+string(id)+"/commands/codes.set", string(raw))
}

func TestARoomCannotTakeAnothersCodes(t *testing.T) {
	x := newRoom(t)
	other, desk := x.another()
	for _, codes := range [][2]string{{other.Codes.Onsite, x.made.Codes.Online}, {x.made.Codes.Onsite, other.Codes.Online}} {
		if r := sendCodes(t, desk, other.Room, codes[0], codes[1]); r.code() != room.CodeAlready {
			t.Errorf("%v: %d %s", codes, r.status, r.body)
		}
	}
	if r := sendCodes(t, desk, other.Room, "ABCD-EFGH", other.Codes.Online); r.status != http.StatusOK {
		t.Errorf("codes that are free: %d %s", r.status, r.body)
	}
	for seat, r := range map[string]reply{
		"an old seat": desk.post("/api/rooms/"+string(other.Room)+"/commands/seat.link", `{"cmd":"`+string(desk.cmd())+`","payload":{"seat":"AAAA","link":"`+x.hash(0)+`"}}`),
		"a new seat":  desk.post("/api/rooms/"+string(other.Room)+"/commands/seat.add", `{"cmd":"`+string(desk.cmd())+`","payload":{"roles":["speaker"],"link":"`+x.hash(1)+`"}}`),
	} {
		if r.code() != room.CodeAlready {
			t.Errorf("another room's link for %s: %d %s", seat, r.status, r.body)
		}
	}
	if r := x.browser().post("/api/join", `{"code":"`+x.made.Codes.Online+`","side":"online"}`); !strings.Contains(r.body, string(x.made.Room)) {
		t.Errorf("the code leads elsewhere: %s", r.body)
	}
}

// hash is what the log holds of a seat's link.
func (x *site) hash(i int) string {
	return room.LinkHash(strings.TrimPrefix(x.made.Links[i].Path, "/k/"))
}

func TestCodesAndLinksStayWithTheirRoom(t *testing.T) {
	x := newIndex()
	first, second := room.New(), room.New()
	first.Room, second.Room = "first", "second"
	for _, st := range []*room.State{first, second} {
		st.Codes = room.Codes{Onsite: "on", Online: "off"}
		st.Seats["AAAA"], st.SeatOrder = &room.Seat{Link: "hash"}, []room.ItemID{"AAAA"}
		x.follow(st, func(c room.Text) (string, bool) {
			return map[room.Text]string{"on": "AAAA-BBBB", "off": "CCCC-DDDD"}[c], true
		})
	}
	x.drop("second")
	for _, c := range []string{"AAAA-BBBB", "cccc dddd"} {
		if d, ok := x.code(c); !ok || d.Room != "first" {
			t.Errorf("%s leads to %q", c, d.Room)
		}
	}
	if id, ok := x.link("hash"); !ok || id != "first" {
		t.Errorf("the link leads to %q", id)
	}
	x.drop("first")
	if _, ok := x.code("AAAA-BBBB"); ok || len(x.rooms()) > 0 || len(x.links) > 0 {
		t.Error("a room that is gone is still found")
	}
}

func TestADeletedRoomIsForgotten(t *testing.T) {
	x := newRoom(t)
	must(t, x.server.engine.Delete(t.Context(), x.made.Room))
	for path, want := range map[string]room.Code{x.made.Links[0].Path: CodeUnknownLink, x.made.Links[1].Path: CodeUnknownLink} {
		if r := x.browser().get(path); r.code() != want {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
	}
	if r := x.browser().post("/api/join", `{"code":"`+x.made.Codes.Online+`","side":"online"}`); r.code() != CodeUnknownCode {
		t.Errorf("joining: %d %s", r.status, r.body)
	}
	if len(x.server.index.rooms()) > 0 {
		t.Error("it is still in the index")
	}
}

func TestNoGuessBeyondTheLimit(t *testing.T) {
	x := newRoom(t)
	x.noLimitRecovers()
	b := x.browser()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.RemoteAddr = "127.0.0.1:1"
	for range int(rateWrong.burst) {
		x.server.limits.wrong(x.server.address(r))
	}
	for _, reply := range []reply{
		b.get("/j/" + x.made.Codes.Online), b.form("/j/"+x.made.Codes.Online, "side", "online"),
		b.do(http.MethodGet, "/j/"+x.made.Codes.Online, "", "", "Accept", "text/html"),
	} {
		if reply.status != http.StatusTooManyRequests || strings.Contains(reply.body, setup().Title.Value) || reply.header.Get("Retry-After") == "" {
			t.Errorf("whose guesses are used up still learns that the code is right: %d %s", reply.status, reply.body)
		}
	}
	if r := b.get("/k/" + strings.Repeat("a", 26)); r.code() != CodeSlowDown {
		t.Errorf("a wrong link: %d %s", r.status, r.body)
	}
	if r := b.get(x.made.Links[0].Path); r.status != http.StatusSeeOther {
		t.Errorf("somebody else's guesses keep the moderator out: %d %s", r.status, r.body)
	}
}

func TestAVoiceThatDidNotJoinIsAStranger(t *testing.T) {
	x := newRoom(t)
	secret := draw32()
	cookie := "parley=" + base64.RawURLEncoding.EncodeToString(secret[:])
	for _, as := range []string{"", "voice", "ballot"} {
		if r := x.browser().send("hand.raise", `{}`, "Cookie", cookie, asHeader, as); r.code() != CodeNotJoined {
			t.Errorf("as %q: %d %s", as, r.status, r.body)
		}
	}
}

func TestNobodyReadsWithoutEnd(t *testing.T) {
	x := newSite(t)
	x.noLimitRecovers()
	made, _ := x.another()
	x.made = *made
	busy, other, desk := x.joined(room.Online), x.joined(room.Online), x.seated(0)
	paths := []string{busy.api("/me"), busy.api("/view"), "/r/" + string(x.made.Room)}
	for range int(rateRead.burst) {
		busy.ok(busy.get(busy.api("/me")))
	}
	for _, path := range paths {
		if r := busy.get(path); r.status != http.StatusTooManyRequests || r.header.Get("Retry-After") == "" {
			t.Errorf("%s: %d", path, r.status)
		}
		other.ok(other.get(path))
	}
	desk.ok(desk.get("/r/" + string(x.made.Room) + "/desk"))
}

// TestCodesThatWereGivenAway: what a room's codes were before is free, until
// another room has it; then no undo takes it back.
func TestCodesThatWereGivenAway(t *testing.T) {
	x := newRoom(t)
	other, theirs := x.another()
	desk, was := x.seated(0), room.SetCodes{}
	must(t, x.server.engine.View(t.Context(), x.made.Room, func(s *room.State, _ room.Texts, _ room.Seconds) { was = room.SetCodes(s.Codes) }))
	undo := func() reply {
		p, err := json.Marshal(&was)
		must(t, err)
		return desk.send("codes.set", string(p))
	}
	is := func(id room.RoomID, r reply) {
		t.Helper()
		desk.ok(r)
		must(t, x.server.follow(t.Context(), id))
	}
	leads := func(to room.RoomID) {
		t.Helper()
		if r := x.browser().post("/api/join", `{"code":"`+x.made.Codes.Online+`","side":"online"}`); !strings.Contains(r.body, string(to)) {
			t.Errorf("the code does not lead to %s: %s", to, r.body)
		}
	}
	is(x.made.Room, sendCodes(t, desk, x.made.Room, "ABCD-EFGH", "HGFE-DCBA"))
	is(other.Room, sendCodes(t, theirs, other.Room, other.Codes.Onsite, x.made.Codes.Online))
	if r := undo(); r.code() != room.CodeAlready {
		t.Errorf("another room's code is taken back: %d %s", r.status, r.body)
	}
	leads(other.Room)
	is(other.Room, sendCodes(t, theirs, other.Room, other.Codes.Onsite, other.Codes.Online))
	is(x.made.Room, undo())
	leads(x.made.Room)
}
