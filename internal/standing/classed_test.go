package standing

import (
	"testing"

	"parley/internal/room"
)

// Nine people answer another statement otherwise, and one votes on this: what the
// next picture says of this one is the same whatever that one said.
func TestNoClassOfOneVote(t *testing.T) {
	for _, before := range []int{17, 27} {
		for _, against := range []int{0, 3} {
			var got [2]room.StandingOf
			var first *Picture // of both worlds
			for world, a := range []room.Answer{room.Agree, room.Disagree} {
				h := newHall(t, 10)
				h.arrive(60)
				id := h.add()
				for i := range before {
					said := room.Agree
					if i%6 < against {
						said = room.Disagree
					}
					h.vote(i, id, said)
				}
				if first == nil {
					first = h.compute(nil)
				}
				h.record(first)
				for i := 51; i < 60; i++ {
					h.vote(i, h.statements[0], room.Disagree)
				}
				h.vote(before, id, a)
				second := h.compute(first)
				h.record(second)
				got[world] = second.Record.Statements[id]
				if was := first.Record.Statements[id]; got[world].Class != was.Class || got[world].More != was.More {
					t.Errorf("%d answers, %d of 6 against, one says %s: %v, was %v", before, against, a, got[world], was)
				}
			}
			if got[0].Class != got[1].Class || got[0].More != got[1].More || got[0].Beyond != got[1].Beyond || got[0].Confirmed != got[1].Confirmed {
				t.Errorf("%d answers, %d of 6 against: one who agrees makes it %v, who disagrees %v", before, against, got[0], got[1])
			}
		}
	}
}

// Ten who answer otherwise are enough for another class.
func TestClassOfTenVotes(t *testing.T) {
	h := newHall(t, 10)
	h.arrive(60)
	id := h.add()
	for i := range 6 {
		h.vote(i, id, room.Agree)
	}
	first := h.compute(nil)
	h.record(first)
	for i := 6; i < 60; i++ {
		h.vote(i, id, room.Agree)
	}
	second := h.compute(first)
	if a, b := first.Record.Statements[id], second.Record.Statements[id]; a.Class != room.ClassShort || b.Class != room.ClassCommonFor {
		t.Fatalf("%v, then %v", a, b)
	}
	h.record(second)
}

// How many more answers would decide is said in steps, and never of more than have
// not answered.
func TestMoreThanThereAre(t *testing.T) {
	h := newHall(t, 10)
	h.arrive(60)
	mixed, agreed := h.add(), h.add()
	beyond, few := 0, 0
	for i := range 20 {
		h.vote(i, mixed, []room.Answer{room.Agree, room.Agree, room.Agree, room.Disagree, room.Disagree}[i%5])
		h.vote(i, agreed, room.Agree)
		if i%2 == 0 {
			continue
		}
		of := h.compute(nil).Record.Statements
		for _, x := range []room.StandingOf{of[mixed], of[agreed]} {
			if step, ok := room.StandingMore(x.More); !ok || step != x.More || x.More > 59-i || x.More > 0 && x.Beyond {
				t.Fatalf("%d answers, %+v", i+1, x)
			}
			if x.Beyond {
				beyond++
			} else if x.More > 0 {
				few++
			}
		}
	}
	if beyond == 0 || few == 0 {
		t.Errorf("%d beyond, %d in steps", beyond, few)
	}
}
