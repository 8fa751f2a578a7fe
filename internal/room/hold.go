package room

// decideHold takes back that the desk published or rejected a participant's
// text: it waits again, as long as no figures are shown and nothing rests on it.
// What the desk did not let out itself is hidden, with a rule and a reason.
func decideHold(s *State, _ *ctx, p *StatementRef) (None, error) {
	x := s.Statements[p.Statement]
	switch {
	case x == nil:
		return None{}, refuse(CodeNoSuch, "statement")
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case x.Status == Held:
		return None{}, refuse(CodeAlready, "statement")
	case x.Erased || x.Status != Rejected && (x.Status != Open || !x.letOut || x.Hidden != nil):
		return None{}, refuse(CodeStale, "statement")
	case x.Status == Open && (x.shownCounts() || x.Reply != nil || x.Into != "" || s.cited(x.ID)):
		return None{}, refuse(CodeFixed, "statement")
	}
	return None{}, nil
}

func applyHold(s *State, _ *meta, p *StatementRef, _ *None) {
	x := s.statement(p.Statement)
	if x.Status == Rejected || x.Status == Open && x.letOut && !x.shownCounts() {
		x.Status, x.Why, x.letOut, x.OpenAt = Held, nil, false, x.At
		s.tell(x.Author)
	}
}
