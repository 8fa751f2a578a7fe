package room

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// claimWords are the words for roles at the table, the catalogues' (role.…) and
// what people and meeting tools say for them; guestNames are the catalogues'
// word.guest. Whoever adds a language adds its words here and raises [Rules]. A
// hub and a screen are not among them: one may say which hub one sits in.
var (
	claimWords = map[string]string{
		"en": "Organizer, Organizers, Organiser, Organisers, Moderator, Moderators, Online moderator, Rapporteur, Rapporteurs, Speaker, Speakers, Host, Hosts, Co-host, Co-moderator, Admin",
		"ar": "الجهة المنظِّمة، الجهة المضيفة، منظم، المنظم، مضيف، المضيف، مضيفة، المضيفة، إدارة الجلسة، إدارة المشاركة عن بُعد، مشرف، المشرف، مشرفة، المشرفة، مدير الجلسة، مديرة الجلسة، رئيس الجلسة، رئيسة الجلسة، إعداد التقرير، مقرر، المقرر، مقررة، المقررة، متحدث، المتحدث، متحدثة، المتحدثة",
	}
	guestNames = map[string]string{"en": "Guest {n}", "ar": "ضيف {n}"}
)

// claims are the skeletons of the words by which a name claims a place.
type claims struct {
	roles  map[string]bool
	guests string // the word before a guest's number
}

var claimsIn = func() map[string]claims {
	m := map[string]claims{}
	for lang, words := range claimWords {
		c := claims{map[string]bool{}, skeleton(strings.ReplaceAll(guestNames[lang], "{n}", ""))}
		for _, w := range strings.FieldsFunc(words, func(r rune) bool { return r == ',' || r == '،' }) {
			c.roles[skeleton(w)] = true
		}
		m[lang] = c
	}
	return m
}()

// claims says whether a name claims, first or last in it or in what stands
// between its brackets and other marks, a role at the table or a guest's number
// that is not own, in English or in a language of the room; or a seat's name of
// more words than one.
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
	return slices.ContainsFunc(nameEnds(name), func(words string) bool {
		return words != "" && seats[words] || slices.ContainsFunc(said, func(c claims) bool { return c.roles[words] || c.another(words, own) })
	})
}

// another says whether the words are a guest's number that is not own.
func (c claims) another(words string, own int) bool {
	n, ok := strings.CutPrefix(words, c.guests)
	return ok && n != "" && strings.Trim(n, "oi23456789") == "" && n != skeleton(strconv.Itoa(own))
}

// nameEnds are the first words and the last words, of every number and as
// [skeleton] folds them, of a name and of what stands between its brackets and
// other marks. A hyphen divides words only.
func nameEnds(name string) (out []string) {
	readable := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r) || r == '\u0640' || r == '\'' || r == '’': // U+0640 stretches a letter
			return -1
		case unicode.Is(unicode.Nd, r):
			return '0' + digit(r)
		}
		return r
	}, norm.NFKD.String(unworded(name)))
	for _, part := range strings.FieldsFunc(readable, func(r rune) bool { return !inWord(r) && !betweenWords(r) }) {
		words := strings.FieldsFunc(part, betweenWords)
		for k := range words {
			out = append(out, skeleton(strings.Join(words[:k+1], "")), skeleton(strings.Join(words[k:], "")))
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

func betweenWords(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '_' }
