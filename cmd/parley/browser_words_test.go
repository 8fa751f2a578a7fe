package main

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"parley/internal/words"
	"parley/web"
)

// speech finds the words of a test, which are English, on pages of another
// language: whatever is a sentence of the English catalogue, or several, or a
// part of one, becomes the same of the other catalogue. Anything else is text
// of people and stays. One English sentence may stand for several messages
// ("Hide" a text, "Hide" a link), so that a word becomes the patterns of all of
// them.
type speech struct {
	own      *words.Words
	messages []message
	literal  map[string][]message // of the English text
	english  string               // the English texts that hold letters, as a script takes them
	known    sync.Map             // what was asked of within before
}

// message is one message of the English catalogue.
type message struct {
	key     string // of a plural message without its form
	form    string // one or other, "" no plural
	text    string
	names   []string       // of its placeholders, in order
	pattern *regexp.Regexp // of the whole text, nil without letters of its own
}

var (
	placeholder = regexp.MustCompile(`\{([a-z]+)\}`)
	letters     = regexp.MustCompile(`[A-Za-z]`)
)

func newSpeech(book *words.Book, lang string) *speech {
	s := &speech{own: book.In(lang), literal: map[string][]message{}}
	en := maps.Clone(book.In("en").All())
	delete(en, "language.name") // in every language the language's own
	var texts []string
	for _, key := range slices.Sorted(maps.Keys(en)) {
		m := newMessage(en, key)
		s.messages = append(s.messages, m)
		if len(m.names) == 0 {
			s.literal[m.text] = append(s.literal[m.text], m)
			if m.pattern != nil {
				texts = append(texts, quoted(m.text))
			}
		}
	}
	s.english = "[" + strings.Join(texts, ",") + "]"
	return s
}

