package report

import (
	"slices"
	"strconv"
)

func (m *Model) agendaRows() [][]string {
	out := [][]string{{"question", "kind", "text", "reached", "turns", "seconds", "records"}}
	for _, q := range m.Questions {
		if q.N > 0 {
			out = append(out, []string{
				num(q.N), q.Kind, q.Text, strconv.FormatBool(q.Reached), num(q.Turns), num(q.Seconds), numbers(q.Rests),
			})
		}
	}
	return out
}

func (m *Model) outcomeRows() [][]string {
	out := [][]string{{
		"id", "question", "kind", "text", "agree", "disagree", "unsure", "present", "of_room", "objections",
		"blocks", "missing", "finder", "for", "against", "records",
	}}
	for _, q := range m.Questions {
		for _, o := range q.Outcomes {
			agree, disagree, unsure := "", "", ""
			if t := o.Found; t != nil {
				agree, disagree, unsure = num(t.Agree), num(t.Disagree), num(t.Unsure)
			}
			out = append(out, []string{
				string(o.ID), some(o.Question), string(o.Kind), o.Text, agree, disagree, unsure, some(o.Present), strconv.FormatBool(o.OfRoom), num(o.Objections),
				asked(o.Fields, "blocks"), asked(o.Fields, "missing"), asked(o.Fields, "finder"), asked(o.Fields, "for"), asked(o.Fields, "against"),
				numbers(slices.Concat(o.Said.Rests, o.Rests)),
			})
		}
	}
	return out
}

func (m *Model) statementRows() [][]string {
	out := [][]string{{
		"id", "kind", "question", "text", "lang", "hidden", "source", "turn",
		"falls", "service", "privacy", "sees", "orders", "safeguard", "breaks", "acts", "of",
		"shown", "answers", "word", "choice", "weight_word", "weight", "accepted", "records",
	}}
	for _, x := range m.statements() {
		if !x.Kind.Voted() {
			continue
		}
		a := x.Asks
		out = append(out, []string{
			string(x.ID), string(x.Kind), some(x.Question), x.Text, x.Lang, x.HiddenBy, string(x.Source), some(x.Turn),
			asked(a, "falls"), asked(a, "service"), asked(a, "privacy"), asked(a, "sees"), asked(a, "orders"), asked(a, "safeguard"), asked(a, "breaks"), asked(a, "acts"), string(x.Of),
			string(x.State), some(x.N), string(x.Word), string(x.Lead), string(x.Weight), string(x.Heavy), string(x.Accepted), numbers(x.Rests),
		})
	}
	return out
}

func (m *Model) questionRows() [][]string {
	out := [][]string{{
		"id", "kind", "question", "text", "lang", "hidden", "source", "to", "of", "shown", "support", "standing", "turn", "reply", "into", "records",
	}}
	for _, x := range m.statements() {
		if x.Kind.Voted() {
			continue
		}
		out = append(out, []string{
			string(x.ID), string(x.Kind), some(x.Question), x.Text, x.Lang, x.HiddenBy, string(x.Source), asked(x.Asks, "to"), string(x.Of),
			string(x.State), some(x.N), string(x.Standing), some(x.Replied), x.Reply, string(x.Into), numbers(x.Rests),
		})
	}
	return out
}

// countRows are all figures that are shown, one number a row.
func (m *Model) countRows() [][]string {
	out := [][]string{{"about", "id", "line", "label", "choice", "count"}}
	add := func(about, id string, tables []Figures) {
		for _, f := range tables {
			for _, row := range f.Rows {
				for i, c := range f.Choices {
					out = append(out, []string{about, id, row.Line, row.Label, string(c.Answer), num(row.N[i])})
				}
			}
		}
	}
	for _, q := range m.Questions {
		for _, o := range q.Outcomes {
			add("outcome", string(o.ID), o.Figures)
		}
	}
	for _, x := range m.statements() {
		add(string(x.Kind), string(x.ID), x.Figures)
	}
	return out
}

func (m *Model) turnRows() [][]string {
	out := [][]string{{"turn", "who", "side", "seat", "kind", "first", "question", "began", "seconds", "why", "corrected", "records"}}
	for _, t := range m.Turns {
		out = append(out, []string{
			num(t.N), t.Who, string(t.Side), string(t.Seat), string(t.Kind), strconv.FormatBool(t.First), some(t.Question),
			num(t.Began), num(t.Seconds), t.Why, t.Corrected, numbers(t.Rests),
		})
	}
	return out
}

func (m *Model) balanceRows() [][]string {
	out := [][]string{{"class", "code", "label", "turns", "first", "seconds", "records"}}
	for _, c := range []struct {
		class  string
		shares []Share
	}{{"side", m.Balance.Sides}, {"group", m.Balance.Groups}, {"region", m.Balance.Regions}} {
		for _, x := range c.shares {
			out = append(out, []string{c.class, x.Code, x.Label, num(x.Turns), some(x.First), num(x.Seconds), numbers(x.Rests)})
		}
	}
	return out
}

func (m *Model) seatRows() [][]string {
	out := [][]string{{"id", "name", "affiliation", "roles", "group", "region", "absent", "turns", "seconds", "records"}}
	for _, s := range m.Table {
		out = append(out, []string{
			string(s.ID), s.Name, s.Affiliation, s.Roles, s.Group, s.Region, strconv.FormatBool(s.Absent), num(s.Turns), num(s.Seconds), numbers(s.Rests),
		})
	}
	return out
}

func (m *Model) moderationRows() [][]string {
	out := [][]string{{"act", "rule", "count", "sentence", "records"}}
	for _, x := range m.Conduct {
		out = append(out, []string{x.Act, x.Rule, some(x.Count), x.Said.Text, numbers(x.Said.Rests)})
	}
	return out
}

func (m *Model) recordRows() [][]string {
	out := [][]string{{"record", "at", "type", "id"}}
	for _, r := range m.Records {
		out = append(out, []string{num(r.N), r.At, r.Type, r.Cmd})
	}
	return out
}
