package view

import "parley/internal/room"

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
