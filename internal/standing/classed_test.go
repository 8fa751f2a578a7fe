package standing

import (
	"reflect"
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

// Ten answer a statement otherwise, and pages say how it stands; one more does, and a
// picture comes: it says of the statement what the ten answered, whatever the one did.
func TestNoPictureOfTheEleventh(t *testing.T) {
	for _, late := range []room.Answer{room.Agree, room.Disagree, room.Unsure} {
		d := follow(newHall(t, 10))
		d.arrive(60)
		id := d.add()
		for i := range 10 {
			d.vote(i, id, room.Agree)
		}
		d.turns(1)
		first := d.standing().Statements[id].Class
		for i := 10; i < 20; i++ {
			d.vote(i, id, room.Disagree)
		}
		d.turns(1)
		said := d.live()[id]
		d.vote(20, id, late)
		for i := 51; i < 60; i++ {
			d.vote(i, d.statements[0], room.Disagree)
		}
		before := d.f.room(d.Room).picture
		second := d.compute(before)
		of := second.Record.Statements[id]
		if d.record(second); len(d.live()) > 0 {
			t.Errorf("beside a picture that nobody looked at it is said: %v", d.live())
		}
		if first != room.ClassCommonFor || said == "" || said == first || of.Class != said {
			t.Errorf("%s: it was %s, %s was said, and the picture has %+v", late, first, said, of)
		}
	}
}

// Where the groups get other letters nothing is left out: a closed vote with a few
// late answers stands as it did at its last step.
func TestOtherLettersLeaveNothingOut(t *testing.T) {
	var got [2]room.StandingOf
	for world, late := range []room.Answer{room.Agree, room.Disagree} {
		h := newHall(t, 10)
		h.arrive(60)
		id := h.add()
		for i := range 43 {
			a := room.Agree
			if i >= 40 {
				a = late
			}
			h.vote(i, id, a)
		}
		first := h.compute(nil)
		h.record(first)
		h.Do(h.Desk, "statement.close/1", room.StatementRef{Statement: id}, nil)
		for i := range 12 {
			h.vote(i, h.statements[1], room.Unsure)
		}
		other := Read(h.at(first.Record.Upto)).Again(first.Record, 1, nil)
		other.Analysis = other.Analysis.Shown([]int{2, 3}, other.Analysis.Turn())
		second := h.compute(other)
		h.record(second)
		if got[world] = second.Record.Statements[id]; first.Record.Letters != "AB" || second.Record.Letters == "AB" || got[world].Class != room.ClassCommonFor {
			t.Errorf("%s, then in %s %+v", first.Record.Letters, second.Record.Letters, got[world])
		}
	}
	got[0].Cells, got[1].Cells = nil, nil
	if !reflect.DeepEqual(got[0], got[1]) {
		t.Errorf("three who agree make it %+v, who disagree %+v", got[0], got[1])
	}
}

// How many more answers would decide is said in steps, and never of more than have
// not answered.
func TestMoreThanThereAre(t *testing.T) {
	h := newHall(t, 10)
	h.arrive(100)
	mixed, nearly := h.add(), h.add()
	beyond, few := 0, 0
	for i := range 40 {
		h.vote(i, mixed, []room.Answer{room.Agree, room.Agree, room.Agree, room.Disagree, room.Disagree}[i%5])
		h.vote(i, nearly, []room.Answer{room.Agree, room.Agree, room.Agree, room.Agree, room.Disagree}[i%5])
		if i%10 != 9 {
			continue
		}
		of := h.compute(nil).Record.Statements
		for _, x := range []room.StandingOf{of[mixed], of[nearly]} {
			if step, ok := room.StandingMore(x.More); !ok || step != x.More || x.More > 99-i || x.More > 0 && x.Beyond {
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
