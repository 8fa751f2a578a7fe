// Package proposal reads the published text of a session proposal into a
// [room.Setup] and says what is missing, unbalanced, odd or doubtful in it.
//
// The same reader takes a saved page, copied text and the project's own
// Markdown form: the labels are the same in all three. It never guesses
// silently. Every value knows its line, everything without a place is kept in
// order, and [Result.Lines] says of each line what it was read as. Labels,
// kinds, groups and rules are tables; a year or a host body is a row in them.
//
// The package is pure: bytes in, values out.
package proposal

import (
	"parley/internal/room"
)

// MaxSize is the most that [Read] takes, in bytes: a saved page with its
// scripts.
const MaxSize = 1 << 20

// The most text that it may hold, in bytes, and in lines that are not blank.
const (
	maxText  = 256 << 10
	maxLines = 10_000
)

// The codes of refusals that are not in package room.
const (
	CodeNotText    room.Code = "not_text"      // bytes that are no text
	CodeNotSession room.Code = "not_a_session" // text that proposes no session
)

// Refusal says why a source gives no session. Nothing was read of it.
type Refusal struct {
	Code  room.Code `json:"code"` // room.CodeEmpty, room.CodeTooLong, CodeNotText or CodeNotSession
	Say   string    `json:"say"`  // one sentence for a person
	Facts Facts     `json:"facts,omitzero"`
}

// Facts are what a sentence holds, for whoever says it in another language:
// "case" tells the sentences of one rule or code apart; "role", "group",
// "groups", "regions", "part" and "field" are data names, several with spaces
// between; everything else is a number or a word of the proposal. Times are
// minutes, "24" or "7:30".
type Facts map[string]string

func (r *Refusal) Error() string { return r.Say }

// Severity orders findings.
type Severity string

// The severities.
const (
	SevError Severity = "error" // the host body asks for it and it is not there
	SevWarn  Severity = "warn"  // doubtful, or the session will miss it
	SevNote  Severity = "note"  // good to know
)

// Finding is one thing to know about a proposal, and what to do about it.
type Finding struct {
	Rule     string   `json:"rule"` // stable id: "igf/speakers-three", "any/rapporteur"
	Severity Severity `json:"severity"`
	Line     int      `json:"line"` // 0 when it is about something that is not there
	Say      string   `json:"say"`  // one sentence: what
	Do       string   `json:"do"`   // what to do
	Facts    Facts    `json:"facts,omitzero"`
}

// Use says what one non-blank line of the source was read as: "title",
// "label", "speaker", "description", "furniture", "repeat", "rest", ….
type Use struct {
	Line int    `json:"line"`
	As   string `json:"as"`
}

// Result is what a proposal says.
type Result struct {
	Form      string         `json:"form"`   // the form it was read as: "IGF 2021", "Parley form"
	Source    string         `json:"source"` // "text", "html" or "markdown"
	Setup     room.Setup     `json:"setup"`
	Findings  []Finding      `json:"findings"`  // errors first, then by line
	Furniture []room.Sourced `json:"furniture"` // navigation, notes and repeats: read, and left out
	Lines     []Use          `json:"lines"`     // every non-blank line, in order
}

// Read reads a proposal. The error is a [*Refusal]; any text that proposes a
// session gives a result, however much of it is missing.
func Read(src []byte) (*Result, error) {
	text, err := decode(src)
	if err != nil {
		return nil, err
	}
	r, err := newReading(text)
	if err != nil {
		return nil, err
	}
	if err := r.header(); err != nil {
		return nil, err
	}
	r.repeats()
	r.walk()
	if err := r.session(); err != nil {
		return nil, err
	}
	r.seats()
	r.sections()
	r.extract()
	r.plan()
	return r.result(), nil
}
