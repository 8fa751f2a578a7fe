package room

import "slices"

// The most microphones, and the longest label of one.
const (
	maxMics    = 12
	maxMicName = 4
)

func decideQueue(open bool) func(*State, *ctx, *None) (None, error) {
	return func(s *State, c *ctx, _ *None) (None, error) {
		switch {
		case s.Session.Phase == Closed:
			return None{}, refuse(CodeClosed, "session")
		case s.Floor.QueueOpen == open:
			return None{}, refuse(CodeAlready, "queue")
		}
		return None{}, s.overtaken(c, queueSetting)
	}
}

func applyQueue(open bool) func(*State, *meta, *None, *None) {
	return func(s *State, m *meta, _, _ *None) {
		s.sets(m, queueSetting)
		s.Floor.QueueOpen = open
	}
}

func decideMics(s *State, _ *ctx, p *SetMics) (None, error) {
	if s.Session.Phase == Closed {
		return None{}, refuse(CodeClosed, "session")
	}
	if len(p.Mics) > maxMics {
		return None{}, refuse(CodeLimit, "mics")
	}
	for i, name := range p.Mics {
		if !validMic(name) || slices.Contains(p.Mics[:i], name) {
			return None{}, refuse(CodeMalformed, "mics")
		}
	}
	if slices.Equal(p.Mics, s.Floor.Mics) {
		return None{}, refuse(CodeAlready, "mics")
	}
	return None{}, nil
}

func validMic(name string) bool {
	for _, c := range name {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return name != "" && len(name) <= maxMicName
}

// decideUneven lets the moderator favour the side that the hint names, and
// take the favour off at any time.
func decideUneven(s *State, _ *ctx, p *SetUneven) (None, error) {
	if err := s.live(); err != nil {
		return None{}, err
	}
	if p.Favour != "" && !p.Favour.Valid() {
		return None{}, refuse(CodeMalformed, "favour")
	}
	if p.Favour == s.Floor.Favour {
		return None{}, refuse(CodeAlready, "favour")
	}
	if side, ok := s.Uneven(); p.Favour != "" && (!ok || side != p.Favour) {
		return None{}, refuse(CodeNotOpen, "favour")
	}
	return None{}, nil
}

func decideBlockOpen(s *State, _ *ctx, p *OpenBlock) (None, error) {
	if err := s.live(); err != nil {
		return None{}, err
	}
	switch {
	case !s.isQuestion(p.Question):
		return None{}, refuse(CodeNoSuch, "question")
	case s.Floor.Block != nil:
		return None{}, refuse(CodeAlready, "block")
	case s.Floor.Blocks >= s.Info.Policy.Floor.Blocks:
		return None{}, refuse(CodeLimit, "block")
	}
	return None{}, nil
}

func applyBlockOpen(s *State, m *meta, p *OpenBlock, _ *None) {
	s.Floor.Block = &Block{Question: p.Question, Since: m.At, turns: len(s.Floor.Turns)}
	s.Floor.Blocks++
}

// decideBlockClose keeps a block its least time, unless nobody had the floor in
// it: then closing takes it back.
func decideBlockClose(s *State, c *ctx, _ *None) (None, error) {
	b := s.Floor.Block
	if b == nil {
		return None{}, refuse(CodeStale, "block")
	}
	least := b.Since + s.Info.Policy.Floor.BlockLeast
	if c.At < least && len(s.Floor.Turns) > b.turns {
		return None{}, &Error{Code: CodeTooEarly, Field: "block", When: least}
	}
	return None{}, nil
}

func applyBlockClose(s *State, _ *meta, _, _ *None) {
	if b := s.Floor.Block; b != nil && len(s.Floor.Turns) == b.turns {
		s.Floor.Blocks--
	}
	s.Floor.Block = nil
}
