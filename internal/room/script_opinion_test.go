package room

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Statements go by s1, s2 … as written (s1 is the title's question), outcomes by
// o1, o2 …, objections by x1, x2 ….
var opinionWords = map[string]word{
	"say": func(sc *script, a args) (string, error) {
		p := AddStatement{
			Kind: StatementKind(a.at(1)), Text: sc.text(sc.unlike()), Turn: a.num("turn", 0), Question: a.num("question", 0),
			Proposal: a.at(2) == "proposal", Prepared: a.at(2) == "card", Chat: slices.Contains(a.bare, "chat"), Lang: a.by["lang"], Asks: sc.asks(a),
		}
		if name := a.by["hand"]; name != "" {
			p.Hand = sc.hand(name)
		}
		if _, err := sc.try(sc.by(a, a.at(0)), "statement.add/1", &p); err != nil {
			return "", err
		}
		return sc.statementLine(len(sc.s.StatementOrder)), nil
	},
	"publish":  statementWord("statement.publish/1"),
	"hold":     statementWord("statement.hold/1"),
	"reject":   statementWord("statement.reject/1"),
	"hide":     statementWord("statement.hide/1"),
	"unhide":   statementWord("statement.restore/1"),
	"end-vote": statementWord("statement.close/1"),
	"vote": func(sc *script, a args) (string, error) {
		return sc.cast(a, "vote.cast/1", &CastVote{Statement: sc.item(a.at(1)), Answer: Answer(a.at(2))})
	},
	"votes": func(sc *script, a args) (string, error) {
		id := sc.item(a.at(0))
		err := sc.castMany(a, sc.drive.vote, id)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%s: %s", a.at(0), sc.shown(sc.s.Shown(sc.s.statement(id)))), nil
	},
	"withdraw-votes": func(sc *script, a args) (string, error) {
		n := a.num("to", a.num("from", 0))
		for i := a.num("from", 0); i <= n; i++ {
			if _, err := sc.try(ballotID(i), "ballot.withdraw/1", None{}); err != nil {
				return "", err
			}
		}
		var out []string
		for i, id := range sc.s.StatementOrder {
			if x := sc.s.Statements[id]; len(x.votes) > 0 || x.published.Count.All.N() > 0 {
				out = append(out, fmt.Sprintf("s%d: %s", i+1, sc.shown(sc.s.Shown(x))))
			}
		}
		for i, id := range sc.s.OutcomeOrder {
			out = append(out, fmt.Sprintf("o%d: %s", i+1, sc.shown(sc.s.ShownOutcome(sc.s.Outcomes[id]))))
		}
		return strings.Join(out, "\n"), nil
	},
	"erase": func(sc *script, a args) (string, error) {
		p := sc.toErase(a.at(0))
		p.Rule = cmp.Or(a.by["rule"], EraseAsked)
		r, err := sc.try(sc.by(a, "organizer"), "text.erase/1", &p)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%d texts go", len(facts[Erased](r).Texts)), nil
	},
	"texts": func(sc *script, _ args) (string, error) {
		var out []string
		for i, id := range sc.s.StatementOrder {
			if x := sc.s.Statements[id]; x.Erased {
				out = append(out, fmt.Sprintf("s%d %s, erased", i+1, x.Status))
			}
		}
		for i, id := range sc.s.OutcomeOrder {
			if sc.s.RestsOnErased(sc.s.Outcomes[id]) {
				out = append(out, fmt.Sprintf("o%d rests on an erased text", i+1))
			}
		}
		return strings.Join(out, "\n"), nil
	},
	"count": func(sc *script, a args) (string, error) {
		p := CountStatement{Statement: sc.item(a.at(0)), Line: sc.line(a.at(1)), Tally: parseTally(a.at(2))}
		for _, c := range parseChoices(a.bare[2:]) {
			if p.Choices == nil {
				p.Choices = map[Answer]int{}
			}
			p.Choices[c.answer] = c.n
		}
		_, err := sc.try(sc.by(a, "moderator"), "statement.count/1", &p)
		return fmt.Sprintf("%s: %s", a.at(0), sc.shown(sc.s.Shown(sc.s.statement(p.Statement)))), err
	},

	"draft": func(sc *script, a args) (string, error) {
		p := sc.draft(a)
		p.Text = sc.text("We say.")
		_, err := sc.try(sc.by(a, "rapporteur"), "outcome.draft/1", &p)
		return fmt.Sprintf("o%d drafted", len(sc.s.OutcomeOrder)), err
	},
	"edit": func(sc *script, a args) (string, error) {
		p := EditOutcome{sc.item(a.at(0)), sc.draft(a)}
		if words := a.by["words"]; words != "" {
			p.Text = sc.text(strings.ReplaceAll(words, "_", " "))
		}
		_, err := sc.try(sc.by(a, "rapporteur"), "outcome.edit/1", &p)
		return a.at(0) + " edited", err
	},
	"discard": outcomeWord("outcome.drop/1"),
	"read":    outcomeWord("outcome.read/1"),
	"put":     outcomeWord("outcome.put/1"),
	"settle":  outcomeWord("outcome.settle/1"),
	"hide-outcome": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "outcome.hide/1", &HideOutcome{sc.item(a.at(0)), a.by["rule"], sc.text("It names a child.")})
		return sc.outcomeLine(a.at(0)), err
	},
	"unhide-outcome": func(sc *script, a args) (string, error) {
		p := RestoreOutcome{Outcome: sc.item(a.at(0))}
		if a.by["reason"] != "" {
			p.Reason = sc.text(a.by["reason"])
		}
		_, err := sc.try(sc.by(a, "moderator"), "outcome.restore/1", &p)
		return sc.outcomeLine(a.at(0)), err
	},
	"answer-outcome": func(sc *script, a args) (string, error) {
		return sc.cast(a, "outcome.answer/1", &AnswerOutcome{sc.item(a.at(1)), Answer(a.at(2))})
	},
	"answers": func(sc *script, a args) (string, error) {
		id := sc.item(a.at(0))
		if err := sc.castMany(a, sc.drive.answer, id); err != nil {
			return "", err
		}
		return fmt.Sprintf("%s: %s", a.at(0), sc.shown(sc.s.ShownOutcome(sc.s.outcome(id)))), nil
	},
	"hands": func(sc *script, a args) (string, error) {
		p := CountOutcome{sc.item(a.at(0)), sc.line(a.at(1)), parseTally(a.at(2))}
		_, err := sc.try(sc.by(a, "moderator"), "outcome.count/1", &p)
		return fmt.Sprintf("%s: %s", a.at(0), sc.shown(sc.s.ShownOutcome(sc.s.outcome(p.Outcome)))), err
	},
	"present": func(sc *script, a args) (string, error) {
		n, _ := strconv.Atoi(a.at(1))
		_, err := sc.try(sc.by(a, "moderator"), "presence.count/1", &CountPresence{sc.line(a.at(0)), n})
		return fmt.Sprintf("%d present", sc.s.PresentNow()), err
	},
	"outcome": func(sc *script, a args) (string, error) { return sc.outcomeLine(a.at(0)), nil },

	"objection": func(sc *script, a args) (string, error) {
		p := MakeObjection{Outcome: sc.item(a.at(1)), Text: sc.text("Because."), Turn: a.num("turn", 0)}
		_, err := sc.try(sc.by(a, a.at(0)), "objection.make/1", &p)
		return sc.objectionLine(fmt.Sprintf("x%d", len(sc.objections()))), err
	},
	"heard":     objectionWord("objection.heard/1", "moderator"),
	"take-back": objectionWord("objection.take/1", "moderator"),
	"withdraw":  objectionWord("objection.withdraw/1", ""),

	"scene": func(sc *script, a args) (string, error) {
		item := sc.item(a.at(1))
		if a.at(0) == "map" {
			item = ItemID(a.at(1))
		}
		_, err := sc.try(sc.by(a, "moderator"), "screen.show/1", &ShowScene{a.at(0), item})
		return strings.TrimSpace("screen: " + sc.s.Screen.Scene + " " + a.at(1)), err
	},
	"blank": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "screen.blank/1", &BlankScreen{a.at(0) != "off"})
		return fmt.Sprintf("screen blank: %v", sc.s.Screen.Blank), err
	},
}

