package proposal

import (
	"fmt"
	"io"
	"strings"

	"parley/internal/room"
)

// Render prints a result for a person: what was read, the table, the plan,
// the questions and the findings, with line numbers.
func Render(w io.Writer, res *Result) error {
	var b strings.Builder
	s := &res.Setup
	head := s.Title.Value
	if head == "" {
		head = "(no title)"
	}
	fmt.Fprintf(&b, "%s\n", head)
	if ref := s.Reference(); ref != "" {
		fmt.Fprintf(&b, "%s\n", ref)
	}
	fmt.Fprintf(&b, "read as %s, from %s\n", res.Form, res.Source)
	renderFormat(&b, s)
	renderSeats(&b, s)
	renderPlan(&b, s.Plan)
	renderQuestions(&b, "Questions", s.Questions)
	renderQuestions(&b, "Candidates, found in the text", s.Candidates)
	renderLines(&b, "Claims, offered as first statements", s.Claims)
	renderLines(&b, "Expected outcomes", s.Expected)
	renderLines(&b, "Goals", s.Goals)
	renderLines(&b, "Online participation", s.Online)
	for _, o := range s.Other {
		renderLines(&b, o.Label.Value, o.Text)
	}
	renderLines(&b, "Kept without a place", s.Rest)
	renderFindings(&b, res.Findings)
	_, err := io.WriteString(w, b.String())
	return err
}

func heading(b *strings.Builder, s string) { fmt.Fprintf(b, "\n%s\n", s) }

func renderFormat(b *strings.Builder, s *room.Setup) {
	var f []string
	for _, x := range []string{s.Format.Type, s.Format.Layout} {
		if x != "" {
			f = append(f, x)
		}
	}
	if s.Format.Minutes > 0 {
		f = append(f, fmt.Sprintf("%d minutes", s.Format.Minutes))
	}
	if len(f) > 0 {
		fmt.Fprintf(b, "%s\n", strings.Join(f, ", "))
	}
}

func renderSeats(b *strings.Builder, s *room.Setup) {
	heading(b, "Table")
	named := map[room.Role]bool{}
	for _, seat := range s.Seats {
		var roles []string
		line := 0
		for _, r := range seat.Roles {
			named[r] = true
			roles = append(roles, roleName(r))
		}
		name := seat.Name.Value
		if name == "" {
			name = "(name withheld)"
		}
		for _, v := range []room.Sourced{seat.Name, seat.Group, seat.Affiliation} {
			if line == 0 {
				line = v.Line
			}
		}
		var of []string
		for _, v := range []string{seat.Affiliation.Value, GroupName(seat.Group.Value), GroupName(seat.Region.Value)} {
			if v != "" {
				of = append(of, v)
			}
		}
		fmt.Fprintf(b, "%6d  %-28s %s\n", line, strings.Join(roles, ", "), name)
		if len(of) > 0 {
			fmt.Fprintf(b, "%36s %s\n", "", strings.Join(of, "; "))
		}
	}
	for _, r := range tableOrder {
		if !named[r] {
			fmt.Fprintf(b, "        %-28s not named\n", roleName(r))
		}
	}
}

func renderPlan(b *strings.Builder, plan []room.PlanPart) {
	heading(b, "Plan")
	at := room.Seconds(0)
	for _, p := range plan {
		fmt.Fprintf(b, "%3d:%02d  %-10s %s\n", at/60, at%60, p.Kind, clock(p.Seconds))
		at += p.Seconds
	}
	fmt.Fprintf(b, "%3d:%02d  end\n", at/60, at%60)
}

func renderQuestions(b *strings.Builder, name string, qs []room.SetupQuestion) {
	if len(qs) == 0 {
		return
	}
	heading(b, name)
	for _, q := range qs {
		fmt.Fprintf(b, "%6d  %-8s %s\n", q.Line, q.Kind, q.Text)
	}
}

func renderLines(b *strings.Builder, name string, lines []room.Sourced) {
	if len(lines) == 0 {
		return
	}
	heading(b, name)
	for _, l := range lines {
		fmt.Fprintf(b, "%6d  %s\n", l.Line, l.Value)
	}
}

func renderFindings(b *strings.Builder, fs []Finding) {
	heading(b, "Findings")
	if len(fs) == 0 {
		b.WriteString("        none\n")
	}
	for _, f := range fs {
		at := "-"
		if f.Line > 0 {
			at = fmt.Sprint(f.Line)
		}
		fmt.Fprintf(b, "%6s  %-5s %s [%s]\n%14s%s\n", at, f.Severity, f.Say, f.Rule, "", f.Do)
	}
}
