package httpapi

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// checked is what the check says to the browser.
func (b *browser) checked() (c Check) {
	b.t.Helper()
	must(b.t, json.Unmarshal([]byte(b.ok(b.get(b.api("/check"))).body), &c))
	return c
}

// Each point of the check is reached by doing what it asks for, and is lost again
// when a browser goes.
func TestCheck(t *testing.T) {
	disk := DiskOK
	x := newRoom(t, func(c *Config) { c.Disk = func() Disk { return disk } })
	desk := x.seated(0)
	desk.ok(desk.get("/r/" + string(x.made.Room) + "/check"))
	c := desk.checked()
	if c.Screen || c.Onsite || c.Online || c.Captions || c.Disk != DiskOK || c.Version != "test" || c.At == 0 {
		t.Errorf("before anything was done: %+v", c)
	}
	// A screen is looked for by itself, and the desk is open.
	if len(c.Unopened) != len(x.made.Links)-2 || c.Unopened[0].Name != "Panellist Two" {
		t.Errorf("links that nobody opened: %+v", c.Unopened)
	}
	speaker := x.seated(1)
	speaker.ok(speaker.get("/r/" + string(x.made.Room) + "/speaker"))
	if c := desk.checked(); len(c.Unopened) != len(x.made.Links)-3 {
		t.Errorf("after one was opened: %+v", c.Unopened)
	}
	disk = DiskFull
	desk.ok(desk.say("captions.set", `{"url":%q}`, "https://captions.example/1"))
	if c := desk.checked(); !c.Captions || c.Disk != DiskFull {
		t.Errorf("with captions and a full disk: %+v", c)
	}
	until := func(what string, ok func(Check) bool) {
		t.Helper()
		for end := time.Now().Add(time.Minute); !ok(desk.checked()); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%s: %+v", what, desk.checked())
			}
		}
	}
	gone := desk.follows("screen")
	until("a screen follows", func(c Check) bool { return c.Screen })
	gone()
	until("the screen went", func(c Check) bool { return !c.Screen })
	phone := x.joined(room.Onsite)
	gone = phone.follows("phone")
	until("a phone in the room", func(c Check) bool { return c.Onsite && !c.Online })
	gone()
	until("it went", func(c Check) bool { return !c.Onsite })
	x.joined(room.Online).follows("phone")
	until("a phone online", func(c Check) bool { return c.Online && !c.Onsite })
	for who, b := range map[string]*browser{"a speaker": speaker, "a guest": phone, "a stranger": x.browser()} {
		for _, path := range []string{b.api("/check"), "/r/" + string(x.made.Room) + "/check"} {
			if r := b.get(path); r.status != http.StatusForbidden {
				t.Errorf("%s is answered %d at %s", who, r.status, path)
			}
		}
	}
}

// follows opens a stream until it is told to end.
func (b *browser) follows(as string) (end func()) {
	b.t.Helper()
	ctx, end := context.WithCancel(b.t.Context())
	b.t.Cleanup(end)
	b.events(ctx, as)
	return end
}
