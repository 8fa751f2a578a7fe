package view

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/room"
)

// Audience is whom a view is made for.
type Audience string

// The audiences.
const (
	Phone      Audience = "phone"
	Desk       Audience = "desk"
	Screen     Audience = "screen"
	Rapporteur Audience = "rapporteur"
)

// Audiences are all audiences.
var Audiences = []Audience{Phone, Desk, Screen, Rapporteur}

// Valid says whether a is one of the audiences.
func (a Audience) Valid() bool { return slices.Contains(Audiences, a) }

// Frame is what is pushed to a page: for each section that changed either the
// whole of it or a merge patch against the version before. The first frame of
// a connection has every section in Set.
type Frame struct {
	At    room.Seconds              `json:"at"`
	Frame uint64                    `json:"frame"` // its number; they grow
	V     map[string]uint64         `json:"v"`     // version of every section in this frame
	Set   map[string]jsontext.Value `json:"set,omitzero"`
	Patch map[string]jsontext.Value `json:"patch,omitzero"`
}

// Beat says the room's time when nothing else was sent.
type Beat struct {
	At room.Seconds `json:"at"`
}

// View is everything that one audience may see, one section a field. Sections
// that are not for an audience are absent.
type View struct {
	Info       Info        `json:"info"`
	Session    SessionView `json:"session"`
	Table      Table       `json:"table"`
	Floor      Floor       `json:"floor"`
	Queue      Queue       `json:"queue"`
	Balance    Balance     `json:"balance"`
	Statements Statements  `json:"statements"`
	Questions  Questions   `json:"questions"`
	Outcomes   Outcomes    `json:"outcomes"`
	Standings  Standings   `json:"standings"`
	Moderation Moderation  `json:"moderation"`
	Screen     ScreenView  `json:"screen"`
	Decided    Decided     `json:"decided"`
	Desk       *DeskView   `json:"desk,omitzero"`     // desk only
	Watching   *Watching   `json:"watching,omitzero"` // desk only

	Rapporteur *RapporteurView `json:"rapporteur,omitzero"` // rapporteur only
}

// Moderation counts the acts of the moderators that stand: by act
// ([room.CountedActs]), then by rule ("" for none). Nothing says of whom.
type Moderation struct {
	Counts map[string]map[string]int `json:"counts"`
}

// Watching is how many pages follow the room.
type Watching struct {
	Phones  int `json:"phones"`
	Desks   int `json:"desks"` // rapporteur's pages too
	Screens int `json:"screens"`
}

// Info is what the first records fixed, and where captions are.
type Info struct {
	Title     string              `json:"title"`
	Reference string              `json:"reference,omitzero"`
	Layout    string              `json:"layout,omitzero"`
	Languages string              `json:"languages"` // the first is the report's
	Epoch     int64               `json:"epoch"`     // Unix second of room second 0
	Start     int64               `json:"start,omitzero"`
	Seconds   room.Seconds        `json:"seconds"` // planned length
	Zone      string              `json:"zone"`
	Questions map[string]Question `json:"questions"` // by number, from "1"
	Order     string              `json:"order"`     // "1 2 3"
	Floor     room.FloorPolicy    `json:"floor"`
	Put       int                 `json:"put"`     // outcomes put to the room, at most
	Each      room.Seconds        `json:"each"`    // seconds for each outcome at the closing
	Percent   int                 `json:"percent"` // no percentage below so many answers
	Hold      bool                `json:"hold"`    // participants' texts wait for the desk
	Rules     string              `json:"rules"`   // codes of the moderation rules
	Mode      string              `json:"mode"`
	Retention int                 `json:"retention"` // days from the close until deletion
	Class     int                 `json:"class"`     // no breakdown with a class smaller than this
	Backup    int                 `json:"backup"`    // days a backup may hold what was deleted
	Guests    int                 `json:"guests"`    // voices that joined
	Captions  string              `json:"captions,omitzero"`
	Rehearsal bool                `json:"rehearsal,omitzero"`
	Slips     bool                `json:"slips,omitzero"` // nobody new joins without one
}

