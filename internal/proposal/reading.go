package proposal

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/internal/room"
)

// What lines are read as, where no label names it.
const (
	useForm      = "form"      // the Markdown form's own instructions and empty places
	useFurniture = "furniture" // navigation and notices of the page
	useRepeat    = "repeat"    // a line that the page already printed
	useHeader    = "header"    // body, year, kind and number
	useTitle     = "title"
	useLabel     = "label"
	useRest      = "rest"
	useContinued = "continued" // the sentence of the line above goes on
)

// section is the text under one label.
type section struct {
	field field
	label room.Sourced
	text  []line
}

// reading is a proposal while it is read: lines get a use each, and end as
// sections and people, which the later passes make a Setup of.
type reading struct {
	lines  []line
	source string
	form   string // when a label tells it
	head   int    // the title's line
	copyAt int    // where a first, shorter copy of the page begins; 0 none
	usual  int    // the usual number of blank lines between two texts

	setup    room.Setup
	secs     []*section
	people   []person
	labelled map[field]int     // fields whose label was seen, and the line
	lastOf   map[room.Role]int // the last line that named somebody for a role
	doubts   []Finding
	aside    []room.Sourced
	others   map[string]int // where in Setup.Other a label is
	prose    []prose        // text that can hold questions and claims
	start    string         // the published time, as given
	startAt  int
	stated   statedTimes
	promised promise
	span     int // minutes between the published times
}

func newReading(text string) (*reading, error) {
	r := &reading{labelled: map[field]int{}, lastOf: map[room.Role]int{}, others: map[string]int{}, head: -1}
	r.lines, r.source = split(text)
	size := 0
	for _, l := range r.lines {
		size += len(l.text)
	}
	switch {
	case size == 0:
		return nil, &Refusal{room.CodeEmpty, "There is no text here.", nil}
	case size > maxText:
		return nil, tooLong(maxText)
	case len(r.lines) > maxLines:
		return nil, &Refusal{room.CodeTooLong, fmt.Sprintf("This has over %d lines; a proposal is a few pages of text.", maxLines), Facts{"case": "lines", "most": strconv.Itoa(maxLines)}}
	}
	r.setup.Zone, r.setup.Languages, r.setup.Policy = "UTC", []string{"en"}, room.DefaultPolicy()
	r.usual = usualGap(r.lines)
	for i := range r.lines {
		l := &r.lines[i]
		l.at, l.key = i, fold(l.text)
		l.lab, l.name, l.value = matchLabel(l.text)
		l.num = matchNumbered(l.text)
		if r.lines[i].use == useForm || r.lines[i].aside {
			r.furniture(i, cmp.Or(r.lines[i].use, useFurniture))
		}
	}
	return r, nil
}

// usualGap is the commonest number of blank lines between texts, at least 1.
func usualGap(lines []line) int {
	count := map[int]int{}
	usual := 1
	for _, l := range lines {
		if l.gap > 0 {
			count[l.gap]++
		}
	}
	for gap, n := range count {
		if n > count[usual] || n == count[usual] && gap < usual {
			usual = gap
		}
	}
	return usual
}

func (r *reading) furniture(i int, use string) {
	if l := &r.lines[i]; l.use == "" || l.use == useForm {
		l.use = use
		r.aside = append(r.aside, room.Sourced{Value: l.text, Line: l.no})
	}
}

// leave keeps a line out of the Setup, whatever it was read as before.
func (r *reading) leave(l *line, use string) {
	r.lines[l.at].use = use
	r.aside = append(r.aside, room.Sourced{Value: l.text, Line: l.no})
}

func (r *reading) doubt(rule string, sev Severity, line int, say, do string, f Facts) {
	r.doubts = append(r.doubts, Finding{rule, sev, line, say, do, f})
}

// longLine is the length from which a line does not stand twice by chance.
const longLine = 80

// repeats marks the later of two like lines where a page or a list was printed
// twice: people, and every line of a second copy of the page.
func (r *reading) repeats() {
	seen, notice := map[string]bool{}, map[string]bool{}
	header := ""
	if r.head >= 0 {
		header = headerKey(r.lines[r.head].text)
	}
	copied, first := false, 0
	for i := range r.lines {
		l := &r.lines[i]
		if l.use != "" {
			seen[l.key] = seen[l.key] || l.use == useTitle || l.use == useHeader
			notice[l.key] = notice[l.key] || l.use == useFurniture && len(l.key) >= longLine/2
			continue
		}
		copied = copied || header != "" && headerKey(l.text) == header
		switch {
		case notice[l.key]:
			r.furniture(i, useFurniture)
		case seen[l.key] && (copied || l.num != nil && strings.Contains(l.key, ",") || len(l.key) >= longLine):
			first = cmp.Or(first, l.no)
			r.furniture(i, useRepeat)
		case copied:
			r.toRest(i)
		}
		seen[l.key] = true
	}
	if first = cmp.Or(first, r.copyAt); first > 0 {
		r.doubt("any/printed-twice", SevNote, first, "The page prints lines twice; one copy was left out.", "Nothing, unless the copies differ.", nil)
	}
}

func (r *reading) toRest(i int) {
	l := &r.lines[i]
	l.use = useRest
	r.setup.Rest = append(r.setup.Rest, room.Sourced{Value: l.text, Line: l.no})
}

// session refuses a text that has the labels of a session nowhere.
func (r *reading) session() error {
	labels := 0
	for f := range r.labelled {
		if f != fTitle && f != fTime && f != fDuration && f != fOther && f != fReport { // any invitation has those
			labels++
		}
	}
	switch {
	case r.source == "markdown" && r.setup.Title.Value == "" && len(r.people) == 0 && r.emptySections():
		return &Refusal{room.CodeEmpty, "The form is still empty: give it at least a title and a moderator.", Facts{"case": "form"}}
	case labels >= 2 || len(r.people) >= 2 || r.setup.Kind != "" && (labels > 0 || len(r.people) > 0 || r.setup.Format.Line > 0):
		return nil
	}
	return &Refusal{CodeNotSession, "This does not read as a session proposal: it has none of the labels, such as Speaker 1, Moderator, Format or Policy Question(s).", nil}
}

func (r *reading) emptySections() bool {
	return !slices.ContainsFunc(r.secs, func(s *section) bool { return len(s.text) > 0 })
}

// result sorts what was found.
func (r *reading) result() *Result {
	res := &Result{Form: r.formName(), Source: r.source, Setup: r.setup, Furniture: r.aside, Lines: make([]Use, 0, len(r.lines))}
	slices.SortStableFunc(res.Furniture, func(a, b room.Sourced) int { return cmp.Compare(a.Line, b.Line) })
	slices.SortStableFunc(res.Setup.Rest, func(a, b room.Sourced) int { return cmp.Compare(a.Line, b.Line) })
	for _, l := range r.lines {
		res.Lines = append(res.Lines, Use{l.no, cmp.Or(l.use, useRest)})
	}
	res.Findings = append(r.check(), r.doubts...)
	rank := map[Severity]int{SevError: 0, SevWarn: 1, SevNote: 2}
	slices.SortStableFunc(res.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(rank[a.Severity], rank[b.Severity]), cmp.Compare(a.Line, b.Line))
	})
	return res
}

func (r *reading) formName() string {
	s := &r.setup
	switch {
	case r.form != "":
		return r.form
	case s.Body != "" && s.Year > 0:
		return strings.TrimSpace(s.Body + " " + yearText(s.Year))
	case r.source == "markdown":
		return "Parley form"
	}
	return "labels as published since 2016"
}
