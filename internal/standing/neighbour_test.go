package standing

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// neighbour is somebody with eight ballots who watches what becomes of a ninth.
type neighbour struct {
	*driven
	own  []int // places of ballots
	r    *rand.Rand
	saw  []string
	acts int
}

// watch lets seconds pass and notes all that is said of groups and statements, when
// it is, where the own ballots stand and what they are shown next.
func (n *neighbour) watch(seconds int) {
	for range seconds {
		n.turns(1)
		said, _ := json.Marshal(n.standing(), json.Deterministic(true))
		n.saw = append(n.saw, fmt.Sprint(n.Now(), string(said), slices.Sorted(maps.Keys(n.live())), n.live()))
		for _, i := range n.own {
			id := room.BallotID(n.ballots[i].ID)
			at, there := n.f.Mine(n.Room, id)
			n.saw = append(n.saw, fmt.Sprint(at, there, n.next(id, n.r.Float64()), n.f.Drawn(n.Room, id)))
		}
	}
}

// act does something: votes, there and back perhaps, takes votes back, has the desk
// hide a statement or show it again, or the server start anew.
func (n *neighbour) act() {
	own, last := n.own[n.r.IntN(len(n.own))], n.statements[len(n.statements)-1]
	var err error
	switch n.r.IntN(12) {
	case 0:
		_, err = n.Try(n.ballots[own], "ballot.withdraw/1", room.None{})
	case 1:
		_, err = n.Try(n.Desk, "statement.hide/1", room.HideStatement{Statement: last, Rule: "spam", Reason: n.Say("Sold.")})
	case 2:
		_, err = n.Try(n.Desk, "statement.restore/1", room.RestoreStatement{Statement: last, Reason: n.Say("It was not.")})
	case 3:
		n.driven = follow(n.hall)
	default:
		id, answers := n.statements[0], []room.Answer{room.Agree, room.Disagree, room.Unsure}
		if n.r.IntN(2) == 0 {
			id = n.statements[n.r.IntN(len(n.statements)-1)]
		}
		first := n.r.IntN(3)
		err = n.tryVote(own, id, answers[first])
		if n.r.IntN(2) == 0 {
			_ = n.tryVote(own, id, answers[(first+1)%3])
		}
	}
	if err == nil {
		n.acts++
	}
}

// Whoever has eight ballots, and does with them what they like, learns nothing of what a
// ninth answers: not from pictures, classes, the moments at which these come, nor from
// where the own ballots stand and what they are shown next, over restarts too. With two
// more there is a picture, which may tell. (Figures of statements have steps of five.)
func TestEightBallotsLearnNothingOfANinth(t *testing.T) {
	told := 0
	for seed := range uint64(4) {
		var first *neighbour
		var last string
		for _, answer := range []room.Answer{room.Agree, room.Disagree, room.Unsure} {
			n := &neighbour{driven: follow(newHall(t, 12)), r: rand.New(rand.NewPCG(seed, 3))}
			n.arrive(60)
			few := n.add() // which each answer could move
			for i := range 10 {
				n.vote(50+i, few, room.Agree)
			}
			n.statements = slices.Insert(n.statements[:12], 0, few)
			n.watch(2)
			picture := n.upto()
			n.own = []int{1, 8, 15, 22, 29, 36, 43, 49}
			victim := n.Ballot()
			n.ballots = append(n.ballots, victim)
			for i := range 40 {
				n.act()
				if i%9 == 4 {
					n.vote(60, n.statements[i/9], answer)
				}
				n.watch(1 + i%3)
				if i%20 == 19 {
					n.watch(70)
				}
			}
			if picture == 0 || n.upto() != picture || n.acts < 15 {
				t.Fatalf("%d: the picture of record %d, then of %d, %d acts", seed, picture, n.upto(), n.acts)
			}
			for i := 2; i < 4; i++ {
				n.vote(i, few, room.Unsure)
			}
			saw := len(n.saw)
			n.watch(130)
			if first == nil {
				first, last = n, strings.Join(n.saw[saw:], "\n")
				continue
			}
			for i, what := range first.saw[:saw] {
				if n.saw[i] != what {
					t.Fatalf("%d: whether the ninth says %s tells apart\n%s\n%s", seed, answer, what, n.saw[i])
				}
			}
			if strings.Join(n.saw[saw:], "\n") != last {
				told++
			}
		}
	}
	if told == 0 {
		t.Error("ten ballots answer otherwise, and nothing shows")
	}
}
