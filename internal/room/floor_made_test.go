package room

import "testing"

// TestMadeMovesMinutesOnly holds that what a desk did without network counts at
// the second at which it was done, and changes no order that others saw.
func TestMadeMovesMinutesOnly(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"floor lots=off", "raise o1 online", "raise o2 online", "raise r1 onsite", "wait 60"} {
		sc.step(line)
	}
	made := func(at Seconds, name string, payload any) error {
		_, err := sc.send(Envelope{Actor: sc.seats["moderator"], Type: name, Payload: sc.json(payload), Made: &at})
		return err
	}
	if err := made(80, "turn.call/1", &CallNext{After: 0}); err != nil {
		t.Fatal(err)
	}
	if err := made(110, "turn.call/1", &CallNext{After: 0}); err == nil {
		t.Fatal("a call that does not know of the last turn was taken")
	}
	if err := made(110, "turn.call/1", &CallNext{After: 1}); err != nil {
		t.Fatal(err)
	}
	if err := made(sc.now+1, "turn.end/1", &TurnRef{2}); err == nil {
		t.Fatal("an act of the future was taken")
	}
	first, second := sc.s.Turn(1), sc.s.Turn(2)
	if first.Start != 80 || first.Spoken(sc.now) != 30 || second.Start != 110 || sc.name(second.Person) != "r1" {
		t.Fatalf("turns %+v and %+v", first, second)
	}
	// An end that was made before the turn's start makes it empty, not negative.
	if err := made(90, "turn.end/1", &TurnRef{2}); err != nil || second.End != 110 {
		t.Fatalf("%v: ended at %d", err, second.End)
	}
	// A call that was made before the running turn began begins where that ends.
	for _, line := range []string{"raise o3 online", "next", "wait 10"} {
		sc.step(line)
	}
	running := sc.s.Running()
	if err := made(1, "turn.override/1", &Override{After: 3, Person: sc.ids["o1"], Why: TechnicalReason}); err != nil || running.Spoken(sc.now) != 0 || sc.s.Running().Start != running.Start {
		t.Fatalf("%v: turn 3 %+v, turn 4 %+v", err, running, sc.s.Running())
	}
	// A speaker does not say how long their own turn was.
	for _, line := range []string{"end", "seat speaker-1", "wait 60"} {
		sc.step(line)
	}
	begun := sc.s.Running()
	end := Envelope{Actor: sc.seats["speaker-1"], Type: "turn.end/1", Payload: sc.json(&TurnRef{begun.N}), Made: &begun.Start}
	if _, err := sc.send(end); err == nil {
		t.Fatal("a speaker's own end was taken for another second")
	}
	end.Made = nil
	if _, err := sc.send(end); err != nil || begun.Spoken(sc.now) != 60 {
		t.Fatalf("%v: %d seconds", err, begun.Spoken(sc.now))
	}
	checkInvariants(t, sc.s)
	checkReplayed(t, sc.s, sc.records)
}

// TestMadeDates holds that what was written and counted without network is dated
// by when it was done, and stands where it arrived.
func TestMadeDates(t *testing.T) {
	sc := newScript(t)
	sc.s.Info.Policy.Hold = false
	for _, line := range []string{"floor lots=off", "raise o1 online", "wait 60", "say ana view", "wait 60"} {
		sc.step(line)
	}
	made := func(at Seconds, name string, payload any) Record {
		t.Helper()
		r, err := sc.send(Envelope{Actor: sc.seats["moderator"], Type: name, Payload: sc.json(payload), Made: &at})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return r
	}
	before := facts[StatementAdded](sc.do(sc.seats["moderator"], "statement.add/1", &AddStatement{Kind: View, Text: sc.text("A door is a wall.")})).Statement
	caught := facts[StatementAdded](made(61, "statement.add/1", &AddStatement{Kind: View, Text: sc.text("A wall is a door.")})).Statement
	drafted := facts[OutcomeDrafted](made(62, "outcome.draft/1", &DraftOutcome{Text: sc.text("We have doors.")})).Outcome
	made(63, "statement.count/1", &CountStatement{Statement: before, Line: InTheRoom, Tally: Tally{Agree: 3}})
	made(64, "presence.count/1", &CountPresence{Line: AllOnsite, Count: 12})
	hand := facts[HandRaised](made(65, "hand.add/1", &AddHand{Side: Online, Label: sc.text("red scarf")})).Hand

	x := sc.s.Statements[caught]
	if x.At != 61 || x.OpenAt != 61 || x.OpenBy <= sc.s.Statements[before].OpenBy || sc.s.StatementOrder[len(sc.s.StatementOrder)-1] != caught {
		t.Errorf("the statement: %+v", x)
	}
	if at := sc.s.Outcomes[drafted].At; at != 62 {
		t.Errorf("drafted at %d", at)
	}
	if h := sc.s.Floor.Hands[hand]; h.At != 65 || sc.s.Line(-1)[1].Hand != hand {
		t.Errorf("a hand that waits since %d: %+v", h.At, sc.s.Line(-1))
	}
	for thing, want := range map[Thing]Trace{
		{Kind: AStatement, ID: caught}: {At: 61, Type: "statement.add/1"},
		{Kind: AnOutcome, ID: drafted}: {At: 62, Type: "outcome.draft/1"},
		{Kind: AStatement, ID: before}: {At: 63, Type: "statement.count/1"},
		{Kind: TheSession}:             {At: 64, Type: "presence.count/1"},
	} {
		trail := sc.s.Trail(thing)
		last := trail[len(trail)-1]
		if last.At != want.At || last.Type != want.Type || len(trail) > 1 && trail[len(trail)-2].N >= last.N {
			t.Errorf("the trail of %+v ends with %+v, not %+v", thing, last, want)
		}
	}

	// Rooms that older releases opened keep what their records meant.
	sc.s.Info.Rules = rulesThatDate - 1
	if r := made(70, "hand.add/1", &AddHand{Side: Online}); facts[HandRaised](r).At != 0 {
		t.Errorf("under older rules: %s", r.Facts)
	}
	if err := sc.s.overtaken(&ctx{Envelope: &Envelope{Made: new(Seconds)}}, sceneSetting); err != nil {
		t.Error(err)
	}
	checkInvariants(t, sc.s)
}
