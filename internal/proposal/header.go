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
	names string // an alternation; abbreviations are capitals
}{
	{"WS", `workshop|(?-i:WS)`},
	{"OF", `open forum|(?-i:OF)`},
	{"TH", `town ?hall|(?-i:TH)`},
	{"LT", `lightning talk|(?-i:LT)`},
	{"NS", `networking session|networking|(?-i:NS)`},
	{"DAY0", `day ?0(?: event)?|day zero(?: event)?|pre-?event`},
	{"DC", `dynamic coalition|(?-i:DC)`},
	{"BPF", `best practices? forum|(?-i:BPF)`},
	{"PN", `policy network|(?-i:PN)`},
	{"NRI", `(?-i:NRIs?)(?: collaborative session| session)?`},
	{"MAIN", `main session|(?-i:MS)`},
}

var (
	reHeader = regexp.MustCompile(`(?i)^(?:(\p{L}[\p{L} .&-]{1,40}?) ((?:19|20)\d\d)\s+)?(` + kindNames() + `)\b(?: session)?(?: proposal)?\s*(?:::?)?\s*` +
		`(?:\(?\s*(?:#|no[:.]?\s*)\s*(\d{1,20}[a-z]?)\b\s*\)?)?[\s:–—-]*(.*)$`)
	reNumberAlone = regexp.MustCompile(`^(\d{1,20}[a-z]?)\s*(?::|[-–—]\s)\s*(\S.*)$`)
	reBooth       = regexp.MustCompile(`(?i)\bvillage\b.{0,20}\bbooth\b|\bbooth #?\d`)
)

func kindNames() string {
	var all []string
	for _, k := range kinds {
		all = append(all, k.names)
	}
	return strings.Join(all, "|")
}

func kindCode(name string) string {
	for i, k := range kinds {
		if reKinds[i].MatchString(name) {
			return k.code
		}
	}
	return ""
}

var reKinds = func() (out []*regexp.Regexp) {
	for _, k := range kinds {
		out = append(out, regexp.MustCompile(`(?i)^(?:`+k.names+`)$`))
	}
	return out
}()

// headerMatch reads "IGF 2021 WS #27 Title". Without a body and a year a
// number is needed, so that prose about a workshop is no header.
func headerMatch(text string) []string {
	if len(text) > 400 || !strings.ContainsAny(text, "0123456789") {
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
		if l.use != "" {
			continue
		}
		if headerMatch(l.text) != nil {
			at = i
			break
		}
		if strongLabel(&l) {
			break
		}
	}
	for i, l := range r.lines {
		if l.use == "" && reBooth.MatchString(l.text) && (i <= at+1 || at < 0 && i < 6) {
			return &Refusal{CodeNotSession, "This is a booth in the village, not a session: there is no table to run.", Facts{"case": "booth"}}
		}
	}
	if at < 0 {
		r.titleAlone()
		return nil
	}
	at = r.beforeHeader(at, r.mainCopy(at))
	m := headerMatch(r.lines[at].text)
	if n := reNumberAlone.FindStringSubmatch(m[5]); n != nil && m[4] == "" {
		m[4], m[5] = n[1], n[2]
	}
	r.setup.Body, r.setup.Year, r.setup.Kind, r.setup.Number = m[1], atoi(m[2]), kindCode(m[3]), m[4]
	r.lines[at].use = useHeader
	r.head = at
	if wordy(m[5]) {
		r.lines[at].use = useTitle
		r.setup.Title = room.Sourced{Value: m[5], Line: r.lines[at].no}
		return nil
	}
	if next := at + 1; next < len(r.lines) && r.lines[next].use == "" && !r.lines[next].isLabel() {
		r.setTitle(next)
	}
	return nil
}

// fewLines is how many lines a header can have in a breadcrumb or a tab's
// name; with more below it, it is a copy of the page.
const fewLines = 3

// beforeHeader keeps what stands before the header: furniture, and of an
// earlier copy of the page what the main copy does not say.
func (r *reading) beforeHeader(first, at int) int {
	for i := range first {
		r.furniture(i, useFurniture)
	}
	said := map[string]bool{}
	for _, l := range r.lines[at:] {
		said[l.key] = true
	}
	for i := first; i < at; i++ {
		switch {
		case at-first <= fewLines:
			r.furniture(i, useFurniture)
		case r.lines[i].use != "":
		case said[r.lines[i].key]:
			r.furniture(i, useRepeat)
			r.copyAt = r.lines[first].no
		default:
			r.toRest(i)
		}
	}
	return at
}

// titleAlone takes the title of a page without a header: what its label says,
// else the first line that is no notice.
func (r *reading) titleAlone() {
	if slices.ContainsFunc(r.lines, func(l line) bool { return l.lab != nil && l.lab.field == fTitle }) {
		return // the walk reads it
	}
	for i, l := range r.lines {
		if l.use != "" || isNotice(l.text) {
			continue
		}
		if !l.isLabel() && (l.heading || len(strings.Fields(l.text)) <= 30) {
			r.setTitle(i)
			r.head = i
		}
		return
	}
}

func (r *reading) setTitle(i int) {
	r.setup.Title = room.Sourced{Value: r.lines[i].text, Line: r.lines[i].no}
	r.lines[i].use = useTitle
}

// mainCopy is the header of the copy that says most, where a page holds the
// same header more than once (a breadcrumb, or a page printed twice).
func (r *reading) mainCopy(first int) int {
	key := headerKey(r.lines[first].text)
	if key == "" {
		return first
	}
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

func (l *line) isLabel() bool { return l.lab != nil || l.num != nil }

// strongLabel says whether a line can only stand inside a proposal, below its
// header.
func strongLabel(l *line) bool {
	return l.num != nil || l.lab != nil && (l.lab.field == fPolicy || l.lab.form != "" || l.lab.field == fOrganizers)
}

var (
	// reFurniture is what pages hold around a proposal, never in its text.
	reFurniture = regexp.MustCompile(`(?i)^(?:skip to main content|you are here|main navigation|search|log ?in|print|share|menu|back to top|` +
		`home\s*[»>/›|].*|.*\blegacy (?:web)?site\b.*|.*\barchived? (?:web)?site\b.*)$`)
	// reNotice is a notice above the text; below, the same words can be prose.
	reNotice = regexp.MustCompile(`(?i)\bcheck(?:ing)?[- ]?in\b`)
)

func isFurniture(text string) bool {
	return len(text) < 300 && reFurniture.MatchString(text)
}

func isNotice(text string) bool {
	return isFurniture(text) || len(text) < 300 && reNotice.MatchString(text)
}
