package standing

import "parley/internal/room"

// Mine is where one ballot stands now, for its own page alone.
type Mine struct {
	Letter string  // of its group
	Sure   float64 // how likely it belongs there, 0 to 1
	X, Y   float64 // its place in the picture
}

// Mine is where a ballot stands; false when the room has no groups, or the ballot no
// vote that counts.
func (f *Follower) Mine(id room.RoomID, ballot room.BallotID) (Mine, bool) {
	r := f.room(id)
	if r == nil {
		return Mine{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.votes == nil || r.picture.Analysis.Groups == 1 {
		return Mine{}, false
	}
	live := r.votes.live
	g, there := live.Group(string(ballot))
	if !there {
		return Mine{}, false
	}
	x, y, _ := live.Place(string(ballot))
	return Mine{letter(r.picture.Analysis, g), live.Membership(string(ballot))[g], x, y}, true
}

// Ask has the follower find out where the ballots of a room stand that it does not
// follow, as one that was closed or of which nothing was heard for long; false when it
// follows the room.
func (f *Follower) Ask(id room.RoomID) bool {
	if r := f.room(id); r != nil {
		r.mu.Lock()
		known := r.picture != nil
		r.mu.Unlock()
		if known {
			return false
		}
	}
	f.hear(id, true)
	return true
}

// Live is how statements stand now, those alone that do not stand as the picture says
// that the room shows. It never changes. Until the follower has looked at a picture
// there is none beside it.
func (f *Follower) Live(id room.RoomID, shown *room.Standing) map[room.ItemID]room.StandingClass {
	if r := f.room(id); r != nil {
		return r.moved.Load().of(shown)
	}
	return nil
}

func (f *Follower) room(id room.RoomID) *followed {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.rooms[id]
}
