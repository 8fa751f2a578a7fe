package report

import (
	"fmt"
	"strings"

	"parley/internal/words"
)

func (d *md) conduct(xs []Conduct) {
	var said []Sentence
	for _, x := range xs {
		said = append(said, x.Said)
	}
	d.sentences("report.h.conduct", said)
}

func (d *md) question(q Question) {
	if q.N > 0 {
		d.f("## %s%d. %s\n\n", at(questionAnchor(q.N)), q.N, q.Text)
		meta := d.t.T("report.q.not_reached")
		if q.Reached {
			meta = d.t.T("report.q.meta", words.Args{"n": q.Turns, "time": q.Time})
		}
		d.f("%s%s\n\n", meta, refs(q.Rests))
	} else {
		d.f("## %s\n\n", q.Text)
	}
	for _, o := range q.Outcomes {
		d.outcome(o)
	}
	if len(q.Statements) > 0 {
		d.f("### %s\n\n", d.t.T("report.h.statements"))
		d.statements(q.Statements, "")
	}
	if len(q.Also) > 0 {
		d.f("%s%s\n\n", d.t.T("report.also"), links(q.Also))
	}
}

func (d *md) outcome(o Outcome) {
	d.f("### %s%s\n\n", at(outcomeAnchor(o.ID)), o.KindName)
	if o.Text != "" {
		d.f("> %s%s\n\n", o.Text, refs(o.Rests))
	}
	d.f("%s%s\n\n", o.Said.Text, refs(o.Said.Rests))
	d.figures(o.Figures, "")
	if o.Then != nil {
		d.then(o.Then)
	}
	d.list(o.Notes)
	if len(o.Basis) > 0 {
		d.f("%s%s\n\n", d.t.T("report.rests_on"), links(o.Basis))
	}
}

func (d *md) chapter(c Chapter) {
	d.f("## %s%s\n\n", at(c.ID), c.Heading)
	if len(c.Falls) > 0 {
		d.f("| %s | %s | %s |\n|---|---|---|\n", d.t.T("asks.falls"), d.t.T("report.col.risks"), d.t.T("report.col.opportunities"))
		for _, f := range c.Falls {
			d.f("| %s | %s | %s |\n", f.Label, links(f.Risks), links(f.Opportunities))
		}
		d.f("\n")
	}
	d.statements(c.Statements, "")
}

// links are places in the report, one after the other.
func links(xs []Basis) raw {
	var out []string
	for _, x := range xs {
		out = append(out, fmt.Sprintf(" [%s](#%s)", mdEscape.Replace(x.Label), x.Anchor))
	}
	return raw(strings.Join(out, " ·"))
}

// statements are a list, with what belongs to each under it.
func (d *md) statements(xs []Statement, indent raw) {
	for _, x := range xs {
		text := x.Text
		if x.HiddenBy != "" {
			text = d.t.T("report.hidden", words.Args{"rule": x.HiddenBy})
		}
		d.f("%s- %s**%s** (%s%s%s): %s%s\n", indent, at(statementAnchor(x.ID)), x.KindName, x.SourceName, d.turn(x.Turn), d.of(x.Question), text, refs(x.Rests))
		for _, a := range x.Asks {
			d.f("%s  - %s: %s\n", indent, a.Label, a.Value)
		}
		for _, s := range x.Said {
			d.f("%s  - %s%s\n", indent, s.Text, refs(s.Rests))
		}
		if len(x.Figures) > 0 {
			d.f("\n")
			d.figures(x.Figures, indent+"  ")
		}
		d.statements(x.Under, indent+"  ")
	}
	if indent == "" {
		d.f("\n")
	}
}

// turn links to the turn that a statement was caught from.
func (d *md) turn(n int) raw {
	if n == 0 {
		return ""
	}
	return raw(fmt.Sprintf("%s[%s](#%s)", d.t.T("asks.and"), mdEscape.Replace(d.t.T("report.turn_n", words.Args{"number": n})), turnAnchor(n)))
}

// of links to the question that a statement belongs to.
func (d *md) of(n int) raw {
	if n == 0 {
		return ""
	}
	return raw(fmt.Sprintf("%s[%s](#%s)", d.t.T("asks.and"), mdEscape.Replace(d.t.T("report.question_n", words.Args{"number": n})), questionAnchor(n)))
}

func (d *md) figures(tables []Figures, indent raw) {
	for _, f := range tables {
		d.f("%s|", indent)
		for _, c := range f.Choices {
			d.f(" | %s", c.Label)
		}
		d.f(" |\n%s|---%s|\n", indent, raw(strings.Repeat("|---", len(f.Choices))))
		for _, row := range f.Rows {
			d.f("%s| %s", indent, row.Label)
			for _, n := range row.N {
				d.f(" | %d", n)
			}
			d.f(" |\n")
		}
		d.f("\n")
	}
}
