package httpapi

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

func TestShellKeepsDataInItsElement(t *testing.T) {
	s, err := newPageShell()
	must(t, err)
	body, err := s.html(s.book.In("en"), page{
		Name: "problem", Title: "</title><script>1</script>", First: jsontext.Value(`{"a":"</script><script>alert(1)</script>"}`),
		Page: problemData{Say: "<b>", Back: "javascript:alert(1)"},
	})
	must(t, err)
	for _, bad := range []string{"<script>", "</title><script", "<b>", `href="javascript:`} {
		if strings.Contains(string(body), bad) {
			t.Errorf("the page has %q", bad)
		}
	}
}

func TestAssets(t *testing.T) {
	x := newSite(t)
	b := x.browser()
	words := x.server.shell.address("more.en.json")
	r := b.ok(b.get(words))
	if r.header.Get("Cache-Control") != "public, max-age=31536000, immutable" || !strings.Contains(r.body, `"error.closed"`) {
		t.Errorf("%v %s", r.header, r.body)
	}
	if small := b.do(http.MethodGet, words, "", "", "Accept-Encoding", "br"); small.header.Get("Content-Encoding") != "br" || len(small.body) >= len(r.body) {
		t.Error("not compressed for who takes it")
	}
	old := strings.Replace(words, x.server.shell.tree, "0000000000000000", 1)
	if r := b.do(http.MethodHead, old, "", ""); r.status != http.StatusNotFound {
		t.Errorf("an address of another build: %d", r.status)
	}
}

func TestEveryCodeHasASentence(t *testing.T) {
	s, err := newPageShell()
	must(t, err)
	for _, lang := range s.book.Languages() {
		for code := range status {
			if !s.book.In(lang).Has("error." + string(code)) {
				t.Errorf("%s: no sentence for %s", lang, code)
			}
		}
	}
}
