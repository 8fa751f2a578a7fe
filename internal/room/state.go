package room

// State is a room as its records made it. Only Apply changes it; everybody
// else reads. Maps hold pointers that Apply owns.
type State struct {
	Room  RoomID
	Index Index   // records applied
	Acted Index   // of which the last that is no ballot's: when these come nobody is told
	Now   Seconds // room time of the last record

	Info    Info
	Session Session
	Agenda  []AgendaQuestion // numbered from 1 in this order
	Codes   Codes

	Captions Text // address of the session's captions; "" none

	Seats     map[ItemID]*Seat
	SeatOrder []ItemID // as named

	Helpers     map[ItemID]*Helper
	HelperOrder []ItemID // as their codes were made

	People  map[PersonID]*Person
	Guests  int // numbers given out so far
	Door    DoorState
	Ballots map[BallotID]*Ballot

	Floor          Floor
	Signals        map[SignalKind]*Signal
	Statements     map[ItemID]*Statement
	StatementOrder []ItemID // as written
	Outcomes       map[ItemID]*Outcome
	OutcomeOrder   []ItemID // as drafted
	Notes          map[ItemID]*Note
	NoteOrder      []ItemID               // as written
	Form           map[FormField]FormText // of the host body; only fields that were written
	Present        map[CountLine]int      // counted at the closing, by line
	Screen         ScreenState
	Standing       *Standing            // the last picture of where the room stands; nil none
	Erased         []Text               // to be gone, in the order of their records
	Told           []string             // marks of people with something new on their own page, lately
	Veils          []*Veil              // texts hidden beside statements and outcomes, in order
	Reports        map[ItemID]*Reported // of published texts, by participants
	Appeals        map[ItemID]*Appeal
	AppealOrder    []ItemID   // as made
	Restored       []Restored // where another server went on with the log, in order
	Acts           []Act      // what seats did lately, oldest first, and how it is taken back

	gone   map[Text]bool       // those of Erased
	own    map[PersonID][]Text // everything that a voice wrote, or the desk for a person with a hand
	worded map[ItemID][]Text   // everything that was written under an id, see wording.go
	labels map[PersonID]*label // of people in the meeting tool, until they are erased
	cmds   memory
	merged bool // persons were merged once
	trail  map[Thing][]Trace
	traced Trace // the last of them
	set    map[setting]setBy

	changed changes

	cleared map[SignalKind]*Signal // as they were when the desk last cleared them
}

// New is the state before a room's first record.
func New() *State {
	return &State{
		Session: Session{Phase: Before, Spent: map[PartKind]Seconds{}},
		Door:    DoorState{Shut: map[Side]bool{}, Slips: map[Side]bool{}, slips: map[string]*slip{}},
		Seats:   map[ItemID]*Seat{}, Helpers: map[ItemID]*Helper{}, People: map[PersonID]*Person{}, Ballots: map[BallotID]*Ballot{},
		Floor:      Floor{QueueOpen: true, Hands: map[ItemID]*Hand{}, Orders: map[ItemID]*PointOfOrder{}},
		Signals:    map[SignalKind]*Signal{},
		Statements: map[ItemID]*Statement{}, Outcomes: map[ItemID]*Outcome{}, Present: map[CountLine]int{},
		Reports: map[ItemID]*Reported{}, Appeals: map[ItemID]*Appeal{}, Notes: map[ItemID]*Note{}, Form: map[FormField]FormText{},
		gone: map[Text]bool{}, own: map[PersonID][]Text{}, worded: map[ItemID][]Text{}, labels: map[PersonID]*label{}, trail: map[Thing][]Trace{},
		set: map[setting]setBy{}, cleared: map[SignalKind]*Signal{},
	}
}

// NewShown is New for a state that is only shown: nothing may be decided on it,
// so it remembers no command ids.
func NewShown() *State {
	s := New()
	s.cmds.off = true
	return s
}

// Info is what the first record fixed.
type Info struct {
	Title     Text
	Reference Text    // the proposal's name in its series
	Layout    Text    // as published: "Round Table, Circle"
	Epoch     int64   // Unix second of room second 0
	Start     int64   // planned beginning, Unix seconds; 0 when the moderator starts it
	Seconds   Seconds // planned length
	Zone      string
	Languages []string
	Policy    Policy
	Rules     int    // [Rules] of the release that opened the room
	Key       string // the room's first public key, base64url Ed25519; see [State.Key]
	LotSeed   string // hex, 32 bytes; pages show its SHA-256 until the lot window has closed
	Rehearsal bool   // nothing in it is meant
}

// Codes are the two codes that let people in, as sealed texts.
type Codes struct{ Onsite, Online Text }

// AgendaQuestion is one of the session's questions; they thread turns,
// statements, outcomes and the report. They are referred to by number, from 1;
// 0 means none.
type AgendaQuestion struct {
	Kind QuestionKind
	Text Text
}

// Phase is where the session stands as a whole.
type Phase string

// The phases of a session.
const (
	Before Phase = "before"
	Live   Phase = "live"
	Closed Phase = "closed"
)

