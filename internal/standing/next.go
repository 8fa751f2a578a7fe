package standing

import (
	"parley/internal/opinion"
	"parley/internal/room"
)

// drawn is how many statements are drawn for a page at most.
const drawn = 5

// Drawn is a statement for the next place on somebody's page, and how likely it was
// to be drawn for it, of those left.
type Drawn struct {
	Statement room.ItemID
	Chance    float64
}

// Next draws which statements a ballot should be shown first, of those that may says
// may be: by what its vote would tell of them, and of the voter. Luck is numbers
// drawn evenly from [0, 1). There are none before the room's first picture.
func (f *Follower) Next(id room.RoomID, ballot room.BallotID, may func(room.ItemID) bool, luck func() float64) (out []Drawn) {
	r := f.room(id)
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.votes == nil {
		return nil
	}
	chances := r.votes.live.Routing(string(ballot), func(statement string) bool { return !may(room.ItemID(statement)) })
	for len(out) < drawn {
		one, chance, ok := opinion.Draw(chances, luck())
		if !ok {
			break
		}
		out = append(out, Drawn{room.ItemID(one), chance})
		delete(chances, one)
		left := 0.0
		for _, c := range chances {
			left += c
		}
		for other := range chances {
			chances[other] /= left
		}
	}
	return out
}
