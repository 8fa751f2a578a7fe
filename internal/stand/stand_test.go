package stand

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/internal/opinion"
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
	s, err := Load(strings.NewReader(text), Options{Comments: comments, Agree: agree})
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

// Told to stop in either stage, the analysis has no report.
func TestFromOpinionIsStopped(t *testing.T) {
	s, asked, testing := load(t, camps(60), campComments, 0), 0, false
	stage := func(name string) { testing = testing || strings.Contains(name, "chance") }
	if m := FromOpinion(s, 1, stage, func() bool { asked++; return asked == 3 }, book(t).In("en")); m != nil || asked != 3 || testing {
		t.Errorf("asked %d times, it went on", asked)
	}
	if m := FromOpinion(s, 1, stage, func() bool { return testing }, book(t).In("en")); m != nil || !testing {
		t.Error("it went on with the second stage")
	}
}

func TestFromPolisIsStopped(t *testing.T) {
	if m := FromPolis(load(t, camps(60), campComments, 0), func() bool { return true }, book(t).In("en")); m != nil {
		t.Error("it went on")
	}
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

// Where 0 may have been meant as disagreement the report says what it was taken for,
// and nothing of statements that few answered.
func TestNothingIsDisagreedWith(t *testing.T) {
	votes := func(head, vote string) (text string) {
		text = head + "\n"
		for i := range 8 {
			text += fmt.Sprintf("p%d,s1,1\np%[1]d,s2,%s\n", i, vote)
		}
		return text
	}
	const head = "participant,statement,vote"
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"ones and zeros":      {votes(head, "0"), []string{"undisagreed 1 0"}},
		"one more answered":   {votes(head, "0") + "p0,s3,-1\n", []string{"undisagreed 1 0"}},
		"disagreement":        {votes(head, "-1") + votes("p9,s2,0", "-1"), []string{"replaced 16 0"}},
		"ones alone":          {votes(head, "1"), nil},
		"words":               {votes(head, "pass") + "p9,s1,agree\n", []string{"undisagreed 1 0"}},
		"words and no ones":   {strings.ReplaceAll(votes(head, "pass"), ",1\n", ",agree\n"), nil},
		"a matrix's counts":   {"participant,n-agree,n-disagree,a,b\n1,1,0,1,0\n2,1,0,1,0\n3,1,0,1,0\n4,1,0,1,0\n5,1,0,1,0\n", nil},
		"on four's statement": {head + "\n1,a,1\n2,a,0\n3,a,0\n4,a,1\n", nil},
	} {
		if got := codes(load(t, c.text, nil, 0)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
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
		"turned":         {export, counts(1, 2), 0, Counts{1, 2, 0}, []string{"turned_by_comments 1 0"}},
		"no help":        {export, counts(9, 9), 0, Counts{2, 1, 0}, []string{"sign 1 0"}},
		"words":          {strings.ReplaceAll(strings.ReplaceAll(export, "-1", "no"), ",1\n", ",yes\n"), nil, 0, Counts{2, 1, 0}, nil},
		"words, told":    {strings.ReplaceAll(export, ",1\n", ",agree\n"), nil, -1, Counts{3, 0, 0}, nil},
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
	m := FromPolis(load(t, camps(60), campComments, 0), nil, book(t).In("en"))
	if m.Table != (Table{File: "trams.csv", Participants: 60, Statements: 9, Votes: 540, Hidden: 1}) {
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
	if few := FromPolis(load(t, camps(48), campComments, 0), nil, book(t).In("en")); few.Map != nil {
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

// matrix is a table as Polis's participants-votes.csv has it.
func matrix(t *testing.T, table string) string {
	t.Helper()
	votes := map[string]map[string]string{}
	agrees, disagrees := map[string]int{}, map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(table), "\n")[1:] {
		f := strings.Split(line, ",")
		if votes[f[0]] == nil {
			votes[f[0]] = map[string]string{}
		}
		votes[f[0]][f[1]] = f[2]
		switch f[2] {
		case "1":
			agrees[f[0]]++
		case "-1":
			disagrees[f[0]]++
		}
	}
	out := "participant,group-id,n-comments,n-votes,n-agree,n-disagree,9,8,7,6,5,4,3,2,1,0\n"
	for _, p := range slices.Sorted(maps.Keys(votes)) {
		out += fmt.Sprintf("%s,0,0,%d,%d,%d", p, len(votes[p]), agrees[p], disagrees[p])
		for j := 9; j >= 0; j-- {
			out += "," + votes[p][fmt.Sprint(j)]
		}
		out += "\n"
	}
	return out
}

// The same votes in another form are the same report.
func TestFormsAgree(t *testing.T) {
	want := render(t, ours(t, camps(60), 1, "en"), JSON)
	export := strings.Replace(camps(60), "participant,statement,vote", "voter-id,comment-id,vote", 1)
	for name, text := range map[string]string{
		"matrix":     matrix(t, camps(60)),
		"words":      strings.NewReplacer(",-1\n", ",disagree\n", ",1\n", ",agree\n", ",0\n", ",pass\n").Replace(export),
		"semicolons": strings.ReplaceAll(camps(60), ",", ";"),
	} {
		if render(t, ours(t, text, 1, "en"), JSON) != want {
			t.Errorf("%s: another report", name)
		}
	}
}

// ours is a table's report by Parley's own method.
func ours(t *testing.T, text string, threads int, lang string) *Model {
	t.Helper()
	return FromOpinion(load(t, text, campComments, 0), threads, func(string) {}, nil, book(t).In(lang))
}

var difference = regexp.MustCompile(`the difference is \d+ to \d+ percentage points$`)

func TestAsParley(t *testing.T) {
	m := ours(t, camps(60), 1, "en")
	if m.Table != (Table{File: "trams.csv", Participants: 60, Statements: 9, Votes: 540, Hidden: 1}) {
		t.Errorf("%+v", m.Table)
	}
	if len(m.Groups) != 2 || m.Groups[0].People != 30 || len(m.Groups[0].Holds) != mostHolds || m.Map == nil || m.Evidence == nil {
		t.Fatalf("%+v", m)
	}
	for _, h := range m.Groups[0].Holds {
		if h.Statement == "8" || h.Own < h.Others || h.Low <= 0 || h.High < h.Low {
			t.Errorf("stands out by %+v", h)
		}
		if said := m.hold(h); !difference.MatchString(said) {
			t.Errorf("the page says: %s", said)
		}
	}
	for _, s := range m.Statements {
		want := Statement{ID: s.ID, Class: OpenBetween, All: s.All, Groups: s.Groups, sure: s.sure}
		if s.ID == "8" {
			want.Class, want.Confirmed, want.Text = CommonGround, true, campComments["8"].Text
		}
		if !slices.Equal(s.Groups, want.Groups) || s.Class != want.Class || s.Confirmed != want.Confirmed || s.Text != want.Text || len(s.Groups) != 2 {
			t.Errorf("%+v", s)
		}
	}
}

// Everybody votes alike: there are no groups, no map, and counts of everybody.
func TestOneField(t *testing.T) {
	var text strings.Builder
	text.WriteString("participant,statement,vote\n")
	for i := range 60 {
		for j := range 6 {
			fmt.Fprintf(&text, "p%d,%d,1\n", i, j+1)
		}
	}
	m := ours(t, text.String()+"p0,7,1\n", 1, "en")
	if len(m.Groups) != 0 || m.Map != nil || m.Evidence != nil {
		t.Fatalf("%+v", m)
	}
	if s := m.Statements[0]; s.Class != CommonGround || s.Groups != nil || *s.All != (Counts{60, 0, 0}) {
		t.Errorf("%+v", s)
	}
	if s := m.Statements[6]; s.Class != Short || s.All != nil || s.More != 0 || m.Table.Votes != 360 {
		t.Errorf("one answer: %+v", s)
	}
	page := render(t, m, HTML)
	if strings.Contains(page, "<figure") || !strings.Contains(page, "One field") || !strings.Contains(page, "Fewer than five") {
		t.Error("the page of one field")
	}
}

// A table whose statements are all hidden has nothing to say, and says that.
func TestAllHidden(t *testing.T) {
	s := load(t, "pid,tid,vote\n1,9,1\n2,9,-1\n", campComments, 0)
	for _, m := range []*Model{FromOpinion(s, 1, func(string) {}, nil, book(t).In("en")), FromPolis(s, nil, book(t).In("en"))} {
		if len(m.Statements) != 0 || m.Table.Hidden != 1 {
			t.Errorf("%+v", m)
		}
		if page := render(t, m, HTML); strings.Contains(page, "Gossip") {
			t.Error("a hidden statement is shown")
		}
	}
}

// No count is about fewer than five people, nor can one be had by taking the
// others off the sum.
func TestCountsHideTheFew(t *testing.T) {
	for name, c := range map[string]struct {
		by     opinion.Partition
		all    bool
		groups bool
	}{
		"enough":     {opinion.Partition{{Agree: 5}, {Disagree: 9}}, true, true},
		"nobody":     {opinion.Partition{{Agree: 5}, {}}, true, true},
		"few in one": {opinion.Partition{{Agree: 50}, {Unsure: 4}}, true, false},
		"few":        {opinion.Partition{{Agree: 1}, {Agree: 3}}, false, false},
		"one field":  {opinion.Partition{{Agree: 5}}, true, false},
	} {
		var s Statement
		s.count(c.by)
		if (s.All != nil) != c.all || (s.Groups != nil) != c.groups {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestPage(t *testing.T) {
	for lang, dir := range map[string]string{"en": "ltr", "ar": "rtl"} {
		checkPage(t, FromPolis(load(t, camps(60), campComments, 0), nil, book(t).In(lang)), lang, dir)
		checkPage(t, ours(t, camps(60), 1, lang), lang, dir)
	}
}

// The order of the lines and the number of threads move no byte.
func TestSameBytes(t *testing.T) {
	head, lines, _ := strings.Cut(camps(60), "\n")
	turned := strings.SplitAfter(lines, "\n")
	slices.Reverse(turned)
	other := head + "\n" + strings.Join(turned, "")
	en := book(t).In("en")
	for _, write := range []func(io.Writer, *Model) error{HTML, JSON, SVG} {
		if render(t, ours(t, camps(60), 1, "en"), write) != render(t, ours(t, other, 2, "en"), write) {
			t.Error("Parley: other bytes")
		}
		a, b := load(t, camps(60), campComments, 0), load(t, other, campComments, 0)
		if render(t, FromPolis(a, nil, en), write) != render(t, FromPolis(b, nil, en), write) {
			t.Error("Polis: other bytes")
		}
	}
}
