package httpapi

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"

	"parley/internal/room"
)

func TestRequestsAreWrittenOnlyWhenAskedFor(t *testing.T) {
	for _, asked := range []bool{false, true} {
		x := newRoom(t, func(c *Config) { c.Requests = asked })
		x.seated(0).get("/j/" + x.made.Codes.Online)
		x.browser().get("/no/such/page")
		said := x.errors.String()
		for _, route := range []string{`route="GET /k/{link}" status=303`, `route="GET /j/{code}" status=200`, `route=/ status=404`} {
			if strings.Contains(said, route) != asked {
				t.Errorf("asked for: %t; %s in: %s", asked, route, said)
			}
		}
		for _, secret := range []string{"127.0.0.1", x.made.Links[0].Path, x.made.Codes.Online, string(x.made.Room)} {
			if strings.Contains(said, secret) {
				t.Errorf("the log has %s: %s", secret, said)
			}
		}
	}
}

// A stream goes through the line about it frame by frame.
func TestStreamsPassTheRequestLog(t *testing.T) {
	x := newRoom(t, func(c *Config) { c.Requests = true })
	b := x.joined(room.Online)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, x.http.URL+b.api("/live"), nil)
	must(t, err)
	resp, err := b.c.Do(req)
	must(t, err)
	defer resp.Body.Close()
	if n, err := resp.Body.Read(make([]byte, 64)); n == 0 || err != nil {
		t.Errorf("nothing comes of the stream: %v", err)
	}
}

func TestHealth(t *testing.T) {
	var silent error
	x := newSite(t, func(c *Config) { c.Ready = func(context.Context) error { return silent } })
	if r := x.browser().get("/healthz"); r.status != http.StatusOK || r.body != "ok\n" {
		t.Errorf("a store that answers: %d %s", r.status, r.body)
	}
	silent = errors.New("the disk at /var/lib is full")
	if r := x.browser().get("/healthz"); r.status != http.StatusServiceUnavailable || strings.Contains(r.body, "disk") {
		t.Errorf("a store that does not: %d %s", r.status, r.body)
	}
}

// counted keeps what a server's metrics were told.
type counted struct {
	mu   sync.Mutex
	said []string
}

func (c *counted) add(s string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.said = append(c.said, s)
}

func (c *counted) Command(name, outcome string) { c.add(name + " " + outcome) }
func (c *counted) Refused(code room.Code)       { c.add("refused " + string(code)) }

func TestMetricsAreTold(t *testing.T) {
	c := &counted{}
	x := newRoom(t, func(cfg *Config) { cfg.Metrics = c })
	desk := x.seated(0)
	body := `{"cmd":"` + string(desk.cmd()) + `","payload":{}}`
	for range 2 {
		desk.ok(desk.post(desk.api("/commands/session.start"), body))
	}
	desk.send("session.start", `{}`)
	desk.send("nonsense", `{}`)
	want := "session.start/1 accepted, session.start/1 repeated, session.start/1 refused, refused already, refused unknown_type"
	if got := strings.Join(c.said, ", "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
