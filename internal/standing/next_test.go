package standing

import (
	"math/rand/v2"
	"testing"

	"parley/internal/room"
)

func TestNext(t *testing.T) {
	d := follow(newHall(t, 20))
	r := rand.New(rand.NewPCG(5, 6))
	d.arrive(49)
	d.turns(1)
	any := func(room.ItemID) bool { return true }
	ballot := room.BallotID(d.ballots[0].ID)
	if got := d.f.Next(d.Room, ballot, any, r.Float64); got != nil {
		t.Fatalf("%v before there is a picture", got)
	}
	d.arrive(11)
	d.turns(1)
	fresh := d.add()
	d.turns(1)
	d.Do(d.Desk, "statement.hide/1", room.HideStatement{Statement: d.statements[6], Rule: "spam", Reason: d.Say("Sold.")}, nil)
	d.turns(1)
	answered := map[room.ItemID]bool{}
	d.State(func(st *room.State, _ room.Texts, _ room.Seconds) {
		for x := range st.OpinionStatements() {
			answered[x.ID] = x.Opinion(ballot) != ""
		}
	})
	first := map[room.ItemID]int{}
	for range 400 {
		got := d.f.Next(d.Room, ballot, func(id room.ItemID) bool { return id != d.statements[12] }, r.Float64)
		seen := map[room.ItemID]bool{}
		for _, one := range got {
			if answered[one.Statement] || seen[one.Statement] || one.Statement == d.statements[6] || one.Statement == d.statements[12] || one.Chance <= 0 || one.Chance > 1 {
				t.Fatalf("%+v of %v", one, got)
			}
			seen[one.Statement] = true
		}
		if len(got) != 3 || got[len(got)-1].Chance < 0.999 { // 0, 6, 12, 18 are not answered, and the new one
			t.Fatalf("%v", got)
		}
		first[got[0].Statement]++
	}
	if first[fresh] < 100 || len(first) != 3 {
		t.Errorf("first were %v; %s is new", first, fresh)
	}
	stranger := d.f.Next(d.Room, "nobody yet", any, r.Float64)
	if len(stranger) != drawn {
		t.Errorf("somebody new is shown %v", stranger)
	}
}
