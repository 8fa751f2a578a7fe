package proposal

import (
	"regexp"
	"slices"
	"strings"

	"parley/internal/room"
)

// kinds are the kinds of session as their headers name them, longest first
// where one begins with another.
var kinds = []struct {
	code  string
	names string // an alternation
}{
	{"WS", `workshop|ws`},
	{"OF", `open forum|of`},
	{"TH", `town ?hall|th`},
	{"LT", `lightning talk|lt`},
	{"NS", `networking session|networking|ns`},
	{"DAY0", `day ?0(?: event)?|day zero(?: event)?|pre-?event`},
	{"DC", `dynamic coalition|dc`},
	{"BPF", `best practices? forum|bpf`},
	{"PN", `policy network|pn`},
	{"NRI", `nris?(?: collaborative session| session)?`},
	{"MAIN", `main session|ms`},
}

var (
	reHeader = regexp.MustCompile(`(?i)^(?:(\p{L}[\p{L} .&-]{1,40}?) ((?:19|20)\d\d)\s+)?(` + kindNames() + `)\b(?: session)?(?: proposal)?\s*(?:::?)?\s*` +
		`(?:\(?\s*(?:#|no[:.]?\s*)\s*(\d{1,4}[a-z]?)\b\s*\)?)?[\s:–—-]*(.*)$`)
	reBooth = regexp.MustCompile(`(?i)\bvillage\b.{0,20}\bbooth\b|\bbooth #?\d`)
)

func kindNames() string {
	var all []string
	for _, k := range kinds {
		all = append(all, k.names)
	}
	return strings.Join(all, "|")
}

func kindCode(name string) string {
	for _, k := range kinds {
		if regexp.MustCompile(`(?i)^(?:` + k.names + `)$`).MatchString(name) {
			return k.code
		}
	}
	return ""
}

// headerMatch reads "IGF 2021 WS #27 Title". Without a body and a year a
// number is needed, so that prose about a workshop is no header.
func headerMatch(text string) []string {
	if len(text) > 400 {
		return nil
	}
	m := reHeader.FindStringSubmatch(text)
	if m == nil || m[1] == "" && m[4] == "" {
		return nil
	}
	return m
}

// header finds the session's name and title; what stands before them is
// furniture. A village booth is refused here.
func (r *reading) header() error {
	at := -1
	for i, l := range r.lines {
		if l.aside || l.use != "" {
			continue
		}
		if m := headerMatch(l.text); m != nil {
			at = i
			break
		}
		if r.strongLabel(l.text) {
			break
		}
	}
	for i, l := range r.lines {
		if l.use == "" && reBooth.MatchString(l.text) && (i <= at+1 || at < 0 && i < 6) {
			return &Refusal{CodeNotSession, "This is a booth in the village, not a session: there is no table to run."}
		}
	}
	if at < 0 {
		r.titleAlone()
		return nil
	}
	at = r.mainCopy(at)
	for i := range at {
		r.furniture(i, useFurniture)
	}
	m := headerMatch(r.lines[at].text)
	r.setup.Body, r.setup.Year, r.setup.Kind, r.setup.Number = m[1], atoi(m[2]), kindCode(m[3]), m[4]
	r.lines[at].use = useTitle
	r.head = at
	if m[5] != "" {
		r.setup.Title = room.Sourced{Value: m[5], Line: r.lines[at].no}
		return nil
	}
	if next := at + 1; next < len(r.lines) && r.lines[next].use == "" && !r.isLabel(r.lines[next].text) {
		r.setTitle(next)
	}
	return nil
}

// titleAlone takes the title of a page without a header: what its label says,
// else the first line if it is marked up as a heading or labels follow it.
func (r *reading) titleAlone() {
	for i, l := range r.lines {
		if lab, _, _ := matchLabel(l.text); lab != nil && lab.field == fTitle {
			return // the walk reads it
		}
		if l.use != "" || l.aside {
			continue
		}
		if r.isLabel(l.text) || isFurniture(l.text) {
			continue
		}
		if l.heading || i == r.firstOpen() && len(strings.Fields(l.text)) <= 30 && !r.isLabel(l.text) {
			r.setTitle(i)
			r.head = i
		}
		return
	}
}

func (r *reading) firstOpen() int {
	return slices.IndexFunc(r.lines, func(l line) bool { return l.use == "" && !l.aside && !isFurniture(l.text) })
}

func (r *reading) setTitle(i int) {
	r.setup.Title = room.Sourced{Value: r.lines[i].text, Line: r.lines[i].no}
	r.lines[i].use = useTitle
}

// mainCopy is the header of the copy that says most, where a page holds the
// same header more than once (a breadcrumb, or a page printed twice).
func (r *reading) mainCopy(first int) int {
	key := headerKey(r.lines[first].text)
	best, most := first, -1
	for i, start := first+1, first; i <= len(r.lines); i++ {
		if i < len(r.lines) && headerKey(r.lines[i].text) != key {
			continue
		}
		if i-start > most {
			best, most = start, i-start
		}
		start = i
	}
	return best
}

func headerKey(text string) string {
	m := headerMatch(text)
	if m == nil || m[4] == "" {
		return ""
	}
	return fold(m[1] + " " + m[2] + " " + kindCode(m[3]) + " " + m[4])
}

func (r *reading) isLabel(text string) bool {
	lab, _, _ := matchLabel(text)
	_, _, _, numbered := matchNumbered(text)
	return lab != nil || numbered
}

// strongLabel says whether a line can only stand inside a proposal, below its
// header.
func (r *reading) strongLabel(text string) bool {
	if _, _, _, ok := matchNumbered(text); ok {
		return true
	}
	lab, _, _ := matchLabel(text)
	return lab != nil && (lab.field == fPolicy || lab.form != "" || lab.field == fOrganizers)
}

var reFurniture = regexp.MustCompile(`(?i)^(?:skip to main content|you are here|main navigation|search|log ?in|print|share|menu|back to top|` +
	`home\s*[»>/›|].*|.*\bcheck(?:ing)?[- ]?in\b.*\b(?:schedule|session|participa\w*|badge|attend\w*)\b.*|.*\b(?:schedule|session|participa\w*|badge)\b.*\bcheck(?:ing)?[- ]?in\b.*|` +
	`.*\blegacy (?:web)?site\b.*|.*\barchived? (?:web)?site\b.*|.*\bno longer updated\b.*)$`)

func isFurniture(text string) bool {
	return len(text) < 300 && reFurniture.MatchString(text)
}
