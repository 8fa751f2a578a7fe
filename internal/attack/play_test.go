package attack

import (
	"slices"

	"parley/internal/client"
	"parley/internal/room"
)

// cast says who takes a place: in the two worlds different people say what the
// play has at the same place. Place 0 is the accomplice's and the last is that of
// somebody who leaves, in both.
type cast struct {
	n      int
	side   func(int) room.Side
	group  func(int) string
	turned bool // everybody else's answers go to the next of the same class
}

// takes is the person at a place: the next of all, or of the same side and group.
func (c *cast) takes(place int, crossed bool) int {
	if !c.turned || place == 0 || place == c.n-1 {
		return place
	}
	var class []int
	for i := 1; i < c.n-1; i++ {
		if crossed || c.side(i) == c.side(place) && c.group(i) == c.group(place) {
			class = append(class, i)
		}
	}
	return class[(slices.Index(class, place)+1)%len(class)]
}

// game is one play in one world.
type game struct {
	*world
	cast
	odd   int                                 // moves one answer, so that the worlds can be told apart
	truth map[room.ItemID]map[int]room.Answer // by person
	items []room.ItemID
}

// crossed says whether classes may be crossed: where the answers to a statement
// are too few for figures, nothing of sides and groups is shown.
func (g *game) crossed() bool { return g.n < room.DefaultPolicy().Suppress.Words }

// vote is an act of the ballot at a place, and what everybody sees after it.
func (g *game) vote(place int, id room.ItemID, a room.Answer) {
	i := g.takes(place, g.crossed())
	g.do(g.at(i), "vote.cast", room.CastVote{Statement: id, Answer: a}, nil)
	g.note(i, id, a)
	g.look()
}

// at is the browser of person i.
func (g *game) at(i int) *client.Client { return g.world.people[i] }

func (g *game) note(i int, id room.ItemID, a room.Answer) {
	if g.truth[id] == nil {
		g.truth[id] = map[int]room.Answer{}
		g.items = append(g.items, id)
	}
	g.truth[id][i] = a
}

// add is a new statement of a seat, open at once.
func (g *game) add(by room.Role, a room.AddStatement, text string) room.ItemID {
	k := g.seats[by].Command("statement.add").As(room.ActorSeat)
	a.Text = k.Text(text)
	var f room.StatementAdded
	g.send(k, a, &f)
	return f.Statement
}

// answered is a statement that all places up to n answer, some twice and thrice.
func (g *game) answered(id room.ItemID, scale []room.Answer, n int) map[int]room.Answer {
	said := map[int]room.Answer{}
	say := func(place, which int) {
		said[place] = scale[which%len(scale)]
		g.vote(place, id, said[place])
	}
	for place := range n {
		say(place, place*(place+1)/2+len(g.items)+g.odd*(place%2))
	}
	for place := 1; place < n; place += 3 {
		back := slices.Index(scale, said[place])
		say(place, back+1)
		if place%2 == 1 {
			say(place, back)
		}
	}
	return said
}

// play is a whole session.
func (g *game) play() {
	g.desk("session.start", room.None{}, nil)
	g.desk("question.now", room.QuestionNow{Question: 1}, nil)
	var closing []room.ItemID
	for _, kind := range []room.StatementKind{room.TitleAfter, room.View, room.Risk, room.Mechanism, room.Case, room.Placement} {
		by, n := room.Speaker, g.n
		switch kind {
		case room.TitleAfter:
			by = room.Moderator
		case room.Case:
			n = (g.n + 1) / 2
		}
		id := g.add(by, room.AddStatement{Kind: kind}, "A sentence of the kind "+string(kind))
		closing = append(closing, id)
		said := g.answered(id, kind.Scale().Choices, n)
		if kind.Weighed() {
			g.weigh(id, said)
		}
	}
	g.counts(closing)
	g.questions()
	g.cardBack()
	g.lookEverywhere()
	g.do(g.at(g.n-1), "ballot.withdraw", room.None{}, nil)
	g.look()
	for _, id := range closing {
		g.desk("statement.close", room.StatementRef{Statement: id}, nil)
		g.look()
	}
	g.reasons(closing[3])
	g.outcomes(closing[1])
	g.lookEverywhere()
	g.desk("session.close", room.None{}, nil)
	g.look()
	g.lookEverywhere()
}

// weigh has those who think it real say how heavy.
func (g *game) weigh(id room.ItemID, said map[int]room.Answer) {
	weights := room.WeightScale().Choices
	for place := range g.n {
		if said[place] == room.Real {
			g.do(g.at(g.takes(place, g.crossed())), "vote.weigh", room.WeighStatement{Statement: id, Weight: weights[place%3]}, nil)
			g.look()
		}
	}
}

