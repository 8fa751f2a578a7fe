// Package audit checks an exported room offline: that the file is whole, that
// nothing in it was changed since the room signed it, and that every record is
// what the room's published rules make of the ones before it.
package audit

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"parley/internal/bundle"
	"parley/internal/room"
)

// Code names what is wrong. Codes are part of what the verify command prints.
type Code string

// The codes of findings. Those up to Text are found without any rule: whoever
// changes the file alone meets one of them. The others tell on somebody who
// holds the room's key and wrote the log anew.
const (
	Form      Code = "form"      // the file is not of its form
	Chain     Code = "chain"     // a commit does not follow the one before
	Tree      Code = "tree"      // the signed head is of another log
	Signature Code = "signature" // the head is not signed with the room's key
	Origin    Code = "origin"    // a restored room names a head that is not that of the records before
	Text      Code = "text"      // a text is not what the record committed to, or no record names it

	Record    Code = "record"    // a record is not of its form
	Opening   Code = "opening"   // the first record is not this room's opening
	Time      Code = "time"      // room time runs backwards
	Duplicate Code = "duplicate" // a command id is there twice
	Plaintext Code = "plaintext" // a text stands in a record
	Rights    Code = "rights"    // the actor may not send this
	Refused   Code = "refused"   // the room's rules refuse the command
	Floor     Code = "floor"     // a turn or a hand that the floor's rule does not make so
	Count     Code = "count"     // a count that is not that of the votes
	Outcome   Code = "outcome"   // a finding that is not the rule's
	Standing  Code = "standing"  // a picture of where the room stands that is not what the votes make
	Facts     Code = "facts"     // something else that the room decided otherwise
)

// Finding is one thing that is wrong.
type Finding struct {
	Code  Code       `json:"code"`
	Line  int        `json:"line"`           // of the file, from 1
	Index room.Index `json:"index,omitzero"` // of the record, from 1; 0 when it is about none
	Type  string     `json:"type,omitzero"`  // of the record
	Say   string     `json:"say"`            // in a sentence
}

// String is the finding in one line.
func (f Finding) String() string {
	where := fmt.Sprintf("line %d", f.Line)
	if f.Index > 0 {
		where += fmt.Sprintf(", record %d", f.Index)
	}
	if f.Type != "" {
		where += " (" + f.Type + ")"
	}
	return fmt.Sprintf("%s: %s: %s", where, f.Code, f.Say)
}

// MaxFindings is how many findings a report lists: what follows a first wrong
// record is often wrong because of it.
const MaxFindings = 50

// Report is what an audit found, and figures of what it looked at.
type Report struct {
	Room     room.RoomID `json:"room"`
	Commits  int         `json:"commits"`
	Records  int         `json:"records"`
	Texts    int         `json:"texts"`             // bodies in the file
	Absent   int         `json:"absent"`            // texts that records commit to and the file does not hold: erased, or left out
	Erased   int         `json:"erased"`            // of those absent: a record says that they were erased
	Root     string      `json:"root"`              // of the records' tree, hex
	Key      string      `json:"key"`               // that signed it, as the first record names it or the last that restored the room
	Restored []Restored  `json:"restored,omitzero"` // where other servers went on with the room, in order
	Votes    int         `json:"votes"`
	Turns    int         `json:"turns"`
	Override int         `json:"overrides"`
	Pictures int         `json:"pictures"` // of where the room stands, made again
	Findings []Finding   `json:"findings"`
	Cut      bool        `json:"cut,omitzero"` // there were more than MaxFindings, or notes
	Rules    int         `json:"rules"`        // room.Rules of the release that opened the room
	Notes    []Finding   `json:"notes"`        // no findings: refusals by rules that are not those the room began with

	broken bool // a finding tells that the file is not what was signed
}

// OK says whether nothing was found.
func (r *Report) OK() bool { return len(r.Findings) == 0 }

// Whole says whether the file is what the room's server signed, and can be read:
// findings then are about what the server did.
func (r *Report) Whole() bool { return !r.broken }

// note adds to what does not speak against the room.
func (r *Report) note(f Finding) {
	if len(r.Notes) >= MaxFindings {
		r.Cut = true
		return
	}
	r.Notes = append(r.Notes, f)
}

func (r *Report) add(f Finding) {
	switch f.Code {
	case Form, Chain, Tree, Signature, Origin, Text, Record, Opening:
		r.broken = true
	}
	if len(r.Findings) >= MaxFindings {
		r.Cut = true
		return
	}
	r.Findings = append(r.Findings, f)
}

// Verify audits a bundle. It never fails: what is wrong is in the report.
func Verify(b *bundle.Bundle) *Report { return VerifyUntil(b, nil) }

// VerifyUntil is Verify that gives up soon after stop, asked between its steps,
// has said true, and keeps saying so; then it is nil. A nil stop never says so.
func VerifyUntil(b *bundle.Bundle, stop func() bool) *Report {
	p := newReplay(b, stop)
	if !p.run() {
		return nil
	}
	return p.r
}

// VerifyFile reads a bundle and audits it. A file that is none gives a report
// with the finding [Form]; the error is that of reading.
func VerifyFile(file io.Reader) (*Report, error) { return VerifyFileUntil(file, nil) }

// VerifyFileUntil is VerifyFile that gives up as [VerifyUntil] does; then there is
// neither a report nor an error.
func VerifyFileUntil(file io.Reader, stop func() bool) (*Report, error) {
	b, formless, err := read(file)
	if b == nil {
		return formless, err
	}
	return VerifyUntil(b, stop), nil
}

// read reads a bundle. A file that is none gives a report with the finding [Form].
func read(file io.Reader) (b *bundle.Bundle, formless *Report, err error) {
	b, err = bundle.Read(file)
	var wrong *bundle.FormError
	if errors.As(err, &wrong) {
		return nil, &Report{Findings: []Finding{{Code: Form, Line: wrong.Line, Say: sentence(wrong.Say)}}, broken: true}, nil
	}
	return b, nil, err
}

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }
