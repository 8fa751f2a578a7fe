package room

import "slices"

// classed is what the last picture that spoke of a statement said of it, or the one
// before that from which it was carried over.
type classed struct {
	of      StandingOf // without cells
	letters string
	then    map[BallotID]Answer // what ballots that answer otherwise now had answered; "" nothing
}

// Classed is what was last said of how a statement stands, copied: it hangs on no
// state.
type Classed struct {
	said  bool
	of    StandingOf
	group string // letters
	free  bool
	still bool // nobody answers otherwise
}

// Classed is what was last said of how the statement stands, and whether it may be
// said anew.
func (s *State) Classed(id ItemID) Classed {
	if x := s.Statements[id]; x != nil {
		return s.classedAt(x, nil)
	}
	return Classed{}
}

// classedAt is Classed at an earlier record, of which it is known what the answers
// were where they are something else now.
func (s *State) classedAt(x *Statement, at map[BallotID]Answer) Classed {
	c := x.classed
	if c == nil {
		return Classed{}
	}
	differ := map[BallotID]bool{}
	x.differing(c.then, at, differ)
	n := len(differ)
	return Classed{true, c.of, c.letters, n >= s.leastChanged(x.Status == VoteClosed), n == 0}
}

// anew says whether a picture of these groups may say anew how the statement stands:
// enough ballots answer it otherwise than when that was last said, or the groups are
// others and no ballot does. So what it says tells of no single answer.
func (c Classed) anew(letters string) bool {
	return !c.said || c.free || c.still && !sameLetterSet(c.group, letters)
}

// Say is what a picture of these groups may say of a statement that was found to
// stand so: that, or what was said before; false: nothing, since what was said is of
// other groups.
func (c Classed) Say(letters string, found StandingOf) (StandingOf, bool) {
	switch {
	case c.anew(letters):
		return found, true
	case sameLetterSet(c.group, letters):
		return c.of, true
	}
	return StandingOf{}, false
}

// checkClassed wants a picture that says nothing anew which may not be said anew.
func (s *State) checkClassed(p *RecordStanding) error {
	at, ok := s.AnswersAt(p.Upto)
	if !ok {
		return refuse(CodeStale, "upto")
	}
	for id, of := range p.Statements {
		of.Cells = nil
		if may, ok := s.classedAt(s.statement(id), at[id]).Say(p.Letters, of); !ok || !may.same(of) {
			return refuse(CodeStale, "statements")
		}
	}
	return nil
}

// same compares all but the cells.
func (of StandingOf) same(other StandingOf) bool {
	return of.Class == other.Class && of.Confirmed == other.Confirmed && of.More == other.More && of.Beyond == other.Beyond
}

// noteClassed remembers what a picture says of a statement, if it says it anew.
func (s *State) noteClassed(x *Statement, p *RecordStanding, of StandingOf, at map[BallotID]Answer) {
	if !s.classedAt(x, at).anew(p.Letters) {
		return
	}
	then := map[BallotID]Answer{}
	for id, was := range at {
		if was != x.Opinion(id) {
			then[id] = was
		}
	}
	of.Cells = nil
	x.classed = &classed{of, p.Letters, then}
}

func sameLetterSet(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}
