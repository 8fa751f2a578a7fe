package standing

import (
	"sync"

	"parley/internal/opinion"
	"parley/internal/room"
)

// mostDrawn is for how many ballots a follower remembers what was drawn.
const mostDrawn = 1 << 17

// draws is the statement that was last drawn for each ballot. It is safe for
// concurrent use.
type draws struct {
	mu sync.Mutex
	of map[room.RoomID]map[room.BallotID]room.Drawn
	n  int
}

func (d *draws) get(id room.RoomID, ballot room.BallotID) room.Drawn {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.of[id][ballot]
}

// keep keeps what was drawn, or what another request of the ballot drew meanwhile
// from the same statements, and says which. Where there is too much, another
// ballot's is forgotten: it is shown another statement, and of its next vote no
// chance is known.
func (d *draws) keep(id room.RoomID, ballot room.BallotID, x room.Drawn, among map[room.ItemID]bool) room.ItemID {
	d.mu.Lock()
	defer d.mu.Unlock()
	if was, there := d.of[id][ballot]; among[was.Statement] {
		return was.Statement
	} else if !there {
		if d.n == mostDrawn {
			d.forgetOne()
		}
		d.n++
	}
	if d.of[id] == nil {
		d.of[id] = map[room.BallotID]room.Drawn{}
	}
	d.of[id][ballot] = x
	return x.Statement
}

func (d *draws) forgetOne() {
	for id, of := range d.of {
		for ballot := range of {
			delete(of, ballot)
			if d.n--; len(of) == 0 {
				delete(d.of, id)
			}
			return
		}
	}
}

// forget forgets a room.
func (d *draws) forget(id room.RoomID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.n -= len(d.of[id])
	delete(d.of, id)
}

// Next is the statement that a ballot should be shown next, of those open ones that
// it has not answered, as they were written; "" where there is none, or no choice,
// or the room has no picture. It stays the same until it is no more among them.
// Luck is a number drawn evenly from [0, 1).
func (f *Follower) Next(id room.RoomID, ballot room.BallotID, open []room.ItemID, luck float64) room.ItemID {
	among := make(map[room.ItemID]bool, len(open))
	for _, x := range open {
		among[x] = true
	}
	if was := f.draws.get(id, ballot).Statement; among[was] {
		return was
	}
	r := f.room(id)
	if r == nil || len(open) < 2 {
		return ""
	}
	drawn := r.draw(ballot, open, among, luck)
	if drawn.Statement == "" {
		return ""
	}
	return f.draws.keep(id, ballot, drawn, among)
}

// Drawn is what [Follower.Next] drew last for a ballot, as long as it is remembered.
func (f *Follower) Drawn(id room.RoomID, ballot room.BallotID) room.Drawn {
	return f.draws.get(id, ballot)
}

// draw draws by the votes up to the room's picture. Chances that followed every vote
// would tell of single answers whoever has many phones; these differ by the answers
// of ten ballots, like all that is said of groups.
func (r *followed) draw(ballot room.BallotID, open []room.ItemID, among map[room.ItemID]bool, luck float64) room.Drawn {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.votes == nil {
		return room.Drawn{}
	}
	chances := r.votes.chances(ballot, open, among)
	if len(chances) < 2 {
		return room.Drawn{}
	}
	id, chance, _ := opinion.Draw(chances, luck)
	return room.Drawn{Statement: room.ItemID(id), Chance: chance}
}

// chances is how likely each of the open statements is drawn for the ballot.
func (v *votes) chances(ballot room.BallotID, open []room.ItemID, among map[room.ItemID]bool) map[string]float64 {
	if v.pictured == nil {
		v.pictured = v.picture.live()
	}
	for _, id := range open {
		_ = v.pictured.Statement(string(id)) // one too many is not drawn
	}
	return v.pictured.Routing(string(ballot), func(id string) bool { return !among[room.ItemID(id)] })
}
