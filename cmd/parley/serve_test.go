package main

import (
	"net"
	"testing"
)

// silent is a listener that nobody can reach, at an address.
type silent struct {
	net.Listener
	addr net.Addr
}

func (l silent) Addr() net.Addr { return l.addr }

func TestWhoeverServesThisMachineAloneIsTold(t *testing.T) {
	for _, c := range []struct {
		ip    string
		c     Config
		alone bool
	}{
		{"127.0.0.1", Config{}, true},
		{"::1", Config{}, true},
		{"127.0.0.1", Config{Proxy: true}, false},
		{"127.0.0.1", Config{Public: "https://parley.example"}, false},
		{"::", Config{}, false},
		{"0.0.0.0", Config{}, false},
		{"192.0.2.7", Config{}, false},
	} {
		if c.c.isAlone(silent{addr: &net.TCPAddr{IP: net.ParseIP(c.ip), Port: 8080}}) != c.alone {
			t.Errorf("at %s with %+v: alone is not %v", c.ip, c.c, c.alone)
		}
	}
}
