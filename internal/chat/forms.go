package chat

import (
	"regexp"
	"strings"
	"unicode"
)

// head is where a message begins. A name of "" is the tool's own word.
type head struct {
	name, at, text string
	private        bool
	lines          int // of the text that it takes, 0 as 1
}

// form recognises the line with which a message begins, with the line below it.
type form func(line, next string) (head, bool)

// The forms by how surely they are told apart: with the words and brackets that
// a tool writes; with a name and a time above the text; with a name alone.
var (
	exact  = []form{addressed, addressedAbove, bracketed, dashed, timed}
	blocks = []form{nameAndTime, nameThenTime}
	bare   = []form{nameOnly}
)

const (
	day   = `(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[,T]?\s*)`
	clock = `\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?i:[ap]\.?m\.?|ص|م))?`
	stamp = day + `?` + clock

	offset = `\d{1,3}:\d{2}:\d{2}[.,]\d{3}` // a caption's time, from the recording's beginning
)

var (
	fromTo   = regexp.MustCompile(`^(?:(` + stamp + `)\s+)?(?i:from)\s+([^:]+)\s+(?i:to)\s+([^:]+?)\s*:\s*(.*)$`)
	stampAll = regexp.MustCompile(`^` + stamp + `$`)
	toAbove  = regexp.MustCompile(`^([^:]+)\s+(?i:to)\s+([^:]+?)\s+(` + stamp + `)$`)
	bracket  = regexp.MustCompile(`^[\[(](` + stamp + `)[\])]\s*(?:<([^>]+)>\s*|([^:]{1,80}?)\s*(?::\s*|$))(.*)$`)
	dash     = regexp.MustCompile(`^(` + day + clock + `)\s+[-–]\s+(.*)$`)
	inline   = regexp.MustCompile(`^(` + stamp + `)\s+(?:[-–]\s+)?(?:<([^>]+)>\s*|([^:]{1,80}?)\s*:\s+)(.*)$`)
	trailing = regexp.MustCompile(`^(.{1,80}?)[\s,•·|–—-]*(?:(?i:today|yesterday)(?:\s+at)?,?\s+)?(` + stamp + `)$`)
	naming   = regexp.MustCompile(`^([^:]{1,60}?)\s*:\s+(.+)$`)
	clockIn  = regexp.MustCompile(clock)

	reaction = regexp.MustCompile(`^(?i:reacted to|removed an? .{1,40} reaction from|liked|loved|laughed at|emphasi[sz]ed)\s+["“].*["”]`)
	quoted   = regexp.MustCompile(`^(?i:replying to|in reply to)\s+["“].*`)
	caption  = regexp.MustCompile(`^` + offset + `(?:,|\s*-->\s*)` + offset + `$`)
)

// panelKeys are keys of a chat's panel that are copied along behind a message, as
// [Tidy] makes them.
var panelKeys = []string{"keep outline", "pin message", "unpin message", "nachricht anpinnen", "epingler le message", "fijar mensaje", "fixar mensagem", "تثبيت الرسالة"}

// addressed is "10:04:12 From Ana to Everyone: text", the text also below; and
// "from Ana to everyone: 10:04 AM" above it. Without a time it is what somebody
// wrote: "From schools to courts: a long way".
func addressed(line, _ string) (head, bool) {
	m := fromTo.FindStringSubmatch(latinDigits(line))
	if m == nil {
		return head{}, false
	}
	h := head{name: m[2], at: timeOf(m[1]), private: isPrivate(m[3])}
	if m[1] == "" {
		h.at = timeOf(m[4])
		return h, stampAll.MatchString(m[4])
	}
	h.text = line[len(line)-len(textAt(line, m[4])):]
	return h, true
}

// textAt is the end of the line that became rest when its digits were made
// Latin: what somebody wrote keeps its own.
func textAt(line, rest string) string {
	all, n := []rune(line), len([]rune(rest))
	return string(all[len(all)-n:])
}

// addressedAbove is "Ana to Everyone 10:04 AM", the text below.
func addressedAbove(line, _ string) (head, bool) {
	m := toAbove.FindStringSubmatch(latinDigits(line))
	if m == nil {
		return head{}, false
	}
	return head{name: m[1], at: timeOf(m[3]), private: isPrivate(m[2])}, true
}

