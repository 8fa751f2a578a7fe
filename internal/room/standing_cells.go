package room

import (
	"maps"
	"slices"
	"strings"
)

// maxMoves is how many published answers a poll remembers at least, if so many
// were published.
const maxMoves = 512

// moves is what was published of ballots before steps moved it, oldest first, as
// agree, disagree, unsure or "" nothing. Those up to record before are forgotten.
type moves struct {
	list   []move
	before Index
}

type move struct {
	at     Index
	ballot BallotID
	was    Answer
}

func (m *moves) add(x move) {
	if len(m.list) == 2*maxMoves {
		m.before = m.list[maxMoves-1].at
		m.list = slices.Clone(m.list[maxMoves:])
	}
	m.list = append(m.list, x)
}

// remember notes what the step made by record at moves.
func (x *poll) remember(at Index) {
	for _, id := range slices.Sorted(maps.Keys(x.pending)) {
		was, now := x.scale.Means(x.pending[id]), x.scale.Means(x.votes[id])
		if was == now {
			continue
		}
		x.moves.add(move{at, id, was})
		if x.celled != nil {
			owe(x.celled, id, was, now)
		}
	}
}

// publishedAt is what was published of ballots at record upto where it is
// something else now; false when the poll does not remember so far back.
func (x *poll) publishedAt(upto Index) (was map[BallotID]Answer, ok bool) {
	was = map[BallotID]Answer{}
	for _, m := range slices.Backward(x.moves.list) {
		if m.at <= upto {
			break
		}
		was[m.ballot] = m.was
	}
	maps.DeleteFunc(was, func(id BallotID, a Answer) bool { return a == x.publishedOf(id) })
	return was, upto >= x.moves.before
}

// publishedOf is what the published figures say of a ballot, as agree, disagree or
// unsure; "" nothing.
func (x *poll) publishedOf(id BallotID) Answer {
	if a, differs := x.pending[id]; differs {
		return x.scale.Means(a)
	}
	return x.scale.Means(x.votes[id])
}

// cellsChanged is how many ballots' published answers differ between the last
// cells and those of which was is what differs now.
func (x *poll) cellsChanged(was map[BallotID]Answer) (n int) {
	for id, a := range was {
		said, differs := x.celled[id]
		if !differs {
			said = x.publishedOf(id)
		}
		if said != a {
			n++
		}
	}
	for id := range x.celled {
		if _, counted := was[id]; !counted {
			n++
		}
	}
	return n
}

// CellsFree says whether the answers to the statement may be recorded by group as
// they are published now: there are figures, and enough ballots say something else
// than when they were last recorded.
func (s *State) CellsFree(id ItemID) bool {
	x := s.Statements[id]
	return x != nil && x.InOpinions() && s.cellsFree(x, x.scale.Tally(x.published.Count.All), nil)
}

// cellsFree is CellsFree of earlier published figures: their tally, and of which
// ballots they said what, where it is something else now.
func (s *State) cellsFree(x *Statement, t Tally, was map[BallotID]Answer) bool {
	if t.N() < x.words(s.Info.Policy.Suppress) {
		return false
	}
	return x.celled == nil || x.cellsChanged(was) >= s.leastChanged(x.Status == VoteClosed)
}

// leastChanged is how many ballots must differ between two figures of groups.
func (s *State) leastChanged(voteClosed bool) int {
	if voteClosed || s.Session.Phase == Closed {
		return changedClosed
	}
	return changedLive
}

// CellVotes is the published answers to a statement that may be recorded by group,
// copied: what it says hangs on no state.
type CellVotes struct {
	said map[BallotID]Answer // as agree, disagree, unsure
	beside
}

// beside is what else is shown of the answers to a statement.
type beside struct {
	class int
	side  map[Side]Tally // of a closed vote
	group map[string]Tally
}

// CellVotes is the answers to the statement as they are published; nil when they
// are not free to be recorded by group, see [State.CellsFree].
func (s *State) CellVotes(id ItemID) *CellVotes {
	if !s.CellsFree(id) {
		return nil
	}
	x := s.Statements[id]
	v := &CellVotes{x.said(), s.beside(x)}
	for ballot, a := range v.said {
		v.said[ballot] = x.scale.Means(a)
	}
	return v
}

// By is the answers by letter, for a picture. They add up to the published figures.
// It is nil when they may not be recorded: there are no groups, some letter has fewer
// answers than a class, or somebody who answered is in no group. Group says whose
// letter is which.
func (v *CellVotes) By(letters string, group func(BallotID) (letter string, ok bool)) map[string]Tally {
	if len(letters) == 1 {
		return nil
	}
	by := map[string]Tally{}
	for _, l := range letters {
		by[string(l)] = Tally{}
	}
	for ballot, a := range v.said {
		letter, ok := group(ballot)
		t, known := by[letter]
		if !ok || !known {
			return nil
		}
		t.Add(a, 1)
		by[letter] = t
	}
	if v.small(by) {
		return nil
	}
	return by
}

func (s *State) beside(x *Statement) beside {
	out := beside{class: s.Info.Policy.Suppress.class()}
	if x.Status == VoteClosed {
		shown := x.shown(&s.Info.Policy)
		out.side, out.group = shown.Side, shown.Group
	}
	return out
}

// small says whether some letter has fewer answers than a class, or somebody who
// sees the other breakdowns of a closed vote could tell of so few.
func (b beside) small(by map[string]Tally) bool {
	for _, t := range by {
		if t.N() < b.class {
			return true
		}
	}
	return b.crossed(by)
}

// crossed says whether the cells beside the other breakdowns of a closed vote would
// let somebody tell that a crossed class has fewer people than a class.
func (b beside) crossed(by map[string]Tally) bool {
	return crossedSmall(b.side, by, b.class) || crossedSmall(b.group, by, b.class)
}

// checkCells wants cells as [CellVotes.By] would have made them of the state at record
// p.Upto; who is in which group is not judged. One field has none.
func (s *State) checkCells(id ItemID, p *RecordStanding, by map[string]Tally) error {
	x := s.statement(id)
	was, ok := x.publishedAt(p.Upto)
	if !ok {
		return refuse(CodeStale, "cells")
	}
	figures := x.scale.Tally(x.published.Count.All)
	for ballot, a := range was {
		figures.Add(x.publishedOf(ballot), -1)
		figures.Add(a, 1)
	}
	var all Tally
	for letter, t := range by {
		if !strings.Contains(p.Letters, letter) || len(letter) != 1 || !t.valid() {
			return refuse(CodeMalformed, "cells")
		}
		all = all.Plus(t)
	}
	switch {
	case all != figures || len(by) != len(p.Letters) || len(by) == 1:
		return refuse(CodeMalformed, "cells")
	case !s.cellsFree(x, figures, was) || s.beside(x).small(by):
		return refuse(CodeNotOpen, "cells")
	}
	return nil
}
