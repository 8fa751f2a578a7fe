package room

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// cardWords are what is done with cards, questions and reasons, and with the
// answers of scales of their own. Answers go by choice: real:12 not-real:3.
var cardWords = map[string]word{
	"cast": func(sc *script, a args) (string, error) {
		id, i := sc.item(a.at(0)), a.num("from", 1)
		for _, c := range parseChoices(a.bare[1:]) {
			for range c.n {
				if err := sc.drive.vote(i, door(a), id, c.answer); err != nil {
					return "", err
				}
				i++
			}
		}
		return fmt.Sprintf("%s: %s", a.at(0), sc.shown(sc.s.Shown(sc.s.statement(id)))), nil
	},
	"weigh": func(sc *script, a args) (string, error) {
		id, i := sc.item(a.at(0)), a.num("from", 1)
		for _, c := range parseChoices(a.bare[1:]) {
			for range c.n {
				if _, err := sc.try(ballotID(i), "vote.weigh/1", &WeighStatement{id, c.answer}); err != nil {
					return "", err
				}
				i++
			}
		}
		return fmt.Sprintf("%s: %s", a.at(0), sc.shown(sc.s.Shown(sc.s.statement(id)))), nil
	},
	"card-edit": func(sc *script, a args) (string, error) {
		p := EditCard{Statement: sc.item(a.at(0)), Kind: StatementKind(a.at(1)), Text: sc.text("Said again."), Question: a.num("question", 0), Lang: a.by["lang"], Asks: sc.asks(a)}
		_, err := sc.try(sc.by(a, "speaker-1"), "card.edit/1", &p)
		return sc.statementOf(a.at(0)), err
	},
	"card-discard": cardWord("card.discard/1"),
	"card-show":    cardWord("card.show/1"),
	"card-back":    cardWord("card.back/1"),
	"reply": func(sc *script, a args) (string, error) {
		p := GiveReply{Statement: sc.item(a.at(0)), Turn: a.num("turn", 0)}
		if a.at(1) == "written" {
			p.Text = sc.text("So it is.")
		}
		_, err := sc.try(sc.by(a, "moderator"), "reply.give/1", &p)
		return sc.statementOf(a.at(0)), err
	},
	"take-reply": cardWord("reply.take/1"),
	"merge-question": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "question.merge/1", &MergeQuestion{sc.item(a.at(0)), sc.item(a.at(1))})
		return sc.supportOf(a.bare), err
	},
	"unmerge-question": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "question.unmerge/1", &StatementRef{sc.item(a.at(0))})
		return sc.supportOf(a.bare), err
	},
	"statements": func(sc *script, a args) (string, error) { return sc.supportOf(a.bare), nil },
	"accepted": func(sc *script, a args) (string, error) {
		x := sc.s.statement(sc.item(a.at(0)))
		return fmt.Sprintf("%s: %s, %d reasons unanswered", a.at(0), cmp.Or(sc.s.Accepted(x), "open"), sc.s.Unanswered(x.ID)), nil
	},
	"asks": func(sc *script, a args) (string, error) {
		x := sc.s.statement(sc.item(a.at(0)))
		out := []string{strings.Join(x.Asks.Falls, "+"), x.Asks.Privacy}
		for _, t := range x.Texts() {
			out = append(out, sc.texts[t])
		}
		if x.Asks.Of != "" {
			out = append(out, "of "+sc.statementName(x.Asks.Of))
		}
		return strings.Join(slices.DeleteFunc(out, func(s string) bool { return s == "" }), ", "), nil
	},
}

// cardWord is a command that names a statement alone.
func cardWord(name string) word {
	return func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "speaker-1"), name, &StatementRef{sc.item(a.at(0))})
		return sc.statementOf(a.at(0)), err
	}
}

// asks reads a kind's fields; texts are their own names.
func (sc *script) asks(a args) Asks {
	out := Asks{Falls: fields(a.by["falls"]), Privacy: a.by["privacy"], Of: sc.item(a.by["of"])}
	for name, t := range map[string]*Text{
		"service": &out.Service, "sees": &out.Sees, "orders": &out.Orders,
		"safeguard": &out.Safeguard, "breaks": &out.Breaks, "acts": &out.Acts,
	} {
		if a.by[name] != "" {
			*t = sc.text(a.by[name])
		}
	}
	if to := a.by["to"]; to != "" {
		out.To = ItemID(cmp.Or(sc.seats[to].ID, to))
	}
	return out
}

type choice struct {
	answer Answer
	n      int
}

func parseChoices(bare []string) (out []choice) {
	for _, s := range bare {
		if a, n, ok := strings.Cut(s, ":"); ok {
			k, _ := strconv.Atoi(n)
			out = append(out, choice{Answer(a), k})
		}
	}
	return out
}

func choicesText(m map[Answer]int) string {
	var out []string
	for _, a := range slices.Sorted(maps.Keys(m)) {
		out = append(out, fmt.Sprintf("%s:%d", a, m[a]))
	}
	return strings.Join(out, " ")
}

func (sc *script) statementName(id ItemID) string {
	return fmt.Sprintf("s%d", slices.Index(sc.s.StatementOrder, id)+1)
}

// statementOf is the line of the named statement; "" when there is none.
func (sc *script) statementOf(name string) string {
	n, _ := strconv.Atoi(name[1:])
	if n < 1 || n > len(sc.s.StatementOrder) {
		return ""
	}
	return sc.statementLine(n)
}

// supportOf tells the named statements with what is shown of them.
func (sc *script) supportOf(names []string) string {
	var out []string
	for _, name := range names {
		out = append(out, sc.statementOf(name)+"; "+sc.shown(sc.s.Shown(sc.s.statement(sc.item(name)))))
	}
	return strings.Join(out, "\n")
}
