package httpapi

import (
	"net/http"
	"runtime/debug"
)

// policy lets pages load from here alone, and run no script that they did not
// come with.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
	"img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types parley"

// protect is what every request passes: headers, the check that no other site's
// page sent it, and a net under panics.
func (s *Server) protect(next http.Handler) http.Handler {
	s.sites.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.problem(w, r, errOrigin) }))
	next = s.sites.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "same-origin") // with none, a form sent by plain HTTP has no origin, and is refused
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		defer func() {
			p := recover()
			if p == nil || p == http.ErrAbortHandler {
				return
			}
			s.log.Error("panic", "value", p, "stack", string(debug.Stack()))
			s.problem(w, r, &refusal{code: CodeInternal})
		}()
		next.ServeHTTP(w, r)
	})
}
