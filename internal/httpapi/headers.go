package httpapi

import (
	"io"
	"log"
	"net/http"
	"net/netip"
	"regexp"
	"runtime/debug"
	"strings"
)

// policy lets pages load from here alone, and run no script that they did not
// come with.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
	"img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types parley"

// protect is what every request passes: headers, the check that no other site's
// page sent it, and a net under panics.
func (s *Server) protect(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.problem(w, r, errOrigin) }))
	next = origin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		defer func() {
			p := recover()
			if p == nil || p == http.ErrAbortHandler {
				return
			}
			s.log.Printf("panic: %v\n%s", p, debug.Stack())
			s.problem(w, r, &refusal{code: CodeInternal})
		}()
		next.ServeHTTP(w, r)
	})
}

// candidates look like addresses, with or without brackets, zone and port.
var candidates = regexp.MustCompile(`\[?[0-9A-Fa-f.:]*[.:][0-9A-Fa-f.:]*(%[0-9A-Za-z]+)?\]?(:[0-9]+)?`)

// dropAddress replaces a candidate that is an address; punctuation behind it
// stays.
func dropAddress(found []byte) []byte {
	text := strings.TrimRight(string(found), ".:")
	_, withPort := netip.ParseAddrPort(text)
	_, alone := netip.ParseAddr(strings.Trim(text, "[]"))
	if withPort != nil && alone != nil {
		return found
	}
	return append([]byte("[address]"), found[len(text):]...)
}

// quiet drops network addresses from what is written through it.
type quiet struct{ to io.Writer }

// Quiet is a writer for logs that drops network addresses.
func Quiet(to io.Writer) io.Writer { return quiet{to} }

func (q quiet) Write(p []byte) (int, error) {
	if _, err := q.to.Write(candidates.ReplaceAllFunc(p, dropAddress)); err != nil {
		return 0, err
	}
	return len(p), nil
}

func quietLog(to io.Writer) *log.Logger { return log.New(Quiet(to), "", log.LstdFlags) }
