package report

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/room"
	"parley/internal/standing"
)

// grouped has sixty vote, and publishes a picture of two groups.
func grouped(t *testing.T) *table {
	p, all := answered(t)
	p.picture(all)
	mod := p.seats[room.Moderator]
	var o room.OutcomeDrafted
	p.do(mod, "outcome.draft", room.DraftOutcome{Text: p.text("We keep letters sealed."), Question: 1, Statements: []room.ItemID{all[0].id, all[4].id}}, &o)
	p.do(mod, "outcome.read", room.OutcomeRef{Outcome: o.Outcome}, nil)
	p.do(mod, "outcome.put", room.OutcomeRef{Outcome: o.Outcome}, nil)
	for i := range 12 {
		p.do(p.ballot(i), "outcome.answer", room.AnswerOutcome{Outcome: o.Outcome, Answer: room.Agree}, nil, room.Door{Side: side(i)})
	}
	p.at = 700
	p.do(mod, "session.close", room.None{}, nil)
	return p
}

// answered has sixty vote on six statements, forty of one mind and twenty of
// another.
func answered(t *testing.T) (*table, []planted) {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	p.do(mod, "session.start", room.None{}, nil)
	p.at = 30
	cast := func(text string, class room.StandingClass, people int, answer func(i int) room.Answer) planted {
		id := p.card(room.View, text, 1, room.Asks{})
		for i := range people {
			p.do(p.ballot(i), "vote.cast", room.CastVote{Statement: id, Answer: answer(i)}, nil, room.Door{Side: side(i)})
		}
		return planted{id, class, answer, people}
	}
	all := []planted{
		cast("Letters stay sealed.", room.ClassCommonFor, 60, func(i int) room.Answer { return oneOf(i%15 == 3, room.Disagree, room.Agree) }),
		cast("Every letter may be opened | on order.", room.ClassOpenBetween, 60, func(i int) room.Answer { return oneOf(i < 40, room.Disagree, room.Agree) }),
		cast("Postmen wear blue.", room.ClassOpenWithin, 60, func(i int) room.Answer { return oneOf(i%2 == 0, room.Disagree, room.Agree) }),
		cast("Seals cost little.", room.ClassUnsure, 60, func(i int) room.Answer { return oneOf(i%4 < 2, room.Unsure, room.Agree) }),
		cast("Post boxes are <red>.", room.ClassShort, 12, func(int) room.Answer { return room.Agree }),
		cast("Postcards are letters.", room.ClassCommonAgainst, 48, func(int) room.Answer { return room.Disagree }),
	}
	p.at = 60
	return p, all
}

// planted is a statement, how it is said to stand, and who answered what.
type planted struct {
	id     room.ItemID
	class  room.StandingClass
	answer func(i int) room.Answer
	people int
}

func oneOf[T any](is bool, yes, no T) T {
	if is {
		return yes
	}
	return no
}

// picture publishes that the first forty ballots are group A and all others B.
func (p *table) picture(all []planted) {
	group := func(b room.BallotID) (string, bool) {
		for i := range 60 {
			if p.ballot(i).ID == string(b) {
				return oneOf(i < 40, "A", "B"), true
			}
		}
		return "", false
	}
	pic := room.RecordStanding{Upto: p.s.Index, Engine: "1", People: 60, Letters: "AB", Statements: map[room.ItemID]room.StandingOf{}}
	sums := map[string]room.Tally{}
	for _, x := range all {
		of := room.StandingOf{Class: x.class, Confirmed: x.class == room.ClassCommonFor}
		if votes := p.s.CellVotes(x.id); votes != nil {
			of.Cells = votes.By("AB", group)
		}
		if x.class == room.ClassShort {
			of.More = 10
		}
		for letter, t := range of.Cells {
			sums[letter] = sums[letter].Plus(t)
		}
		pic.Votes += x.people
		pic.Statements[x.id] = of
	}
	pic.Groups = map[string]room.StandingGroup{
		"A": {People: 40, X: -0.4, Y: 0.1, SX: 0.2, SY: 0.1, R: 0.3},
		"B": {People: 20, X: 0.6, Y: -0.2, SX: 0.1, SY: 0.2, R: -0.2},
	}
	for letter, g := range pic.Groups {
		g.Agrees = float64(sums[letter].Agree) / float64(sums[letter].N())
		g.Holds = holds(letter, pic.Statements, all[1].id, all[0].id)
		pic.Groups[letter] = g
	}
	p.do(room.Actor{Kind: room.ActorRoom}, "standing", pic, nil)
}

