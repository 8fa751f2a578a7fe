package report

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"parley/internal/room"
)

// TestWithoutPhonesEverybodyCounts: ten people of the meeting tool, five in the
// room and a hub, none with a phone, are called in turn; balance, counts and
// those present have them all, and no report has the words by which the desk
// recognised them.
func TestWithoutPhonesEverybodyCounts(t *testing.T) {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	var hub room.HubAdded
	p.do(mod, "hub.add", room.AddHub{Name: p.text("Harbour library"), Count: 14, Link: room.LinkHash("hub")}, &hub)
	theirs := room.Actor{Kind: room.ActorSeat, ID: string(hub.Seat)}
	p.do(theirs, "hand.add", room.AddHand{Side: room.Online, Person: hub.Person, Number: 2, Label: p.text("red scarf, back row")}, nil)
	for i := range 15 {
		x := room.AddHand{Side: room.Online}
		if i < 5 {
			x = room.AddHand{Side: room.Onsite, Label: p.text(fmt.Sprintf("red scarf, row %d", i+1))}
		}
		p.do(mod, "hand.add", x, nil)
	}
	p.do(mod, "session.start", room.None{}, nil)
	line, first := room.HubLine(hub.Person), p.s.StatementOrder[0]
	p.do(mod, "statement.count", room.CountStatement{Statement: first, Line: room.InTheRoom, Tally: room.Tally{Agree: 4, Disagree: 1}}, nil)
	p.do(mod, "statement.count", room.CountStatement{Statement: first, Line: room.InTheChat, Tally: room.Tally{Agree: 7, Disagree: 3}}, nil)
	p.do(theirs, "statement.count", room.CountStatement{Statement: first, Line: line, Tally: room.Tally{Agree: 9, Disagree: 3, Unsure: 2}}, nil)
	for _, part := range []room.PartKind{room.Opening, room.Panel} {
		p.do(mod, "part.next", room.NextPart{After: part}, nil)
	}
	for n := range 16 {
		p.do(mod, "turn.call", room.CallNext{After: n}, nil)
		p.at += 10
	}
	p.do(mod, "presence.count", room.CountPresence{Line: room.AllOnsite, Count: 25}, nil)
	p.do(mod, "presence.count", room.CountPresence{Line: room.AllOnline, Count: 40}, nil)
	p.do(theirs, "presence.count", room.CountPresence{Line: line, Count: 15}, nil)
	if n := p.s.PresentNow(); n != 80 {
		t.Errorf("%d are present", n)
	}
	p.do(mod, "session.close", room.None{}, nil)

	m := Build(p.s, p.texts, head(p), english(t))
	if s := m.Balance.Sides; s[0].Turns != 5 || s[0].First != 5 || s[1].Turns != 11 || len(m.Turns) != 16 {
		t.Errorf("%d turns, by side %+v", len(m.Turns), s)
	}
	var html, markdown, json bytes.Buffer
	if err := errors.Join(HTML(&html, m, ""), Markdown(&markdown, m), JSON(&json, m)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| 4 | 1 | 0 |", "| 7 | 3 | 0 |", "| Counted at Harbour library | 9 | 3 | 2 |", "Harbour library [6](#r6) | Hub |"} {
		if !strings.Contains(markdown.String(), want) {
			t.Errorf("the report has no %q:\n%s", want, markdown.String())
		}
	}
	for _, b := range []*bytes.Buffer{&html, &markdown, &json} {
		if strings.Contains(b.String(), "red scarf") {
			t.Error("a report has the words by which the desk recognised somebody")
		}
	}
}
