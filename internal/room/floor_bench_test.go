package room

import (
	"fmt"
	"testing"
)

// crowded is a room with n waiting hands: two microphones, a phones' line, five
// hubs, a third of the people online, most of them in the lot.
func crowded(n int) *State {
	s := New()
	s.Info.Policy = DefaultPolicy()
	s.Floor.Mics = []string{"A", "B"}
	for i := range 5 {
		id := PersonID(fmt.Sprintf("%032x", 1_000_000+i))
		s.People[id] = &Person{ID: id, Kind: AHub, Side: Online, Line: "hub:" + string(id)}
	}
	for i := range n {
		id := PersonID(fmt.Sprintf("%032x", i))
		p := &Person{ID: id, Kind: ByPhone, Side: Onsite, Line: []string{"A", "B", ""}[i%3]}
		if i%3 == 0 {
			p.Side, p.Line = Online, ""
		}
		s.People[id] = p
		hand := &HandRaised{Hand: ItemID(fmt.Sprintf("%04d", i)), Lot: i%4 != 0}
		s.putHand(&meta{Index: Index(i)}, hand, &Hand{Person: id})
	}
	return s
}

// BenchmarkOrder10k is the floor's order with 10,000 hands: who is next, the
// first fifty, and everybody's place.
func BenchmarkOrder10k(b *testing.B) {
	s := crowded(10_000)
	for _, n := range []int{1, 50, -1} {
		b.Run(fmt.Sprint("places=", n), func(b *testing.B) {
			for b.Loop() {
				if line := s.Line(n); len(line) < max(n, 1) {
					b.Fatalf("%d places", len(line))
				}
			}
		})
	}
	b.Run("balance", func(b *testing.B) {
		for b.Loop() {
			s.Balance(s.Now)
		}
	})
}

// BenchmarkRaise10k is deciding on one more hand where 10,000 wait.
func BenchmarkRaise10k(b *testing.B) {
	s := crowded(10_000)
	id := PersonID(fmt.Sprintf("%032x", 2_000_000))
	s.People[id] = &Person{ID: id, Kind: ByPhone, Side: Online}
	c := &ctx{Envelope: &Envelope{Actor: Actor{ActorVoice, string(id)}}, Draw: NewDraw([32]byte{})}
	for b.Loop() {
		if _, err := decideRaise(s, c, &RaiseHand{}); err != nil {
			b.Fatal(err)
		}
	}
}
