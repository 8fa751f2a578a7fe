package standing

import (
	"math/rand/v2"
	"slices"
	"testing"

	"parley/internal/opinion"
	"parley/internal/room"
)

// tally is everybody's answers to a statement, as the follower has them.
func (d *driven) tally(id room.ItemID) (t room.Tally) {
	for _, by := range d.f.room(d.Room).votes.live.Of(string(id)) {
		t = t.Plus(room.Tally{Agree: by.Agree, Disagree: by.Disagree, Unsure: by.Unsure})
	}
	return t
}

// Whatever happens in a room, the follower has the votes that count there.
func TestVotesAreTheRooms(t *testing.T) {
	d := follow(newHall(t, 12))
	d.group = func(person int) string { return []string{"", "press", "technical", "press", "youth"}[person%5] }
	d.arrive(60)
	d.turns(1)
	r := rand.New(rand.NewPCG(1, 2))
	answers := []room.Answer{room.Agree, room.Disagree, room.Unsure}
	acts := map[string]int{}
	for n := range 900 {
		id := d.statements[r.IntN(len(d.statements))]
		name, payload, by := "vote.cast/1", any(room.CastVote{Statement: id, Answer: answers[r.IntN(3)]}), d.ballots[r.IntN(len(d.ballots))]
		switch r.IntN(60) {
		case 0:
			name, payload = "ballot.withdraw/1", room.None{}
		case 1, 2:
			name, payload, by = "statement.hide/1", room.HideStatement{Statement: id, Rule: "spam", Reason: d.Say("Sold.")}, d.Desk
		case 3, 4, 5:
			name, payload, by = "statement.restore/1", room.RestoreStatement{Statement: id, Reason: d.Say("It was not.")}, d.Desk
		case 6:
			name, payload, by = "statement.close/1", room.StatementRef{Statement: id}, d.Desk
		case 7, 8:
			d.add()
			continue
		case 9:
			d.ballots = append(d.ballots, d.Ballot())
			continue
		}
		err := error(nil)
		if cast, votes := payload.(room.CastVote); votes {
			err = d.tryVote(slices.Index(d.ballots, by), cast.Statement, cast.Answer)
		} else {
			_, err = d.Try(by, name, payload)
		}
		if err == nil {
			acts[name]++
		}
		if n%15 == 0 {
			d.turns(3)
			d.check()
		}
	}
	if len(acts) != 5 || acts["statement.restore/1"] < 3 || d.f.Stats().Pictures < 2 {
		t.Errorf("%v, %+v", acts, d.f.Stats())
	}
}

func (d *driven) check() {
	d.T.Helper()
	want, there := map[room.ItemID]room.Tally{}, map[room.BallotID]bool{}
	count := d.f.room(d.Room).votes.count
	d.State(func(st *room.State, _ room.Texts, _ room.Seconds) {
		for x := range st.OpinionStatements() {
			var t room.Tally
			by := map[string]opinion.Tally{}
			for b, a := range x.Opinions() {
				t.Add(a, 1)
				there[b] = true
				class := by[count.class(st.Ballots[b].Group)]
				switch a {
				case room.Agree:
					class.Agree++
				case room.Disagree:
					class.Disagree++
				default:
					class.Unsure++
				}
				by[count.class(st.Ballots[b].Group)] = class
			}
			want[x.ID] = t
			for i, name := range count.names {
				if got := count.partition(x.ID)[i]; got != by[name] {
					d.T.Fatalf("statement %s, %s: %+v, the room has %+v", x.ID, name, got, by[name])
				}
			}
		}
	})
	for _, id := range d.statements {
		if got := d.tally(id); got != want[id] {
			d.T.Fatalf("statement %s: %+v, the room has %+v", id, got, want[id])
		}
	}
	for _, b := range d.ballots {
		if !d.standing().Grouped() {
			break
		}
		if _, ok := d.f.Mine(d.Room, room.BallotID(b.ID)); ok != there[room.BallotID(b.ID)] {
			d.T.Fatalf("ballot %s stands somewhere: %v", b.ID, ok)
		}
	}
}

// BenchmarkLook is one look at a room of 1,000 people and 100 statements in which
// 200 votes came.
func BenchmarkLook(b *testing.B) {
	v := bigVotes(b)
	changes := make([]change, 200)
	for b.Loop() {
		for i := range changes {
			at := v.statements[i%len(v.statements)]
			changes[i] = change{answerOf{at.id, at.said[i].ballot}, "", room.Agree, room.Disagree, false}
		}
		bigLive.take(changes, 0)
	}
}

var bigLive *votes

func bigVotes(b *testing.B) *Votes {
	r := rand.New(rand.NewPCG(3, 4))
	v := &Votes{upto: 1}
	for j := range 100 {
		of := answers{id: room.ItemID(rune('a'+j%26)) + room.ItemID(rune('a'+j/26))}
		for i := range 1000 {
			a := opinion.Answer(r.IntN(3) - 1)
			if r.IntN(4) > 0 {
				a = opinion.Answer(2*((i+j)%2) - 1)
			}
			of.said = append(of.said, said{room.BallotID(rune('a'+i%26)) + room.BallotID(rune('a'+i/26)), a})
		}
		v.statements = append(v.statements, of)
	}
	bigLive = newVotes(v.Picture(nil, 1, nil))
	return v
}
