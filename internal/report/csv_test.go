package report

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "＝1", "a \"quoted\", text\nof two lines"} {
		p.card(room.View, text, 1, room.Asks{})
	}
	m := Build(p.s, p.texts, head(p), english(t))
	quoted := false
	for _, name := range Tables {
		for _, row := range readTable(t, m, name) {
			for _, cell := range row {
				if first := strings.TrimLeft(cell, " "); first != "" && strings.ContainsAny(first[:1], "=+-@") || strings.HasPrefix(first, "＝") {
					t.Errorf("%s: a cell is %q", name, cell)
				}
				quoted = quoted || cell == "a \"quoted\", text\nof two lines"
			}
		}
	}
	if !quoted {
		t.Error("a text with quotes, commas and lines does not come back as it was")
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
