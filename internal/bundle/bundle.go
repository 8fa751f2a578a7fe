// Package bundle is one room as one file: its commits byte for byte, the texts
// that they commit to, and the signed head of its log. The format is
// docs/spec/bundle.md.
//
// Reading a bundle says that the file is of that form, nothing about whether it
// is true: package audit does.
package bundle

import (
	"fmt"

	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"
)

// Version is the version of the format.
const Version = 1

// What a file may hold at most.
const (
	MaxLine = 512 << 10
	MaxSize = 2 << 30
)

// Bundle is a room's export.
type Bundle struct {
	Room    room.RoomID
	Bare    bool              // the file was made without texts: they are kept elsewhere
	Commits []eventlog.Commit // as they stand in the file; their chain is not checked
	Texts   []texts.Body      // as they stand in the file; their commitments are not checked
	Head    []byte            // the signed head, see package translog; not checked
}

// Line is the number of the file's line, from 1, on which commit i of
// Commits stands.
func (b *Bundle) Line(i int) int { return 2 + i }

// TextLine is that of text i of Texts.
func (b *Bundle) TextLine(i int) int { return 2 + len(b.Commits) + i }

// HeadLine is that of the signed head.
func (b *Bundle) HeadLine() int { return 2 + len(b.Commits) + len(b.Texts) }

// FormError says that a file is not of the format, and where.
type FormError struct {
	Line int
	Say  string
}

func (e *FormError) Error() string { return fmt.Sprintf("bundle: line %d: %s", e.Line, e.Say) }

// header is the first line. Holds says in words what else is in the file.
type header struct {
	Bundle int         `json:"parley_bundle"`
	Holds  string      `json:"holds"`
	Room   room.RoomID `json:"room"`
}

// holds stands in every bundle of this version.
const holds = "every record and every text of the room that was not erased, names and codes included: keep it as the room's privacy notice says"

// holdsNoTexts stands in its place in a bundle that was made without texts.
const holdsNoTexts = "every record of the room and none of its texts"

// text is a line of a text.
type text struct {
	Text room.Text `json:"text"`
	Salt string    `json:"salt"`
	Body string    `json:"body"`
}

// end is the last line.
type end struct {
	Head    string `json:"head"`
	Commits int    `json:"commits"`
	Texts   int    `json:"texts"`
}
