package httpapi

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/room"
	"parley/internal/view"
)

// events reads a stream's events, name and data.
func (b *browser) events(ctx context.Context, as string) (<-chan [2]string, http.Header) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.http.URL+b.api("/live?as="+as), nil)
	must(b.t, err)
	resp, err := b.c.Do(req)
	must(b.t, err)
	if resp.StatusCode != http.StatusOK {
		b.t.Fatalf("stream: %d", resp.StatusCode)
	}
	out := make(chan [2]string)
	go func() {
		defer resp.Body.Close()
		defer close(out)
		lines := bufio.NewScanner(resp.Body)
		lines.Buffer(nil, 1<<20)
		var event [2]string
		for lines.Scan() {
			switch line := lines.Text(); {
			case strings.HasPrefix(line, "event: "):
				event[0] = line[7:]
			case strings.HasPrefix(line, "data: "):
				event[1] = line[6:]
			case line == "" && event[0] != "":
				select {
				case out <- event:
				case <-ctx.Done():
					return
				}
				event = [2]string{}
			}
		}
	}()
	return out, resp.Header
}

func TestAStreamTellsWhatChanged(t *testing.T) {
	x := newRoom(t)
	b, desk := x.joined(room.Online), x.seated(0)
	events, header := b.events(t.Context(), "phone")
	if header.Get("Content-Type") != "text/event-stream" || header.Get("X-Accel-Buffering") != "no" {
		t.Errorf("headers %v", header)
	}
	var first view.Frame
	e := <-events
	must(t, json.Unmarshal([]byte(e[1]), &first, json.RejectUnknownMembers(true)))
	names := []string{"info", "session", "table", "floor", "queue", "balance", "statements", "questions", "outcomes", "standings", "moderation", "screen", "decided"}
	if e[0] != "frame" || len(first.Set) != len(names) || len(first.V) != len(names) {
		t.Fatalf("%s with %d sections: %s", e[0], len(first.Set), e[1])
	}
	for _, name := range names {
		if first.Set[name].Kind() != '{' {
			t.Errorf("section %s is %s", name, first.Set[name])
		}
	}
	page := map[string]jsontext.Value{"session": first.Set["session"]}
	desk.ok(desk.send("session.start", `{}`))
	for e := range events {
		var f view.Frame
		must(t, json.Unmarshal([]byte(e[1]), &f))
		if v, ok := f.Set["session"]; ok {
			page["session"] = v
		}
		if p, ok := f.Patch["session"]; ok {
			merged, err := view.Merge(page["session"], p)
			must(t, err)
			page["session"] = merged
		}
		if strings.Contains(string(page["session"]), `"phase":"live"`) {
			return
		}
	}
	t.Fatalf("the session never started on the page: %s", page["session"])
}

func TestAPollWaitsForSomethingNew(t *testing.T) {
	x := newRoom(t)
	b, desk := x.joined(room.Online), x.seated(0)
	var f WholeFrame
	r := b.ok(b.get(b.api("/view")))
	must(t, json.Unmarshal([]byte(r.body), &f, json.RejectUnknownMembers(true)))
	if f.Set.Info.Title != "Should bridges be painted?" || f.Set.Desk != nil || f.Frame == 0 {
		t.Fatalf("%s", r.body)
	}
	done := make(chan reply)
	go func() { done <- b.get(b.api("/view?after=" + jsonNumber(f.Frame))) }()
	desk.ok(desk.send("session.start", `{}`))
	var g WholeFrame
	r = <-done
	must(t, json.Unmarshal([]byte(r.body), &g))
	if g.Frame <= f.Frame {
		t.Fatalf("after %d came %d", f.Frame, g.Frame)
	}
	if r := b.get(b.api("/view?after=x")); r.code() != room.CodeMalformed {
		t.Errorf("%d %s", r.status, r.body)
	}
}

