package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Tables are the names of the tables that every report has.
var Tables = []string{
	"agenda", "outcomes", "statements", "questions", "counts", "turns", "balance", "seats", "moderation", "records",
}

// byteOrder tells spreadsheets that the file is UTF-8.
const byteOrder = "\ufeff"

// CSV writes one of the tables as RFC 4180 has it, in UTF-8 with a byte order
// mark. Columns are named by the same words in every language
// (docs/spec/report.md). Whatever a spreadsheet would take for a formula has an
// apostrophe before it, by whichever of comma, semicolon and tab it parts cells.
func CSV(w io.Writer, m *Model, table string) error {
	rows := m.rows(table)
	if rows == nil {
		return fmt.Errorf("report: no table %q", table)
	}
	if _, err := io.WriteString(w, byteOrder); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range rows {
		for i, x := range row {
			row[i] = unformula(x)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// formula is where a spreadsheet would begin a formula: at a cell's beginning, and
// after whatever parts cells or lines for a reader that takes semicolons or tabs for
// commas, to whom quotes within a line mean nothing. What readers trim may stand
// between.
var formula = regexp.MustCompile(`(^|[;\t\r\n])([\p{Z}\x{85}\x{FEFF}\f\v"]*[=+\-@|%＝＋－＠])`)

// unformula keeps what people wrote from being computed.
func unformula(cell string) string { return formula.ReplaceAllString(cell, "$1'$2") }

// rows are a table with its head; nil when there is none of that name.
func (m *Model) rows(table string) [][]string {
	switch table {
	case "agenda":
		return m.agendaRows()
	case "outcomes":
		return m.outcomeRows()
	case "statements":
		return m.statementRows()
	case "questions":
		return m.questionRows()
	case "counts":
		return m.countRows()
	case "turns":
		return m.turnRows()
	case "balance":
		return m.balanceRows()
	case "seats":
		return m.seatRows()
	case "moderation":
		return m.moderationRows()
	case "records":
		return m.recordRows()
	case "standing":
		return m.standingRows()
	case "groups":
		return m.groupRows()
	case "holds":
		return m.holdRows()
	}
	return nil
}

func num[N ~int | ~int64](n N) string { return strconv.FormatInt(int64(n), 10) }

// some is a number, or nothing for 0.
func some[N ~int | ~int64](n N) string {
	if n == 0 {
		return ""
	}
	return num(n)
}

// numbers are the numbers of the records that something rests on.
func numbers(rests []string) string {
	var out []string
	for _, anchor := range rests {
		if n := recordNumber(anchor); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return strings.Join(out, " ")
}

// asked is what a card or an outcome says in a field: the code where there is
// one.
func asked(asks []Ask, field string) string {
	for _, a := range asks {
		if a.Field == field && a.Code != "" {
			return a.Code
		}
		if a.Field == field {
			return a.Value
		}
	}
	return ""
}

// statements are all cards, each before those that belong to it.
func (m *Model) statements() (out []Statement) {
	var add func([]Statement)
	add = func(xs []Statement) {
		for _, x := range xs {
			out = append(out, x)
			add(x.Under)
		}
	}
	for _, q := range m.Questions {
		add(q.Statements)
	}
	for _, c := range m.Chapters {
		add(c.Statements)
	}
	return out
}
