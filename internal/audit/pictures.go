package audit

import (
	"bytes"
	"runtime"

	"parley/internal/bundle"
	"parley/internal/room"
	"parley/internal/standing"

	"github.com/go-json-experiment/json"
)

// pictures makes the pictures of where the room stands again, each of the votes up
// to the record that it names and of the picture before.
type pictures struct {
	upto   map[room.Index]bool // records up to which pictures go
	votes  *standing.Votes     // as of the last of them that was replayed
	at     room.Index
	before *standing.Picture
	other  func() *standing.Picture // the picture before where another version made it; nil else
}

// uptos are the records up to which the file's pictures go. A picture goes up to a
// record after the picture before; the rules refuse any other.
func uptos(b *bundle.Bundle) map[room.Index]bool {
	out := map[room.Index]bool{}
	var index, last room.Index
	for i := range b.Commits {
		for _, stored := range b.Commits[i].Records {
			index++
			if p, ok := pictured(stored.Record); ok && p.Upto >= last && p.Upto < index {
				out[p.Upto], last = true, index
			}
		}
	}
	return out
}

var pictureMark = []byte(`"type":"` + room.StandingType + `"`)

func pictured(record []byte) (p room.RecordStanding, ok bool) {
	if !bytes.Contains(record, pictureMark) {
		return p, false
	}
	r, err := room.ParseRecord(record)
	return p, err == nil && r.Type == room.StandingType && json.Unmarshal(r.Payload, &p) == nil
}

// remember keeps the votes as they are, if a picture is of them.
func (x *pictures) remember(s *room.State) {
	if x.upto[s.Index] {
		x.votes, x.at = standing.Read(s), s.Index
	}
}

// picture compares a picture that the rules take with the one that the votes make.
// Where it is another, those after it are still compared with it, as pages did. Of
// what another version of the analysis made nothing is said but that.
func (p *replay) picture(r *room.Record) {
	var said room.RecordStanding
	if err := json.Unmarshal(r.Payload, &said); err != nil || said.Upto != p.pictures.at {
		p.find(Standing, r.Type, "It is of no record before it.")
		return
	}
	x := &p.pictures
	again := func(v *standing.Votes) *standing.Picture { return v.Again(said, runtime.GOMAXPROCS(0), p.stop) }
	if said.Engine != standing.Version {
		p.find(Standing, r.Type, "Version %s of the analysis made this picture, and here is version %s: whether the votes make it was not found out.", said.Engine, standing.Version)
		votes := x.votes
		x.other = func() *standing.Picture { return again(votes) } // which takes long: another may follow
		return
	}
	if x.other != nil {
		x.before, x.other = x.other(), nil
	}
	found := x.votes.Picture(x.before, runtime.GOMAXPROCS(0), p.stop)
	if found == nil {
		p.find(Standing, r.Type, "Too few voted for a picture.")
		return
	}
	p.r.Pictures++
	if d := standing.Differs(said, found.Record); d != "" {
		p.find(Standing, r.Type, "The votes up to record %d make another picture: %s.", said.Upto, d)
		found = again(x.votes)
	}
	x.before = found
}
