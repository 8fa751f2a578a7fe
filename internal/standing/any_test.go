package standing

import (
	"math/rand/v2"
	"testing"

	"parley/internal/room"
)

// Whatever is voted, pictures can be made of it, the room takes them, and the log
// leads to the same.
func TestAnyVotesMakePictures(t *testing.T) {
	pictures := 0
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		h := newHall(t, 1+r.IntN(9))
		answers := []room.Answer{room.Agree, room.Disagree, room.Unsure}
		camps, each := 1+r.IntN(4), r.Float64()
		h.group = func(person int) string { return room.StakeholderGroups[person%(2+int(seed)%5)] }
		var before *Picture
		for round := range 3 {
			for range 50 >> round {
				i := len(h.ballots)
				h.ballots = append(h.ballots, h.Ballot())
				for j, id := range h.statements {
					a := answers[(i%camps*7+j*5)%3]
					if seed%3 > 0 && r.IntN(5) == 0 {
						a = answers[r.IntN(3)]
					}
					if j == 0 || r.Float64() < each {
						_ = h.tryVote(i, id, a)
					}
				}
			}
			if round > 0 {
				_, _ = h.Try(h.Desk, "statement.close/1", room.StatementRef{Statement: h.statements[len(h.statements)-1]})
				_, _ = h.Try(h.ballots[0], "ballot.withdraw/1", room.None{})
			}
			free := false
			h.State(func(st *room.State, _ room.Texts, _ room.Seconds) { free = st.PictureFree() })
			if !free {
				continue
			}
			pictures++
			p := h.compute(before)
			if p == nil {
				t.Fatalf("%d: no picture of %d people", seed, len(h.ballots))
			}
			if _, err := h.Try(room.Actor{Kind: room.ActorRoom}, room.StandingType, p.Record); err != nil {
				t.Fatalf("%d, round %d: %v of %+v", seed, round, err, p.Record)
			}
			if d := Differs(p.Record, Compute(h.at(p.Record.Upto), before).Record); d != "" {
				t.Fatalf("%d, round %d: %s", seed, round, d)
			}
			if before = p; round == 1 {
				before = Read(h.at(p.Record.Upto)).Again(h.standing().RecordStanding, 1, nil)
			}
		}
	}
	if pictures < 15 {
		t.Errorf("only %d pictures", pictures)
	}
}
