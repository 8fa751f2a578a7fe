package httpapi

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
	"parley/internal/view"
)

var (
	formTexts   = regexp.MustCompile(`<(?:input|textarea)[^>]* name="(\w+)"[^>]* maxlength="(\d+)"`)
	formChecks  = regexp.MustCompile(`<input type="checkbox" name="(\w+)" value="([\w-]+)"`)
	formChoices = regexp.MustCompile(`<select id="\w+" name="(\w+)"><option value="\w*">[^<]*</option><option value="([\w-]+)">`)
	formHidden  = regexp.MustCompile(`<input type="hidden" name="(\w+)" value="([\w-]+)">`)
)

// TestEveryKindIsWrittenWithoutJavaScript fills every field of each kind's page and
// sends it: the room takes them all.
func TestEveryKindIsWrittenWithoutJavaScript(t *testing.T) {
	x := newRoom(t)
	chair := x.seated(0)
	chair.ok(chair.send("session.start", `{}`))
	path := "/r/" + string(x.made.Room)
	fields := map[room.StatementKind]string{
		room.Risk: "falls privacy service", room.Opportunity: "falls privacy service", room.Mechanism: "breaks orders safeguard sees",
		room.Practice: "acts", room.Shortfall: "acts of", room.Measure: "acts of",
	}
	for _, kind := range phoneKinds {
		phone := x.joined(room.Online)
		if at := path + "/write?kind=" + string(kind); !strings.Contains(phone.get(path).body, at) {
			t.Errorf("no way to %s", at)
		}
		page := phone.ok(phone.get(path + "/write?kind=" + string(kind))).body
		var sent, asked []string
		add := func(name, value string) {
			if !slices.Contains(asked, name) && !slices.Contains([]string{"kind", "as", "text", "question"}, name) {
				asked = append(asked, name)
			}
			sent = append(sent, name, value)
		}
		for _, list := range [][][]string{formHidden.FindAllStringSubmatch(page, -1), formChecks.FindAllStringSubmatch(page, -1), formChoices.FindAllStringSubmatch(page, -1)} {
			for _, m := range list {
				add(m[1], m[2])
			}
		}
		for _, m := range formTexts.FindAllStringSubmatch(page, -1) {
			add(m[1], "Words for "+m[1])
		}
		slices.Sort(asked)
		if got := strings.Join(asked, " "); got != fields[kind] {
			t.Errorf("%s asks %q, not %q", kind, got, fields[kind])
		}
		if r := phone.form("/f/"+string(x.made.Room)+"/statement.add", sent...); r.status != http.StatusSeeOther {
			t.Fatalf("%s: %v: %d %s", kind, sent, r.status, r.body)
		}
		for id := range phone.mine().Statements {
			chair.ok(chair.send("statement.publish", `{"statement":"`+string(id)+`"}`))
		}
	}
	var seen view.Frame
	var all view.Statements
	must(t, json.Unmarshal([]byte(chair.ok(chair.get(chair.api("/view?as=phone"))).body), &seen))
	must(t, json.Unmarshal(seen.Set["statements"], &all))
	kinds := map[room.StatementKind]view.Statement{}
	for _, s := range all.All {
		kinds[s.Kind] = s
	}
	if a := kinds[room.Risk].Asks; len(strings.Fields(a.Falls)) != len(room.FallsOn) || a.Service == "" || a.Privacy == "" {
		t.Errorf("the risk asks %+v", a)
	}
	if a := kinds[room.Measure].Asks; all.All[a.Of].Kind != room.Shortfall || a.Acts == "" {
		t.Errorf("the measure asks %+v", a)
	}
}

// TestWhoMayWriteWithoutJavaScript: whoever may not is told why.
func TestWhoMayWriteWithoutJavaScript(t *testing.T) {
	x := newRoom(t)
	chair, left, phone := x.seated(0), x.joined(room.Online), x.joined(room.Online)
	left.ok(left.send("voice.leave", `{}`))
	at := "/r/" + string(x.made.Room) + "/write?kind="
	is := func(b *browser, path string, status int, code room.Code) {
		t.Helper()
		if r := b.get(path); r.status != status || code != "" && r.code() != code {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
	}
	is(phone, at+"view", http.StatusOK, "")
	is(phone, at+"title-after", http.StatusNotFound, CodeNotFound)
	is(x.browser(), at+"view", http.StatusForbidden, CodeNotJoined)
	is(left, at+"view", http.StatusForbidden, room.CodeLeft)
	chair.ok(chair.send("session.start", `{}`))
	chair.ok(chair.send("session.close", `{}`))
	is(phone, at+"view", http.StatusConflict, room.CodeClosed)
}

// TestAFormIsTheVoices: where a browser holds a seat's link and joined too, a form
// is the voice's, and says so; the seat's only where it names the seat.
func TestAFormIsTheVoices(t *testing.T) {
	x := newRoom(t)
	both := x.seated(0)
	form, at := "/f/"+string(x.made.Room)+"/statement.add", "/r/"+string(x.made.Room)+"/write?kind=view"
	if page := both.ok(both.get(at)).body; !strings.Contains(page, `name="as" value="seat"`) {
		t.Error("before it joined, the seat writes; the form does not say so")
	}
	both.ok(both.post("/api/join", `{"code":"`+x.made.Codes.Online+`","side":"online"}`))
	for _, page := range []string{at, "/r/" + string(x.made.Room)} {
		if body := both.ok(both.get(page)).body; !strings.Contains(body, `name="as" value="voice"`) || !strings.Contains(body, "You write as: <bdi>Guest 1</bdi>") {
			t.Errorf("%s does not say as whom one writes", page)
		}
	}
	for _, c := range []struct {
		text string
		as   []string
		own  int
	}{
		{"Nobody said as whom.", nil, 1},
		{"The voice.", []string{"as", "voice"}, 2},
		{"The seat.", []string{"as", "seat"}, 2},
	} {
		if r := both.form(form, append([]string{"kind", "view", "text", c.text}, c.as...)...); r.status != http.StatusSeeOther {
			t.Errorf("%s %d %s", c.text, r.status, r.body)
		}
		if got := both.mine().Statements; len(got) != c.own {
			t.Errorf("%s The voice has written %v", c.text, got)
		}
	}
	if r := x.seated(1).form(form, "kind", "view", "text", "The seat unsaid."); r.status != http.StatusForbidden {
		t.Errorf("a seat's form that names nobody: %d %s", r.status, r.body)
	}
}
