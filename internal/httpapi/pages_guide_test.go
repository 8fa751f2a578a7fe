package httpapi

import (
	"html/template"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"parley/docs"
	"parley/internal/words"
	"parley/web"
)

// What the guide says is written on a page is a message of the catalogue, and
// each key of its table does what it says.
func TestGuideSaysWhatPagesSay(t *testing.T) {
	book, err := words.Load(web.Catalogues())
	must(t, err)
	written, keys := map[string]bool{}, map[string]string{}
	for part := range strings.SplitSeq("opening panel audience closing", " ") {
		written[book.In("en").T("desk.part.next", words.Args{"part": book.In("en").T("part." + part)})] = true
	}
	for key, text := range book.In("en").All() {
		written[text] = true
		if code, is := strings.CutPrefix(key, "desk.key."); is {
			keys[code] = text
		}
	}
	found := boldIn.FindAllStringSubmatch(docs.Moderating(), -1)
	if len(found) < 40 {
		t.Fatalf("only %d words of pages in the guide", len(found))
	}
	for _, m := range found {
		if m[1] != "like this" && !written[m[1]] {
			t.Errorf("the guide says %q, which no page says", m[1])
		}
	}
	codes := map[string]string{"+": "Equal", "−": "Minus", "↑": "ArrowUp", "↓": "ArrowDown", "↵": "Enter", "Ctrl Z": "Ctrl+KeyZ", "?": "Shift+Slash"}
	rows := regexp.MustCompile("(?m)^\\| `(.+?)` \\| (.+?) \\|$").FindAllStringSubmatch(docs.Moderating(), -1)
	if len(rows) < 20 {
		t.Fatalf("only %d keys in the guide's table", len(rows))
	}
	for _, r := range rows {
		code := codes[r[1]]
		switch {
		case code != "":
		case r[1] >= "0" && r[1] <= "9":
			code = "Digit" + r[1]
		default:
			code = "Key" + r[1]
		}
		if keys[code] != r[2] {
			t.Errorf("the guide says of key %s %q, the desk %q", r[1], r[2], keys[code])
		}
	}
}

// Anybody can read the guide; whoever reads pages in another language finds
// their words beside the English ones.
func TestGuidePage(t *testing.T) {
	b := newRoom(t).browser()
	for lang, want := range map[string]string{"en": "<b>Read it</b>", "ar": `<b>Read it</b> <bdi lang="ar">(`} {
		page := b.ok(b.get("/help/moderating?lang=" + lang)).body
		for _, s := range []string{want, `<h2 id="when-it-goes-wrong">`, `href="#when-it-goes-wrong"`, "<kbd>Ctrl Z</kbd>"} {
			if !strings.Contains(page, s) {
				t.Errorf("%s: the guide has no %s", lang, s)
			}
		}
		for _, s := range []string{"**", "`", "](", "|--"} {
			if strings.Contains(page, s) {
				t.Errorf("%s: the guide shows the mark %s", lang, s)
			}
		}
	}
	if got := b.get("/help/moderating/more").status; got != http.StatusNotFound {
		t.Errorf("beside the guide: %d", got)
	}
}

func TestMarkdown(t *testing.T) {
	beside := func(bold string) template.HTML { return template.HTML("[" + template.HTMLEscapeString(bold) + "]") }
	src := "# A <title>\n\nTwo\nlines, **b & w**.\n\n- one\n- two `K`\n\n3. three\n4. [four](#a-title)\n\n| a | b |\n|---|---|\n| c | d |"
	want := `<h1 id="a-title">A &lt;title&gt;</h1>
<p>Two lines, <b>b &amp; w</b>[b &amp; w].</p>
<ul>
<li>one</li>
<li>two <kbd>K</kbd></li>
</ul>
<ol start="3">
<li>three</li>
<li><a href="#a-title">four</a></li>
</ol>
<table>
<tr><th scope="col">a</th><th scope="col">b</th></tr>
<tr><th scope="row">c</th><td>d</td></tr>
</table>
`
	if got := string(markdown(src, beside)); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
