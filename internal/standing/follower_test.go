package standing

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"parley/internal/room"
)

// driven is a follower of a hall whose turns the test makes, and what it did.
type driven struct {
	*hall
	f       *Follower
	changed int
	trouble []error
	lose    func(submit func() error) error // nil: submits
}

func follow(h *hall) *driven {
	d := &driven{hall: h}
	d.f = newFollower(Config{
		Clock: h.Clock,
		View: func(ctx context.Context, id room.RoomID, f func(*room.State, room.Seconds)) error {
			return h.Engine.View(ctx, id, func(st *room.State, _ room.Texts, now room.Seconds) { f(st, now) })
		},
		At: func(_ context.Context, _ room.RoomID, upto, index room.Index) (*Votes, *room.RecordStanding, error) {
			return Read(h.at(upto)), h.recorded(index), nil
		},
		Submit: func(_ context.Context, _ room.RoomID, r *room.RecordStanding) error {
			submit := func() error {
				_, err := h.Try(room.Actor{Kind: room.ActorRoom}, room.StandingType, r)
				return err
			}
			if d.lose != nil {
				return d.lose(submit)
			}
			return submit()
		},
		Changed: func(room.RoomID) { d.changed++ },
		Trouble: func(_ room.RoomID, err error) { d.trouble = append(d.trouble, err) },
	})
	h.T.Cleanup(d.f.Close)
	return d
}

// turns lets so many seconds pass, with the room told of in each, and everything
// done that is due.
func (d *driven) turns(seconds int) {
	for range seconds {
		d.Clock.Advance(time.Second)
		d.f.Told(d.Room)
		for d.f.turn(); d.f.running; d.f.turn() {
			d.f.finish(<-d.f.done)
		}
	}
}

func (d *driven) upto() room.Index {
	if s := d.standing(); s != nil {
		return s.Upto
	}
	return 0
}

func (d *driven) live() map[room.ItemID]room.StandingClass { return d.f.Live(d.Room, d.standing()) }

func TestFollowerMakesPictures(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(49)
	d.turns(2)
	if _, ok := d.f.Mine(d.Room, room.BallotID(d.ballots[0].ID)); ok || d.standing() != nil {
		t.Fatal("a picture of 49 people")
	}
	d.arrive(1)
	d.turns(1)
	first := d.upto()
	if first == 0 || d.f.Stats().Pictures != 1 {
		t.Fatalf("no picture of 50 people: %v", d.trouble)
	}
	mine, ok := d.f.Mine(d.Room, room.BallotID(d.ballots[0].ID))
	other, _ := d.f.Mine(d.Room, room.BallotID(d.ballots[1].ID))
	if !ok || mine.Sure < 0.9 || mine.Letter == other.Letter || d.standing().Groups[mine.Letter].People == 0 {
		t.Errorf("%+v and %+v", mine, other)
	}
	if _, ok := d.f.Mine(d.Room, "nobody"); ok {
		t.Error("nobody stands somewhere")
	}
	d.arrive(20)
	d.turns(50)
	if d.upto() != first {
		t.Fatalf("a picture after %d s", d.Now())
	}
	d.turns(15)
	second := d.upto()
	if now, _ := d.f.Mine(d.Room, room.BallotID(d.ballots[0].ID)); second == first || now.Letter != mine.Letter {
		t.Fatalf("after a minute: %d, %+v", second, now)
	}
	d.vote(0, d.statements[1], room.Unsure) // one vote is no reason
	d.turns(200)
	if d.upto() != second || len(d.trouble) > 0 {
		t.Errorf("%d, %v", d.upto(), d.trouble)
	}
}

// The clock is set an hour on while a picture is computed, which looks as if that had
// taken an hour.
func TestFollowerDoesNotRestForHours(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(60)
	d.lose = func(submit func() error) error {
		d.Clock.Advance(time.Hour)
		return submit()
	}
	d.turns(1)
	first := d.upto()
	d.lose = nil
	d.arrive(20)
	d.turns(int(mostRest/time.Second) + 5)
	if first == 0 || d.upto() == first {
		t.Errorf("a picture of record %d, then of %d", first, d.upto())
	}
}