// toErase is what a name means: a person, the title, the replies to s2, the hand
// of a person, a field of the form, or else an item.
func (sc *script) toErase(name string) EraseText {
	kind, of, _ := strings.Cut(name, ":")
	switch id, known := sc.ids[name]; {
	case known:
		return EraseText{Person: id}
	case name == "title":
		return EraseText{Text: sc.s.Info.Title}
	case kind == "reply":
		return EraseText{Reply: sc.item(of)}
	case kind == "hand":
		id := sc.hand(of)
		for _, t := range sc.s.Floor.Turns {
			if t.Person == sc.ids[of] {
				id = t.Hand
			}
		}
		return EraseText{Item: id}
	case slices.Contains(FormFields, FormField(name)):
		return EraseText{Item: ItemID(name)}
	}
	return EraseText{Item: sc.item(name)}
}

// item is the id behind s1, o1 or x1; "" for no name.
func (sc *script) item(name string) ItemID {
	if name == "" {
		return ""
	}
	ids := map[byte][]ItemID{'s': sc.s.StatementOrder, 'o': sc.s.OutcomeOrder}[name[0]]
	if name[0] == 'x' {
		for _, b := range sc.objections() {
			ids = append(ids, b.ID)
		}
	}
	if n, err := strconv.Atoi(name[1:]); err == nil && n >= 1 && n <= len(ids) {
		return ids[n-1]
	}
	return "ZZZZ"
}

