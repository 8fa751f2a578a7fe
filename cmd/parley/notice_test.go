package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/client"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
	"parley/internal/view"
)

var noticeRow = regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (.+) \\| (.+) \\| (.+) \\|$")

// notShown begins the reason why a claim has no test.
const notShown = "Cannot be shown by code, because "

// TestNoticeIsTested holds docs/notice.md to the notice: every word that people
// read stands there, beside tests that there are or the reason why there is none.
func TestNoticeIsTested(t *testing.T) {
	page := readFile(t, "../../docs/notice.md")
	var words map[string]string
	fatal(t, json.Unmarshal([]byte(readFile(t, "../../web/i18n/en.json")), &words))
	tests := allTests(t)
	said := map[string]string{}
	rows := noticeRow.FindAllStringSubmatch(page, -1)
	if lines := strings.Count(page, "\n| "); len(rows) != lines-1 {
		t.Errorf("%d rows of %d lines can be read", len(rows), lines-1)
	}
	for _, row := range rows {
		key, claim, where, shown := row[1], row[2], row[3], row[4]
		said[key] = strings.TrimSpace(said[key] + " " + claim)
		named := quotedWord.FindAllStringSubmatch(shown, -1)
		if len(named) == 0 && !strings.HasPrefix(shown, notShown) {
			t.Errorf("%q has neither a test nor a reason", claim)
		}
		if len(named) > 0 && where == "–" {
			t.Errorf("%q: where do its tests look?", claim)
		}
		for _, m := range named {
			if !tests[m[1]] {
				t.Errorf("%q: there is no test %s", claim, m[1])
			}
		}
	}
	for key, sentence := range words {
		if strings.HasPrefix(key, "notice.") && key != "notice.title" && said[key] != sentence {
			t.Errorf("%s reads\n  %s\nand the page has\n  %s", key, sentence, said[key])
		}
		delete(said, key)
	}
	for key := range said {
		t.Errorf("%s is no sentence of the notice", key)
	}
}

// from is a browser behind a proxy that names its address.
type from string

func (a from) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Forwarded-For", string(a))
	return http.DefaultTransport.RoundTrip(r)
}

// TestAddressesAreKeptNowhere has somebody join, speak, write, vote, guess and
// fail from one address, and looks for it, as it is written and as bytes, in
// every file, the log with a line a request, metrics, views, report, export and
// backup.
func TestAddressesAreKeptNowhere(t *testing.T) {
	for _, address := range []string{"203.0.113.77", "2001:db8:51:7::4711"} {
		t.Run(address, func(t *testing.T) { leavesNoAddress(t, address) })
	}
}

func leavesNoAddress(t *testing.T, address string) {
	ctx, data := t.Context(), t.TempDir()
	var said bytes.Buffer
	n, err := openNode(data, wallClock{}, &said)
	fatal(t, err)
	s, err := n.server(ctx, &Config{Data: data, Proxy: true, LogRequests: true}, "", &said)
	fatal(t, err)
	web := httptest.NewServer(s)
	browser := func() *client.Client {
		c, err := client.New(client.Config{Base: web.URL, Now: n.clock.Now, HTTP: from(address)})
		fatal(t, err)
		return c
	}
	read, err := proposal.Read(loadtest.Proposal)
	fatal(t, err)
	desk, guest := browser(), browser()
	made, err := desk.Create(ctx, client.NewRoom{Setup: read.Setup})
	fatal(t, err)
	fatal(t, desk.Sit(ctx, made.Link(room.Moderator)))
	send(t, desk, "session.start", room.None{}, nil)
	if err := guest.Join(ctx, "AAAA-AAAA", client.Joining{Side: room.Online}); err == nil {
		t.Errorf("a guessed code: %v", err)
	}
	fatal(t, guest.Join(ctx, made.Codes.Online, client.Joining{Side: room.Online}))
	var added room.StatementAdded
	k := guest.Command("statement.add").As(room.ActorVoice)
	_, err = k.Send(ctx, &room.AddStatement{Kind: room.View, Text: k.Text("Carts are quiet.")}, &added)
	fatal(t, err)
	send(t, guest, "hand.raise", &room.RaiseHand{}, nil)
	if _, err := guest.Command("session.close").Send(ctx, room.None{}, nil); client.Code(err) == "" {
		t.Errorf("a guest closed the session: %v", err)
	}
	send(t, desk, "statement.publish", &room.StatementRef{Statement: added.Statement}, nil)
	send(t, guest, "vote.cast", &room.CastVote{Statement: added.Statement, Answer: room.Agree}, nil)

	seen := map[string]string{}
	for _, as := range []view.Audience{view.Desk, view.Rapporteur, view.Screen, view.Phone} {
		seen["the view of "+string(as)] = whole(t, desk, "/view?as="+string(as))
	}
	seen["what is one's own"] = whole(t, guest, "/me")
	send(t, desk, "session.close", room.None{}, nil)
	figures := httptest.NewRecorder()
	n.metrics.Handler().ServeHTTP(figures, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	seen["the metrics"] = figures.Body.String()
	web.Close()
	s.Close()
	fatal(t, n.Close())
	dir, export := filepath.Join(t.TempDir(), "backup"), filepath.Join(t.TempDir(), "room.parley")
	command(t, 0, "backup", "-data", data, dir)
	command(t, 0, "export", "-data", data, "-out", export, string(made.Room))
	seen["the export"] = readFile(t, export)
	seen["the report"] = command(t, 0, "report", "-data", data, string(made.Room))
	seen["the log"] = said.String()
	says(t, seen["the log"], `route="POST /j/{code}"`)

	forms := []string{address}
	if raw := netip.MustParseAddr(address); raw.Is6() { // four bytes may stand anywhere by chance
		forms = append(forms, string(raw.AsSlice()), raw.StringExpanded())
	}
	fatal(t, os.WriteFile(filepath.Join(dir, "looked for"), []byte(forms[len(forms)-1]), 0o600))
	if !onDisk(t, dir, forms[len(forms)-1]) {
		t.Fatal("the search does not find what is there")
	}
	fatal(t, os.Remove(filepath.Join(dir, "looked for")))
	for _, form := range forms {
		if onDisk(t, data, form) || onDisk(t, dir, form) {
			t.Errorf("%q is in a file", form)
		}
		for where, words := range seen {
			if strings.Contains(words, form) {
				t.Errorf("%q is in %s", form, where)
			}
		}
	}
}

// whole is an answer of the room's API as it was sent.
func whole(t *testing.T, c *client.Client, path string) string {
	t.Helper()
	var answer jsontext.Value
	fatal(t, c.Get(t.Context(), path, &answer))
	return string(answer)
}
