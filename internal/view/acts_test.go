package view

import (
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// TestTheDeskSeesWhatItDidLast: whom it concerned and what takes it back, until
// nothing does; nobody else sees it.
func TestTheDeskSeesWhatItDidLast(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "Kingfisher")
	d.toAudience()
	d.do(voice(1), "hand.raise/1", room.RaiseHand{}, nil)
	d.do(d.desk, "turn.call/1", room.CallNext{}, nil)
	act := d.see(Desk).Desk.Acts[room.ItemID(d.desk.ID)]
	if act.Did != "turn.call" || act.Undo != "turn.undo" || act.Payload != `{"turn":1}` || act.Who == nil || act.Who.Name != "Kingfisher" {
		t.Fatalf("the desk called and sees %+v", act)
	}
	d.expect(`"acts"`, "desk")
	var undo room.TurnRef
	if err := json.Unmarshal([]byte(act.Payload), &undo); err != nil {
		t.Fatal(err)
	}
	d.do(d.desk, "turn.undo/1", undo, nil)
	if act := d.see(Desk).Desk.Acts[room.ItemID(d.desk.ID)]; act.Did != "part.next" || act.Undo != "" {
		t.Errorf("after taking the call back the desk sees %+v", act)
	}
}

// TestToHideLaterIsAnActOfItsOwn: a text that the desk caught and hides after it
// did something else can be shown again; hidden at once, the catch is taken back.
func TestToHideLaterIsAnActOfItsOwn(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	last := func() Act { return d.see(Desk).Desk.Acts[room.ItemID(d.desk.ID)] }
	catch := func() (x room.StatementAdded) {
		d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("Somebody spoke")}, &x)
		return x
	}
	hide := func(x room.StatementAdded) {
		d.do(d.desk, "statement.hide/1", room.HideStatement{Statement: x.Statement, Rule: "hate", Reason: d.body("It insults")}, nil)
	}
	hide(catch())
	if act := last(); act.Did != "part.next" {
		t.Errorf("after a catch was taken back the desk sees %+v", act)
	}
	x := catch()
	d.do(d.desk, "screen.blank/1", room.BlankScreen{On: true}, nil)
	hide(x)
	if act := last(); act.Did != "statement.hide" || act.Undo != "statement.restore" {
		t.Errorf("after it hid a text the desk sees %+v", act)
	}
}

// TestACorrectedTurnIsSeenAsCorrected: everybody sees who spoke from where, and
// why it was put right.
func TestACorrectedTurnIsSeenAsCorrected(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	d.toAudience()
	d.do(voice(1), "hand.raise/1", room.RaiseHand{}, nil)
	d.do(d.desk, "turn.call/1", room.CallNext{}, nil)
	d.now += 30
	d.do(d.desk, "turn.end/1", room.TurnRef{Turn: 1}, nil)
	d.do(d.desk, "turn.correct/1", room.CorrectTurn{
		Turn: 1, Side: room.Onsite, Start: d.s.Turn(1).Start, Seconds: 20, Reason: d.body("It was the first row"),
	}, nil)
	for _, to := range []Audience{Phone, Screen, Desk} {
		x := d.see(to).Floor.Recent["1"]
		if x.Side != room.Onsite || x.Seconds != 20 || x.Corrected != "It was the first row" {
			t.Errorf("the %s sees %+v", to, x)
		}
	}
	d.expect(`"guest":1`, "desk") // nobody else lists who did not speak
}
