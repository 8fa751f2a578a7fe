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

// Floor is who may speak now, and who is next.
type Floor struct {
	QueueOpen bool               `json:"queue_open"`
	Opened    bool               `json:"opened"` // the audience's part has begun
	OpenedAt  room.Seconds       `json:"opened_at,omitzero"`
	LotHash   string             `json:"lot_hash"`
	LotSeed   string             `json:"lot_seed,omitzero"` // once the lot window has closed
	Favour    room.Side          `json:"favour,omitzero"`
	Uneven    room.Side          `json:"uneven,omitzero"`  // rule 4: the side with far more first-turn hands
	Unheard   room.Side          `json:"unheard,omitzero"` // rule 15: the side for which "not heard yet" is free
	Mics      string             `json:"mics,omitzero"`
	Block     *Block             `json:"block,omitzero"`
	Blocks    int                `json:"blocks"`
	Last      int                `json:"last"`             // N of the last turn, 0 none: what a call names as "after"
	Answers   int                `json:"answers,omitzero"` // N of the audience turn that the table may answer
	Undo      int                `json:"undo,omitzero"`    // N of the turn that an undo may name now, 0 none
	Undoes    room.Undone        `json:"undoes,omitzero"`  // what that takes back
	Running   *Turn              `json:"running,omitzero"`
	Next      *Next              `json:"next,omitzero"`
	Second    *Next              `json:"second,omitzero"`
	Recent    map[string]Turn    `json:"recent"` // the last five turns that are over, by N
	Done      int                `json:"done"`   // turns that count for a side
	Waiting   map[room.Side]Line `json:"waiting"`
	Each      room.Seconds       `json:"each"` // the longest that one exchange takes: a turn and an answer
}

// Line is how many wait on one side.
type Line struct {
	All   int `json:"all"`
	First int `json:"first"` // for a first turn
}

// Block limits the floor to one question.
type Block struct {
	Question int          `json:"question"`
	Since    room.Seconds `json:"since"`
}

// Turn is one holding of the floor. Seconds left are
// length − (now − start − paused), with now = paused_at while in_pause.
type Turn struct {
	N        int           `json:"n"`
	Kind     room.TurnKind `json:"kind"`
	Side     room.Side     `json:"side,omitzero"`
	Line     string        `json:"line,omitzero"`
	Seat     room.ItemID   `json:"seat,omitzero"`
	Hand     room.ItemID   `json:"hand,omitzero"`
	Number   int           `json:"number,omitzero"` // of a hub's hand
	Who      *Who          `json:"who,omitzero"`
	ReadOut  bool          `json:"read_out,omitzero"` // a text hand: its words are read out
	Read     string        `json:"read,omitzero"`     // those words, unless they are hidden or erased
	Hidden   string        `json:"hidden,omitzero"`   // the rule by which those words, or the reason, were hidden
	Question int           `json:"question"`
	To       int           `json:"to,omitzero"`
	Start    room.Seconds  `json:"start"`
	Length   room.Seconds  `json:"length"`
	Seconds  room.Seconds  `json:"seconds,omitzero"` // spoken, once over
	Paused   room.Seconds  `json:"paused"`
	InPause  bool          `json:"in_pause"`
	PausedAt room.Seconds  `json:"paused_at,omitzero"`
	First    bool          `json:"first"`
	FollowUp bool          `json:"follow_up,omitzero"`
	Over     bool          `json:"over,omitzero"`
	Void     bool          `json:"void,omitzero"`
	Why      string        `json:"why,omitzero"` // why not by the rule; "moderator" for reasons that stay at the desk
	Reason   string        `json:"reason,omitzero"`
	// Corrected is why who had it, or when, was put right; "" it was not.
	Corrected string `json:"corrected,omitzero"`

	Grace room.Seconds `json:"grace,omitzero"` // from this instant the desk may mark the person absent
}

