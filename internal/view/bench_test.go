package view

import (
	"fmt"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// BenchmarkView makes and encodes the whole view of a full room: 1,000 people,
// 300 hands, 100 statements.
func BenchmarkView(b *testing.B) {
	d := newDrive(b)
	d.toAudience()
	for n := range 1000 {
		d.join(n, []room.Side{room.Onsite, room.Online}[n%2], fmt.Sprint("Caller ", n))
		if n < 300 {
			d.do(voice(n), "hand.raise/1", room.RaiseHand{}, nil)
		}
	}
	for n := range 100 {
		d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body(fmt.Sprint("Statement ", n))}, nil)
	}
	for _, to := range []Audience{Phone, Desk} {
		b.Run(string(to), func(b *testing.B) {
			for b.Loop() {
				if _, err := json.Marshal(d.see(to), json.Deterministic(true)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
