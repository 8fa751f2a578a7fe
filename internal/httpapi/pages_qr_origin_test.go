package httpapi

import (
	"net/http/httptest"
	"testing"
)

func TestLinksCarryAnAddressThatOthersReach(t *testing.T) {
	for _, c := range []struct{ public, network, host, want string }{
		{"", "", "127.0.0.1:8080", "http://127.0.0.1:8080"},
		{"", "http://192.0.2.7:8080", "127.0.0.1:8080", "http://192.0.2.7:8080"},
		{"", "http://192.0.2.7:8080", "localhost:8080", "http://192.0.2.7:8080"},
		{"", "http://192.0.2.7:8080", "[::1]:8080", "http://192.0.2.7:8080"},
		{"", "http://192.0.2.7:8080", "hall.example", "http://hall.example"},
		{"https://parley.example", "http://192.0.2.7:8080", "127.0.0.1:8080", "https://parley.example"},
	} {
		s := &Server{cfg: Config{Public: c.public, Network: c.network}}
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = c.host
		if got := s.origin(r); got != c.want {
			t.Errorf("public %q, network %q, host %q: %s, want %s", c.public, c.network, c.host, got, c.want)
		}
	}
}