// Next is whom the rule names.
type Next struct {
	Hand     room.ItemID `json:"hand"`
	Side     room.Side   `json:"side"`
	Line     string      `json:"line,omitzero"`
	Who      *Who        `json:"who,omitzero"`
	First    bool        `json:"first"`
	Question int         `json:"question,omitzero"`
	Number   int         `json:"number,omitzero"` // of a hub's hand
	Read     bool        `json:"read,omitzero"`
	Why      room.Why    `json:"why"` // sentence of the rule that decided
}

// Queue is the first fifty hands in the order in which they will be called if
// nothing changes.
type Queue struct {
	Hands map[room.ItemID]Hand `json:"hands"`
	Order string               `json:"order"`
	Total int                  `json:"total"` // that wait; a muted person's is none of them
}

// Hand is a waiting hand.
type Hand struct {
	Side     room.Side    `json:"side"`
	Line     string       `json:"line,omitzero"`
	Who      *Who         `json:"who,omitzero"`
	First    bool         `json:"first"`
	Question int          `json:"question,omitzero"`
	At       room.Seconds `json:"at"`
	Read     bool         `json:"read,omitzero"`
	Words    string       `json:"words,omitzero"` // desk only: the words of a text hand
	Number   int          `json:"number,omitzero"`
	Away     int          `json:"away,omitzero"`
	Out      bool         `json:"out,omitzero"`    // out for one call of its line
	Place    int          `json:"place,omitzero"`  // 1 is next; 0 while it cannot be called
	Waits    room.Why     `json:"waits,omitzero"`  // why it cannot be called now
	Access   bool         `json:"access,omitzero"` // desk only
}

// Statements are those that the room may read and votes on, and hidden ones that
// an outcome rests on; the desk has all hidden ones. Order is oldest
// first.
type Statements struct {
	All   map[room.ItemID]Statement `json:"all"`
	Order string                    `json:"order"`
}

// Statement is one proposition. Text, and the texts of Asks, are "" when it is
// hidden or erased.
type Statement struct {
	Kind     room.StatementKind `json:"kind"`
	Text     string             `json:"text"`
	Lang     string             `json:"lang,omitzero"` // of its texts
	Question int                `json:"question,omitzero"`
	Source   room.Source        `json:"source"`
	Seat     room.ItemID        `json:"seat,omitzero"`
	Turn     int                `json:"turn,omitzero"`
	At       room.Seconds       `json:"at"`
	Asks
	Status     room.StatementStatus `json:"status"`
	Hidden     string               `json:"hidden,omitzero"` // the rule by which it was hidden
	Shown      room.Shown           `json:"shown"`
	Accepted   room.Acceptance      `json:"accepted,omitzero"`   // mechanism, once its vote is closed
	Unanswered int                  `json:"unanswered,omitzero"` // mechanism: reasons without a reply
}

// Asks is what a kind of statement asks beside its sentence.
type Asks struct {
	Falls     string      `json:"falls,omitzero"` // codes of [room.FallsOn]
	Service   string      `json:"service,omitzero"`
	Privacy   string      `json:"privacy,omitzero"`
	Sees      string      `json:"sees,omitzero"`
	Orders    string      `json:"orders,omitzero"`
	Safeguard string      `json:"safeguard,omitzero"`
	Breaks    string      `json:"breaks,omitzero"`
	Acts      string      `json:"acts,omitzero"`
	Of        room.ItemID `json:"of,omitzero"`
	To        room.ItemID `json:"to,omitzero"`
}

// Questions are the written questions to the table, and the reasons why somebody
// cannot accept a mechanism. Order has the questions first, by support as it is
// shown, then by age; the reasons after them.
type Questions struct {
	All   map[room.ItemID]Asked `json:"all"`
	Order string                `json:"order"`
}

