package room

import (
	"maps"
	"slices"
)

// classSteps are the steps of a statement: what is said of how it stands is said of its
// answers as they were at the last one. The next comes when enough ballots answer
// otherwise, so two things that are said differ by no single answer.
type classSteps struct {
	stepped map[BallotID]Answer // what ballots that answer otherwise now had answered at the last step; "" nothing
	made    int                 // how many steps there were
}

// step makes a step of the statement if one is due: ten ballots answer otherwise than
// at the last, five once its vote, or the room, is closed.
func (s *State) step(x *Statement) {
	if len(x.stepped) < s.leastChanged(x.Status == VoteClosed) {
		return
	}
	x.made++
	clear(x.stepped)
	s.changed.add(Change{Index: s.Index, Statement: x.ID, Step: true})
}

// Stepped is what ballots that answer the statement otherwise now had answered at its
// last step, as agree, disagree or unsure; "" nothing. It is a copy.
func (s *State) Stepped(id ItemID) map[BallotID]Answer {
	return maps.Clone(s.statement(id).stepped)
}

// stepsAt tells how many steps a statement had made at record upto; false when the
// state does not remember so far back.
func (s *State) stepsAt(upto Index) (made func(*Statement) int, ok bool) {
	later, ok := s.Changes(upto)
	since := map[ItemID]int{}
	for _, c := range later {
		if c.Step {
			since[c.Statement]++
		}
	}
	return func(x *Statement) int { return x.made - since[x.ID] }, ok
}

// classed is what the last picture that spoke of a statement said of it.
type classed struct {
	of      StandingOf // without cells
	letters string
	made    int // steps
}

// Classed is what was last said of how a statement stands, copied: it hangs on no
// state.
type Classed struct {
	of    StandingOf
	group string // letters; "" nothing was said
	moved bool   // a step was made since
}

// Classed is what was last said of how the statement stands.
func (s *State) Classed(id ItemID) Classed {
	x := s.statement(id)
	return x.classedAt(x.made)
}

// classedAt is Classed after so many steps.
func (x *Statement) classedAt(made int) Classed {
	if x.classed == nil {
		return Classed{}
	}
	return Classed{x.classed.of, x.classed.letters, made != x.classed.made}
}

// Say is what a picture of these groups says of a statement that was found to stand
// so by its answers at the last step: that, or as long as neither these nor the
// groups' letters are others, what was said before.
func (c Classed) Say(letters string, found StandingOf) StandingOf {
	if c.moved || !sameLetterSet(c.group, letters) {
		return found
	}
	return c.of
}

// checkClassed wants a picture that says nothing anew which may not be said anew.
func (s *State) checkClassed(p *RecordStanding) error {
	made, ok := s.stepsAt(p.Upto)
	if !ok {
		return refuse(CodeStale, "upto")
	}
	for id, of := range p.Statements {
		x := s.statement(id)
		if !x.classedAt(made(x)).Say(p.Letters, of).same(of) {
			return refuse(CodeStale, "statements")
		}
	}
	return nil
}

// same compares all but the cells.
func (of StandingOf) same(other StandingOf) bool {
	return of.Class == other.Class && of.Confirmed == other.Confirmed && of.More == other.More && of.Beyond == other.Beyond
}

func sameLetterSet(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}
