package room

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// Notes go by n1, n2 … as written.
var noteWords = map[string]word{
	"note": func(sc *script, a args) (string, error) {
		p := AddNote{Turn: a.num("turn", 0), Statement: sc.item(a.by["statement"]), Outcome: sc.item(a.by["outcome"])}
		if a.at(0) != "empty" {
			p.Text = sc.text("Noted.")
		}
		_, err := sc.try(sc.by(a, "rapporteur"), "note.add/1", &p)
		return sc.notesLine(), err
	},
	"note-edit": func(sc *script, a args) (string, error) {
		p := EditNote{Note: sc.noteID(a.at(0))}
		if a.at(1) != "empty" {
			p.Text = sc.text("Noted again.")
		}
		_, err := sc.try(sc.by(a, "rapporteur"), "note.edit/1", &p)
		return sc.notesLine(), err
	},
	"note-drop":    noteWord("note.drop/1"),
	"note-restore": noteWord("note.restore/1"),
	"note-erase": func(sc *script, a args) (string, error) {
		r, err := sc.try(sc.by(a, "organizer"), "text.erase/1", &EraseText{Item: sc.noteID(a.at(0)), Rule: EraseAsked})
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%d texts go", len(facts[Erased](r).Texts)), nil
	},
	"form": func(sc *script, a args) (string, error) {
		p := SetForm{Field: FormField(a.at(0))}
		if words := strings.Join(a.bare[1:], " "); words != "" {
			p.Text = sc.text(words)
		}
		_, err := sc.try(sc.by(a, "rapporteur"), "form.set/1", &p)
		var written []string
		for _, f := range FormFields {
			if _, ok := sc.s.Form[f]; ok {
				written = append(written, string(f))
			}
		}
		return "written: " + strings.Join(written, ", "), err
	},
}

func noteWord(name string) word {
	return func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "rapporteur"), name, &NoteRef{sc.noteID(a.at(0))})
		return sc.notesLine(), err
	}
}

func (sc *script) noteID(name string) ItemID {
	if n, err := strconv.Atoi(strings.TrimPrefix(name, "n")); err == nil && n >= 1 && n <= len(sc.s.NoteOrder) {
		return sc.s.NoteOrder[n-1]
	}
	return "ZZZZ"
}

func (sc *script) notesLine() string {
	var out []string
	for i, id := range sc.s.NoteOrder {
		x := sc.s.Notes[id]
		line := fmt.Sprintf("n%d", i+1)
		if x.Turn != 0 {
			line += fmt.Sprintf(" on turn %d", x.Turn)
		}
		if x.Statement != "" {
			line += " on a statement"
		}
		if x.Outcome != "" {
			line += " on an outcome"
		}
		if x.Dropped {
			line += " dropped"
		}
		out = append(out, line)
	}
	return "notes: " + strings.Join(out, ", ")
}

// checkNotes holds that notes name what there is, and that a written field has
// words.
func checkNotes(t failer, s *State) {
	t.Helper()
	if len(s.Notes) != len(s.NoteOrder) || len(s.Notes) > MaxNotes {
		t.Fatalf("%d notes, %d in order", len(s.Notes), len(s.NoteOrder))
	}
	for _, id := range s.NoteOrder {
		switch x := s.Notes[id]; {
		case x.Text == "" || s.Seats[x.Seat] == nil:
			t.Fatalf("note %s: %+v", id, x)
		case x.Turn != 0 && s.Turn(x.Turn) == nil,
			x.Statement != "" && !s.statement(x.Statement).WasPublished() && s.statement(x.Statement).Source != FromTable,
			x.Outcome != "" && s.Outcomes[x.Outcome] == nil:
			t.Fatalf("note %s is about nothing: %+v", id, x)
		}
	}
	for field, x := range s.Form {
		if x.Text == "" || s.Seats[x.Seat] == nil {
			t.Fatalf("field %s: %+v", field, x)
		}
	}
}

func TestNotesHaveALimit(t *testing.T) {
	d := newDrive(t, smallSetup())
	by := d.desk(Moderator)
	for range MaxNotes {
		d.do(by, "note.add/1", &AddNote{Text: d.text("Noted.")})
	}
	d.refused(CodeLimit, by, "note.add/1", &AddNote{Text: d.text("Noted.")})
}
