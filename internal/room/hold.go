package room

// decideHold takes back that the desk published or rejected a participant's
// text: it waits again, as long as no figures are shown and nothing rests on it.
// What the desk did not let out itself is hidden, with a rule and a reason.
func decideHold(s *State, _ *ctx, p *HoldStatement) (None, error) {
	err := checkAlso(p.Statement, p.Also)
	for _, id := range together(p.Statement, p.Also) {
		if err == nil {
			err = s.mayHold(id)
		}
	}
	return None{}, err
}

func (s *State) mayHold(id ItemID) error {
	x := s.Statements[id]
	switch {
	case x == nil:
		return refuse(CodeNoSuch, "statement")
	case s.Session.Phase == Closed:
		return refuse(CodeClosed, "session")
	case x.Status == Held:
		return refuse(CodeAlready, "statement")
	case x.Erased || x.Status != Rejected && (x.Status != Open || !x.letOut || x.Hidden != nil):
		return refuse(CodeStale, "statement")
	case x.Status == Open && (x.shownCounts() || x.Reply != nil || x.Into != "" || s.cited(x.ID)):
		return refuse(CodeFixed, "statement")
	}
	return nil
}

func applyHold(s *State, _ *meta, p *HoldStatement, _ *None) {
	for _, id := range together(p.Statement, p.Also) {
		s.hold(s.statement(id))
	}
}

func (s *State) hold(x *Statement) {
	if x.Status == Rejected || x.Status == Open && x.letOut && !x.shownCounts() {
		x.Status, x.Why, x.letOut, x.OpenAt = Held, nil, false, x.At
		s.tell(x.Author)
	}
}
