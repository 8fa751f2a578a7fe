package standing

import (
	"context"
	"maps"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/engine"
	"parley/internal/eventlog"
	"parley/internal/eventlog/memory"
	"parley/internal/room"
)

// node is another server that has the log of a hall and follows the same room.
type node struct {
	engine *engine.Engine
	f      *Follower
	made   []string // the pictures that it had recorded
}

// second copies the hall's log to a server of its own.
func (d *driven) second() *node {
	d.T.Helper()
	ctx, log := context.Background(), memory.New()
	var head eventlog.Head
	for c, err := range d.Log.Read(ctx, d.Room, 1) {
		if err == nil {
			head, err = log.Take(ctx, d.Room, head, &c)
		}
		if err != nil {
			d.T.Fatal(err)
		}
	}
	n := &node{engine: engine.New(engine.Config{Log: log, Texts: d.Vault, Clock: d.Clock, Seed: d.Source.Seed})}
	d.T.Cleanup(func() { n.engine.Close() })
	n.f = newFollower(Config{
		Clock: d.Clock,
		View: func(ctx context.Context, id room.RoomID, f func(*room.State, room.Seconds)) error {
			return n.engine.View(ctx, id, func(st *room.State, _ room.Texts, now room.Seconds) { f(st, now) })
		},
		Submit: func(ctx context.Context, id room.RoomID, r *room.RecordStanding) error {
			payload, err := json.Marshal(r, json.Deterministic(true))
			if err != nil {
				return err
			}
			n.made = append(n.made, string(payload))
			_, err = n.engine.Submit(ctx, id, engine.Command{
				Cmd: d.Source.CmdID(d.Now()), Actor: room.Actor{Kind: room.ActorRoom}, Type: room.StandingType, Payload: jsontext.Value(payload),
			})
			return err
		},
	})
	d.T.Cleanup(n.f.Close)
	return n
}

// Two servers that have the same records make the same pictures, byte for byte, and
// say the same between them.
func TestTwoNodesSayTheSame(t *testing.T) {
	d := follow(newHall(t, 20))
	d.arrive(60)
	n := d.second()
	both := func(seconds int) {
		for range seconds {
			d.turns(1)
			n.f.Told(d.Room)
			for n.f.turn(); n.f.running; n.f.turn() {
				n.f.finish(<-n.f.done)
			}
		}
	}
	vote := func(person, statement int, a room.Answer) {
		c := d.Command(d.ballots[person], "vote.cast/1", room.CastVote{Statement: d.statements[statement], Answer: a})
		_, here := d.Engine.Submit(context.Background(), d.Room, c)
		_, there := n.engine.Submit(context.Background(), d.Room, c)
		if (here == nil) != (there == nil) { // some said so before
			t.Fatalf("%v and %v", here, there)
		}
	}
	both(2)
	for i := range 25 {
		vote(i, 1+i%2, room.Unsure)
		vote(i, 7, []room.Answer{room.Unsure, room.Disagree}[i%2])
		both(i % 2)
	}
	var live map[room.ItemID]room.StandingClass
	err := n.engine.View(context.Background(), d.Room, func(st *room.State, _ room.Texts, _ room.Seconds) { live = n.f.Live(d.Room, st.Standing) })
	if err != nil || len(live) == 0 || !maps.Equal(live, d.live()) {
		t.Errorf("one says %v, the other %v, %v", d.live(), live, err)
	}
	for _, b := range d.ballots {
		x, _ := d.f.Mine(d.Room, room.BallotID(b.ID))
		y, there := n.f.Mine(d.Room, room.BallotID(b.ID))
		if x != y || !there {
			t.Fatalf("%+v and %+v", x, y)
		}
	}
	both(2 * int(apart))
	var made []string
	for i, r := range d.Records() {
		if r.Type == room.StandingType {
			payload, err := json.Marshal(d.recorded(room.Index(i+1)), json.Deterministic(true))
			if err != nil {
				t.Fatal(err)
			}
			made = append(made, string(payload))
		}
	}
	if len(made) < 2 || len(made) != len(n.made) {
		t.Fatalf("%d pictures and %d", len(made), len(n.made))
	}
	for i := range made {
		if made[i] != n.made[i] {
			t.Errorf("picture %d:\n%s\n%s", i, made[i], n.made[i])
		}
	}
}