// counts has hands counted beside phones, and one card hidden and shown again.
func (g *game) counts(ids []room.ItemID) {
	g.desk("statement.count", room.CountStatement{Statement: ids[1], Line: room.InTheRoom, Tally: room.Tally{Agree: 3, Disagree: 1}}, nil)
	g.desk("statement.count", room.CountStatement{Statement: ids[3], Line: room.InTheRoom, Choices: map[room.Answer]int{room.Support: 9, room.Cannot: 1}}, nil)
	k := g.seats[room.Moderator].Command("statement.hide").As(room.ActorSeat)
	g.send(k, room.HideStatement{Statement: ids[1], Rule: "spam", Reason: k.Text("It sells paint")}, nil)
	g.look()
	k = g.seats[room.Moderator].Command("statement.restore").As(room.ActorSeat)
	g.send(k, room.RestoreStatement{Statement: ids[1], Reason: k.Text("By mistake")}, nil)
	g.look()
}

// questions are supported, made one and taken apart, with support in between.
func (g *game) questions() {
	one := g.add(room.Speaker, room.AddStatement{Kind: room.Question}, "Who holds the brush?")
	two := g.add(room.Speaker, room.AddStatement{Kind: room.Question}, "Who paints?")
	for place := range g.n - 1 {
		if place%4 != 3 {
			g.vote(place, one, room.Support)
		}
	}
	for place := g.n / 2; place < g.n; place++ {
		g.vote(place, two, room.Support)
	}
	for range 2 {
		g.desk("question.merge", room.MergeQuestion{Statement: two, Into: one}, nil)
		g.look()
		g.vote(1, one, room.NoSupport)
		g.desk("question.unmerge", room.StatementRef{Statement: two}, nil)
		g.look()
		g.vote(1, one, room.Support)
	}
}

// cardBack takes back a card whether it was answered or not: a refusal would
// tell that somebody did.
func (g *game) cardBack() {
	id := g.add(room.Speaker, room.AddStatement{Kind: room.View, Prepared: true}, "A card for later")
	for answered := range 2 {
		g.do(g.seats[room.Speaker], "card.show", room.StatementRef{Statement: id}, nil)
		if answered == 1 {
			g.vote(1, id, room.Agree)
		}
		g.look()
		g.do(g.seats[room.Speaker], "card.back", room.StatementRef{Statement: id}, nil)
	}
}

// reasons is why one cannot accept a mechanism, written by the accomplice's voice
// of another one.
func (g *game) reasons(closed room.ItemID) {
	id := g.add(room.Speaker, room.AddStatement{Kind: room.Mechanism}, "Another way to do it")
	g.answered(id, room.Mechanism.Scale().Choices[:2], g.n-1)
	k := g.at(0).Command("statement.add")
	a := room.AddStatement{Kind: room.Because, Text: k.Text("It costs too much")}
	a.Of = id
	var f room.StatementAdded
	g.send(k, a, &f)
	g.desk("statement.publish", room.StatementRef{Statement: f.Statement}, nil)
	g.desk("statement.close", room.StatementRef{Statement: id}, nil)
	g.look()
	k = g.seats[room.Speaker].Command("reply.give").As(room.ActorSeat)
	g.send(k, room.GiveReply{Statement: f.Statement, Text: k.Text("Less than rust does")}, nil)
	g.look()
}

// outcomes are answered in public totals; who answered what is not.
func (g *game) outcomes(cites room.ItemID) {
	for _, part := range []room.PartKind{room.Opening, room.Panel, room.Audience} {
		g.desk("part.next", room.NextPart{After: part}, nil)
	}
	g.desk("presence.count", room.CountPresence{Line: room.AllOnsite, Count: g.n}, nil)
	g.desk("presence.count", room.CountPresence{Line: room.AllOnline, Count: g.n}, nil)
	for _, text := range []string{"Bridges are painted.", "Bridges are painted red."} {
		k := g.seats[room.Moderator].Command("outcome.draft").As(room.ActorSeat)
		var f room.OutcomeDrafted
		g.send(k, room.DraftOutcome{Text: k.Text(text), Statements: []room.ItemID{cites}}, &f)
		ref := room.OutcomeRef{Outcome: f.Outcome}
		g.desk("outcome.read", ref, nil)
		g.desk("outcome.put", ref, nil)
		for place := range g.n - 1 {
			i, a := g.takes(place, false), room.Agree
			if place%3 == 1 {
				a = room.Disagree
			}
			g.do(g.at(i), "outcome.answer", room.AnswerOutcome{Outcome: f.Outcome, Answer: a}, nil)
			g.look()
		}
		g.desk("outcome.settle", ref, nil)
		g.look()
	}
}
