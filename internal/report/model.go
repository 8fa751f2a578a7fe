// Package report is a session's outcome report: one model made from a room's
// log, and several writers of it. The same log, texts, language and report
// version always give the same bytes.
package report

import "parley/internal/room"

// Version is printed in every report; a change of words or figures raises it.
const Version = 1

// Model is a report. Every sentence knows the items it rests on.
type Model struct {
	Version   int         `json:"version"`
	Language  string      `json:"language"`
	Room      string      `json:"room"`
	Title     string      `json:"title"`
	Draft     bool        `json:"draft"` // the session is not closed yet
	Facts     []Fact      `json:"facts"`
	Form      []FormField `json:"form"` // of the host body
	Method    []Sentence  `json:"method"`
	Table     []Seat      `json:"table"`
	Missing   []Sentence  `json:"missing"` // who was missing at the table
	Questions []Question  `json:"questions"`
	Gaps      []Sentence  `json:"gaps"` // not put to the room, not reached
	Balance   Balance     `json:"balance"`
	Turns     []Turn      `json:"turns"`
	Conduct   []Sentence  `json:"conduct"` // moderation, by rule
	Check     Check       `json:"check"`

	dir string
	t   tr
}

// Fact is a line of the header.
type Fact struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// FormField is a field of the host body's form. What the rule proposes is there
// as long as nobody wrote anything.
type FormField struct {
	Field    room.FormField `json:"field"`
	Anchor   string         `json:"anchor"`
	Name     string         `json:"name"`
	Written  []string       `json:"written,omitzero"` // paragraphs
	Proposed []Sentence     `json:"proposed,omitzero"`
}

// Sentence is words and the items they rest on: anchors such as "outcome-QKZM",
// "statement-QKZM", "turn-12", "question-3", "seat-QKZM", "overrides".
type Sentence struct {
	Text  string   `json:"text"`
	Rests []string `json:"rests"`
}

// Seat is a place at the table.
type Seat struct {
	ID          room.ItemID `json:"id"`
	Name        string      `json:"name"`
	Affiliation string      `json:"affiliation,omitzero"`
	Roles       string      `json:"roles"`
	Group       string      `json:"group,omitzero"`
	Region      string      `json:"region,omitzero"`
	Absent      bool        `json:"absent,omitzero"`
	Turns       int         `json:"turns"`
	Time        string      `json:"time"`
}

// Question is one of the session's questions with everything it led to. N is 0
// for what carries no question.
type Question struct {
	N          int         `json:"n"`
	Kind       string      `json:"kind,omitzero"`
	Text       string      `json:"text"`
	Reached    bool        `json:"reached"`
	Turns      int         `json:"turns"`
	Time       string      `json:"time"`
	Outcomes   []Outcome   `json:"outcomes"`
	Statements []Statement `json:"statements"`
}

// Outcome is what was put to the room and what the rule found.
type Outcome struct {
	ID       room.ItemID      `json:"id"`
	Text     string           `json:"text"` // "" when it rests on a hidden text
	Kind     room.OutcomeKind `json:"kind"`
	KindName string           `json:"kind_name"`
	Said     Sentence         `json:"said"`
	Figures  []Line           `json:"figures"`
	Sides    []Line           `json:"sides,omitzero"`
	Groups   []Line           `json:"groups,omitzero"`
	Notes    []Sentence       `json:"notes,omitzero"` // fields, positions, objections, marks
	Basis    []Basis          `json:"basis,omitzero"`
}

// Basis is a statement or a turn that an outcome was drafted from.
type Basis struct {
	Anchor string `json:"anchor"`
	Label  string `json:"label"`
}

// Line is one line of counts.
type Line struct {
	Label    string `json:"label"`
	Agree    int    `json:"agree"`
	Disagree int    `json:"disagree"`
	Unsure   int    `json:"unsure"`
}

// Statement is one proposition and where the votes on it stood.
type Statement struct {
	ID       room.ItemID `json:"id"`
	Kind     string      `json:"kind"`
	Text     string      `json:"text"` // "" when hidden or erased
	Source   string      `json:"source"`
	Turn     int         `json:"turn,omitzero"`
	Said     Sentence    `json:"said"`
	Figures  []Line      `json:"figures,omitzero"`
	Sides    []Line      `json:"sides,omitzero"`
	Groups   []Line      `json:"groups,omitzero"`
	HiddenBy string      `json:"hidden_by,omitzero"` // the rule, in words
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
	Label string `json:"label"`
	Turns int    `json:"turns"`
	First int    `json:"first,omitzero"`
	Time  string `json:"time"`
}

// Override is how often one reason was used for one side.
type Override struct {
	Reason string `json:"reason"`
	Side   string `json:"side"`
	Count  int    `json:"count"`
}

// Turn is one line of the floor's record. Nobody who is not at the table is
// named.
type Turn struct {
	N        int    `json:"n"`
	Anchor   string `json:"anchor"`
	Who      string `json:"who"`
	Kind     string `json:"kind"`
	Question int    `json:"question,omitzero"`
	At       string `json:"at"`   // since the session's start
	Time     string `json:"time"` // spoken
	Why      string `json:"why,omitzero"`

	Corrected string `json:"corrected,omitzero"` // that it was put right, and why
}

// Check is how anybody can check the record.
type Check struct {
	Room    string     `json:"room"`
	Records room.Index `json:"records"`
	Commit  room.Seq   `json:"commits"`
	Head    string     `json:"head"` // hash of the last commit, hex
	Key     string     `json:"key"`  // public key that signs the log's heads
	LotSeed string     `json:"lot_seed"`
	Policy  string     `json:"policy"`
	Command string     `json:"command"`

	Restored []Restored `json:"restored,omitzero"` // where other servers went on with the log, in order
}

// Restored is a place in the log from which another server went on with it.
type Restored struct {
	Record room.Index `json:"record"`
	Day    string     `json:"day"` // UTC
	Key    string     `json:"key"` // public key that signed the heads before
	Say    string     `json:"-"`
}
