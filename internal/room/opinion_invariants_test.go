package room

// checkOpinion holds what must be true of statements, votes and outcomes after
// every record.
func checkOpinion(t failer, s *State) {
	t.Helper()
	checkErased(t, s)
	votes := map[BallotID]int{}
	for _, id := range s.StatementOrder {
		x := s.Statements[id]
		checkTally(t, s, "statement "+string(id), x.raw, x.votes)
		checkSteps(t, s, x)
		for b := range x.votes {
			votes[b]++
		}
		if s.Session.Phase == Closed && x.Status == Open {
			t.Fatalf("statement %s is open after the close", id)
		}
	}
	for id, b := range s.Ballots {
		if b.Votes != votes[id] || !b.Side.Valid() {
			t.Fatalf("ballot %s: %d votes counted, %d cast, side %q", id, b.Votes, votes[id], b.Side)
		}
	}
	for _, id := range s.OutcomeOrder {
		o := s.Outcomes[id]
		checkTally(t, s, "outcome "+string(id), o.raw, o.votes)
		if (o.Status == Settled) != (o.Found != nil && o.Found.Kind != NotPut) {
			t.Fatalf("outcome %s is %s and found %v", id, o.Status, o.Found)
		}
		if o.Status == Settled && o.Found.Phones != o.raw.All {
			t.Fatalf("outcome %s: found %v of %v", id, o.Found.Phones, o.raw.All)
		}
		if len(o.votes) > 0 && !o.Read {
			t.Fatalf("outcome %s was answered before it was read out", id)
		}
	}
	if len(s.StatementOrder) != len(s.Statements) || len(s.OutcomeOrder) != len(s.Outcomes) {
		t.Fatalf("orders and maps differ")
	}
}

// checkErased holds that nobody reads or votes on what is gone, and that who
// left waits for nothing.
func checkErased(t failer, s *State) {
	t.Helper()
	for id, x := range s.Statements {
		if x.Erased != s.gone[x.Text] || x.Erased && (x.Public() || x.Status == Held) {
			t.Fatalf("statement %s is %s, erased %v", id, x.Status, x.Erased)
		}
	}
	for _, h := range s.Floor.Hands {
		if s.person(h.Person).Left {
			t.Fatalf("hand %s waits of somebody who left", h.ID)
		}
	}
	for id, p := range s.People {
		if p.Left && p.Name != "" {
			t.Fatalf("%s left and has a name", id)
		}
		for _, text := range s.own[id] {
			if p.Left && !s.gone[text] {
				t.Fatalf("%s left, and a text of theirs is there", id)
			}
		}
	}
	if len(s.Erased) != len(s.gone) {
		t.Fatalf("%d texts erased, %d of them gone", len(s.Erased), len(s.gone))
	}
}

// checkTally recounts the votes: none lost, none twice, each dimension adds up.
func checkTally(t failer, s *State, what string, raw Count, votes map[BallotID]Answer) {
	t.Helper()
	var again Count
	for id, a := range votes {
		b := s.Ballots[id]
		if b == nil || !a.Valid() {
			t.Fatalf("%s: ballot %s says %q", what, id, a)
		}
		again.add(b, a.times(1))
	}
	if raw.All != again.All || raw.All != sum(raw.Side) || raw.All != sum(raw.Group) {
		t.Fatalf("%s: counted %v, cast %v", what, raw, again)
	}
	for side, n := range again.Side {
		if raw.Side[side] != n {
			t.Fatalf("%s: side %s: counted %v, cast %v", what, side, raw.Side[side], n)
		}
	}
	for group, n := range again.Group {
		if raw.Group[group] != n {
			t.Fatalf("%s: group %s: counted %v, cast %v", what, group, raw.Group[group], n)
		}
	}
}

// checkSteps holds that the published step and what is owed make the count.
func checkSteps(t failer, s *State, x *Statement) {
	t.Helper()
	said := map[BallotID]Answer{}
	for id, a := range x.votes {
		said[id] = a
	}
	for id, a := range x.pending {
		if a == x.votes[id] {
			t.Fatalf("statement %s: ballot %s owes nothing", x.ID, id)
		}
		delete(said, id)
		if a != "" {
			said[id] = a
		}
	}
	var again Count
	for id, a := range said {
		again.add(s.Ballots[id], a.times(1))
	}
	if again.All != x.published.Count.All {
		t.Fatalf("statement %s: published %v, last step %v", x.ID, x.published.Count.All, again.All)
	}
	if shown := s.Shown(x); shown.Tally != nil && shown.Tally.N() != shown.N {
		t.Fatalf("statement %s: %d shown of %d", x.ID, shown.N, shown.Tally.N())
	}
}
