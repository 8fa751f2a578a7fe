package room

import (
	"iter"
	"slices"
)

// LeastForGroups is how many ballots must have voted before anything is said of
// opinion groups.
const LeastForGroups = 50

// maxChanges is how many changes a state remembers at least, if there were so many.
const maxChanges = 1 << 16

// Change is an answer that changed, a statement that did as a whole, or a step of one.
type Change struct {
	Index     Index // of the record
	Statement ItemID
	Ballot    BallotID // "" with a step, or where the statement came, went or came back with all its answers
	Was       Answer   // what the ballot's answer meant before: agree, disagree or unsure; "" it had none
	Step      bool     // how the statement stands is said of its answers as they were then
}

// changes are the latest changes, oldest first. Those up to record before are
// forgotten.
type changes struct {
	list   []Change
	before Index
}

func (c *changes) add(x Change) {
	if len(c.list) == 2*maxChanges {
		c.before = c.list[maxChanges-1].Index
		c.list = append(make([]Change, 0, 2*maxChanges), c.list[maxChanges:]...)
	}
	c.list = append(c.list, x)
}

// Changes are the answers and statements that changed after a record, oldest
// first, of the kinds whose answers mean agree, disagree or can't say; false when
// the state does not remember so far back. It is the state's own.
func (s *State) Changes(after Index) ([]Change, bool) {
	if after < s.changed.before {
		return nil, false
	}
	i, _ := slices.BinarySearchFunc(s.changed.list, after+1, func(c Change, i Index) int { return int(c.Index - i) })
	return s.changed.list[i:], true
}

// AnswersAt is what the answers that changed after record upto meant then, by
// statement and ballot; all others mean what they do now. False when the state
// does not remember so far back.
func (s *State) AnswersAt(upto Index) (map[ItemID]map[BallotID]Answer, bool) {
	later, ok := s.Changes(upto)
	if !ok {
		return nil, false
	}
	out := map[ItemID]map[BallotID]Answer{}
	for _, c := range later {
		if c.Ballot == "" {
			continue
		}
		of := out[c.Statement]
		if of == nil {
			of = map[BallotID]Answer{}
			out[c.Statement] = of
		}
		if _, earlier := of[c.Ballot]; !earlier {
			of[c.Ballot] = c.Was
		}
	}
	return out, true
}

// InOpinions says whether the statement's answers say how the room thinks: it is
// public, and they mean agree, disagree or can't say.
func (x *Statement) InOpinions() bool { return x.Public() && x.scale.Projected() && x.Into == "" }

// OpinionStatements are the statements that say how the room thinks, as written.
func (s *State) OpinionStatements() iter.Seq[*Statement] {
	return func(yield func(*Statement) bool) {
		for _, id := range s.StatementOrder {
			if x := s.Statements[id]; x.InOpinions() && !yield(x) {
				return
			}
		}
	}
}

// Opinions are the ballots that answered the statement, in no order, and what they
// said: agree, disagree or unsure.
func (x *Statement) Opinions() iter.Seq2[BallotID, Answer] {
	return func(yield func(BallotID, Answer) bool) {
		for id, a := range x.votes {
			if !yield(id, x.scale.Means(a)) {
				return
			}
		}
	}
}

// Opinion is what the ballot's answer to the statement means; "" it has none.
func (x *Statement) Opinion(id BallotID) Answer { return x.scale.Means(x.votes[id]) }

// Means is what an answer on the scale means: agree, disagree or unsure; "" for
// what is none, and on a scale that is not projected.
func (sc *Scale) Means(a Answer) Answer {
	if i := slices.Index(sc.Choices, a); i >= 0 && sc.Projected() {
		return sc.as[i]
	}
	return ""
}

// sayNoted is say for a vote or a withdrawal, which is remembered as a change.
func (s *State) sayNoted(x *Statement, id BallotID, b *Ballot, a Answer) {
	was := x.Opinion(id)
	x.say(id, b, a)
	if x.Opinion(id) != was {
		s.changed.add(Change{Index: s.Index, Statement: x.ID, Ballot: id, Was: was})
		owe(x.stepped, id, was, x.Opinion(id))
		s.step(x)
	}
}

// noteStatements remembers which statements came, went or came back, and the steps
// that a close makes. Votes move none.
func (s *State) noteStatements(name string) {
	if name == "vote.cast/1" || name == "vote.weigh/1" {
		return
	}
	for _, id := range s.StatementOrder {
		if x := s.Statements[id]; x.InOpinions() != x.noted {
			x.noted = !x.noted
			s.changed.add(Change{Index: s.Index, Statement: id})
		}
		s.step(s.Statements[id])
	}
}
