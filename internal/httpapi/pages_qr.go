package httpapi

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"rsc.io/qr"

	"parley/internal/room"
)

// quietZone is the white border of a QR code, in modules.
const quietZone = 4

// qrCode is a QR code as an SVG path: dark squares of one unit on a white
// square of Size units. It is never mirrored and never themed.
type qrCode struct {
	Size int
	Path string
}

// newQR makes the code of a text at level M.
func newQR(text string) (qrCode, error) {
	c, err := qr.Encode(text, qr.M)
	if err != nil {
		return qrCode{}, err
	}
	var b strings.Builder
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			run := 0
			for x+run < c.Size && c.Black(x+run, y) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x+quietZone, y+quietZone, run, run)
				x += run
			}
		}
	}
	return qrCode{c.Size + 2*quietZone, b.String()}, nil
}

// joinQR answers GET /j/{code}/qr.svg: the QR code of the address that a code
// joins at. It says nothing about whether the code is a room's.
func (s *Server) joinQR(w http.ResponseWriter, r *http.Request) {
	code := r.PathValue("code")
	if !room.ValidCode(code) && !room.ValidSlip(code) {
		http.NotFound(w, r)
		return
	}
	drawQR(w, r, s.origin(r)+"/j/"+code)
}

// captionsQR answers GET /r/{room}/captions.svg: the QR code of the address of
// the session's captions, for whoever may show the screen.
func (s *Server) captionsQR(w http.ResponseWriter, r *http.Request) {
	id := roomOf(r)
	var url string
	err := s.mayRead(r, id)
	if err == nil {
		err = s.engine.View(r.Context(), id, func(st *room.State, texts room.Texts, _ room.Seconds) {
			if mayShow(s.seatOf(r, st)) {
				url, _ = texts(st.Captions)
			}
		})
	}
	switch {
	case err != nil:
		s.problem(w, r, err)
	case url == "":
		http.NotFound(w, r)
	default:
		drawQR(w, r, url)
	}
}

// drawQR answers with the QR code of an address as a picture.
func drawQR(w http.ResponseWriter, r *http.Request, url string) {
	c, err := newQR(url)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`,
		c.Size, c.Size, c.Size, c.Size, c.Path)
}

// origin is the address by which people reach the server: the configured one,
// else the one that this request's browser knows it by. A browser on the
// server's own machine knows it by a name that means another machine to
// everybody else.
func (s *Server) origin(r *http.Request) string {
	if s.cfg.Public != "" {
		return s.cfg.Public
	}
	if s.cfg.Network != "" && isLoopback(r.Host) {
		return s.cfg.Network
	}
	if s.secure(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// alone says whether links made for this browser lead nobody else to the server.
func (s *Server) alone(r *http.Request) bool {
	u, err := url.Parse(s.origin(r))
	return err == nil && isLoopback(u.Host)
}

func isLoopback(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