// Question is one of the session's questions.
type Question struct {
	Kind room.QuestionKind `json:"kind"`
	Text string            `json:"text"`
}

// SessionView is the run of show and its clock. Instants are meaningful once
// Timed.
type SessionView struct {
	Phase    room.Phase                     `json:"phase"`
	Part     room.PartKind                  `json:"part,omitzero"`
	Since    room.Seconds                   `json:"since"`
	Begin    room.Seconds                   `json:"begin"`
	Started  room.Seconds                   `json:"started"`
	Audience room.Seconds                   `json:"audience"` // protected beginning of the audience's part
	Closing  room.Seconds                   `json:"closing"`  // protected beginning of the closing
	End      room.Seconds                   `json:"end"`
	Timed    bool                           `json:"timed"`
	WarnFive room.Seconds                   `json:"warn_five"` // five minutes before the audience's part
	WarnTwo  room.Seconds                   `json:"warn_two"`
	Question int                            `json:"question"` // the sticky one; 0 none
	Plan     map[room.PartKind]room.Seconds `json:"plan"`     // parts in the order opening, panel, audience, closing
	Spent    map[room.PartKind]room.Seconds `json:"spent"`    // in parts that are over
	Taken    map[string]Taken               `json:"taken"`    // "1", "2", … minutes moved by a key
	Left     int                            `json:"left"`     // speakers at the table who have not presented
	Gap      *Gap                           `json:"gap,omitzero"`
	Solo     bool                           `json:"solo,omitzero"` // one moderator runs the room alone
	ClosedAt room.Seconds                   `json:"closed_at,omitzero"`
}

// Taken is time that one part took from another.
type Taken struct {
	At      room.Seconds  `json:"at"`
	From    room.PartKind `json:"from"`
	For     room.PartKind `json:"for"`
	Seconds room.Seconds  `json:"seconds"`
}

// Gap is time that nobody kept; the clocks pause until the desk chooses.
type Gap struct {
	Since   room.Seconds `json:"since"`
	Seconds room.Seconds `json:"seconds"`
}

// Table is the seats, as published; helpers are not among them.
type Table struct {
	Seats map[room.ItemID]Seat `json:"seats"`
	Order string               `json:"order"`
}

// Seat is a named place at the table. A name that was withheld is "".
type Seat struct {
	Name        string       `json:"name"`
	Affiliation string       `json:"affiliation,omitzero"`
	Group       string       `json:"group,omitzero"`
	Region      string       `json:"region,omitzero"`
	Roles       string       `json:"roles"`
	Absent      bool         `json:"absent,omitzero"`
	Seconds     room.Seconds `json:"seconds"` // of turns that are over
	Turns       int          `json:"turns"`
}

// Who is a person as an audience may see them: a called person's or a hub's
// name, else a number, else nothing but the side.
type Who struct {
	Guest  int           `json:"guest,omitzero"`
	Name   string        `json:"name,omitzero"`
	Hub    int           `json:"hub,omitzero"`    // people at a hub
	Label  string        `json:"label,omitzero"`  // desk only: its own words, or a typed name before the call
	Person room.PersonID `json:"person,omitzero"` // desk only
}

// ScreenView is what the projector shows. Codes are absent unless the audience
// may see them: the desk always, a screen in its scenes of codes, phones never.
type ScreenView struct {
	Scene  string      `json:"scene"`
	Item   room.ItemID `json:"item,omitzero"`
	Blank  bool        `json:"blank"`
	Onsite string      `json:"onsite,omitzero"` // Room's code
	Online string      `json:"online,omitzero"` // desk only
}

// Decided lists the hands, statements and objections decided lately; a page
// that holds one of them asks for what is its own.
type Decided struct {
	IDs string `json:"ids"`
}
