package room

// The inverses of what moderators do to persons and to words beside statements.
var (
	backWarn = from(func(_ *State, p *Sanctioned, _ *None) Inverse {
		return inverse("person.unwarn/1", &PersonRef{p.Person})
	})
	backUnwarn = from(func(s *State, p *PersonRef, _ *None) Inverse {
		was := s.person(p.Person).warning()
		if was == nil {
			return Inverse{}
		}
		return inverse("person.warn/1", &Sanctioned{p.Person, was.Rule, was.Reason})
	})
	// What was hidden of the same thing before would be shown with it.
	backVeil = from(func(s *State, p *HideText, _ *TextHidden) Inverse {
		if s.VeiledOf(p.Named) != nil {
			return Inverse{}
		}
		return inverse("text.restore/1", &RestoreText{Named: p.Named}).asking(AsksReason)
	})
	backUnveil = from(func(s *State, p *RestoreText, _ *None) Inverse {
		was := s.VeiledOf(p.Named)
		if was == nil {
			return Inverse{}
		}
		return inverse("text.hide/1", &HideText{p.Named, was.Rule, was.Reason})
	})
	// An answer is followed by another, and never by none.
	backAnswerAppeal = from(func(s *State, p *AnswerAppeal, _ *None) Inverse {
		was := s.Appeals[p.Appeal]
		if was == nil || was.Answer == "" {
			return Inverse{}
		}
		return inverse("appeal.answer/1", &AnswerAppeal{p.Appeal, was.Answer})
	})
)
