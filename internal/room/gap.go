package room

// longGap is the longest that nobody keeps a room's clocks and they go on.
const longGap Seconds = 600

// Reopen is appended when a node opens a room after nobody kept its clock.
type Reopen struct {
	Gap Seconds `json:"gap"`
}

// ChooseClock ends the pause after a gap: "now" goes on by the wall clock, and a
// turn that ran is over since the gap began; "where" goes on where the room was,
// shifting every instant by the gap.
type ChooseClock struct {
	Mode string `json:"mode"`
}

func gapCommands() []command {
	return []command{
		define("reopen/1", decideReopen, func(s *State, m *meta, p *Reopen, _ *None) { s.Session.Gap = &Gap{m.At - p.Gap, p.Gap} }),
		define("clock.choose/1", decideChoose, applyChoose),
	}
}

func decideReopen(s *State, _ *ctx, p *Reopen) (None, error) {
	if s.Session.Phase != Live || p.Gap <= longGap {
		return None{}, refuse(CodeNotOpen, "session")
	}
	return None{}, nil
}

func decideChoose(s *State, _ *ctx, p *ChooseClock) (None, error) {
	if s.Session.Gap == nil {
		return None{}, refuse(CodeStale, "")
	}
	if p.Mode != "now" && p.Mode != "where" {
		return None{}, refuse(CodeMalformed, "mode")
	}
	return None{}, nil
}

func applyChoose(s *State, m *meta, p *ChooseClock, _ *None) {
	gap := s.Session.Gap
	s.Session.Gap = nil
	if gap == nil {
		return
	}
	s.Session.went = nil // the instants of then are not those of now
	if p.Mode != "where" {
		if t := s.Running(); t != nil {
			s.endTurn(t, gap.Since)
		}
		return
	}
	shift := m.At - gap.Since
	x := &s.Session
	x.Begin, x.Audience, x.Closing, x.End, x.Since = x.Begin+shift, x.Audience+shift, x.Closing+shift, x.End+shift, x.Since+shift
	if s.Floor.Opened && !s.Floor.LotShown {
		s.Floor.OpenedAt += shift
	}
	if b := s.Floor.Block; b != nil { // one opened while the clocks paused begins now
		b.Since = min(b.Since, gap.Since) + shift
	}
	if t := s.Running(); t != nil && !t.InPause {
		t.Paused += shift
	}
}

// LongGap says whether a room must pause its clocks when nobody kept them for
// so long.
func (s *State) LongGap(d Seconds) bool {
	return s.Session.Phase == Live && s.Session.Gap == nil && d > longGap
}
