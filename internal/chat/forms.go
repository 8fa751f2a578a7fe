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
	date  = `(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[,T]?\s*|\d{1,2}(?:/\d{1,2}|\.\d{1,2}\.),?\s+)`
	near  = `(?:(?:\b(?i:today|yesterday|heute|gestern|aujourd['’]hui|hier)|اليوم|أمس)(?:\s+(?i:at|um|à|في))?,?\s+)` // weekdays are names, too
	week  = `(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+at)?,?\s+)`
	day   = `(?:` + date + `|` + near + `)`
	clock = `\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?i:[ap]\.?\s?m\.?|ص|م))?`
	stamp = day + `?` + clock

	offset = `\d{1,3}:\d{2}:\d{2}[.,]\d{3}` // a caption's time, from the recording's beginning

	direct = `(?i:direct message|direktnachricht|message direct|mensaje directo|mensagem direta|رسالة مباشرة)`
	body   = `(?:\p{Lu}[\p{Lu}\p{N}&/.-]{1,11}:\s+)` // whom somebody is there for: "NGO: Ana"
)

var (
	fromTo   = senders([2]string{"from", "to"}, [2]string{"von", "an"}, [2]string{"de", "à|a|para"}, [2]string{"من", "إلى|الى"})
	stampAll = regexp.MustCompile(`^` + stamp + `$`)
	below    = regexp.MustCompile(`^` + week + `?` + stamp + `$`)
	toAbove  = regexp.MustCompile(`^([^:]+)\s+(?i:to)\s+([^:]+?)\s+(` + stamp + `)$`)
	bracket  = regexp.MustCompile(`^(?:\[(?:\p{L}{3,12}\.?,?\s+(?:(?i:at|um|à)\s+)?)?(` + stamp + `)\]|\((` + stamp + `)\))\s*` +
		`(?:<([^>]+)>\s*|(` + body + `[^:]{1,60}?)\s+:\s+|([^:]{1,80}?)\s*(?::\s*|$))(.*)$`)
	dash     = regexp.MustCompile(`^(` + day + clock + `)\s+[-–]\s+(.*)$`)
	inline   = regexp.MustCompile(`^(` + stamp + `)\s+(?:[-–]\s+)?(?:<([^>]+)>\s*|([^:]{1,80}?)\s*:\s+)(.*)$`)
	trailing = regexp.MustCompile(`^(.{1,80}?)[\s,•·|–—-]*(` + stamp + `)$`)
	naming   = regexp.MustCompile(`^([^:]{1,60}?)\s*:\s+(.+)$`)
	clockIn  = regexp.MustCompile(clock)

	reaction = regexp.MustCompile(`^(?i:reacted to|removed an? .{1,40} reaction from|liked|loved|laughed at|emphasi[sz]ed)\s+["“].*["”]`)
	quoted   = regexp.MustCompile(`^(?i:replying to|in reply to)\s+["“].*`)
	caption  = regexp.MustCompile(`^` + offset + `(?:,|\s*-->\s*)` + offset + `$`)
)

// panelKeys are keys of a chat's panel that are copied along behind a message, as
// [Tidy] makes them.
var panelKeys = []string{"keep outline", "pin message", "unpin message", "nachricht anpinnen", "epingler le message", "fijar mensaje", "fixar mensagem", "تثبيت الرسالة"}

// senders recognise "10:04:12 From Ana to Everyone: text" by the words for from and
// to of each language. A name may hold one colon, or the word for to.
func senders(languages ...[2]string) (all []*regexp.Regexp) {
	for _, w := range languages {
		all = append(all, regexp.MustCompile(`^(?:(`+stamp+`)\s+)?(?i:`+w[0]+`)\s+((?:[^:]+:)??[^:]+)\s+(?i:`+w[1]+`)\s+`+
			`((?:[^:]+:)?[^:]*\(`+direct+`\)|[^:]+?)\s*:\s*(.*)$`))
	}
	return all
}

// addressed is "10:04:12 From Ana to Everyone: text", the text also below; and
// "from Ana to everyone: 10:04 AM" above it. Without a time it is what somebody
// wrote: "From schools to courts: a long way".
func addressed(line, _ string) (head, bool) {
	var m []string
	for _, f := range fromTo {
		if m = f.FindStringSubmatch(latinDigits(line)); m != nil {
			break
		}
	}
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
// above the text; a day may stand before the time.
func bracketed(line, _ string) (head, bool) {
	m := bracket.FindStringSubmatch(latinDigits(line))
	if m == nil {
		return head{}, false
	}
	return head{name: m[3] + m[4] + m[5], at: timeOf(m[1] + m[2]), text: textAt(line, m[6])}, true
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

// nameAndTime is "Ana  10:04 AM" above the text. "Today 10:04 AM" names nobody.
func nameAndTime(line, _ string) (head, bool) {
	line = latinDigits(line)
	m := trailing.FindStringSubmatch(line)
	if m == nil || !hasLetter(m[1]) || stampAll.MatchString(line) {
		return head{}, false
	}
	return head{name: m[1], at: timeOf(m[2])}, true
}

// nameThenTime is a line with the name, one with the time, and the text below.
func nameThenTime(line, next string) (head, bool) {
	if next = latinDigits(next); !below.MatchString(next) || !hasLetter(line) || len([]rune(line)) > 80 {
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

// privately is how tools mark a message to one person, behind either's name.
var privately = regexp.MustCompile(direct + `|(?i:\bprivately\b)`)

func isPrivate(to string) bool { return privately.MatchString(to) }

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

// aside is written behind the name of somebody who writes to one person.
var aside = regexp.MustCompile(`\s*\((?i:privately)\)\s*$`)

// called is a name as the page shows it.
func called(name string) string {
	name = strings.Join(strings.Fields(strings.TrimLeft(name, "~*-•\t ")), " ")
	return strings.TrimSpace(decorations.ReplaceAllString(aside.ReplaceAllString(name, ""), ""))
}
