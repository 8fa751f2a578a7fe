package room

import (
	"testing"

	"pgregory.net/rapid"
)

// TestNobodyIsGivenAnothersSeconds corrects turns at random: no two then overlap
// by more than they did as they were recorded, and all that is counted is what
// was corrected.
func TestNobodyIsGivenAnothersSeconds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := newScript(t)
		for _, line := range []string{"floor lots=off", "raise o1 online", "raise r1 onsite", "raise o2 online", "raise r2 onsite"} {
			sc.step(line)
		}
		for range 4 {
			sc.step("next")
			sc.now += Seconds(rapid.IntRange(1, 40).Draw(t, "spoken"))
		}
		sc.step("end")
		moderator := sc.seats["moderator"]
		for range rapid.IntRange(1, 12).Draw(t, "corrections") {
			turn := sc.s.Turn(rapid.IntRange(1, 4).Draw(t, "turn"))
			p := CorrectTurn{
				Turn: turn.N, Person: sc.ids[rapid.SampledFrom([]string{"o1", "o2", "r1", "r2"}).Draw(t, "who")], Reason: sc.text("Noted wrongly."),
				Start:   turn.Start + Seconds(rapid.IntRange(-30, 30).Draw(t, "later")),
				Seconds: Seconds(rapid.IntRange(1, 60).Draw(t, "seconds")),
			}
			if _, err := sc.try(moderator, "turn.correct/1", &p); err != nil {
				continue
			}
			if turn.Person != p.Person || turn.Start != p.Start || turn.Spoken(sc.now) != p.Seconds {
				t.Fatalf("%+v made it %+v", p, turn)
			}
			checkInvariants(t, sc.s)
			for i, a := range sc.s.Floor.Turns {
				for _, b := range sc.s.Floor.Turns[:i] {
					if a.Start < b.End && b.Start < a.End {
						t.Fatalf("turn %d from %d to %d, turn %d from %d to %d", b.N, b.Start, b.End, a.N, a.Start, a.End)
					}
				}
			}
		}
		checkReplayed(t, sc.s, sc.records)
	})
}

// TestACorrectionLeavesTheOrder: who is next may change with who was heard, the
// side and the line that were served do not.
func TestACorrectionLeavesTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := drawFloor(t, 50)
		type service struct {
			side Side
			line string
		}
		served := func() (out []service) {
			for _, turn := range sc.s.Floor.Turns {
				if turn.Counts() {
					out = append(out, service{turn.Side, turn.Line})
				}
			}
			return out
		}
		before := served()
		if !sc.step(fillIn(t, "correct %p turn=%n")) {
			return
		}
		for i, now := range served() {
			if now != before[i] {
				t.Fatalf("turn of service %d was of %v, is of %v", i+1, before[i], now)
			}
		}
	})
}
