package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/internal/room"
	"parley/internal/words"
)

// form is the host body's form: what was written into each field, or
// what the rule proposes as long as nobody wrote anything.
func (b *builder) form() []FormField {
	out := make([]FormField, 0, len(room.FormFields))
	for _, field := range room.FormFields {
		x := FormField{Field: field, Anchor: "form-" + string(field), Name: b.t.T("report.form." + string(field)), Rests: []string{}}
		if written, ok := b.s.Form[field]; ok {
			x.Written = paragraphs(b.text(written.Text))
			x.Rests = b.last(room.Thing{Kind: room.AFormField, ID: room.ItemID(field)}, "form.set/1")
		} else {
			x.Proposed = b.proposed(field)
		}
		out = append(out, x)
	}
	return out
}

func paragraphs(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(p string) bool { return strings.TrimSpace(p) == "" })
}

// fieldMost is the greatest length in characters of what a field takes.
const fieldMost = 3000

// Proposals are what the rule proposes for every field of the form, a sentence a
// line, as many as the field takes; "" where the record holds nothing for it. They
// are plain text, to be gone on with in a field.
func Proposals(s *room.State, texts room.Texts, t *words.Words) map[room.FormField]string {
	b := newBuilder(s, texts, t.Plain())
	out := make(map[room.FormField]string, len(room.FormFields))
	for _, field := range room.FormFields {
		var lines []string
		long := -1
		for _, x := range b.proposed(field) {
			if long += 1 + utf8.RuneCountInString(x.Text); long > fieldMost {
				break
			}
			lines = append(lines, x.Text)
		}
		out[field] = strings.Join(lines, "\n")
	}
	return out
}

func (b *builder) proposed(field room.FormField) []Sentence {
	switch field {
	case room.Takeaways:
		return b.takeaways()
	case room.Action:
		return b.actions()
	}
	return b.summary()
}

// takeaways are the outcomes that say something, in their own words with their
// figures.
func (b *builder) takeaways() []Sentence {
	var out []Sentence
	for _, id := range b.s.OutcomeOrder {
		o := b.s.Outcomes[id]
		if o.Found == nil || b.s.Withheld(o) {
			continue
		}
		switch o.Found.Kind {
		case room.CommonGround, room.CommonGroundAgainst, room.OpenPoint, room.NeedsInvestigation:
			rests := append(b.settledIn(o), outcomeAnchor(id))
			out = append(out, b.sentence("report.form.takeaway", rests, words.Args{
				"text": b.text(o.Text), "said": b.said(o.Found, rests).Text,
			}))
		}
	}
	return out
}

// actions are the measures that most of those who answered agreed with, and who
// acts.
func (b *builder) actions() []Sentence {
	var out []Sentence
	for _, id := range b.s.StatementOrder {
		x := b.s.Statements[id]
		if x.Kind != room.Measure || !b.shows(x) || !x.Public() {
			continue
		}
		switch b.s.Shown(x).Word {
		case room.WordAll, room.WordNearlyAll, room.WordMost:
			key := "report.form.measure"
			if x.Asks.Acts == "" {
				key = "report.form.measure.open"
			}
			said, rests := b.worded(x.Kind, b.s.Shown(x), nil).Text, append(b.votedIn(x), statementAnchor(id))
			if class, picture := b.stoodNow(id); class != "" {
				said, rests = b.t.T("report.form.measure.stands", words.Args{"said": said, "class": class}), append(rests, picture...)
			}
			out = append(out, b.sentence(key, rests, words.Args{
				"text": b.text(x.Text), "acts": strings.TrimRight(b.text(x.Asks.Acts), ". "), "said": said,
			}))
		}
	}
	return out
}

// summary is the session in numbers.
func (b *builder) summary() []Sentence {
	s := b.s
	if s.Session.Phase == room.Before {
		return nil
	}
	var out []Sentence
	add := func(key string, rests []string, args words.Args) { out = append(out, b.sentence(key, rests, args)) }
	add("report.form.lasted", []string{b.latest(), "turns"}, words.Args{
		"took": duration(b.now - s.Session.Started), "planned": duration(s.Info.Seconds),
	})
	on, off, hubs := b.joined()
	add("report.form.joined", []string{b.latest()}, words.Args{
		"joined": b.t.T("report.joined", words.Args{"room": on, "online": off, "hubs": hubs}),
	})
	if n := s.PresentNow(); n > 0 && !s.PresentShort() {
		add("report.form.present", []string{b.latest()}, words.Args{"n": n})
	}
	turns, spoken := 0, room.Seconds(0)
	for _, x := range s.Balance(b.now).Sides {
		turns, spoken = turns+x.Turns, spoken+x.Seconds
	}
	add("report.form.turns", []string{b.latest(), "turns"}, words.Args{"n": turns, "time": duration(spoken)})
	return append(append(out, b.reached()...), b.counted()...)
}

// reached says how many of the session's questions were come to.
func (b *builder) reached() []Sentence {
	rests := []string{b.latest()}
	reached := 0
	for n := 1; n <= len(b.s.Agenda); n++ {
		rests = append(rests, questionAnchor(n))
		if b.question(n, "", "").Reached {
			reached++
		}
	}
	if len(b.s.Agenda) == 0 {
		return nil
	}
	return []Sentence{b.sentence("report.form.reached", rests, words.Args{"reached": reached, "all": len(b.s.Agenda)})}
}

// counted says how many statements, questions and outcomes there were.
func (b *builder) counted() (out []Sentence) {
	var voted, asked []*room.Statement
	answered := 0
	for _, id := range b.s.StatementOrder {
		switch x := b.s.Statements[id]; {
		case !b.shows(x):
		case x.Kind.Voted():
			voted = append(voted, x)
		case x.Kind == room.Question:
			asked = append(asked, x)
			if b.s.Answered(x) {
				answered++
			}
		}
	}
	kinds, put := map[room.OutcomeKind]int{}, []string{b.latest()}
	for _, id := range b.s.OutcomeOrder {
		if f := b.s.Outcomes[id].Found; f != nil && f.Kind != room.NotPut {
			kinds[f.Kind]++
			put = append(put, outcomeAnchor(id))
		}
	}
	add := func(key string, n int, rests []string, args words.Args) {
		if n > 0 {
			args["n"] = n
			out = append(out, b.sentence(key, rests, args))
		}
	}
	add("report.form.statements", len(voted), append(places(voted), b.latest()), words.Args{})
	add("report.form.asked", len(asked), append(places(asked), b.latest()), words.Args{"answered": answered})
	add("report.form.outcomes", len(put)-1, put, words.Args{"kinds": b.kinds(kinds)})
	return out
}

// places are the questions of the session that the statements stand under, and
// the first of those that stand under none.
func places(xs []*room.Statement) (out []string) {
	alone := false
	for _, x := range xs {
		at := questionAnchor(x.Question)
		if x.Question == 0 {
			if at = statementAnchor(x.ID); alone {
				continue
			}
			alone = true
		}
		if !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}

// kinds are numbers of outcomes by what they were found to be.
func (b *builder) kinds(n map[room.OutcomeKind]int) string {
	var out []string
	for _, k := range []room.OutcomeKind{
		room.CommonGround, room.CommonGroundAgainst, room.OpenPoint, room.NeedsInvestigation, room.NotSettled, room.TooFew,
	} {
		if n[k] > 0 {
			out = append(out, fmt.Sprintf("%s: %d", b.t.T("outcome."+string(k)), n[k]))
		}
	}
	return b.t.List(out)
}
