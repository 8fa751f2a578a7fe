package httpapi

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// sendText sends a command with one text: body's commitment stands under field.
func (b *browser) sendText(name, field, body string) reply {
	b.t.Helper()
	salt := draw32()
	payload := fmt.Sprintf(`{"%s":"%s"}`, field, room.Commit(salt, body))
	return b.post(b.api("/commands/"+name), fmt.Sprintf(`{"cmd":"%s","payload":%s,"texts":[{"salt":"%s","body":"%s"}]}`,
		b.cmd(), payload, base64.RawURLEncoding.EncodeToString(salt[:]), body))
}

// helperCode makes a helper's code at the desk and says what it is known by, once
// the code leads somewhere.
func (b *browser) helperCode(code string) room.ItemID {
	b.t.Helper()
	var a struct {
		Facts room.HelperRef `json:"facts"`
	}
	must(b.t, json.Unmarshal([]byte(b.ok(b.sendText("helper.code", "code", code)).body), &a))
	for end := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		if _, ok := b.server.index.code(code); ok {
			return a.Facts.Helper
		}
		if time.Now().After(end) {
			b.t.Fatal("the code leads nowhere")
		}
	}
}

// TestAHelperJoinsByACode: whoever types it first sits as online moderator, under
// the name they typed; the desk ends it.
func TestAHelperJoinsByACode(t *testing.T) {
	x := newRoom(t)
	desk := x.seated(0)
	code := "HHHH-KKKK"
	id := desk.helperCode(code)

	b := x.browser()
	for range 2 { // to look uses nothing up
		if r := b.ok(b.get("/j/hhhhkkkk")); !strings.Contains(r.body, "Help to moderate") || strings.Contains(r.body, `name="side"`) {
			t.Error("the code's page asks a participant's questions")
		}
	}
	if r := b.post("/api/join", `{"code":"`+code+`","side":"online"}`); r.code() != CodeUnknownCode {
		t.Errorf("joining as a participant by a helper's code: %d %s", r.status, r.body)
	}
	r := b.form("/j/"+code, "name", "Chair One")
	if r.status != http.StatusConflict || !strings.Contains(r.body, `role="alert"`) || !strings.Contains(r.body, `value="Chair One"`) {
		t.Errorf("a seat's name was taken: %d", r.status)
	}
	r = b.form("/j/"+code, "name", "Amber")
	if r.status != http.StatusSeeOther || r.header.Get("Location") != "/r/"+string(x.made.Room)+"/desk" {
		t.Fatalf("helping: %d %s %s", r.status, r.header.Get("Location"), r.body)
	}
	b.ok(b.get(r.header.Get("Location")))
	if r := x.browser().get("/j/" + code); r.status != http.StatusNotFound {
		t.Errorf("a used code: %d", r.status)
	}
	x.helperMay(b)
	if seen := desk.ok(desk.get(desk.api("/view?as=desk"))).body; !strings.Contains(seen, `"name":"Amber"`) {
		t.Error("the desk does not see who helps")
	}
	if seen := x.ofPhone(); strings.Contains(seen, "Amber") || strings.Contains(seen, string(id)) {
		t.Error("everybody sees who helps")
	}
	for _, secret := range []string{code, "Amber"} {
		if strings.Contains(x.records(), secret) {
			t.Errorf("%s stands in the log", secret)
		}
	}

	desk.ok(desk.send("helper.end", `{"helper":"`+string(id)+`"}`))
	if r := b.get(b.api("/view?as=desk")); r.code() != CodeNoSeat {
		t.Errorf("a helper who was ended: %d %s", r.status, r.body)
	}
	if r := b.send("signal.clear", `{"kind":"cant-hear"}`); r.code() != CodeNoSeat {
		t.Errorf("a helper who was ended acts: %d %s", r.status, r.body)
	}
}

// helperMay holds what a helper may and may not.
func (x *site) helperMay(b *browser) {
	x.t.Helper()
	var me Me
	must(x.t, json.Unmarshal([]byte(b.ok(b.get(b.api("/me"))).body), &me))
	for name, may := range map[string]bool{
		"signal.clear": true, "person.mute": true, "hand.add": true, "statement.publish": true,
		"helper.code": false, "helper.end": false, "seat.roles": false, "seat.link": false, "turn.call": false, "session.close": false, "solo.set": false,
	} {
		if me.Seat == nil || me.Seat.May[name] != may {
			x.t.Errorf("a helper may %s: %v", name, !may)
		}
	}
	if r := b.sendText("helper.code", "code", "LLLL-MMMM"); r.code() != room.CodeNotAllowed {
		x.t.Errorf("a helper makes a helper: %d %s", r.status, r.body)
	}
}

