// Package stand is the report of where those who voted stand, in a table, a room
// or a series of them: as Parley finds it, or as Polis would. It makes a page, JSON
// and a picture; the same votes give the same bytes.
package stand

import (
	"parley/internal/words"
)

// Method says whose rule the standings follow.
type Method string

// The methods.
const (
	Parley Method = "parley"
	Polis  Method = "polis"
)

// Model is everything that a report says. Lists of counts are in the order of
// the groups.
type Model struct {
	Language   string      `json:"language"` // BCP 47
	Title      string      `json:"title"`
	Method     Method      `json:"method"`
	Table      Table       `json:"table"`           // of a series: all together
	Files      []File      `json:"files,omitzero"`  // of a series, rooms by day and then tables; or a room's export
	Silent     bool        `json:"silent,omitzero"` // of rooms, when fewer than [room.LeastForGroups] people voted: nothing is said of groups
	Notes      []Note      `json:"notes,omitzero"`
	Groups     []Group     `json:"groups"`
	Map        *Map        `json:"map,omitzero"`      // nil where there are no groups or too few people for one
	Statements []Statement `json:"statements"`        // in the order of their ids
	Declared   *Declared   `json:"declared,omitzero"` // Parley's method, where a column of groups was named and parts people
	Evidence   *Evidence   `json:"evidence,omitzero"` // Parley's method, where there are groups
	Polis      *PolisView  `json:"polis,omitzero"`

	t *words.Words
}

// Table is the table that was read.
type Table struct {
	File         string `json:"file,omitzero"`   // "" of a series
	Participants int    `json:"participants"`    // without those who voted on hidden statements alone
	Statements   int    `json:"statements"`      // without hidden ones
	Votes        int    `json:"votes"`           // the same; Parley's method: on statements whose counts are shown
	Hidden       int    `json:"hidden,omitzero"` // statements that were moderated out
}

// Note is something about the votes that a reader must know: a code whose words are
// "stand.note.CODE", a number, the first line it was noticed on and, in a series, of
// which file it is.
type Note struct {
	Code string `json:"code"`
	N    int    `json:"n,omitzero"`
	Line int    `json:"line,omitzero"`
	File string `json:"file,omitzero"`
}

// Group is people who vote alike.
type Group struct {
	Letter string  `json:"letter"`
	People int     `json:"people"`
	Share  float64 `json:"share"` // of those who are in a group
	// Agrees is which part of its votes agrees (Parley's method: of those on
	// statements for which groups' counts are shown): a group that says yes to most
	// is recognised by it.
	Agrees float64 `json:"agrees"`
	Holds  []Hold  `json:"holds"`
}

// Hold is a statement that a group stands out by, the ones that say most first.
type Hold struct {
	Statement string  `json:"statement"`
	Disagrees bool    `json:"disagrees,omitzero"`
	Own       float64 `json:"own"`    // share of the group that votes so
	Others    float64 `json:"others"` // of everybody else
	// Low and High are the interval of 90 % of the difference, where the method
	// has one.
	Low  float64 `json:"low,omitzero"`
	High float64 `json:"high,omitzero"`
}

// Class is how a statement stands.
type Class string

// The classes, in the order of the page.
const (
	CommonGround        Class = "common-ground"
	CommonGroundAgainst Class = "common-ground-against"
	OpenBetween         Class = "open-between" // groups are on different sides
	OpenWithin          Class = "open-within"  // views differ within groups
	ManyUnsure          Class = "needs-investigation"
	Short               Class = "short" // of answers
)

// Counts is how people answered.
type Counts struct {
	Agree    int `json:"agree"`
	Disagree int `json:"disagree"`
	Unsure   int `json:"unsure"`
}

// N is how many answered.
func (c Counts) N() int { return c.Agree + c.Disagree + c.Unsure }

func (c Counts) plus(o Counts) Counts {
	return Counts{c.Agree + o.Agree, c.Disagree + o.Disagree, c.Unsure + o.Unsure}
}

// Statement is how one statement stands.
type Statement struct {
	ID        string `json:"id"`
	Text      string `json:"text,omitzero"`
	Class     Class  `json:"class,omitzero"`     // Parley's method
	Confirmed bool   `json:"confirmed,omitzero"` // common ground: it holds however often one looked, as do all that are confirmed
	More      int    `json:"more,omitzero"`      // short: about how many more answers of each group would decide; 0 where thousands would not, or where it would tell of fewer than five people
	In        []int  `json:"in,omitzero"`        // of a series: numbers, from 1, of the files in which it was answered; none where fewer than five people answered
	// All, Groups and Declared are nil where fewer than five people would be counted.
	All      *Counts  `json:"all,omitzero"`
	Groups   []Counts `json:"groups,omitzero"`
	Declared []Counts `json:"declared,omitzero"` // in the order of the model's
	// What Polis calls group-aware consensus.
	ConsensusAgree    float64 `json:"consensusAgree,omitzero"`
	ConsensusDisagree float64 `json:"consensusDisagree,omitzero"`

	sure float64 // how likely its agreement or disagreement is above the mark in all groups
}

// PolisView is what only Polis's method says.
type PolisView struct {
	Components [2][]float64       `json:"components"` // by statement, in the order of the statements
	Silhouette map[string]float64 `json:"silhouette"` // by number of groups
	Consensus  []string           `json:"consensus"`  // ids, the most agreed across groups first
	Agreed     []string           `json:"agreed"`     // ids, by everybody
	Disagreed  []string           `json:"disagreed"`
}