// Asked waits for a reply, or has one.
type Asked struct {
	Kind     room.StatementKind `json:"kind"` // question, because
	Text     string             `json:"text"`
	Lang     string             `json:"lang,omitzero"`
	Question int                `json:"question,omitzero"` // the session's question that it belongs to
	Source   room.Source        `json:"source"`
	Seat     room.ItemID        `json:"seat,omitzero"`
	At       room.Seconds       `json:"at"`
	Of       room.ItemID        `json:"of,omitzero"` // because: the mechanism
	To       room.ItemID        `json:"to,omitzero"` // question: the seat that is asked
	Hidden   string             `json:"hidden,omitzero"`
	Into     room.ItemID        `json:"into,omitzero"`    // merged into this question
	Support  int                `json:"support,omitzero"` // as last published, in steps; 0 fewer than a class
	Reply    *Reply             `json:"reply,omitzero"`
	Answered bool               `json:"answered,omitzero"` // with another question, which is not there any more
	Closed   bool               `json:"closed,omitzero"`   // the session is over: no support is taken; what was not answered was not reached
}

// Reply is the answer to a question or a reason: live in a turn, or written.
type Reply struct {
	At     room.Seconds `json:"at"`
	Seat   room.ItemID  `json:"seat,omitzero"`
	Turn   int          `json:"turn,omitzero"`
	Text   string       `json:"text,omitzero"`
	Hidden string       `json:"hidden,omitzero"` // the rule by which its words were hidden
}

// Outcomes are all drafts that were not dropped, in order of drafting.
type Outcomes struct {
	All   map[room.ItemID]Outcome `json:"all"`
	Order string                  `json:"order"`
}

// Outcome is something the session may have agreed on.
type Outcome struct {
	Text       string                        `json:"text"`
	Question   int                           `json:"question,omitzero"`
	Statements string                        `json:"statements,omitzero"`
	Turns      string                        `json:"turns,omitzero"`
	Status     room.OutcomeStatus            `json:"status"`
	Read       bool                          `json:"read"`
	PutAt      room.Seconds                  `json:"put_at,omitzero"`
	Blocks     string                        `json:"blocks,omitzero"`
	Missing    string                        `json:"missing,omitzero"`
	Finder     string                        `json:"finder,omitzero"`
	For        string                        `json:"for,omitzero"`
	Against    string                        `json:"against,omitzero"`
	Objections map[room.ItemID]Objection     `json:"objections"`      // those that were heard
	Totals     *room.Tally                   `json:"totals,omitzero"` // phones and lines, once it was put
	Lines      map[room.CountLine]room.Tally `json:"lines,omitzero"`
	Found      *Finding                      `json:"found,omitzero"`
	Hidden     bool                          `json:"rests_on_hidden,omitzero"` // or hidden itself: no words
	HiddenBy   string                        `json:"hidden_by,omitzero"`       // the rule, when it was hidden itself
}

// Objection is a reasoned no.
type Objection struct {
	Text      string `json:"text"`
	Turn      int    `json:"turn,omitzero"`
	Heard     bool   `json:"heard"`
	Withdrawn bool   `json:"withdrawn,omitzero"`
	Why       string `json:"why,omitzero"`
	Hidden    string `json:"hidden,omitzero"` // the rule by which its words were hidden
}

// Finding is what the rule found. Side and Group are absent where suppression
// forbids them.
type Finding struct {
	Kind       room.OutcomeKind              `json:"kind"`
	Word       room.Word                     `json:"word,omitzero"` // word.<code> of the catalogue
	Tally      room.Tally                    `json:"tally"`
	Phones     room.Tally                    `json:"phones"`
	Lines      map[room.CountLine]room.Tally `json:"lines,omitzero"`
	Side       map[room.Side]room.Tally      `json:"side,omitzero"`  // of Phones
	Group      map[string]room.Tally         `json:"group,omitzero"` // of Phones
	Present    int                           `json:"present"`
	OfRoom     bool                          `json:"of_room"`
	Objections int                           `json:"objections"`
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