// objections in the order in which they were made.
func (sc *script) objections() (out []*Objection) {
	for _, r := range sc.records {
		if r.Type == "objection.make/1" {
			out = append(out, sc.s.objection(facts[ObjectionMade](r).Objection))
		}
	}
	return out
}

func (sc *script) line(name string) CountLine {
	if id, ok := sc.ids[name]; ok {
		return HubLine(id)
	}
	return CountLine(name)
}

func parseTally(s string) (t Tally) {
	_, _ = fmt.Sscanf(s, "%d-%d-%d", &t.Agree, &t.Disagree, &t.Unsure)
	return t
}

func tallyText(t Tally) string { return fmt.Sprintf("%d-%d-%d", t.Agree, t.Disagree, t.Unsure) }

func door(a args) Door {
	d := Door{Side: Onsite, Group: a.by["group"]}
	if side, ok := a.by["side"]; ok {
		d.Side = Side(side)
	}
	return d
}

// cast is one named ballot's answer.
func (sc *script) cast(a args, name string, payload any) (string, error) {
	id := strings.ReplaceAll(fmt.Sprintf("%-32x", "ballot "+a.at(0)), " ", "0")
	_, err := sc.send(Envelope{Actor: Actor{ActorBallot, id}, Type: name, Payload: sc.json(payload), Door: door(a)})
	b := sc.s.Ballots[BallotID(id)]
	if err != nil || b == nil {
		return "", err
	}
	return strings.TrimSpace(fmt.Sprintf("%s: %s, from %s %s", a.at(1), a.at(2), b.Side, b.Group)), nil
}

// castMany lets ballots from=… on answer 9-1-2.
func (sc *script) castMany(a args, cast func(int, Door, ItemID, Answer) error, id ItemID) error {
	t := parseTally(a.at(1))
	i := a.num("from", 1)
	for _, x := range []struct {
		a Answer
		n int
	}{{Agree, t.Agree}, {Disagree, t.Disagree}, {Unsure, t.Unsure}} {
		for range x.n {
			if err := cast(i, door(a), id, x.a); err != nil {
				return err
			}
			i++
		}
	}
	return nil
}

func (sc *script) draft(a args) (p DraftOutcome) {
	p.Question = a.num("question", 0)
	for _, name := range fields(a.by["cites"]) {
		p.Statements = append(p.Statements, sc.item(name))
	}
	for _, n := range fields(a.by["turns"]) {
		turn, _ := strconv.Atoi(n)
		p.Turns = append(p.Turns, turn)
	}
	for _, f := range fields(a.by["fields"]) {
		*map[string]*Text{"blocks": &p.Blocks, "missing": &p.Missing, "finder": &p.Finder, "for": &p.For, "against": &p.Against}[f] = sc.text(f)
	}
	return p
}

func fields(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == ',' }) }

func (sc *script) statementLine(n int) string {
	x := sc.s.Statements[sc.s.StatementOrder[n-1]]
	out := fmt.Sprintf("s%d %s %s from %s", n, x.Status, x.Kind, x.Source)
	if x.Question != 0 {
		out += fmt.Sprintf(", question %d", x.Question)
	}
	if x.Turn != 0 {
		out += fmt.Sprintf(", turn %d", x.Turn)
	}
	if x.Hidden != nil {
		out += ", hidden: " + x.Hidden.Rule
	}
	if x.Erased {
		out += ", erased"
	}
	if x.Into != "" {
		out += ", merged into " + sc.statementName(x.Into)
	}
	switch r := x.Reply; {
	case r != nil && r.Turn != 0:
		out += fmt.Sprintf(", replied in turn %d", r.Turn)
	case r != nil:
		out += ", replied in writing"
	case sc.s.AnsweredThere(x):
		out += ", replied there"
	case sc.s.NotReached(x):
		out += ", not reached"
	}
	return out
}

