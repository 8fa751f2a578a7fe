package httpapi

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parley/internal/room"
	"parley/internal/words"
)

// linksData is the page of links and codes to hand out. It is shown once.
type linksData struct {
	Title string
	Desk  string // address of the desk's link
	Codes []codeToHand
	Links []linkToHand
	Sheet string       // all of it as plain text
	Real  []linksField // the form that opens the room which this one rehearses
}

// linksField is a field of the start form as it was sent.
type linksField struct{ Name, Value string }

// fieldsOf are the fields of a start form but for the key that was pressed.
func fieldsOf(v url.Values) (out []linksField) {
	for _, name := range slices.Sorted(maps.Keys(v)) {
		for _, value := range v[name] {
			if name != "do" {
				out = append(out, linksField{name, value})
			}
		}
	}
	return out
}

type codeToHand struct {
	Side room.Side
	Code string
	URL  string
	QR   qrCode
}

// linkToHand is one seat's link; a seat without a name is called by its roles.
type linkToHand struct {
	Name   string
	Called string // its roles, in words
	URL    string

	Console bool // it looks after those in the meeting tool
}

// renderLinks shows what createRoom made. Itself is the form that opens
// the room itself after a rehearsal.
func (s *Server) renderLinks(w http.ResponseWriter, r *http.Request, setup *room.Setup, made *Created, itself []linksField) {
	say := s.shell.words(r)
	d, err := newLinksData(say, s.origin(r), setup, made)
	if err != nil {
		s.problem(w, r, err)
		return
	}
	d.Real = itself
	s.shell.render(w, r, http.StatusOK, page{
		Name: "links", Title: say.T("links.window"), Style: "start", Words: []string{"links.copied"}, Page: d,
		Rehearsal: setup.Rehearsal,
	})
}

func newLinksData(say *words.Words, origin string, setup *room.Setup, made *Created) (*linksData, error) {
	d := &linksData{Title: setup.Title.Value}
	if setup.Rehearsal {
		d.Sheet = say.T("word.rehearsal") + "\n"
	}
	for _, side := range []room.Side{room.Onsite, room.Online} {
		code := made.Codes.of(side)
		c := codeToHand{Side: side, Code: code, URL: origin + "/j/" + code}
		var err error
		if c.QR, err = newQR(c.URL); err != nil {
			return nil, err
		}
		d.Codes = append(d.Codes, c)
	}
	for _, l := range made.Links {
		x := linkToHand{Name: l.Name, Called: rolesIn(say, l.Roles), URL: origin + l.Path}
		x.Console = slices.Contains(l.Roles, room.OnlineModerator)
		if d.Desk == "" && slices.Contains(l.Roles, room.Moderator) {
			d.Desk = x.URL
		}
		d.Links = append(d.Links, x)
	}
	d.Sheet += d.sheet(say)
	return d, nil
}

func (c RoomCodes) of(side room.Side) string {
	if side == room.Onsite {
		return c.Onsite
	}
	return c.Online
}

// sheet is the page as plain text, to keep or to cut up and send.
func (d *linksData) sheet(say *words.Words) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", d.Title)
	for _, c := range d.Codes {
		fmt.Fprintln(&b, say.T("links.sheet.code", words.Args{"side": say.T("side." + string(c.Side)), "code": c.Code, "url": c.URL}))
	}
	for _, l := range d.Links {
		if l.Name == "" {
			fmt.Fprintf(&b, "\n%s\n%s\n", l.Called, l.URL)
		} else {
			fmt.Fprintf(&b, "\n%s (%s)\n%s\n", l.Name, l.Called, l.URL)
		}
	}
	return b.String()
}

// rolesIn are roles in words, with commas between.
func rolesIn(say *words.Words, roles []room.Role) string {
	out := make([]string, len(roles))
	for i, r := range roles {
		out[i] = say.T("role." + string(r))
	}
	return say.List(out)
}
