package standing

import (
	"math"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

func TestPicture(t *testing.T) {
	h := newHall(t, 20)
	h.arrive(49)
	if p := h.compute(nil); p != nil {
		t.Fatalf("a picture of 49 people: %+v", p.Record)
	}
	h.arrive(31)
	p := h.compute(nil)
	r := p.Record
	if r.Letters != "AB" || r.People != 80 || r.Groups["A"].People+r.Groups["B"].People != 80 || len(r.Statements) != 20 {
		t.Fatalf("%+v", r)
	}
	for letter, g := range r.Groups {
		if len(g.Holds) != room.MaxHolds || g.SX <= 0 || math.Abs(g.R) > 1 {
			t.Errorf("group %s: %+v", letter, g)
		}
	}
	if d := math.Hypot(r.Groups["A"].X-r.Groups["B"].X, r.Groups["A"].Y-r.Groups["B"].Y); d < 0.2 {
		t.Errorf("the groups stand %.3f apart", d)
	}
	for j, id := range h.statements {
		want := room.ClassOpenBetween
		switch {
		case j == 5:
			want = room.ClassUnsure
		case j%5 == 0, j%5 == 4:
			want = room.ClassCommonFor
		}
		if of := r.Statements[id]; of.Class != want || of.More != 0 {
			t.Errorf("statement %d is %+v, not %s", j, of, want)
		}
	}
	h.record(p)
	if got := h.standing(); got.Letters != "AB" || len(got.Cells) == 0 {
		t.Errorf("recorded: %+v", got)
	}
}

// Whoever has the log finds the same, and so does a follower that only has the
// last record.
func TestPictureAgain(t *testing.T) {
	h := newHall(t, 20)
	var before, again *Picture
	for _, more := range []int{60, 13, 17} {
		h.arrive(more)
		p := h.compute(before)
		if before != nil {
			if d := Differs(p.Record, h.compute(again).Record); d != "" {
				t.Fatalf("after a restart: %s", d)
			}
		}
		h.record(p)
		upto := h.standing().Upto
		if d := Differs(p.Record, Compute(h.at(upto), before).Record); d != "" {
			t.Fatalf("from the log: %s", d)
		}
		again = Read(h.at(upto)).Again(h.standing().RecordStanding, 2, nil)
		before = p
	}
	if got := h.standing(); len(got.Letters) != 2 || len(got.Cells) < 10 {
		t.Errorf("%d statements with counts, groups %s", len(got.Cells), got.Letters)
	}
}

func TestDiffers(t *testing.T) {
	h := newHall(t, 20)
	h.arrive(60)
	r := h.compute(nil).Record
	said, err := json.Marshal(&r)
	if err != nil {
		t.Fatal(err)
	}
	id := h.statements[1]
	for _, c := range []struct {
		change func(*room.RecordStanding)
		want   string
	}{
		{func(*room.RecordStanding) {}, ""},
		{func(r *room.RecordStanding) { g := r.Groups["A"]; g.X += 1e-6; r.Groups["A"] = g }, ""},
		{func(r *room.RecordStanding) { g := r.Groups["A"]; g.X += 1e-5; r.Groups["A"] = g }, "groups.A.x: "},
		{func(r *room.RecordStanding) { r.Votes++ }, "votes: "},
		{func(r *room.RecordStanding) { r.Letters = "BA" }, "letters: BA, found AB"},
		{func(r *room.RecordStanding) { r.Mirror = !r.Mirror }, "mirror: true, found nothing"},
		{func(r *room.RecordStanding) {
			of := r.Statements[id]
			of.Class = room.ClassShort
			r.Statements[id] = of
		}, "statements." + string(id) + ".class: short, found "},
		{func(r *room.RecordStanding) { of := r.Statements[id]; of.More = 5; r.Statements[id] = of }, "statements." + string(id) + ".more: 5, found nothing"},
		{func(r *room.RecordStanding) { of := r.Statements[id]; of.Cells = nil; r.Statements[id] = of }, "statements." + string(id) + ".cells.A.agree: nothing, found "},
		{func(r *room.RecordStanding) { delete(r.Statements, id) }, "statements." + string(id) + ".c"},
		{func(r *room.RecordStanding) { r.Groups = nil }, "groups.A.agrees: nothing, found "},
	} {
		var other room.RecordStanding
		if err := json.Unmarshal(said, &other); err != nil {
			t.Fatal(err)
		}
		c.change(&other)
		if d := Differs(other, r); (d == "") != (c.want == "") || !strings.Contains(d, c.want) {
			t.Errorf("%q, want %q", d, c.want)
		}
	}
}
