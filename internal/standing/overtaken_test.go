package standing

import (
	"context"
	"testing"

	"parley/internal/room"
)

// A follower that ends while a picture is computed waits for no more than a step of
// it, and one whose room has gone on gives the picture up.
func TestAJobIsOvertaken(t *testing.T) {
	hide := func(d *driven) {
		d.Do(d.Desk, "statement.hide/1", room.HideStatement{Statement: d.statements[0], Rule: "spam", Reason: d.Say("Sold.")}, nil)
	}
	bringUpAgain := func(d *driven) {
		card := room.StatementRef{Statement: d.statements[len(d.statements)-1]}
		d.Do(d.Desk, "card.back/1", card, nil)
		d.Do(d.Desk, "card.show/1", card, nil)
	}
	for name, c := range map[string]struct {
		meanwhile      func(*driven)
		stopped, again bool // and another picture is made
	}{
		"the follower ends":              {func(d *driven) { d.f.end() }, true, false},
		"a statement is hidden":          {hide, true, true},
		"a card is brought up again":     {bringUpAgain, true, true},
		"another picture was recorded":   {func(d *driven) { d.record(d.compute(nil)) }, true, false},
		"the room is deleted":            {func(d *driven) { _ = d.Engine.Delete(context.Background(), d.Room) }, true, false},
		"nothing, and it is not stopped": {func(*driven) {}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := follow(newHall(t, 12))
			d.arrive(60)
			d.add()
			d.f.Told(d.Room)
			asked, after, view := 0, 0, d.f.cfg.View
			d.f.cfg.View = func(ctx context.Context, id room.RoomID, f func(*room.State, room.Seconds)) error {
				if asked++; asked == 12 {
					c.meanwhile(d)
				} else if asked > 12 {
					after++
				}
				return view(ctx, id, f)
			}
			d.f.turn()
			got := <-d.f.done
			d.f.cfg.View = view
			if c.stopped && (got.picture != nil || got.err != errOvertaken || after > 2) || !c.stopped && (got.picture == nil || after < 100) {
				t.Fatalf("picture %v, %v, asked %d times more", got.picture, got.err, after)
			}
			if d.f.ctx.Err() != nil {
				return
			}
			d.f.finish(got)
			d.turns(12)
			if len(d.trouble) > 0 || c.again != (d.f.Stats().Pictures == 1 && got.picture == nil) {
				t.Errorf("%v, %+v", d.trouble, d.f.Stats())
			}
		})
	}
}

// A statement that is hidden while the picture after the close is computed does not
// cost the room that picture.
func TestTheLastPictureIsOvertaken(t *testing.T) {
	d := follow(newHall(t, 12))
	d.arrive(60)
	d.turns(1)
	d.arrive(6)
	d.Do(d.Desk, "session.close/1", room.None{}, nil)
	asked, view := 0, d.f.cfg.View
	d.f.cfg.View = func(ctx context.Context, id room.RoomID, f func(*room.State, room.Seconds)) error {
		if asked++; asked == 12 {
			d.Do(d.Desk, "statement.hide/1", room.HideStatement{Statement: d.statements[0], Rule: "spam", Reason: d.Say("Sold.")}, nil)
		}
		return view(ctx, id, f)
	}
	d.turns(12)
	if got := d.standing(); got.People != 66 || d.f.Stats().Pictures != 2 || len(d.trouble) > 0 {
		t.Errorf("of %d people, %+v, %v", got.People, d.f.Stats(), d.trouble)
	}
}
