package room

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// skeleton folds a name to what a reader at the back of a hall would take it
// for: compatibility form, letters and digits only, lower case, no marks,
// letters that look alike as one.
func skeleton(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		r = unicode.ToLower(r)
		if latin, ok := lookalikes[r]; ok {
			return latin
		}
		return r
	}, norm.NFKD.String(name))
}

// lookalikes are the letters and digits, in lower case, that pass for a Latin
// letter in lower or upper case.
var lookalikes = func() map[rune]rune {
	m := map[rune]rune{}
	for _, pair := range [][2]string{
		{"авекмнорстухіјѕһԁԛԝ", "abekmhopctyxijshdqw"}, // Cyrillic
		{"αβεζηικμνορτυχ", "abezhikmnoptyx"},           // Greek
		{"01lıӏ", "oiiii"},
	} {
		latin := []rune(pair[1])
		for i, r := range []rune(pair[0]) {
			m[r] = latin[i]
		}
	}
	return m
}()

// visible says whether a reader would see anything of the text.
func visible(body string) bool {
	return strings.ContainsFunc(body, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.IsMark(r) })
}
