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
	for _, want := range []string{"| 4 | 1 | 0 |", "| 7 | 3 | 0 |", "| Counted at Harbour library | 9 | 3 | 2 |", "Harbour library [6](#r6) | Hub |  |  | 1 | 0:10 |"} {
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

// TestWhoCountedIsNamed: a hub that entered its own people, or one side of two, is
// not everybody, and the report says who was counted.
func TestWhoCountedIsNamed(t *testing.T) {
	const none, partly = "nobody entered how many were present", "how many were present was entered only for %s, so that number is not used"
	for _, x := range []struct {
		of   []string
		want string
	}{
		{nil, none},
		{[]string{"hub"}, fmt.Sprintf(partly, "Harbour library")},
		{[]string{"present-online", "hub"}, fmt.Sprintf(partly, "Online, Harbour library")},
		{[]string{"present-online", "hub", "present-room"}, "79 people were present as counted"},
	} {
		p := open(t, setup())
		mod := p.seats[room.Moderator]
		var hub room.HubAdded
		p.do(mod, "hub.add", room.AddHub{Name: p.text("Harbour library"), Count: 14, Link: room.LinkHash("hub")}, &hub)
		theirs := room.Actor{Kind: room.ActorSeat, ID: string(hub.Seat)}
		for _, side := range []room.Side{room.Onsite, room.Online} {
			p.do(mod, "hand.add", room.AddHand{Side: side, Label: p.text("at the window")}, nil)
		}
		for _, of := range x.of {
			switch of {
			case "hub":
				p.do(theirs, "presence.count", room.CountPresence{Line: room.HubLine(hub.Person), Count: 14}, nil)
			case "present-room":
				p.do(mod, "presence.count", room.CountPresence{Line: room.AllOnsite, Count: 25}, nil)
			case "present-online":
				p.do(mod, "presence.count", room.CountPresence{Line: room.AllOnline, Count: 40}, nil)
			}
		}
		p.do(mod, "session.start", room.None{}, nil)
		var outcome room.OutcomeDrafted
		p.do(mod, "outcome.draft", room.DraftOutcome{Text: p.text("A lantern at every stair.")}, &outcome)
		id := room.OutcomeRef{Outcome: outcome.Outcome}
		for _, step := range []string{"outcome.read", "outcome.put"} {
			p.do(mod, step, id, nil)
		}
		p.do(theirs, "outcome.count", room.CountOutcome{Outcome: id.Outcome, Line: room.HubLine(hub.Person), Tally: room.Tally{Agree: 14}}, nil)
		p.do(mod, "outcome.settle", id, nil)
		p.do(mod, "session.close", room.None{}, nil)
		m := Build(p.s, p.texts, head(p), english(t))
		if !strings.Contains(m.Method[0].Text, x.want) {
			t.Errorf("counted %v: %q", x.of, m.Method[0].Text)
		}
	}
}
