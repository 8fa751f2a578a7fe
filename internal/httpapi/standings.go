package httpapi

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"

	"github.com/go-json-experiment/json"

	"parley/internal/engine"
	"parley/internal/room"
	"parley/internal/standing"
)

// MyStanding is where one's own votes put one in the last picture of where the room
// stands.
type MyStanding struct {
	Letter string  `json:"letter" doc:"the group that one votes most like"`
	Sure   float64 `json:"sure" doc:"how likely one belongs there, 0 to 1"`
	X      float64 `json:"x" doc:"one's place, in units of answers"`
	Y      float64 `json:"y"`
}

// newFollower follows where the rooms stand.
func (s *Server) newFollower() *standing.Follower {
	return standing.New(standing.Config{
		Clock: s.cfg.Standings,
		View: func(ctx context.Context, id room.RoomID, f func(*room.State, room.Seconds)) error {
			return s.engine.View(ctx, id, func(st *room.State, _ room.Texts, now room.Seconds) { f(st, now) })
		},
		At: s.pictureAt, Submit: s.submitStanding,
		Changed: func(id room.RoomID) { s.hub.Changed(string(id)) },
		Trouble: func(id room.RoomID, err error) {
			s.log.Error("where a room stands is not known; it is tried again", "room", id, "error", err)
		},
	})
}

// pictureAt reads from a room's log the votes as of record upto, and the picture of
// them that record index holds.
func (s *Server) pictureAt(ctx context.Context, id room.RoomID, upto, index room.Index) (votes *standing.Votes, said *room.RecordStanding, err error) {
	st := room.NewShown()
	for c, err := range s.cfg.Log.Read(ctx, id, 1) {
		if err != nil {
			return nil, nil, err
		}
		for i := range c.Records {
			r, err := room.ParseRecord(c.Records[i].Record)
			if err != nil {
				return nil, nil, err
			}
			if st.Apply(r); st.Index == upto {
				votes = standing.Read(st)
			}
			if st.Index == index && votes != nil {
				said = new(room.RecordStanding)
				return votes, said, json.Unmarshal(r.Payload, said)
			}
		}
	}
	return nil, nil, fmt.Errorf("the log ends before record %d, which holds a picture", index)
}

// submitStanding has the room record where it stands.
func (s *Server) submitStanding(ctx context.Context, id room.RoomID, p *room.RecordStanding) error {
	payload, err := json.Marshal(p, json.Deterministic(true))
	if err != nil {
		return err
	}
	var now room.Seconds
	if err := s.engine.View(ctx, id, func(_ *room.State, _ room.Texts, at room.Seconds) { now = at }); err != nil {
		return err
	}
	var nonce [10]byte
	rand.Read(nonce[:])
	_, err = s.engine.Submit(ctx, id, engine.Command{
		Cmd: room.NewCmdID(now, nonce), Actor: room.Actor{Kind: room.ActorRoom}, Type: room.StandingType, Payload: payload,
	})
	return err
}

// place sets where a ballot stands, which no lock of the room may be held for. Where
// nobody knows, since the room was closed or quiet for long, it is found out.
func (s *Server) place(id room.RoomID, ballot room.BallotID, me *Me) {
	if me.Ballot == nil {
		return
	}
	if at, ok := s.standings.Mine(id, ballot); ok {
		me.Ballot.Standing = &MyStanding{at.Letter, room.Round2(at.Sure), room.Round2(at.X), room.Round2(at.Y)}
	}
	me.Ballot.Placing = me.Ballot.Placing && me.Ballot.Standing == nil && s.standings.Ask(id)
}

// draw sets what a ballot is shown next, which no lock of the room may be held for. It
// is for answers that show it: the chance of what was drawn is recorded with the vote.
func (s *Server) draw(id room.RoomID, ballot room.BallotID, me *Me) {
	if me.Ballot != nil && me.Joined {
		me.Ballot.Next = s.standings.Next(id, ballot, me.Ballot.open, luck())
	}
}

// luck is a number drawn evenly from [0, 1).
func luck() float64 {
	var b [8]byte
	rand.Read(b[:])
	return float64(binary.NativeEndian.Uint64(b[:])>>11) / (1 << 53)
}

// Standings is what following where rooms stand took so far.
func (s *Server) Standings() standing.Stats { return s.standings.Stats() }
