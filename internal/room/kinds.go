package room

import "slices"

// StatementKind is what a statement is about.
type StatementKind string

// The kinds of statements, with what each asks (docs/spec/outcomes.md).
const (
	View        StatementKind = "view"
	Concern     StatementKind = "concern"
	Risk        StatementKind = "risk"        // is it real, and how heavy
	Opportunity StatementKind = "opportunity" // likewise
	Mechanism   StatementKind = "mechanism"   // support, can live with, cannot accept
	Practice    StatementKind = "practice"    // what exists
	Shortfall   StatementKind = "shortfall"   // where it falls short
	Measure     StatementKind = "measure"     // what to do, and who acts
	Case        StatementKind = "case"        // does security need privacy here
	Placement   StatementKind = "placement"   // a kind of information: how private
	Question    StatementKind = "question"    // a written question to the table, supported by others
	Because     StatementKind = "because"     // why somebody cannot accept a mechanism
	TitleBefore StatementKind = "title-before"
	TitleAfter  StatementKind = "title-after"
)

// Kinds are all kinds that can be written, in the order of the pages; the
// title's two are the desk's alone.
var Kinds = []StatementKind{
	View, Concern, Risk, Opportunity, Mechanism, Practice, Shortfall, Measure, Case, Placement, Question, Because, TitleBefore, TitleAfter,
}

// Valid says whether k is one of the kinds.
func (k StatementKind) Valid() bool { return slices.Contains(Kinds, k) }

// Voted says whether statements of the kind are voted on; the others wait for a
// reply.
func (k StatementKind) Voted() bool { return k != Question && k != Because }

// IsTitle says whether statements of the kind ask the title question.
func (k StatementKind) IsTitle() bool { return k == TitleBefore || k == TitleAfter }

// Answer is what a ballot says to a statement or an outcome: one of the choices
// of its scale.
type Answer string

// The answers to outcomes and to most kinds of statements.
const (
	Agree    Answer = "agree"
	Disagree Answer = "disagree"
	Unsure   Answer = "unsure" // can't say; on every scale of votes
)

// The answers of the other scales.
const (
	Real    Answer = "real" // risk, opportunity
	NotReal Answer = "not-real"

	Light   Answer = "light" // … how heavy
	Serious Answer = "serious"
	Grave   Answer = "grave"

	Support  Answer = "support" // mechanism; question
	LiveWith Answer = "live-with"
	Cannot   Answer = "cannot"

	Needs    Answer = "needs" // case: security needs privacy here
	TradeOff Answer = "trade-off"
	Costs    Answer = "costs" // privacy costs security here

	Private    Answer = "private" // placement
	Safeguards Answer = "safeguards"
	PublicInfo Answer = "public"

	NoSupport Answer = "none" // takes the support of a question back
)

// Valid says whether a is an answer to an outcome.
func (a Answer) Valid() bool { return scalePlain.has(a) }

// Scale is the answers that one vote offers and what they mean as agree,
// disagree or can't say. At most four: see [Counts].
type Scale struct {
	Choices []Answer
	as      []Answer // nil: not projected
}

var (
	scalePlain     = &Scale{[]Answer{Agree, Disagree, Unsure}, []Answer{Agree, Disagree, Unsure}}
	scaleReal      = &Scale{[]Answer{Real, NotReal, Unsure}, []Answer{Agree, Disagree, Unsure}}
	scaleWeight    = &Scale{[]Answer{Light, Serious, Grave}, nil}
	scaleMechanism = &Scale{[]Answer{Support, LiveWith, Cannot, Unsure}, []Answer{Agree, Agree, Disagree, Unsure}}
	scaleCase      = &Scale{[]Answer{Needs, TradeOff, Costs, Unsure}, nil}
	scalePlacement = &Scale{[]Answer{Private, Safeguards, PublicInfo, Unsure}, nil}
	scaleSupport   = &Scale{[]Answer{Support}, nil}
	scaleNone      = &Scale{}
)

