package report

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"parley/internal/room"
	"parley/internal/words"
)

// The signs that keep a name's direction on a page are in the page alone: plain
// text, tables and JSON have the words. What somebody typed stays everywhere.
func TestPlainFormsHaveNoSigns(t *testing.T) {
	const typed = "The sign \u2067abc\u2069 stays."
	book, err := words.Load(os.DirFS("../../web/i18n"))
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	var hub room.HubAdded
	p.do(mod, "hub.add", room.AddHub{Name: p.text("Library"), Count: 12}, &hub)
	p.do(mod, "session.start", room.None{}, nil)
	var s room.StatementAdded
	p.do(mod, "statement.add", room.AddStatement{Kind: room.View, Text: p.text(typed)}, &s)
	p.do(mod, "statement.count", room.CountStatement{Statement: s.Statement, Line: room.HubLine(hub.Person), Tally: room.Tally{Agree: 7, Disagree: 1}}, nil)
	for _, lang := range []string{"en", "ar"} {
		page := written(t, func(b *bytes.Buffer) error {
			return HTML(b, Build(p.s, p.texts, head(p), book.In(lang)), "")
		})
		if !strings.Contains(page, "\u2068Library\u2069") || !strings.Contains(page, typed) {
			t.Errorf("%s: the page does not isolate the name", lang)
		}
		m := Build(p.s, p.texts, head(p), book.In(lang).Plain())
		forms := []func(*bytes.Buffer) error{
			func(b *bytes.Buffer) error { return Markdown(b, m) },
			func(b *bytes.Buffer) error { return JSON(b, m) },
		}
		for _, table := range Tables {
			forms = append(forms, func(b *bytes.Buffer) error { return CSV(b, m, table) })
		}
		for _, f := range append(forms, func(b *bytes.Buffer) error {
			for _, text := range Proposals(p.s, p.texts, book.In(lang)) {
				b.WriteString(text)
			}
			return nil
		}) {
			text := written(t, f)
			if strings.ContainsAny(strings.ReplaceAll(text, typed, ""), "\u2066\u2067\u2068\u2069") {
				t.Errorf("%s: there are signs that nobody sees: %s", lang, text)
			}
		}
		if all := written(t, forms[0]) + written(t, forms[1]); strings.Count(all, typed) < 2 {
			t.Errorf("%s: what was typed is not there", lang)
		}
	}
}

func written(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
