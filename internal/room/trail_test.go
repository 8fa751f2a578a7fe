package room

import (
	"strings"
	"testing"
)

// checkTrails holds that whatever a report speaks of has the record that made
// it, and that no trail holds a ballot's answer or a record that is not there.
func checkTrails(t failer, s *State) {
	t.Helper()
	made := map[ThingKind]string{AStatement: "statement.add/1", AnOutcome: "outcome.draft/1", AnObjection: "objection.make/1", ThePicture: StandingType}
	need := []Thing{{Kind: TheSession}}
	if s.Standing != nil {
		need = append(need, Thing{Kind: ThePicture})
	}
	for id := range s.Statements {
		need = append(need, Thing{Kind: AStatement, ID: id})
	}
	for id, o := range s.Outcomes {
		need = append(need, Thing{Kind: AnOutcome, ID: id})
		for _, b := range o.Objections {
			need = append(need, Thing{Kind: AnObjection, ID: b.ID})
		}
	}
	for _, turn := range s.Floor.Turns {
		need = append(need, Thing{Kind: ATurn, N: turn.N})
	}
	for _, x := range need {
		trail := s.Trail(x)
		if len(trail) == 0 {
			t.Fatalf("no record made %v", x)
		}
		if first := trail[0].Type; made[x.Kind] != "" && first != made[x.Kind] {
			t.Fatalf("%s made %v", first, x)
		}
	}
	for x, trail := range s.trail {
		last := 0
		for _, r := range trail {
			if r.N <= last || r.N > s.LastTrace().N || r.Cmd == "" {
				t.Fatalf("record %d of %d is about %v, after %d", r.N, s.LastTrace().N, x, last)
			}
			if strings.HasPrefix(r.Type, "vote.") || r.Type == "outcome.answer/1" {
				t.Fatalf("%s is among the records about %v", r.Type, x)
			}
			last = r.N
		}
	}
}

// TestTrailsAreTheRecordsOfTheLog compares every trail with the log: the record
// has that type and names that thing.
func TestTrailsAreTheRecordsOfTheLog(t *testing.T) {
	d := newDrive(t, smallSetup())
	desk := Actor{ActorSeat, string(d.s.SeatOrder[1])}
	d.do(desk, "session.start/1", &None{})
	d.do(desk, "turn.seat/1", &SeatTurn{Seat: d.s.SeatOrder[3]})
	d.do(desk, "question.add/1", &AddQuestion{Text: d.text("Who mends them?")})
	card := facts[StatementAdded](d.do(desk, "statement.add/1", &AddStatement{Kind: View, Text: d.text("Doors need hinges."), Turn: 1}))
	d.do(desk, "statement.close/1", &StatementRef{card.Statement})
	found, byCmd := 0, map[CmdID]Record{}
	for _, r := range d.records {
		byCmd[r.Cmd] = r
	}
	for x, trail := range d.s.trail {
		for _, r := range trail {
			record := byCmd[r.Cmd]
			if record.Type != r.Type || record.At != r.At {
				t.Errorf("record %d is %s at %d, the trail of %v says %s at %d", r.N, record.Type, record.At, x, r.Type, r.At)
			}
			if both := string(record.Payload) + string(record.Facts); x.ID != "" && !strings.Contains(both, string(x.ID)) {
				t.Errorf("record %d does not name %v: %s", r.N, x, both)
			}
			found++
		}
	}
	for _, x := range []Thing{{Kind: AStatement, ID: card.Statement}, {Kind: AQuestion, N: 3}, {Kind: ATurn, N: 1}} {
		if len(d.s.Trail(x)) == 0 {
			t.Errorf("nothing is about %v", x)
		}
	}
	if n := len(d.s.Trail(Thing{Kind: AStatement, ID: card.Statement})); n != 2 {
		t.Errorf("%d records are about the card", n)
	}
	if found < 10 {
		t.Errorf("only %d traces", found)
	}
}
