package room

import "crypto/sha256"

// Floor is the queue and the turns. Who is next is not stored: NextHand
// computes it from this and the policy.
type Floor struct {
	QueueOpen bool // hands are accepted
	Opened    bool // the audience's part has begun once
	OpenedAt  Seconds
	LotShown  bool     // the lot window has closed and the seed may be shown
	Favour    Side     // rule 4's key: the favoured side, "" off
	Mics      []string // microphones, by name; none means one line
	Block     *Block
	Blocks    int              // blocks opened so far
	Hands     map[ItemID]*Hand // waiting hands
	Orders    map[ItemID]*PointOfOrder
	Turns     []*Turn  // all turns in order of their start; Turn.N is the place, from 1
	Running   int      // N of the running turn, 0 none
	Decided   []ItemID // hands decided lately, oldest first, at most 64
	Dropped   []*Hand  // hands that the desk lowered lately, oldest first, at most 16
}

// Block limits the floor to hands for one question (rule 11).
type Block struct {
	Question int
	Since    Seconds

	turns int // turns begun before it
}

// Hand is a request for the floor that waits.
type Hand struct {
	ID       ItemID
	Person   PersonID // resolve with State.Who: it may have been merged
	At       Seconds
	Index    Index
	Question int
	Read     Text // a text hand: read out instead of spoken; "" spoken
	Label    Text // desk's own words for somebody without a name
	Lot      bool // has the person's lot
	Number   int  // hubs: 1 to 3
	Away     int  // times called and absent
	Out      bool // out for one call of its line
	By       Actor

	lot [sha256.Size]byte // of Person; meaningful when Lot
}

// TurnKind says what a turn is.
type TurnKind string

// The kinds of turns. AudienceTurn and OverrideTurn count as service of their
// side; the others do not.
const (
	AudienceTurn TurnKind = "audience"
	OverrideTurn TurnKind = "override"
	TableTurn    TurnKind = "answer" // the table answers an audience turn
	PanelTurn    TurnKind = "panel"  // a seat presents
	OrderTurn    TurnKind = "order"  // point of order
)

// Reasons of rule 12.
const (
	FollowUpReason  = "follow-up"
	OnThisPoint     = "on-this-point"
	MustLeave       = "must-leave"
	AccessReason    = "access" // shown as "moderator's call"
	NotHeardYet     = "not-heard-yet"
	TechnicalReason = "technical"
	OtherReason     = "other"
)

// Turn is one holding of the floor.
type Turn struct {
	N        int
	Kind     TurnKind
	Person   PersonID // audience, override, order
	Seat     ItemID   // panel, answer
	Hand     ItemID
	HandAt   Seconds // when the hand was raised
	HandWas  *Hand   // as it waited, so that it can go back to its old place
	Side     Side
	Line     string
	Question int
	Part     PartKind // of the session in which it began
	First    bool     // the person's first turn
	Why      string   // reason code of an override
	Reason   Text
	Free     bool // "not heard yet" by rule 15: no override
	To       int  // answer: N of the turn it answers
	Start    Seconds
	Length   Seconds // granted
	End      Seconds // meaningful when Over
	Over     bool
	Paused   Seconds // total of pauses that are over
	PausedAt Seconds // start of the pause; meaningful when InPause
	InPause  bool
	FollowUp bool     // one follow-up was given
	Void     bool     // absent, or taken back: no turn at all
	Absent   bool     // void because the person was called and absent
	Entered  bool     // given outside the tool, entered afterwards
	Cut      int      // N of the turn that this one's beginning ended, 0 none
	Freed    []ItemID // hands that this call made no longer out

	Corrected *Correction     // nil: it stands as it was recorded
	followed  *beforeFollowUp // nil: it had none, or that was taken back
	instead   *Hand           // raised by its person meanwhile, gone when they were absent and HandWas waited again; nil: none
}

// Correction is what the moderator put right about a turn that is over. The
// turn's person, seat, start and end are those corrected; its side and line stay
// those that were called.
type Correction struct {
	At         Seconds
	Reason     Text
	Side       Side // of the person who spoke, for the balance
	Line       string
	Start, End Seconds // as they were before the first correction
}

// beforeFollowUp is a turn as it was before its follow-up.
type beforeFollowUp struct {
	Length, End, Paused Seconds
	Over                bool
	Turns               int // turns begun so far
	Ended               int // N of the turn that the follow-up ended, 0 none
}

// PointOfOrder is about procedure and granted by the moderator (rule 10).
type PointOfOrder struct {
	ID     ItemID
	Person PersonID
	At     Seconds
	Turn   int    // N of its turn when granted
	State  string // asked granted upheld refused
}

// Spoken is how long the turn has lasted at room second now, without pauses.
func (t *Turn) Spoken(now Seconds) Seconds {
	if t.Void {
		return 0
	}
	end := now
	if t.Over {
		end = t.End
	}
	d := end - t.Start - t.Paused
	if t.InPause && end > t.PausedAt {
		d -= end - t.PausedAt
	}
	return max(d, 0)
}

// From is the side that the turn's minutes are counted for, and the line inside
// it: those of who spoke.
func (t *Turn) From() (Side, string) {
	if t.Corrected != nil {
		return t.Corrected.Side, t.Corrected.Line
	}
	return t.Side, t.Line
}

// Counts says whether the turn is service of a side by the rule.
func (t *Turn) Counts() bool {
	return !t.Void && (t.Kind == AudienceTurn || t.Kind == OverrideTurn)
}
