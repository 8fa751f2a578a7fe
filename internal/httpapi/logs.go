package httpapi

import (
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
	"time"
)

// Logger writes structured lines, without network addresses.
func Logger(to io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(Quiet(to), nil)) }

// logged has a line written for each request, when that was asked for. The line
// names the route, never the address: that can be somebody's secret link.
func (s *Server) logged(next http.Handler) http.Handler {
	if !s.cfg.Requests {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began, said := time.Now(), &statusWriter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			s.log.Info("request", "route", r.Pattern, "status", said.status, "took", time.Since(began).Round(time.Microsecond))
		}()
		next.ServeHTTP(said, r)
	})
}

// statusWriter remembers the status that was answered.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets streams flush and set their time limits.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

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
