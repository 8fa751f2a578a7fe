package proposal

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"parley/internal/room"
)

// line is one line of the proposal: a source line of plain text, or one run of
// inline text of a page.
type line struct {
	no      int    // source line, from 1
	text    string // cleaned and trimmed, never empty
	gap     int    // blank lines before it
	heading bool   // marked up as a heading
	aside   bool   // marked up as navigation and the like
	use     string // what it was read as; "" not yet

	at          int    // its place among the lines
	key         string // its text, folded
	lab         *label // the label that it is or begins with; nil none
	name, value string // the label as given, and what follows it
	num         *numbered
}

// decode makes text of bytes: UTF-8, UTF-16 with a byte order mark, or the
// Windows-1252 of old pages.
func decode(src []byte) (string, error) {
	if len(src) > MaxSize {
		return "", tooLong(MaxSize)
	}
	text := ""
	switch {
	case bytes.HasPrefix(src, []byte{0xFF, 0xFE}), bytes.HasPrefix(src, []byte{0xFE, 0xFF}):
		text = decode16(src)
	case utf8.Valid(src):
		text = string(src)
	default:
		b, err := charmap.Windows1252.NewDecoder().Bytes(src)
		if err != nil || odd(src, func(r rune) bool { return r >= 0x80 }) > 30 {
			return "", notText()
		}
		text = string(b)
	}
	if odd([]byte(text), func(r rune) bool { return r == 0 || r == utf8.RuneError }) > 0 ||
		odd([]byte(text), func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }) > 0 {
		return "", notText()
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	if clean(text) == "" {
		return "", &Refusal{room.CodeEmpty, "There is no text here.", nil}
	}
	return text, nil
}

func tooLong(most int) error {
	return &Refusal{room.CodeTooLong, fmt.Sprintf("This is over %d KiB; a proposal is a few pages of text.", most>>10), Facts{"most": strconv.Itoa(most >> 10)}}
}

func notText() error {
	return &Refusal{CodeNotText, "This is not text: save the proposal's page as HTML or copy its text.", nil}
}

// odd is how many in a hundred characters are of a kind, rounded.
func odd(b []byte, kind func(rune) bool) int {
	n, all := 0, 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if size == 1 {
			r = rune(b[0])
		}
		if kind(r) {
			n++
		}
		all++
		b = b[size:]
	}
	if all == 0 {
		return 0
	}
	return (n*100 + all/2) / all
}

func decode16(src []byte) string {
	high, low := 1, 0
	if src[0] == 0xFE {
		high, low = 0, 1
	}
	units := make([]uint16, 0, len(src)/2)
	for i := 0; i+1 < len(src); i += 2 {
		units = append(units, uint16(src[i+high])<<8|uint16(src[i+low]))
	}
	return string(utf16.Decode(units))
}

// clean makes spaces and hyphens plain, drops invisible characters and trims.
// Quotation marks, capitals and accents stay as given.
func clean(s string) string {
	return strings.Join(strings.Fields(strings.Map(plain, s)), " ")
}

func plain(r rune) rune {
	switch r {
	case '\u2010', '\u2011', '\u2212':
		return '-'
	case '\u00AD', '\u200B', '\u200E', '\u200F', '\u2060', '\uFEFF', '\uFE0F':
		return -1
	}
	switch {
	case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069': // they would turn round what stands behind them
		return -1
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), r == utf8.RuneError:
		return -1
	}
	return r
}

// fold is the form in which texts are compared.
func fold(s string) string {
	return strings.ToLower(strings.TrimRight(clean(straight.Replace(s)), " :"))
}

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-")

var (
	reTag     = regexp.MustCompile(`(?i)<(?:!doctype html|html|body|div|p|h[1-6]|br|li|td|span|article)\b[^<>]*>`)
	reHeading = regexp.MustCompile(`^#{1,6}(?:\s+|$)`)
	reComment = regexp.MustCompile(`<!--.*?-->`)
)

// split finds the lines of a source and which of the three sources it is.
func split(text string) (lines []line, source string) {
	if len(reTag.FindAllStringIndex(text, 3)) == 3 {
		return htmlLines(text), "html"
	}
	raw := strings.Split(text, "\n")
	for _, s := range raw {
		if c := clean(s); c != "" {
			if reHeading.MatchString(c) {
				return markdownLines(raw), "markdown"
			}
			if !strings.HasPrefix(c, "<!--") {
				break
			}
		}
	}
	return textLines(raw), "text"
}

func textLines(raw []string) []line {
	var lines []line
	gap := 0
	for i, s := range raw {
		c := clean(s)
		if c == "" {
			gap++
			continue
		}
		lines = append(lines, line{no: i + 1, text: c, gap: gap})
		gap = 0
	}
	return lines
}

// markdownLines reads headings and strips emphasis; what stands in comments is
// the form's own instructions.
func markdownLines(raw []string) []line {
	lines := textLines(raw)
	comment := false
	for i := range lines {
		l := &lines[i]
		rest := reComment.ReplaceAllString(l.text, " ")
		if comment {
			_, after, closed := strings.Cut(rest, "-->")
			rest, comment = after, !closed
		}
		if before, _, opened := strings.Cut(rest, "<!--"); opened {
			rest, comment = before, true
		}
		if rest = clean(rest); rest == "" {
			l.use = useForm
			continue
		}
		l.heading = reHeading.MatchString(rest)
		bare := clean(strings.ReplaceAll(reHeading.ReplaceAllString(rest, ""), "**", ""))
		if bare == "" {
			l.use = useForm
			continue
		}
		l.text = bare
	}
	return lines
}
