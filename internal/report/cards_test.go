package report

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"parley/internal/room"
)

// card writes a card at the moderator's desk.
func (p *table) card(kind room.StatementKind, text string, question int, asks room.Asks) room.ItemID {
	var x room.StatementAdded
	p.do(p.seats[room.Moderator], "statement.add", room.AddStatement{Kind: kind, Text: p.text(text), Question: question, Asks: asks}, &x)
	return x.Statement
}

// written has a voice write a card, which the desk publishes.
func (p *table) written(i int, add room.AddStatement) room.ItemID {
	var x room.StatementAdded
	p.do(p.voice(i), "statement.add", add, &x)
	p.do(p.seats[room.Moderator], "statement.publish", room.StatementRef{Statement: x.Statement}, nil)
	return x.Statement
}

// vote has so many ballots give each answer, from the first ballot on.
func (p *table) vote(x room.ItemID, answers ...any) {
	i := 0
	for k := 0; k < len(answers); k += 2 {
		for range answers[k+1].(int) {
			p.do(p.ballot(i), "vote.cast", room.CastVote{Statement: x, Answer: answers[k].(room.Answer)}, nil, room.Door{Side: side(i)})
			i++
		}
	}
}

func (p *table) weigh(x room.ItemID, weights ...room.Answer) {
	for i, w := range weights {
		p.do(p.ballot(i), "vote.weigh", room.WeighStatement{Statement: x, Weight: w}, nil)
	}
}

// cards plays a session with a card of every kind.
func cards(t *testing.T) *table {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	for i := range 24 {
		p.do(p.voice(i), "voice.join", room.Join{Side: side(i)}, nil, room.Door{Code: side(i)})
	}
	p.do(mod, "session.start", room.None{}, nil)
	p.do(mod, "question.now", room.QuestionNow{Question: 1}, nil)
	p.at = 60
	p.do(mod, "turn.seat", room.SeatTurn{Seat: p.s.SeatOrder[1]}, nil)
	p.vote(p.s.StatementOrder[0], room.Agree, 12, room.Disagree, 12)

	p.at = 90
	leak := p.card(room.Risk, "Letters leak when a second key exists.", 1, room.Asks{
		Falls: []string{"citizens", "business"}, Service: p.text("Post"), Privacy: room.Weakened,
	})
	p.vote(leak, room.Real, 25)
	p.weigh(leak, slices.Concat(slices.Repeat([]room.Answer{room.Light}, 9), slices.Repeat([]room.Answer{room.Serious}, 8), slices.Repeat([]room.Answer{room.Grave}, 8))...)
	trust := p.card(room.Opportunity, "People write more when nobody reads along.", 1, room.Asks{Falls: []string{"citizens"}, Privacy: room.ByDefault})
	p.vote(trust, room.Real, 6, room.NotReal, 3)

	hatch := p.card(room.Mechanism, "A judge may have one letter opened.", 2, room.Asks{
		Sees: p.text("One officer, one letter."), Orders: p.text("A judge."), Safeguard: p.text("The addressee is told."), Breaks: p.text("Nothing else."),
	})
	p.vote(hatch, room.Support, 10, room.LiveWith, 9, room.Cannot, 2, room.Unsure, 1)
	p.do(mod, "statement.count", room.CountStatement{Statement: hatch, Line: room.InTheRoom, Choices: map[room.Answer]int{room.Support: 3, room.Cannot: 1}}, nil)
	why := p.written(20, room.AddStatement{Kind: room.Because, Text: p.text("Judges are busy."), Asks: room.Asks{Of: hatch}})
	p.do(mod, "reply.give", room.GiveReply{Statement: why, Text: p.text("There is a duty judge.")}, nil)

	watch := p.card(room.Practice, "Sorting offices log who handles a bag.", 2, room.Asks{Acts: p.text("The post")})
	gap := p.card(room.Shortfall, "Nobody reads the log.", 2, room.Asks{Of: watch})
	p.card(room.Measure, "Publish the log every month.", 2, room.Asks{Of: gap, Acts: p.text("The post office")})
	p.card(room.Measure, "Teach pupils to seal letters.", 2, room.Asks{})
	p.vote(p.card(room.Case, "Reporting theft of a parcel.", 3, room.Asks{}), room.Needs, 14, room.TradeOff, 4, room.Costs, 2)
	p.vote(p.card(room.Placement, "Who writes to whom", 3, room.Asks{}), room.Private, 8, room.Safeguards, 9, room.PublicInfo, 4)

	p.at = 120
	ask := func(i int, text string) room.ItemID {
		return p.written(i, room.AddStatement{Kind: room.Question, Text: p.text(text), Question: 1})
	}
	live, written, twin, open := ask(1, "Who pays for the seals?"), ask(2, "How long are logs kept?"), ask(3, "Who pays?"), ask(4, "=SUM(A1) of all letters?")
	p.vote(live, room.Support, 7)
	p.do(mod, "question.merge", room.MergeQuestion{Statement: twin, Into: live}, nil)
	p.do(mod, "reply.give", room.GiveReply{Statement: live, Turn: 1}, nil)
	p.do(mod, "reply.give", room.GiveReply{Statement: written, Text: p.text("Five years.")}, nil)
	p.vote(open, room.Support, 2)
	p.written(5, room.AddStatement{Kind: room.Concern, Text: p.text("Nobody asked the carriers."), Question: 3})
	p.do(mod, "turn.end", room.TurnRef{Turn: 1}, nil)
	p.do(mod, "statement.close", room.StatementRef{Statement: leak}, nil)
	p.vote(p.card(room.TitleAfter, "Do closed letters make a town less safe?", 0, room.Asks{}), room.Agree, 3, room.Disagree, 19)
	p.at = 700
	p.do(mod, "session.close", room.None{}, nil)
	return p
}

