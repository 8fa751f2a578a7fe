// Package report is a session's outcome report: one model made from a room's
// log, and several writers of it. The same log, texts, language and report
// version always give the same bytes.
package report

import "parley/internal/room"

// Version is printed in every report; a change of words or figures raises it.
const Version = 3

// Model is a report. Every sentence and every row knows the records that it
// rests on.
type Model struct {
	Version   int         `json:"version"`
	Language  string      `json:"language"`
	Room      string      `json:"room"`
	Title     string      `json:"title"`
	Draft     bool        `json:"draft"` // the session is not closed yet
	Rehearsal bool        `json:"rehearsal,omitzero"`
	Facts     []Fact      `json:"facts"`
	Form      []FormField `json:"form"` // of the host body
	Method    []Sentence  `json:"method"`
	Table     []Seat      `json:"table"`
	Missing   []Sentence  `json:"missing"` // who was missing at the table
	Stood     *Stood      `json:"stood,omitzero"`
	Questions []Question  `json:"questions"`
	Chapters  []Chapter   `json:"chapters"` // of cards that are no view and no concern
	Gaps      []Sentence  `json:"gaps"`     // not put to the room, not reached
	Balance   Balance     `json:"balance"`
	Turns     []Turn      `json:"turns"`
	Conduct   []Conduct   `json:"conduct"` // moderation, by rule
	Records   []Record    `json:"records"` // those that anything above rests on
	Check     Check       `json:"check"`

	dir string
	t   tr
}

// Fact is a line of the header.
type Fact struct {
	Label string   `json:"label"`
	Value string   `json:"value"`
	Rests []string `json:"rests"`
}

// FormField is a field of the host body's form. What the rule proposes is there
// as long as nobody wrote anything.
type FormField struct {
	Field    room.FormField `json:"field"`
	Anchor   string         `json:"anchor"`
	Name     string         `json:"name"`
	Written  []string       `json:"written,omitzero"` // paragraphs
	Proposed []Sentence     `json:"proposed,omitzero"`
	Rests    []string       `json:"rests"`
}

// Sentence is words and what they rest on: anchors of records ("r12"), at least
// one, and of what else is in the report ("outcome-QKZM", "statement-QKZM",
// "turn-12", "question-3", "seat-QKZM", "turns", "check").
type Sentence struct {
	Text  string   `json:"text"`
	Rests []string `json:"rests"`
}

// Seat is a place at the table.
type Seat struct {
	ID          room.ItemID  `json:"id"`
	Name        string       `json:"name"`
	Affiliation string       `json:"affiliation,omitzero"`
	Roles       string       `json:"roles"`
	Group       string       `json:"group,omitzero"`
	Region      string       `json:"region,omitzero"`
	Absent      bool         `json:"absent,omitzero"`
	Turns       int          `json:"turns"`
	Time        string       `json:"time"`
	Seconds     room.Seconds `json:"seconds"`
	Rests       []string     `json:"rests"`
}

// Question is one of the session's questions with everything it led to. N is 0
// for what carries no question.
type Question struct {
	N          int          `json:"n"`
	Kind       string       `json:"kind,omitzero"`
	Text       string       `json:"text"`
	Reached    bool         `json:"reached"`
	Turns      int          `json:"turns"`
	Time       string       `json:"time"`
	Seconds    room.Seconds `json:"seconds"`
	Outcomes   []Outcome    `json:"outcomes"`
	Statements []Statement  `json:"statements"`    // views and concerns
	Also       []Basis      `json:"also,omitzero"` // the chapters that have cards of it
	Rests      []string     `json:"rests"`
}

// Balance is how the floor was shared.
type Balance struct {
	Sentences []Sentence `json:"sentences"`
	Sides     []Share    `json:"sides"`
	Groups    []Share    `json:"groups"`
	Regions   []Share    `json:"regions"`
	Overrides []Override `json:"overrides"`
}

// Share is one line of the balance of the floor.
type Share struct {
	Code    string       `json:"code"` // of the side, group or region; "" not known
	Label   string       `json:"label"`
	Turns   int          `json:"turns"`
	First   int          `json:"first,omitzero"`
	Time    string       `json:"time"`
	Seconds room.Seconds `json:"seconds"`
	Rests   []string     `json:"rests"`
}

// Override is how often one reason was used for one side.
type Override struct {
	Reason string   `json:"reason"`
	Side   string   `json:"side"`
	Count  int      `json:"count"`
	Rests  []string `json:"rests"`
}

// Turn is one line of the floor's record. Nobody who is not at the table is
// named.
type Turn struct {
	N         int           `json:"n"`
	Anchor    string        `json:"anchor"`
	Who       string        `json:"who"`
	Side      room.Side     `json:"side,omitzero"`
	Seat      room.ItemID   `json:"seat,omitzero"`
	Kind      room.TurnKind `json:"kind"`
	KindName  string        `json:"kind_name"`
	First     bool          `json:"first,omitzero"`
	Question  int           `json:"question,omitzero"`
	At        string        `json:"at"`   // since the session's start
	Time      string        `json:"time"` // spoken
	Began     room.Seconds  `json:"began"`
	Seconds   room.Seconds  `json:"seconds"`
	Why       string        `json:"why,omitzero"`
	Corrected string        `json:"corrected,omitzero"` // that it was put right, and why
	Rests     []string      `json:"rests"`
}

// Conduct is how texts were published ("held", "open"), that nothing was
// moderated ("none"), or how often one rule was used for one kind of act.
type Conduct struct {
	Act   string   `json:"act"`
	Rule  string   `json:"rule,omitzero"`
	Count int      `json:"count,omitzero"`
	Said  Sentence `json:"said"`
}

// Record is a record of the log that the report rests on.
type Record struct {
	Anchor string `json:"anchor"`
	N      int    `json:"n"`  // among the records that reports rest on
	At     string `json:"at"` // in the session's time zone
	Type   string `json:"type"`
	Cmd    string `json:"cmd"` // its id in the log
}

// Check is how anybody can check the record.
type Check struct {
	Room    string `json:"room"`
	Head    string `json:"head"` // hash of the last commit, hex
	Key     string `json:"key"`  // public key that signs the log's heads
	LotSeed string `json:"lot_seed"`
	Policy  string `json:"policy"`
	Command string `json:"command"`

	Restored []Restored `json:"restored,omitzero"` // where other servers went on with the log, in order
}

// Restored is a place in the log from which another server went on with it.
type Restored struct {
	Record int      `json:"record"` // its number in the list of records
	Day    string   `json:"day"`    // UTC
	Key    string   `json:"key"`    // public key that signed the heads before
	Say    Sentence `json:"-"`
}
