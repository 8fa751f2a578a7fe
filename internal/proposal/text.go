package proposal

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// reMarker is what a list puts before an item: "1.", "(a)", "A.)", "Q1.", "•".
	reMarker = regexp.MustCompile(`^(?:\(?(?:\d{1,2}|[A-Ha-h]|Q\d{0,2}|[ivx]{1,4})(?:[.)]|\.\)|:)+|Q\d{1,2}|[-*•·▪●○◦‣–—])\s+`)
	// reNumber is the part of them that numbers.
	reNumber = regexp.MustCompile(`^\(?(?:\d{1,2}|Q\d{1,2})(?:[.):]|\.\))\s+`)
	// reInner is a marker inside a paragraph, after a sentence's end.
	reInner = regexp.MustCompile(`([?.!;])\s+((?:\(?\d{1,2}[.)]|[A-H]\.\)|[A-H][.)]|Q\d{1,2}[.):]?)\s+)`)
	reTopic = regexp.MustCompile(`^([^.?!:]{2,90}):\s+(\S.*)$`)
)

// abbreviations end in a dot that ends no sentence.
var abbreviations = map[string]bool{
	"e.g": true, "i.e": true, "etc": true, "vs": true, "dr": true, "mr": true, "ms": true, "mrs": true,
	"prof": true, "no": true, "nr": true, "art": true, "st": true, "cf": true, "approx": true, "incl": true,
	"min": true, "mins": true, "u.s": true, "u.n": true, "fig": true,
}

// sentences cuts a paragraph after . ? ! before a capital, a digit or a quote.
func sentences(s string) []string {
	var out []string
	start := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '.' && s[i] != '?' && s[i] != '!' {
			continue
		}
		end := i + 1
		for end < len(s) && strings.IndexByte(".?!\")]", s[end]) >= 0 {
			end++
		}
		for _, q := range []string{"”", "’", "»"} {
			if strings.HasPrefix(s[end:], q) {
				end += len(q)
			}
		}
		if end >= len(s) || s[end] != ' ' || !opensSentence(s[end+1:]) || s[i] == '.' && abbreviated(s[start:i]) {
			continue
		}
		out = append(out, strings.TrimSpace(s[start:end]))
		start, i = end+1, end
	}
	if rest := strings.TrimSpace(s[start:]); rest != "" {
		out = append(out, rest)
	}
	return out
}

func opensSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(r)
}

func abbreviated(before string) bool {
	word := before[strings.LastIndexAny(before, " (")+1:]
	return abbreviations[strings.ToLower(word)] || utf8.RuneCountInString(word) == 1 && word != "I" && !isDigit(word)
}

func isDigit(s string) bool { return s >= "0" && s <= "9" && len(s) == 1 }

// asks says whether a sentence is a question: a mark without a word asks nothing.
func asks(s string) bool {
	return wordy(s) && strings.HasSuffix(strings.TrimRight(s, "\"”’»). "), "?")
}

func wordy(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// onlyAsks says whether every sentence behind an optional topic is a question.
func onlyAsks(s string) bool {
	all := sentences(untopic(s))
	for _, x := range all {
		if !asks(x) {
			return false
		}
	}
	return len(all) > 0
}

// untopic drops a leading "Topic: ".
func untopic(s string) string {
	if m := reTopic.FindStringSubmatch(s); m != nil && opensSentence(m[2]) {
		return m[2]
	}
	return s
}

func topical(s string) bool { return untopic(s) != s }

func unmark(s string) string { return strings.TrimSpace(reMarker.ReplaceAllString(s, "")) }

// items cuts a paragraph that holds several marked items, "Q1. … Q2. …".
func items(s string) []string {
	if !reMarker.MatchString(s) {
		return []string{s}
	}
	var out []string
	for {
		m := reInner.FindStringSubmatchIndex(s)
		if m == nil {
			return append(out, s)
		}
		out = append(out, strings.TrimSpace(s[:m[4]]))
		s = s[m[4]:]
	}
}

// joined puts a line that was broken inside a sentence back together: it goes
// on in lower case right below.
func joined(text []line) []line {
	var out []line
	for _, l := range text {
		if n := len(out); n > 0 && l.gap == 0 && len(out[n-1].text) < 1000 && !opensSentence(l.text) && !reMarker.MatchString(l.text) && !strings.ContainsAny(out[n-1].text[len(out[n-1].text)-1:], ".?!:;") {
			out[n-1].text += " " + l.text
			continue
		}
		out = append(out, l)
	}
	return out
}

func words(s string) int { return len(strings.Fields(s)) }

func yearText(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}
