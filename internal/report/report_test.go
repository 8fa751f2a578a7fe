package report

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley/internal/room"
	"parley/internal/words"
)

var rewrite = flag.Bool("rewrite", false, "write the expected reports anew")

// english is the words of plain forms.
func english(t *testing.T) *words.Words {
	t.Helper()
	b, err := words.Load(os.DirFS("../../web/i18n"))
	if err != nil {
		t.Fatal(err)
	}
	return b.In("en").Plain()
}

func setup() *room.Setup {
	line := func(s string) room.Sourced { return room.Sourced{Value: s} }
	return &room.Setup{
		Body: "IGF", Year: 2021, Kind: "WS", Number: "900", Title: line("Do closed letters make a town less safe?"),
		Seats: []room.SetupSeat{
			{Roles: []room.Role{room.Organizer, room.Moderator}, Name: line("Workshop office"), Group: line("technical"), Region: line("weog")},
			{Roles: []room.Role{room.Speaker}, Name: line("First panellist <b>"), Group: line("civil-society"), Region: line("african")},
			{Roles: []room.Role{room.Speaker}, Name: line("Second panellist"), Group: line("private-sector")},
		},
		Format: room.Format{Type: "Round Table", Layout: "Circle", Minutes: 12},
		Questions: []room.SetupQuestion{
			{Kind: room.WorkingQuestion, Text: "Who gains and who loses?"},
			{Kind: room.WorkingQuestion, Text: "What should stay at home?"},
			{Kind: room.WorkingQuestion, Text: "Which compromises are acceptable?"},
		},
		Plan: []room.PlanPart{
			{Kind: room.Opening, Seconds: 60}, {Kind: room.Panel, Seconds: 240}, {Kind: room.Audience, Seconds: 300}, {Kind: room.Closing, Seconds: 120},
		},
		Zone: "Europe/Vienna", Languages: []string{"en"}, Policy: room.DefaultPolicy(),
	}
}

// session plays twelve minutes in which every kind of outcome, a hidden text,
// an override and an objection occur.
func session(t *testing.T) *table {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	for i := range 12 {
		p.do(p.voice(i), "voice.join", room.Join{Side: side(i)}, nil, room.Door{Code: side(i)})
	}
	p.at = 10
	p.do(mod, "session.start", room.None{}, nil)
	p.do(mod, "question.now", room.QuestionNow{Question: 1}, nil)
	p.at = 60
	p.do(mod, "part.next", room.NextPart{After: room.Opening}, nil)
	p.do(mod, "turn.seat", room.SeatTurn{After: 0, Seat: p.s.SeatOrder[1]}, nil)
	var view, spam room.StatementAdded
	p.at = 100
	p.do(mod, "statement.add", room.AddStatement{Kind: room.View, Text: p.text("Closed letters protect more people than they harm | see \"x\"."), Turn: 1}, &view)
	p.do(p.voice(5), "statement.add", room.AddStatement{Kind: room.Concern, Text: p.text("Buy at our shop."), Question: 2}, &spam)
	p.do(mod, "statement.publish", room.StatementRef{Statement: spam.Statement}, nil)
	p.do(mod, "statement.hide", room.HideStatement{Statement: spam.Statement, Rule: "spam", Reason: p.text("Advertising.")}, nil)
	for i := range 12 {
		answer := room.Agree
		if i > 8 {
			answer = room.Disagree
		}
		p.do(p.ballot(i), "vote.cast", room.CastVote{Statement: view.Statement, Answer: answer}, nil, room.Door{Side: side(i)})
	}
	p.at = 300
	p.do(mod, "part.next", room.NextPart{After: room.Panel}, nil)
	for _, i := range []int{0, 1, 2, 3} {
		p.do(p.voice(i), "hand.raise", room.RaiseHand{}, nil)
	}
	for n := 1; n < 4; n++ {
		p.at += 70
		p.do(mod, "turn.call", room.CallNext{After: n}, nil)
	}
	p.at += 60
	var left room.ItemID
	for id := range p.s.Floor.Hands {
		left = id
	}
	p.do(mod, "turn.override", room.Override{After: 4, Hand: left, Why: room.AccessReason}, nil)
	p.at += 40
	p.do(mod, "turn.end", room.TurnRef{Turn: 5}, nil)
	p.at = 610
	p.do(mod, "part.next", room.NextPart{After: room.Audience}, nil)
	p.do(mod, "presence.count", room.CountPresence{Line: room.AllOnsite, Count: 9}, nil)
	p.do(mod, "presence.count", room.CountPresence{Line: room.AllOnline, Count: 11}, nil)
	p.outcome("Letters should stay closed.", 1, view.Statement, [3]int{9, 1, 2})
	p.outcome("Fraud is found without opening letters.", 3, "", [3]int{5, 7, 0})
	p.outcome("Presence at home is private.", 2, "", [3]int{4, 3, 5})
	p.outcome("The shop rule holds.", 2, spam.Statement, [3]int{3, 1, 0})
	var draft room.OutcomeDrafted
	p.do(mod, "outcome.draft", room.DraftOutcome{Text: p.text("Nobody read this out."), Question: 1}, &draft)
	p.at = 700
	p.do(mod, "session.close", room.None{}, nil)
	return p
}

