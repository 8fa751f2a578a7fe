package chat

import (
	"encoding/csv"
	"slices"
	"strings"
)

// What the columns of an exported table are called.
var (
	nameColumns = []string{"name", "sender", "from", "user", "user name", "username", "author", "participant", "display name", "الاسم", "المرسل"}
	textColumns = []string{"message", "text", "content", "comment", "body", "chat", "الرساله", "الرسالة", "النص"}
	timeColumns = []string{"time", "timestamp", "date", "sent", "sent at", "created at", "datetime", "date time", "الوقت"}
)

// readTable reads a chat that was exported as a table with a line of headings;
// false where it is none.
func readTable(text string) ([]Message, bool) {
	text = strings.TrimLeft(text, "\n ")
	first, _, _ := strings.Cut(text, "\n")
	for _, comma := range []rune{',', ';', '\t'} {
		if !strings.ContainsRune(first, comma) {
			continue
		}
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.TrimLeadingSpace = comma, true, -1, comma != '\t'
		headings, err := r.Read()
		if err != nil {
			continue
		}
		name, words, at := column(headings, nameColumns), column(headings, textColumns), column(headings, timeColumns)
		if name >= 0 && words >= 0 {
			return readRows(r, name, words, at), true
		}
	}
	return nil, false
}

func column(headings, names []string) int {
	return slices.IndexFunc(headings, func(h string) bool { return slices.Contains(names, Tidy(h)) })
}

// readRows reads until the table ends or cannot be read on.
func readRows(r *csv.Reader, name, words, at int) (out []Message) {
	cell := func(row []string, i int) string {
		if i < 0 || i >= len(row) {
			return ""
		}
		return strings.TrimSpace(row[i])
	}
	for {
		row, err := r.Read()
		if err != nil {
			return out
		}
		out = append(out, Message{Name: cell(row, name), At: timeOf(latinDigits(cell(row, at))), Text: cell(row, words)})
	}
}
