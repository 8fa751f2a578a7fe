package report

import (
	"parley/internal/room"
	"parley/internal/words"
)

// outcomes are those of question n that were not dropped, in order of drafting.
func (b *builder) outcomes(n int) []Outcome {
	out := []Outcome{}
	for _, id := range b.s.OutcomeOrder {
		o := b.s.Outcomes[id]
		if o.Question != n || o.Status == room.Dropped {
			continue
		}
		out = append(out, b.outcome(o))
	}
	return out
}

func (b *builder) outcome(o *room.Outcome) Outcome {
	x := Outcome{
		ID: o.ID, Question: o.Question, Text: b.text(o.Text), Kind: room.NotPut, Figures: []Figures{}, Basis: b.basis(o),
		Rests: b.all(anOutcome(o.ID)),
	}
	hidden := b.s.Withheld(o)
	if hidden {
		x.Text = ""
	}
	if f := o.Found; f != nil {
		x.Kind = f.Kind
		x.Said = b.said(f, b.settledIn(o))
		if f.Kind != room.NotPut {
			x.Found, x.Present, x.OfRoom = &f.Tally, f.Present, f.OfRoom
			x.Figures, x.Objections = b.outcomeFigures(o), f.Objections
		}
	} else {
		x.Said = b.sentence("report.said.not-put", b.last(anOutcome(o.ID), "outcome.draft/1"), nil)
	}
	x.KindName = b.t.T("outcome." + string(x.Kind))
	if !hidden {
		x.Fields = b.fields(o, x.Kind)
	}
	x.Notes = b.notes(o, x.Fields, hidden)
	x.Then = b.then(o)
	return x
}

// settledIn is the record in which the rule found what the outcome is.
func (b *builder) settledIn(o *room.Outcome) []string {
	for _, r := range b.s.Trail(anOutcome(o.ID)) {
		if r.Type == "outcome.settle/1" {
			return b.last(anOutcome(o.ID), r.Type)
		}
	}
	return []string{b.latest()}
}

// said words an outcome's figures by the published rule.
func (b *builder) said(f *room.Finding, rests []string) Sentence {
	if f.Kind == room.NotPut || f.Kind == room.TooFew {
		return b.sentence("report.said."+string(f.Kind), rests, words.Args{"n": f.Tally.N()})
	}
	among := "report.among.answered"
	switch {
	case f.OfRoom && (f.Kind == room.CommonGround || f.Kind == room.CommonGroundAgainst):
		among = "report.among.room"
	case f.Present > 0:
		among = "report.among.of"
	}
	args := words.Args{"n": f.Tally.N(), "present": f.Present}
	return b.sentence("report.said."+string(f.Kind), rests, words.Args{
		"how":   b.how(f.Tally),
		"among": b.t.T(among, args),
	})
}

// how says in graded words and figures how people answered.
func (b *builder) how(t room.Tally) string {
	return b.t.T("report.how."+string(b.s.Info.Policy.Outcome.Word(t)), words.Args{
		"n": t.N(), "a": t.Agree, "d": t.Disagree, "c": t.Unsure,
	})
}

// fields are what the outcome says as what it was found to be.
func (b *builder) fields(o *room.Outcome, found room.OutcomeKind) (out []Ask) {
	for _, f := range []struct {
		field string
		text  room.Text
		kind  room.OutcomeKind
	}{
		{"blocks", o.Blocks, room.NeedsInvestigation}, {"missing", o.Missing, room.NeedsInvestigation}, {"finder", o.Finder, room.NeedsInvestigation},
		{"for", o.For, room.OpenPoint}, {"against", o.Against, room.OpenPoint},
	} {
		if text := b.text(f.text); text != "" && f.kind == found {
			out = append(out, Ask{Field: f.field, Value: text})
		}
	}
	return out
}

// notes are the fields, objections and marks of an outcome.
func (b *builder) notes(o *room.Outcome, fields []Ask, hidden bool) []Sentence {
	var out []Sentence
	rests := b.last(anOutcome(o.ID), "outcome.draft/1", "outcome.edit/1")
	mark := func(key string) {
		where := append(b.last(anOutcome(o.ID), "outcome.draft/1", "outcome.hide/1"), b.anchors(o.Statements)...)
		out = append(out, b.sentence(key, where, nil))
	}
	if hidden {
		mark("report.rests_on_hidden")
	}
	if b.s.RestsOnErased(o) {
		mark("report.rests_on_erased")
	}
	for _, f := range fields {
		out = append(out, b.sentence("report.field."+f.Field, rests, words.Args{"text": f.Value}))
	}
	for _, ob := range o.Objections {
		if !ob.Heard {
			continue
		}
		key, where := "report.objection.maintained", b.all(room.Thing{Kind: room.AnObjection, ID: ob.ID})
		switch {
		case ob.Withdrawn && ob.Why != "":
			key = "report.objection.taken"
		case ob.Withdrawn:
			key = "report.objection.withdrawn"
		}
		if b.listed(ob.Turn) {
			where = append(where, turnAnchor(ob.Turn))
		}
		out = append(out, b.sentence(key, where, words.Args{"text": b.text(ob.Text), "why": b.text(ob.Why)}))
	}
	return out
}

// basis names what an outcome rests on. A hidden statement keeps its place and
// has no words.
func (b *builder) basis(o *room.Outcome) (out []Basis) {
	for _, id := range o.Statements {
		x := b.s.Statements[id]
		if !b.shows(x) {
			continue
		}
		label := b.t.T("report.statement_hidden")
		if x.Hidden == nil {
			label = b.text(x.Text)
		}
		out = append(out, Basis{statementAnchor(id), label})
	}
	for _, n := range o.Turns {
		if !b.listed(n) {
			continue
		}
		out = append(out, Basis{turnAnchor(n), b.t.T("report.turn_n", words.Args{"number": n})})
	}
	return out
}

// listed says whether turn n is on the floor's record: one that was taken back
// later is not.
func (b *builder) listed(n int) bool {
	t := b.s.Turn(n)
	return t != nil && !t.Void
}

func (b *builder) anchors(ids []room.ItemID) []string {
	var out []string
	for _, id := range ids {
		if b.shows(b.s.Statements[id]) {
			out = append(out, statementAnchor(id))
		}
	}
	return out
}
