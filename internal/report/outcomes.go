package report

import (
	"sort"

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
		ID: o.ID, Text: b.text(o.Text), Kind: room.NotPut, Figures: []Line{}, Basis: b.basis(o),
	}
	hidden := b.s.Withheld(o)
	if hidden {
		x.Text = ""
	}
	rests := []string{"outcome-" + string(o.ID)}
	if f := o.Found; f != nil {
		x.Kind = f.Kind
		x.Said = b.said(f, rests)
		if f.Kind != room.NotPut {
			shown := b.s.ShownOutcome(o)
			x.Figures = b.figures(f.Phones, f.Lines)
			x.Sides, x.Groups = b.sides(shown), b.groups(shown)
		}
	} else {
		x.Said = b.sentence("report.said.not-put", rests, nil)
	}
	x.KindName = b.t.T("outcome." + string(x.Kind))
	x.Notes = b.notes(o, hidden)
	return x
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

// figures are the phones' line and each line counted without phones.
func (b *builder) figures(phones room.Tally, lines map[room.CountLine]room.Tally) []Line {
	out := []Line{line(b.t.T("report.line.phones"), phones)}
	var keys []string
	for k := range lines {
		keys = append(keys, string(k))
	}
	sort.Strings(keys)
	for _, k := range keys {
		out = append(out, line(b.lineName(room.CountLine(k)), lines[room.CountLine(k)]))
	}
	return out
}

func (b *builder) lineName(l room.CountLine) string {
	if id, ok := l.Hub(); ok {
		if p := b.s.People[id]; p != nil {
			return b.t.T("report.line.hub", words.Args{"name": b.text(p.Name)})
		}
	}
	return b.t.T("report.line." + string(l))
}

func line(label string, t room.Tally) Line { return Line{label, t.Agree, t.Disagree, t.Unsure} }

// notes are the fields, positions, objections and marks of an outcome.
func (b *builder) notes(o *room.Outcome, hidden bool) []Sentence {
	var out []Sentence
	rests := []string{"outcome-" + string(o.ID)}
	if hidden {
		out = append(out, b.sentence("report.rests_on_hidden", append(rests, anchors(o.Statements)...), nil))
	}
	if b.s.RestsOnErased(o) {
		out = append(out, b.sentence("report.rests_on_erased", append(rests[:1:1], anchors(o.Statements)...), nil))
	}
	found := room.NotPut
	if o.Found != nil {
		found = o.Found.Kind
	}
	for _, field := range []struct {
		key  string
		text room.Text
		kind room.OutcomeKind
	}{
		{"blocks", o.Blocks, room.NeedsInvestigation}, {"missing", o.Missing, room.NeedsInvestigation}, {"finder", o.Finder, room.NeedsInvestigation},
		{"for", o.For, room.OpenPoint}, {"against", o.Against, room.OpenPoint},
	} {
		if field.text != "" && !hidden && field.kind == found {
			out = append(out, b.sentence("report.field."+field.key, rests, words.Args{"text": b.text(field.text)}))
		}
	}
	for _, ob := range o.Objections {
		if !ob.Heard {
			continue
		}
		key, where := "report.objection.maintained", rests
		switch {
		case ob.Withdrawn && ob.Why != "":
			key = "report.objection.taken"
		case ob.Withdrawn:
			key = "report.objection.withdrawn"
		}
		if b.listed(ob.Turn) {
			where = append(where[:len(where):len(where)], turnAnchor(ob.Turn))
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
		if x == nil || !x.WasPublished() {
			continue
		}
		label := b.t.T("report.statement_hidden")
		if x.Hidden == nil {
			label = b.text(x.Text)
		}
		out = append(out, Basis{"statement-" + string(id), label})
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

func anchors(ids []room.ItemID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, "statement-"+string(id))
	}
	return out
}