// Somebody else at the desk follows it, whose frames come five times a second at most.
func TestTheDeskReadsWhatWasAnsweredBefore(t *testing.T) {
	x := newRoom(t)
	desk, other := x.seated(0), x.seated(0)
	defer other.follows("desk")()
	for n := range 6 {
		desk.ok(desk.send("screen.blank", `{"on":`+strconv.FormatBool(n%2 == 0)+`}`))
		var f WholeFrame
		r := desk.ok(desk.get(desk.api("/view?as=desk")))
		must(t, json.Unmarshal([]byte(r.body), &f))
		if f.Set.Screen.Blank != (n%2 == 0) {
			t.Fatalf("after press %d the screen is blank: %t", n+1, f.Set.Screen.Blank)
		}
	}
}

// Whoever asks the desk's view over and over does not learn when somebody votes: it
// waits for no vote.
func TestTheDeskDoesNotWaitForVotes(t *testing.T) {
	x := newRoom(t)
	desk, guest := x.seated(0), x.joined(room.Online)
	desk.ok(desk.send("session.start", `{}`))
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.SetPathValue("room", string(x.made.Room))
	var index room.Index
	var statement room.ItemID
	read := func() (was room.Index, acted uint64) {
		was = index
		must(t, x.server.engine.View(t.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) {
			index, statement = st.Index, st.StatementOrder[0]
		}))
		return was, x.server.acted(r)
	}
	_, before := read()
	guest.ok(guest.send("vote.cast", `{"statement":"`+string(statement)+`","answer":"agree"}`))
	if was, acted := read(); index == was || acted != before {
		t.Errorf("a vote moved it from %d to %d, the room from %d to %d", before, acted, was, index)
	}
	desk.ok(desk.send("screen.blank", `{"on":true}`))
	if _, acted := read(); acted != uint64(index) || acted == before {
		t.Errorf("an act of the desk at %d: %d", index, acted)
	}
}

func jsonNumber(i uint64) string {
	b, _ := json.Marshal(i)
	return string(b)
}

// Sections hold neither a null nor an array, so that merge patches work.
func TestSectionsHoldNoNullAndNoArray(t *testing.T) {
	x := newRoom(t)
	desk, b := x.seated(0), x.joined(room.Onsite)
	desk.ok(desk.send("session.start", `{}`))
	b.ok(b.send("hand.raise", `{}`))
	for _, as := range []string{"desk", "screen", "phone"} {
		d := jsontext.NewDecoder(strings.NewReader(desk.ok(desk.get(desk.api("/view?as=" + as))).body))
		for {
			tok, err := d.ReadToken()
			if err != nil {
				break
			}
			if k := tok.Kind(); k == 'n' || k == '[' {
				t.Errorf("%s: %v at %s", as, tok, d.StackPointer())
			}
		}
	}
}

// The time that a request may take to be read is not the time of a stream.
func TestAStreamOutlivesTheTimeToReadARequest(t *testing.T) {
	x := newRoom(t)
	web := httptest.NewUnstartedServer(x.server)
	web.Config.ReadTimeout = 50 * time.Millisecond
	web.Start()
	t.Cleanup(web.Close)
	x.http = web
	b, desk := x.joined(room.Online), x.seated(0)
	events, _ := b.events(t.Context(), "phone")
	<-events
	time.Sleep(4 * web.Config.ReadTimeout)
	desk.ok(desk.send("session.start", `{}`))
	if e, open := <-events; !open || e[0] != "frame" {
		t.Fatalf("the stream ended: %v", e)
	}
}

func TestADeletedRoomEndsItsStreams(t *testing.T) {
	x := newRoom(t)
	b, stranger := x.joined(room.Online), x.browser()
	stranger.ok(stranger.get(b.api("/me"))) // only a room that is gone has none
	events, _ := b.events(t.Context(), "phone")
	<-events
	must(t, x.server.engine.Delete(t.Context(), x.made.Room))
	x.server.Gone(x.made.Room)
	for range events { // until the stream ends
	}
	for _, path := range []string{b.api("/me"), b.api("/live?as=phone")} {
		if r := b.get(path); r.status != http.StatusNotFound || r.code() != CodeUnknownRoom {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
	}
}
