package httpapi

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// hub has the desk make a hub, and is the browser that opened its link.
func (x *site) hub(name string, people int) *browser {
	x.t.Helper()
	link := newLink()
	x.seated(0).ok(x.seated(0).say("hub.add", fmt.Sprintf(`{"name":"%%s","count":%d,"link":"%s"}`, people, room.LinkHash(link)), name))
	b := x.browser()
	for range 200 { // the index follows the commit
		if r := b.get("/k/" + link); r.status == http.StatusSeeOther {
			if !strings.HasSuffix(r.header.Get("Location"), "/hub") {
				x.t.Fatalf("a hub's link leads to %q", r.header.Get("Location"))
			}
			return b
		}
	}
	x.t.Fatal("the hub's link opens nothing")
	return nil
}

// TestHub: one command makes a hub and the link to send; whoever opens it has
// the hub's hands, counts and signals, and nothing else.
func TestHub(t *testing.T) {
	x := newRoom(t)
	desk, b := x.seated(0), x.hub("Harbour library", 14)
	page := b.ok(b.get("/r/" + string(x.made.Room) + "/hub"))
	if !strings.Contains(page.body, `"hub.hands"`) || strings.Contains(page.body, x.made.Codes.Online) {
		t.Error("the hub's page lacks words or has a code")
	}
	for _, other := range []string{"/desk", "/screen", "/rapporteur", "/speaker"} {
		if r := b.get("/r/" + string(x.made.Room) + other); r.status != http.StatusForbidden {
			t.Errorf("%s opens to a hub: %d", other, r.status)
		}
	}
	if r := x.joined(room.Online).get("/r/" + string(x.made.Room) + "/hub"); r.status != http.StatusForbidden {
		t.Errorf("the hub's page opens to a phone: %d", r.status)
	}

	own := b.mine().Seat.Hub
	if own == nil || own.Name != "Harbour library" || own.Count != 14 || len(own.Hands) != 0 {
		t.Fatalf("the hub is %+v", own)
	}
	b.ok(b.say("hand.add", fmt.Sprintf(`{"side":"online","person":"%s","number":2,"label":"%%s"}`, own.Person), "blue shirt"))
	b.ok(b.send("presence.count", fmt.Sprintf(`{"line":"hub:%s","count":15}`, own.Person)))
	b.ok(b.send("signal.send", `{"kind":"cant-hear"}`, asHeader, "seat"))
	var stated shownFrame
	b.ok(b.shown(&stated))
	for id := range stated.Set.Statements.All {
		b.ok(b.send("statement.count", fmt.Sprintf(`{"statement":"%s","line":"hub:%s","agree":9,"disagree":3,"unsure":1}`, id, own.Person)))
	}
	own = b.mine().Seat.Hub
	if h := own.Hands["2"]; len(own.Hands) != 1 || h.Place != 1 || !h.First || h.Label != "blue shirt" {
		t.Errorf("its hands are %+v", own.Hands)
	}
	if own.Count != 15 || own.Signals != "cant-hear" {
		t.Errorf("the hub is %+v", own)
	}
	for _, counts := range own.Counted {
		if counts[room.Agree] != 9 || counts[room.Unsure] != 1 {
			t.Errorf("it counted %v", counts)
		}
	}
	if len(own.Counted) != len(stated.Set.Statements.All) || len(own.Counted) == 0 {
		t.Errorf("%d counts", len(own.Counted))
	}

	seen := desk.ok(desk.get(desk.api("/view?as=desk")))
	for _, want := range []string{`"cant-hear":{"count":1,`, `"name":"Harbour library"`, `"label":"blue shirt"`} {
		if !strings.Contains(seen.body, want) {
			t.Errorf("the desk lacks %s", want)
		}
	}
	if phone := x.joined(room.Online); strings.Contains(phone.ok(phone.get(phone.api("/view"))).body, "blue shirt") {
		t.Error("phones read the hub's words for a hand")
	}
	mark := own.Mark
	desk.ok(desk.send("signal.clear", `{"kind":"cant-hear"}`))
	b.ok(b.shown(&stated))
	if !strings.Contains(stated.Set.Decided.IDs, mark) || b.mine().Seat.Hub.Signals != "" {
		t.Error("the hub does not hear that its signal was seen")
	}
}

type shownFrame struct {
	Set struct {
		Statements struct {
			All map[room.ItemID]struct{} `json:"all"`
		} `json:"statements"`
		Decided struct {
			IDs string `json:"ids"`
		} `json:"decided"`
	} `json:"set"`
}

func (b *browser) shown(into *shownFrame) reply {
	b.t.Helper()
	r := b.get(b.api("/view"))
	must(b.t, json.Unmarshal([]byte(r.body), into))
	return r
}
