package standing

import (
	"maps"
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

// twin finds the steps of statements by comparing all answers with those at the step
// before, and says of each how it stood then, by counting all votes anew.
type twin struct {
	*driven
	then map[room.ItemID]map[room.BallotID]room.Answer
	step map[room.ItemID]room.Index
	said map[room.Index]*votes // recounted, by the step
}

// look looks for steps after every record.
func (w *twin) look(closed func(room.ItemID) bool) {
	w.State(func(st *room.State, _ room.Texts, _ room.Seconds) {
		for x := range st.OpinionStatements() {
			now, n, least := maps.Collect(x.Opinions()), 0, 10
			for id, a := range now {
				if w.then[x.ID][id] != a {
					n++
				}
			}
			for id := range w.then[x.ID] {
				if _, still := now[id]; !still {
					n++
				}
			}
			if closed(x.ID) {
				least = 5
			}
			if n >= least {
				w.then[x.ID], w.step[x.ID] = now, st.Index
			}
		}
	})
}

// class is how a statement should be said to stand.
func (w *twin) class(id room.ItemID) room.StandingClass {
	p := w.f.room(w.Room).picture
	if of, there := p.Record.Statements[id]; there && w.step[id] <= p.Record.Upto {
		return of.Class
	}
	if w.step[id] == 0 {
		return ""
	}
	if v := w.said[w.step[id]]; v == nil || v.picture != p {
		w.said[w.step[id]] = newVotes(p).anew(read(w.at(w.step[id])))
	}
	v := w.said[w.step[id]]
	v.say(id)
	return v.said[id]
}

// After every vote each statement is said to stand as it did at its last step.
func TestLiveIsOfTheLastStep(t *testing.T) {
	w := &twin{follow(newHall(t, 6)), map[room.ItemID]map[room.BallotID]room.Answer{}, map[room.ItemID]room.Index{}, map[room.Index]*votes{}}
	closed := map[room.ItemID]bool{}
	look := func() { w.look(func(id room.ItemID) bool { return closed[id] }) }
	for range 60 {
		w.ballots = append(w.ballots, w.Ballot())
		for j, id := range w.statements {
			if i := len(w.ballots) - 1; (i+j)%6 > 0 {
				w.vote(i, id, answer(i, j))
				look()
			}
		}
	}
	w.turns(1)
	r := rand.New(rand.NewPCG(5, 6))
	compared, moved := 0, map[room.StandingClass]bool{}
	for n := range 500 {
		switch n {
		case 100:
			w.add()
		case 300:
			closed[w.statements[0]] = true
			w.Do(w.Desk, "statement.close/1", room.StatementRef{Statement: w.statements[0]}, nil)
		case 200, 320, 400:
			w.Do(w.ballots[n/10], "ballot.withdraw/1", room.None{}, nil)
		default:
			a := room.Disagree
			if r.IntN(3) == 0 {
				a = []room.Answer{room.Agree, room.Unsure}[n/250]
			}
			_ = w.tryVote(r.IntN(len(w.ballots)), w.statements[r.IntN(len(w.statements))], a)
		}
		look()
		if w.turns(1); w.f.room(w.Room).picture == nil {
			t.Fatalf("%d: no picture", n)
		}
		for _, id := range w.statements {
			got, want := w.f.room(w.Room).votes.said[id], w.class(id)
			if compared++; got != want {
				t.Fatalf("%d: statement %s is said to be %q, at its step %d it was %q", n, id, got, w.step[id], want)
			}
		}
		for _, class := range w.live() {
			moved[class] = true
		}
	}
	if compared < 3000 || len(moved) < 2 || w.f.Stats().Pictures < 3 {
		t.Errorf("%d compared, said %v, %+v", compared, moved, w.f.Stats())
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
			changes[i] = change{answerOf: answerOf{at.id, at.said[i].ballot}, was: room.Agree, is: room.Disagree}
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
