package httpapi

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

var assetLinks = regexp.MustCompile(`(?:href|src)="(/a/[^"]+)"`)

// firstLoad is what a phone fetches before the page works: bytes on the wire,
// brotli. The pages have to be built.
const firstLoad = 20_000

func TestPhoneFirstLoad(t *testing.T) {
	x := newSite(t)
	if !x.server.shell.built {
		t.Fatal("the pages are not built: run make web")
	}
	s := setup()
	for i := range 5 {
		s.Questions = append(s.Questions, room.SetupQuestion{Kind: room.AddedQuestion, Text: fmt.Sprintf("Question %d: which paint lasts longest near salt water, and who pays?", i)})
	}
	for i := range 12 {
		s.Claims = append(s.Claims, room.Sourced{Value: fmt.Sprintf("Claim %d: a bridge near the sea loses %d grams of steel to each winter.", i, 31*i*i)})
	}
	made, err := x.server.createRoom(t.Context(), NewRoom{Setup: s, Claims: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}})
	must(t, err)
	x.made = *made
	phone := x.joined(room.Online)
	page := phone.get("/r/" + string(made.Room))
	total := len(phone.do(http.MethodGet, "/r/"+string(made.Room), "", "", "Accept-Encoding", "br").body)
	seen := map[string]bool{}
	for _, m := range assetLinks.FindAllStringSubmatch(page.body, -1) {
		if seen[m[1]] {
			continue
		}
		seen[m[1]] = true
		r := phone.do(http.MethodGet, m[1], "", "", "Accept-Encoding", "br")
		if r.status != http.StatusOK || r.header.Get("Content-Encoding") != "br" {
			t.Errorf("%s: %d %s", m[1], r.status, r.header.Get("Content-Encoding"))
		}
		total += len(r.body)
	}
	if len(seen) < 2 {
		t.Errorf("the page names %d files", len(seen))
	}
	if total > firstLoad {
		t.Errorf("first load of the phone page: %d bytes, at most %d", total, firstLoad)
	}
	t.Logf("first load of the phone page: %d bytes in %d files", total, 1+len(seen))
}

func (b *browser) form(path string, fields ...string) reply {
	b.t.Helper()
	v := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		v.Set(fields[i], fields[i+1])
	}
	return b.do(http.MethodPost, path, "application/x-www-form-urlencoded", v.Encode(), "Accept", "text/html")
}

func TestPhoneWithoutJavaScript(t *testing.T) {
	x := newRoom(t)
	chair, phone := x.seated(0), x.joined(room.Online)
	chair.ok(chair.send("session.start", `{}`))
	path := "/r/" + string(x.made.Room)
	form := "/f/" + string(x.made.Room)
	has := func(want string, yes bool) {
		t.Helper()
		if body := phone.ok(phone.get(path)).body; strings.Contains(body[:strings.Index(body, `id="words"`)], want) != yes {
			t.Errorf("the page has %q: want %v", want, yes)
		}
	}
	has(`action="`+form+`/hand.raise"`, true)
	if r := phone.form(form+"/hand.raise", "read", "Please say this for me."); r.status != http.StatusSeeOther || r.header.Get("Location") != path {
		t.Fatalf("raising a hand: %d %s", r.status, r.body)
	}
	has(`action="`+form+`/hand.lower"`, true)
	has(`action="`+form+`/hand.raise"`, false)

	var me Me
	must(t, json.Unmarshal([]byte(phone.get(phone.api("/me")).body), &me))
	if r := phone.form(form+"/hand.lower", "hand", string(me.Voice.Hand.ID)); r.status != http.StatusSeeOther {
		t.Errorf("lowering it: %d %s", r.status, r.body)
	}
	if r := phone.form(form+"/statement.add", "kind", "view", "text", "Green is calm."); r.status != http.StatusSeeOther {
		t.Errorf("a statement: %d %s", r.status, r.body)
	}
	if r := phone.form(form+"/statement.add", "kind", "view", "text", " "); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, `href="`+path+`"`) {
		t.Errorf("an empty one: %d, with no way back: %s", r.status, r.body)
	}
	must(t, json.Unmarshal([]byte(phone.get(phone.api("/me")).body), &me))
	for id := range me.Statements {
		chair.ok(chair.send("statement.publish", `{"statement":"`+string(id)+`"}`))
		has("Green is calm.", true)
		if r := phone.form(form+"/vote.cast", "statement", string(id), "answer", "agree"); r.status != http.StatusSeeOther {
			t.Errorf("a vote: %d %s", r.status, r.body)
		}
		has(`value="agree" aria-pressed="true"`, true)
	}
}

func TestPhoneNeedsAJoin(t *testing.T) {
	x := newRoom(t)
	if r := x.browser().get("/r/" + string(x.made.Room)); r.status != http.StatusSeeOther || r.header.Get("Location") != "/j" {
		t.Errorf("a stranger: %d %s", r.status, r.header.Get("Location"))
	}
	if r := x.seated(1).get("/r/" + string(x.made.Room)); r.status != http.StatusOK {
		t.Errorf("a speaker: %d", r.status)
	}
}
