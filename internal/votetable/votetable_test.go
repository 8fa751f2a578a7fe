package votetable

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func read(text string) ([]string, *Report, error) {
	var got []string
	rep, err := Read(strings.NewReader(text), func(p, s string, a int, _ bool) error {
		got = append(got, fmt.Sprintf("%s %s %+d", p, s, a))
		return nil
	})
	return got, rep, err
}

func TestRead(t *testing.T) {
	want := []string{"p1 s1 +1", "p2 s1 -1", "p1 s2 +0"}
	for name, text := range map[string]string{
		"plain":      "participant,statement,vote\np1,s1,1\np2,s1,-1\np1,s2,0\n",
		"no end":     "participant,statement,vote\np1,s1,1\np2,s1,-1\np1,s2,0",
		"mark":       "\ufeffparticipant,statement,vote\np1,s1,1\np2,s1,-1\np1,s2,0\n",
		"semicolons": "Statement ID;Participant;Vote\r\ns1;p1;1.0\r\ns1;p2;\u22121\r\ns2;p1;0.0\r\n",
		"tabs":       "user_id\titem\tanswer\np1\ts1\tAgree\np2\ts1\tdisagree\np1\ts2\tpass\n",
		"quotes":     "\"participant\",\"statement\",\"note, free\",\"vote\"\n\"p1\",\"s1\",\"two\nlines\",\"yes\"\n p2 ,s1,\"\"\"\",no\np1,s2,x,unsure\n",
		"polis":      "timestamp,datetime,comment-id,voter-id,vote\n1,x,s1,p1,1\n2,x,s1,p2,-1\n3,x,s2,p1,0\n",
		"more ends":  "participant,statement,vote\np1,s1,1,,\np2,s1,-1\np1,s2,0, \n",
	} {
		got, _, err := read(text)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestReport(t *testing.T) {
	_, rep, err := read("participant,statement,vote\n\np1,s1,1\n\n\n,,\np1,s2,\np1,\"s\n3\",agree\n\n")
	if err != nil {
		t.Fatal(err)
	}
	if rep.Form != Votes || !rep.Numbers {
		t.Errorf("%+v", rep)
	}
	if rep.Empty != 5 || rep.FirstEmpty != 2 || rep.Unvoted != 1 || rep.FirstUnvoted != 7 {
		t.Errorf("empty and unvoted lines: %+v", rep)
	}
	_, rep, err = read("voter-id;comment-id;vote\n1;1;agree\n1;2;0\n")
	if err != nil || rep.Form != PolisVotes || rep.Numbers {
		t.Errorf("%+v, %v", rep, err)
	}
}

// Only of a number has a reader to know what its sign means.
func TestNumbersAreTold(t *testing.T) {
	var got []bool
	_, err := Read(strings.NewReader("pid,tid,vote\n1,1,1\n1,2,agree\n1,3,0\n1,4,no\n1,5,-1\n"), func(_, _ string, _ int, number bool) error {
		got = append(got, number)
		return nil
	})
	if want := []bool{true, false, true, false, true}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
}

func TestMatrix(t *testing.T) {
	const head = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,7,8,9\n"
	got, rep, err := read(head + "p1,0,0,3,2,1,1,1,-1\np2,,0,1,0,0,,0,\n")
	if err != nil || !slices.Equal(got, []string{"p1 7 +1", "p1 8 +1", "p1 9 -1", "p2 8 +0"}) {
		t.Errorf("%q, %v", got, err)
	}
	if rep.Form != PolisMatrix || rep.Inverted || !rep.Counted || !slices.Equal(rep.Statements, []string{"7", "8", "9"}) {
		t.Errorf("%+v", rep)
	}
	if _, rep, err = read(head + "p1,0,0,3,1,2,1,1,-1\n"); err != nil || !rep.Inverted || !rep.Counted {
		t.Errorf("inverted: %+v, %v", rep, err)
	}
	if _, rep, err = read(head + "p1,0,0,3,1,1,1,0,-1\n"); err != nil || rep.Inverted || rep.Counted {
		t.Errorf("undecided: %+v, %v", rep, err)
	}
}

// What stands in the column of groups is handed on wherever something does, with
// a vote or without, under the column's name or one that differs in signs alone.
func TestDeclared(t *testing.T) {
	const long = "Group:;participant;group;statement;vote\n;p1;press;s1;1\nx;p1;;s2;0\ny;p2; youth ;s1;\n"
	const matrix = "participant,group-id,n-agree,n-disagree,7\np1,0,1,0,1\np2,,0,1,-1\n"
	for name, c := range map[string]struct {
		text, column string
		want         []string
	}{
		"as it stands":  {long, "group", []string{"p1 press", "p2 youth"}},
		"another":       {long, "Group:", []string{"p1 x", "p2 y"}},
		"the first":     {long, "GROUP", []string{"p1 x", "p2 y"}},
		"a matrix":      {matrix, "Group ID", []string{"p1 0"}},
		"its statement": {matrix, "7", []string{"p1 1", "p2 -1"}},
		"no name":       {long, "", nil},
	} {
		var got []string
		rep, err := ReadDeclared(strings.NewReader(c.text), c.column, func(p, g string) error {
			got = append(got, p+" "+g)
			return nil
		}, func(string, string, int, bool) error { return nil })
		if name == "its statement" {
			var e *Error
			if !errors.As(err, &e) || e.Line != 0 {
				t.Errorf("the only statement declares: %v", err)
			}
		} else if err != nil || rep.Form == PolisMatrix && len(rep.Statements) != 1 {
			t.Errorf("%s: %+v, %v", name, rep, err)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	_, err := ReadDeclared(strings.NewReader(long), "group", func(p, _ string) error {
		if p == "p2" {
			return errors.New("full")
		}
		return nil
	}, func(string, string, int, bool) error { return nil })
	if err == nil || err.Error() != "line 4: full" {
		t.Error(err)
	}
}

func TestErrorsNameTheLine(t *testing.T) {
	const head = "participant,statement,vote\np1,s1,1\n"
	for name, c := range map[string]struct {
		text string
		line int
		says string
	}{
		"nothing":      {"", 0, "empty"},
		"blank":        {"\n\n,,\n", 0, "empty"},
		"no header":    {"0,0,1\n0,1,1\n", 1, `"0", "0", "1"`},
		"other header": {"\n\nname,age\nx,3\n", 3, `"name", "age"`},
		"no votes":     {"participant,statement,vote\np1,s1,\n", 0, "no votes"},
		"value":        {head + "\np1,s2,2\n", 4, `"2"`},
		"after quotes": {head + "\"p\n1\",s2,1\np1,s2,maybe\n", 5, `"maybe"`},
		"long value":   {head + "p1,s2," + strings.Repeat("x", 99) + "\n", 3, "xxx…"},
		"no name":      {head + ",s2,1\n", 3, "no participant"},
		"no statement": {head + "p1,,1\n", 3, "no statement"},
		"short":        {head + "p1,s2\n", 3, "fields is 2"},
		"long":         {head + "p1,s2,1,1\n", 3, "fields is 4"},
		"latin":        {head + "p\xe9,s2,1\n", 3, "UTF-8"},
		"nul":          {head + "p\x00,s2,1\n", 3, "UTF-8"},
		"utf-16":       {"\xff\xfep\x00", 1, "UTF-16"},
		"workbook":     {"PK\x03\x04", 1, "workbook"},
		"compressed":   {"\x1f\x8b\x08\x00", 1, "archive"},
		"a program":    {"\x7fELF\x02\x00\x00\r\x00x\r", 1, "UTF-8"},
		"twice a name": {"user,User,statement,vote\np1,x,s1,1\n", 1, "columns 1 and 2 are both called"},
		"two votes":    {"vote,participant,statement,vote\n1,p1,s1,1\n", 1, "columns 1 and 4 are both called"},
		"old ends":     {"participant,statement,vote\rp1,s1,1\r", 1, "carriage"},
		"open quote":   {head + "p1,\"s2,1\np1,s3,1\n", 3, "not closed"},
		"later quote":  {head + "p1,\"s2,1\n" + strings.Repeat("p2,s2,1\n", 2000) + "p3,s2\",1\n", 3, "longer than 10000 bytes"},
		"bare quote":   {head + "p1,s\"2,1\n", 3, "quotation"},
		"same columns": {"participant,n-agree,n-disagree,1,1\np,0,0,1,1\n", 1, "column 5"},
	} {
		_, _, err := read(c.text)
		var e *Error
		if !errors.As(err, &e) || e.Line != c.line || !strings.Contains(e.Error(), c.says) {
			t.Errorf("%s: %v, want line %d and %q", name, err, c.line, c.says)
		}
	}
}

func TestRefusedVoteNamesTheLine(t *testing.T) {
	full := errors.New("full")
	_, err := Read(strings.NewReader("pid,tid,vote\n1,1,1\n"), func(string, string, int, bool) error { return full })
	if !errors.Is(err, full) || !strings.HasPrefix(err.Error(), "line 2: ") {
		t.Error(err)
	}
}

func TestMillionEmptyLines(t *testing.T) {
	_, rep, err := read("participant,statement,vote\n" + strings.Repeat("\n,,\n", 500_000) + "p1,s1,1\n")
	if err != nil || rep.Empty != 1_000_000 || rep.FirstEmpty != 2 {
		t.Errorf("%+v, %v", rep, err)
	}
}

// Whatever the delimiter, the mark and the line ends, what is written is read.
func TestRoundTrip(t *testing.T) {
	name := rapid.StringMatching(`[\pL\d"',;]([\pL\d "',;\n]{0,6}[\pL\d"',;])?`)
	rapid.Check(t, func(t *rapid.T) {
		sep := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "separator")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end")
		text := rapid.SampledFrom([]string{"", "\ufeff"}).Draw(t, "mark") + strings.Join([]string{"vote", "voter-id", "comment-id"}, sep) + end
		var want []string
		for range rapid.IntRange(1, 9).Draw(t, "votes") {
			p, s, a := name.Draw(t, "participant"), name.Draw(t, "statement"), rapid.IntRange(-1, 1).Draw(t, "vote")
			want = append(want, fmt.Sprintf("%s %s %+d", p, s, a))
			quote := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
			text += strings.Join([]string{fmt.Sprint(a), quote(p), quote(s)}, sep) + end
			text += strings.Repeat(end, rapid.IntRange(0, 2).Draw(t, "empty"))
		}
		if got, _, err := read(text); err != nil || !slices.Equal(got, want) {
			t.Fatalf("%q, %v, want %q", got, err, want)
		}
	})
}

func TestComments(t *testing.T) {
	got, err := ReadComments(strings.NewReader("timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n" +
		"1,x,0,0,12,3,1,\"One, two\"\n2,x,1,0,,,-1,Three\n3,x,1,0,1,2,-1,Four\n"))
	if err != nil || len(got) != 2 || got["0"] != (Comment{"One, two", 12, 3, true, false}) || got["1"] != (Comment{"Four", 1, 2, true, true}) {
		t.Errorf("%v, %v", got, err)
	}
	got, err = ReadComments(strings.NewReader("id;text\na;Some words\n"))
	if err != nil || got["a"] != (Comment{Text: "Some words"}) {
		t.Errorf("%v, %v", got, err)
	}
	for text, says := range map[string]string{
		"statement,vote\n1,1\n": "line 1: no columns", "id,text\n,x\n": "line 2: no id", "": "empty", "id,text,text\n1,x,y\n": "columns 2 and 3",
	} {
		if _, err := ReadComments(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("participant,statement,vote\np1,s1,1\n")
	f.Add("\ufeffvoter-id;comment-id;vote\r\n1;2;-1\r\n\r\n;;\r\n")
	f.Add("participant\tn-agree\tn-disagree\t1\t2\np\t1\t0\t1\t\n")
	f.Add("participant,group,statement,vote\np,x,1,1\np,,2,no\n")
	f.Add("id,text\n1,\"a\nb\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + 1
		votes := 0
		declare := func(p, g string) error {
			if p == "" || g == "" {
				t.Fatalf("%q declares %q", p, g)
			}
			return nil
		}
		column := ""
		if strings.Contains(text, "group") {
			column = "group"
		}
		rep, err := ReadDeclared(strings.NewReader(text), column, declare, func(p, s string, a int, _ bool) error {
			votes++
			if p == "" || s == "" || a < Disagree || a > Agree {
				t.Fatalf("%q voted %d on %q", p, a, s)
			}
			return nil
		})
		check := func(err error) {
			var e *Error
			if !errors.As(err, &e) || e.Why == "" || e.Line < 0 || e.Line > lines {
				t.Fatalf("of %d lines: %v", lines, err)
			}
		}
		if err != nil {
			check(err)
		} else if votes == 0 || rep.Empty+rep.Unvoted >= lines || rep.Empty > 0 && (rep.FirstEmpty < 1 || rep.FirstEmpty > lines) {
			t.Fatalf("%d votes of %d lines: %+v", votes, lines, rep)
		}
		if _, err := ReadComments(strings.NewReader(text)); err != nil {
			check(err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("participant,statement,vote\n")
	for i := range 100_000 {
		fmt.Fprintf(&text, "%d,%d,%d\n", i%1000, i/1000, i%3-1)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if _, err := Read(strings.NewReader(text.String()), func(string, string, int, bool) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
