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
	MaxHolds   = 5  // representative statements of a group
	leastGroup = 10 // people of a group, or 2 of 100 if that is more

	changedLive   = 10 // ballots that differ between two pictures, or two cells of a statement
	changedClosed = 5  // … once the room, or the statement's vote, is closed
)

// standingMores are the numbers of further answers of which pictures speak.
var standingMores = []int{0, 5, 10, 20, 50}

// StandingMore is the step in which pictures say that about n more answers of each
// group would decide a statement; false: more than they speak of.
func StandingMore(n int) (int, bool) {
	i, _ := slices.BinarySearch(standingMores, n)
	if i == len(standingMores) {
		return 0, false
	}
	return standingMores[i], true
}

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
	if err := s.checkClassed(p); err != nil {
		return None{}, err
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
// statements that say where the room stands and said so up to the picture's votes: a
// card that was taken back meanwhile may have other words by now.
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
		case st == nil || !st.InOpinions() || st.OpenBy > p.Upto:
			return refuse(CodeStale, "statements")
		case !slices.Contains(StandingClasses, x.Class), !slices.Contains(standingMores, x.More),
			(x.More > 0 || x.Beyond) && x.Class != ClassShort, x.More > 0 && x.Beyond, x.Confirmed && !x.Class.common():
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
		if !near(g.Agrees, Agreeing(cells, letter)) {
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
