package room

import (
	"math"
	"slices"
	"strings"
)

// StandingType is the command by which the room records where it stands.
const StandingType = "standing/1"

// Limits on pictures of where the room stands.
const (
	MaxLetters = 26 // groups
	MaxHolds   = 5  // representative statements of a group
	leastGroup = 10 // people of a group, or 2 of 100 if that is more

	changedLive   = 10 // ballots that differ between two pictures, or two cells of a statement
	changedClosed = 5  // … once the room, or the statement's vote, is closed
)

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
	More      int              `json:"more,omitzero"`  // short: about how many more answers of each group would decide; 0 nobody can say
	Cells     map[string]Tally `json:"cells,omitzero"` // by letter; only from [CellVotes.By]
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

func standingCommands() []command {
	return []command{define(StandingType, decideStanding, applyStanding)}
}

// decideStanding takes a picture that gives nobody away (docs/spec/standing.md).
// What it says of the votes is not judged here: whoever has the log can compute
// it again. CodeStale: what it rests on is not there any more; another is to be made.
func decideStanding(s *State, _ *ctx, p *RecordStanding) (None, error) {
	if p.Upto == 0 || p.Upto > s.Index || s.Standing != nil && p.Upto < s.Standing.Index {
		return None{}, refuse(CodeStale, "upto")
	}
	if err := s.checkPicture(p); err != nil {
		return None{}, err
	}
	switch n, ok := s.ballotsChanged(p.Upto); {
	case !ok:
		return None{}, refuse(CodeStale, "upto")
	case n < s.owedToPicture():
		return None{}, refuse(CodeNotOpen, "votes")
	}
	cells := s.keptCells(p)
	for id, x := range p.Statements {
		if x.Cells == nil {
			continue
		}
		if err := s.checkCells(id, p, x.Cells); err != nil {
			return None{}, err
		}
		cells[id] = StandingCells{By: x.Cells}
	}
	return None{}, p.checkShares(cells)
}

// pictured is the record up to which votes are in the last picture; 0 before the
// first.
func (s *State) pictured() Index {
	if s.Standing == nil {
		return 0
	}
	return s.Standing.Upto
}

// checkPicture wants enough people for groups, groups that are large enough, and
// statements that say where the room stands.
func (s *State) checkPicture(p *RecordStanding) error {
	switch {
	case p.People < LeastForGroups || p.People > len(s.Ballots):
		return refuse(CodeNotOpen, "people")
	case p.Engine == "" || p.Votes < p.People:
		return refuse(CodeMalformed, "votes")
	case !lettersValid(p.Letters):
		return refuse(CodeMalformed, "letters")
	}
	if err := p.checkGroups(); err != nil {
		return err
	}
	for id, x := range p.Statements {
		switch st := s.Statements[id]; {
		case st == nil || !st.InOpinions():
			return refuse(CodeStale, "statements")
		case !slices.Contains(StandingClasses, x.Class), x.More < 0,
			x.More != 0 && x.Class != ClassShort, x.Confirmed && !x.Class.common():
			return refuse(CodeMalformed, "statements")
		}
	}
	return nil
}

func (c StandingClass) common() bool { return c == ClassCommonFor || c == ClassCommonAgainst }

func lettersValid(letters string) bool {
	for i, c := range letters {
		if c < 'A' || c > 'Z' || strings.ContainsRune(letters[:i], c) {
			return false
		}
	}
	return letters != ""
}

// checkGroups wants a group for each letter, or none for one field; none smaller
// than may be shown, everybody in one.
func (p *RecordStanding) checkGroups() error {
	if len(p.Letters) == 1 {
		if len(p.Groups) > 0 {
			return refuse(CodeMalformed, "groups")
		}
		return nil
	}
	people := 0
	for _, letter := range p.Letters {
		g, ok := p.Groups[string(letter)]
		switch {
		case !ok:
			return refuse(CodeMalformed, "groups")
		case g.People < leastGroup || g.People*50 < p.People:
			return refuse(CodeNotOpen, "groups")
		case len(g.Holds) > MaxHolds:
			return refuse(CodeLimit, "holds")
		}
		people += g.People
	}
	if people != p.People || len(p.Groups) != len(p.Letters) {
		return refuse(CodeMalformed, "groups")
	}
	return nil
}

