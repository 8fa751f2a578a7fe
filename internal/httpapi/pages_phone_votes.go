package httpapi

import (
	"slices"
	"strings"

	"parley/internal/room"
	"parley/internal/view"
	"parley/internal/words"
)

// phoneVote is a statement that is open to votes, with this ballot's answer.
type phoneVote struct {
	ID         room.ItemID
	Kind       room.StatementKind
	Source     room.Source
	Text, Lang string
	Told       []phoneFact
	Answers    []room.Answer
	Answer     room.Answer   // "" none
	Weights    []room.Answer // of what this ballot called real
	Weight     room.Answer
}

// Cannot says whether this ballot cannot accept the mechanism; its voice may say
// why.
func (v phoneVote) Cannot() bool { return v.Answer == room.Cannot }

// phoneFact is something that a kind asks beside its sentence.
type phoneFact struct{ Label, Words string }

// phoneQuestion is a question to the table, or a reason, that everybody may
// read. Support says how many support it, "" too few to say.
type phoneQuestion struct {
	ID         room.ItemID
	Text, Lang string
	To         string
	Support    string
	Mine       bool   // this ballot supports it
	Open       bool   // its support is taken
	Turn       int    // of the reply; 0: none, or in writing
	Reply      string // in writing, or why its words are not there
}

// phoneSeat is somebody at the table who can be asked.
type phoneSeat struct {
	ID   room.ItemID
	Name string
}

// votesFor are the open statements.
func votesFor(seen *view.View, mine *MyBallot, say *words.Words) (out []phoneVote) {
	for _, id := range strings.Fields(seen.Statements.Order) {
		id := room.ItemID(id)
		x := seen.Statements.All[id]
		if x.Status != room.Open || x.Hidden != "" {
			continue
		}
		v := phoneVote{
			ID: id, Kind: x.Kind, Source: x.Source, Text: x.Text, Lang: x.Lang,
			Told:    told(say, x.Asks, seen.Statements.All[x.Of].Text),
			Answers: x.Kind.Scale().Choices, Answer: mine.Votes[id],
		}
		if v.Answer == room.Real {
			v.Weights, v.Weight = room.WeightScale().Choices, mine.Weights[id]
		}
		out = append(out, v)
	}
	return out
}

// told is what a statement says beside its sentence; of is the text of what it
// is about.
func told(say *words.Words, a view.Asks, of string) (out []phoneFact) {
	add := func(key, said string) {
		if said != "" {
			out = append(out, phoneFact{say.T("asks." + key), said})
		}
	}
	var falls []string
	for _, who := range strings.Fields(a.Falls) {
		falls = append(falls, say.T("falls."+who))
	}
	add("falls", strings.Join(falls, say.T("asks.and")))
	add("service", a.Service)
	if a.Privacy != "" {
		add("privacy", say.T("privacy."+a.Privacy))
	}
	add("sees", a.Sees)
	add("orders", a.Orders)
	add("safeguard", a.Safeguard)
	add("breaks", a.Breaks)
	add("acts", a.Acts)
	add("of", of)
	return out
}

// questionsFor are the questions that may be read, in their order.
func questionsFor(seen *view.View, mine *MyBallot, say *words.Words) (out []phoneQuestion) {
	for _, id := range strings.Fields(seen.Questions.Order) {
		id := room.ItemID(id)
		x := seen.Questions.All[id]
		if x.Kind != room.Question || x.Hidden != "" || x.Into != "" {
			continue
		}
		q := phoneQuestion{
			ID: id, Text: x.Text, Lang: x.Lang, To: seen.Table.Seats[x.To].Name,
			Mine: mine.Votes[id] == room.Support, Open: !x.Closed && x.Reply == nil,
		}
		if x.Support > 0 {
			q.Support = say.T("more.support", words.Args{"n": x.Support})
		}
		if x.Reply != nil && x.Reply.Turn > 0 {
			q.Turn = x.Reply.Turn
		} else if x.Reply != nil {
			q.Reply = replyWords(x.Reply, say)
		}
		out = append(out, q)
	}
	return out
}

// askable are the speakers who are there and have a name.
func askable(table view.Table) (out []phoneSeat) {
	for _, id := range strings.Fields(table.Order) {
		id := room.ItemID(id)
		seat := table.Seats[id]
		if seat.Name != "" && !seat.Absent && slices.Contains(strings.Fields(seat.Roles), string(room.Speaker)) {
			out = append(out, phoneSeat{id, seat.Name})
		}
	}
	return out
}