func TestEveryKindOfCardHasItsPlace(t *testing.T) {
	p := cards(t)
	m := Build(p.s, p.texts, head(p), english(t))
	ids := ""
	for _, c := range m.Chapters {
		ids += c.ID + " "
	}
	if ids != "title risks mechanisms practices cases private asked " {
		t.Errorf("the chapters are %s", ids)
	}
	var markdown, html bytes.Buffer
	if err := errors.Join(Markdown(&markdown, m), HTML(&html, m, "")); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"All who answered saw this risk.", "They differed on its weight.", "if privacy is weakened", "Citizens, Business",
		"Nearly all who answered support it or can live with it.", "Acceptable? Yes: common ground",
		"Answered in writing by Workshop office: There is a duty judge.", "Judges are busy.",
		"Most of those who answered said: Security needs privacy here.", "Views differed.",
		"5 people supported it.", "Answered live in turn 1.", "Five years.", "Merged into: Who pays for the seals?", "Not reached.",
		"Fewer than five people supported it.", "Most disagreed, 17 of 20", "Nobody asked the carriers.",
	} {
		if !strings.Contains(markdown.String(), want) || !strings.Contains(html.String(), want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// TestWhatWasAnsweredTogetherWasReached also once the words of the question that
// had the answer are gone.
func TestWhatWasAnsweredTogetherWasReached(t *testing.T) {
	p := cards(t)
	for _, x := range p.s.Statements {
		if into := x.Into; into != "" {
			p.do(p.seats[room.Moderator], "statement.hide", room.HideStatement{Statement: into, Rule: "spam", Reason: p.text("Sold.")}, nil)
		}
	}
	for _, c := range Build(p.s, p.texts, head(p), english(t)).Chapters {
		for _, x := range c.Statements {
			if x.Text != "Who pays?" {
				continue
			}
			if said := x.Said[len(x.Said)-1]; x.Standing != MergedInto || x.Into != "" || said.Text != "Merged into another question, which was answered." {
				t.Errorf("stands %q, %q: %s", x.Standing, x.Into, said.Text)
			}
			return
		}
	}
	t.Error("the question is not in the report")
}

// TestWhatBelongsTogetherStandsTogether: a shortfall under its practice, its
// measure under it, and the reason under its mechanism.
func TestWhatBelongsTogetherStandsTogether(t *testing.T) {
	p := cards(t)
	for _, c := range Build(p.s, p.texts, head(p), english(t)).Chapters {
		switch c.ID {
		case "practices":
			if len(c.Statements) != 2 || len(c.Statements[0].Under) != 1 || len(c.Statements[0].Under[0].Under) != 1 {
				t.Errorf("practices: %+v", c.Statements)
			}
		case "mechanisms":
			if len(c.Statements) != 1 || len(c.Statements[0].Under) != 1 || c.Statements[0].Under[0].Kind != room.Because {
				t.Errorf("mechanisms: %+v", c.Statements)
			}
		case "risks":
			if len(c.Falls) != 2 || len(c.Falls[0].Risks) != 1 || len(c.Falls[0].Opportunities) != 1 || c.Falls[1].Whom != "business" {
				t.Errorf("who is concerned: %+v", c.Falls)
			}
		}
	}
}