func (x *site) ofPhone() string {
	b := x.joined(room.Online)
	return b.ok(b.get(b.api("/view"))).body
}

// TestACodeThatWasEnded opens nothing, and neither does one of a closed room.
func TestACodeThatWasEnded(t *testing.T) {
	x := newRoom(t)
	desk := x.seated(0)
	id := desk.helperCode("HHHH-KKKK")
	desk.ok(desk.send("helper.end", `{"helper":"`+string(id)+`"}`))
	// Until the index has heard of it, the room itself refuses.
	for end := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		r := x.browser().form("/j/HHHH-KKKK")
		if r.status == http.StatusNotFound {
			break
		}
		if r.status != http.StatusConflict || time.Now().After(end) {
			t.Fatalf("a code that was ended: %d", r.status)
		}
	}
	desk.helperCode("HHHH-KKKK")
	if r := desk.form("/j/HHHH-KKKK"); r.status != http.StatusConflict {
		t.Errorf("the moderator's own browser helps: %d", r.status)
	}
	desk.ok(desk.send("session.start", `{}`))
	desk.ok(desk.send("session.close", `{}`))
	if r := x.browser().form("/j/HHHH-KKKK"); r.status != http.StatusConflict || !strings.Contains(r.body, "closed") {
		t.Errorf("after the close: %d %s", r.status, r.body)
	}
}

// TestHelperCodesAreNew: no code of this room or another's is taken.
func TestHelperCodesAreNew(t *testing.T) {
	x := newRoom(t)
	desk := x.seated(0)
	other, _ := x.another()
	for _, code := range []string{other.Codes.Online, x.made.Codes.Onsite} {
		if r := desk.sendText("helper.code", "code", code); r.code() != room.CodeAlready {
			t.Errorf("%d %s", r.status, r.body)
		}
	}
}

// tester is a clock that a test moves.
type tester struct{ at time.Time }

func (c *tester) now() time.Time { return c.at }

// TestAPairCode leads the seat to another device, once, and for a short time.
func TestAPairCode(t *testing.T) {
	x := newRoom(t)
	clock := &tester{time.Now()}
	x.server.pairs = newPairs(clock.now)
	desk := x.seated(0)
	ask := func() string {
		var p PairCode
		must(t, json.Unmarshal([]byte(desk.ok(desk.post(desk.api("/pair"), "")).body), &p))
		return p.Code
	}
	for _, b := range []*browser{x.browser(), x.joined(room.Online), x.seated(1)} {
		if r := b.post(b.api("/pair"), ""); r.code() != CodeNoSeat {
			t.Errorf("who does not sit at the desk gets a code: %d %s", r.status, r.body)
		}
	}
	first, second := ask(), ask()
	phone := x.browser()
	if r := phone.form("/j/" + first); r.status != http.StatusNotFound {
		t.Errorf("the code of before: %d", r.status)
	}
	phone.ok(phone.get("/j/" + second))
	r := phone.form("/j/" + second)
	if r.status != http.StatusSeeOther || r.header.Get("Location") != "/r/"+string(x.made.Room)+"/remote" {
		t.Fatalf("%d %s", r.status, r.header.Get("Location"))
	}
	phone.ok(phone.get(r.header.Get("Location")))
	phone.ok(phone.send("session.start", `{}`))
	desk.ok(desk.get(desk.api("/view?as=desk"))) // its own link goes on
	if r := x.browser().form("/j/" + second); r.status != http.StatusNotFound {
		t.Errorf("a used code: %d", r.status)
	}
	late := ask()
	clock.at = clock.at.Add(pairTime + time.Second)
	if r := x.browser().form("/j/" + late); r.status != http.StatusNotFound {
		t.Errorf("a code that is too old: %d", r.status)
	}
	if log := x.records(); strings.Contains(log, second) || strings.Contains(log, strings.ReplaceAll(second, "-", "")) {
		t.Error("the code stands in the log")
	}
}

// TestAPairCodeOfARenewedLink opens nothing any more.
func TestAPairCodeOfARenewedLink(t *testing.T) {
	x := newRoom(t)
	desk := x.seated(0)
	var p PairCode
	must(t, json.Unmarshal([]byte(desk.ok(desk.post(desk.api("/pair"), "")).body), &p))
	var me Me
	must(t, json.Unmarshal([]byte(desk.ok(desk.get(desk.api("/me"))).body), &me))
	desk.ok(desk.send("seat.link", fmt.Sprintf(`{"seat":"%s","link":"%s"}`, me.Seat.ID, room.LinkHash(newLink()))))
	if r := x.browser().form("/j/" + p.Code); r.status != http.StatusNotFound {
		t.Errorf("%d %s", r.status, r.header.Get("Location"))
	}
}
