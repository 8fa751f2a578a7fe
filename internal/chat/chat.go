// Package chat reads lines of a meeting tool's chat as somebody copied or
// exported them: who wrote what, and whether it asks for the floor, asks the
// table or answers a vote. Every tool writes its chat in another way, so the
// form is guessed, and what cannot be read is handed on as it stands.
package chat

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Kind is what a message is taken for.
type Kind string

// The kinds of messages.
const (
	Say      Kind = "say"
	Hand     Kind = "hand"     // asks for the floor
	Question Kind = "question" // is put to the table; the text is without its mark
	Vote     Kind = "vote"     // a bare answer
)

// Message is one message of a chat.
type Message struct {
	Name    string `json:"name,omitzero"` // "" where the tool's form was not recognised
	At      string `json:"at,omitzero"`   // "10:04" or "10:04:12" of whatever clock the tool showed
	Text    string `json:"text"`
	Kind    Kind   `json:"kind"`
	Answer  string `json:"answer,omitzero"`  // vote: a letter from "A", or what the words stand for
	Private bool   `json:"private,omitzero"` // written to one person, as far as the tool says
}

// Most is how many messages are read of one text: the last ones.
const Most = 2000

// Read reads a text in the order in which it stands. Words are the answers that
// can be given in words: what stands for what, the words as [Tidy] makes them.
func Read(text string, words map[string]string) []Message {
	text = plain(text)
	raw, ok := readTable(text)
	if !ok {
		raw = readLines(strings.Split(text, "\n"))
	}
	var out []Message
	for _, m := range raw[max(0, len(raw)-Most):] {
		if m.Text = said(m.Text); m.Text == "" {
			continue
		}
		m.Private = m.Private || aside.MatchString(m.Name)
		m.Name = called(m.Name)
		m.sort(words)
		out = append(out, m)
	}
	return out
}

// plain is the text with line feeds alone, without characters that only turn
// its direction, and with digits and spaces of one kind.
func plain(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(text, ""))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\u200e' || r == '\u200f' || r == '\u061c' || r == '\ufeff' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			return -1
		case unicode.IsControl(r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, text)
}

// latinDigits writes the digits of a clock in one way.
func latinDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		}
		return r
	}, s)
}

// Tidy is a word as it is compared: letters and digits alone, without marks and
// in lower case, one space between words.
func Tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsMark(r) || r == '\'' || r == '’' || r == 'ـ':
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, norm.NFKD.String(s))
	return strings.Join(strings.Fields(s), " ")
}
