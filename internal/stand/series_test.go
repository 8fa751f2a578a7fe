package stand

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"parley/internal/opinion"
	"parley/internal/votetable"
)

// tables is a series of tables with the same two camps as camps has: statement 8 is agreed
// on by all, and each table has the statements of its list.
func tables(t *testing.T, comments map[string]votetable.Comment, statements ...[]string) (out []*Source) {
	t.Helper()
	for f, of := range statements {
		var b strings.Builder
		b.WriteString("participant,statement,vote\n")
		for i := range 60 {
			for j, id := range of {
				vote := 1 - 2*(i%2)
				if id == "8" {
					vote = 1
				} else if j == i/2%9 {
					vote = 0
				}
				fmt.Fprintf(&b, "p%d,%s,%d\n", i, id, vote)
			}
		}
		s := load(t, b.String(), comments, 1)
		s.Title, s.File = fmt.Sprintf("Town %d", f), fmt.Sprintf("town-%d.csv", f)
		out = append(out, s)
	}
	return out
}

func numbers(from, to int) (out []string) {
	for j := from; j <= to; j++ {
		out = append(out, fmt.Sprint(j))
	}
	return out
}

func TestSeriesOfTables(t *testing.T) {
	m := modelOf(t, series(t, tables(t, nil, numbers(0, 9), numbers(4, 14))), "en")
	if m.Table.Participants != 120 || m.Table.Statements != 15 || len(m.Groups) != 2 || m.Map == nil || m.Title != "Series of rooms and tables: 2" {
		t.Errorf("%q: %+v, %d groups", m.Title, m.Table, len(m.Groups))
	}
	for _, x := range m.Statements {
		want := []int{1, 2}
		switch {
		case len(x.ID) == 1 && x.ID < "4":
			want = []int{1}
		case len(x.ID) == 2:
			want = []int{2}
		}
		if !slices.Equal(x.In, want) || (x.Declared == nil) != (len(want) == 1) {
			t.Errorf("%s: in %v, %v", x.ID, x.In, x.Declared)
		}
	}
	if agreed := m.Statements[8]; agreed.Class != CommonGround || !agreed.Confirmed {
		t.Errorf("%+v", agreed)
	}
	if p := FromPolis(series(t, tables(t, nil, numbers(0, 9), numbers(4, 14))), nil, book(t).In("en")); len(p.Files) != 2 || p.Table.Votes != 60*21 || p.Files[1].Votes != 60*11 {
		t.Errorf("as Polis: %+v, %+v", p.Table, p.Files)
	}
}

// One source is itself: its report has the same bytes.
func TestSeriesOfOne(t *testing.T) {
	s := load(t, camps(60), campComments, 0)
	if one := series(t, []*Source{s}); one != s {
		t.Error("another source")
	}
}

// The order of the files moves no byte.
func TestSeriesInAnyOrder(t *testing.T) {
	of := append(twoRooms(t, ""), tables(t, map[string]votetable.Comment{"1": {Text: "Trams run late."}, "8": {Text: "Trams are full."}}, numbers(0, 9), numbers(1, 9))...)
	var want []string
	for i, order := range [][]int{{0, 1, 2, 3}, {3, 1, 0, 2}, {2, 3, 1, 0}} {
		var turned []*Source
		for _, f := range order {
			turned = append(turned, of[f])
		}
		m := modelOf(t, series(t, turned), "en")
		got := []string{render(t, m, HTML), render(t, m, JSON)}
		if i == 0 {
			want = got
		} else if !slices.Equal(got, want) {
			t.Errorf("order %v: other bytes", order)
		}
	}
}