func TestFollowerIsAsked(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(60)
	d.turns(1)
	was := d.upto()
	asked := func(what string) {
		t.Helper()
		d.turns(2)
		if d.upto() == was {
			t.Errorf("no picture after %s", what)
		}
		was = d.upto()
	}
	d.arrive(12)
	d.turns(3)
	d.Do(d.Desk, "screen.show/1", room.ShowScene{Scene: "map"}, nil)
	asked("the map")
	d.arrive(12)
	var o room.OutcomeDrafted
	d.Do(d.Desk, "outcome.draft/1", room.DraftOutcome{Text: d.Say("So we say."), Statements: d.statements[:1]}, &o)
	d.Do(d.Desk, "outcome.read/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	d.Do(d.Desk, "outcome.put/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	asked("an outcome was put")
	d.arrive(6)
	d.Do(d.Desk, "session.close/1", room.None{}, nil)
	asked("the close")
	d.turns(100)
	if d.upto() != was || d.f.Stats().Pictures != 4 {
		t.Errorf("%d pictures", d.f.Stats().Pictures)
	}
	d.Clock.Advance(2 * time.Hour)
	if d.f.turn(); d.f.room(d.Room) != nil {
		t.Error("a room of which nothing is heard is kept")
	}
}

// Of nine answers nobody is told what they changed; of ten, at once.
func TestLiveMovesInSteps(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(60)
	d.turns(1)
	id := d.statements[0]
	if got := d.standing().Statements[id].Class; got != room.ClassCommonFor {
		t.Fatalf("it is %s at first", got)
	}
	changed, was := 0, room.StandingClass("")
	for i := 1; i < 58; i++ {
		if i%6 == 0 || answer(i, 0) == room.Disagree {
			continue
		}
		d.vote(i, id, room.Disagree)
		d.turns(1)
		now := d.live()[id]
		if changed++; now != was && changed%10 != 0 {
			t.Fatalf("%d ballots changed, and it is %q, was %q", changed, now, was)
		}
		was = now
	}
	if changed < 30 || d.changed == 0 || d.changed > changed/10 || was == "" {
		t.Errorf("told %d times of %s, of %d ballots", d.changed, was, changed)
	}
	told := d.changed
	d.Do(d.Desk, "statement.hide/1", room.HideStatement{Statement: id, Rule: "spam", Reason: d.Say("Sold.")}, nil)
	d.turns(1)
	if len(d.live()) != 0 || d.changed != told+1 {
		t.Errorf("hidden, and it is said: %v", d.live())
	}
}

// What a follower says hangs on the log, not on when it began.
func TestRestart(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(60)
	d.turns(1)
	for i := range 30 {
		for _, j := range []int{0, 1, 7} {
			if d.vote(i, d.statements[j], room.Unsure); i%4 == 0 {
				d.turns(1)
			}
		}
	}
	d.arrive(5)
	d.turns(1)
	other := follow(d.hall)
	other.turns(1)
	if len(d.live()) == 0 || !maps.Equal(d.live(), other.live()) {
		t.Errorf("one says %v, the other %v", d.live(), other.live())
	}
	for _, b := range d.ballots {
		x, _ := d.f.Mine(d.Room, room.BallotID(b.ID))
		y, ok := other.f.Mine(d.Room, room.BallotID(b.ID))
		if x != y || !ok {
			t.Fatalf("%+v and %+v", x, y)
		}
	}
	upto := d.upto()
	other.turns(62)
	if d.upto() == upto {
		t.Error("no picture follows on the one before the restart")
	}
	d.turns(1) // and the first one follows what the other made
	if x, _ := d.f.Mine(d.Room, room.BallotID(d.ballots[0].ID)); x.Letter == "" || len(d.trouble)+len(other.trouble) > 0 {
		t.Errorf("%+v, %v, %v", x, d.trouble, other.trouble)
	}
}

// A statement that is hidden is out of the room's picture; what the next picture
// follows on is the one that was recorded, restart or not.
func TestRestartAfterHiding(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(60)
	d.turns(1)
	first := Compute(d.at(d.upto()), nil)
	d.Do(d.Desk, "statement.hide/1", room.HideStatement{Statement: d.statements[0], Rule: "spam", Reason: d.Say("Sold.")}, nil)
	d.statements = d.statements[1:]
	d.arrive(12)
	late := follow(d.hall)
	late.turns(1)
	if got := late.f.room(d.Room).picture; got == nil || Differs(got.Record, first.Record) != "" {
		t.Fatalf("it follows on %+v", got)
	}
	late.turns(62)
	second := d.recorded(d.standing().Index)
	if d := Differs(*second, Compute(d.at(second.Upto), first).Record); d != "" || second.Upto == first.Record.Upto {
		t.Errorf("%d: %s", second.Upto, d)
	}
}

func TestFollowerLosesAnswers(t *testing.T) {
	lost := errors.New("lost")
	for name, stored := range map[string]bool{"before it was stored": false, "after it was stored": true} {
		t.Run(name, func(t *testing.T) {
			d := follow(newHall(t, 12))
			d.lose = func(submit func() error) error {
				if d.lose = nil; stored && submit() != nil {
					t.Error("it was not stored")
				}
				return lost
			}
			d.arrive(60)
			d.turns(1)
			if (d.upto() > 0) != stored || len(d.trouble) != 1 || !errors.Is(d.trouble[0], lost) {
				t.Fatalf("%d, %v", d.upto(), d.trouble)
			}
			d.turns(12)
			if _, ok := d.f.Mine(d.Room, room.BallotID(d.ballots[0].ID)); !ok || d.upto() == 0 || len(d.Records()) > 1500 {
				t.Errorf("%d, %v", d.upto(), ok)
			}
			n := 0
			for _, r := range d.Records() {
				if r.Type == room.StandingType {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%d pictures", n)
			}
		})
	}
}

// A room that was closed while nobody followed it gets its last picture if that is
// owed; else it is left alone.
func TestClosedBeforeTheStart(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(60)
	d.turns(1)
	d.arrive(5)
	d.Do(d.Desk, "session.close/1", room.None{}, nil)
	late := follow(d.hall)
	late.turns(3)
	if late.f.Stats().Pictures != 1 || late.standing().People != 65 {
		t.Errorf("%+v of %d people", late.f.Stats(), late.standing().People)
	}
	later := follow(d.hall)
	later.turns(3)
	one := room.BallotID(d.ballots[0].ID)
	if _, ok := later.f.Mine(d.Room, one); ok || later.f.Stats().Pictures != 0 {
		t.Error("a closed room is followed")
	}
	for range 2 { // the second time after it was forgotten again
		if !later.f.Ask(d.Room) {
			t.Error("where people stand is known")
		}
		later.turns(3)
		was, _ := late.f.Mine(d.Room, one)
		if is, ok := later.f.Mine(d.Room, one); !ok || is != was || later.f.Ask(d.Room) || later.f.Stats().Pictures != 0 {
			t.Errorf("somebody asks where they stand: %+v, %t; before it was %+v", is, ok, was)
		}
		d.Clock.Advance(2 * time.Hour)
		later.f.turn()
	}
}

// Where people withdraw until fewer than fifty are left there is no new picture; the
// votes are followed on the last one all the same.
func TestFewerThanEnough(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(50)
	d.turns(1)
	upto := d.upto()
	for _, i := range []int{0, 2} {
		d.Do(d.ballots[i], "ballot.withdraw/1", room.None{}, nil)
	}
	for i := 4; i < 34; i++ {
		_ = d.tryVote(i, d.statements[0], room.Disagree) // some said so before
	}
	d.turns(2)
	if d.upto() != upto {
		t.Fatal("a picture of 48 people")
	}
	other := follow(d.hall)
	other.turns(1)
	for _, people := range []int{0, 3} {
		d.arrive(people)
		d.turns(1)
		other.turns(1)
		for i, b := range d.ballots {
			x, is := d.f.Mine(d.Room, room.BallotID(b.ID))
			y, there := other.f.Mine(d.Room, room.BallotID(b.ID))
			if withdrawn := i == 0 || i == 2; is == withdrawn || there != is || x != y {
				t.Errorf("ballot %d: %+v %t, after a restart %+v %t", i, x, is, y, there)
			}
		}
		if len(d.live()) == 0 || !maps.Equal(d.live(), other.live()) {
			t.Errorf("%v, after a restart %v", d.live(), other.live())
		}
	}
}

func TestAFaultEndsTheJobAlone(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(60)
	d.turns(1)
	late := follow(d.hall)
	at := late.f.cfg.At
	late.f.cfg.At = func(context.Context, room.RoomID, room.Index, room.Index) (*Votes, *room.RecordStanding, error) {
		return nil, nil, nil // there is nothing to read
	}
	late.turns(1)
	if len(late.trouble) != 1 || len(late.live()) > 0 {
		t.Fatalf("%v", late.trouble)
	}
	late.f.cfg.At = at
	late.turns(12)
	if _, ok := late.f.Mine(d.Room, room.BallotID(d.ballots[0].ID)); !ok || len(late.trouble) != 1 {
		t.Errorf("it is not tried again: %v", late.trouble)
	}
}

func TestFollowerForgets(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(60)
	d.turns(1)
	shown := d.standing()
	if err := d.Engine.Delete(context.Background(), d.Room); err != nil {
		t.Fatal(err)
	}
	d.turns(1)
	if d.f.room(d.Room) != nil || d.f.Live(d.Room, shown) != nil {
		t.Error("a deleted room is kept")
	}
	rehearsal := room.New()
	rehearsal.Info.Rehearsal = true
	if g := new(followed).glance(rehearsal, 0); !g.ignored {
		t.Error("a rehearsal is followed")
	}
}