// checkShares wants all shares that are said of groups to follow from cells that
// are shown, so that they tell no more than these.
func (p *RecordStanding) checkShares(cells map[ItemID]StandingCells) error {
	for letter, g := range p.Groups {
		if !near(g.Agrees, agreeing(cells, letter)) {
			return refuse(CodeStale, "agrees")
		}
		ranks := map[int]bool{}
		for id, h := range g.Holds {
			_, classed := p.Statements[id]
			own, rest, ok := cells[id].Shares(letter, h.Answer)
			if !classed || !ok || !near(own, h.Own) || !near(rest, h.Rest) {
				return refuse(CodeStale, "holds")
			}
			if h.Rank < 1 || h.Rank > len(g.Holds) || ranks[h.Rank] || h.Low > h.High {
				return refuse(CodeMalformed, "holds")
			}
			ranks[h.Rank] = true
		}
	}
	return nil
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

// agreeing is the share of agreement in a letter's answers to all statements with
// cells; 0 when there are none.
func agreeing(cells map[ItemID]StandingCells, letter string) float64 {
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

// PictureFree says whether a picture may be made of the state as it is: enough
// ballots voted, and enough of them otherwise than in the last picture.
func (s *State) PictureFree() bool {
	n, _ := s.ballotsChanged(s.Index)
	return s.EnoughVoted() && n >= s.owedToPicture()
}

// EnoughVoted says whether anything may be said of groups: enough ballots answered
// a statement.
func (s *State) EnoughVoted() bool {
	n := 0
	for _, b := range s.Ballots {
		if b.Votes > 0 {
			n++
		}
		if n == LeastForGroups {
			return true
		}
	}
	return false
}

// owedToPicture is how many ballots must have changed an answer for a new picture.
func (s *State) owedToPicture() int {
	if s.Standing == nil {
		return 0
	}
	return s.leastChanged(false)
}

// ballotsChanged is how many ballots' answers differ between the last picture and
// record upto, as far back as the state remembers; false when it does not remember
// what they were at upto.
func (s *State) ballotsChanged(upto Index) (n int, ok bool) {
	at, ok := s.AnswersAt(upto)
	if !ok {
		return 0, false
	}
	last := max(s.pictured(), s.changed.before)
	before, _ := s.AnswersAt(last)
	was, now := s.statementsAt(last), s.statementsAt(upto)
	differ := map[BallotID]bool{}
	for id, x := range s.Statements {
		switch {
		case was(x) && now(x):
			x.differing(before[id], at[id], differ)
		case was(x):
			x.answeredAt(before[id], differ)
		case now(x):
			x.answeredAt(at[id], differ)
		}
	}
	return len(differ), true
}

// statementsAt tells which statements were InOpinions at a record that the state
// remembers.
func (s *State) statementsAt(upto Index) func(*Statement) bool {
	flipped := map[ItemID]bool{}
	later, _ := s.Changes(upto)
	for _, c := range later {
		if c.Ballot == "" {
			flipped[c.Statement] = !flipped[c.Statement]
		}
	}
	return func(x *Statement) bool { return x.InOpinions() != flipped[x.ID] }
}

// differing adds the ballots whose answers differ between two moments, of which it
// is known what they were where they are something else now.
func (x *Statement) differing(a, b map[BallotID]Answer, out map[BallotID]bool) {
	at := func(m map[BallotID]Answer, id BallotID) Answer {
		if was, changed := m[id]; changed {
			return was
		}
		return x.Opinion(id)
	}
	for _, m := range []map[BallotID]Answer{a, b} {
		for id := range m {
			if at(a, id) != at(b, id) {
				out[id] = true
			}
		}
	}
}

// answeredAt adds the ballots that had an answer at a moment, likewise.
func (x *Statement) answeredAt(m map[BallotID]Answer, out map[BallotID]bool) {
	for id := range x.Opinions() {
		if was, changed := m[id]; !changed || was != "" {
			out[id] = true
		}
	}
	for id, was := range m {
		if was != "" {
			out[id] = true
		}
	}
}
