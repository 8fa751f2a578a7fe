package report

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"parley/internal/words"
)

// The signs that keep a name's direction on a page are in the page alone: plain
// text and tables have the words.
func TestPlainFormsHaveNoSigns(t *testing.T) {
	book, err := words.Load(os.DirFS("../../web/i18n"))
	if err != nil {
		t.Fatal(err)
	}
	p := session(t)
	m := Build(p.s, p.texts, head(p), book.In("ar"))
	signs := func(b *bytes.Buffer) bool { return strings.ContainsAny(b.String(), "\u2066\u2067\u2068\u2069") }
	var page, plain bytes.Buffer
	if err := HTML(&page, m, ""); err != nil {
		t.Fatal(err)
	}
	if !signs(&page) {
		t.Error("the page has none")
	}
	if err := Markdown(&plain, m); err != nil {
		t.Fatal(err)
	}
	for _, table := range Tables {
		if err := CSV(&plain, m, table); err != nil {
			t.Fatal(err)
		}
	}
	if signs(&plain) {
		t.Error("plain text has signs that nobody sees")
	}
}
