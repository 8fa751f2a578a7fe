package room

// Source says who wrote a statement.
type Source string

// The sources of statements, shown beside them.
const (
	FromProposal    Source = "proposal"
	FromTable       Source = "table"
	FromParticipant Source = "participant"
	FromDesk        Source = "desk" // caught from a turn
	FromChat        Source = "chat" // written in the meeting tool's chat
)

// StatementStatus is where a statement stands.
type StatementStatus string

// The states of a statement.
const (
	Held          StatementStatus = "held"      // waits for the desk
	Open          StatementStatus = "open"      // voted on
	VoteClosed    StatementStatus = "closed"    // final
	Rejected      StatementStatus = "rejected"  // never published
	Withdrawn     StatementStatus = "withdrawn" // never published, since its text was erased before
	CardPrepared  StatementStatus = "prepared"  // a card that its seat has not brought up yet
	CardDiscarded StatementStatus = "discarded" // a card that its seat took away
)

// Tally counts answers.
type Tally struct {
	Agree    int `json:"agree"`
	Disagree int `json:"disagree"`
	Unsure   int `json:"unsure"`
}

// N is the number of answers.
func (t Tally) N() int { return t.Agree + t.Disagree + t.Unsure }

// Add counts by answers of one kind; by may be negative.
func (t *Tally) Add(a Answer, by int) {
	switch a {
	case Agree:
		t.Agree += by
	case Disagree:
		t.Disagree += by
	case Unsure:
		t.Unsure += by
	}
}

// Plus is the sum of two tallies.
func (t Tally) Plus(u Tally) Tally {
	return Tally{t.Agree + u.Agree, t.Disagree + u.Disagree, t.Unsure + u.Unsure}
}

// Count is answers with their breakdowns, one dimension at a time. It is raw:
// nothing outside this package shows it but through Shown.
type Count struct {
	All   Counts
	Side  map[Side]Counts
	Group map[string]Counts
}

// CountLine is a line of its own in every count: people counted without a
// phone. Phones are no line; they are the ballots.
type CountLine string

// The lines. A hub's line is "hub:" and its person id.
const (
	InTheRoom CountLine = "room"
	InTheChat CountLine = "chat"
	AllOnsite CountLine = "present-room"   // presence only: everybody counted in the room
	AllOnline CountLine = "present-online" // presence only: everybody counted online
)

// Statement is a short proposition that is voted on; a question, which is
// supported; or the reason for a "cannot accept", which is answered.
type Statement struct {
	ID       ItemID
	Kind     StatementKind
	Text     Text
	Asks     Asks
	Lang     string // language of its texts; "" unknown
	Question int
	Source   Source
	Author   PersonID // voice; "" otherwise
	Judged            // of a voice's text, when it was written
	Seat     ItemID   // table; "" otherwise
	Turn     int      // N of the turn it was caught from, or brought up in; 0 none
	At       Seconds
	Status   StatementStatus
	Why      *Sanction // why rejected
	Hidden   *Sanction // nil when shown; figures stay, words go
	Erased   bool      // the text is gone for good; figures stay

	poll             // answers on the scale of its kind
	weight   *poll   // how heavy; nil where that is not asked
	Reply    *Reply  // to a question or a reason; nil while there is none
	Into     ItemID  // the question it was merged into; "" itself
	OpenAt   Seconds // when it was published
	OpenBy   Index   // the record that published it: statements stand in this order
	letOut   bool    // by the desk, after it waited
	ClosedAt Seconds

	from       map[BallotID]ItemID            // support that a merge brought: from which question
	shownThere map[BallotID]Answer            // of the question it was merged into: what was published before
	shownWith  map[ItemID]map[BallotID]Answer // by question it was merged into: what was published of both, when they were taken apart
	card       *cardWas                       // before it was brought up; nil when it was no card
	replies    []Text                         // to it, replaced and taken back ones too
	classSteps
	classed *classed // nil: no picture spoke of it
	noted   bool     // InOpinions as last remembered
}

// cardWas is where a card belonged before it was brought up.
type cardWas struct {
	Question int // 0: the one that is current when it is brought up
	At       Seconds
}

