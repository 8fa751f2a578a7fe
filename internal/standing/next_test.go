package standing

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/room"
)

// open are the open statements that a ballot has not answered, as written.
func (d *driven) open(ballot room.BallotID) (out []room.ItemID) {
	d.State(func(st *room.State, _ room.Texts, _ room.Seconds) {
		for x := range st.OpinionStatements() {
			if x.Status == room.Open && x.Answer(ballot) == "" {
				out = append(out, x.ID)
			}
		}
	})
	return out
}

func (d *driven) next(ballot room.BallotID, luck float64) room.ItemID {
	return d.f.Next(d.Room, ballot, d.open(ballot), luck)
}

// TestNextIsDrawn lets somebody come to a room of sixty and answer what is shown
// until one statement is left, while others are closed, hidden and written.
func TestNextIsDrawn(t *testing.T) {
	d := follow(newHall(t, 20))
	d.arrive(49)
	d.turns(2)
	guest := d.Ballot()
	id := room.BallotID(guest.ID)
	if got := d.next(id, 0.5); got != "" {
		t.Fatalf("%s is drawn in a room of 49", got)
	}
	d.arrive(11)
	d.turns(2)
	r, seen, chances := rand.New(rand.NewPCG(1, 2)), map[room.ItemID]bool{}, map[float64]bool{}
	for n := 0; len(d.open(id)) > 1; n++ {
		open, next := d.open(id), d.next(id, r.Float64())
		drawn := d.f.Drawn(d.Room, id)
		if !slices.Contains(open, next) || seen[next] || drawn.Statement != next || !(drawn.Chance > 0 && drawn.Chance < 1) {
			t.Fatalf("%s is drawn, kept as %+v, of %v", next, drawn, open)
		}
		for range 3 {
			if again := d.next(id, r.Float64()); again != next || d.f.Drawn(d.Room, id) != drawn {
				t.Fatalf("%s is shown, and then %s", next, again)
			}
		}
		chances[drawn.Chance] = true
		switch n {
		case 3:
			d.Do(d.Desk, "statement.close/1", room.StatementRef{Statement: next}, nil)
		case 5:
			d.Do(d.Desk, "statement.hide/1", room.HideStatement{Statement: next, Rule: "spam", Reason: d.Say("Sold.")}, nil)
		case 7:
			d.add()
			fallthrough
		default:
			d.Do(guest, "vote.cast/1", room.CastVote{Statement: next, Answer: room.Agree}, nil)
		}
		seen[next] = true
	}
	if len(seen) != 20 || len(chances) < 10 {
		t.Errorf("%d statements were shown, with %d chances", len(seen), len(chances))
	}
	last := d.open(id)[0]
	if got := d.next(id, 0.5); got != "" && got != last {
		t.Errorf("%s is shown when %s alone is left", got, last)
	}
	again := follow(d.hall)
	if drawn := again.f.Drawn(d.Room, id); drawn != (room.Drawn{}) {
		t.Errorf("after a restart %+v is remembered", drawn)
	}
}

// TestChancesToBeDrawn: they add up to 1, are not all the same, and are no others
// for votes that came after the picture.
func TestChancesToBeDrawn(t *testing.T) {
	d := follow(newHall(t, 20))
	d.arrive(60)
	d.turns(2)
	d.add()
	d.turns(2)
	v := d.f.room(d.Room).votes
	newcomer := room.BallotID(d.Ballot().ID)
	rapid.Check(t, func(t *rapid.T) {
		who := newcomer
		if rapid.Bool().Draw(t, "voted") {
			who = room.BallotID(rapid.SampledFrom(d.ballots).Draw(t, "who").ID)
		}
		open, among := d.open(who), map[room.ItemID]bool{}
		for _, id := range open {
			among[id] = rapid.IntRange(0, 9).Draw(t, "closed") > 0
		}
		chances := v.chances(who, open, among)
		sum, least, most := 0.0, 1.0, 0.0
		for id, c := range chances {
			if !among[room.ItemID(id)] {
				t.Fatalf("%s may be drawn", id)
			}
			sum, least, most = sum+c, min(least, c), max(most, c)
		}
		if len(chances) > 0 && (math.Abs(sum-1) > 1e-9 || least <= 0) {
			t.Errorf("chances from %v add up to %v", least, sum)
		}
		if who == newcomer && len(chances) > 10 && most < 1.05*least {
			t.Errorf("%d chances between %v and %v", len(chances), least, most)
		}
	})
	chances := func() map[string]float64 {
		open, among := d.open(newcomer), map[room.ItemID]bool{}
		for _, id := range open {
			among[id] = true
		}
		return d.f.room(d.Room).votes.chances(newcomer, open, among)
	}
	before := chances()
	for i := range 9 {
		d.vote(i, d.statements[20], room.Agree)
	}
	d.turns(3)
	if after := chances(); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("nine answers turn %v into %v", before, after)
	}
}

// TestWhatIsNewIsDrawnOften: more often than by an even chance.
func TestWhatIsNewIsDrawnOften(t *testing.T) {
	d := follow(newHall(t, 20))
	d.arrive(60)
	d.turns(2)
	fresh := d.add()
	d.turns(2)
	r, first := rand.New(rand.NewPCG(5, 6)), map[room.ItemID]int{}
	for range 400 {
		first[d.next(room.BallotID(d.Ballot().ID), r.Float64())]++
	}
	if first[fresh] < 2*400/21 || len(first) < 10 {
		t.Errorf("shown first were %v; %s is new", first, fresh)
	}
}

func TestDrawsAreBounded(t *testing.T) {
	d := draws{of: map[room.RoomID]map[room.BallotID]room.Drawn{}}
	for i := range mostDrawn + 100 {
		d.keep(room.RoomID([]string{"one", "other"}[i%2]), room.BallotID(fmt.Sprint(i)), room.Drawn{Statement: "A", Chance: 0.5}, nil)
	}
	last := fmt.Sprint(mostDrawn + 99)
	if n := len(d.of["one"]) + len(d.of["other"]); n != mostDrawn || d.n != n || d.get("other", room.BallotID(last)).Chance == 0 {
		t.Errorf("%d are remembered, counted as %d", n, d.n)
	}
	later := room.Drawn{Statement: "B", Chance: 0.25}
	if is := d.keep("other", room.BallotID(last), later, map[room.ItemID]bool{"A": true, "B": true}); is != "A" || d.n != mostDrawn {
		t.Errorf("of two draws at once %s is shown", is)
	}
	if is := d.keep("other", room.BallotID(last), later, map[room.ItemID]bool{"B": true}); is != "B" || d.n != mostDrawn {
		t.Errorf("after what was drawn is answered, %s is shown", is)
	}
	d.forget("one")
	if d.n != len(d.of["other"]) || d.of["one"] != nil {
		t.Errorf("%d are counted of %d", d.n, len(d.of["other"]))
	}
}
