package report

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"parley/internal/room"
)

// readTable is a table as a spreadsheet reads it.
func readTable(t *testing.T, m *Model, name string) [][]string {
	t.Helper()
	var b bytes.Buffer
	if err := CSV(&b, m, name); err != nil {
		t.Fatal(err)
	}
	body, marked := strings.CutPrefix(b.String(), "\ufeff")
	if !marked || strings.Count(body, "\n") != strings.Count(body, "\r\n") {
		t.Errorf("%s: byte order mark %v, lines must end with CR LF", name, marked)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return rows
}

func TestTables(t *testing.T) {
	p := cards(t)
	m := Build(p.s, p.texts, head(p), english(t))
	var got bytes.Buffer
	for _, name := range Tables {
		got.WriteString("== " + name + "\n")
		if err := CSV(&got, m, name); err != nil {
			t.Fatal(err)
		}
		if rows := readTable(t, m, name); name != "outcomes" && len(rows) < 2 {
			t.Errorf("%s has no rows", name)
		}
	}
	path := filepath.Join("testdata", "cards.csv")
	if *rewrite {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Error("the tables differ from what is expected; run with -rewrite and read the difference")
	}
	if err := CSV(&got, m, "votes"); err == nil {
		t.Error("a table was written that there is not")
	}
}

// TestNoCellIsAFormula: whatever people write, no cell of any table begins as a
// formula does.
func TestNoCellIsAFormula(t *testing.T) {
	p := open(t, setup())
	p.do(p.seats[room.Moderator], "session.start", room.None{}, nil)
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "＝1", "x;=1+1", "a \"quoted\", text\nof two lines"} {
		p.card(room.View, text, 1, room.Asks{})
	}
	m := Build(p.s, p.texts, head(p), english(t))
	quoted := false
	for _, name := range Tables {
		for _, row := range readTable(t, m, name) {
			for _, cell := range row {
				noFormula(t, cell)
				quoted = quoted || cell == "a \"quoted\", text\nof two lines"
			}
		}
	}
	if !quoted {
		t.Error("a text with quotes, commas and lines does not come back as it was")
	}
}

// TestNoFormulaByOtherSeparators: some spreadsheets part cells by semicolons or
// tabs, wherever quotes stand, and so find cells within what was one.
func TestNoFormulaByOtherSeparators(t *testing.T) {
	m := new(Model)
	for _, text := range []string{
		"=1", "\t=1", "\u00a0=1", "\u2028=1", "\"=1", "=1;=2", "x,=1", ";", "\"a, x;",
		"x;=1+1", "x; =1+1", "x;\"=1+1\"", "x;\"\";=1", "x, y;=1", "x;+1;-1;@A1", "x;＝1", "x;;=1", "x;\ufeff=1",
		"x\t=1+1", "x;\t=1", "x\n=1+1", "x;\n=1", "x\r\n\"=1\"",
	} {
		m.Table = append(m.Table, Seat{Name: text, Affiliation: text, Group: "x;", Region: "=1"})
	}
	var b bytes.Buffer
	if err := CSV(&b, m, "seats"); err != nil {
		t.Fatal(err)
	}
	for _, comma := range ",;\t" {
		in := csv.NewReader(bytes.NewReader(b.Bytes()))
		in.Comma, in.LazyQuotes, in.FieldsPerRecord = comma, true, -1
		rows, err := in.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range slices.Concat(rows...) {
			noFormula(t, cell)
		}
	}
	for _, cell := range strings.FieldsFunc(b.String(), func(c rune) bool { return strings.ContainsRune(";\t\r\n", c) }) {
		noFormula(t, cell)
	}
}

// noFormula refuses a cell that begins as a formula, also behind what a
// spreadsheet takes off it.
func noFormula(t *testing.T, cell string) {
	t.Helper()
	begins := strings.TrimLeftFunc(cell, func(c rune) bool { return unicode.IsSpace(c) || c == '"' || c == '\ufeff' })
	if strings.IndexAny(begins, "=+-@|%＝＋－＠") == 0 {
		t.Errorf("a cell is %q", cell)
	}
}

// TestTablesShowWhatThePageShows: a number that is held back stands in no table.
func TestTablesShowWhatThePageShows(t *testing.T) {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	p.do(mod, "session.start", room.None{}, nil)
	few, some := p.card(room.View, "Few answered.", 1, room.Asks{}), p.card(room.View, "Some answered.", 1, room.Asks{})
	p.vote(few, room.Agree, 4)
	p.vote(some, room.Agree, 9, room.Disagree, 10)
	p.do(mod, "session.close", room.None{}, nil)
	m := Build(p.s, p.texts, head(p), english(t))
	if rows := readTable(t, m, "counts"); len(rows) != 1 {
		t.Errorf("numbers that are held back: %v", rows[1:])
	}
	for _, row := range readTable(t, m, "statements")[1:] {
		if answers := row[18]; answers != "" {
			t.Errorf("%s answers are told of %q", answers, row[3])
		}
	}
}
