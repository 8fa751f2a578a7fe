package room

import "slices"

// checkOpinion holds what must be true of statements, votes and outcomes after
// every record.
func checkOpinion(t failer, s *State) {
	t.Helper()
	checkErased(t, s)
	checkWordings(t, s)
	checkTrails(t, s)
	checkModeration(t, s)
	votes := map[BallotID]int{}
	for _, id := range s.StatementOrder {
		x := s.Statements[id]
		checkTally(t, s, "statement "+string(id), x.scale, x.raw, x.votes)
		checkSteps(t, s, string(id), &x.poll)
		checkWeight(t, s, x)
		checkMerge(t, s, x)
		checkCard(t, s, x)
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
		checkTally(t, s, "outcome "+string(id), scalePlain, o.raw, o.votes)
		if (o.Status == Settled) != (o.Found != nil && o.Found.Kind != NotPut) {
			t.Fatalf("outcome %s is %s and found %v", id, o.Status, o.Found)
		}
		if o.Status == Settled && o.Found.Phones != scalePlain.Tally(o.raw.All) {
			t.Fatalf("outcome %s: found %v of %v", id, o.Found.Phones, o.raw.All)
		}
		if put := o.Status == Put || o.Status == Settled; o.Stood != nil && (!put || len(o.Stood.Statements) == 0 || o.Stood.Index > s.Index) {
			t.Fatalf("outcome %s is %s and remembers %v", id, o.Status, o.Stood)
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
		if !x.Erased && s.gone[x.Text] || x.Erased && x.Author == "" && !s.gone[x.Text] || x.Erased && (x.Public() || x.Status == Held) {
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
			if p.Left && !s.gone[text] && !s.tables(text) {
				t.Fatalf("%s left, and a text of theirs is there", id)
			}
		}
	}
	if len(s.Erased) != len(s.gone) {
		t.Fatalf("%d texts erased, %d of them gone", len(s.Erased), len(s.gone))
	}
}

// checkWordings holds that whatever somebody wrote is among what goes by its id,
// and that nothing was reworded without end.
func checkWordings(t failer, s *State) {
	t.Helper()
	has := func(id ItemID, texts ...Text) {
		t.Helper()
		for _, x := range texts {
			if x != "" && !slices.Contains(s.worded[id], x) {
				t.Fatalf("%s does not go by its id %s", x, id)
			}
		}
	}
	for id, x := range s.Statements {
		has(id, x.Texts()...)
		if r := x.Reply; r != nil && r.Text != "" && !slices.Contains(x.replies, r.Text) {
			t.Fatalf("the reply to %s does not go by its id", id)
		}
	}
	for id, o := range s.Outcomes {
		has(id, o.texts()...)
		for _, b := range o.Objections {
			has(b.ID, b.Text, b.Why)
		}
	}
	for id, x := range s.Notes {
		has(id, x.Text)
	}
	for id, a := range s.Appeals {
		has(id, a.Text, a.Answer)
	}
	for id, h := range s.Floor.Hands {
		has(id, h.Read, h.Label)
	}
	for field, x := range s.Form {
		has(ItemID(field), x.Text)
	}
	for id, texts := range s.worded {
		if most := MaxWordings + len((&DraftOutcome{}).texts()); len(texts) > most {
			t.Fatalf("%s has had %d texts", id, len(texts))
		}
	}
}

// checkTally recounts the votes: none lost, none twice, each dimension adds up.
func checkTally(t failer, s *State, what string, sc *Scale, raw Count, votes map[BallotID]Answer) {
	t.Helper()
	var again Count
	for id, a := range votes {
		b := s.Ballots[id]
		if b == nil || !sc.has(a) {
			t.Fatalf("%s: ballot %s says %q", what, id, a)
		}
		again.add(b, sc.times(a, 1))
	}
	if raw.All != again.All || raw.All != total(raw.Side) || raw.All != total(raw.Group) {
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

func total[K comparable](m map[K]Counts) (c Counts) {
	for _, x := range m {
		c = c.Plus(x)
	}
	return c
}

// checkSteps holds that the published step and what is owed make the count.
func checkSteps(t failer, s *State, what string, x *poll) {
	t.Helper()
	said := map[BallotID]Answer{}
	for id, a := range x.votes {
		said[id] = a
	}
	for id, a := range x.pending {
		if a == x.votes[id] {
			t.Fatalf("%s: ballot %s owes nothing", what, id)
		}
		delete(said, id)
		if a != "" {
			said[id] = a
		}
	}
	var again Count
	for id, a := range said {
		again.add(s.Ballots[id], x.scale.times(a, 1))
	}
	if again.All != x.published.Count.All {
		t.Fatalf("%s: published %v, last step %v", what, x.published.Count.All, again.All)
	}
	shown := x.shown(&s.Info.Policy)
	if shown.Tally != nil && shown.Tally.N() != shown.N {
		t.Fatalf("%s: %d shown of %d", what, shown.N, shown.Tally.N())
	}
	named := 0
	for _, n := range shown.Choices {
		named += n
	}
	if shown.Choices != nil && (named != shown.N || named < leastClass) {
		t.Fatalf("%s: choices of %d answers shown of %d", what, named, shown.N)
	}
}

// checkWeight holds that only those weigh a statement who think it real.
func checkWeight(t failer, s *State, x *Statement) {
	t.Helper()
	if (x.weight != nil) != x.Kind.Weighed() {
		t.Fatalf("%s %s: weight %v", x.Kind, x.ID, x.weight)
	}
	if x.weight == nil {
		return
	}
	what := "weight of " + string(x.ID)
	checkTally(t, s, what, scaleWeight, x.weight.raw, x.weight.votes)
	checkSteps(t, s, what, x.weight)
	if said, real := x.weight.published.Count.All.N(), x.published.Count.All[0]; said > real {
		t.Fatalf("%s: %d weights published, %d think it real", what, said, real)
	}
	for id := range x.weight.votes {
		if x.votes[id] != Real {
			t.Fatalf("%s: ballot %s says %q", what, id, x.votes[id])
		}
	}
}

// checkMerge holds that a question is merged into one that is its own, and that
// support which a merge brought is still there and has a source.
func checkMerge(t failer, s *State, x *Statement) {
	t.Helper()
	if into := s.Statements[x.Into]; x.Into != "" && (into == nil || into.Into != "" || into.Kind != Question) {
		t.Fatalf("%s %s is merged into %v", x.Kind, x.ID, into)
	}
	for id, from := range x.from {
		if x.votes[id] == "" || s.statement(from).Into != x.ID {
			t.Fatalf("question %s: support of %s from %s", x.ID, id, from)
		}
	}
}

// checkCard holds that nobody has more cards ready than allowed, that figures
// of none are shown and none is cited, and that a reply was given where one can be.
func checkCard(t failer, s *State, x *Statement) {
	t.Helper()
	if n := s.preparedBy(x.Seat); x.Seat != "" && n > MaxPrepared {
		t.Fatalf("seat %s has %d cards ready", x.Seat, n)
	}
	if x.isCard() && (x.Seat == "" || x.shownCounts() || x.Into != "" || x.Reply != nil || x.Hidden != nil || x.Public()) {
		t.Fatalf("card %s is more than a card: %+v", x.ID, x)
	}
	if of := s.Statements[x.Asks.Of]; x.WasPublished() && x.Asks.Of != "" && (of == nil || !of.WasPublished()) {
		t.Fatalf("%s %s is of %v", x.Kind, x.ID, of)
	}
	if r := x.Reply; r != nil && (x.Kind.Voted() || !x.WasPublished() || (r.Turn == 0) == (r.Text == "") || r.Turn != 0 && !s.took(r.Turn)) {
		t.Fatalf("%s %s has the reply %+v", x.Kind, x.ID, r)
	}
}
