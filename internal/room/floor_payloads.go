package room

// RaiseHand asks for the floor with one's own voice. With Read the desk reads
// the text out instead.
type RaiseHand struct {
	Question int  `json:"question,omitzero"` // 0: the question that is current
	Read     Text `json:"read,omitzero" text:"280"`
}

// HandRaised is the new hand.
type HandRaised struct {
	Hand     ItemID   `json:"hand"`
	Person   PersonID `json:"person,omitzero"` // drawn for somebody new without a voice
	Lot      bool     `json:"lot"`
	Question int      `json:"question,omitzero"`
	Number   int      `json:"number,omitzero"` // hubs: 1 to 3
	At       Seconds  `json:"at,omitzero"`     // since when it waits, where a desk without network entered it
}

// HandRef names a waiting hand.
type HandRef struct {
	Hand ItemID `json:"hand"`
}

// DropHand is the desk lowering a hand; the person is told why.
type DropHand struct {
	Hand   ItemID `json:"hand"`
	Reason Text   `json:"reason,omitzero" text:"280"`
}

// AddHand is the desk raising a hand for somebody without a phone, for
// somebody in the meeting tool, or for a hub. Person names somebody who was
// entered before (or a hub); else a person is drawn.
type AddHand struct {
	Side     Side     `json:"side"`
	Person   PersonID `json:"person,omitzero"`
	Label    Text     `json:"label,omitzero" text:"60"` // "red scarf, left"
	Line     string   `json:"line,omitzero"`            // microphone; "" phones' line or the one line
	Question int      `json:"question,omitzero"`
	Read     Text     `json:"read,omitzero" text:"280"`
	Number   int      `json:"number,omitzero"` // of a hub: which of its hands; 0 the first that is down
}

// SetMics names the microphones in the room; none means one line.
type SetMics struct {
	Mics []string `json:"mics"` // short labels of letters and digits: "A", "B"
}

// SetUneven is rule 4's key; "" takes it off.
type SetUneven struct {
	Favour Side `json:"favour,omitzero"`
}

// OpenBlock limits the floor to hands for one question.
type OpenBlock struct {
	Question int `json:"question"`
}

// CallNext calls whom the rule names. After is the N of the last turn that the
// caller knows of (0 none); it makes a double click stale. Hand, where there is
// one, is whom a desk without network called by the order that it had: the call
// is refused as stale when the rule names another.
type CallNext struct {
	After int    `json:"after"`
	Hand  ItemID `json:"hand,omitzero"`
}

// Override calls somebody for one of the seven reasons of rule 12: the owner of
// a waiting hand, or a person without one.
type Override struct {
	After  int      `json:"after"`
	Hand   ItemID   `json:"hand,omitzero"`
	Person PersonID `json:"person,omitzero"`
	Why    string   `json:"why"`
	Reason Text     `json:"reason,omitzero" text:"280"` // needed for "other"
}

// TurnCalled is the turn that a call began.
type TurnCalled struct {
	Turn   int      `json:"turn"` // its N
	Hand   ItemID   `json:"hand,omitzero"`
	Person PersonID `json:"person"`
	Side   Side     `json:"side"`
	Line   string   `json:"line,omitzero"`
	First  bool     `json:"first"`
	Free   bool     `json:"free,omitzero"` // rule 15: "not heard yet" is no override
	Length Seconds  `json:"length"`
}

// EnterTurn is a turn that was given outside the tool, entered afterwards and
// counted like an override.
type EnterTurn struct {
	Person  PersonID `json:"person,omitzero"` // "": somebody new
	Side    Side     `json:"side"`
	Label   Text     `json:"label,omitzero" text:"60"`
	Seconds Seconds  `json:"seconds"`
	Why     string   `json:"why"`
	Reason  Text     `json:"reason,omitzero" text:"280"`
}

// SeatTurn gives the floor to a seat: a panellist presents, the moderator
// introduces. It counts for no side.
type SeatTurn struct {
	After int    `json:"after"`
	Seat  ItemID `json:"seat"`
}

// AnswerTurn gives the floor to a seat to answer the last audience turn.
type AnswerTurn struct {
	After int    `json:"after"`
	Seat  ItemID `json:"seat"`
}

// SeatCalled is a turn of a seat.
type SeatCalled struct {
	Turn   int     `json:"turn"`
	To     int     `json:"to,omitzero"` // answer: N of the audience turn
	Length Seconds `json:"length"`
}

// TurnRef names a turn by its N.
type TurnRef struct {
	Turn int `json:"turn"`
}

// ExtendTurn lengthens the running turn, or shortens it: 30 or −30 seconds.
type ExtendTurn struct {
	Turn    int     `json:"turn"`
	Seconds Seconds `json:"seconds"`
}

// TurnAbsent is what became of the hand of somebody who was called and absent.
type TurnAbsent struct {
	Lowered bool `json:"lowered"`
}

// CorrectTurn says who had a turn that is over, and when, as it shall stand: who
// in Person, in Side and Label for somebody new, or in Seat for a turn of the
// table. Start is a room second, Seconds how long they spoke.
type CorrectTurn struct {
	Turn    int      `json:"turn"`
	Person  PersonID `json:"person,omitzero"`
	Seat    ItemID   `json:"seat,omitzero"`
	Side    Side     `json:"side,omitzero"`
	Label   Text     `json:"label,omitzero" text:"60"`
	Start   Seconds  `json:"start"`
	Seconds Seconds  `json:"seconds"`
	Reason  Text     `json:"reason,omitzero" text:"280"`
}

// TurnCorrected is who spoke: nobody for a turn of the table and for a point of
// order, whose person stays.
type TurnCorrected struct {
	Person PersonID `json:"person,omitzero"`
	Side   Side     `json:"side,omitzero"`
	Line   string   `json:"line,omitzero"`
	First  bool     `json:"first,omitzero"` // they had no turn before it
}

// OrderAsked is a new point of order.
type OrderAsked struct {
	Order ItemID `json:"order"`
}

// OrderRef names a point of order.
type OrderRef struct {
	Order ItemID `json:"order"`
}

// RefuseOrder refuses a point of order.
type RefuseOrder struct {
	Order  ItemID   `json:"order"`
	Reason Text     `json:"reason,omitzero" text:"280"`
	Also   []ItemID `json:"also,omitzero"` // others that wait, with the same reason
}

// RestoreOrder takes back that points of order were refused or upheld.
type RestoreOrder struct {
	Order ItemID   `json:"order"`
	Also  []ItemID `json:"also,omitzero"` // others that were refused with it
}

// OrderGranted is the turn of a point of order.
type OrderGranted struct {
	Turn   int     `json:"turn"`
	Length Seconds `json:"length"`
}

// TurnUndone is what was taken back.
type TurnUndone struct {
	Undid Undone `json:"undid"`
}

// Undone says what an undo took back.
type Undone string

// What can be taken back.
const (
	UndidCall   Undone = "call"   // the turn is void, its hand back in its old place
	UndidEnd    Undone = "end"    // the turn runs on
	UndidAbsent Undone = "absent" // the turn runs on, its hand no longer waits
	UndidEntry  Undone = "entry"  // an entered turn is void
)
