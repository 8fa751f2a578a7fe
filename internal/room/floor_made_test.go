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