// outcome drafts, reads and puts an outcome, and has it answered so.
func (p *table) outcome(text string, q int, on room.ItemID, answers [3]int) {
	mod := p.seats[room.Moderator]
	var o room.OutcomeDrafted
	d := room.DraftOutcome{
		Text: p.text(text), Question: q, Turns: []int{2},
		For: p.text("It costs nobody anything."), Against: p.text("Patterns are private too."),
		Blocks: p.text("Whether to ask for a rule."), Missing: p.text("How often it happens."), Finder: p.text("The union."),
	}
	if on != "" {
		d.Statements = []room.ItemID{on}
	}
	p.do(mod, "outcome.draft", d, &o)
	p.do(mod, "outcome.read", room.OutcomeRef{Outcome: o.Outcome}, nil)
	p.do(mod, "outcome.put", room.OutcomeRef{Outcome: o.Outcome}, nil)
	i := 0
	for k, a := range []room.Answer{room.Agree, room.Disagree, room.Unsure} {
		for range answers[k] {
			p.do(p.ballot(i), "outcome.answer", room.AnswerOutcome{Outcome: o.Outcome, Answer: a}, nil, room.Door{Side: side(i)})
			i++
		}
	}
	p.do(mod, "outcome.count", room.CountOutcome{Outcome: o.Outcome, Line: room.InTheRoom, Tally: room.Tally{Agree: 1}}, nil)
	p.at += 10
	p.do(mod, "outcome.settle", room.OutcomeRef{Outcome: o.Outcome}, nil)
}

func head(*table) Head { return Head{0xab} }

func TestReports(t *testing.T) {
	p, q, g := session(t), cards(t), grouped(t)
	m, all := Build(p.s, p.texts, head(p), english(t)), Build(q.s, q.texts, head(q), english(t))
	large := Build(g.s, g.texts, head(g), english(t))
	for name, write := range map[string]func(io.Writer) error{
		"session.html": func(w io.Writer) error { return HTML(w, m, "/a/report.css") },
		"session.md":   func(w io.Writer) error { return Markdown(w, m) },
		"session.json": func(w io.Writer) error { return JSON(w, m) },
		"cards.html":   func(w io.Writer) error { return HTML(w, all, "/a/report.css") },
		"cards.md":     func(w io.Writer) error { return Markdown(w, all) },
		"large.html":   func(w io.Writer) error { return HTML(w, large, "/a/report.css") },
		"large.md":     func(w io.Writer) error { return Markdown(w, large) },
		"large.json":   func(w io.Writer) error { return JSON(w, large) },
	} {
		var got bytes.Buffer
		if err := write(&got); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name)
		if *rewrite {
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s differs from what is expected; run with -rewrite and read the difference", name)
		}
	}
}

func TestTheSameLogGivesTheSameBytes(t *testing.T) {
	w := english(t)
	var first string
	for range 20 {
		p := session(t)
		var b bytes.Buffer
		if err := HTML(&b, Build(p.s, p.texts, head(p), w), ""); err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = b.String()
		} else if b.String() != first {
			t.Fatal("two reports of the same log differ")
		}
	}
}

var (
	idOf = regexp.MustCompile(` id="([^"]*)"`)
	// of the page, and of Markdown
	toID    = regexp.MustCompile(` href="#([^"]*)"`)
	toPlace = regexp.MustCompile(`\]\(#([^)]*)\)`)
)

func TestEverySentenceLinksToSomethingOnThePage(t *testing.T) {
	p := session(t)
	m := Build(p.s, p.texts, head(p), english(t))
	var html, markdown bytes.Buffer
	if err := errors.Join(HTML(&html, m, ""), Markdown(&markdown, m)); err != nil {
		t.Fatal(err)
	}
	linked(t, html.String(), toID)
	linked(t, markdown.String(), toPlace)
	if page := html.String(); strings.Contains(page, "<b>\n") || strings.Contains(page, "panellist <b>") {
		t.Error("a name stands unescaped")
	}
}

