package stand

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/internal/opinion"
	"parley/internal/votetable"
)

// declaring is a table with a column more: what of says of each person, whose
// number is what follows the p.
func declaring(table string, of func(person int) string) string {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	for i, line := range lines {
		var person int
		if i == 0 {
			lines[i] += ",Stakeholder group"
		} else if _, err := fmt.Sscanf(line, "p%d,", &person); err == nil {
			lines[i] += "," + of(person)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// thirds parts people into three groups, across the camps.
func thirds(person int) string { return [...]string{"youth", "press", "technical"}[person/2%3] }

func declaredIn(t *testing.T, table string, comments map[string]votetable.Comment) *Source {
	t.Helper()
	s, err := Load(strings.NewReader(table), Options{Comments: comments, Agree: 1, Groups: "stakeholder-group"})
	if err != nil {
		t.Fatal(err)
	}
	s.Title, s.File = "Trams", "trams.csv"
	return s
}

func declaredBy(t *testing.T, table, lang string) *Model {
	t.Helper()
	return FromOpinion(declaredIn(t, table, campComments), 1, func(string) {}, nil, book(t).In(lang))
}

func TestDeclaredGroups(t *testing.T) {
	m := declaredBy(t, declaring(camps(60), thirds), "en")
	if m.Declared == nil || !slices.Equal(m.Declared.Groups, []DeclaredGroup{{"press", false, 20}, {"technical", false, 20}, {"youth", false, 20}}) {
		t.Fatalf("%+v", m.Declared)
	}
	for _, one := range m.Statements {
		var sum Counts
		for _, c := range one.Declared {
			sum = sum.plus(c)
		}
		if len(one.Declared) != 3 || sum != *one.All {
			t.Errorf("%+v", one)
		}
	}
	if last := m.Statements[8]; last.Class != CommonGround || !last.Confirmed {
		t.Errorf("all agree: %+v", last)
	}
	for lang, dir := range map[string]string{"en": "ltr", "ar": "rtl"} {
		m := declaredBy(t, declaring(camps(60), thirds), lang)
		checkPage(t, m, lang, dir)
		if page := render(t, m, HTML); !strings.Contains(page, `<dt dir="auto">press</dt>`) || !strings.Contains(page, "\u2068stakeholder-group\u2069") || !strings.Contains(page, `<th scope="row" dir="auto">youth</th>`) {
			t.Errorf("%s: the page lacks the declared groups", lang)
		}
	}
}

// What most agree on is no common ground where a declared group disagrees.
func TestDeclaredGroupsDiffer(t *testing.T) {
	table := declaring(camps(60), thirds)
	for i := range 60 {
		if thirds(i) == "press" {
			table = strings.Replace(table, fmt.Sprintf("p%d,8,1,press", i), fmt.Sprintf("p%d,8,-1,press", i), 1)
		}
	}
	if s := declaredBy(t, table, "en").Statements[8]; s.Class != OpenBetween || s.Declared[0].Disagree < 15 {
		t.Errorf("%+v", s)
	}
}

// Nobody is in a group of fewer than five, nor can be had by taking the others off.
func TestFewDeclare(t *testing.T) {
	few := func(n int, group string) func(int) string {
		return func(person int) string {
			if person < n {
				return group
			}
			return thirds(person)
		}
	}
	for name, c := range map[string]struct {
		of   func(int) string
		want []DeclaredGroup
	}{
		"ten said nothing":  {few(10, ""), []DeclaredGroup{{"press", false, 16}, {"technical", false, 18}, {"youth", false, 16}, {"", true, 10}}},
		"three":             {few(3, ""), []DeclaredGroup{{"press", false, 19}, {"technical", false, 20}, {"", true, 21}}},
		"three are a group": {few(3, "weather"), []DeclaredGroup{{"press", false, 19}, {"technical", false, 20}, {"", true, 21}}},
		"six are":           {few(6, "weather"), []DeclaredGroup{{"press", false, 18}, {"technical", false, 18}, {"weather", false, 6}, {"youth", false, 18}}},
		"all say one":       {few(60, "weather"), nil},
		"all but three":     {func(i int) string { return few(3, "")(min(i, 3)) }, nil},
		"everybody another": {func(i int) string { return fmt.Sprint(i) }, nil},
	} {
		s := declaredIn(t, declaring(camps(60), c.of), nil)
		if !slices.Equal(s.declared.groups, c.want) {
			t.Errorf("%s: %+v", name, s.declared.groups)
		}
		if noted := slices.ContainsFunc(s.Notes, func(n Note) bool { return n.Code == "undeclared" }); noted != (c.want == nil) {
			t.Errorf("%s: %q", name, codes(s))
		}
	}
}

func TestDeclaredColumnIsRefused(t *testing.T) {
	many := declaring(camps(60*5), func(i int) string { return fmt.Sprint(i % 60) })
	for name, c := range map[string]struct {
		table, column, says string
		line                int
	}{
		"none":            {camps(60), "press", `no column "press"; it names "participant", "statement", "vote"`, 1},
		"the votes":       {camps(60), "Vote", "who voted on what", 1},
		"two of one":      {"participant,statement,vote,g\na,1,1,x\n\na,2,1,\na,3,1,y\n", "g", `participant "a" is in "y" here and in "x" above`, 5},
		"sixty":           {many, "stakeholdergroup", "60 groups of five or more", 0},
		"a matrix's sums": {matrix(t, camps(60)), "n-agree", "who voted on what", 1},
	} {
		_, err := Load(strings.NewReader(c.table), Options{Groups: c.column})
		var e *votetable.Error
		if !errors.As(err, &e) || e.Line != c.line || !strings.Contains(e.Error(), c.says) {
			t.Errorf("%s: %v, want line %d and %q", name, err, c.line, c.says)
		}
	}
}

// Polis's own groups stand in a column of its matrix, which is no statement.
func TestMatrixDeclares(t *testing.T) {
	head, lines, _ := strings.Cut(matrix(t, camps(60)), "\n")
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		name, rest, _ := strings.Cut(line, ",0,")
		fmt.Fprintf(&b, "%s,%d,%s\n", name, i%2, rest)
	}
	s, err := Load(strings.NewReader(head+"\n"+b.String()), Options{Groups: "group-id"})
	if err != nil || !slices.Equal(s.declared.groups, []DeclaredGroup{{"0", false, 30}, {"1", false, 30}}) || s.all.Statements() != 10 {
		t.Errorf("%+v, %v", s, err)
	}
}

// However the few of a declared group answered, the report is the same to the last
// byte; and a statement that few of a group answered is no common ground.
func TestNothingTellsOfTheFewWhoDeclare(t *testing.T) {
	s := declaredIn(t, declaring(crowd(), thirds), nil)
	a := opinion.Fit(s.Rows(), 1).Test()
	declared := s.declared.by(a)
	var want string
	for i, by := range []opinion.Partition{
		{{Agree: 40}, {Agree: 16}, {Agree: 4}},
		{{Agree: 40}, {Agree: 17}, {Agree: 2, Unsure: 1}},
		{{Agree: 38}, {Agree: 19}, {Disagree: 3}},
	} {
		declared[lone] = by
		m, got := told(t, s, a, map[int]opinion.Partition{lone: {{Agree: 20}, {Agree: 20}, {Agree: 20}}}, declared)
		one := m.Statements[lone]
		if one.Declared != nil || one.Groups == nil || one.Class != Short || one.Confirmed || one.More != 0 {
			t.Errorf("%+v", one)
		}
		if m.Statements[halved].Declared == nil {
			t.Errorf("%+v", m.Statements[halved])
		}
		if i == 0 {
			want = got
		} else if got != want {
			t.Errorf("answers %d tell themselves apart from the first", i)
		}
	}
}
