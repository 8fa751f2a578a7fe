package httpapi

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/audit"
	"parley/internal/bundle"
	"parley/internal/proposal"
	"parley/internal/room"
)

const proposalText = `# Should bridges be painted?

A round table of 60 minutes on paint and steel.
`

func TestOpeningARoom(t *testing.T) {
	x := newSite(t)
	b := x.browser()
	in, err := json.Marshal(NewRoom{Setup: setup(), Claims: []int{0}}, json.Deterministic(true))
	must(t, err)
	r := b.post("/api/rooms", string(in))
	if r.status != http.StatusCreated {
		t.Fatalf("%d %s", r.status, r.body)
	}
	must(t, json.Unmarshal([]byte(r.body), &x.made, json.RejectUnknownMembers(true)))
	if !x.made.Room.Valid() || !room.ValidCode(x.made.Codes.Onsite) || x.made.Codes.Onsite == x.made.Codes.Online || len(x.made.Links) != 3 {
		t.Fatalf("%+v", x.made)
	}
	phone := x.joined(room.Online)
	var f WholeFrame
	must(t, json.Unmarshal([]byte(phone.ok(phone.get(phone.api("/view"))).body), &f))
	if len(f.Set.Statements.All) != 2 || len(f.Set.Info.Questions) != 1 {
		t.Errorf("the title's question and a claim are voted on: %+v", f.Set.Statements)
	}
	for name, body := range map[string]string{
		"an unknown member": `{"setup":{},"mark":1}`, "no title": `{"setup":{"zone":"UTC"}}`,
		"no such zone": `{"setup":{"zone":"Nowhere/Land"}}`, "no such claim": strings.Replace(string(in), `"claims":[0]`, `"claims":[7]`, 1),
	} {
		if r := b.post("/api/rooms", body); r.status < 400 || r.status > 499 {
			t.Errorf("%s: %d %s", name, r.status, r.body)
		}
	}
}

// only accepts one start code.
func only(code string) func(string) (string, bool) {
	return func(s string) (string, bool) { return "", s == code }
}

// Whoever guesses start codes is held back, and others are not.
func TestGuessingStartCodesEnds(t *testing.T) {
	x := newSite(t, func(c *Config) { c.StartCode, c.Proxy = only("open sesame"), true })
	x.noLimitRecovers()
	try := func(code, from string) reply {
		in, err := json.Marshal(NewRoom{Setup: setup(), StartCode: code})
		must(t, err)
		return x.browser().post("/api/rooms", string(in), "X-Forwarded-For", from)
	}
	limited := false
	for range int(rateWrong.burst) + 1 {
		limited = limited || try("guess", "203.0.113.5").code() == CodeSlowDown
	}
	if r := try("open sesame", "203.0.113.5"); !limited || r.code() != CodeSlowDown {
		t.Errorf("after many guesses: %d %s", r.status, r.body)
	}
	if r := try("open sesame", "203.0.113.6"); r.status != http.StatusCreated {
		t.Errorf("somebody else: %d %s", r.status, r.body)
	}
}

func TestTheStartCode(t *testing.T) {
	x := newSite(t, func(c *Config) { c.StartCode = only("open sesame") })
	for code, want := range map[string]int{"": http.StatusForbidden, "guess": http.StatusForbidden, "open sesame": http.StatusCreated} {
		in, err := json.Marshal(NewRoom{Setup: setup(), StartCode: code})
		must(t, err)
		if r := x.browser().post("/api/rooms", string(in)); r.status != want {
			t.Errorf("with %q: %d %s", code, r.status, r.body)
		}
	}
}

func TestReadingAProposal(t *testing.T) {
	x := newSite(t)
	b := x.browser()
	r := b.do(http.MethodPost, "/api/proposals", "text/plain", proposalText)
	if r.status == http.StatusOK {
		var got proposal.Result
		must(t, json.Unmarshal([]byte(r.body), &got))
	} else if r.code() != CodeNoSession {
		t.Errorf("%d %s", r.status, r.body)
	}
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"empty": {"", http.StatusUnprocessableEntity}, "a binary": {"\x7fELF\x00\x01\x02", http.StatusUnprocessableEntity},
		"no session": {"Buy milk.", http.StatusUnprocessableEntity}, "too large": {strings.Repeat("x", maxProposal+1), http.StatusRequestEntityTooLarge},
	} {
		if r := b.do(http.MethodPost, "/api/proposals", "text/plain", c.body); r.status != c.want {
			t.Errorf("%s: %d %.200s", name, r.status, r.body)
		}
	}
}

func TestReportAndExport(t *testing.T) {
	x := newRoom(t)
	desk, voice := x.seated(0), x.joined(room.Online)
	path := "/r/" + string(x.made.Room)
	desk.ok(desk.send("session.start", `{}`))
	voice.ok(voice.send("hand.raise", `{}`))
	if r := desk.get(path + "/report.md"); r.status != http.StatusOK || !strings.Contains(r.body, "Should bridges be painted?") {
		t.Errorf("the desk's draft: %d %.300s", r.status, r.body)
	}
	desk.ok(desk.send("session.close", `{}`))
	reader := x.browser()
	for suffix, kind := range map[string]string{
		"/report": "text/html; charset=utf-8", "/report.md": "text/markdown; charset=utf-8", "/report.json": "application/json", "/report.css": "text/css; charset=utf-8",
		"/report/statements.csv": "text/csv; charset=utf-8; header=present", "/report/turns.csv?lang=ar": "text/csv; charset=utf-8; header=present",
	} {
		one, two := reader.get(path+suffix), reader.get(path+suffix)
		if one.status != http.StatusOK || one.header.Get("Content-Type") != kind || one.body != two.body || one.body == "" {
			t.Errorf("%s: %d %s", suffix, one.status, one.header.Get("Content-Type"))
		}
	}
	table := reader.get(path + "/report/statements.csv")
	if name := table.header.Get("Content-Disposition"); name != `attachment; filename="`+string(x.made.Room)+`-statements.csv"` {
		t.Errorf("a table is saved as %s", name)
	}
	for _, name := range []string{"votes.csv", "statements", "statements.csv.csv"} {
		if r := reader.get(path + "/report/" + name); r.status != http.StatusNotFound {
			t.Errorf("%s: %d", name, r.status)
		}
	}
	file := desk.get(path + "/export")
	if file.status != http.StatusOK || !strings.Contains(file.header.Get("Content-Disposition"), ".parley") {
		t.Fatalf("%d %v", file.status, file.header)
	}
	b, err := bundle.Read(bytes.NewReader([]byte(file.body)))
	must(t, err)
	if r := audit.Verify(b); len(r.Findings) != 0 {
		t.Errorf("the export does not verify: %+v", r.Findings)
	}
}
