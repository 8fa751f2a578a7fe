package httpapi

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAddressesAreDropped(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"http: TLS handshake error from 203.0.113.7:51234: EOF", "http: TLS handshake error from [address]: EOF"},
		{"http: panic serving [2001:db8::7]:443: boom", "http: panic serving [address]: boom"},
		{"from 2001:db8:0:1::17 and ::1 again", "from [address] and [address] again"},
		{"from fe80::1%eth0 it came", "from [address] it came"},
		{"read tcp 10.0.0.1:80->192.168.4.5:6000: reset", "read tcp [address]->[address]: reset"},
		{"at 14:03:20 room abc: 3 of 4", "at 14:03:20 room abc: 3 of 4"},
		{"2026/11/23 05:14:00 error", "2026/11/23 05:14:00 error"},
	} {
		var b bytes.Buffer
		n, err := Quiet(&b).Write([]byte(c.in))
		if b.String() != c.want || n != len(c.in) || err != nil {
			t.Errorf("%q becomes %q, want %q", c.in, b.String(), c.want)
		}
	}
}

// What net/http itself says, and what a panic says, passes the writer.
func TestServerErrorsHoldNoAddress(t *testing.T) {
	x := newSite(t)
	h := x.server.HTTP()
	h.ErrorLog.Printf("http: Accept error: accept tcp 203.0.113.9:8080: too many open files")
	x.server.handler = x.server.protect(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		panic("came from " + r.RemoteAddr)
	}))
	r := httptest.NewRequest(http.MethodGet, "/api/anything", nil)
	r.RemoteAddr = "203.0.113.9:4711"
	w := httptest.NewRecorder()
	x.server.ServeHTTP(w, r)
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "203.0.113.9") || strings.Contains(w.Body.String(), "goroutine") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	log := x.errors.String()
	if !strings.Contains(log, "came from [address]") || !strings.Contains(log, "Accept error") || strings.Contains(log, "203.0.113.9") {
		t.Errorf("the log says %s", log)
	}
}
