package httpapi

import (
	"html"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"

	"parley/docs"
	"parley/internal/words"
)

type guideData struct {
	English bool // the page is in the visitor's language as well
	Text    template.HTML
}

// guidePage answers GET /help/moderating: the guide for moderators, to read and
// to print without the internet. It is in English; whoever reads the pages in
// another language finds their words beside the English ones.
func (s *Server) guidePage(w http.ResponseWriter, r *http.Request) {
	say := s.shell.words(r)
	d := guideData{English: say.Lang == "en"}
	beside := func(string) template.HTML { return "" }
	if !d.English {
		beside = inWordsOf(s.shell.book.In("en"), say)
	}
	d.Text = markdown(docs.Moderating(), beside)
	s.shell.render(w, r, http.StatusOK, page{Name: "guide", Title: say.T("guide.window"), Script: "-", Page: d})
}

// guideFirst are the pages that the guide is mostly about: where a word stands
// on several, theirs is meant.
var guideFirst = []string{"desk.", "console.", "remote.", "hub.", "links.", "read.", "start."}

// inWordsOf gives for a message of one catalogue the same message of another, in
// brackets; nothing for what is no message.
func inWordsOf(from, to *words.Words) func(string) template.HTML {
	meant := map[string]string{} // by the text
	take := func(prefix string) {
		all := from.All()
		for _, key := range slices.Sorted(maps.Keys(all)) {
			if meant[all[key]] == "" && strings.HasPrefix(key, prefix) {
				meant[all[key]] = to.All()[key]
			}
		}
	}
	for _, p := range guideFirst {
		take(p)
	}
	take("")
	return func(text string) template.HTML {
		if meant[text] == "" {
			return ""
		}
		return template.HTML(` <bdi lang="` + to.Lang + `">(` + html.EscapeString(meant[text]) + `)</bdi>`)
	}
}
