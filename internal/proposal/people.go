package proposal

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/room"
)

// person is one line that names somebody for a role.
type person struct {
	role   room.Role
	number int // "Speaker 2"; 0 not numbered
	line   int
	at     int // the line's place among the lines
	named  parts
}

// parts are what a person's line says.
type parts struct {
	name, affiliation, group, region string
	odd                              string // what stands where the region should
	comma                            bool   // the name holds a comma that can mean either
	private                          bool   // marked as a private profile
	unnamed                          string // what stands for the name, "TBC"
}

const padlocks = "🔒🔓🔐🔏"

var (
	reBullet = regexp.MustCompile(`^(?:[-*•·▪●○◦‣–—]|\(?[A-Za-z]\)|\d{1,2}[.)])\s+`)
	reSuffix = regexp.MustCompile(`(?i)^(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|ll\.?m|esq|dr|msc|mba)\.?$`)
	reOrg    = regexp.MustCompile(`(?i)\b(?:universit\w*|institut\w*|ltd|inc|gmbh|foundation|ministry|agency|network|labs?|cent(?:er|re)|association|society|council|commission|authority|company|corporation|group|forum|organi[sz]ation|school|college|chapter|bureau|office|department|union|alliance|coalition)\b|(?-i:^[A-Z]{3,}$)|\.(?:org|net|com|int)\b`)
	reNobody = regexp.MustCompile(`(?i)^(?:-|–|n/?a|none|tb[acd]|to be (?:confirmed|announced|decided|determined|named)\.?|not yet (?:known|named|confirmed)\.?|\?+)$`)
	reTitles = regexp.MustCompile(`(?i)^(?:mr|mrs|ms|mx|dr|prof|professor|h\.?e)\.?$`)
)

func nobody(s string) bool   { return reNobody.MatchString(strings.TrimSpace(s)) }
func bulleted(s string) bool { return reBullet.MatchString(s) }

// emptyItem is a list mark with nothing behind it.
func emptyItem(s string) bool {
	return strings.TrimLeft(s, "-*•·▪●○◦‣–—_ ") == "" || len(s) <= 3 && regexp.MustCompile(`^(?:\d{1,2}[.)]|[A-Z][.)])$`).MatchString(s)
}

// readPerson takes a person's line apart: "Name, Organization", "Name, Group,
// Region", the name withheld or not, an affiliation before the group or after.
func readPerson(text string, role room.Role, numbered bool) parts {
	var p parts
	p.private = strings.ContainsAny(text, padlocks)
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune(padlocks, r) {
			return -1
		}
		return r
	}, text)
	text = clean(reBullet.ReplaceAllString(text, ""))
	pieces := splitPieces(text)
	g := slices.IndexFunc(pieces, func(s string) bool { return groupData(s) != "" })
	if g < 0 {
		p.ungrouped(pieces)
		return p
	}
	p.group = groupData(pieces[g])
	p.before(pieces[:g], numbered && role == room.Speaker)
	after := pieces[g+1:]
	if len(after) > 0 {
		if p.region = regionData(after[0]); p.region != "" {
			after = after[1:]
		} else {
			p.odd = strings.Join(after, ", ")
		}
	}
	if p.affiliation != "" {
		after = append([]string{p.affiliation}, after...)
	}
	p.affiliation = strings.Join(after, ", ")
	return p
}

// splitPieces cuts at commas, and a lone piece at its parenthesis or dash.
func splitPieces(text string) []string {
	var pieces []string
	for s := range strings.SplitSeq(text, ",") {
		if s = strings.TrimSpace(s); s != "" {
			pieces = append(pieces, s)
		}
	}
	if len(pieces) != 1 {
		return pieces
	}
	if open := strings.LastIndex(text, " ("); open > 0 && strings.HasSuffix(text, ")") {
		return append([]string{strings.TrimSpace(text[:open])}, splitPieces(text[open+2:len(text)-1])...)
	}
	for _, dash := range []string{" - ", " – ", " — "} {
		if name, org, ok := strings.Cut(text, dash); ok {
			return []string{strings.TrimSpace(name), strings.TrimSpace(org)}
		}
	}
	return pieces
}

