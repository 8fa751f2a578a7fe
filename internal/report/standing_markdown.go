package report

import (
	"strings"

	"parley/internal/words"
)

// stood is where the room stood. The map is in the other forms; what it shows
// stands here in words.
func (d *md) stood(s *Stood) {
	d.f("## %s%s\n\n", at("standing"), d.t.T("standing.title"))
	d.list(s.Said)
	for _, c := range s.Classes {
		d.f("### %s\n\n%s\n\n", c.Heading, c.What)
		if !c.Figured() {
			for _, x := range c.Statements {
				d.f("- %s\n", d.stands(x))
			}
			d.f("\n")
			continue
		}
		d.standingTable(s, c)
	}
	if len(s.Groups) == 0 {
		return
	}
	d.f("### %s\n\n%s\n\n", d.t.T("report.stood.h.groups"), d.t.T("report.stood.groups.what"))
	for _, g := range s.Groups {
		d.f("#### %s\n\n%s\n\n", g.Name, g.Said)
		for _, h := range g.Holds {
			if h.Kind != "" {
				d.f("- **%s:** ", h.Kind)
			} else {
				d.f("- ")
			}
			d.f("[%s](%s) %s\n", h.Text, raw("#"+statementAnchor(h.Statement)), h.Said)
		}
		if len(g.Holds) == 0 {
			d.f("%s\n", d.t.T("report.stood.holds.none"))
		}
		d.f("\n")
	}
}

// then is how what an outcome cites stood when it was put to the room.
func (d *md) then(x *StoodThen) {
	d.f("%s%s\n\n", x.Said.Text, refs(x.Said.Rests))
	for _, s := range x.Statements {
		d.f("- %s%s\n", s.Said.Text, refs(s.Said.Rests))
		for _, c := range s.Cells {
			d.f("  - %s: %s%s%s\n", c.Name, c.Said, d.t.T("word.semicolon"), c.Rest)
		}
	}
	d.f("\n")
}

func (d *md) standingTable(s *Stood, c StandingClass) {
	heads, none := []string{d.t.T("report.stood.everybody")}, "report.stood.none.one"
	if len(s.Groups) > 0 {
		heads, none = heads[:0], "report.stood.none"
		for _, g := range s.Groups {
			heads = append(heads, g.Name)
		}
	}
	d.f("| %s |", d.t.T("report.stood.statement"))
	for _, h := range heads {
		d.f(" %s |", h)
	}
	d.f("\n|---%s|\n", raw(strings.Repeat("|---", len(heads))))
	for _, x := range c.Statements {
		d.f("| %s |", d.stands(x))
		for _, cell := range x.Cells {
			d.f(" %s%s%s |", cell.Said, d.t.T("word.semicolon"), cell.Rest)
		}
		if len(x.Cells) == 0 {
			d.f(" %s%s", d.t.T(none), raw(strings.Repeat(" |", len(heads))))
		}
		d.f("\n")
	}
	d.f("\n")
}

// stands is a statement's words, and how sure its class is.
func (d *md) stands(x StandingOf) raw {
	out := "[" + mdEscape.Replace(x.Text) + "](#" + statementAnchor(x.Statement) + ")"
	for _, say := range []string{x.Said, x.at(d.t)} {
		if say != "" {
			out += " " + mdEscape.Replace(say)
		}
	}
	return raw(out)
}

func (x StandingOf) at(t tr) string {
	if x.At == "" {
		return ""
	}
	return t.T("report.stood.at", words.Args{"when": x.At})
}
