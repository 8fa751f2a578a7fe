package stand

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/internal/votetable"
	"parley/internal/words"
	"parley/web"
)

func book(t *testing.T) *words.Book {
	t.Helper()
	b, err := words.Load(web.Catalogues())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func load(t *testing.T, text string, comments map[string]votetable.Comment, agree int) *Source {
	t.Helper()
	s, err := Load(strings.NewReader(text), comments, agree)
	if err != nil {
		t.Fatal(err)
	}
	s.Title, s.File = "Trams", "trams.csv"
	return s
}

// camps is a table of people in two camps, which differ on all statements but
// the last two: all agree on 8, and 9 was moderated out.
func camps(people int) string {
	var b strings.Builder
	b.WriteString("participant,statement,vote\n")
	for i := range people {
		for j := range 10 {
			vote := 1 - 2*(i%2)
			switch {
			case j == 8:
				vote = 1
			case j == i/2%9:
				vote = 0
			}
			fmt.Fprintf(&b, "p%d,%d,%d\n", i, j, vote)
		}
	}
	return b.String()
}

var campComments = map[string]votetable.Comment{
	"8": {Text: "Trams run <late> & \"often\""}, "9": {Text: "Gossip", Out: true},
}

func codes(s *Source) (out []string) {
	for _, n := range s.Notes {
		out = append(out, fmt.Sprintf("%s %d %d", n.Code, n.N, n.Line))
	}
	return out
}

func TestNotes(t *testing.T) {
	s := load(t, "participant,statement,vote\na,1,1\n\na,1,-1\na,2,\nb,1,0\n", map[string]votetable.Comment{}, 0)
	if got := codes(s); !slices.Equal(got, []string{"replaced 1 0", "empty 1 3", "unvoted 1 5", "textless 1 0"}) {
		t.Errorf("%q", got)
	}
	if got := s.tally(); !slices.Equal(got, []Counts{{0, 1, 1}}) {
		t.Errorf("%v", got)
	}
}

func TestWhichNumberAgrees(t *testing.T) {
	const export = "voter-id,comment-id,vote\n1,0,1\n2,0,1\n3,0,-1\n"
	const matrix = "participant,n-agree,n-disagree,0,1\n1,2,0,%[1]s,%[1]s\n2,0,0,,0\n"
	counts := func(agrees, disagrees int) map[string]votetable.Comment {
		return map[string]votetable.Comment{"0": {Text: "x", Agrees: agrees, Disagrees: disagrees, Counted: true}}
	}
	for name, c := range map[string]struct {
		text     string
		comments map[string]votetable.Comment
		agree    int
		want     Counts // on the first statement
		notes    []string
	}{
		"unknown":        {export, nil, 0, Counts{2, 1, 0}, []string{"sign 1 0"}},
		"told":           {export, nil, 1, Counts{2, 1, 0}, nil},
		"told otherwise": {export, nil, -1, Counts{1, 2, 0}, nil},
		"counted":        {export, counts(2, 1), 0, Counts{2, 1, 0}, nil},
		"turned":         {export, counts(1, 2), 0, Counts{1, 2, 0}, []string{"turned 1 0"}},
		"no help":        {export, counts(9, 9), 0, Counts{2, 1, 0}, []string{"sign 1 0"}},
		"words":          {strings.ReplaceAll(strings.ReplaceAll(export, "-1", "no"), ",1\n", ",yes\n"), nil, 0, Counts{2, 1, 0}, nil},
		"plain":          {strings.Replace(export, "voter-id,comment-id", "user,item", 1), nil, 0, Counts{2, 1, 0}, nil},
		"matrix":         {fmt.Sprintf(matrix, "1"), nil, 0, Counts{1, 0, 0}, nil},
		"turned matrix":  {fmt.Sprintf(matrix, "-1"), nil, 0, Counts{1, 0, 0}, []string{"turned 1 0"}},
	} {
		s := load(t, c.text, c.comments, c.agree)
		if got := s.tally()[0]; got != c.want || !slices.Equal(codes(s), c.notes) {
			t.Errorf("%s: %v, %q", name, got, codes(s))
		}
	}
}

func TestAsPolis(t *testing.T) {
	m := FromPolis(load(t, camps(60), campComments, 0), book(t).In("en"))
	if m.Table != (Table{File: "trams.csv", Participants: 60, Statements: 9, Votes: 600, Hidden: 1}) {
		t.Errorf("%+v", m.Table)
	}
	if len(m.Groups) != 2 || m.Groups[0].People != 30 || m.Groups[0].Letter != "A" || m.Groups[1].Share != 0.5 {
		t.Fatalf("%+v", m.Groups)
	}
	if len(m.Statements) != 9 || *m.Statements[8].All != (Counts{60, 0, 0}) || m.Statements[0].Groups[1].Disagree < 20 {
		t.Errorf("%+v", m.Statements)
	}
	if m.Polis.Consensus[0] != "8" || !slices.Equal(m.Polis.Agreed, []string{"8"}) || m.Polis.Silhouette["2"] < 0.5 {
		t.Errorf("%+v", m.Polis)
	}
	if m.Map == nil || len(m.Map.Groups) != 2 {
		t.Errorf("%+v", m.Map)
	}
	if few := FromPolis(load(t, camps(48), campComments, 0), book(t).In("en")); few.Map != nil {
		t.Error("a map of 48 people")
	}
}

var outside = regexp.MustCompile(`(src|href|url\()=?["'(]?(https?:|//)`)

func render(t *testing.T, m *Model, write func(io.Writer, *Model) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func checkPage(t *testing.T, m *Model, lang, dir string) {
	t.Helper()
	page := render(t, m, HTML)
	for _, want := range []string{`<html lang="` + lang + `" dir="` + dir + `">`, "Trams run &lt;late&gt; &amp; &#34;often&#34;", "<svg"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s: the page lacks %q", lang, want)
		}
	}
	for _, never := range []string{"stand.h.", "stand.fact.", "{n}", "Gossip", "<script", "<late>", "ZgotmplZ"} {
		if strings.Contains(page, never) {
			t.Errorf("%s: the page has %q", lang, never)
		}
	}
	if found := outside.FindString(page); found != "" {
		t.Errorf("%s: the page loads %s", lang, found)
	}
}

func TestPage(t *testing.T) {
	for lang, dir := range map[string]string{"en": "ltr", "ar": "rtl"} {
		checkPage(t, FromPolis(load(t, camps(60), campComments, 0), book(t).In(lang)), lang, dir)
	}
}

// The order of the lines moves nothing but what Polis's own rule hangs on it,
// and that is the participants' numbers.
func TestSameBytes(t *testing.T) {
	lines := strings.SplitAfter(camps(60), "\n")
	turned := slices.Clone(lines[1:])
	slices.Reverse(turned)
	for _, write := range []func(io.Writer, *Model) error{HTML, JSON, SVG} {
		a := render(t, FromPolis(load(t, camps(60), campComments, 0), book(t).In("en")), write)
		b := render(t, FromPolis(load(t, lines[0]+strings.Join(turned, ""), campComments, 0), book(t).In("en")), write)
		if a != b {
			t.Error("another order of lines, other bytes")
		}
	}
}
