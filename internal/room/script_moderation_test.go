package room

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Appeals go by a1, a2 … as made.
var moderationWords = map[string]word{
	"warn":   sanctionWord("person.warn/1"),
	"unwarn": personWord("person.unwarn/1"),
	"understood": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.voice(a.at(0)), "warning.read/1", None{})
		return sc.acts(a.at(0)), err
	},
	"acts": func(sc *script, a args) (string, error) { return sc.acts(a.at(0)), nil },
	"appeal": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, a.at(0)), "appeal.make/1", &MakeAppeal{sc.text("It was no advertisement.")})
		return fmt.Sprintf("a%d made", len(sc.s.AppealOrder)), err
	},
	"answer-appeal": func(sc *script, a args) (string, error) {
		id := ItemID("ZZZZ")
		if n, err := strconv.Atoi(a.at(0)[1:]); err == nil && n <= len(sc.s.AppealOrder) {
			id = sc.s.AppealOrder[n-1]
		}
		_, err := sc.try(sc.by(a, "organizer"), "appeal.answer/1", &AnswerAppeal{id, sc.text("It was.")})
		return a.at(0) + " answered", err
	},
	"veil": func(sc *script, a args) (string, error) {
		p := HideText{Named: sc.named(a.at(0)), Rule: cmp.Or(a.by["rule"], "private-data"), Reason: sc.text("It names a child.")}
		r, err := sc.try(sc.by(a, "moderator"), "text.hide/1", &p)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%d texts hidden", len(facts[TextHidden](r).Texts)), nil
	},
	"unveil": func(sc *script, a args) (string, error) {
		p := RestoreText{Named: sc.named(a.at(0))}
		if a.by["reason"] != "" {
			p.Reason = sc.text(a.by["reason"])
		}
		_, err := sc.try(sc.by(a, "moderator"), "text.restore/1", &p)
		return a.at(0) + " shown again", err
	},
	"listed": func(sc *script, _ args) (string, error) {
		var out []string
		for i, id := range sc.s.StatementOrder {
			x := sc.s.Statements[id]
			switch {
			case sc.s.Listed(x) && x.Public():
				out = append(out, fmt.Sprintf("s%d", i+1))
			case sc.s.Listed(x):
				out = append(out, fmt.Sprintf("s%d without words", i+1))
			}
		}
		return "listed: " + strings.Join(out, ", "), nil
	},
	"moderation": func(sc *script, _ args) (string, error) {
		var out []string
		counted := sc.s.Moderation()
		for _, act := range CountedActs {
			for _, rule := range append(slices.Clone(sc.s.Info.Policy.Rules), "") {
				if n := counted[act][rule]; n > 0 {
					out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s %s", n, act, rule)))
				}
			}
		}
		return "counted: " + strings.Join(out, ", "), nil
	},
}

// named is what a veil names: a turn as t1, a person, or an item.
func (sc *script) named(name string) Named {
	if n, err := strconv.Atoi(strings.TrimPrefix(name, "t")); err == nil {
		return Named{Turn: n}
	}
	if id, ok := sc.ids[name]; ok {
		return Named{Person: id}
	}
	return Named{Item: sc.item(name)}
}

func (sc *script) acts(name string) string {
	out := []string{}
	for _, a := range sc.s.ActsOn(sc.ids[name]) {
		words := string(a.Kind) + " " + a.Rule
		if a.Read {
			words += ", read"
		}
		if a.Lifted {
			words += ", taken back"
		}
		out = append(out, words)
	}
	return name + ": " + strings.Join(out, "; ")
}

// checkModeration holds that what stands against a person is what was done and
// not taken back, and that nothing hidden or unpublished is listed but where an
// outcome rests on it.
func checkModeration(t failer, s *State) {
	t.Helper()
	for id, p := range s.People {
		stands := map[ActKind]bool{}
		for _, a := range p.Acts {
			stands[a.Kind] = stands[a.Kind] || !a.Lifted
		}
		if p.Muted != stands[ActMute] || p.Banned != stands[ActBan] || (p.Warned() > 0) != stands[ActWarn] {
			t.Fatalf("%s: muted %v, banned %v, acts %v", id, p.Muted, p.Banned, p.Acts)
		}
	}
	for id, x := range s.Statements {
		if s.Listed(x) && (!x.WasPublished() || !x.Public() && !s.citedByOutcome(id)) {
			t.Fatalf("statement %s is listed: %s, hidden %v", id, x.Status, x.Hidden)
		}
	}
	for _, v := range s.Veils {
		if len(v.Texts) == 0 || s.VeiledOf(v.Named) != v {
			t.Fatalf("a veil over nothing, or two over one thing: %+v", v)
		}
	}
	if len(s.Appeals) != len(s.AppealOrder) || len(s.Told) > keptTold {
		t.Fatalf("%d appeals, %d in order; %d told", len(s.Appeals), len(s.AppealOrder), len(s.Told))
	}
}
