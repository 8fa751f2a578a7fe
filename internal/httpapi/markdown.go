package httpapi

import (
	"fmt"
	"html"
	"html/template"
	"regexp"
	"strings"
)

var (
	boldIn    = regexp.MustCompile(`\*\*(.+?)\*\*`)
	keyIn     = regexp.MustCompile("`(.+?)`")
	linkIn    = regexp.MustCompile(`\[(.+?)\]\((.+?)\)`)
	numbered  = regexp.MustCompile(`^\d+\. `)
	slugEdges = regexp.MustCompile(`[^a-z0-9]+`)
)

// markdown is a document of package docs as HTML: headings, paragraphs, flat
// lists with an entry a line, tables, bold, keys and links. With beside, bold is
// followed by what that says of it.
func markdown(src string, beside func(bold string) template.HTML) template.HTML {
	m := markdownWriter{beside: beside}
	for block := range strings.SplitSeq(src, "\n\n") {
		if block = strings.TrimSpace(block); block != "" {
			m.block(strings.Split(block, "\n"))
		}
	}
	return template.HTML(m.out.String())
}

type markdownWriter struct {
	out    strings.Builder
	beside func(bold string) template.HTML
}

func (m *markdownWriter) block(lines []string) {
	first := lines[0]
	switch level := strings.IndexByte(first, ' '); {
	case strings.HasPrefix(first, "#"):
		said := first[level+1:]
		fmt.Fprintf(&m.out, "<h%d id=%q>%s</h%[1]d>\n", level, slug(said), m.inline(said))
	case strings.HasPrefix(first, "- "):
		m.list("ul", "", lines, func(s string) string { return s[2:] })
	case numbered.MatchString(first):
		start := first[:strings.IndexByte(first, '.')]
		m.list("ol", fmt.Sprintf(" start=%q", start), lines, func(s string) string { return numbered.ReplaceAllString(s, "") })
	case strings.HasPrefix(first, "|"):
		m.table(lines)
	default:
		fmt.Fprintf(&m.out, "<p>%s</p>\n", m.inline(strings.Join(lines, " ")))
	}
}

func (m *markdownWriter) list(kind, with string, lines []string, entry func(string) string) {
	fmt.Fprintf(&m.out, "<%s%s>\n", kind, with)
	for _, l := range lines {
		fmt.Fprintf(&m.out, "<li>%s</li>\n", m.inline(entry(l)))
	}
	fmt.Fprintf(&m.out, "</%s>\n", kind)
}

// table has its heads in the first line, a line of dashes below, and what each
// row is about in its first cell.
func (m *markdownWriter) table(lines []string) {
	m.out.WriteString("<table>\n")
	for i, l := range lines {
		if i == 1 {
			continue
		}
		m.out.WriteString("<tr>")
		for j, cell := range strings.Split(strings.Trim(l, "| "), "|") {
			tag := "td"
			switch {
			case i == 0:
				tag = `th scope="col"`
			case j == 0:
				tag = `th scope="row"`
			}
			fmt.Fprintf(&m.out, "<%s>%s</%s>", tag, m.inline(strings.TrimSpace(cell)), tag[:2])
		}
		m.out.WriteString("</tr>\n")
	}
	m.out.WriteString("</table>\n")
}

func (m *markdownWriter) inline(s string) string {
	s = html.EscapeString(s)
	s = boldIn.ReplaceAllStringFunc(s, func(b string) string {
		b = strings.Trim(b, "*")
		return "<b>" + b + "</b>" + string(m.beside(html.UnescapeString(b)))
	})
	s = keyIn.ReplaceAllString(s, "<kbd>$1</kbd>")
	return linkIn.ReplaceAllString(s, `<a href="$2">$1</a>`)
}

// slug is a heading's id, as the usual viewers of Markdown make it.
func slug(heading string) string {
	return strings.Trim(slugEdges.ReplaceAllString(strings.ToLower(heading), "-"), "-")
}
