package room

import "maps"

// Elsewhere is what of the answers to a statement of a closed room may go into an
// analysis elsewhere: one that finds groups of its own, of these people alone or of
// other rooms' too, and publishes counts by them. It is copied, and hangs on no state.
//
// What is published there must not tell, beside the room's own report, of fewer than a
// class:
//
//   - Of what is hidden, erased or made one with another nothing is there, nor of a
//     statement whose answers do not mean agree, disagree or can't say.
//   - Answers are there as the room's last figures have them, all or none of a
//     statement's. One that came later, or of which a word alone is shown, is not: the
//     difference between two figures would be the few who are in one.
//   - Where the figures have an answer that was withdrawn since, none is there. With it,
//     somebody who left would be counted anew; without it, the difference would say what
//     it was. Who left after a vote was closed counts in it, as the notice says.
//   - Where the answers were counted by the room's own opinion groups and fewer than
//     five ballots answered otherwise since, none is there: counted by nearly the same
//     groups, the difference would be these.
type Elsewhere struct {
	Said map[BallotID]Answer // as agree, disagree, unsure

	class int
	side  map[Side]Tally   // as the room shows it; nil not at all
	group map[string]Tally // likewise
	cells map[string]Tally // as last recorded, by letter
}

// Elsewhere is what of the answers to the statement may go into an analysis elsewhere;
// nil nothing, as in a rehearsal and before the room is closed.
func (s *State) Elsewhere(id ItemID) *Elsewhere {
	x := s.Statements[id]
	if x == nil || s.Session.Phase != Closed || s.Info.Rehearsal || !x.InOpinions() {
		return nil
	}
	shown := x.shown(&s.Info.Policy)
	if since := len(x.celled); shown.State != ShownFigures || since > 0 && since < changedClosed {
		return nil
	}
	e := &Elsewhere{x.said(), s.Info.Policy.Suppress.class(), shown.Side, shown.Group, maps.Clone(x.cells)}
	for ballot, a := range e.Said {
		if x.votes[ballot] == "" {
			return nil
		}
		e.Said[ballot] = x.scale.Means(a)
	}
	return e
}

// Split is a way to part people that a room counts by itself.
type Split string

// The splits.
const (
	SplitSide  Split = "side"
	SplitGroup Split = "stakeholder"
)

// Of is what the ballot declared; "" nothing.
func (p Split) Of(b *Ballot) string {
	if p == SplitSide {
		return string(b.Side)
	}
	return b.Group
}

// Tells says whether counts of these and perhaps other rooms' answers, beside the splits
// and the opinion groups by which the room shows its own, tell of a crossed class of
// fewer people than a class. By is the split that they are counted by; "" opinion groups
// found elsewhere, which may be the room's own.
func (e *Elsewhere) Tells(by Split, counts map[string]Tally) bool {
	return by != SplitSide && crossedSmall(e.side, counts, e.class) || by != SplitGroup && crossedSmall(e.group, counts, e.class) ||
		by != "" && crossedSmall(e.cells, counts, e.class)
}

// Class is the fewest people of whom the room's policy lets a count be.
func (e *Elsewhere) Class() int { return e.class }

// Cells is the answers as the room last counted them by its opinion groups, by letter;
// none if it did not. They belong to e.
func (e *Elsewhere) Cells() map[string]Tally { return e.cells }

// Crossed says whether two breakdowns of the same answers together tell of a crossed
// class of fewer people than class.
func Crossed(a, b map[string]Tally, class int) bool { return crossedSmall(a, b, class) }
