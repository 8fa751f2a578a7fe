package httpapi

import (
	"encoding/base64"
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

// What a browser fetches before a page works: bytes on the wire, brotli. The
// pages have to be built.
func TestFirstLoads(t *testing.T) {
	x := newSite(t)
	if !x.server.shell.built {
		t.Fatal("the pages are not built: run make web")
	}
	s := setup()
	for i := range 5 {
		s.Questions = append(s.Questions, room.SetupQuestion{Kind: room.AddedQuestion, Text: fmt.Sprintf("Question %d: which paint lasts longest near salt water, and who pays?", i)})
	}
	claims := make([]int, 12)
	for i := range claims {
		claims[i] = i + 1
		s.Claims = append(s.Claims, room.Sourced{Value: fmt.Sprintf("Claim %d: a bridge near the sea loses %d grams of steel to each winter.", i, 31*i*i)})
	}
	made, err := x.server.createRoom(t.Context(), NewRoom{Setup: s, Claims: claims})
	must(t, err)
	x.made = *made
	path := "/r/" + string(made.Room)
	chair := x.seated(0)
	hub := x.hub("Harbour library", 14)
	for _, c := range []struct {
		name, path string
		by         *browser
		most       int
	}{
		{"phone", path, x.joined(room.Online), 20_000},
		{"desk", path + "/desk", chair, 60_000},
		{"remote", path + "/remote", chair, 40_000},
		{"screen", path + "/screen", chair, 30_000},
		{"check", path + "/check", chair, 40_000},
		{"speaker", path + "/speaker", chair, 40_000},
		{"rapporteur", path + "/rapporteur", chair, 60_000},
		{"console", path + "/console", chair, 40_000},
		{"hub", path + "/hub", hub, 40_000},
	} {
		total, files := c.by.firstLoad(c.path)
		t.Logf("%s: %d bytes in %d files", c.name, total, files)
		if total > c.most {
			t.Errorf("first load of the %s page: %d bytes, at most %d", c.name, total, c.most)
		}
	}
}

// firstLoad fetches a page and what it names, as a browser does.
func (b *browser) firstLoad(path string) (total, files int) {
	b.t.Helper()
	total = len(b.ok(b.do(http.MethodGet, path, "", "", "Accept-Encoding", "br")).body)
	seen := map[string]bool{}
	for _, m := range assetLinks.FindAllStringSubmatch(b.get(path).body, -1) {
		if seen[m[1]] {
			continue
		}
		seen[m[1]] = true
		r := b.ok(b.do(http.MethodGet, m[1], "", "", "Accept-Encoding", "br"))
		if r.header.Get("Content-Encoding") != "br" {
			b.t.Errorf("%s is not compressed", m[1])
		}
		total += len(r.body)
	}
	if len(seen) < 2 {
		b.t.Errorf("%s names %d files", path, len(seen))
	}
	return total, 1 + len(seen)
}

func (b *browser) form(path string, fields ...string) reply {
	b.t.Helper()
	v := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		v.Add(fields[i], fields[i+1])
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

// An outcome that was put to the room is answered by a form too; once it is
// settled its totals are there to read.
func TestOutcomesWithoutJavaScript(t *testing.T) {
	x := newRoom(t)
	chair, phone := x.seated(0), x.joined(room.Online)
	chair.ok(chair.send("session.start", `{}`))
	var salt [32]byte
	body := "Paint every five years."
	r := chair.ok(chair.post(chair.api("/commands/outcome.draft"), fmt.Sprintf(
		`{"cmd":%q,"payload":{"text":%q},"texts":[{"salt":%q,"body":%q}]}`,
		chair.cmd(), room.Commit(salt, body), base64.RawURLEncoding.EncodeToString(salt[:]), body)))
	var done struct{ Facts room.OutcomeDrafted }
	must(t, json.Unmarshal([]byte(r.body), &done, json.MatchCaseInsensitiveNames(true)))
	id := string(done.Facts.Outcome)
	chair.ok(chair.send("outcome.read", `{"outcome":"`+id+`"}`))
	chair.ok(chair.send("outcome.put", `{"outcome":"`+id+`"}`))
	path := "/r/" + string(x.made.Room)
	if page := phone.ok(phone.get(path)).body; !strings.Contains(page, `<input type="hidden" name="outcome" value="`+id+`">`) {
		t.Fatal("no form for the outcome")
	}
	if r := phone.form("/f/"+string(x.made.Room)+"/outcome.answer", "outcome", id, "answer", "disagree"); r.status != http.StatusSeeOther {
		t.Fatalf("answering it: %d %s", r.status, r.body)
	}
	chair.ok(chair.send("outcome.settle", `{"outcome":"`+id+`"}`))
	if page := phone.ok(phone.get(path)).body; !strings.Contains(page, "Disagree: <b>1</b>") {
		t.Error("its totals are not on the page")
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

// Every kind of card is answered on its own scale, a weight beside it; a
// mechanism that somebody cannot accept asks them why; questions are asked,
// supported and answered: all by forms.
func TestCardsWithoutJavaScript(t *testing.T) {
	x := newRoom(t)
	chair, phone := x.seated(0), x.joined(room.Online)
	chair.ok(chair.send("session.start", `{}`))
	path, form := "/r/"+string(x.made.Room), "/f/"+string(x.made.Room)
	post := func(command string, fields ...string) {
		t.Helper()
		if r := phone.form(form+"/"+command, fields...); r.status != http.StatusSeeOther {
			t.Fatalf("%s %v: %d %s", command, fields, r.status, r.body)
		}
	}
	shows := func(want string) {
		t.Helper()
		if !strings.Contains(phone.ok(phone.get(path)).body, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	// own publishes what the phone wrote last and gives its id.
	published := map[room.ItemID]bool{}
	own := func() string {
		t.Helper()
		for id := range phone.mine().Statements {
			if !published[id] {
				published[id] = true
				chair.ok(chair.send("statement.publish", `{"statement":"`+string(id)+`"}`))
				return string(id)
			}
		}
		t.Fatal("nothing was written")
		return ""
	}

	post("statement.add", "kind", "risk", "text", "A lock without a key.")
	risk := own()
	post("vote.cast", "statement", risk, "answer", "real")
	post("vote.weigh", "statement", risk, "weight", "grave")
	shows(`value="real" aria-pressed="true"`)
	shows(`value="grave" aria-pressed="true"`)

	post("statement.add", "kind", "mechanism", "text", "Two keys, two people.")
	mechanism := own()
	post("vote.cast", "statement", mechanism, "answer", "cannot")
	shows(`<input type="hidden" name="of" value="` + mechanism + `">`)
	post("statement.add", "kind", "because", "of", mechanism, "text", "One of them may sleep.")
	reason := room.ItemID(own())
	if got := phone.mine().Statements[reason]; got.Kind != room.Because || string(got.Of) != mechanism {
		t.Errorf("the reason is %+v", got)
	}

	post("statement.add", "kind", "question", "text", "Who sweeps the hall?")
	question := own()
	shows("Who sweeps the hall?")
	post("vote.cast", "statement", question, "answer", "support")
	shows(`value="none" aria-pressed="true"`)
	post("vote.cast", "statement", question, "answer", "none")
	shows(`value="support" aria-pressed="false"`)
	var salt [32]byte
	reply := "The caretaker does."
	chair.ok(chair.post(chair.api("/commands/reply.give"), fmt.Sprintf(
		`{"cmd":%q,"payload":{"statement":%q,"text":%q},"texts":[{"salt":%q,"body":%q}]}`,
		chair.cmd(), question, room.Commit(salt, reply), base64.RawURLEncoding.EncodeToString(salt[:]), reply)))
	shows(reply)
}
