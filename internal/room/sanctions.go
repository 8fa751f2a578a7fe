package room

import "slices"

// Sanctioned mutes or bans a voice, with a rule and a reason.
type Sanctioned struct {
	Person PersonID `json:"person"`
	Rule   string   `json:"rule"`
	Reason Text     `json:"reason,omitzero" text:"280"`
}

func decideSanction(s *State, _ *ctx, p *Sanctioned) (None, error) {
	if s.People[p.Person] == nil {
		return None{}, refuse(CodeNoSuch, "person")
	}
	return None{}, s.checkRule(p.Rule, p.Reason)
}

// checkRule wants a rule of the room's policy, and a reason in words.
func (s *State) checkRule(rule string, reason Text) error {
	if !slices.Contains(s.Info.Policy.Rules, rule) {
		return refuse(CodeReason, "rule")
	}
	if reason == "" {
		return refuse(CodeReason, "reason")
	}
	return nil
}

func applyMute(s *State, m *meta, p *Sanctioned, _ *None) {
	who := s.person(p.Person)
	who.Muted, who.Ban = true, Sanction{m.At, p.Rule, p.Reason}
}

func applyBan(s *State, m *meta, p *Sanctioned, _ *None) {
	who := s.person(p.Person)
	who.Banned, who.Ban = true, Sanction{m.At, p.Rule, p.Reason}
}

func decideRestore(s *State, _ *ctx, p *PersonRef) (None, error) {
	switch who := s.People[p.Person]; {
	case who == nil:
		return None{}, refuse(CodeNoSuch, "person")
	case !who.Banned && !who.Muted:
		return None{}, refuse(CodeAlready, "")
	}
	return None{}, nil
}

func applyRestore(s *State, _ *meta, p *PersonRef, _ *None) {
	who := s.person(p.Person)
	who.Banned, who.Muted, who.Ban = false, false, Sanction{}
}
