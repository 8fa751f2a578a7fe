package room

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// claimWords are the words for roles at the table, the catalogues' (role.…) and
// what people and meeting tools say for them; guestNames are the catalogues'
// word.guest. Whoever adds a language adds its words here and raises [Rules]. A
// hub and a screen are not among them: one may say which hub one sits in.
// familyNames are those of the words that are family names as well.
var (
	claimWords = map[string]string{
		"en": "Organizer, Organizers, Organiser, Organisers, Moderator, Moderators, Online moderator, Rapporteur, Rapporteurs, Speaker, Speakers, Host, Hosts, Co-host, Co-moderator, Admin, Chair, Chairman, Chairwoman, Chairperson, Facilitator, Facilitators",
		"ar": "الجهة المنظِّمة، الجهة المضيفة، منظم، المنظم، مضيف، المضيف، مضيفة، المضيفة، إدارة الجلسة، إدارة المشاركة عن بُعد، مشرف، المشرف، مشرفة، المشرفة، مدير الجلسة، مديرة الجلسة، رئيس الجلسة، رئيسة الجلسة، الميسر، ميسر الجلسة، ميسرة الجلسة، إعداد التقرير، مقرر، المقرر، مقررة، المقررة، متحدث، المتحدث، متحدثة، المتحدثة",
	}
	guestNames  = map[string]string{"en": "Guest {n}", "ar": "ضيف {n}"}
	familyNames = phrases("Chair, Host, Speaker, مشرف، مقرر")
)

// claims are the words by which a name claims a place, as [phrases] and [skeleton]
// write them.
type claims struct {
	roles map[string]bool
	guest string // the word before a guest's number
}

var claimsIn = func() map[string]claims {
	m := map[string]claims{}
	for lang, words := range claimWords {
		m[lang] = claims{phrases(words), skeleton(strings.ReplaceAll(guestNames[lang], "{n}", ""))}
	}
	return m
}()

// phrases are what a list names, as [folded] writes it, and as one word.
func phrases(list string) map[string]bool {
	m := map[string]bool{}
	for _, phrase := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '،' }) {
		m[folded(strings.FieldsFunc(phrase, betweenWords))], m[skeleton(phrase)] = true, true
	}
	return m
}

// folded are the skeletons of words, without the digits at their ends.
func folded(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		if out[i] = skeleton(strings.TrimRight(w, "0123456789")); out[i] == "" {
			out[i] = skeleton(w)
		}
	}
	return strings.Join(out, " ")
}

// claims says whether a name claims, first or last in it or in what stands
// between its brackets and other marks, a role at the table or a guest's number
// that is not own, in English or in a language of the room; or whether what
// stands there is a seat's name of more words than one. A family name that is
// last in plain words claims nothing.
func (s *State) claims(texts Texts, name string, own int) bool {
	said := []claims{claimsIn["en"]}
	for _, l := range s.Info.Languages {
		primary, _, _ := strings.Cut(strings.ToLower(l), "-")
		if c, ok := claimsIn[primary]; ok && primary != "en" {
			said = append(said, c)
		}
	}
	seats := map[string]bool{}
	for _, seat := range s.Seats {
		if n, ok := texts(seat.Name); ok && len(strings.Fields(n)) > 1 {
			seats[skeleton(n)] = true
		}
	}
	for i, words := range nameParts(name) {
		if seats[skeleton(strings.Join(words, ""))] {
			return true
		}
		for k := range words {
			first, last := words[:k+1], words[k:]
			plain := i < 2 && k > 0 && familyNames[folded(last)]
			if slices.ContainsFunc(said, func(c claims) bool {
				return c.roles[folded(first)] || c.another(first, own) || !plain && c.roles[folded(last)] || c.another(last, own)
			}) {
				return true
			}
		}
	}
	return false
}

// another says whether the words are a guest's number, with a digit in it, that is
// not own.
func (c claims) another(words []string, own int) bool {
	whole := strings.Join(words, "")
	n, ok := strings.CutPrefix(skeleton(whole), c.guest)
	for _, number := range []string{"number", "nr", "no", "n", "رقم"} {
		n = strings.TrimPrefix(n, number)
	}
	return ok && strings.ContainsAny(whole, "0123456789") && strings.Trim(n, "oi23456789") == "" && n != skeleton(strconv.Itoa(own))
}

// spaced is a hyphen that divides more than words.
var spaced = regexp.MustCompile(`\s\p{Pd}+\s`)

// nameParts are the words of a name without its marks, and of what stands between
// its brackets and other marks, in its order. Letters that stand alone, one after the other, are a
// word. A hyphen or a full stop divides words only.
func nameParts(name string) (out [][]string) {
	readable := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r) || r == '\u0640' || r == '\'' || r == '’': // U+0640 stretches a letter
			return -1
		case unicode.Is(unicode.Nd, r):
			return '0' + digit(r)
		}
		return r
	}, spaced.ReplaceAllString(decomposed(unworded(name)), ","))
	between := strings.FieldsFunc(readable, func(r rune) bool { return !inWord(r) && !betweenWords(r) })
	for _, part := range append([]string{strings.Join(between, "")}, between...) {
		if words := spelt(strings.FieldsFunc(part, betweenWords)); len(words) > 0 {
			out = append(out, words)
		}
	}
	return out
}

// spelt makes letters that stand alone, one after the other, a word.
func spelt(words []string) (out []string) {
	alone := false
	for _, w := range words {
		was := alone
		alone = len([]rune(skeleton(w))) == 1
		if was && alone {
			out[len(out)-1] += w
		} else {
			out = append(out, w)
		}
	}
	return out
}

// digit is the value of a decimal digit. Each script's ten stand together, from
// zero on.
func digit(r rune) rune {
	for _, of := range unicode.Nd.R16 {
		if lo, hi := rune(of.Lo), rune(of.Hi); lo <= r && r <= hi {
			return (r - lo) % 10
		}
	}
	for _, of := range unicode.Nd.R32 {
		if lo, hi := rune(of.Lo), rune(of.Hi); lo <= r && r <= hi {
			return (r - lo) % 10
		}
	}
	return 0
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func betweenWords(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '_' || r == '.'
}
