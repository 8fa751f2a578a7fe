package room

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"pgregory.net/rapid"
)

// traffic is random acts of desk, voices and ballots on one room, beside what a
// careful observer would write down of the accepted ones.
type traffic struct {
	*drive
	votes    map[ItemID]map[int]Answer // last accepted answers while open
	answers  map[ItemID]map[int]Answer
	declared map[int]Door
}

func newTraffic(t *rapid.T) *traffic {
	d := newDrive(t, smallSetup())
	x := &traffic{drive: d, votes: map[ItemID]map[int]Answer{}, answers: map[ItemID]map[int]Answer{}, declared: map[int]Door{}}
	for i := range 3 {
		d.join(i, Onsite)
	}
	if rapid.Bool().Draw(t, "live") {
		d.do(d.desk(Moderator), "session.start/1", None{})
		d.statement(View)
		d.put()
	}
	return x
}

func pick(t *rapid.T, ids []ItemID, name string) ItemID {
	return rapid.SampledFrom(append([]ItemID{"NONE"}, ids...)).Draw(t, name)
}

func (x *traffic) objectionIDs() (ids []ItemID) {
	for _, id := range x.s.OutcomeOrder {
		for _, b := range x.s.Outcomes[id].Objections {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

func drawCount(t *rapid.T) Tally {
	n := rapid.IntRange(-1, 9)
	return Tally{n.Draw(t, "agree"), n.Draw(t, "disagree"), n.Draw(t, "unsure")}
}

// actions are what rapid chooses from; refused acts are part of it.
func (x *traffic) actions() map[string]func(*rapid.T) {
	seat := func(name string, payload func(*rapid.T) any) func(*rapid.T) {
		return func(t *rapid.T) {
			by := x.desk(rapid.SampledFrom([]Role{Moderator, Moderator, Organizer, Rapporteur, Speaker}).Draw(t, "role"))
			_, _ = x.try(by, name, payload(t))
		}
	}
	statement := func(t *rapid.T) ItemID { return pick(t, x.s.StatementOrder, "statement") }
	outcome := func(t *rapid.T) ItemID { return pick(t, x.s.OutcomeOrder, "outcome") }
	objection := func(t *rapid.T) ItemID { return pick(t, x.objectionIDs(), "objection") }
	line := func(t *rapid.T) CountLine {
		return rapid.SampledFrom([]CountLine{InTheRoom, InTheChat, AllOnsite, HubLine("none")}).Draw(t, "line")
	}
	rule := func() (string, Text) { return "spam", x.text("Sold once.") }
	voice := func(t *rapid.T) Actor { return voiceID(rapid.IntRange(0, 3).Draw(t, "voice")) }
	kind := func(t *rapid.T) StatementKind { return rapid.SampledFrom(Kinds).Draw(t, "kind") }
	return map[string]func(*rapid.T){
		"start": func(t *rapid.T) { _, _ = x.try(x.desk(Moderator), "session.start/1", None{}) },
		"close": func(t *rapid.T) {
			if rapid.IntRange(0, 30).Draw(t, "dice") == 0 {
				_, _ = x.try(x.desk(Moderator), "session.close/1", None{})
			}
		},
		"wait": func(t *rapid.T) { x.now += Seconds(rapid.IntRange(0, 30).Draw(t, "seconds")) },
		"write": func(t *rapid.T) {
			_, _ = x.try(voice(t), "statement.add/1", &AddStatement{Kind: kind(t), Text: x.text("Mine."), Asks: x.drawAsks(t)})
		},
		"table": seat("statement.add/1", func(t *rapid.T) any {
			return &AddStatement{Kind: kind(t), Text: x.text("Ours."), Prepared: rapid.Bool().Draw(t, "prepared"), Asks: x.drawAsks(t)}
		}),
		"publish": seat("statement.publish/1", func(t *rapid.T) any { return &StatementRef{statement(t)} }),
		"reject": seat("statement.reject/1", func(t *rapid.T) any {
			r, why := rule()
			return &RejectStatement{Statement: statement(t), Rule: r, Reason: why}
		}),
		"hold":    seat("statement.hold/1", func(t *rapid.T) any { return &StatementRef{statement(t)} }),
		"hide":    seat("statement.hide/1", func(t *rapid.T) any { r, why := rule(); return &HideStatement{statement(t), r, why} }),
		"restore": seat("statement.restore/1", func(t *rapid.T) any { _, why := rule(); return &RestoreStatement{statement(t), why} }),
		"count": seat("statement.count/1", func(t *rapid.T) any {
			return &CountStatement{Statement: statement(t), Line: line(t), Tally: drawCount(t)}
		}),
		"end vote": func(t *rapid.T) {
			if rapid.IntRange(0, 4).Draw(t, "dice") == 0 {
				_, _ = x.try(x.desk(Moderator), "statement.close/1", &StatementRef{statement(t)})
			}
		},
		"draft": seat("outcome.draft/1", func(t *rapid.T) any {
			return &DraftOutcome{Text: x.text("So we say."), Statements: []ItemID{statement(t)}}
		}),
		"hide outcome":    seat("outcome.hide/1", func(t *rapid.T) any { r, why := rule(); return &HideOutcome{outcome(t), r, why} }),
		"restore outcome": seat("outcome.restore/1", func(t *rapid.T) any { _, why := rule(); return &RestoreOutcome{outcome(t), why} }),
		"edit": seat("outcome.edit/1", func(t *rapid.T) any {
			return &EditOutcome{outcome(t), DraftOutcome{Text: x.text("So we say now."), Blocks: x.text("A call.")}}
		}),
		"drop":   seat("outcome.drop/1", func(t *rapid.T) any { return &OutcomeRef{outcome(t)} }),
		"read":   seat("outcome.read/1", func(t *rapid.T) any { return &OutcomeRef{outcome(t)} }),
		"put":    seat("outcome.put/1", func(t *rapid.T) any { return &OutcomeRef{outcome(t)} }),
		"settle": seat("outcome.settle/1", func(t *rapid.T) any { return &OutcomeRef{outcome(t)} }),
		"hands":  seat("outcome.count/1", func(t *rapid.T) any { return &CountOutcome{outcome(t), line(t), drawCount(t)} }),
		"note": seat("note.add/1", func(t *rapid.T) any {
			return &AddNote{Text: x.text("Noted."), Statement: statement(t), Outcome: outcome(t)}
		}),
		"form": seat("form.set/1", func(t *rapid.T) any {
			return &SetForm{Field: rapid.SampledFrom(append(FormFields, "other")).Draw(t, "field"), Text: x.text("So it was.")}
		}),
		"present": seat("presence.count/1", func(t *rapid.T) any { return &CountPresence{line(t), rapid.IntRange(-1, 40).Draw(t, "n")} }),
		"object": func(t *rapid.T) {
			_, _ = x.try(voice(t), "objection.make/1", &MakeObjection{Outcome: outcome(t), Text: x.text("No.")})
		},
		"read objection": seat("objection.make/1", func(t *rapid.T) any { return &MakeObjection{Outcome: outcome(t), Text: x.text("They say no.")} }),
		"heard":          seat("objection.heard/1", func(t *rapid.T) any { return &ObjectionRef{objection(t)} }),
		"take":           seat("objection.take/1", func(t *rapid.T) any { return &TakeObjection{objection(t), x.text("Answered.")} }),
		"withdraw":       func(t *rapid.T) { _, _ = x.try(voice(t), "objection.withdraw/1", &ObjectionRef{objection(t)}) },
		"show":           seat("screen.show/1", func(t *rapid.T) any { return &ShowScene{rapid.SampledFrom(scenes).Draw(t, "scene"), statement(t)} }),
		"leave":          func(t *rapid.T) { _, _ = x.try(voice(t), "voice.leave/1", None{}) },
		"take along":     func(t *rapid.T) { x.withdraw(rapid.IntRange(0, 30).Draw(t, "ballot")) },
		"erase":          seat("text.erase/1", func(t *rapid.T) any { return &EraseText{Item: statement(t), Rule: EraseAsked} }),
		"vote": func(t *rapid.T) {
			id := statement(t)
			x.ballot(t, id, x.s.statement(id).scale, x.votes, x.drive.vote)
		},
		"answer": func(t *rapid.T) { x.ballot(t, outcome(t), scalePlain, x.answers, x.drive.answer) },
		"weigh": func(t *rapid.T) {
			_, _ = x.try(ballotID(rapid.IntRange(0, 30).Draw(t, "ballot")), "vote.weigh/1", &WeighStatement{statement(t), rapid.SampledFrom(scaleWeight.Choices).Draw(t, "weight")})
		},
		"edit card": func(t *rapid.T) {
			id := statement(t)
			by := x.desk(rapid.SampledFrom([]Role{Moderator, Speaker}).Draw(t, "role"))
			if _, err := x.try(by, "card.edit/1", &EditCard{Statement: id, Kind: kind(t), Text: x.text("Again."), Asks: x.drawAsks(t)}); err == nil {
				delete(x.votes, id) // they were cast on other words
			}
		},
		"discard card":   seat("card.discard/1", func(t *rapid.T) any { return &StatementRef{statement(t)} }),
		"show card":      seat("card.show/1", func(t *rapid.T) any { return &StatementRef{statement(t)} }),
		"card back":      seat("card.back/1", func(t *rapid.T) any { return &StatementRef{statement(t)} }),
		"reply":          seat("reply.give/1", func(t *rapid.T) any { return &GiveReply{Statement: statement(t), Text: x.text("So it is.")} }),
		"take reply":     seat("reply.take/1", func(t *rapid.T) any { return &StatementRef{statement(t)} }),
		"merge":          seat("question.merge/1", func(t *rapid.T) any { return &MergeQuestion{statement(t), statement(t)} }),
		"merge and back": func(t *rapid.T) { x.mergeAndBack(t, statement(t), statement(t)) },
		"veil": seat("text.hide/1", func(t *rapid.T) any {
			r, why := rule()
			return &HideText{Named{Item: rapid.SampledFrom([]ItemID{statement(t), objection(t)}).Draw(t, "item")}, r, why}
		}),
		"unveil": seat("text.restore/1", func(t *rapid.T) any {
			_, why := rule()
			return &RestoreText{Named{Item: rapid.SampledFrom([]ItemID{statement(t), objection(t)}).Draw(t, "item")}, why}
		}),
		"sanction": func(t *rapid.T) {
			r, why := rule()
			name := rapid.SampledFrom([]string{"person.warn/1", "person.mute/1", "person.ban/1"}).Draw(t, "act")
			_, _ = x.try(x.desk(Moderator), name, &Sanctioned{PersonID(voice(t).ID), r, why})
		},
		"unwarn": func(t *rapid.T) {
			_, _ = x.try(x.desk(Moderator), "person.unwarn/1", &PersonRef{PersonID(voice(t).ID)})
		},
		"forgive": func(t *rapid.T) {
			_, _ = x.try(x.desk(Moderator), "person.restore/1", &PersonRef{PersonID(voice(t).ID)})
		},
		"read warning": func(t *rapid.T) { _, _ = x.try(voice(t), "warning.read/1", None{}) },
		"appeal":       func(t *rapid.T) { _, _ = x.try(voice(t), "appeal.make/1", &MakeAppeal{x.text("It was not so.")}) },
		"answer appeal": func(t *rapid.T) {
			_, _ = x.try(x.desk(Organizer), "appeal.answer/1", &AnswerAppeal{pick(t, x.s.AppealOrder, "appeal"), x.text("It was.")})
		},
		"unmerge": seat("question.unmerge/1", func(t *rapid.T) any { return &StatementRef{statement(t)} }),
	}
}

// mergeAndBack merges two questions, lets somebody support what they became or
// nobody, and takes the merger back: both have the support that was given to
// each, and where nobody did, what was shown of it.
func (x *traffic) mergeAndBack(t *rapid.T, id, into ItemID) {
	a, b := x.s.statement(id), x.s.statement(into)
	ofA, ofB := maps.Clone(a.votes), maps.Clone(b.votes)
	was := x.s.Shown(b)
	if _, err := x.try(x.desk(Moderator), "question.merge/1", &MergeQuestion{id, into}); err != nil {
		return
	}
	i := rapid.IntRange(25, 40).Draw(t, "ballot")
	if i > 30 && x.drive.vote(i, Door{Side: Onsite}, into, Support) == nil {
		ofB[BallotID(ballotID(i).ID)] = Support
		x.noted(x.votes, into, i, Support)
		x.declare(i, Door{Side: Onsite})
	}
	x.do(x.desk(Moderator), "question.unmerge/1", &StatementRef{id})
	if now := x.s.Shown(b); i <= 30 && !reflect.DeepEqual(now, was) {
		t.Fatalf("merged and back: shown %+v, was %+v", now, was)
	}
	if !maps.Equal(a.votes, ofA) || !maps.Equal(b.votes, ofB) {
		t.Fatalf("merged and back: %v and %v, were %v and %v", a.votes, b.votes, ofA, ofB)
	}
}

// drawAsks is what a kind may ask, mostly nothing.
func (x *traffic) drawAsks(t *rapid.T) (a Asks) {
	switch rapid.IntRange(0, 5).Draw(t, "asks") {
	case 0:
		a.Falls, a.Privacy = []string{"citizens"}, Weakened
	case 1:
		a.Sees = x.text("A court.")
	case 2:
		a.Of = pick(t, x.s.StatementOrder, "of")
	}
	return a
}

// ballot lets one of thirty ballots answer, through a door that may say
// something new each time: only the first counts.
func (x *traffic) ballot(t *rapid.T, id ItemID, sc *Scale, seen map[ItemID]map[int]Answer, cast func(int, Door, ItemID, Answer) error) {
	choices := append(append([]Answer{NoSupport}, answers...), sc.Choices...)
	i, door, a := rapid.IntRange(0, 30).Draw(t, "ballot"), drawDoor(t), rapid.SampledFrom(choices).Draw(t, "answer")
	if cast(i, door, id, a) != nil {
		return
	}
	x.declare(i, door)
	x.noted(seen, id, i, sc.read(a))
}

func (x *traffic) declare(i int, door Door) {
	if _, ok := x.declared[i]; !ok {
		x.declared[i] = door
	}
}

func (x *traffic) noted(seen map[ItemID]map[int]Answer, id ItemID, i int, a Answer) {
	if seen[id] == nil {
		seen[id] = map[int]Answer{}
	}
	if seen[id][i] = a; a == "" {
		delete(seen[id], i)
	}
}

// withdraw takes back the ballot's open answers.
func (x *traffic) withdraw(i int) {
	if _, err := x.try(ballotID(i), "ballot.withdraw/1", None{}); err != nil {
		return
	}
	for id, seen := range x.votes {
		if x.s.Statements[id].Status == Open {
			delete(seen, i)
		}
	}
	for id, seen := range x.answers {
		if x.s.Outcomes[id].Status == Put {
			delete(seen, i)
		}
	}
}

// check compares the room with what the observer wrote down.
func (x *traffic) check() {
	x.Helper()
	checkOpinion(x, x.s)
	for i, door := range x.declared {
		if b := x.s.Ballots[BallotID(ballotID(i).ID)]; b == nil || b.Side != door.Side || b.Group != door.Group {
			x.Fatalf("ballot %d declared %v, is %+v", i, door, b)
		}
	}
	for id, seen := range x.votes {
		for i, a := range seen {
			if got := x.s.Statements[id].Answer(BallotID(ballotID(i).ID)); got != a {
				x.Fatalf("statement %s: ballot %d said %s, counts as %q", id, i, a, got)
			}
		}
	}
	for id, seen := range x.answers {
		var want Tally
		for i, a := range seen {
			want.Add(a, 1)
			if got := x.s.Outcomes[id].Answer(BallotID(ballotID(i).ID)); got != a {
				x.Fatalf("outcome %s: ballot %d said %s, counts as %q", id, i, a, got)
			}
		}
		if v := x.s.ShownOutcome(x.s.Outcomes[id]); v.Tally == nil || *v.Tally != want {
			x.Fatalf("outcome %s: shown %+v of %v", id, v, want)
		}
	}
}

func TestTraffic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := newTraffic(t)
		actions := x.actions()
		actions[""] = func(*rapid.T) { x.check() }
		t.Repeat(actions)
		checkReplayed(t, x.s, x.records)
	})
}

