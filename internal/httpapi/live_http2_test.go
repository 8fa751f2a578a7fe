package httpapi

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parley/internal/room"
)

// slow is a clock whose beats come later than a write may take.
type slow struct{ wall }

func (slow) After(d time.Duration) <-chan time.Time {
	if d >= writeTime {
		d = writeTime + time.Second
	}
	return time.After(d)
}

// Over HTTP/2 a time limit that passes ends the stream, also when nothing is
// being written.
func TestAStreamOutlivesAPauseOverHTTP2(t *testing.T) {
	t.Parallel()
	x := newRoom(t, func(c *Config) { c.Clock, c.Secure = slow{}, true })
	tls := httptest.NewUnstartedServer(nil)
	tls.Config = x.server.HTTP()
	tls.EnableHTTP2 = true
	tls.StartTLS()
	defer tls.Close()
	x.http.Close()
	x.http = tls
	b := x.browser()
	b.c.Transport = tls.Client().Transport
	if r := b.post("/api/join", `{"code":"`+x.made.Codes.Online+`","side":"`+string(room.Online)+`"}`); r.status != http.StatusOK {
		t.Fatalf("joining: %d %s", r.status, r.body)
	}
	resp, err := b.c.Get(tls.URL + b.api("/live"))
	must(t, err)
	defer resp.Body.Close()
	if resp.ProtoMajor != 2 {
		t.Fatalf("the stream came by %s", resp.Proto)
	}
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "event: beat") {
			return
		}
	}
	t.Errorf("the stream ended before its first beat: %v", lines.Err())
}
