package proposal

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page collects the lines of a saved page. Block elements end a line; a run of
// white space is one space, as a browser shows it.
type page struct {
	lines   []line
	buf     strings.Builder
	at      int // line on which buf began
	gap     int
	heading int         // open heading elements
	label   bool        // in an element of a class like "field-label"
	bullet  bool        // in a list item that has no text yet
	aside   []atom.Atom // open elements whose text is furniture
	raw     bool        // between the tags of an element whose text is no text
}

// htmlLines reads a page without building a tree, so that every line of text
// keeps the line of the source that it began on.
func htmlLines(text string) []line {
	p := &page{}
	z := html.NewTokenizer(strings.NewReader(text))
	for at := 1; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		lineOf := at
		at += strings.Count(string(z.Raw()), "\n")
		switch tok := z.Token(); kind {
		case html.TextToken:
			p.text(tok.Data, lineOf)
		case html.StartTagToken, html.SelfClosingTagToken:
			p.open(tok, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			p.close(tok.DataAtom)
		}
	}
	p.flush()
	if len(p.aside) > 0 { // never closed: then it is no fence, or the page would be lost
		for i := range p.lines {
			p.lines[i].aside = false
		}
	}
	return p.lines
}

func (p *page) text(s string, at int) {
	if p.raw || clean(s) == "" {
		if p.buf.Len() > 0 {
			p.buf.WriteByte(' ')
		}
		return
	}
	if p.buf.Len() == 0 {
		lead := s[:len(s)-len(strings.TrimLeft(s, " \t\n\r\f\u00a0"))]
		p.at = at + strings.Count(lead, "\n")
	}
	p.buf.WriteString(s)
}

func (p *page) open(t html.Token, selfClosing bool) {
	switch t.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Title, atom.Noscript, atom.Textarea:
		p.raw = !selfClosing
	case atom.Br:
		p.flush()
	case atom.Nav, atom.Footer, atom.Aside, atom.Button, atom.Select:
		p.flush()
		if !selfClosing {
			p.aside = append(p.aside, t.DataAtom)
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt, atom.Th:
		p.block()
		p.heading++
	case atom.Li:
		p.block()
		p.bullet = true
	default:
		if isBlock(t.DataAtom) {
			p.block()
			p.label = hasLabelClass(t)
		}
	}
}

func (p *page) close(a atom.Atom) {
	switch a {
	case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Title, atom.Noscript, atom.Textarea:
		p.raw = false
	case atom.Nav, atom.Footer, atom.Aside, atom.Button, atom.Select:
		p.flush()
		if n := len(p.aside); n > 0 && p.aside[n-1] == a {
			p.aside = p.aside[:n-1]
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt, atom.Th:
		p.block()
		p.heading = max(0, p.heading-1)
	default:
		if isBlock(a) {
			p.block()
		}
	}
}

// block ends a line and leaves a blank one, as between paragraphs.
func (p *page) block() {
	p.flush()
	p.gap = 1
}

func (p *page) flush() {
	c := clean(p.buf.String())
	p.buf.Reset()
	if c == "" {
		return
	}
	if p.bullet {
		c, p.bullet = "- "+c, false
	}
	p.lines = append(p.lines, line{
		no: max(1, p.at), text: c, gap: p.gap,
		heading: p.heading > 0 || p.label, aside: len(p.aside) > 0,
	})
	p.gap, p.label = 0, false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Header, atom.Main, atom.Ul, atom.Ol, atom.Li,
		atom.Dl, atom.Dd, atom.Table, atom.Tr, atom.Td, atom.Blockquote, atom.Pre, atom.Form, atom.Fieldset, atom.Hr, atom.Body:
		return true
	}
	return false
}

func hasLabelClass(t html.Token) bool {
	for _, a := range t.Attr {
		if a.Key == "class" && strings.Contains(a.Val, "label") {
			return true
		}
	}
	return false
}
