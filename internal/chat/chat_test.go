package chat_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cockroachdb/datadriven"

	"parley/internal/chat"
)

// words are what a room with two languages takes as answers.
var words = map[string]string{
	chat.Tidy("Agree"): "agree", chat.Tidy("Disagree"): "disagree", chat.Tidy("Can't say"): "unsure",
	chat.Tidy("أوافق"): "agree", chat.Tidy("لا أوافق"): "disagree", chat.Tidy("لا أستطيع الحكم"): "unsure",
}

func line(m chat.Message) string {
	said := string(m.Kind)
	if m.Answer != "" {
		said += " " + m.Answer
	}
	if m.Private {
		said += " (private)"
	}
	return fmt.Sprintf("%-8s %s | %s | %s", m.At, m.Name, said, strings.ReplaceAll(m.Text, "\n", " ⏎ "))
}

// The forms in which tools copy and export their chats; all lines are made up.
func TestRead(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			var b strings.Builder
			for _, m := range chat.Read(d.Input, words) {
				fmt.Fprintln(&b, line(m))
			}
			return b.String()
		})
	})
}

func TestKinds(t *testing.T) {
	for text, want := range map[string]string{
		"q+": "hand", "Q+ on the second point": "hand", "q + please": "hand", "hand": "hand", "Raise hand!": "hand",
		"✋": "hand", "✋🏽 please": "hand", "🙋‍♀️": "hand", "أرفع يدي": "hand", "أطلب الكلمة": "hand",
		"q+a was good": "say", "on the other hand": "say", "handy": "say",
		"Q: who pays?": "question", "Question : who pays?": "question", "سؤال: من يدفع؟": "question", "س: من؟": "question",
		"Q:": "say", "question of money": "say",
		"A": "vote A", "b.": "vote B", "(c)": "vote C", "[D]": "vote D", "Vote: A": "vote A", "option b": "vote B",
		"agree": "vote agree", "AGREE!!": "vote agree", "Can’t say": "vote unsure", "cant say": "vote unsure",
		"لا أوافق": "vote disagree", "لا اوافق": "vote disagree", "أُوافق": "vote agree", "أ": "vote A", "ب": "vote B",
		"A agree": "vote agree", "B) disagree": "vote disagree",
		"I agree with Ana": "say", "a good point": "say", "E": "say", "abc": "say", "agree to disagree": "say",
	} {
		got := chat.Read(text, words)
		if len(got) != 1 {
			t.Errorf("%q: %d messages", text, len(got))
			continue
		}
		if said := strings.TrimSpace(string(got[0].Kind) + " " + got[0].Answer); said != want {
			t.Errorf("%q: %s, want %s", text, said, want)
		}
	}
}

func TestTimes(t *testing.T) {
	for at, want := range map[string]string{
		"[12:05 AM]": "00:05", "[12:05 pm]": "12:05", "[1:05 p.m.]": "13:05", "[9:05]": "09:05", "[23:59:58]": "23:59:58",
		"[٩:٠٥ م]": "21:05", "[2026-06-25 10:04:12]": "10:04:12", "[25.06.26, 10:04]": "10:04",
	} {
		got := chat.Read(at+" Ana: hello", nil)
		if len(got) != 1 || got[0].At != want || got[0].Name != "Ana" || got[0].Text != "hello" {
			t.Errorf("%s: %+v, want %s", at, got, want)
		}
	}
}

// A chat longer than anybody reads is read from its end.
func TestMost(t *testing.T) {
	var b strings.Builder
	for i := range chat.Most + 10 {
		fmt.Fprintf(&b, "[10:04] Ana: line %d\n", i)
	}
	got := chat.Read(b.String(), nil)
	if len(got) != chat.Most || got[0].Text != "line 10" {
		t.Errorf("%d messages, the first %q", len(got), got[0].Text)
	}
}

// Whatever is pasted is read, and nothing that turns or breaks a line is in
// names.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"10:04:12\t From Ana to Everyone:\n\tQ: why?\n", "[10:04] Ana: hi\nmore", "Ana  10:04 AM\ntext", "Ana\n10:04\ntext",
		"name,message\nAna,\"a\nb\"\n", "25/06/2026, 10:04 - Ana: hi", "٢٠:٠٤ مريم: مرحبا", "from A to B: 1:00\n", "\xff\u202e",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, m := range chat.Read(s, words) {
			if m.Text == "" || !utf8.ValidString(m.Text) || !utf8.ValidString(m.Name) || strings.ContainsAny(m.Name, "\n\t\r\u202e\u2066") {
				t.Fatalf("%q: %+v", s, m)
			}
			if (m.Kind == chat.Vote) != (m.Answer != "") {
				t.Fatalf("%q: %+v", s, m)
			}
			if m.At != "" && (len(m.At) != 5 && len(m.At) != 8 || m.At[2] != ':') {
				t.Fatalf("%q: at %q", s, m.At)
			}
		}
	})
}

// What is pasted may be as long as it may be, and of any form.
func BenchmarkRead(b *testing.B) {
	for name, unit := range map[string]string{
		"lines": "a\n", "messages": "[10:04] Ana: hello\n", "one line": "to : 10:0 ", "blocks": "Ana 10:04\n", "quotes": "name,text\"\n",
	} {
		paste := strings.Repeat(unit, 256<<10/len(unit))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				chat.Read(paste, words)
			}
		})
	}
}