// Scale is how a statement of the kind is answered.
func (k StatementKind) Scale() *Scale {
	switch k {
	case Risk, Opportunity:
		return scaleReal
	case Mechanism:
		return scaleMechanism
	case Case:
		return scaleCase
	case Placement:
		return scalePlacement
	case Question:
		return scaleSupport
	case Because:
		return scaleNone
	}
	return scalePlain
}

// Weighed says whether a statement of the kind is also asked how heavy it is.
func (k StatementKind) Weighed() bool { return k == Risk || k == Opportunity }

// WeightScale is how heavy a risk or an opportunity is.
func WeightScale() *Scale { return scaleWeight }

func (sc *Scale) has(a Answer) bool { return slices.Contains(sc.Choices, a) }

// Plain says whether the scale is agree, disagree and can't say itself.
func (sc *Scale) Plain() bool { return sc == scalePlain }

// Projected says whether the scale's answers mean agree, disagree or can't say.
func (sc *Scale) Projected() bool { return sc.as != nil }

// read is the choice that an answer names: a choice of the scale itself or, as
// in records of older releases, the agree or disagree that stands for its
// first. "" is none.
func (sc *Scale) read(a Answer) Answer {
	if sc.has(a) {
		return a
	}
	if i := slices.Index(sc.as, a); i >= 0 {
		return sc.Choices[i]
	}
	return ""
}

// Counts is the number of answers by their place in a scale.
type Counts [4]int

// times is n answers of one kind; n may be negative, and the answer "".
func (sc *Scale) times(a Answer, n int) (c Counts) {
	if i := slices.Index(sc.Choices, a); i >= 0 {
		c[i] = n
	}
	return c
}

// N is the number of answers.
func (c Counts) N() (n int) {
	for _, k := range c {
		n += k
	}
	return n
}

// Plus is the sum of two counts of one scale.
func (c Counts) Plus(d Counts) Counts {
	for i, k := range d {
		c[i] += k
	}
	return c
}

// Tally is the counts as agree, disagree and can't say; nothing of a scale that
// is not projected.
func (sc *Scale) Tally(c Counts) (t Tally) {
	for i, a := range sc.as {
		t.Add(a, c[i])
	}
	return t
}

// ByChoice names the counts.
func (sc *Scale) ByChoice(c Counts) map[Answer]int {
	out := make(map[Answer]int, len(sc.Choices))
	for i, a := range sc.Choices {
		out[a] = c[i]
	}
	return out
}

// counts reads named counts back; false when a name is no choice, or a number is
// none that can be entered.
func (sc *Scale) counts(m map[Answer]int) (c Counts, ok bool) {
	for a, n := range m {
		i := slices.Index(sc.Choices, a)
		if i < 0 || n < 0 || n > MaxCount {
			return Counts{}, false
		}
		c[i] = n
	}
	return c, true
}

// fromTally is a tally on a projected scale, as [Scale.read] reads its answers.
func (sc *Scale) fromTally(t Tally) Counts {
	return sc.times(sc.read(Agree), t.Agree).Plus(sc.times(sc.read(Disagree), t.Disagree)).Plus(sc.times(sc.read(Unsure), t.Unsure))
}

// ScaleWord is the word for counts: by agree, disagree and can't say, or, on a scale
// without those, for the choice that most gave, which it names.
func (p OutcomePolicy) ScaleWord(sc *Scale, c Counts) (Word, Answer) {
	if sc.Projected() {
		return p.Word(sc.Tally(c)), ""
	}
	lead, most, unsure := Answer(""), 0, 0
	for i, a := range sc.Choices {
		switch {
		case a == Unsure:
			unsure = c[i]
		case c[i] > most:
			lead, most = a, c[i]
		}
	}
	switch w := p.Word(Tally{Agree: most, Disagree: c.N() - most - unsure, Unsure: unsure}); w {
	case WordAll, WordNearlyAll, WordMost:
		return w, lead
	case WordNone, WordManyUnsure:
		return w, ""
	}
	return WordDiffered, ""
}
