package room

import "slices"

// MaxNotes is how many notes a room holds, those that were dropped too.
const MaxNotes = 500

// Note is what the rapporteur keeps beside the record. It is in no report
// and on no page but the rapporteur's.
type Note struct {
	ID        ItemID
	Seat      ItemID
	At        Seconds
	Text      Text
	Turn      int    // N of the turn it is about; 0 none
	Statement ItemID // … the statement, question or reason; "" none
	Outcome   ItemID // … the outcome; "" none
	Dropped   bool
}

// FormField is a field of the form that the session's host body asks for.
type FormField string

// The fields of the form.
const (
	Takeaways FormField = "takeaways"
	Action    FormField = "action" // call to action
	Summary   FormField = "summary"
)

// FormFields are all fields, in the order of the form.
var FormFields = []FormField{Takeaways, Action, Summary}

// FormText is what was written into a field, last by Seat.
type FormText struct {
	Text Text
	At   Seconds
	Seat ItemID
}

// AddNote keeps a note, about at most one thing each of the record.
type AddNote struct {
	Text      Text   `json:"text" text:"1000"`
	Turn      int    `json:"turn,omitzero"`
	Statement ItemID `json:"statement,omitzero"`
	Outcome   ItemID `json:"outcome,omitzero"`
}

// NoteAdded is the new note.
type NoteAdded struct {
	Note ItemID `json:"note"`
}

// EditNote replaces a note's words.
type EditNote struct {
	Note ItemID `json:"note"`
	Text Text   `json:"text" text:"1000"`
}

// NoteRef names a note.
type NoteRef struct {
	Note ItemID `json:"note"`
}

// SetForm writes a field of the host body's form; without a text the field is
// proposed by rule again.
type SetForm struct {
	Field FormField `json:"field"`
	Text  Text      `json:"text,omitzero" text:"3000"`
}

// noteCommands work after the close too, until the room is deleted: the report
// is finished then.
func noteCommands() []command {
	return []command{
		define("note.add/1", decideNote, applyNote),
		define("note.edit/1", decideEditNote, applyEditNote),
		define("note.drop/1", decideDropNote, func(s *State, _ *meta, p *NoteRef, _ *None) { s.note(p.Note).Dropped = true }),
		define("note.restore/1", decideNoteBack, func(s *State, _ *meta, p *NoteRef, _ *None) { s.note(p.Note).Dropped = false }),
		define("form.set/1", decideForm, applyForm),
	}
}

// note is what Apply changes: a record that names none changes a value that
// nobody sees.
func (s *State) note(id ItemID) *Note {
	if x := s.Notes[id]; x != nil {
		return x
	}
	return &Note{}
}

func decideNote(s *State, c *ctx, p *AddNote) (NoteAdded, error) {
	switch o := s.Outcomes[p.Outcome]; {
	case p.Text == "":
		return NoteAdded{}, refuse(CodeEmpty, "text")
	case len(s.Notes) >= MaxNotes:
		return NoteAdded{}, refuse(CodeLimit, "")
	case p.Turn != 0 && !s.took(p.Turn):
		return NoteAdded{}, refuse(CodeNoSuch, "turn")
	case p.Statement != "" && !s.statement(p.Statement).WasPublished():
		return NoteAdded{}, refuse(CodeNoSuch, "statement")
	case p.Outcome != "" && (o == nil || o.Status == Dropped):
		return NoteAdded{}, refuse(CodeNoSuch, "outcome")
	}
	return NoteAdded{s.newItem(c.Draw)}, nil
}

func applyNote(s *State, m *meta, p *AddNote, f *NoteAdded) {
	if s.Notes[f.Note] != nil {
		return
	}
	s.Notes[f.Note] = &Note{
		ID: f.Note, Seat: ItemID(m.By.ID), At: m.Clock,
		Text: p.Text, Turn: p.Turn, Statement: p.Statement, Outcome: p.Outcome,
	}
	s.NoteOrder = append(s.NoteOrder, f.Note)
	s.wording(f.Note, p.Text)
}

func decideEditNote(s *State, _ *ctx, p *EditNote) (None, error) {
	switch x := s.Notes[p.Note]; {
	case x == nil:
		return None{}, refuse(CodeNoSuch, "note")
	case x.Dropped:
		return None{}, refuse(CodeStale, "note")
	case p.Text == "":
		return None{}, refuse(CodeEmpty, "text")
	}
	return None{}, s.mayReword(p.Note)
}

func applyEditNote(s *State, m *meta, p *EditNote, _ *None) {
	x := s.note(p.Note)
	x.Text, x.Seat = p.Text, ItemID(m.By.ID)
	s.wording(x.ID, p.Text)
}

func decideDropNote(s *State, _ *ctx, p *NoteRef) (None, error) {
	switch x := s.Notes[p.Note]; {
	case x == nil:
		return None{}, refuse(CodeNoSuch, "note")
	case x.Dropped:
		return None{}, refuse(CodeAlready, "note")
	}
	return None{}, nil
}

func decideNoteBack(s *State, _ *ctx, p *NoteRef) (None, error) {
	switch x := s.Notes[p.Note]; {
	case x == nil:
		return None{}, refuse(CodeNoSuch, "note")
	case !x.Dropped:
		return None{}, refuse(CodeAlready, "note")
	}
	return None{}, nil
}

func decideForm(s *State, _ *ctx, p *SetForm) (None, error) {
	switch {
	case !slices.Contains(FormFields, p.Field):
		return None{}, refuse(CodeMalformed, "field")
	case p.Text == s.Form[p.Field].Text:
		return None{}, refuse(CodeAlready, "field")
	case p.Text == "":
		return None{}, nil
	}
	return None{}, s.mayReword(ItemID(p.Field))
}

func applyForm(s *State, m *meta, p *SetForm, _ *None) {
	switch {
	case p.Text == "":
		delete(s.Form, p.Field)
	case slices.Contains(FormFields, p.Field):
		s.Form[p.Field] = FormText{p.Text, m.Clock, ItemID(m.By.ID)}
		s.wording(ItemID(p.Field), p.Text)
	}
}
