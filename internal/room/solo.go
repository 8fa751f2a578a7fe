package room

// SetSolo turns solo mode on or off: one moderator runs the room alone. What
// participants write waits for the desk, whatever the room's policy; votes go on,
// and statements of the table and the proposal are published as ever. Nothing is
// called, ended or published by the machine.
type SetSolo struct {
	On bool `json:"on"`
}

func decideSolo(s *State, _ *ctx, p *SetSolo) (None, error) {
	switch {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case s.Session.Solo == p.On:
		return None{}, refuse(CodeAlready, "on")
	}
	return None{}, nil
}

var backSolo = from(func(s *State, _ *SetSolo, _ *None) Inverse {
	return inverse("solo.set/1", &SetSolo{s.Session.Solo})
})

func applySolo(s *State, _ *meta, p *SetSolo, _ *None) { s.Session.Solo = p.On }
