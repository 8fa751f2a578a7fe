package proposal

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// seatings are what formats are called; a word that names only how the room is
// furnished is a layout.
var seatings = []struct {
	name   string
	folded []string
	layout bool
}{
	{"Round Table", []string{"round table", "roundtable"}, false},
	{"Panel", []string{"panel", "panel discussion"}, false},
	{"Debate", []string{"debate"}, false},
	{"Break-out Group Discussions", []string{"break-out group discussions", "breakout group discussions", "break-out group discussion"}, false},
	{"Birds of a Feather", []string{"birds of a feather"}, false},
	{"Flash Session", []string{"flash session"}, false},
	{"Tutorial", []string{"tutorial"}, false},
	{"Town Hall", []string{"town hall"}, false},
	{"Lightning Talk", []string{"lightning talk"}, false},
	{"Networking Session", []string{"networking session"}, false},
	{"Presentation", []string{"presentation"}, false},
	{"Other", []string{"other"}, false},
	{"Circle", []string{"circle"}, true},
	{"Hollow Square", []string{"hollow square"}, true},
	{"U-shape", []string{"u-shape", "u-shaped"}, true},
	{"Classroom", []string{"classroom"}, true},
	{"Theater", []string{"theater", "theatre"}, true},
	{"Auditorium", []string{"auditorium"}, true},
}

const tickMark = `(?:\[\s*[xX✓✔]\s*\]|\(\s*[xX✓✔]\s*\)|[☑☒✓✔])`

var (
	reMinutes  = regexp.MustCompile(`(?i)\b(\d{1,3})\s*-?\s*(?:min(?:ute)?s?\b\.?|['′])`)
	reDashes   = regexp.MustCompile(`\s+[-–—]\s+|\s*\|\s*|\s*,\s+`)
	reTick     = regexp.MustCompile(`^(?:\[\s*[xX✓✔]\s*\]|\(\s*[xX✓✔]\s*\)|[☑☒✓✔✗])\s*`)
	reNoTick   = regexp.MustCompile(`^(?:\[\s*\]|\(\s*\)|☐|□)\s*`)
	reTicked   = regexp.MustCompile(tickMark + `\s*(\d{2,3})\b`)
	reTickedR  = regexp.MustCompile(`\b(\d{2,3})(?:\s*min\w*)?\s*` + tickMark) // the mark on the right
	reOption   = regexp.MustCompile(`(?i)^[a-g][.)]\s+`)
	reOnlyNum  = regexp.MustCompile(`^(\d{1,3})(?:\s*min\w*\.?)?$`)
	maxSession = 12 * 60
)

func seating(s string) (name string, layout, ok bool) {
	f := fold(s)
	for _, x := range seatings {
		for _, y := range x.folded {
			if f == y {
				return x.name, x.layout, true
			}
		}
	}
	return "", false, false
}

// looksFormat is a line that can only be a format: "Panel - Auditorium - 90 Min".
func looksFormat(text string) bool {
	if len(text) > 100 {
		return false
	}
	pieces := reDashes.Split(text, -1)
	_, _, ok := seating(pieces[0])
	return ok && len(pieces) <= 4 && len(pieces) > 1 && reMinutes.MatchString(pieces[len(pieces)-1])
}

// format reads type, layout and minutes; from 2024 the label names the layout
// alone. False when the line is none of these.
func (r *reading) format(l *line, value string) bool {
	switch {
	case reNoTick.MatchString(value):
		r.leave(l, "format")
		return true
	case reTick.MatchString(value):
		value = reOption.ReplaceAllString(reTick.ReplaceAllString(value, ""), "")
	case r.setup.Format.Line > 0 || len(value) > 120:
		return false
	}
	f := &r.setup.Format
	pieces := reDashes.Split(value, -1)
	if _, _, ok := seating(pieces[0]); !ok && len(strings.Fields(pieces[0])) > 6 {
		return false
	}
	l.use, f.Line = "format", l.no
	for i, s := range pieces {
		name, layout, known := seating(s)
		switch {
		case reOnlyNum.MatchString(s) || reMinutes.MatchString(s):
			r.minutes(l.no, atoi(reDigits.FindString(s)))
		case i == 0 && !(known && layout) && !(r.setup.Year >= 2024 && len(pieces) == 1):
			f.Type = orName(name, s)
		default:
			f.Layout = orName(name, s)
		}
	}
	return true
}