// No two files have one name, whatever they are called.
func TestSeriesNamesItsFiles(t *testing.T) {
	var of []*Source
	for i, name := range []struct{ title, file string }{{"Town", "a.csv"}, {"Town", "b.csv"}, {"Town (a.csv)", "c.csv"}, {"Town", "b.csv"}, {"Village", "b.csv"}} {
		s := tables(t, nil, numbers(0, 5+i))[0]
		s.Title, s.File = name.title, name.file
		of = append(of, s)
	}
	var got []string
	for _, f := range series(t, of).files {
		got = append(got, f.Name)
	}
	if want := []string{"Town (a.csv, 1)", "Town (b.csv, 2)", "Town (b.csv, 3)", "Town (a.csv) (c.csv)", "Village"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestSeriesThatAreRefused(t *testing.T) {
	polis := func(table string) *Source {
		s := load(t, table, nil, 1)
		s.File = "export.csv"
		return s
	}
	two := tables(t, nil, numbers(0, 9), numbers(4, 14))
	many := func(name string) *Source {
		var b strings.Builder
		b.WriteString("participant,statement,vote\na,0,1\n")
		for j := range opinion.MaxStatements - 1 {
			fmt.Fprintf(&b, "a,%s%d,1\n", name, j)
		}
		return load(t, b.String(), nil, 1)
	}
	for name, c := range map[string]struct {
		of   []*Source
		says string
	}{
		"Polis's votes":      {[]*Source{two[0], polis(strings.Replace(camps(60), "participant,statement", "voter-id,comment-id", 1))}, "export.csv is an export of Polis"},
		"Polis's matrix":     {[]*Source{two[0], polis(matrix(t, camps(60)))}, "export.csv is an export of Polis"},
		"the same votes":     {append(tables(t, nil, numbers(0, 9)), two...), "town-0.csv and town-0.csv are the same"},
		"two apart":          {tables(t, nil, numbers(0, 9), numbers(10, 19)), "count in town-1.csv has"},
		"two pairs":          {tables(t, nil, numbers(0, 9), numbers(20, 29), numbers(9, 19), numbers(29, 39)), "count in town-1.csv, town-3.csv has"},
		"the smaller part":   {tables(t, nil, numbers(0, 9), numbers(20, 29), numbers(29, 39)), "count in town-0.csv has"},
		"too many to number": {[]*Source{many("x"), many("y")}, "at most 16384"},
	} {
		_, err := Series(c.of)
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

// The weakest link is told of, if it is weak.
func TestSeriesByFewStatements(t *testing.T) {
	for name, c := range map[string]struct {
		of   []*Source
		want []string
	}{
		"ten":                  {tables(t, nil, numbers(0, 9), numbers(0, 10)), nil},
		"five":                 {tables(t, nil, numbers(0, 9), numbers(5, 14)), nil},
		"four":                 {tables(t, nil, numbers(0, 9), numbers(6, 15)), []string{"few_shared 4 0"}},
		"none, but by a third": {tables(t, nil, numbers(0, 9), numbers(10, 19), numbers(5, 15)), nil},
		"one, and by a third":  {tables(t, nil, numbers(0, 9), numbers(9, 19), numbers(5, 15)), nil},
		"two, by a third":      {tables(t, nil, numbers(0, 9), numbers(14, 24), numbers(5, 15)), []string{"few_shared 2 0"}},
	} {
		if got := codes(series(t, c.of)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A file is no group that disagrees where it was not asked, and one where it was.
func TestSeriesIsPartedByFile(t *testing.T) {
	of := func(second string) *Model {
		var b strings.Builder
		b.WriteString("participant,statement,vote\n")
		for i := range 40 {
			fmt.Fprintf(&b, "q%d,x,1\nq%d,agreed,%s\n", i, i, second)
		}
		first := strings.NewReplacer(",8,", ",agreed,", ",0,", ",x,").Replace(camps(60))
		other := load(t, b.String(), nil, 1)
		other.Title = "Other"
		return modelOf(t, series(t, []*Source{load(t, first, nil, 1), other}), "en")
	}
	agreed := func(m *Model) Statement {
		return m.Statements[slices.IndexFunc(m.Statements, func(x Statement) bool { return x.ID == "agreed" })]
	}
	if x := agreed(of("1")); x.Class != CommonGround {
		t.Errorf("%+v", x)
	}
	if x := agreed(of("-1")); x.Class != OpenBetween || !slices.Contains(x.Declared, Counts{0, 40, 0}) {
		t.Errorf("%+v", x)
	}
	alone := of("1").Statements[0] // 1, which stood in one table alone
	if alone.Class != OpenBetween || len(alone.In) != 1 {
		t.Errorf("%+v", alone)
	}
}

// Statements of tables are moderated out once for all of them, and notes say whose they
// are.
func TestSeriesOfModeratedTables(t *testing.T) {
	comments := map[string]votetable.Comment{"9": {Text: "Gossip", Out: true}, "8": {Text: "Trams"}}
	m := modelOf(t, series(t, tables(t, comments, numbers(0, 9), numbers(4, 14))), "en")
	if m.Table.Hidden != 1 || m.Table.Statements != 14 || m.byText("Gossip").ID != "" || m.byText("Trams").ID == "" {
		t.Errorf("%+v", m.Table)
	}
	var of []string
	for _, n := range m.Notes {
		of = append(of, n.Code+" "+n.File)
	}
	if !slices.Equal(of, []string{"textless town-0.csv", "textless town-1.csv"}) {
		t.Errorf("%q", of)
	}
	if page := render(t, m, HTML); !strings.Contains(page, "\u2068town-1.csv\u2069: Statements without a text") || strings.Contains(page, "Gossip") || strings.Contains(page, `scope="col">Day`) {
		t.Error("the page's notes, or what rooms alone have")
	}
}

// Of two statements with one text in one file the first is joined with those of others.
func TestSeriesWithATextTwice(t *testing.T) {
	comments := map[string]votetable.Comment{"1": {Text: "Trams\trun late. "}, "2": {Text: "Trams run late."}}
	m := modelOf(t, series(t, tables(t, comments, numbers(1, 9), numbers(0, 9), numbers(2, 9))), "en")
	var in []string
	for _, x := range m.Statements {
		if x.Text == "Trams run late." {
			in = append(in, fmt.Sprint(x.In))
		}
	}
	if slices.Sort(in); !slices.Equal(in, []string{"[1 2 3]", "[1]", "[2]"}) {
		t.Errorf("%q", in)
	}
}

// Groups that people declared are one over all tables.
func TestSeriesByWhatPeopleDeclared(t *testing.T) {
	var of []*Source
	for f := range 2 {
		s := declaredIn(t, declaring(camps(60+2*f), thirds), nil)
		s.Title = fmt.Sprint(f)
		of = append(of, s)
	}
	m := modelOf(t, series(t, of), "en")
	if m.Declared.ByFile || !slices.Equal(m.Declared.Groups, []DeclaredGroup{{"press", false, 40}, {"technical", false, 40}, {"youth", false, 42}}) {
		t.Errorf("%+v", m.Declared)
	}
}

func TestPageOfASeries(t *testing.T) {
	for lang, dir := range map[string]string{"en": "ltr", "ar": "rtl"} {
		of := append(twoRooms(t, ""), tables(t, map[string]votetable.Comment{"8": {Text: "Trams run <late> & \"often\""}, "1": {Text: "Trams run late."}}, numbers(0, 9))...)
		of[2].Title = "youth" // as rooms call a group
		m := modelOf(t, series(t, of), lang)
		for _, write := range []func(io.Writer, *Model) error{HTML, JSON} {
			text := render(t, m, write)
			for _, want := range []string{"room-0.parley", "2027-01-17", "Tickets cost too much.", "A session for tests? (2027-01-15)"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s: no %q", lang, want)
				}
			}
		}
		if m.Map != nil || m.Declared.name(2, m.t) != "youth" {
			t.Errorf("%s: a map of rooms, or %q", lang, m.Declared.name(2, m.t))
		}
		page := render(t, m, HTML)
		for _, never := range []string{"stand.h.", "stand.fact.", "stand.in", "stand.how", "{n}", "{file}", "<script", "<late>", "ZgotmplZ", "h-map"} {
			if strings.Contains(page, never) {
				t.Errorf("%s: the page has %q", lang, never)
			}
		}
		if !strings.Contains(page, `<html lang="`+lang+`" dir="`+dir+`">`) {
			t.Errorf("%s: not in its language", lang)
		}
	}
}
