package room

// PartRef names a part of the session.
type PartRef struct {
	Part PartKind `json:"part"`
}

// QuestionRef names a session question by its number.
type QuestionRef struct {
	Question int `json:"question"`
}

// went is the session as it was before a part began, so that the part can be
// taken back.
type went struct {
	part         PartKind
	since, spent Seconds
	turns        int     // begun so far
	ended        int     // N of the turn that the part ended, 0 none
	end          Seconds // … and when
	opened       bool    // the floor had been opened before
	before       *went
}

func backCommands() []command {
	return []command{
		define("session.unstart/1", decideUnstart, applyUnstart),
		define("part.back/1", decidePartBack, applyPartBack),
		define("question.drop/1", decideDropQuestion, applyDropQuestion),
		define("person.back/1", decideSideBack, applySideBack),
		define("statement.hold/1", decideHold, applyHold),
		define("order.restore/1", decideRestoreOrder, applyRestoreOrder),
		define("outcome.back/1", decideOutcomeBack, applyOutcomeBack),
		define("objection.back/1", decideObjectionBack, applyObjectionBack),
		define("presence.clear/1", decidePresenceClear, func(s *State, _ *meta, p *PresenceLine, _ *None) { delete(s.Present, p.Line) }),
	}
}

// decideUnstart takes the start back while nothing rests on it.
func decideUnstart(s *State, _ *ctx, _ *None) (None, error) {
	if err := s.live(); err != nil {
		return None{}, err
	}
	x := &s.Session
	rests := x.Part != Opening || len(s.Floor.Turns) > 0 || len(x.Taken) > 0 || s.Floor.Block != nil || s.Floor.Favour != ""
	for _, o := range s.Outcomes {
		rests = rests || o.Read
	}
	if rests {
		return None{}, refuse(CodeFixed, "session")
	}
	return None{}, nil
}

func applyUnstart(s *State, _ *meta, _, _ *None) {
	was := s.Session
	s.Session = Session{Phase: Before, Plan: was.Plan, Spent: map[PartKind]Seconds{}, Question: was.Question, Solo: was.Solo}
}

// decidePartBack goes back to the part before as long as nobody had the floor
// in this one. Once the lots were drawn the floor stays open.
func decidePartBack(s *State, _ *ctx, p *PartRef) (None, error) {
	if err := s.live(); err != nil {
		return None{}, err
	}
	w := s.Session.went
	switch {
	case p.Part != s.Session.Part:
		return None{}, refuse(CodeStale, "part")
	case w == nil || w.turns != len(s.Floor.Turns) || !w.opened && s.Floor.LotShown:
		return None{}, refuse(CodeFixed, "part")
	}
	return None{}, nil
}

// applyPartBack also lets the turn run on that the part ended.
func applyPartBack(s *State, _ *meta, _ *PartRef, _ *None) {
	x := &s.Session
	w := x.went
	if w == nil {
		return
	}
	x.Part, x.Since, x.Spent[w.part], x.went = w.part, w.since, w.spent, w.before
	if n := len(x.Begun); n > 0 {
		x.Begun = x.Begun[: n-1 : n-1]
	}
	if !w.opened {
		s.Floor.Opened, s.Floor.OpenedAt = false, 0
	}
	if t := s.Turn(w.ended); t != nil && t.Over && t.End == w.end && !t.Void && t.Corrected == nil {
		s.resumeAlone(t)
	}
}

// decideDropQuestion takes the newest question back while nothing belongs to it.
func decideDropQuestion(s *State, _ *ctx, p *QuestionRef) (None, error) {
	switch n := p.Question; {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case !s.isQuestion(n):
		return None{}, refuse(CodeNoSuch, "question")
	case n != len(s.Agenda) || s.Agenda[n-1].Kind != AddedQuestion || s.carried(n):
		return None{}, refuse(CodeFixed, "question")
	}
	return None{}, nil
}

// carried says whether anything belongs to question n.
func (s *State) carried(n int) bool {
	b := s.Floor.Block
	found := s.Session.Question == n || b != nil && b.Question == n
	for _, h := range s.Floor.Hands {
		found = found || h.Question == n
	}
	for _, h := range s.Floor.Dropped {
		found = found || h.Question == n
	}
	for _, t := range s.Floor.Turns {
		found = found || t.Question == n || t.HandWas != nil && t.HandWas.Question == n
	}
	for _, x := range s.Statements {
		found = found || x.Question == n
	}
	for _, o := range s.Outcomes {
		found = found || o.Question == n
	}
	return found
}

func applyDropQuestion(s *State, _ *meta, p *QuestionRef, _ *None) {
	if n := len(s.Agenda); n > 0 && p.Question == n {
		s.Agenda = s.Agenda[: n-1 : n-1]
		delete(s.trail, Thing{Kind: AQuestion, N: n})
	}
}