// holds says that the statements set a group apart, the clearest first.
func holds(letter string, of map[room.ItemID]room.StandingOf, ids ...room.ItemID) map[room.ItemID]room.StandingHold {
	out := map[room.ItemID]room.StandingHold{}
	for i, id := range ids {
		h := room.StandingHold{Answer: room.Agree, Rank: i + 1}
		if letter == "A" {
			h.Answer = room.Disagree
		}
		h.Own, h.Rest, _ = room.StandingCells{By: of[id].Cells}.Shares(letter, h.Answer)
		h.Low, h.High = room.Round6(h.Own-h.Rest-0.1), room.Round6(min(1, h.Own-h.Rest+0.05))
		out[id] = h
	}
	return out
}

// TestThePictureIsInEveryForm: what the record says of groups, with percentages
// from twenty answers on, and links that lead somewhere.
func TestThePictureIsInEveryForm(t *testing.T) {
	p := grouped(t)
	m := Build(p.s, p.texts, head(p), english(t))
	var html, markdown, tables bytes.Buffer
	if err := errors.Join(HTML(&html, m, "/a/report.css"), Markdown(&markdown, m)); err != nil {
		t.Fatal(err)
	}
	linked(t, html.String(), toID)
	linked(t, markdown.String(), toPlace)
	for _, name := range StandingTables {
		if err := CSV(&tables, m, name); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(html.String(), name+".csv") || len(readTable(t, m, name)) < 3 {
			t.Errorf("the table %s is empty or linked nowhere", name)
		}
	}
	for what, in := range map[string]string{
		"37 of 40 agree (93\u00a0%)": html.String(), "5 of 5 disagree;": markdown.String(), "0 of 40 agree (0": markdown.String(),
		"10 more answers": html.String(), "A (40 people), B (20 people)": markdown.String(),
		"“Letters stay sealed.” (Common ground: agreed, Confirmed)": markdown.String(), "  - Group A: 37 of 40 agree": markdown.String(),
		"Group B: 19 of 20 agree": html.String(), "(The answers do not decide)": html.String(),
		",common-for,true,,false,A,37,3,0,": tables.String(), "\nA,40,": tables.String(), "A,1,": tables.String(),
	} {
		if !strings.Contains(in, what) {
			t.Errorf("%q is missing", what)
		}
	}
	if strings.Contains(markdown.String(), "5 of 5 disagree (") {
		t.Error("a percentage of five answers")
	}
}

// TestOneField: no groups is a finding, and there is no map of it. What everybody
// answered is as it is published.
func TestOneField(t *testing.T) {
	p, all := answered(t)
	pic := standing.Compute(p.s, nil)
	if pic.Record.Letters != "A" {
		t.Fatalf("the analysis finds the groups %q", pic.Record.Letters)
	}
	p.do(room.Actor{Kind: room.ActorRoom}, "standing", pic.Record, nil)
	m := Build(p.s, p.texts, head(p), english(t))
	var html, markdown, tables bytes.Buffer
	if err := errors.Join(HTML(&html, m, ""), Markdown(&markdown, m), CSV(&tables, m, "standing")); err != nil {
		t.Fatal(err)
	}
	for what, in := range map[string]string{
		"No groups were found": html.String(), "<th scope=\"col\">Everybody, as published</th>": html.String(), "56 of 60 agree (93\u00a0%)": html.String(),
		"It would take more answers": html.String(), "56 of 60 agree (93": markdown.String(), string(all[0].id) + ",common-for,true,,false,,56,4,0,": tables.String(),
	} {
		if !strings.Contains(in, what) {
			t.Errorf("%q is missing", what)
		}
	}
	page := html.String()
	if m.Stood.Map != nil || strings.Contains(page, "<svg") || strings.Contains(page, "Group A") || strings.Contains(page, "of a group") {
		t.Error("groups are told of that there are not")
	}
}

// TestNothingOfGroupsBefore: no picture is said to be missing where enough voted
// for one, and in a small room there is no word of groups.
func TestNothingOfGroupsBefore(t *testing.T) {
	p, _ := answered(t)
	if m := Build(p.s, p.texts, head(p), english(t)); m.Stood == nil || len(m.Stood.Said) != 1 || len(m.Stood.Classes) != 0 {
		t.Errorf("before the first picture the report says %v", m.Stood)
	}
	q := cards(t)
	m := Build(q.s, q.texts, head(q), english(t))
	var html, markdown, json bytes.Buffer
	if err := errors.Join(HTML(&html, m, ""), Markdown(&markdown, m), JSON(&json, m)); err != nil {
		t.Fatal(err)
	}
	for _, x := range []string{html.String(), markdown.String(), json.String()} {
		if strings.Contains(x, "Where the room stands") || strings.Contains(x, "stood") {
			t.Error("a small room's report speaks of where the room stands")
		}
	}
	if len(m.Tables()) != len(Tables) {
		t.Errorf("a small room has the tables %v", m.Tables())
	}
}

