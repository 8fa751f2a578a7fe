package room

import "slices"

// checkAsks refuses a kind that is none, what a kind does not ask, and links to
// what is not there. That a kind's questions stay open is no fault: a card is
// written in seconds, and the report says what is missing.
func (s *State) checkAsks(k StatementKind, lang string, a *Asks) error {
	switch {
	case !k.Valid():
		return refuse(CodeMalformed, "kind")
	case !validLang(lang):
		return refuse(CodeMalformed, "lang")
	}
	if field := a.stray(k); field != "" {
		return refuse(CodeMalformed, field)
	}
	for i, who := range a.Falls {
		if !slices.Contains(FallsOn, who) || slices.Contains(a.Falls[:i], who) {
			return refuse(CodeMalformed, "falls")
		}
	}
	if a.Privacy != "" && a.Privacy != Weakened && a.Privacy != ByDefault {
		return refuse(CodeMalformed, "privacy")
	}
	if a.To != "" && (s.Seats[a.To] == nil || s.Seats[a.To].Absent) {
		return refuse(CodeNoSuch, "to")
	}
	return s.checkOf(k, a.Of)
}

// stray is a field that the kind does not ask; "" none.
func (a *Asks) stray(k StatementKind) string {
	risk, does := k.Weighed(), k == Practice || k == Shortfall || k == Measure
	for _, f := range []struct {
		name string
		set  bool
		asks bool
	}{
		{"falls", len(a.Falls) > 0, risk}, {"service", a.Service != "", risk}, {"privacy", a.Privacy != "", risk},
		{"sees", a.Sees != "", k == Mechanism}, {"orders", a.Orders != "", k == Mechanism},
		{"safeguard", a.Safeguard != "", k == Mechanism}, {"breaks", a.Breaks != "", k == Mechanism},
		{"acts", a.Acts != "", does}, {"of", a.Of != "", k == Shortfall || k == Measure || k == Because},
		{"to", a.To != "", k == Question},
	} {
		if f.set && !f.asks {
			return f.name
		}
	}
	return ""
}

// checkOf wants the published practice of a shortfall, or shortfall of a
// measure, where one is named; and the mechanism of a reason, which must be
// named and open.
func (s *State) checkOf(k StatementKind, of ItemID) error {
	x := s.Statements[of]
	switch {
	case of == "" && k == Because:
		return refuse(CodeEmpty, "of")
	case of == "":
		return nil
	case x == nil || !x.WasPublished() || x.Kind != map[StatementKind]StatementKind{Shortfall: Practice, Measure: Shortfall, Because: Mechanism}[k]:
		return refuse(CodeNoSuch, "of")
	case k == Because && (x.Status != Open || !x.Public()):
		return refuse(CodeClosed, "of")
	}
	return nil
}
