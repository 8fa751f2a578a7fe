package standing

import (
	"testing"

	"parley/internal/room"
)

// until is after how many seconds there is another picture, of a minute and a half.
func (d *driven) until(last room.Index) int {
	for s := range 90 {
		if d.upto() != last {
			return s
		}
		d.turns(1)
	}
	return -1
}

// Nine answer otherwise, and then a tenth: when the next picture comes says nothing of
// what that one answers. Where ten answer one statement otherwise, and its mean moves,
// it comes at once.
func TestNoPictureTimeOfOneVote(t *testing.T) {
	for _, c := range []struct {
		name   string
		on     int // how many of the nine answer the tenth's statement
		last   room.Answer
		atOnce bool
	}{
		{"the tenth cannot say", 3, room.Unsure, false},
		{"the tenth disagrees", 3, room.Disagree, false},
		{"ten disagree", 9, room.Disagree, true},
	} {
		d := follow(newHall(t, 30))
		d.arrive(60)
		d.turns(70)
		first := d.upto()
		voters := d.answered(d.statements[0])
		for i, person := range voters[:9] {
			if i < c.on {
				d.vote(person, d.statements[0], room.Disagree)
			} else {
				d.vote(person, d.statements[10+i], room.Unsure)
			}
		}
		d.turns(2)
		d.vote(voters[9], d.statements[0], c.last)
		if s := d.until(first); first == 0 || c.atOnce != (s < 5) || s < 0 {
			t.Errorf("%s: a picture after %d seconds, the first of record %d", c.name, s, first)
		}
	}
}

// answered are the people who answered a statement.
func (h *hall) answered(id room.ItemID) (out []int) {
	h.State(func(st *room.State, _ room.Texts, _ room.Seconds) {
		for i, ballot := range h.ballots {
			if st.Statements[id].Opinion(room.BallotID(ballot.ID)) != "" {
				out = append(out, i)
			}
		}
	})
	return out
}
