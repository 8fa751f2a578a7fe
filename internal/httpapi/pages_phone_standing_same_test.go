package httpapi

import (
	"bytes"
	"html"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/view"
)

// standingCases are what phones may see and have of their own, by view and case.
const standingCases = "../../web/testdata/standings"

// The page without script says in every case what the Map tab says, in the same order
// and in every language.
func TestStandingSaysTheSameWithoutJavaScript(t *testing.T) {
	var table struct {
		Views map[string]jsontext.Value `json:"views"`
		Cases []struct {
			Name string         `json:"name"`
			View string         `json:"view"`
			But  jsontext.Value `json:"but"`
			Me   Me             `json:"me"`
		} `json:"cases"`
	}
	src, err := os.ReadFile(standingCases + ".json")
	must(t, err)
	must(t, json.Unmarshal(src, &table))
	shell := newSite(t).server.shell
	for _, lang := range shell.book.Languages() {
		say, tab := shell.book.In(lang), mapTab(t, lang)
		if len(tab) != len(table.Cases) || len(tab) == 0 {
			t.Errorf("%s: %d cases of %d", lang, len(tab), len(table.Cases))
		}
		for _, c := range table.Cases {
			var seen view.View
			must(t, json.Unmarshal(table.Views[c.View], &seen))
			if c.But != nil {
				must(t, json.Unmarshal(c.But, &seen))
			}
			body, err := shell.html(say, page{Name: "standing", Script: "-", Page: newStandingData("room", &seen, &c.Me, say)})
			must(t, err)
			// The page's own title and way back, and the word before what everybody
			// answered, which the tab has not.
			_, got, _ := strings.Cut(string(body), "</h1>")
			plain := slices.DeleteFunc(textOf(got), func(line string) bool { return line == say.T("standing.everybody") || line == say.T("standing.back") })
			if !slices.Equal(plain, tab[c.Name]) {
				t.Errorf("%s, %s: without script:\n%s\nwith it:\n%s", lang, c.Name, strings.Join(plain, "\n"), strings.Join(tab[c.Name], "\n"))
			}
		}
	}
}

// mapTab has the phone's script say what it says of each case.
func mapTab(t *testing.T, lang string) (lines map[string][]string) {
	t.Helper()
	var said, trouble bytes.Buffer
	node := exec.CommandContext(t.Context(), "node", standingCases+".mjs", lang)
	node.Env = append(os.Environ(), "TZ=UTC")
	node.Stdout, node.Stderr = &said, &trouble
	if err := node.Run(); err != nil {
		t.Fatalf("the pages' script does not run (Node and web/node_modules are needed: run make web first): %v\n%s", err, trouble.String())
	}
	must(t, json.Unmarshal(said.Bytes(), &lines))
	return lines
}

var (
	pictures = regexp.MustCompile(`(?s)<svg.*?</svg>`)
	blocks   = regexp.MustCompile(`</?(dd|details|div|dl|dt|h2|h3|li|main|p|section|summary|ul)\b[^>]*>`)
	inlines  = regexp.MustCompile(`<[^>]*>`)
)

// textOf is the text of each block of a page.
func textOf(page string) (lines []string) {
	page = blocks.ReplaceAllString(pictures.ReplaceAllString(page, ""), "\x00")
	for block := range strings.SplitSeq(inlines.ReplaceAllString(page, ""), "\x00") {
		if line := strings.Join(strings.Fields(html.UnescapeString(block)), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
