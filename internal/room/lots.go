package room

func lotCommands() []command {
	return []command{define("tick/1", decideTick, applyTick)}
}

// lotsDue is the second at which the lots' seed may be shown; false when that is
// not to come.
func (s *State) lotsDue() (Seconds, bool) {
	if s.Floor.Opened && !s.Floor.LotShown && s.Session.Phase == Live && s.Session.Gap == nil {
		return s.Floor.OpenedAt + s.Info.Policy.Floor.LotAfter, true
	}
	return 0, false
}

func decideTick(s *State, c *ctx, _ *None) (None, error) {
	if at, ok := s.lotsDue(); !ok || c.At < at {
		return None{}, refuse(CodeTooEarly, "")
	}
	return None{}, nil
}

func applyTick(s *State, _ *meta, _ *None, _ *None) { s.Floor.LotShown = true }
