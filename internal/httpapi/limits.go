package httpapi

import (
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// rate is a token bucket's size and how many tokens a second it regains.
type rate struct{ burst, perSecond float64 }

// Limits by what is done. A hall of 2,000 behind one address stays far below
// those by address; a code has 24^8 values, so that guessing at these rates
// finds none in a lifetime.
var (
	rateVoice   = rate{30, 2}
	rateBallot  = rate{120, 5}
	rateSeat    = rate{120, 20}
	rateRead    = rate{120, 10}   // pages, polls and /me of somebody who joined
	rateDoor    = rate{6000, 100} // joins and other requests without a seat or a voice, by address
	rateCreate  = rate{60, 0.2}   // proposals read and rooms opened, by address
	rateWrong   = rate{300, 2}    // wrong codes and links, by address
	rateWide    = rate{1200, 8}   // … by IPv6 network of a site
	rateWrongly = rate{3000, 20}  // … of everybody together
)

const bucketsKept = 50_000

// limits keeps its buckets in memory only.
type limits struct {
	now     func() time.Time
	mu      sync.Mutex
	buckets map[string]*bucket
}

type bucket struct {
	rate   rate
	tokens float64
	at     time.Time
}

func newLimits(now func() time.Time) *limits {
	return &limits{now: now, buckets: map[string]*bucket{}}
}

// take takes a token from the bucket of key; false when it is empty.
func (l *limits) take(key string, r rate) bool { return l.change(key, r, 1) }

// full says whether there is a token, without taking it.
func (l *limits) full(key string, r rate) bool { return l.change(key, r, 0) }

func (l *limits) change(key string, r rate, by float64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.buckets[key]
	if b == nil {
		l.sweep(now)
		b = &bucket{r, r.burst, now}
		l.buckets[key] = b
	}
	b.refill(now)
	if b.tokens < 1 {
		return false
	}
	b.tokens -= by
	return true
}

// wait is how many seconds it takes until there is a token.
func (l *limits) wait(key string, r rate) float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.buckets[key]
	if b == nil {
		return 0
	}
	return max(0, (1-b.tokens)/r.perSecond)
}

func (b *bucket) refill(now time.Time) {
	if d := now.Sub(b.at).Seconds(); d > 0 {
		b.tokens, b.at = min(b.rate.burst, b.tokens+d*b.rate.perSecond), now
	}
}

// sweep forgets buckets that are full again, which are as good as none, and
// when that is not enough any others: memory stays bounded.
func (l *limits) sweep(now time.Time) {
	if len(l.buckets) < bucketsKept {
		return
	}
	for key, b := range l.buckets {
		if b.refill(now); b.tokens >= b.rate.burst {
			delete(l.buckets, key)
		}
	}
	for key := range l.buckets {
		if len(l.buckets) <= bucketsKept/2 {
			return
		}
		delete(l.buckets, key)
	}
}

// guess says whether the address may try a code or a link. Others' wrong
// guesses slow down only those who guessed wrong themselves: nobody can keep a
// hall out.
func (l *limits) guess(address string) bool {
	clean := true
	for key, most := range guesses(address) {
		if !l.full(key, most) {
			return false
		}
		clean = clean && l.untouched(key)
	}
	return (clean || l.full("wrong", rateWrongly)) && l.take("door:"+address, rateDoor)
}

// wrong notes that it tried in vain.
func (l *limits) wrong(address string) {
	l.take("wrong", rateWrongly)
	for key, most := range guesses(address) {
		l.take(key, most)
	}
}

// guesses are the buckets of an address's wrong guesses: its own and, since a
// site has many IPv6 networks, its site's.
func guesses(address string) map[string]rate {
	m := map[string]rate{"wrong:" + address: rateWrong}
	if ip := net.ParseIP(address); ip != nil && ip.To4() == nil {
		m["wrong:"+ip.Mask(net.CIDRMask(48, 128)).String()+"/48"] = rateWide
	}
	return m
}

// untouched says whether nothing was taken from a bucket, or all came back.
func (l *limits) untouched(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.buckets[key]
	if b == nil {
		return true
	}
	b.refill(l.now())
	return b.tokens >= b.rate.burst
}

// address is where a request comes from, for limits alone: IPv6 by its network,
// since a household has many. Behind a proxy it is what the proxy says.
func (s *Server) address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if s.cfg.Proxy {
		// A proxy may add a line of its own below one that the sender wrote.
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if last := strings.TrimSpace(hops[len(hops)-1]); last != "" {
			host = last
		}
	}
	if ip := net.ParseIP(host); ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return host
}
