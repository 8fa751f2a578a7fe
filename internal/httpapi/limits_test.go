package httpapi

import (
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestBuckets(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	l := newLimits(func() time.Time { return now })
	r := rate{burst: 3, perSecond: 0.5}
	for range 3 {
		if !l.take("a", r) {
			t.Fatal("a burst is refused")
		}
	}
	if l.take("a", r) || l.full("a", r) || !l.take("b", r) {
		t.Fatal("a bucket that is empty gives, or another's is empty too")
	}
	now = now.Add(2 * time.Second)
	if !l.full("a", r) || !l.full("a", r) || !l.take("a", r) || l.take("a", r) {
		t.Fatal("two seconds give one token at half a token a second")
	}
	for i := range 3 * bucketsKept {
		l.take(strconv.Itoa(i), r)
	}
	if n := len(l.buckets); n > bucketsKept {
		t.Fatalf("%d buckets are kept", n)
	}
}

func TestAddressesForLimits(t *testing.T) {
	direct, proxied := &Server{}, &Server{cfg: Config{Proxy: true}}
	for _, c := range []struct {
		s               *Server
		remote, forward string
		want            string
	}{
		{direct, "203.0.113.7:5000", "198.51.100.1", "203.0.113.7"},
		{direct, "[2001:db8:1:2:3:4:5:6]:5000", "", "2001:db8:1:2::"},
		{proxied, "127.0.0.1:5000", "198.51.100.1, 203.0.113.9", "203.0.113.9"},
		{proxied, "127.0.0.1:5000", "198.51.100.1\n203.0.113.8", "203.0.113.8"},
		{proxied, "127.0.0.1:5000", "", "127.0.0.1"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		for _, line := range strings.Split(c.forward, "\n") {
			r.Header.Add("X-Forwarded-For", line)
		}
		if got := c.s.address(r); got != c.want {
			t.Errorf("%s through %q counts as %s, want %s", c.remote, c.forward, got, c.want)
		}
	}
}
