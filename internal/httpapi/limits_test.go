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

func TestGuesses(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	l := newLimits(func() time.Time { return now })
	for i := range 3 * int(rateWrongly.burst) { // a botnet
		l.wrong("198.51.100." + strconv.Itoa(i%250))
	}
	if l.guess("198.51.100.7") {
		t.Error("who guessed wrong with everybody else goes on")
	}
	if !l.guess("203.0.113.7") || !l.guess("203.0.113.7") {
		t.Error("an address without a wrong guess is kept out")
	}
	now = now.Add(time.Hour)
	if !l.guess("198.51.100.7") {
		t.Error("an hour later it is still kept out")
	}
	for i := range int(rateWide.burst) { // one site's networks in turn
		l.wrong("2001:db8:1:" + strconv.FormatInt(int64(i), 16) + "::")
	}
	if l.guess("2001:db8:1:ffff::") {
		t.Error("a site guesses on from its next network")
	}
	if !l.guess("2001:db8:2:1::") {
		t.Error("another site is kept out")
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
