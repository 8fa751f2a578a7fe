// Package evidence is one complaint as one file: a post as its room stored it,
// what the moderators did about it, and proof that these records are in the log
// that the room's server signed. The format is docs/spec/evidence.md.
package evidence

import (
	"bytes"
	"slices"

	"parley/internal/room"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Version is the version of the format.
const Version = 1

// MaxSize is what a file may hold at most, in bytes.
const MaxSize = 4 << 20

// File is a complaint's evidence. Records are in the log's order, the room's first
// record first.
type File struct {
	Evidence int         `json:"parley_evidence"`
	Holds    string      `json:"holds"`
	Room     room.RoomID `json:"room"`
	Item     room.ItemID `json:"item"`  // the post
	Guest    int         `json:"guest"` // the number of its author; 0 for a seat
	Head     string      `json:"head"`  // signed, see package translog
	Records  []Entry     `json:"records"`
	Texts    []Text      `json:"texts"` // of the post and the acts, those that were not erased
}

// Entry is a record, byte for byte, with what shows that it is in the log.
type Entry struct {
	Index  room.Index `json:"index"` // from 1
	Record string     `json:"record"`
	Salt   string     `json:"salt"`  // base64url
	Proof  []string   `json:"proof"` // base64url, see translog.Proof
}

// Text is a body with the salt of its commitment.
type Text struct {
	Text room.Text `json:"text"`
	Salt string    `json:"salt"` // base64url
	Body string    `json:"body"`
}

// holds stands in every file of this version.
const holds = "one post of a room, its words, what the moderators did about it, and proof that the room's log holds these records: it names its author and nobody else, so keep it as the room's privacy notice says"

// Marked is how every file begins.
const Marked = `{"parley_evidence":`

// Encode is the one encoding of a file.
func (f *File) Encode() ([]byte, error) {
	b, err := json.Marshal(f, json.Deterministic(true), jsontext.EscapeForJS(false), jsontext.EscapeForHTML(false))
	return append(b, '\n'), err
}

// decode reads a file that is of its one encoding.
func decode(b []byte) (*File, bool) {
	var f File
	if len(b) > MaxSize || json.Unmarshal(b, &f, json.RejectUnknownMembers(true)) != nil {
		return nil, false
	}
	again, err := f.Encode()
	return &f, err == nil && bytes.Equal(again, b) && f.Evidence == Version && f.Holds == holds
}

// acts are the commands by which somebody at the desk decides about a post.
var acts = []string{
	"card.edit/1", "report.dismiss/1", "report.restore/1", "statement.hide/1", "statement.hold/1",
	"statement.publish/1", "statement.reject/1", "statement.restore/1", "text.erase/1",
}

// about says whether a record is an act on the post.
func about(r *room.Record, item room.ItemID) bool {
	var p struct {
		Statement room.ItemID   `json:"statement"`
		Item      room.ItemID   `json:"item"`
		Also      []room.ItemID `json:"also"`
	}
	return slices.Contains(acts, r.Type) && json.Unmarshal(r.Payload, &p) == nil &&
		(p.Statement == item || p.Item == item || slices.Contains(p.Also, item))
}

// writes says whether a record is that of the post itself.
func writes(r *room.Record, item room.ItemID) bool {
	var f room.StatementAdded
	return r.Type == "statement.add/1" && json.Unmarshal(r.Facts, &f) == nil && f.Statement == item && item != ""
}