// visible leaves out what only keeps the direction of a name from what stands around it.
var visible = strings.NewReplacer("\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "")

func newMessage(en map[string]string, key string) message {
	m := message{key: key, text: visible.Replace(en[key])}
	for _, form := range []string{"one", "other"} {
		base, cut := strings.CutSuffix(key, "_"+form)
		if _, both := en[base+"_one"]; cut && both {
			m.key, m.form = base, form
		}
	}
	for _, found := range placeholder.FindAllStringSubmatch(m.text, -1) {
		m.names = append(m.names, found[1])
	}
	if letters.MatchString(placeholder.ReplaceAllString(m.text, "")) {
		m.pattern = regexp.MustCompile("^" + withGroups(m.text) + "$")
	}
	return m
}

// withGroups is the pattern of a text with a group for each placeholder.
func withGroups(text string) string {
	return inPieces(text, func(name string) string {
		if name == "n" {
			return `(\d+)`
		}
		return `(.+?)`
	})
}

// inPieces quotes a text and puts something in the place of each placeholder.
func inPieces(text string, of func(name string) string) string {
	var b strings.Builder
	for {
		at := placeholder.FindStringSubmatchIndex(text)
		if at == nil {
			return b.String() + regexp.QuoteMeta(text)
		}
		b.WriteString(regexp.QuoteMeta(text[:at[0]]) + of(text[at[2]:at[3]]))
		text = text[at[1]:]
	}
}

// oneOf is a pattern for any of several.
func oneOf(patterns []string) string { return "(?:" + strings.Join(patterns, "|") + ")" }

// whole are the patterns of a text that must stand alone, as a control's name
// does.
func (s *speech) whole(text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	if s.own.Lang == "en" {
		return []string{regexp.QuoteMeta(text)}
	}
	found := s.sentence(text)
	if s.literal[text] != nil {
		return found
	}
	if found == nil {
		if row := s.row(text); row != "" {
			found = []string{row}
		}
	}
	// It may be text of people that looks like a sentence with a value.
	return append(found, regexp.QuoteMeta(text))
}

// within are the patterns of a text that may stand inside a longer one.
func (s *speech) within(text string) []string {
	if found, ok := s.known.Load(text); ok {
		return found.([]string)
	}
	found := s.whole(text)
	if text != "" && s.own.Lang != "en" && len(found) == 1 && found[0] == regexp.QuoteMeta(text) {
		found = append(found, s.parts(text)...)
	}
	s.known.Store(text, found)
	return found
}

// sentence are the patterns of a text that is one message; nil when it is none.
func (s *speech) sentence(text string) (out []string) {
	for _, m := range s.literal[text] {
		out = append(out, s.put(m, nil)...)
	}
	if out != nil {
		return out
	}
	for _, m := range s.messages {
		if m.pattern == nil || len(m.names) == 0 {
			continue
		}
		if found := m.pattern.FindStringSubmatch(text); found != nil {
			values := map[string]string{}
			for i, name := range m.names {
				values[name] = found[i+1]
			}
			out = append(out, s.put(m, values)...)
		}
	}
	return out
}

// put are the patterns of a message with what is known of its values, in each
// plural form that they leave possible.
func (s *speech) put(m message, values map[string]string) []string {
	texts := []string{s.own.T(m.key)}
	if m.form != "" {
		texts = nil
		counts := []int{0, 1, 2, 3, 11, 100} // one of each form
		if n, err := strconv.Atoi(values["n"]); err == nil {
			counts = []int{n}
		} else if m.form == "one" {
			counts = []int{1}
		}
		for _, n := range counts {
			texts = append(texts, s.own.T(m.key, words.Args{"n": n}))
		}
	}
	for i, text := range texts {
		texts[i] = inPieces(strings.Join(strings.Fields(visible.Replace(text)), " "), func(name string) string {
			if v, known := values[name]; known {
				return oneOf(s.whole(v))
			}
			return ".*?"
		})
		texts[i] = strings.ReplaceAll(texts[i], " .*?", " ?.*?") // the value may be empty
	}
	return texts
}

// row is the pattern of several messages one after another, with numbers, signs
// and, between middle dots, text of people; "" when it is not that.
func (s *speech) row(text string) string {
	if fields := strings.Split(text, " · "); len(fields) > 1 {
		for i, f := range fields {
			fields[i] = oneOf(s.whole(f))
		}
		return strings.Join(fields, " · ")
	}
	var out []string
	for rest := strings.Fields(text); len(rest) > 0; {
		n, found := s.first(rest)
		if n == 0 {
			return ""
		}
		out, rest = append(out, found), rest[n:]
	}
	return strings.Join(out, `\s*`)
}

// first is the longest message that the words begin with, and of how many
// words; what has no letters is itself.
func (s *speech) first(all []string) (int, string) {
	for n := len(all); n > 0; n-- {
		text := strings.Join(all[:n], " ")
		for _, end := range []string{"", ":", ",", "."} {
			bare, cut := strings.CutSuffix(text, end)
			if !cut {
				continue
			}
			if found := s.sentence(bare); found != nil {
				return n, oneOf(found) + regexp.QuoteMeta(end)
			}
		}
	}
	if !letters.MatchString(all[0]) {
		return 1, regexp.QuoteMeta(all[0])
	}
	return 0, ""
}

// parts are the patterns of the messages that a text is a part of.
func (s *speech) parts(text string) (out []string) {
	sought := strings.Fields(strings.ToLower(text))
	for len(sought) > 1 && !letters.MatchString(sought[0]) && !strings.ContainsAny(sought[0], "0123456789") {
		sought = sought[1:] // a middle dot
	}
	for _, m := range s.messages {
		own := strings.Fields(strings.ToLower(m.text))
		for i := 0; i+len(sought) <= len(own); i++ {
			if values := begins(own[i:], sought); values != nil {
				out = append(out, s.put(m, values)...)
			}
		}
	}
	return out
}

// begins gives the values that make a message's words begin with those that are
// sought; nil when they do not. Where the last one ends a clause says nothing.
func begins(own, sought []string) map[string]string {
	values := map[string]string{}
	for i, want := range sought {
		have := own[i]
		if i == len(sought)-1 {
			have, want = strings.TrimRight(have, ".,:;"), strings.TrimRight(want, ".,:;")
		}
		if !strings.Contains(have, "{") {
			if have != want {
				return nil
			}
			continue
		}
		found := regexp.MustCompile("^" + withGroups(have) + "$").FindStringSubmatch(want)
		if found == nil {
			return nil
		}
		for j, name := range placeholder.FindAllStringSubmatch(have, -1) {
			values[name[1]] = found[j+1]
		}
	}
	return values
}

func TestSpeech(t *testing.T) {
	book, err := words.Load(web.Catalogues())
	if err != nil {
		t.Fatal(err)
	}
	s := newSpeech(book, "ar")
	for _, c := range []struct {
		text  string
		whole bool
		page  string
	}{
		{"Raise hand", true, "رفع اليد"},
		{"Next part: Panel", true, "الجزء التالي: حلقة النقاش"},
		{"3 votes", true, "3 أصوات"},
		{"· Guest 1", true, "· ضيف 1"},
		{"North window · Guest 2", true, "North window · ضيف 2"},
		{"Online 2 waiting, 2 for a first turn", true, "عن بُعد في الانتظار 2، منهم 2 لمداخلة أولى"},
		{"Hands in the room: Agree 6 · Disagree 1", true, "الأيدي في القاعة: أوافق 6 · لا أوافق 1"},
		{"You are", false, "رقمك في قائمة الانتظار 3."},
		{"· Guest", false, "7 · ضيف 1"},
		{"You are", false, "دورك هو التالي. يُرجى التوجه إلى الميكروفون."},
		{"9 who answered", false, "أرضية مشتركة بين من أجابوا (9): وافق"},
		{"green coat", true, "green coat"},
		{"question in the chat", true, "question in the chat"},
	} {
		pattern := oneOf(s.within(c.text))
		if c.whole {
			pattern = "^" + oneOf(s.whole(c.text)) + "$"
		}
		if re := regexp.MustCompile(pattern); !re.MatchString(c.page) || re.MatchString("شيء آخر") {
			t.Errorf("%q is found by %s", c.text, re)
		}
	}
}
