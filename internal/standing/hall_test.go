package standing

import (
	"context"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/engine/enginetest"
	"parley/internal/room"
)

// hall is a room whose people are of two camps and vote on statements that part
// them, on some on which all agree, and on one of which many know nothing.
type hall struct {
	*enginetest.Hall
	statements []room.ItemID
	ballots    []room.Actor
	group      func(person int) string // that somebody declares with the first vote; nil: nobody does
}

func newHall(t testing.TB, statements int) *hall {
	h := &hall{Hall: enginetest.Start(t, nil)}
	h.Do(h.Desk, "session.start/1", room.None{}, nil)
	for range statements {
		h.add()
	}
	return h
}

func (h *hall) add() room.ItemID {
	var f room.StatementAdded
	h.Do(h.Desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: h.Say("So it is.")}, &f)
	h.statements = append(h.statements, f.Statement)
	return f.Statement
}

// answer is what a person of one of the camps says to a statement, one time in
// eight otherwise.
func answer(person, statement int) room.Answer {
	odd := (uint32(person)*2654435761^uint32(statement)*2246822519)*3266489917>>13%8 == 0
	switch {
	case statement%5 == 4 && odd && person%3 == 0, statement%5 < 4 && statement%5 > 0 && odd != (person%2 == 0):
		return room.Disagree
	case statement == 5 && person%3 > 0:
		return room.Unsure
	}
	return room.Agree
}

// arrive lets people come who vote on every statement but one in six.
func (h *hall) arrive(people int) {
	for range people {
		i := len(h.ballots)
		h.ballots = append(h.ballots, h.Ballot())
		for j, id := range h.statements {
			if (i+j)%6 > 0 {
				h.vote(i, id, answer(i, j))
			}
		}
	}
}

func (h *hall) vote(person int, id room.ItemID, a room.Answer) {
	h.T.Helper()
	if err := h.tryVote(person, id, a); err != nil {
		h.T.Fatal(err)
	}
}

func (h *hall) tryVote(person int, id room.ItemID, a room.Answer) error {
	c := h.Command(h.ballots[person], "vote.cast/1", room.CastVote{Statement: id, Answer: a})
	if h.group != nil {
		c.Door.Group = h.group(person)
	}
	_, err := h.Engine.Submit(context.Background(), h.Room, c)
	return err
}

func (h *hall) standing() (out *room.Standing) {
	h.State(func(st *room.State, _ room.Texts, _ room.Seconds) { out = st.Standing })
	return out
}

// compute is the picture of the room as it is.
func (h *hall) compute(before *Picture) (p *Picture) {
	h.State(func(st *room.State, _ room.Texts, _ room.Seconds) { p = Compute(st, before) })
	return p
}

// record has the room record the picture.
func (h *hall) record(p *Picture) {
	h.T.Helper()
	h.Do(room.Actor{Kind: room.ActorRoom}, room.StandingType, p.Record, nil)
}

// recorded is the picture that a record holds.
func (h *hall) recorded(index room.Index) *room.RecordStanding {
	var p room.RecordStanding
	if err := json.Unmarshal(h.Records()[index-1].Payload, &p); err != nil {
		h.T.Fatal(err)
	}
	return &p
}

// at is the room as its first records made it.
func (h *hall) at(upto room.Index) *room.State {
	st := room.NewShown()
	for _, r := range h.Records()[:upto] {
		st.Apply(r)
	}
	return st
}
