// Package loadtest plays sessions with simulated people over the HTTP
// interface: for the demo, for load tests and for tests of faults. What people
// say is a script of invented sentences; nobody real is made to say anything.
package loadtest

import (
	_ "embed"

	"github.com/go-json-experiment/json"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

// Proposal is the invented proposal that the demo's session is made from.
//
//go:embed script/proposal.txt
var Proposal []byte

//go:embed script/words.json
var wordsFile []byte

// script is what simulated people write and draft.
type script struct {
	Statements []sentence `json:"statements"`
	Rejected   struct {
		Text   string `json:"text"`
		Rule   string `json:"rule"`
		Reason string `json:"reason"`
	} `json:"rejected"`
	Outcomes []struct {
		Question   int    `json:"question"`
		Text       string `json:"text"`
		Statements []int  `json:"statements"`
		Blocks     string `json:"blocks"`
		Missing    string `json:"missing"`
		Finder     string `json:"finder"`
		For        string `json:"for"`
		Against    string `json:"against"`
	} `json:"outcomes"`
	Overrides []string `json:"overrides"`
	Labels    []string `json:"labels"`
}

// from says whose words a sentence is, and how it comes into the room.
type from string

const (
	fromTable       from = "table"       // caught at the desk while a panellist presents
	fromAnswer      from = "answer"      // … while the table answers
	fromCard        from = "card"        // written by a panellist beforehand
	fromParticipant from = "participant" // written on a phone
	fromHand        from = "hand"        // … instead of a hand that is not reached
)

// sentence is one statement, question or reason. Of and Into are places in the
// script; Speaker and To count panellists from 1.
type sentence struct {
	Kind     room.StatementKind `json:"kind"`
	From     from               `json:"from"`
	Speaker  int                `json:"speaker"`
	Desk     bool               `json:"desk"` // a card that the desk brings up
	Question int                `json:"question"`
	Text     string             `json:"text"`

	Falls     []string `json:"falls"`
	Service   string   `json:"service"`
	Privacy   string   `json:"privacy"`
	Sees      string   `json:"sees"`
	Orders    string   `json:"orders"`
	Safeguard string   `json:"safeguard"`
	Breaks    string   `json:"breaks"`
	Acts      string   `json:"acts"`
	Of        int      `json:"of"`
	To        int      `json:"to"`

	Into  int `json:"into"`
	Reply struct {
		By      string `json:"by"` // live or written; "" nobody replies
		Speaker int    `json:"speaker"`
		Text    string `json:"text"`
	} `json:"reply"`
}

func readScript() (s script, err error) {
	err = json.Unmarshal(wordsFile, &s, json.RejectUnknownMembers(true))
	return s, err
}

// find is the sentence's statement on everybody's page; "" when it is not there.
func find(v *view.View, text string) room.ItemID {
	for id, x := range v.Statements.All {
		if x.Text == text {
			return id
		}
	}
	for id, x := range v.Questions.All {
		if x.Text == text {
			return id
		}
	}
	return ""
}

// add is the command's payload that writes the sentence; false while what it
// names is not there.
func (p *play) add(v *view.View, k *client.Command, s *sentence) (a room.AddStatement, ok bool) {
	a = room.AddStatement{Kind: s.Kind, Lang: "en", Question: s.Question}
	if s.Of > 0 {
		if a.Of = find(v, p.script.Statements[s.Of].Text); a.Of == "" {
			return a, false
		}
	}
	if speakers := seatsWith(v, room.Speaker); s.To > 0 && s.To <= len(speakers) {
		a.To = speakers[s.To-1]
	}
	a.Falls, a.Privacy = s.Falls, s.Privacy
	a.Text = k.Text(s.Text)
	for _, f := range []struct {
		text *room.Text
		body string
	}{
		{&a.Service, s.Service}, {&a.Sees, s.Sees}, {&a.Orders, s.Orders}, {&a.Safeguard, s.Safeguard},
		{&a.Breaks, s.Breaks}, {&a.Acts, s.Acts},
	} {
		*f.text = k.Text(f.body)
	}
	return a, true
}