// linked checks that the page's links lead to places on it, each there once.
func linked(t *testing.T, page string, to *regexp.Regexp) {
	t.Helper()
	ids := map[string]bool{}
	for _, m := range idOf.FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("two places on the page are called %q", m[1])
		}
		ids[m[1]] = true
	}
	links := to.FindAllStringSubmatch(page, -1)
	if len(links) < 20 {
		t.Fatalf("only %d links", len(links))
	}
	for _, m := range links {
		if !ids[m[1]] {
			t.Errorf("a link leads to %q, which is nowhere", m[1])
		}
	}
}

// TestWhatWasTakenBackIsLinkedNowhere: a turn that was undone after a statement
// was caught from it and an outcome cited it.
func TestWhatWasTakenBackIsLinkedNowhere(t *testing.T) {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	p.do(mod, "session.start", room.None{}, nil)
	p.do(mod, "turn.seat", room.SeatTurn{After: 0, Seat: p.s.SeatOrder[1]}, nil)
	var x room.StatementAdded
	p.do(mod, "statement.add", room.AddStatement{Kind: room.View, Text: p.text("Said in a turn that was none."), Turn: 1}, &x)
	var o room.OutcomeDrafted
	p.do(mod, "outcome.draft", room.DraftOutcome{Text: p.text("It rests on nothing."), Statements: []room.ItemID{x.Statement}, Turns: []int{1}}, &o)
	p.do(mod, "outcome.read", room.OutcomeRef{Outcome: o.Outcome}, nil)
	p.do(mod, "objection.make", room.MakeObjection{Outcome: o.Outcome, Text: p.text("It does not."), Turn: 1}, nil)
	p.do(mod, "turn.undo", room.TurnRef{Turn: 1}, nil)
	var b bytes.Buffer
	if err := JSON(&b, Build(p.s, p.texts, head(p), english(t))); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "It does not.") || strings.Contains(b.String(), "turn-1") {
		t.Errorf("the report leads to turn 1:\n%s", b.String())
	}
}

// TestHandsCountedForAStatementAreInEveryReport: on a line of their own, also
// where few answered by phone.
func TestHandsCountedForAStatementAreInEveryReport(t *testing.T) {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	p.do(mod, "session.start", room.None{}, nil)
	p.do(mod, "statement.count", room.CountStatement{Statement: p.s.StatementOrder[0], Line: room.InTheRoom, Tally: room.Tally{Agree: 17, Disagree: 3}}, nil)
	p.do(mod, "session.close", room.None{}, nil)
	m := Build(p.s, p.texts, head(p), english(t))
	var html, markdown bytes.Buffer
	if err := errors.Join(HTML(&html, m, ""), Markdown(&markdown, m)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(html.String(), `<td class="n">17</td><td class="n">3</td>`) || !strings.Contains(markdown.String(), "| 17 | 3 | 0 |") {
		t.Errorf("hands counted in the room are missing:\n%s", markdown.String())
	}
}

func TestNothingIsWithoutWords(t *testing.T) {
	p, q := session(t), cards(t)
	var b bytes.Buffer
	if err := errors.Join(Markdown(&b, Build(p.s, p.texts, head(p), english(t))), Markdown(&b, Build(q.s, q.texts, head(q), english(t)))); err != nil {
		t.Fatal(err)
	}
	bare := regexp.MustCompile(`\b(report|role|group|region|kind|side|rule|turn|reason|source|outcome|answer|falls|privacy|asks|accepted)\.[a-z_.-]+`)
	record := regexp.MustCompile(`[a-z.]+/1\b`)
	if m := bare.FindString(record.ReplaceAllString(b.String(), "")); m != "" {
		t.Errorf("no words for %s", m)
	}
}

func BenchmarkBuildAndWrite(b *testing.B) {
	p := session(&testing.T{})
	book, err := words.Load(os.DirFS("../../web/i18n"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := HTML(io.Discard, Build(p.s, p.texts, head(p), book.In("en")), ""); err != nil {
			b.Fatal(err)
		}
	}
}

// TestNotHeardYetForTheSideBehind calls somebody of the side that had less of
// the time: no override, but not the rule's choice either, and the report says
// both.
func TestNotHeardYetForTheSideBehind(t *testing.T) {
	p := session(t)
	for _, turn := range p.s.Floor.Turns {
		if turn.Kind == room.OverrideTurn {
			turn.Why, turn.Free = room.NotHeardYet, true
		}
	}
	said := ""
	for _, x := range Build(p.s, p.texts, head(p), english(t)).Balance.Sentences {
		said += x.Text + "\n"
	}
	for _, want := range []string{"Once somebody of the side that had far less", "Every other turn"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in:\n%s", want, said)
		}
	}
	if strings.Contains(said, "changed the order") {
		t.Errorf("an override is told that was none:\n%s", said)
	}
}