func (sc *script) shown(v Shown) string {
	out := []string{string(v.State)}
	if v.Word != "" {
		out = append(out, string(v.Word))
	}
	if v.Tally != nil {
		out = append(out, tallyText(*v.Tally))
	}
	for _, k := range slices.Sorted(maps.Keys(v.Lines)) {
		out = append(out, fmt.Sprintf("%s %s", sc.lineName(k), tallyText(v.Lines[k])))
	}
	if v.Total != nil {
		out = append(out, "total "+tallyText(*v.Total))
	}
	for _, k := range slices.Sorted(maps.Keys(v.Side)) {
		out = append(out, fmt.Sprintf("%s %s", k, tallyText(v.Side[k])))
	}
	for _, k := range slices.Sorted(maps.Keys(v.Group)) {
		out = append(out, fmt.Sprintf("%s %s", k, tallyText(v.Group[k])))
	}
	if v.Late {
		out = append(out, "late")
	}
	if v.Lead != "" {
		out[1] += " say " + string(v.Lead)
	}
	if v.Choices != nil {
		out = append(out, choicesText(v.Choices))
	}
	for _, k := range slices.Sorted(maps.Keys(v.LineChoices)) {
		out = append(out, fmt.Sprintf("%s %s", sc.lineName(k), choicesText(v.LineChoices[k])))
	}
	if v.Weight != nil {
		out = append(out, "weight: "+sc.shown(*v.Weight))
	}
	return strings.Join(out, ", ")
}

func (sc *script) lineName(l CountLine) string {
	if id, ok := l.Hub(); ok {
		return sc.name(id)
	}
	return string(l)
}

func (sc *script) outcomeLine(name string) string {
	o := sc.s.outcome(sc.item(name))
	out := fmt.Sprintf("%s %s", name, o.Status)
	if f := o.Found; f != nil {
		out += fmt.Sprintf(": %s, %s of %d present, of the room %v, objections %d, %s", f.Kind, tallyText(f.Tally), f.Present, f.OfRoom, f.Objections, sc.shown(sc.s.ShownOutcome(o)))
	}
	if sc.s.Withheld(o) {
		out += ", rests on a hidden text"
	}
	if o.Stood != nil {
		for _, id := range o.Statements {
			if at, ok := o.Stood.Statements[id]; ok {
				out += strings.TrimRight(fmt.Sprintf("; cites %s %s", at.Class, cellsLine(at.Cells.By)), " ")
			}
		}
	}
	return out
}

func (sc *script) objectionLine(name string) string {
	b := sc.s.objection(sc.item(name))
	if b == nil {
		return name
	}
	return fmt.Sprintf("%s heard %v, turn %d, counts %v", name, b.Heard, b.Turn, b.Counts())
}

// unlike is a sentence that is like no other of a script.
func (sc *script) unlike() string {
	n := len(sc.s.StatementOrder)
	return fmt.Sprintf("Said %c%c.", "aeiou"[n%5], "bcfghjklmnpqrstvwxyz"[n/5%20])
}

func statementWord(name string) word {
	return func(sc *script, a args) (string, error) {
		var payload any = &StatementRef{sc.item(a.at(0))}
		rule, why := a.by["rule"], Text("")
		if a.by["reason"] != "" {
			why = sc.text(a.by["reason"])
		}
		switch name {
		case "statement.hold/1":
			payload = &HoldStatement{sc.item(a.at(0)), sc.also(a)}
		case "statement.reject/1":
			payload = &RejectStatement{Statement: sc.item(a.at(0)), Rule: rule, Reason: why, Also: sc.also(a)}
		case "statement.hide/1":
			payload = &HideStatement{sc.item(a.at(0)), rule, why}
		case "statement.restore/1":
			payload = &RestoreStatement{sc.item(a.at(0)), why}
		}
		if _, err := sc.try(sc.by(a, "moderator"), name, payload); err != nil {
			return "", err
		}
		n, _ := strconv.Atoi(a.at(0)[1:])
		return sc.statementLine(n) + "; " + sc.shown(sc.s.Shown(sc.s.Statements[sc.item(a.at(0))])), nil
	}
}

func outcomeWord(name string) word {
	return func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), name, &OutcomeRef{sc.item(a.at(0))})
		return sc.outcomeLine(a.at(0)), err
	}
}

func objectionWord(name, by string) word {
	return func(sc *script, a args) (string, error) {
		id := a.at(len(a.bare) - 1)
		var payload any = &ObjectionRef{sc.item(id)}
		if name == "objection.take/1" {
			p := TakeObjection{Objection: sc.item(id)}
			if a.by["reason"] != "" {
				p.Reason = sc.text(a.by["reason"])
			}
			payload = &p
		}
		_, err := sc.try(sc.by(a, cmp.Or(by, a.at(0))), name, payload)
		return sc.objectionLine(id), err
	}
}
