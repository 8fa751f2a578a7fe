package view

import (
	"strconv"

	"parley/internal/room"
)

// Balance is how the floor was shared: turns that are over, and the running
// one's number without its seconds, which a page counts itself.
type Balance struct {
	Sides     map[room.Side]Share          `json:"sides"`
	Groups    map[string]Share             `json:"groups"`    // of seats; "" unknown
	Regions   map[string]Share             `json:"regions"`   // of seats; "" unknown
	Questions map[string]Share             `json:"questions"` // by number; "0" none
	Overrides map[string]map[room.Side]int `json:"overrides"` // by reason
	Panel     room.Seconds                 `json:"panel"`     // presented by seats
	Table     room.Seconds                 `json:"table"`     // answered by seats: for no side
}

// Share is part of the floor.
type Share struct {
	Turns   int          `json:"turns,omitzero"`
	Seconds room.Seconds `json:"seconds"`
	First   int          `json:"first,omitzero"`
	People  int          `json:"people,omitzero"` // heard
	Free    int          `json:"free,omitzero"`   // "not heard yet" for a side that was behind
	Seats   int          `json:"seats,omitzero"`
}

func (b *builder) balance() Balance {
	from := b.room.Balance(b.still())
	out := Balance{
		Sides: map[room.Side]Share{}, Groups: seatShares(from.Groups), Regions: seatShares(from.Regions),
		Questions: map[string]Share{}, Overrides: map[string]map[room.Side]int{},
		Panel: from.Panel, Table: from.Table,
	}
	for side, x := range from.Sides {
		out.Sides[side] = Share{Turns: x.Turns, Seconds: x.Seconds, First: x.First, People: x.People, Free: x.Free}
		for why, n := range x.Overrides {
			why = b.why(why)
			if out.Overrides[why] == nil {
				out.Overrides[why] = map[room.Side]int{}
			}
			out.Overrides[why][side] += n
		}
	}
	for n, seconds := range from.Questions {
		out.Questions[strconv.Itoa(n)] = Share{Seconds: seconds}
	}
	return out
}

func seatShares(from map[string]room.SeatBalance) map[string]Share {
	out := map[string]Share{}
	for name, x := range from {
		out[name] = Share{Turns: x.Turns, Seconds: x.Seconds, Seats: x.Seats}
	}
	return out
}

// still is an instant at which the running turn counts no seconds, so that a
// section changes when something happened and not with every second.
func (b *builder) still() room.Seconds {
	if t := b.room.Running(); t != nil {
		return t.Start
	}
	return b.now
}
