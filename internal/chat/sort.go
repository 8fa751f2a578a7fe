package chat

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// handMarks begin a message that asks for the floor; handWords are one.
var (
	handMarks = []string{"✋", "🙋", "🤚", "🖐", "🖑"}
	handWords = []string{"hand", "hand up", "raise hand", "raises hand", "my hand", "يد", "رفع اليد", "ارفع يدي", "اطلب الكلمه", "طلب الكلمه"}
	handPlus  = regexp.MustCompile(`^(?i:q\s?\+)(?:[\s,.:;!]|$)`)
)

var questionMark = regexp.MustCompile(`^(?i:q|question|س|سؤال)\s?[:：]\s*((?s:.+))$`)

// letters are those that a vote offers, as people type them.
var letters = map[string]string{"a": "A", "b": "B", "c": "C", "d": "D", "ا": "A", "ب": "B", "ج": "C", "د": "D"}

// before may stand in front of an answer.
var before = []string{"vote ", "my vote ", "answer ", "option ", "صوتي ", "الخيار "}

// sort says what the message is taken for.
func (m *Message) sort(words map[string]string) {
	m.Kind = Say
	if asksForFloor(m.Text) {
		m.Kind = Hand
		return
	}
	if q := questionMark.FindStringSubmatch(m.Text); q != nil {
		m.Kind, m.Text = Question, q[1]
		return
	}
	if m.Answer = answerIn(m.Text, words); m.Answer != "" {
		m.Kind = Vote
	}
}

func asksForFloor(text string) bool {
	if handPlus.MatchString(text) || slices.Contains(handWords, tidyHand(text)) {
		return true
	}
	return slices.ContainsFunc(handMarks, func(mark string) bool { return strings.HasPrefix(text, mark) })
}

// tidyHand is Tidy with one letter for the two that end many Arabic words.
func tidyHand(text string) string { return strings.ReplaceAll(Tidy(text), "ة", "ه") }

// longestAnswer is how many characters an answer has at most: others are what
// somebody says.
const longestAnswer = 60

// answerIn is what a message answers: a letter, words that stand for something,
// or a letter with its words. Where the two differ it is none.
func answerIn(text string, words map[string]string) string {
	if utf8.RuneCountInString(text) > longestAnswer {
		return ""
	}
	word := Tidy(text)
	for _, b := range before {
		word = strings.TrimPrefix(word, b)
	}
	if a := words[word]; a != "" {
		return a
	}
	letter, rest, more := strings.Cut(word, " ")
	switch {
	case !more:
		return letters[letter]
	case letters[letter] != "":
		return words[rest]
	}
	return ""
}
