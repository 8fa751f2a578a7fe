package view

import "parley/internal/room"

// DeskView is what only the desk sees.
type DeskView struct {
	Held        map[room.ItemID]Held         `json:"held"`
	HeldOrder   string                       `json:"held_order"`
	Hidden      map[room.ItemID]Held         `json:"hidden"` // hidden and rejected
	Veiled      map[string]Veiled            `json:"veiled"` // words hidden beside statements, by the item, turn or person they are of
	Appeals     map[room.ItemID]Appeal       `json:"appeals"`
	AppealOrder string                       `json:"appeal_order"`
	Cards       map[room.ItemID]Card         `json:"cards"` // that seats have ready
	CardOrder   string                       `json:"card_order"`
	Objections  map[room.ItemID]Waiting      `json:"objections"`
	Orders      map[room.ItemID]Order        `json:"orders"`
	Signals     map[room.SignalKind]Signal   `json:"signals"`
	People      map[room.PersonID]Person     `json:"people"`
	PeopleN     int                          `json:"people_total"` // People holds 200 at most: those that matter first
	Present     map[room.CountLine]int       `json:"present"`
	Short       bool                         `json:"present_short,omitzero"` // fewer present than answered: the number is not used
	Uncounted   string                       `json:"uncounted"`              // sides that take part and were not counted as present
	Phones      map[room.Side]int            `json:"phones"`                 // how many are inside
	Rights      map[room.ItemID]SeatRights   `json:"rights"`
	Helpers     map[room.ItemID]Helper       `json:"helpers"` // those who help, and codes that wait
	HelperOrder string                       `json:"helper_order"`
	Counted     map[room.ItemID]CountedLines `json:"counted"` // lines of a statement as entered
	Acts        map[room.ItemID]Act          `json:"acts"`    // the last act of each seat, by seat
	Door        Door                         `json:"door"`
	Reports     map[room.ItemID]Reports      `json:"reports"` // of published texts, that wait
	Turns       map[string]Turn              `json:"turns"`   // that are over, the newest
}

// Door is who is kept from joining, and how many joined lately: by minute of the
// room ("12" are seconds 720 to 779), then by side.
type Door struct {
	Shut  string                              `json:"shut"` // sides whose door is closed
	Joins map[string]map[room.Side]room.Joins `json:"joins"`
	// Newest is the number of the guest who came last; 0 nobody.
	Newest int              `json:"newest"`
	Wants  string           `json:"wants"` // sides that let nobody new in without a slip
	Slips  map[string]Slips `json:"slips"` // by the number of their batch
}

// Slips are those that were issued together.
type Slips struct {
	Side   room.Side    `json:"side"`
	At     room.Seconds `json:"at"`
	Issued int          `json:"issued"`
	Used   int          `json:"used"`
	Void   bool         `json:"void,omitzero"` // the unused ones let nobody in any more
}

// Held is a text that is on no page but the desk's.
type Held struct {
	Kind     room.StatementKind `json:"kind"`
	Text     string             `json:"text"`
	Lang     string             `json:"lang,omitzero"`
	Question int                `json:"question,omitzero"`
	At       room.Seconds       `json:"at"`
	Who      *Who               `json:"who,omitzero"`
	Asks
	Status room.StatementStatus `json:"status"`
	Kept   room.Kept            `json:"kept,omitzero"` // why the room let it wait by itself
	Like   room.ItemID          `json:"like,omitzero"` // the text that it is nearly equal to
	Rule   string               `json:"rule,omitzero"`
	Reason string               `json:"reason,omitzero"`
}

// Reports are how many participants say that a text goes against a rule.
type Reports struct {
	Rules map[string]int `json:"rules"`
	Since room.Seconds   `json:"since"`
}

// Veiled is words that were hidden.
type Veiled struct {
	Text   string `json:"text"`
	Rule   string `json:"rule"`
	Reason string `json:"reason,omitzero"`
}

// Appeal asks the organizer to look again at what the moderators did.
type Appeal struct {
	Who    *Who         `json:"who,omitzero"`
	Text   string       `json:"text"`
	At     room.Seconds `json:"at"`
	Answer string       `json:"answer,omitzero"`
}

// Waiting is an objection that the room has not heard.
type Waiting struct {
	Outcome room.ItemID  `json:"outcome"`
	Text    string       `json:"text"`
	At      room.Seconds `json:"at"`
	Who     *Who         `json:"who,omitzero"`
}

// Order is a point of order that was asked for.
type Order struct {
	Who   *Who         `json:"who,omitzero"`
	Side  room.Side    `json:"side"`
	At    room.Seconds `json:"at"`
	State string       `json:"state"` // asked, granted, upheld
	Turn  int          `json:"turn,omitzero"`
}

// Signal is one kind of signal, summed; Hubs are those of them that sent it.
type Signal struct {
	Count int                   `json:"count"`
	Since room.Seconds          `json:"since"`
	Hubs  map[room.PersonID]Who `json:"hubs,omitzero"`
}

// Person is somebody in the line, as the desk sees them.
type Person struct {
	Guest   int             `json:"guest,omitzero"`
	Kind    room.PersonKind `json:"kind"`
	Side    room.Side       `json:"side"`
	Name    string          `json:"name,omitzero"`
	Line    string          `json:"line,omitzero"`
	Count   int             `json:"count,omitzero"`
	Turns   int             `json:"turns"`
	Seconds room.Seconds    `json:"seconds"`
	Hand    room.ItemID     `json:"hand,omitzero"`
	Access  bool            `json:"access,omitzero"`
	Moved   bool            `json:"moved,omitzero"`
	Muted   bool            `json:"muted,omitzero"`
	Banned  bool            `json:"banned,omitzero"`
	Warned  int             `json:"warned,omitzero"` // warnings that stand
	Rule    string          `json:"rule,omitzero"`
	Into    room.PersonID   `json:"into,omitzero"`
	Objects bool            `json:"objects,omitzero"`
}

// SeatRights is what a seat holds beyond what the table shows.
type SeatRights struct {
	Deputy string `json:"deputy,omitzero"`
	Link   bool   `json:"link"` // has a link
}

// Helper is an online moderator by a code, or the code while nobody used it. The
// code itself only the page that made it knows: a helper makes no helpers.
type Helper struct {
	Name   string       `json:"name,omitzero"`
	Joined bool         `json:"joined"`
	Since  room.Seconds `json:"since"`
}

// CountedLines are a statement's counts without phones, as entered, by choice.
type CountedLines map[room.CountLine]map[room.Answer]int

// Card is a statement that a seat wrote beforehand and has not brought up.
type Card struct {
	Seat     room.ItemID        `json:"seat"`
	Kind     room.StatementKind `json:"kind"`
	Text     string             `json:"text"`
	Lang     string             `json:"lang,omitzero"`
	Question int                `json:"question,omitzero"`
	Asks
}

// Act is what a seat did last. Undo is the command that takes it back, "" when
// nothing does now; Payload is its payload as JSON, without what Asks names:
// a reason, or a rule and a reason.
type Act struct {
	At      room.Seconds `json:"at"`
	Did     string       `json:"did"` // a command, without its version
	Who     *Who         `json:"who,omitzero"`
	Turn    int          `json:"turn,omitzero"`
	Undo    string       `json:"undo,omitzero"`
	Payload string       `json:"payload,omitzero"`
	Asks    room.Asked   `json:"asks,omitzero"`
}
