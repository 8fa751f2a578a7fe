package room

// PictureFree says whether a picture may be made of the state as it is: enough
// ballots voted, and enough of them otherwise than in the last picture.
func (s *State) PictureFree() bool {
	if s.Standing == nil {
		return s.EnoughVoted()
	}
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
// what they were at upto. Only an answer of one's own makes one of them: where a
// statement comes or goes all by itself nobody is hidden behind its voters.
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
		if was(x) || now(x) {
			x.differing(before[id], at[id], differ)
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
		if c.Ballot == "" && !c.Step {
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
