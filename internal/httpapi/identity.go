package httpapi

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"net/http"
	"regexp"
	"slices"

	"parley/internal/eventlog"
	"parley/internal/room"
)

// Cookies are sent for a year; what they give access to ends with the room.
const cookieAge = 365 * 24 * 3600

// visitor is who a browser is in one room.
type visitor struct {
	Voice  room.PersonID
	Ballot room.BallotID
	Group  string // declared stakeholder group; "" rather not say
	Link   string // LinkHash of the seat link that was opened here; "" none

	secret [32]byte // of the browser
}

var linkForm = regexp.MustCompile(`^[a-z2-7]{26}$`)

// cookieName is a cookie's full name. On HTTPS the prefix keeps other hosts of
// the domain from setting it.
func (s *Server) cookieName(r *http.Request, suffix string) string {
	if s.secure(r) {
		return "__Host-parley" + suffix
	}
	return "parley" + suffix
}

func (s *Server) secure(r *http.Request) bool { return s.cfg.Secure || r.TLS != nil }

func (s *Server) cookie(r *http.Request, suffix string) string {
	c, err := r.Cookie(s.cookieName(r, suffix))
	if err != nil {
		return ""
	}
	return c.Value
}

func (s *Server) setCookie(w http.ResponseWriter, r *http.Request, suffix, value string) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookieName(r, suffix), Value: value, Path: "/", MaxAge: cookieAge,
		HttpOnly: true, Secure: s.secure(r), SameSite: http.SameSiteLaxMode,
	})
}

// secret is the browser's secret; false when it has none yet.
func (s *Server) secret(r *http.Request) (secret [32]byte, ok bool) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(s.cookie(r, ""))
	if err != nil || len(b) != len(secret) {
		return secret, false
	}
	return [32]byte(b), true
}

// knownVisitor is who the browser is in the room; voice and ballot are "" when
// it has no secret yet.
func (s *Server) knownVisitor(r *http.Request, id room.RoomID) visitor {
	v := visitor{Link: s.seatCookie(r, id)}
	if secret, ok := s.secret(r); ok {
		v.derive(id, secret)
	}
	if g := s.cookie(r, "-g-"+string(id)); slices.Contains(room.StakeholderGroups, g) {
		v.Group = g
	}
	return v
}

// visitor is who the browser is in the room; one that has no secret gets it.
func (s *Server) visitor(w http.ResponseWriter, r *http.Request, id room.RoomID) visitor {
	v := s.knownVisitor(r, id)
	if v.Voice == "" {
		var secret [32]byte
		rand.Read(secret[:])
		s.setCookie(w, r, "", base64.RawURLEncoding.EncodeToString(secret[:]))
		v.derive(id, secret)
	}
	return v
}

func (v *visitor) derive(id room.RoomID, secret [32]byte) {
	v.secret = secret
	v.Voice = room.PersonID(room.DeriveID(id, "voice", secret))
	v.Ballot = room.BallotID(room.DeriveID(id, "ballot", secret))
}

func (s *Server) seatCookie(r *http.Request, id room.RoomID) string {
	if link := s.cookie(r, "-seat-"+string(id)); linkForm.MatchString(link) {
		return room.LinkHash(link)
	}
	return ""
}

// seatOf is the seat whose current link this browser opened; nil when there is
// none or the link was re-issued since.
func (s *Server) seatOf(r *http.Request, st *room.State) *room.Seat {
	if hash := s.seatCookie(r, st.Room); hash != "" {
		return st.SeatByLink(hash)
	}
	return nil
}

// deskRoles are those whose page is the desk, which shows what others typed and
// what waits to be published. The rapporteur has no need of that.
var deskRoles = []room.Role{room.Organizer, room.Moderator, room.OnlineModerator}

func atDesk(seat *room.Seat) bool {
	return seat != nil && slices.ContainsFunc(deskRoles, seat.Has)
}

// atWork says whether the seat is one of the desk's or the rapporteur's.
func atWork(seat *room.Seat) bool { return atDesk(seat) || seat != nil && seat.Has(room.Rapporteur) }

// keepsSeat says whether a browser that sits on one seat keeps it when the link of
// another is opened: the desk is left for another seat of the desk alone.
func keepsSeat(sits, other *room.Seat) bool {
	return atDesk(sits) && !atDesk(other) || atWork(sits) && !atWork(other)
}

// home is the page that a seat's link opens.
func home(id room.RoomID, seat *room.Seat) string {
	switch path := "/r/" + string(id); {
	case atDesk(seat):
		return path + "/desk"
	case seat.Has(room.Rapporteur):
		return path + "/rapporteur"
	case seat.Has(room.Screen):
		return path + "/screen"
	case seat.Has(room.Hub):
		return path + "/hub"
	case seat.Has(room.Speaker):
		return path + "/speaker"
	default:
		return path
	}
}

// wrongLink refuses a link that opens nothing, within the limits on guesses. They
// keep nobody out who has a right one: those of 26 letters cannot be guessed.
func (s *Server) wrongLink(r *http.Request) error {
	if !s.limits.guess(s.address(r)) {
		return tooMany
	}
	s.limits.wrong(s.address(r))
	return errNoLink
}

// openLink exchanges a seat's secret link for a cookie. A browser that sits at
// the room's desk keeps its seat: it is led to the screen and to the rapporteur's
// page where it may see them anyway, and other seats are for other browsers.
func (s *Server) openLink(w http.ResponseWriter, r *http.Request) {
	link := r.PathValue("link")
	id, ok := s.index.link(room.LinkHash(link))
	if !ok || !linkForm.MatchString(link) {
		s.problem(w, r, s.wrongLink(r))
		return
	}
	var to string
	var refused error
	keeps := false
	err := s.engine.View(r.Context(), id, func(st *room.State, _ room.Texts, _ room.Seconds) {
		if seat := st.SeatByLink(room.LinkHash(link)); seat != nil {
			sits := s.seatOf(r, st)
			to, keeps = home(id, seat), keepsSeat(sits, seat)
			if keeps && !seat.Has(room.Screen) && !(atRecord(sits) && atRecord(seat)) {
				refused = errSeatKept
			}
		}
	})
	if errors.Is(err, eventlog.ErrNoRoom) {
		_ = s.follow(r.Context(), id)
		err = s.wrongLink(r)
	}
	if err = cmpErr(err, refused); err != nil || to == "" {
		s.problem(w, r, cmpErr(err, errNoLink))
		return
	}
	if !keeps {
		s.setCookie(w, r, "-seat-"+string(id), link)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}
