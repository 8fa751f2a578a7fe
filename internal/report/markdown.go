package report

import (
	"fmt"
	"io"
	"strings"

	"parley/internal/words"
)

// Markdown writes the report as CommonMark with tables.
func Markdown(w io.Writer, m *Model) error {
	d := &md{t: m.t}
	d.head(m)
	for _, q := range m.Questions {
		d.question(q)
	}
	d.sentences("report.h.gaps", m.Gaps)
	d.floor(m)
	d.conduct(m.Conduct)
	d.check(m)
	_, err := io.WriteString(w, d.b.String())
	return err
}

type md struct {
	b strings.Builder
	t tr
}

var mdEscape = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "|", `\|`, "#", `\#`, "\n", " ", "\r", " ")

// raw is text that needs no escaping.
type raw string

// at is the place that links to the item lead to.
func at(anchor string) raw { return raw(`<a id="` + anchor + `"></a>`) }

// refs links to what a sentence rests on.
func refs(rests []string) raw {
	var out strings.Builder
	for _, anchor := range rests {
		out.WriteString(" [↳](#" + anchor + ")")
	}
	return raw(out.String())
}

func (d *md) f(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = mdEscape.Replace(s)
		}
	}
	fmt.Fprintf(&d.b, format, args...)
}

func (d *md) head(m *Model) {
	d.f("# %s\n\n", m.Title)
	if m.Draft {
		d.f("*%s*\n\n", d.t.T("report.draft"))
	}
	for _, x := range m.Facts {
		d.f("- **%s:** %s\n", x.Label, x.Value)
	}
	d.f("\n")
	d.form(m.Form)
	d.sentences("report.h.method", m.Method)
	d.f("## %s\n\n", d.t.T("report.h.table"))
	d.f("| %s | %s | %s | %s | %s | %s |\n|---|---|---|---|---|---|\n", d.t.T("report.col.name"), d.t.T("report.col.roles"),
		d.t.T("report.col.group"), d.t.T("report.col.region"), d.t.T("report.col.turns"), d.t.T("report.col.time"))
	for _, s := range m.Table {
		name := s.Name
		if s.Affiliation != "" {
			name += ", " + s.Affiliation
		}
		d.f("| %s%s | %s | %s | %s | %d | %s |\n", at("seat-"+string(s.ID)), name, s.Roles, s.Group, s.Region, s.Turns, s.Time)
	}
	d.f("\n")
	d.list(m.Missing)
}

func (d *md) form(fields []FormField) {
	d.f("## %s%s\n\n", at("form"), d.t.T("report.h.form"))
	for _, x := range fields {
		d.f("### %s%s\n\n", at(x.Anchor), x.Name)
		for _, p := range x.Written {
			d.f("%s\n\n", p)
		}
		switch {
		case len(x.Written) > 0:
		case len(x.Proposed) > 0:
			d.f("*%s*\n\n", d.t.T("report.form.proposed"))
			d.list(x.Proposed)
		default:
			d.f("*%s*\n\n", d.t.T("report.form.nothing"))
		}
	}
}

func (d *md) list(xs []Sentence) {
	for _, x := range xs {
		d.f("- %s%s\n", x.Text, refs(x.Rests))
	}
	if len(xs) > 0 {
		d.f("\n")
	}
}

func (d *md) sentences(key string, xs []Sentence) {
	if len(xs) == 0 {
		return
	}
	d.f("## %s\n\n", d.t.T(key))
	d.list(xs)
}

// conduct is itself what its sentences rest on.
func (d *md) conduct(xs []Sentence) {
	if len(xs) == 0 {
		return
	}
	d.f("## %s\n\n", d.t.T("report.h.conduct"))
	for _, x := range xs {
		d.f("- %s%s\n", at(x.Rests[0]), x.Text)
	}
	d.f("\n")
}

func (d *md) question(q Question) {
	if q.N > 0 {
		d.f("## %s%d. %s\n\n", at(questionAnchor(q.N)), q.N, q.Text)
		d.f("%s: %d · %s: %s\n\n", d.t.T("report.col.turns"), q.Turns, d.t.T("report.col.time"), q.Time)
	} else {
		d.f("## %s\n\n", q.Text)
	}
	for _, o := range q.Outcomes {
		d.f("### %s%s\n\n", at("outcome-"+string(o.ID)), o.KindName)
		if o.Text != "" {
			d.f("> %s\n\n", o.Text)
		}
		d.f("%s%s\n\n", o.Said.Text, refs(o.Said.Rests))
		d.lines(o.Figures, o.Sides, o.Groups)
		d.list(o.Notes)
		if len(o.Basis) > 0 {
			d.f("%s\n\n", d.t.T("report.rests_on"))
			for _, x := range o.Basis {
				d.f("- [%s](#%s)\n", x.Label, raw(x.Anchor))
			}
			d.f("\n")
		}
	}
	if len(q.Statements) == 0 {
		return
	}
	d.f("### %s\n\n", d.t.T("report.h.statements"))
	for _, s := range q.Statements {
		text := s.Text
		if s.HiddenBy != "" {
			text = d.t.T("report.hidden", words.Args{"rule": s.HiddenBy})
		}
		d.f("- %s**%s** (%s%s): %s %s\n", at("statement-"+string(s.ID)), s.Kind, s.Source, d.turn(s.Turn), text, s.Said.Text)
		if len(s.Figures) > 0 {
			d.f("\n")
			d.lines(s.Figures, s.Sides, s.Groups)
		}
	}
	d.f("\n")
}

