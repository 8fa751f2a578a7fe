package report

import (
	"embed"
	"html/template"
	"io"
	"strconv"
	"strings"

	"parley/internal/words"
)

// CSS is the report's stylesheet, to be served where the page's href says.
//
//go:embed report.css
var CSS string

//go:embed report.html
var page string

// TopTemplate is the template "top", with which a page begins; its value is a
// [Top].
//
//go:embed top.html
var TopTemplate string

// Top is what stands before a page's body.
type Top struct {
	Lang, Dir, Title string
	Href             string       // of the stylesheet; "" where it stands in the page
	Style            template.CSS // the stylesheet itself
}

// parts are the templates that the page is made of.
//
//go:embed cards.html standing.html
var parts embed.FS

var pageTemplate = template.Must(template.Must(template.Must(template.New("report").Funcs(template.FuncMap{
	"t":       func(string, ...any) string { return "" },
	"args":    func(kv ...any) words.Args { return nil },
	"record":  recordNumber,
	"shape":   func(letter string) template.HTML { return template.HTML(Shape(letter)) },
	"picture": func(s *Stood) template.HTML { return template.HTML(s.Map.Draw(s.Groups, nil)) },
}).Parse(page)).Parse(TopTemplate)).ParseFS(parts, "*.html"))

// recordNumber is the number in the anchor of a record; "" for other anchors.
func recordNumber(anchor string) string {
	number, isRecord := strings.CutPrefix(anchor, "r")
	if _, err := strconv.ParseUint(number, 10, 64); err != nil || !isRecord {
		return ""
	}
	return number
}

// Translation is where the same report stands in another language.
type Translation struct {
	Lang, Name string // Name in that language
	Href       string
}

// HTML writes the report as a page that needs no script and prints well. With
// an href the stylesheet is linked, without one it stands in the page, so that
// the file can be sent around alone.
func HTML(w io.Writer, m *Model, href string, others ...Translation) error {
	t, err := pageTemplate.Clone()
	if err != nil {
		return err
	}
	t.Funcs(template.FuncMap{
		"t":    func(key string, a ...words.Args) string { return m.t.T(key, a...) },
		"args": words.Pairs,
	})
	return t.Execute(w, struct {
		*Model
		Top    Top
		Others []Translation
	}{m, Top{m.Language, m.dir, m.t.T("report.title", words.Args{"title": m.Title}), href, template.CSS(CSS)}, others})
}
