package room

import (
	"fmt"
	"os"
	"testing"

	"github.com/go-json-experiment/json"
)

// TestSides plays the ten rooms of testdata/sides.json: everybody raises a hand
// at once and again after each turn. The figures were worked out apart from
// this code, from the rule's text alone.
func TestSides(t *testing.T) {
	b, err := os.ReadFile("testdata/sides.json")
	if err != nil {
		t.Fatal(err)
	}
	var rooms map[string]struct {
		Room        int    `json:"room"`
		Online      int    `json:"online"`
		Microphones int    `json:"microphones"`
		Turns       int    `json:"turns"`
		TwoToOne    *Side  `json:"two_to_one"`
		Sides       string `json:"sides"`
		Heard       int    `json:"heard"`
	}
	if err := json.Unmarshal(b, &rooms, json.RejectUnknownMembers(true)); err != nil || len(rooms) != 10 {
		t.Fatalf("%d rooms: %v", len(rooms), err)
	}
	for name, room := range rooms {
		t.Run(name, func(t *testing.T) {
			sc := newScript(t)
			if room.Microphones > 1 {
				mics := SetMics{}
				for i := range room.Microphones {
					mics.Mics = append(mics.Mics, fmt.Sprint(i+1))
				}
				sc.do(sc.seats["moderator"], "mics.set/1", &mics)
			}
			for i := range room.Online {
				sc.arrive(fmt.Sprint("o", i), Online)
			}
			for i := range room.Room {
				p := AddHand{Side: Onsite, Label: sc.text("somebody")}
				if room.Microphones > 1 {
					p.Line = fmt.Sprint(i%room.Microphones + 1)
				}
				sc.do(sc.seats["moderator"], "hand.add/1", &p)
			}
			if _, err := clockWords["floor"](sc, args{}); err != nil {
				t.Fatal(err)
			}
			if room.TwoToOne != nil {
				sc.do(sc.seats["moderator"], "uneven.set/1", &SetUneven{*room.TwoToOne})
			}
			want := fmt.Sprintf("%s, %d people heard", room.Sides, room.Heard)
			if got := sc.play(room.Turns); got != want {
				t.Fatalf("%s, want %s", got, want)
			}
			checkInvariants(t, sc.s)
		})
	}
}
