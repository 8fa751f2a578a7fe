package main

import (
	"context"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/internal/engine"
)

// keeper runs a server of a site: always on the same data, and at the address
// that it got first.
type keeper struct {
	t    *testing.T
	site *site
	conf Config
	said lockedBuffer
	told []string // parts of what the server may say

	stop context.CancelFunc
	done chan error
}

// serve runs a server on a free port until the test is over.
func (s *site) serve(t *testing.T, clock engine.Clock, conf Config) *keeper {
	conf.Data, conf.Listen = t.TempDir(), "127.0.0.1:0"
	s.clock = clock
	k := &keeper{t: t, site: s, conf: conf}
	s.base = k.start()
	t.Cleanup(func() {
		k.end()
		k.quiet()
	})
	return k
}

// start starts it and gives its address.
func (k *keeper) start() string {
	k.t.Helper()
	n, err := openNode(k.conf.Data, k.site.clock, &k.said)
	fatal(k.t, err)
	l, err := net.Listen("tcp", k.conf.Listen)
	fatal(k.t, err)
	ctx, stop := context.WithCancel(context.Background())
	k.stop, k.done = stop, make(chan error, 1)
	go func() { k.done <- serve(ctx, n, &k.conf, l, &k.said) }()
	k.site.node, k.conf.Listen = n, l.Addr().String()
	return address(l)
}

// end stops it: its data is closed then.
func (k *keeper) end() {
	k.t.Helper()
	k.stop()
	if err := <-k.done; err != nil {
		k.t.Error(err)
	}
}

// quiet has the test fail if the server reported trouble.
func (k *keeper) quiet() {
	k.t.Helper()
lines:
	for line := range strings.Lines(k.said.String()) {
		for _, part := range k.told {
			if strings.Contains(line, part) {
				continue lines
			}
		}
		k.t.Errorf("the server reported trouble: %s", line)
	}
}

// aheadClock is the machine's clock, put ahead. Whoever waits for an instant that
// is then over waits no longer.
type aheadClock struct {
	mu    sync.Mutex
	by    time.Duration
	waits []alarm
}

type alarm struct {
	at    time.Time
	timer *time.Timer
}

// Now implements [engine.Clock].
func (c *aheadClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.by)
}

// After implements [engine.Clock].
func (c *aheadClock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := alarm{time.Now().Add(c.by + d), time.NewTimer(d)}
	c.waits = append(c.waits, a)
	return a.timer.C
}

func (c *aheadClock) ahead(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.by += by
	for _, a := range c.waits { // nobody listens to those that are over
		a.timer.Reset(time.Until(a.at) - c.by)
	}
}