// Asks is what a kind asks beside its sentence (docs/spec/outcomes.md); what a
// kind does not ask is empty.
type Asks struct {
	Falls   []string `json:"falls,omitzero"`             // risk, opportunity: on whom, of [FallsOn]
	Service Text     `json:"service,omitzero" text:"80"` // … about which service
	Privacy string   `json:"privacy,omitzero"`           // … if privacy is [Weakened], or there [ByDefault]

	Sees      Text `json:"sees,omitzero" text:"160"`      // mechanism: who sees what
	Orders    Text `json:"orders,omitzero" text:"160"`    // … on whose order
	Safeguard Text `json:"safeguard,omitzero" text:"160"` // … with which safeguard
	Breaks    Text `json:"breaks,omitzero" text:"160"`    // … what breaks

	Acts Text   `json:"acts,omitzero" text:"160"` // practice, shortfall, measure: who acts
	Of   ItemID `json:"of,omitzero"`              // shortfall: the practice; measure: the shortfall; because: the mechanism
	To   ItemID `json:"to,omitzero"`              // question: the seat that is asked; "" the table
}

// On whom a risk or an opportunity can fall.
var FallsOn = []string{
	"citizens", "vulnerable", "civil-society", "business", "technical", "government", "law-enforcement",
}

// The conditions of a risk or an opportunity.
const (
	Weakened  = "weakened" // if privacy is weakened
	ByDefault = "default"  // if privacy is there by default
)

// Reply is the answer to a question, or to the reason for a "cannot accept":
// spoken in a turn, or written.
type Reply struct {
	At   Seconds
	Seat ItemID // that replied, or entered it
	Turn int    // N of the turn; 0 in writing
	Text Text   // "" live
}

// Published is what the public, and the desk, may know of the working votes.
type Published struct {
	Count  Count
	Late   bool // closed with up to Step−1 later answers not shown
	Closed bool

	NoSide, NoGroup bool // closed without that breakdown, since answers by opinion group were shown that it crosses
}

// OutcomeKind is what an outcome is, as found by the rule.
type OutcomeKind string

// The kinds of outcomes.
const (
	CommonGround        OutcomeKind = "common-ground"
	CommonGroundAgainst OutcomeKind = "common-ground-against"
	OpenPoint           OutcomeKind = "open-point"
	NeedsInvestigation  OutcomeKind = "needs-investigation"
	NotSettled          OutcomeKind = "not-settled"
	TooFew              OutcomeKind = "too-few"
	NotPut              OutcomeKind = "not-put"
)

// OutcomeStatus is where an outcome stands.
type OutcomeStatus string

// The states of an outcome.
const (
	Drafted OutcomeStatus = "drafted"
	ReadOut OutcomeStatus = "read"    // read aloud
	Put     OutcomeStatus = "put"     // put to the room: answers are open
	Settled OutcomeStatus = "settled" // answers are closed, the rule has spoken
	Dropped OutcomeStatus = "dropped"
)

// Outcome is something the session may have agreed on.
type Outcome struct {
	ID         ItemID
	Text       Text
	Question   int
	Statements []ItemID
	Turns      []int
	Status     OutcomeStatus
	Read       bool
	At         Seconds
	ReadAt     Seconds
	PutAt      Seconds
	SettledAt  Seconds

	Blocks  Text // needs investigation: the call it blocks
	Missing Text // … the missing fact
	Finder  Text // … who could find it
	For     Text // open point: the best reason, in the words of those who hold it
	Against Text

	Hidden *Sanction // nil when shown; figures stay, words go

	Objections []*Objection
	Lines      map[CountLine]Tally
	Found      *Finding // once settled
	Stood      *Stood   // where what it cites stood when it was put to the room; nil: nobody could say

	votes map[BallotID]Answer
	raw   Count
}

// Objection is a reasoned no. It counts when the room heard it and its author
// maintains it.
type Objection struct {
	ID        ItemID
	Author    PersonID // "" when entered at the desk
	Text      Text
	At        Seconds
	Heard     bool // its author had a turn with it, or the desk read it out
	HeardAt   Seconds
	Turn      int  // N of that turn; 0 none
	Entered   bool // by the desk, and thereby heard
	Withdrawn bool
	Why       Text // when the desk took it back: the reason
}

// Counts says whether the objection makes an open point.
func (o *Objection) Counts() bool { return o.Heard && !o.Withdrawn }

// Finding is what the rule found, with the figures it rests on. It stands in
// the facts of the record that settled the outcome. Sides is raw: nothing shows
// it but through ShownOutcome.
type Finding struct {
	Kind       OutcomeKind         `json:"kind"`
	Tally      Tally               `json:"tally"` // everybody, phones and lines, added once
	Phones     Tally               `json:"phones"`
	Lines      map[CountLine]Tally `json:"lines,omitzero"`
	Sides      map[Side]Tally      `json:"sides,omitzero"` // as the rule used them
	Present    int                 `json:"present"`        // 0 when nobody counted, or fewer than answered
	OfRoom     bool                `json:"of_room"`        // at least half of those present answered
	Objections int                 `json:"objections"`
	Voters     int                 `json:"voters"` // ballots with a vote at the closing
}