// TestTamperedRecords folds records whose payloads, facts, authors and types
// were exchanged. Apply takes them all, and the state still answers everybody.
func TestTamperedRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := newTraffic(t)
		t.Repeat(x.actions())
		any := rapid.IntRange(0, len(x.records)-1)
		s := New()
		for _, r := range x.records {
			switch rapid.IntRange(0, 5).Draw(t, "harm") {
			case 0:
				r.Payload = x.records[any.Draw(t, "payload")].Payload
			case 1:
				r.Facts = x.records[any.Draw(t, "facts")].Facts
			case 2:
				r.By = x.records[any.Draw(t, "by")].By
			case 3:
				r.Type = x.records[any.Draw(t, "type")].Type
			case 4:
				r.Facts = bend(t, r.Facts)
			}
			s.Apply(r)
			lookAround(s)
		}
		if s.Index != Index(len(x.records)) {
			t.Fatalf("%d of %d records counted", s.Index, len(x.records))
		}
	})
}

// bend changes one member of an object.
func bend(t *rapid.T, v jsontext.Value) jsontext.Value {
	var m map[string]any
	if json.Unmarshal(v, &m) != nil {
		return v
	}
	if len(m) == 0 {
		return v
	}
	k := rapid.SampledFrom(slices.Sorted(maps.Keys(m))).Draw(t, "member")
	m[k] = rapid.SampledFrom([]any{nil, -1.0, "", "NONE", true, map[string]any{}}).Draw(t, "bent")
	b, err := json.Marshal(m, json.Deterministic(true))
	if err != nil {
		return v
	}
	return b
}

// lookAround is every question that pages ask of statements and outcomes.
func lookAround(s *State) {
	for _, x := range s.Statements {
		s.Shown(x)
		s.Accepted(x)
		s.Unanswered(x.ID)
		s.NotReached(x)
		s.Listed(x)
	}
	for _, o := range s.Outcomes {
		s.ShownOutcome(o)
		s.Finding(o)
		s.Withheld(o)
	}
	s.AtClose()
	s.Voters()
}
