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
	if m.Stood != nil {
		d.stood(m.Stood)
	}
	for _, q := range m.Questions {
		d.question(q)
	}
	for _, c := range m.Chapters {
		d.chapter(c)
	}
	d.sentences("report.h.gaps", m.Gaps)
	d.floor(m)
	d.conduct(m.Conduct)
	d.records(m.Records)
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

// refs links to what a sentence rests on, records by their number.
func refs(rests []string) raw {
	var out strings.Builder
	for _, anchor := range rests {
		label := "↳"
		if n := recordNumber(anchor); n != "" {
			label = n
		}
		out.WriteString(" [" + label + "](#" + anchor + ")")
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
	if m.Rehearsal {
		d.f("**%s**\n\n", d.t.T("report.rehearsal"))
	}
	if m.Draft {
		d.f("*%s*\n\n", d.t.T("report.draft"))
	}
	for _, x := range m.Facts {
		d.f("- **%s:** %s%s\n", x.Label, x.Value, refs(x.Rests))
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
			name += m.t.T("word.comma") + s.Affiliation
		}
		d.f("| %s%s%s | %s | %s | %s | %d | %s |\n", at("seat-"+string(s.ID)), name, refs(s.Rests), s.Roles, s.Group, s.Region, s.Turns, s.Time)
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
			d.f("*%s*%s\n\n", d.t.T("report.form.written"), refs(x.Rests))
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

func (d *md) floor(m *Model) {
	d.f("## %s\n\n", d.t.T("report.h.balance"))
	d.list(m.Balance.Sentences)
	d.f("| | %s | %s | %s |\n|---|---|---|---|\n", d.t.T("report.col.turns"), d.t.T("report.col.first"), d.t.T("report.col.time"))
	for _, s := range m.Balance.Sides {
		d.f("| %s%s | %d | %d | %s |\n", s.Label, refs(s.Rests), s.Turns, s.First, s.Time)
	}
	d.f("\n")
	d.shares(m.Balance.Groups)
	d.shares(m.Balance.Regions)
	if len(m.Balance.Overrides) > 0 {
		for _, o := range m.Balance.Overrides {
			d.f("- %s, %s: %d%s\n", o.Reason, o.Side, o.Count, refs(o.Rests))
		}
		d.f("\n")
	}
	d.f("## %s%s\n\n", at("turns"), d.t.T("report.h.turns"))
	d.f("| | %s | %s | %s | %s | %s |\n|---|---|---|---|---|---|\n", d.t.T("report.col.who"), d.t.T("report.col.kind"),
		d.t.T("report.col.question"), d.t.T("report.col.at"), d.t.T("report.col.time"))
	for _, t := range m.Turns {
		kind := t.KindName
		if t.Why != "" {
			kind += ": " + t.Why
		}
		if t.Corrected != "" {
			kind += m.t.T("word.semicolon") + t.Corrected
		}
		q := ""
		if t.Question > 0 {
			q = fmt.Sprint(t.Question)
		}
		d.f("| %s%d | %s%s | %s | %s | %s | %s |\n", at(t.Anchor), t.N, t.Who, refs(t.Rests), kind, q, t.At, t.Time)
	}
	d.f("\n")
}

func (d *md) shares(shares []Share) {
	if len(shares) == 0 {
		return
	}
	d.f("| %s | %s | %s |\n|---|---|---|\n", d.t.T("report.h.seats"), d.t.T("report.col.turns"), d.t.T("report.col.time"))
	for _, s := range shares {
		d.f("| %s%s | %d | %s |\n", s.Label, refs(s.Rests), s.Turns, s.Time)
	}
	d.f("\n")
}

// records are what the sentences' numbers lead to.
func (d *md) records(xs []Record) {
	d.f("## %s%s\n\n%s\n\n", at("records"), d.t.T("report.h.records"), d.t.T("report.records.what"))
	d.f("| %s | %s | %s | %s |\n|---|---|---|---|\n", d.t.T("report.col.number"), d.t.T("report.col.at"), d.t.T("report.col.record"), d.t.T("report.col.id"))
	for _, x := range xs {
		d.f("| %s%d | %s | %s | %s |\n", at(x.Anchor), x.N, x.At, x.Type, x.Cmd)
	}
	d.f("\n")
}

func (d *md) check(m *Model) {
	c := m.Check
	d.f("## %s%s\n\n%s\n\n", at("check"), d.t.T("report.h.check"), d.t.T("report.check.how"))
	d.f("- %s: %s\n- %s: %s\n- %s: %s\n", d.t.T("report.check.room"), c.Room,
		d.t.T("report.check.head"), c.Head, d.t.T("report.check.key"), c.Key)
	for _, r := range c.Restored {
		d.f("- %s: %s%s\n", d.t.T("report.check.restored"), r.Say.Text, refs(r.Say.Rests))
	}
	if c.LotSeed != "" {
		d.f("- %s: %s\n", d.t.T("report.check.lot"), c.LotSeed)
	}
	d.b.WriteString("\n    " + c.Command + "\n\n")
	d.f("%s\n", d.t.T("report.version", words.Args{"version": m.Version, "language": m.t.T("language.name")}))
}
