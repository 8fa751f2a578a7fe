package httpapi

import (
	"html"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestLinksCarryAnAddressThatOthersReach(t *testing.T) {
	for _, c := range []struct {
		public, network, host, want string
		alone                       bool
	}{
		{"", "", "127.0.0.1:8080", "http://127.0.0.1:8080", true},
		{"", "", "[::1]:8080", "http://[::1]:8080", true},
		{"", "", "localhost", "http://localhost", true},
		{"", "http://192.0.2.7:8080", "127.0.0.1:8080", "http://192.0.2.7:8080", false},
		{"", "http://192.0.2.7:8080", "localhost:8080", "http://192.0.2.7:8080", false},
		{"", "http://192.0.2.7:8080", "[::1]:8080", "http://192.0.2.7:8080", false},
		{"", "http://192.0.2.7:8080", "hall.example", "http://hall.example", false},
		{"https://parley.example", "http://192.0.2.7:8080", "127.0.0.1:8080", "https://parley.example", false},
	} {
		s := &Server{cfg: Config{Public: c.public, Network: c.network}}
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = c.host
		if got := s.origin(r); got != c.want {
			t.Errorf("public %q, network %q, host %q: %s, want %s", c.public, c.network, c.host, got, c.want)
		}
		if s.alone(r) != c.alone {
			t.Errorf("public %q, network %q, host %q: links of this machine alone: %v", c.public, c.network, c.host, !c.alone)
		}
	}
}

// Where links would open on the server's own machine alone, the start page says so
// before anything is typed.
func TestTheStartPageSaysWhomLinksReach(t *testing.T) {
	for _, public := range []string{"", "https://parley.example"} {
		x := newRoom(t, func(c *Config) { c.Public = public })
		said, page := x.server.shell.book.In("en").T("start.alone"), x.browser()
		if strings.Contains(html.UnescapeString(page.ok(page.get("/")).body), said) != (public == "") {
			t.Errorf("reached as %q: wrong about the sentence %q", public, said)
		}
	}
}