func (p *parts) ungrouped(pieces []string) {
	if n := len(pieces); n > 1 {
		if p.region = regionData(pieces[n-1]); p.region != "" {
			pieces = pieces[:n-1]
		}
	}
	p.before(pieces, false)
}

// before reads what stands before the group: a name, and an affiliation unless
// the form has no place for one.
func (p *parts) before(pieces []string, nameOnly bool) {
	if len(pieces) == 0 {
		return
	}
	n := 1
	for n < len(pieces) && reSuffix.MatchString(pieces[n]) {
		n++
	}
	if nameOnly && n < len(pieces) && !reOrg.MatchString(strings.Join(pieces[n:], ", ")) {
		n, p.comma = len(pieces), true
	}
	if p.name = strings.Join(pieces[:n], ", "); nobody(p.name) {
		p.name, p.unnamed = "", p.name
	}
	p.affiliation = strings.Join(pieces[n:], ", ")
}

// looksPerson says whether a line is surely a person's: it is short, it does
// not speak in sentences, and one of its pieces is a group.
func looksPerson(text string) bool {
	if !looksPersonLoose(text) {
		return false
	}
	return slices.ContainsFunc(splitPieces(reBullet.ReplaceAllString(text, "")), func(s string) bool { return groupData(s) != "" })
}

// looksPersonLoose is for lines under a label that asks for a person.
func looksPersonLoose(text string) bool {
	if utf8.RuneCountInString(text) > 200 || looksFormat(text) || emptyItem(text) || nobody(text) {
		return false
	}
	pieces := splitPieces(reBullet.ReplaceAllString(text, ""))
	if len(pieces) == 0 || len(pieces) > 7 {
		return false
	}
	for _, s := range pieces {
		if strings.ContainsAny(s, "?!;:") || len(strings.Fields(s)) > 12 || reMinutes.MatchString(s) {
			return false
		}
	}
	last := pieces[len(pieces)-1]
	if strings.HasSuffix(last, ".") && len(strings.Fields(last)) > 4 {
		return false
	}
	first := strings.Fields(pieces[0])
	return len(first) <= 8 && strings.ContainsFunc(pieces[0], unicode.IsLetter) && !strings.Contains(pieces[0], ". ") || groupData(pieces[0]) != ""
}

// person adds somebody; an empty line of the form adds nobody.
func (r *reading) person(l *line, role room.Role, number int, value string) {
	l.use = string(role)
	if strings.Trim(value, " ,;.-"+padlocks) == "" {
		r.doubt("any/empty-line", SevNote, l.no, "One line for the "+roleName(role)+"s is empty.", "Name the person, or leave it.", Facts{"role": string(role)})
		r.leave(l, string(role))
		return
	}
	if nobody(value) {
		r.unnamed(l, role, value)
		return
	}
	r.lastOf[role] = l.no
	r.people = append(r.people, person{role, number, l.no, l.at, readPerson(value, role, number > 0)})
}

// unnamed notes a line that says that nobody is named yet.
func (r *reading) unnamed(l *line, role room.Role, value string) {
	r.doubtUnnamed(l.no, role, value)
	r.leave(l, string(role))
}

func (r *reading) doubtUnnamed(line int, role room.Role, value string) {
	r.doubt("any/unnamed", SevNote, line, "The text says “"+value+"” where the "+roleName(role)+" should be.", "Name the person before the session, or give the role on the day.", Facts{"role": string(role), "value": value})
}

// nameKey is the same for one name in another order, other capitals or with a
// title.
func nameKey(name string) string {
	words := strings.FieldsFunc(fold(name), func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '.' })
	words = slices.DeleteFunc(words, func(w string) bool { return reTitles.MatchString(w) })
	slices.Sort(words)
	return strings.Join(words, " ")
}
