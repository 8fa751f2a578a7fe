package room

// checkStanding holds what must be true of the last picture after every record:
// statements are public, cells have a class of answers in each group of the
// picture, and every share follows from them.
func checkStanding(t failer, s *State) {
	t.Helper()
	for id, x := range s.Statements {
		checkMoves(t, string(id), &x.poll)
		checkClassSteps(t, s, x)
		checkElsewhere(t, s, x)
	}
	x := s.Standing
	if x == nil {
		if s.Screen.Scene == "map" {
			t.Fatalf("a map without a picture")
		}
		return
	}
	if x.People < LeastForGroups || x.Upto >= x.Index || x.Index > s.Index || x.Grouped() != (len(x.Groups) > 0) {
		t.Fatalf("picture %d of %d people, votes up to %d, letters %q, %d groups", x.Index, x.People, x.Upto, x.Letters, len(x.Groups))
	}
	for id, of := range x.Statements {
		if said := s.statement(id).classed; said == nil || !of.same(said.of) || !sameLetterSet(x.Letters, said.letters) {
			t.Fatalf("the picture of %s says %v of %s, last said was %+v", x.Letters, of, id, said)
		}
		if !s.statement(id).InOpinions() || of.Cells != nil {
			t.Fatalf("the picture says %s of %s", of.Class, id)
		}
	}
	for id, c := range x.Cells {
		_, classed := x.Statements[id]
		if !classed || !sameLetters(c.By, x.Letters) || c.Upto > x.Upto || s.beside(s.Statements[id]).crossed(c.By) {
			t.Fatalf("statement %s has cells %v of record %d", id, c.By, c.Upto)
		}
		for letter, tally := range c.By {
			if tally.N() < s.Info.Policy.Suppress.class() {
				t.Fatalf("statement %s: %d answers of %s", id, tally.N(), letter)
			}
		}
	}
	for letter, g := range x.Groups {
		if g.People < leastGroup || g.People*50 < x.People {
			t.Fatalf("group %s has %d people of %d", letter, g.People, x.People)
		}
		for id, h := range g.Holds {
			own, rest, ok := x.Cells[id].Shares(letter, h.Answer)
			if !ok || !near(own, h.Own) || !near(rest, h.Rest) {
				t.Fatalf("group %s: %v of %s, cells %v", letter, h, id, x.Cells[id].By)
			}
		}
	}
}

// checkClassSteps holds that a step is made as soon as it is due, and that what is kept of
// the last one says of whom the answer is another now.
func checkClassSteps(t failer, s *State, x *Statement) {
	t.Helper()
	if n := len(x.stepped); n >= s.leastChanged(x.Status == VoteClosed) {
		t.Fatalf("%d ballots answer %s otherwise, and it made no step", n, x.ID)
	}
	for id, was := range x.stepped {
		if was == x.Opinion(id) {
			t.Fatalf("ballot %s answers %s as at the last step: %q", id, x.ID, was)
		}
	}
	if x.classed != nil && x.classed.made > x.made {
		t.Fatalf("%s was classed at step %d of %d", x.ID, x.classed.made, x.made)
	}
}

// checkMoves holds that what a poll remembers of its steps leads back: each move
// changed something, and none is older than it says.
func checkMoves(t failer, what string, x *poll) {
	t.Helper()
	if !x.scale.Projected() && (len(x.moves.list) > 0 || x.celled != nil) {
		t.Fatalf("%s: moves of answers that mean nothing", what)
	}
	now := map[BallotID]Answer{}
	for i := len(x.moves.list) - 1; i >= 0; i-- {
		m := x.moves.list[i]
		after, later := now[m.ballot]
		if !later {
			after = x.publishedOf(m.ballot)
		}
		if after == m.was {
			t.Fatalf("%s: move %d of %s says %q twice", what, i, m.ballot, m.was)
		}
		now[m.ballot] = m.was
	}
	for id, was := range x.celled {
		if was == x.publishedOf(id) {
			t.Fatalf("%s: ballot %s differs from its cell in nothing", what, id)
		}
	}
}

// checkElsewhere holds that what may go elsewhere is the figures that are shown, without an
// answer that was withdrawn.
func checkElsewhere(t failer, s *State, x *Statement) {
	t.Helper()
	e := s.Elsewhere(x.ID)
	if e == nil {
		return
	}
	var all Tally
	for ballot, a := range e.Said {
		if all.Add(a, 1); x.Answer(ballot) == "" {
			t.Fatalf("%s: ballot %s withdrew its answer", x.ID, ballot)
		}
	}
	if shown := s.Shown(x); s.Session.Phase != Closed || !x.Public() || shown.Tally == nil || all != *shown.Tally {
		t.Fatalf("%s: %+v goes elsewhere, shown is %+v", x.ID, all, shown)
	}
}