// TestHiddenStatementsLeaveThePicture: their words, classes and figures, in every
// form.
func TestHiddenStatementsLeaveThePicture(t *testing.T) {
	p := grouped(t)
	for _, id := range p.s.StatementOrder[1:3] {
		p.do(p.seats[room.Moderator], "statement.hide", room.HideStatement{Statement: id, Rule: "spam", Reason: p.text("Advertising.")}, nil)
	}
	m := Build(p.s, p.texts, head(p), english(t))
	var b bytes.Buffer
	if err := JSON(&b, m); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "Every letter may be opened") || strings.Contains(b.String(), "Letters stay sealed") {
		t.Error("hidden words stand in the report")
	}
	if then := m.Questions[0].Outcomes[0].Then; len(then.Statements) != 1 || then.Statements[0].Class != room.ClassShort {
		t.Errorf("what an outcome rests on stood so: %v", then)
	}
	for _, c := range m.Stood.Classes {
		if c.Class == room.ClassOpenBetween || c.Class == room.ClassCommonFor {
			t.Errorf("a hidden statement has a class: %v", c.Statements)
		}
	}
	for _, g := range m.Stood.Groups {
		if len(g.Holds) != 0 {
			t.Errorf("group %s holds %v", g.Letter, g.Holds)
		}
	}
}

// TestWhatIsNotDecidedHasItsAnswers: whoever asks why nothing is claimed sees how
// people answered, where that may be shown.
func TestWhatIsNotDecidedHasItsAnswers(t *testing.T) {
	p, all := answered(t)
	for i := range all {
		all[i].class = room.ClassShort
	}
	p.picture(all)
	m := Build(p.s, p.texts, head(p), english(t))
	var html, md bytes.Buffer
	if err := errors.Join(HTML(&html, m, ""), Markdown(&md, m)); err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{html.String(), md.String()} {
		if !strings.Contains(page, "37 of 40 agree") || !strings.Contains(page, "About 10 more answers of each group would decide it.") {
			t.Errorf("the answers are not there: %s", page)
		}
	}
}

// TestTheTitleIsInNoClass: a class would be no answer to its question.
func TestTheTitleIsInNoClass(t *testing.T) {
	p, all := answered(t)
	title := p.card(room.TitleAfter, "Do closed letters make a town less safe?", 0, room.Asks{})
	yes := func(int) room.Answer { return room.Agree }
	for i := range 60 {
		p.do(p.ballot(i), "vote.cast", room.CastVote{Statement: title, Answer: yes(i)}, nil, room.Door{Side: side(i)})
	}
	p.picture(append(all, planted{title, room.ClassCommonFor, yes, 60}))
	said := 0
	for _, c := range Build(p.s, p.texts, head(p), english(t)).Stood.Classes {
		for _, x := range c.Statements {
			said++
			if x.Statement == title {
				t.Errorf("the title stands as %s", c.Class)
			}
		}
	}
	if said != 6 {
		t.Errorf("%d statements have a class", said)
	}
}

// TestTheMapHoldsEveryGroup: every ellipse, every mark and one's own place lie in the
// picture, and there are not more marks than can be told apart.
func TestTheMapHoldsEveryGroup(t *testing.T) {
	const edge = mapMargin - leastAxis // as far as the least ellipse reaches beyond the margin
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.Float64Range(-1, 1)
		var groups []StandingGroup
		all := 0
		for i := range rapid.IntRange(1, 8).Draw(t, "groups") {
			g := StandingGroup{
				Letter: string(rune('A' + i)), People: rapid.IntRange(10, 300_000).Draw(t, "people"),
				X: unit.Draw(t, "x"), Y: unit.Draw(t, "y"),
				SX: rapid.Float64Range(0, 1).Draw(t, "sx"), SY: rapid.Float64Range(0, 1).Draw(t, "sy"), R: rapid.Float64Range(-0.99, 0.99).Draw(t, "r"),
			}
			groups, all = append(groups, g), all+g.People
		}
		marked := 0
		own := &Own{X: unit.Draw(t, "own x"), Y: unit.Draw(t, "own y")}
		f := frameOf(groups, own)
		at := f.ellipses(groups)
		inside := func(what string, p point, far float64) {
			if p.x < edge || p.y < edge || p.x > mapWide-edge || p.y > mapHigh-edge {
				t.Fatalf("%s at %v", what, p)
			}
			if last := at[len(at)-1]; math.Hypot(p.x-last.x, p.y-last.y) < far-1e-6 {
				t.Fatalf("%s at %v, on the letter at %v", what, p, last)
			}
		}
		for i, e := range at {
			n := max(1, (groups[i].People+perMark(all)/2)/perMark(all))
			marked += n
			for k := range n {
				inside("a mark", e.mark(k, n, at), mapApart)
			}
		}
		on, name := f.own(own, at)
		inside("one's own place", on, ownApart)
		inside("its name", name, 0)
		if marked > mostMarks+len(groups) {
			t.Fatalf("%d marks", marked)
		}
	})
}
