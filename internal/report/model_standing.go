package report

import (
	"slices"

	"parley/internal/room"
)

// Stood is where the room stood in the last picture that was published. Nothing
// is said of a room in which fewer than fifty voted.
type Stood struct {
	Said    []Sentence      `json:"said"` // how many, when, and what groups there are
	People  int             `json:"people,omitzero"`
	Votes   int             `json:"votes,omitzero"`
	At      string          `json:"at,omitzero"` // in the session's time zone
	Engine  string          `json:"engine,omitzero"`
	Groups  []StandingGroup `json:"groups"` // by size; none: one field
	Classes []StandingClass `json:"classes"`
	Map     *StandingMap    `json:"map,omitzero"` // where there are groups
	Rests   []string        `json:"rests"`
}

// StandingGroup is people who answer alike. Positions are in units of answers:
// the middle, the standard deviations, and their correlation.
type StandingGroup struct {
	Letter string         `json:"letter"`
	Name   string         `json:"name"`
	People int            `json:"people"`
	Agrees float64        `json:"agrees"` // share of its answers that are shown
	X      float64        `json:"x"`
	Y      float64        `json:"y"`
	SX     float64        `json:"sx"`
	SY     float64        `json:"sy"`
	R      float64        `json:"r"`
	Said   string         `json:"said"`
	Holds  []StandingHold `json:"holds"` // what sets it apart most first
}

// StandingHold is a statement by which a group stands out: the share of the
// group and of all others that gave the answer, and the interval of nine tenths
// of the difference.
type StandingHold struct {
	Statement room.ItemID `json:"statement"`
	Kind      string      `json:"kind,omitzero"` // of the title question: before or after
	Text      string      `json:"text"`
	Answer    room.Answer `json:"answer"`
	Own       float64     `json:"own"`
	Rest      float64     `json:"rest"`
	Low       float64     `json:"low"`
	High      float64     `json:"high"`
	Said      string      `json:"said"`

	rank int
}

// StandingClass is the statements that stand in one way.
type StandingClass struct {
	Class      room.StandingClass `json:"class"`
	Heading    string             `json:"heading"`
	What       string             `json:"what"`
	Statements []StandingOf       `json:"statements"`
}

// Figured says whether the class is written as a table. Where nothing is claimed
// and of no statement answers may be shown, there is nothing for one.
func (c StandingClass) Figured() bool {
	return c.Class != room.ClassShort || slices.ContainsFunc(c.Statements, func(x StandingOf) bool { return len(x.Cells) > 0 })
}

// StandingOf is how a statement stands. Cells are there where they may be shown:
// one of each group, or of everybody in one field.
type StandingOf struct {
	Statement room.ItemID    `json:"statement"`
	Text      string         `json:"text"`
	Lang      string         `json:"lang,omitzero"`
	Confirmed bool           `json:"confirmed,omitzero"`
	More      int            `json:"more,omitzero"`   // answers of each group that would still decide it
	Beyond    bool           `json:"beyond,omitzero"` // these are more than those here have left
	Cells     []StandingCell `json:"cells,omitzero"`
	At        string         `json:"at,omitzero"` // of cells that an earlier picture showed
	Said      string         `json:"said,omitzero"`
}

// StandingCell is how a group answered; Group is "" for everybody.
type StandingCell struct {
	Group string     `json:"group,omitzero"`
	Name  string     `json:"name"`
	Tally room.Tally `json:"tally"`
	Said  string     `json:"said"`
	Rest  string     `json:"rest"`
}

// StoodThen is how the statements that an outcome cites stood in the picture that
// there was when it was put to the room.
type StoodThen struct {
	Said       Sentence     `json:"said"`
	Statements []StandingAt `json:"statements"`
}

// StandingAt is how one of them stood.
type StandingAt struct {
	Statement room.ItemID        `json:"statement"`
	Class     room.StandingClass `json:"class"`
	Confirmed bool               `json:"confirmed,omitzero"`
	Said      Sentence           `json:"said"`
	Cells     []StandingCell     `json:"cells,omitzero"`
}

// StandingMap is what is said beside the map and instead of it.
type StandingMap struct {
	Title   string   `json:"title"`
	Says    []string `json:"says"`
	PerMark int      `json:"per_mark"` // people that one mark stands for
}