// Session is the run of show and its clock. The end is fixed.
type Session struct {
	Phase    Phase
	Plan     []PlanPart
	Begin    Seconds // planned beginning in room time; when none was planned, the start
	Started  Seconds
	End      Seconds // fixed; meaningful once Timed
	Audience Seconds // protected instant at which the audience's part begins
	Closing  Seconds // protected instant at which the closing begins
	Timed    bool    // End, Audience and Closing are known
	Part     PartKind
	Since    Seconds              // start of the part
	Begun    []PartStart          // parts that began, in order
	Spent    map[PartKind]Seconds // time spent in parts that are over
	Taken    []Taken              // minutes moved by key, in order
	Question int                  // the sticky question; 0 none
	ClosedAt Seconds
	Gap      *Gap // the clocks pause until the desk chooses
	Solo     bool // one moderator runs the room alone

	went *went // what the last part.next changed; nil when it cannot be taken back
}

// PartStart is when a part began.
type PartStart struct {
	At   Seconds
	Part PartKind
}

// Taken is time that one part took from another by a key, shown on the screen.
type Taken struct {
	At      Seconds
	From    PartKind
	For     PartKind
	Seconds Seconds
}

// Gap is a stretch of wall time during which nobody kept the room's clock.
type Gap struct {
	Since   Seconds
	Seconds Seconds
}

// Seat is a named place at the table.
type Seat struct {
	ID          ItemID
	Name        Text // "" withheld
	Affiliation Text
	Group       string
	Region      string
	Roles       []Role
	Deputy      []Role   // roles held for somebody else, with the same rights
	Link        string   // LinkHash of its current link; "" none
	Absent      bool     // marked as not at the table
	Helper      bool     // joined by a helper's code
	MadeWith    PersonID // the hub that it was made with; "" none
}

// Has says whether the seat holds the role, itself or as deputy.
func (s *Seat) Has(r Role) bool { return hasRole(s.Roles, r) || hasRole(s.Deputy, r) }

func hasRole(rs []Role, r Role) bool {
	for _, x := range rs {
		if x == r {
			return true
		}
	}
	return false
}

// PersonKind says how a person takes part.
type PersonKind string

// The kinds of persons in the line.
const (
	ByPhone PersonKind = "phone" // a voice of their own
	AtDesk  PersonKind = "desk"  // in the room, entered at the desk
	InTool  PersonKind = "tool"  // in the meeting tool, entered at desk or console
	AHub    PersonKind = "hub"   // a place with several people
)

// Person is somebody who may take turns: a voice, a person entered at the
// desk, or a hub.
type Person struct {
	ID       PersonID
	Kind     PersonKind
	Side     Side
	Guest    int    // "Guest 31"
	Name     Text   // typed; seen by the desk alone until called
	Line     string // microphone in the room ("" the one line), hub id online
	Count    int    // hub: people there
	Seat     ItemID // hub: the seat that may enter its hands; "" the desk alone
	Lang     string
	Joined   Index
	JoinedAt Seconds // a voice: when

	Access  bool // needs more time; shown as the turn's length only
	Moved   bool // changed side once; has no lot
	LotUsed bool // a hand of theirs had a lot
	Muted   bool
	Banned  bool
	Ban     Sanction
	Acts    []PersonAct  // what the moderators did, in order
	Left    bool         // took everything back and went; nothing of theirs is taken any more
	Called  bool         // had the floor: the name may be shown
	Into    PersonID     // merged into; "" itself
	Objects bool         // objected to the merge
	Upheld  int          // points of order upheld
	Orders  int          // points of order granted
	Dropped *DroppedHand // the last hand of theirs that the desk lowered; nil none
	asked   bool         // a voice that raised or lowered its hand, or asked for a point of order
	wrote   bool         // a voice that wrote a statement, a question or a reason
	acted   bool         // a voice that did more than that, and to join and to name itself
	was     *movedFrom   // where they were before their change of side

	told int // how often there was something new on their own page
}

// DroppedHand is a hand that the desk lowered.
type DroppedHand struct {
	Hand   ItemID
	At     Seconds
	Reason Text
}

// Sanction is why somebody was muted or banned, or a text hidden.
type Sanction struct {
	At     Seconds
	Rule   string
	Reason Text
}

// Ballot is what a ballot declared, fixed by its first answer.
type Ballot struct {
	Side  Side
	Group string // "" rather not say
	Votes int    // statements answered
	Left  bool   // took back what was open; nothing of its is taken any more
}

// SignalKind is a silent tap to the desk.
type SignalKind string

// The signals.
const (
	CantHear        SignalKind = "cant-hear"
	CaptionsMissing SignalKind = "captions"
	TooFast         SignalKind = "too-fast"
	Conduct         SignalKind = "conduct"
	SoundGood       SignalKind = "sound-good" // of hubs: everybody there hears well
)

// Signal is one kind of signal, summed since the desk last cleared it.
type Signal struct {
	By    map[PersonID]Seconds
	Since Seconds
}

// ScreenState is what the projector shows; one state for all screens.
type ScreenState struct {
	Scene string // one of scenes
	Item  ItemID // map: "" veiled, MapAll, or a group's letter
	Blank bool
}