// turn links to the turn that a statement was caught from.
func (d *md) turn(n int) raw {
	if n == 0 {
		return ""
	}
	return raw(fmt.Sprintf(", [%s](#%s)", mdEscape.Replace(d.t.T("report.turn_n", words.Args{"number": n})), turnAnchor(n)))
}

func (d *md) lines(groups ...[]Line) {
	any := false
	for _, ls := range groups {
		for _, l := range ls {
			if !any {
				d.f("| | %s | %s | %s |\n|---|---|---|---|\n", d.t.T("answer.agree"), d.t.T("answer.disagree"), d.t.T("answer.unsure"))
				any = true
			}
			d.f("| %s | %d | %d | %d |\n", l.Label, l.Agree, l.Disagree, l.Unsure)
		}
	}
	if any {
		d.f("\n")
	}
}

func (d *md) floor(m *Model) {
	d.f("## %s\n\n", d.t.T("report.h.balance"))
	d.list(m.Balance.Sentences)
	d.f("| | %s | %s | %s |\n|---|---|---|---|\n", d.t.T("report.col.turns"), d.t.T("report.col.first"), d.t.T("report.col.time"))
	for _, s := range m.Balance.Sides {
		d.f("| %s | %d | %d | %s |\n", s.Label, s.Turns, s.First, s.Time)
	}
	d.f("\n")
	d.shares(m.Balance.Groups)
	d.shares(m.Balance.Regions)
	if len(m.Balance.Overrides) > 0 {
		d.f("%s\n\n", at("overrides"))
		for _, o := range m.Balance.Overrides {
			d.f("- %s, %s: %d\n", o.Reason, o.Side, o.Count)
		}
		d.f("\n")
	}
	d.f("## %s%s\n\n", at("turns"), d.t.T("report.h.turns"))
	d.f("| | %s | %s | %s | %s | %s |\n|---|---|---|---|---|---|\n", d.t.T("report.col.who"), d.t.T("report.col.kind"),
		d.t.T("report.col.question"), d.t.T("report.col.at"), d.t.T("report.col.time"))
	for _, t := range m.Turns {
		kind := t.Kind
		if t.Why != "" {
			kind += ": " + t.Why
		}
		if t.Corrected != "" {
			kind += "; " + t.Corrected
		}
		q := ""
		if t.Question > 0 {
			q = fmt.Sprint(t.Question)
		}
		d.f("| %s%d | %s | %s | %s | %s | %s |\n", at(t.Anchor), t.N, t.Who, kind, q, t.At, t.Time)
	}
	d.f("\n")
}

func (d *md) shares(shares []Share) {
	if len(shares) == 0 {
		return
	}
	d.f("| %s | %s | %s |\n|---|---|---|\n", d.t.T("report.h.seats"), d.t.T("report.col.turns"), d.t.T("report.col.time"))
	for _, s := range shares {
		d.f("| %s | %d | %s |\n", s.Label, s.Turns, s.Time)
	}
	d.f("\n")
}

func (d *md) check(m *Model) {
	c := m.Check
	d.f("## %s%s\n\n%s\n\n", at("check"), d.t.T("report.h.check"), d.t.T("report.check.how"))
	d.f("- %s: %s\n- %s: %d\n- %s: %s\n- %s: %s\n", d.t.T("report.check.room"), c.Room, d.t.T("report.check.records"), c.Records,
		d.t.T("report.check.head"), c.Head, d.t.T("report.check.key"), c.Key)
	for _, r := range c.Restored {
		d.f("- %s: %s\n", d.t.T("report.check.restored"), r.Say)
	}
	if c.LotSeed != "" {
		d.f("- %s: %s\n", d.t.T("report.check.lot"), c.LotSeed)
	}
	d.b.WriteString("\n    " + c.Command + "\n\n")
	d.f("%s\n", d.t.T("report.version", words.Args{"version": m.Version, "language": m.Language}))
}
