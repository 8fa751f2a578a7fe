package report

import (
	"bytes"
	"strings"
	"testing"

	"parley/internal/room"
)

// TestACorrectedTurnSaysSo: the balance counts what was put right, and every
// report says that it was, and why.
func TestACorrectedTurnSaysSo(t *testing.T) {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	p.do(mod, "session.start", room.None{}, nil)
	for _, part := range []room.PartKind{room.Opening, room.Panel} {
		p.do(mod, "part.next", room.NextPart{After: part}, nil)
	}
	p.do(mod, "hand.add", room.AddHand{Side: room.Online}, nil)
	p.do(mod, "turn.call", room.CallNext{}, nil)
	p.at += 120
	p.do(mod, "turn.end", room.TurnRef{Turn: 1}, nil)
	start := p.s.Turn(1).Start
	before := Build(p.s, p.texts, head(p), english(t))
	p.do(mod, "turn.correct", room.CorrectTurn{Turn: 1, Side: room.Onsite, Start: start, Seconds: 45, Reason: p.text("Somebody at the door spoke.")}, nil)
	m := Build(p.s, p.texts, head(p), english(t))
	if was, is := before.Balance.Sides, m.Balance.Sides; was[1].Time != "2:00" || is[0].Time != "0:45" || is[0].Turns != 1 || is[1].Turns != 0 {
		t.Errorf("the balance was %+v, is %+v", was, is)
	}
	if x := m.Turns[0]; x.Who != "In the room" || x.Time != "0:45" {
		t.Errorf("the turn is %+v", x)
	}
	var html, md, json bytes.Buffer
	for _, err := range []error{HTML(&html, m, ""), Markdown(&md, m), JSON(&json, m)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, b := range []*bytes.Buffer{&html, &md, &json} {
		for _, want := range []string{"corrected: Somebody at the door spoke", "Of one turn the moderator put right"} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("a report does not say %q:\n%s", want, b)
			}
		}
	}
}