var reDigits = regexp.MustCompile(`\d+`)

func orName(name, given string) string {
	if name != "" {
		return name
	}
	return given
}

// duration reads "60", "90 minutes" or ticked choices.
func (r *reading) duration(l *line, value string) bool {
	ticked := reTickedR
	if reTick.MatchString(value) || reNoTick.MatchString(value) {
		ticked = reTicked
	}
	if m := ticked.FindStringSubmatch(value); m != nil {
		r.minutes(l.no, atoi(m[1]))
	} else if m := reOnlyNum.FindStringSubmatch(value); m != nil {
		r.minutes(l.no, atoi(m[1]))
	} else {
		return false
	}
	l.use = "format"
	if r.setup.Format.Line == 0 {
		r.setup.Format.Line = l.no
	}
	return true
}

func (r *reading) minutes(at, n int) {
	f := &r.setup.Format
	switch {
	case n < 1 || n > maxSession:
		r.doubt("any/minutes-odd", SevWarn, at, fmt.Sprintf("A session of %d minutes cannot be held.", n), "Set the minutes.", Facts{"n": strconv.Itoa(n)})
	case f.Minutes == 0:
		f.Minutes = n
	case f.Minutes != n:
		r.doubt("any/minutes-differ", SevWarn, at, fmt.Sprintf("The text gives %d minutes here and %d elsewhere.", n, f.Minutes), "Set the minutes; the first were taken.", Facts{"n": strconv.Itoa(n), "first": strconv.Itoa(f.Minutes)})
	}
}

var (
	reDay   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+(january|february|march|april|may|june|july|august|september|october|november|december),?\s+((?:19|20)\d\d)`)
	reISO   = regexp.MustCompile(`\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b`)
	reClock = regexp.MustCompile(`\b([01]?\d|2[0-3]):([0-5]\d)\b`)
)

// times reads the published begin and end, in UTC; the end's day can be the
// next one.
func (r *reading) times() {
	day, ok := readDay(r.start)
	clocks := reClock.FindAllStringSubmatch(r.start, 2)
	if r.start == "" || !ok || len(clocks) == 0 {
		return
	}
	from := day.Add(clockOf(clocks[0]))
	r.setup.Start = from.Unix()
	if !strings.Contains(strings.ToUpper(r.start), "UTC") {
		r.doubt("any/zone-unknown", SevNote, r.startAt, "The time names no zone; it was read as UTC.", "Check the time and choose its zone.", nil)
	}
	if len(clocks) < 2 {
		return
	}
	to := day.Add(clockOf(clocks[1]))
	if !to.After(from) {
		to = to.AddDate(0, 0, 1)
		r.doubt("any/midnight", SevNote, r.startAt, "The session crosses midnight UTC.", "Announce the date of its beginning and of its end.", nil)
	}
	r.span = int(to.Sub(from) / time.Minute)
}

func readDay(s string) (time.Time, bool) {
	if m := reISO.FindStringSubmatch(s); m != nil {
		t, err := time.Parse(time.DateOnly, m[0])
		return t, err == nil
	}
	if m := reDay.FindStringSubmatch(s); m != nil {
		t, err := time.Parse("2 January 2006", m[1]+" "+titleCase(m[2])+" "+m[3])
		return t, err == nil
	}
	return time.Time{}, false
}

func titleCase(s string) string { return strings.ToUpper(s[:1]) + strings.ToLower(s[1:]) }

func clockOf(m []string) time.Duration {
	return time.Duration(atoi(m[1]))*time.Hour + time.Duration(atoi(m[2]))*time.Minute
}
