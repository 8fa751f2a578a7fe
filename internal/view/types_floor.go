package view

import "parley/internal/room"

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