// bracketed is "[10:04] Ana: text", "[10:04] <Ana> text", and "[10:04] Ana"
// above the text.
func bracketed(line, _ string) (head, bool) {
	m := bracket.FindStringSubmatch(latinDigits(line))
	if m == nil {
		return head{}, false
	}
	return head{name: m[2] + m[3], at: timeOf(m[1]), text: textAt(line, m[4])}, true
}

// dashed is "25/06/2026, 10:04 - Ana: text"; without a colon the tool speaks.
func dashed(line, _ string) (head, bool) {
	m := dash.FindStringSubmatch(latinDigits(line))
	if m == nil {
		return head{}, false
	}
	name, text, said := strings.Cut(textAt(line, m[2]), ": ")
	if !said {
		return head{}, true
	}
	return head{name: name, at: timeOf(m[1]), text: text}, true
}

// timed is "10:04 Ana: text" and "10:04 <Ana> text".
func timed(line, _ string) (head, bool) {
	m := inline.FindStringSubmatch(latinDigits(line))
	if _, sent := addressed(line, ""); sent || m == nil || !hasLetter(m[2]+m[3]) {
		return head{}, false
	}
	return head{name: m[2] + m[3], at: timeOf(m[1]), text: textAt(line, m[4])}, true
}

// nameAndTime is "Ana  10:04 AM" above the text.
func nameAndTime(line, _ string) (head, bool) {
	m := trailing.FindStringSubmatch(latinDigits(line))
	if m == nil || !hasLetter(m[1]) {
		return head{}, false
	}
	return head{name: m[1], at: timeOf(m[2])}, true
}

// nameThenTime is a line with the name, one with the time, and the text below.
func nameThenTime(line, next string) (head, bool) {
	if next = latinDigits(next); !stampAll.MatchString(next) || !hasLetter(line) || len([]rune(line)) > 80 {
		return head{}, false
	}
	return head{name: line, at: timeOf(next), lines: 2}, true
}

// nameOnly is "Ana: text". What marks a question is no name.
func nameOnly(line, _ string) (head, bool) {
	m := naming.FindStringSubmatch(line)
	if m == nil || !hasLetter(m[1]) || questionMark.MatchString(line) || len(strings.Fields(m[1])) > 6 {
		return head{}, false
	}
	return head{name: m[1], text: m[2]}, true
}

// hasLetter says whether something can be a name: a time or a number is none.
func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || isPictograph(r) })
}

func isPrivate(to string) bool {
	to = strings.ToLower(to)
	return strings.Contains(to, "direct message") || strings.Contains(to, "privately")
}

// timeOf is the hour, minute and second of a stamp, on a clock of 24 hours.
func timeOf(stamp string) string {
	at := clockIn.FindString(stamp)
	if at == "" {
		return ""
	}
	end := strings.IndexFunc(at, func(r rune) bool { return r != ':' && (r < '0' || r > '9') })
	half := ""
	if end >= 0 {
		at, half = at[:end], strings.ToLower(strings.TrimSpace(at[end:]))
	}
	hour, rest, _ := strings.Cut(at, ":")
	return twelve(hour, half) + ":" + rest
}

// twelve is an hour of a clock of twelve on one of 24.
func twelve(hour, half string) string {
	n := 0
	for _, r := range hour {
		n = n*10 + int(r-'0')
	}
	switch afternoon := strings.HasPrefix(half, "p") || half == "م"; {
	case afternoon && n < 12:
		n += 12
	case half != "" && !afternoon && n == 12:
		n = 0
	}
	return string(rune('0'+n/10)) + string(rune('0'+n%10))
}

// decorations are what tools write behind a name.
var decorations = regexp.MustCompile(`\s*\((?i:guest|host|co-host|me|you|external|unverified|organi[sz]er|presenter|ضيف|المضيف|أنت)(?:,\s*(?i:me|guest|host|you))?\)$`)

// called is a name as the page shows it.
func called(name string) string {
	name = strings.Join(strings.Fields(strings.TrimLeft(name, "~*-•\t ")), " ")
	return strings.TrimSpace(decorations.ReplaceAllString(name, ""))
}
