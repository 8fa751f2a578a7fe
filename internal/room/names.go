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
	}, decomposed(name))
}

// decomposed is a text in compatibility form, with the letters too that Unicode
// puts white on black and does not decompose.
func decomposed(text string) string {
	return strings.Map(func(r rune) rune {
		for _, a := range []rune{0x1F150, 0x1F170} { // in circles, in squares
			if r >= a && r < a+26 {
				return 'a' + r - a
			}
		}
		return r
	}, norm.NFKD.String(text))
}

// lookalikes are the letters and digits, in lower case, that pass for a Latin
// letter in lower or upper case, or, at a word's end, for another Arabic one.
var lookalikes = func() map[rune]rune {
	m := map[rune]rune{}
	for _, pair := range [][2]string{
		{"авекмнорстухіјѕһԁԛԝ", "abekmhopctyxijshdqw"},           // Cyrillic
		{"αβεζηικμνορτυχ", "abezhikmnoptyx"},                     // Greek
		{"ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijkimnoprstuvwyz"}, // small capitals
		{"01lıӏ", "oiiii"},
		{"ة", "ه"},
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
