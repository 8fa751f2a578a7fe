package room

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestContact(t *testing.T) {
	for body, want := range map[string]Kept{
		"See https://example.invalid/x for more.":           KeptLink,
		"Go to www.example today":                           KeptLink,
		"free coins at coins-now.xyz":                       KeptLink,
		"coins-now[.]com is where":                          KeptLink,
		"coins now dot com":                                 KeptLink,
		"ｅｘａｍｐｌｅ．ｃｏｍ":                                       KeptLink,
		"short.example/abc":                                 KeptLink,
		"Read example.org.":                                 KeptLink,
		"write to desk@example.invalid":                     KeptAddress,
		"desk (at) nowhere":                                 "",
		"Call +00 12 34 56 78":                              KeptPhone,
		"Call 012 345-67-89":                                KeptPhone,
		"٠١٢٣٤٥٦٧٨٩":                                        KeptPhone,
		"From 2021 to 2026, about 10 000 000 people.":       "",
		"On 2026-11-23 we met.":                             "",
		"Encryption protects everybody, e.g. journalists.":  "",
		"Wait.Then the U.S. and the E.U. agreed, i.e. both": "",
		"Rule 3.2.1 of the 2021 text (part 4/5).":           "",
		"At 14:30, 25% said yes; 1,000,000,000 did not.":    "",
	} {
		if got := contact(body); got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}

func TestLike(t *testing.T) {
	for _, c := range []struct {
		x, y string
		like bool
	}{
		{"Buy cheap coins now at the market", "BUY cheap coins now, at the market!!!", true},
		{"Buy cheap coins now at the market", "Вuy сheap соins nоw at the mаrket", true}, // Cyrillic letters
		{"Buy cheap coins now at the market", "Buuuuy cheap coins noooow at the market 7", true},
		{"Down with it", "down, with: it", true},
		{"Down with it", "Up with it all", false},
		{"!!!", "???", false},
		{"Encryption must stay strong for everybody.", "Encryption must be weakened for nobody at all.", false},
		{"Journalists need encryption to protect sources.", "Children need protection from abuse online.", false},
	} {
		x, y := likenessOf(c.x), likenessOf(c.y)
		if x.like(y) != c.like || y.like(x) != c.like {
			t.Errorf("%q and %q: %v, want %v", c.x, c.y, x.like(y), c.like)
		}
	}
}

// Likeness goes both ways, and a text is like itself.
func TestLikeHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.StringN(0, 280, -1).Draw(t, "x")
		y := rapid.StringN(0, 280, -1).Draw(t, "y")
		a, b := likenessOf(x), likenessOf(y)
		if a.like(b) != b.like(a) {
			t.Fatalf("%q is like %q one way round only", x, y)
		}
		if a.like(a) != (a.folded != "") || a.like(likenessOf(x+" !")) != (a.folded != "") {
			t.Fatalf("%q is not like itself", x)
		}
		contact(x)
	})
}

// What is judged is never much longer than what was written, whatever its
// characters stand for.
func TestNoCharacterIsLong(t *testing.T) {
	for r := range rune(0x20000) {
		if n := utf8.RuneCountInString(norm.NFKD.String(unworded(string(r)))); n > 5 {
			t.Errorf("%U stands for %d characters", r, n)
		}
	}
	if got := contact("\uFDFA \u3356 https://market.invalid/"); got != KeptLink {
		t.Errorf("a link among them: %q", got)
	}
}

// What is like a text that waits, or that the moderators refused, waits too, in a
// room that publishes first; what is like a published one does not.
func TestTheRoomHoldsByItself(t *testing.T) {
	sc := newScript(t)
	moderator := sc.seats["moderator"]
	sc.s.Info.Policy.Hold = false
	for i := range 6 {
		sc.do(sc.voice(fmt.Sprint("o", i)), "voice.join/1", &Join{Side: Online})
	}
	say := func(who, words string) StatementAdded {
		t.Helper()
		return facts[StatementAdded](sc.do(sc.voice(who), "statement.add/1", &AddStatement{Kind: View, Text: sc.text(words)}))
	}
	check := func(name string, f StatementAdded, held bool, why Kept, like ItemID) {
		t.Helper()
		if f.Held != held || f.Kept != why || f.Like != like {
			t.Errorf("%s: held %v by %q, like %q", name, f.Held, f.Kept, f.Like)
		}
	}
	first := say("o0", "Buy cheap coins now at the market")
	check("a text", first, false, "", "")
	check("the same again, of a published one", say("o1", "Buy cheap coins now at the market!"), false, "", "")
	sc.do(moderator, "statement.hide/1", &HideStatement{first.Statement, "spam", sc.text("It sells.")})
	second := say("o2", "Buy CHEAP coins now at the market 2")
	check("of a hidden one", second, true, KeptAlike, first.Statement)
	sc.do(moderator, "statement.reject/1", &RejectStatement{Statement: second.Statement, Rule: "spam", Reason: sc.text("It sells.")})
	check("of a rejected one", say("o3", "Buy cheap c0ins now at the market 3"), true, KeptAlike, first.Statement)
	link := say("o4", "More at https://market.invalid/")
	check("with a link", link, true, KeptLink, "")
	sc.do(moderator, "statement.publish/1", &StatementRef{link.Statement})
	check("something else", say("o5", "Encryption protects everybody."), false, "", "")
	sc.s.Info.Rules = rulesThatKeep - 1
	check("under older rules", say("o5", "More at https://market.invalid/ still"), false, "", "")
}

func BenchmarkAlike(b *testing.B) {
	sc := newScript(&testing.T{})
	for i := range likeAmong {
		who := sc.voice(fmt.Sprint("o", i))
		sc.do(who, "voice.join/1", &Join{Side: Online})
		sc.do(who, "statement.add/1", &AddStatement{Kind: View, Text: sc.text(strings.Repeat(fmt.Sprint("words ", i*i, " "), 25))})
	}
	texts := func(t Text) (string, bool) { x, ok := sc.texts[t]; return x, ok }
	body := strings.Repeat("another text of its own ", 11)
	for b.Loop() {
		sc.s.alike(texts, body)
	}
}
