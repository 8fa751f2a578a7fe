package standing

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley/internal/engine/simclock"
	"parley/internal/room"
)

// An agenda is a list of dates that is searched from end to end.
func TestAgenda(t *testing.T) {
	rooms := make([]*followed, 6)
	for i := range rooms {
		rooms[i] = &followed{id: room.RoomID(fmt.Sprint(i))}
	}
	begin := time.Date(2026, 5, 1, 10, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		var a agenda
		twin := map[*followed]time.Time{}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			r, at := rapid.SampledFrom(rooms).Draw(t, "room"), begin.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "second"))*time.Second)
			switch rapid.IntRange(0, 3).Draw(t, "act") {
			case 0:
				a.set(r, time.Time{})
				delete(twin, r)
			case 1:
				if r := a.take(at); r == nil {
					for _, is := range twin {
						if !is.After(at) {
							t.Fatalf("nothing is due at %v of %v", at, twin)
						}
					}
				} else if twin[r].After(at) || twin[r] != slices.MinFunc(slices.Collect(maps.Values(twin)), time.Time.Compare) {
					t.Fatalf("taken at %v: %v of %v", at, twin[r], twin)
				} else {
					delete(twin, r)
				}
			default:
				a.set(r, at)
				twin[r] = at
			}
			if len(a.list) != len(twin) || len(a.of) != len(twin) {
				t.Fatalf("%d dates and %d rooms of %d", len(a.list), len(a.of), len(twin))
			}
		}
	})
}

// Of a thousand rooms a turn looks at the one that it was told of, and has the others
// nowhere where it would come upon them.
func TestTurnLooksWhereThereIsWork(t *testing.T) {
	looked := map[room.RoomID]int{}
	empty, clock := room.New(), simclock.New(time.Date(2026, 5, 1, 10, 0, 0, 0, time.UTC))
	f := newFollower(Config{Clock: clock, View: func(_ context.Context, id room.RoomID, f func(*room.State, room.Seconds)) error {
		looked[id]++
		f(empty, 0)
		return nil
	}})
	for i := range 1000 {
		f.Told(room.RoomID(fmt.Sprint(i)))
	}
	if f.turn(); len(looked) != 1000 || len(f.news)+len(f.looks.list) > 0 {
		t.Fatalf("%d rooms of 1000, %d wait", len(looked), len(f.news)+len(f.looks.list))
	}
	clear(looked)
	f.Told("7")
	if next := f.turn(); len(looked) > 0 || len(f.looks.list) != 1 || !next.Equal(clock.Now().Add(lookEvery)) {
		t.Fatalf("within a second: %v, the next at %v", looked, next)
	}
	clock.Advance(time.Second)
	if next := f.turn(); len(looked) != 1 || looked["7"] != 1 || !next.IsZero() {
		t.Errorf("a second later: %v, the next at %v", looked, next)
	}
	clock.Advance(forgotten - time.Second)
	if f.turn(); len(f.rooms) != 1 || f.rooms["7"] == nil {
		t.Errorf("an hour later %d rooms are followed", len(f.rooms))
	}
}
