package room

import "math"

// StandingClass is how a statement stands (docs/spec/opinion.md).
type StandingClass string

// The classes of statements.
const (
	ClassCommonFor     StandingClass = "common-for"
	ClassCommonAgainst StandingClass = "common-against"
	ClassOpenBetween   StandingClass = "open-between"
	ClassOpenWithin    StandingClass = "open-within"
	ClassUnsure        StandingClass = "unsure" // many cannot say
	ClassShort         StandingClass = "short"  // too few answered to say
)

// StandingClasses are all classes.
var StandingClasses = []StandingClass{
	ClassCommonFor, ClassCommonAgainst, ClassOpenBetween, ClassOpenWithin, ClassUnsure, ClassShort,
}

// RecordStanding is a picture of where the room stands, of the votes up to record
// Upto. Floats are rounded by [Round6].
type RecordStanding struct {
	Upto       Index                    `json:"upto"`
	Engine     string                   `json:"engine"` // version of the analysis
	People     int                      `json:"people"` // ballots with a vote that counts
	Votes      int                      `json:"votes"`
	Letters    string                   `json:"letters"`       // of groups, largest first: "BAC"; one letter: one field, no groups
	Turn       float64                  `json:"turn,omitzero"` // by what angle the analysis was turned, so that the picture keeps its place
	Mirror     bool                     `json:"mirror,omitzero"`
	Groups     map[string]StandingGroup `json:"groups,omitzero"` // by letter; none for one field
	Statements map[ItemID]StandingOf    `json:"statements"`
}

// StandingGroup is people who vote alike. Positions are in units of answers.
type StandingGroup struct {
	People int                     `json:"people"`
	Agrees float64                 `json:"agrees"` // share of agreement in its answers, of shown cells
	X      float64                 `json:"x"`      // middle
	Y      float64                 `json:"y"`
	SX     float64                 `json:"sx"` // standard deviations of positions
	SY     float64                 `json:"sy"`
	R      float64                 `json:"r"` // their correlation
	Holds  map[ItemID]StandingHold `json:"holds,omitzero"`
}

// StandingHold is a statement that stands for a group, by the statement's shown
// cells: which share of the group gives the answer, and of all others.
type StandingHold struct {
	Answer Answer  `json:"answer"` // agree or disagree
	Rank   int     `json:"rank"`   // from 1
	Own    float64 `json:"own"`
	Rest   float64 `json:"rest"`
	Low    float64 `json:"low"` // of the difference, nine tenths
	High   float64 `json:"high"`
}

// StandingOf is how a statement stands.
type StandingOf struct {
	Class     StandingClass    `json:"class"`
	Confirmed bool             `json:"confirmed,omitzero"`
	More      int              `json:"more,omitzero"`   // short: about how many more answers of each group would decide; 0 nobody can say
	Beyond    bool             `json:"beyond,omitzero"` // short: more than those here have left
	Cells     map[string]Tally `json:"cells,omitzero"`  // by letter; only from [CellVotes.By]
}

// Standing is where the room stood at the last picture. Of its statements only
// those that are public are left, and cells stand apart.
type Standing struct {
	Index Index   // of the record
	At    Seconds // of the record
	Cmd   CmdID   // of the record
	RecordStanding
	Cells map[ItemID]StandingCells
}

// StandingCells is the answers to a statement by group as they were last
// recorded: with this picture, or an earlier one with the same letters.
type StandingCells struct {
	Upto Index
	At   Seconds
	By   map[string]Tally
}

// Stood is where the statements that an outcome cites stood in one picture.
type Stood struct {
	Index      Index   // of the picture's record
	At         Seconds // of the picture's record
	Cmd        CmdID   // of the picture's record
	Letters    string
	Statements map[ItemID]StoodAt
}

// StoodAt is where one statement stood. Cells have no letters where none were shown.
type StoodAt struct {
	Class     StandingClass
	Confirmed bool
	Cells     StandingCells
}

// stood is where what the outcome cites stands in the last picture; nil when that
// says nothing of it.
func (s *State) stood(o *Outcome) *Stood {
	x := s.Standing
	if x == nil {
		return nil
	}
	out := &Stood{x.Index, x.At, x.Cmd, x.Letters, map[ItemID]StoodAt{}}
	for _, id := range o.Statements {
		if of, ok := x.Statements[id]; ok {
			out.Statements[id] = StoodAt{of.Class, of.Confirmed, x.Cells[id]}
		}
	}
	if len(out.Statements) == 0 {
		return nil
	}
	return out
}

// Grouped says whether the picture tells groups apart.
func (x *Standing) Grouped() bool { return x != nil && len(x.Letters) > 1 }

// Same says whether two states show the same picture, or none; statements may have
// gone out of it meanwhile.
func (x *Standing) Same(other *Standing) bool {
	if x == nil || other == nil {
		return x == other
	}
	return x.Index == other.Index
}

// HasGroup says whether the picture has a group of the letter.
func (x *Standing) HasGroup(letter string) bool {
	if x == nil {
		return false
	}
	_, ok := x.Groups[letter]
	return ok
}

// Round6 rounds a figure of a picture to six decimals; there is no minus zero.
func Round6(x float64) float64 { return math.Round(x*1e6)/1e6 + 0 }

// Round2 rounds a figure to hundredths, which is what pages need; there is no minus
// zero.
func Round2(x float64) float64 { return math.Round(x*100)/100 + 0 }

// Agreeing is the share of agreement in a letter's answers to all statements with
// cells; 0 when there are none.
func Agreeing(cells map[ItemID]StandingCells, letter string) float64 {
	var sum Tally
	for _, c := range cells {
		sum = sum.Plus(c.By[letter])
	}
	return float64(sum.Agree) / float64(max(sum.N(), 1))
}

// Shares is the share of a letter's answers that is a, and that of all others
// together; false when there are none to speak of.
func (c StandingCells) Shares(letter string, a Answer) (own, rest float64, ok bool) {
	mine := c.By[letter]
	var others Tally
	for l, t := range c.By {
		if l != letter {
			others = others.Plus(t)
		}
	}
	if mine.N() == 0 || others.N() == 0 || a != Agree && a != Disagree {
		return 0, 0, false
	}
	return float64(mine.of(a)) / float64(mine.N()), float64(others.of(a)) / float64(others.N()), true
}

func (t Tally) of(a Answer) int {
	switch a {
	case Agree:
		return t.Agree
	case Disagree:
		return t.Disagree
	case Unsure:
		return t.Unsure
	}
	return 0
}
