package stand

import (
	"fmt"
	"testing"

	"parley/internal/room"
)

// However those answered whose answers a room does not show, the report of a series is
// the same to the last byte: nothing in it can be solved for them.
func TestNothingTellsOfWhatARoomDoesNotShow(t *testing.T) {
	for name, act := range map[string]func(r *rooms, secret room.Answer){
		"four who came after the last step": func(r *rooms, secret room.Answer) {
			for i := range 4 {
				r.vote(60+i, "Statement 0.", secret)
			}
		},
		"a statement of which a word is shown": func(r *rooms, secret room.Answer) {
			r.ask(room.View, "Few answer this.")
			for i := range 19 {
				r.vote(i, "Few answer this.", secret)
			}
		},
		"a hidden statement": func(r *rooms, secret room.Answer) {
			r.ask(room.View, "Gossip.")
			for i := range 40 {
				r.vote(i, "Gossip.", secret)
			}
			r.Do(r.Desk, "statement.hide/1", room.HideStatement{Statement: r.asks["Gossip."], Rule: "spam", Reason: r.Say("It sells.")}, nil)
		},
		"somebody who withdrew and is in the figures": func(r *rooms, secret room.Answer) {
			r.vote(60, "Statement 0.", secret)
			for i := range 4 { // with them it is a step
				r.vote(61+i, "Statement 0.", room.Unsure)
			}
			r.Do(room.Actor{Kind: room.ActorBallot, ID: fmt.Sprintf("%032x", 61)}, "ballot.withdraw/1", room.None{}, nil)
		},
		"who supports and who can live with it": func(r *rooms, secret room.Answer) {
			r.ask(room.Mechanism, "Doors are watched.")
			for i := range 20 {
				r.vote(i, "Doors are watched.", map[room.Answer]room.Answer{room.Agree: room.Support, room.Unsure: room.LiveWith}[secret])
			}
		},
	} {
		var want string
		for _, secret := range []room.Answer{room.Agree, room.Unsure} {
			r := newRooms(t)
			r.divided(even)
			act(r, secret)
			of := []*Source{r.closed("side")}
			r.next()
			r.divided(func(person int) bool { return person%3 == 0 })
			m := modelOf(t, series(t, append(of, r.closed("side"))), "en")
			got := render(t, m, JSON) + render(t, m, HTML)
			if want == "" {
				want = got
			} else if got != want {
				t.Errorf("%s: the answer %s tells itself apart", name, secret)
			}
		}
	}
}
