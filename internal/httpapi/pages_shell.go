package httpapi

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/words"
	"parley/web"
)

// pageShell renders every page: catalogue, addresses of scripts and styles,
// and the template of each page in each language. It is made once at start.
type pageShell struct {
	book   *words.Book
	assets map[string]asset
	built  bool   // there are scripts and styles
	tree   string // hash of all assets, part of their address
	sets   map[string]map[string]*template.Template
	secure bool // cookies are for HTTPS alone

	answers map[string]string // words with which people answer in a chat: see package chat
}

// page is what a handler asks the shell to render.
type page struct {
	Name   string         // of its template, and of its style and script unless they are named
	Title  string         // of the window
	Style  string         // style sheet without its ending; "" as Name
	Script string         // script without its ending; "" as Name, "-" none
	Words  []string       // prefixes of the messages that the script uses
	Later  []string       // prefixes of those that it loads later
	First  jsontext.Value // first frame, nil none
	Me     jsontext.Value // what is this browser's own, nil none
	Page   any            // the page's own data

	Rehearsal bool   // of a room that is one
	Captions  string // address of the room's captions; "" none

	Own   []string // the languages of a page that is the room's, not a visitor's; ?lang= holds for it alone
	Again string   // the value of "do" that has the page's form, of the id "form", answered with the same page

	others []tongue
}

// frameOfPage is what a template sees.
type frameOfPage struct {
	Name, Lang, Dir, Title string
	Style, Script          string
	Preload                []string // what the script imports, so that it is not asked for late
	Unbuilt                bool
	Words, First, Me       template.JS
	Page                   any
	Rehearsal              bool
	Captions               string
	Others                 []tongue
	Again                  string // on the answer to a form: see page
}

// newPageShell is a server's own; what it shares with others stays as it is.
func newPageShell() (*pageShell, error) {
	s, err := builtIn()
	if err != nil {
		return nil, err
	}
	own := *s
	return &own, nil
}

// builtIn are the pages of this binary, the same for every server in it.
var builtIn = sync.OnceValues(func() (*pageShell, error) {
	book, err := words.Load(web.Catalogues())
	if err != nil {
		return nil, err
	}
	s := &pageShell{book: book, assets: map[string]asset{}, sets: map[string]map[string]*template.Template{}, answers: answersIn(book)}
	if err := s.readAssets(web.Dist()); err != nil {
		return nil, err
	}
	for _, lang := range book.Languages() {
		if err := s.addWords(book.In(lang)); err != nil {
			return nil, err
		}
		if s.sets[lang], err = parsePages(web.Templates(), book.In(lang)); err != nil {
			return nil, err
		}
	}
	return s, nil
})

// parsePages makes one template a page: the shell around the page's own block,
// which has the file's name.
func parsePages(fsys fs.FS, w *words.Words) (map[string]*template.Template, error) {
	base, err := template.New("").Funcs(template.FuncMap{
		"t":   func(key string, pairs ...any) (string, error) { return say(w, key, pairs) },
		"add": func(a, b int) int { return a + b },
	}).ParseFS(fsys, "*.html")
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(fsys, "*.html")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, f := range files {
		name := strings.TrimSuffix(f, ".html")
		if name == "shell" || base.Lookup(name) == nil {
			continue
		}
		t, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if pages[name], err = t.New("main").Parse(`{{template "` + name + `" .}}`); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

func say(w *words.Words, key string, pairs []any) (string, error) {
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("t %q: a name without a value", key)
	}
	args := words.Args{}
	for i := 0; i < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return w.T(key, args), nil
}

// render writes a page.
func (s *pageShell) render(w http.ResponseWriter, r *http.Request, status int, p page) {
	say := s.wordsOf(r, p)
	if p.Own == nil {
		s.keepLanguage(w, r, say.Lang)
	}
	if r.Method == http.MethodGet {
		p.Again = ""
	}
	p.others = s.others(r, say.Lang, p.Again != "")
	body, err := s.html(say, p)
	if err != nil {
		http.Error(w, say.T("error.internal"), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept-Encoding, Accept-Language, Cookie")
	if !accepts(r, "br") {
		w.WriteHeader(status)
		_, _ = w.Write(body)
		return
	}
	h.Set("Content-Encoding", "br")
	w.WriteHeader(status)
	small := brotli.NewWriterLevel(w, 5)
	_, _ = small.Write(body)
	_ = small.Close()
}

// html is a page's bytes.
func (s *pageShell) html(say *words.Words, p page) ([]byte, error) {
	t := s.sets[say.Lang][p.Name]
	if t == nil {
		return nil, fmt.Errorf("httpapi: no template %q", p.Name)
	}
	f := frameOfPage{
		Name: p.Name, Lang: say.Lang, Dir: say.Dir, Title: p.Title, Page: p.Page, Rehearsal: p.Rehearsal, Captions: p.Captions,
		Others: p.others, Again: p.Again,
		Style: s.address(or(p.Style, p.Name) + ".css"), Script: s.address(or(p.Script, p.Name) + ".js"),
		Unbuilt: !s.built,
	}
	if p.Rehearsal {
		f.Title = say.T("word.rehearsal") + ": " + f.Title
	}
	f.Preload = s.imports(f.Script)
	var err error
	if len(p.Words) > 0 {
		if f.Words, err = forScript(messages(say, p.Words, p.Later)); err != nil {
			return nil, err
		}
	}
	if f.First, err = rawForScript(p.First); err != nil {
		return nil, err
	}
	if f.Me, err = rawForScript(p.Me); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "shell", f); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// messages is the part of a catalogue with the given prefixes, but for those
// that have a longer one among the others.
func messages(w *words.Words, prefixes, others []string) map[string]string {
	m := map[string]string{}
	for key, msg := range w.All() {
		if longest(key, prefixes) > longest(key, others) {
			m[key] = msg
		}
	}
	return m
}

// longest is the length of the longest prefix that a key has.
func longest(key string, prefixes []string) int {
	n := 0
	for _, p := range prefixes {
		if strings.HasPrefix(key, p) {
			n = max(n, len(p))
		}
	}
	return n
}

// forScript is JSON that cannot end the script element it stands in.
func forScript(v any) (template.JS, error) {
	b, err := json.Marshal(v, json.Deterministic(true), jsontext.EscapeForHTML(true))
	return template.JS(b), err
}

func rawForScript(v jsontext.Value) (template.JS, error) {
	if v == nil {
		return "", nil
	}
	b, err := jsontext.AppendFormat(nil, v, jsontext.EscapeForHTML(true))
	return template.JS(b), err
}
