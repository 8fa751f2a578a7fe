package view

import "parley/internal/room"

// RapporteurView is what the rapporteur's page alone holds.
type RapporteurView struct {
	Record      map[string]Entry            `json:"record"`
	RecordOrder string                      `json:"record_order"` // newest first
	Notes       map[room.ItemID]Note        `json:"notes"`
	NoteOrder   string                      `json:"note_order"` // as written
	Form        map[room.FormField]FormText `json:"form"`       // fields that were written
}

// What an entry of the record tells.
const (
	EntryPart      = "part"      // a part of the session began
	EntryTurn      = "turn"      // somebody had the floor, or has it
	EntryStatement = "statement" // a statement was published
	EntryQuestion  = "question"  // a question, or a reason, was
	EntryReply     = "reply"     // it was answered
	EntryVote      = "vote"      // the vote on a statement was closed
	EntryRead      = "read"      // an outcome was read out
	EntryPut       = "put"       // … put to the room
	EntrySettled   = "settled"   // … settled
	EntryObjection = "objection" // the room heard an objection
	EntryClose     = "close"     // the session was closed
)

// Entry is one thing that happened. Its words are in the sections of what it
// names.
type Entry struct {
	At        room.Seconds  `json:"at"`
	Kind      string        `json:"kind"`
	Question  int           `json:"question,omitzero"`
	Part      room.PartKind `json:"part,omitzero"`
	Turn      int           `json:"turn,omitzero"` // its own N; else the turn it came from
	Of        room.TurnKind `json:"of,omitzero"`   // turn: its kind
	Side      room.Side     `json:"side,omitzero"`
	Seat      room.ItemID   `json:"seat,omitzero"`
	Who       *Who          `json:"who,omitzero"`
	Over      bool          `json:"over,omitzero"`
	Seconds   room.Seconds  `json:"seconds,omitzero"` // spoken, once over
	Statement room.ItemID   `json:"statement,omitzero"`
	Outcome   room.ItemID   `json:"outcome,omitzero"`
	Objection room.ItemID   `json:"objection,omitzero"`
}

// Note is what the rapporteur keeps beside the record.
type Note struct {
	Text      string       `json:"text"`
	At        room.Seconds `json:"at"`
	Seat      room.ItemID  `json:"seat"`
	Turn      int          `json:"turn,omitzero"`
	Statement room.ItemID  `json:"statement,omitzero"`
	Outcome   room.ItemID  `json:"outcome,omitzero"`
	Dropped   bool         `json:"dropped,omitzero"`
}

// FormText is what was written into a field of the host body's form.
type FormText struct {
	Text string       `json:"text"`
	At   room.Seconds `json:"at"`
	Seat room.ItemID  `json:"seat"`
}
