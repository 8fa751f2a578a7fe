package room

import "slices"

// Limits on statements.
const (
	MaxOpen = 200 // open at the same time
	MaxHeld = 5   // of one voice, waiting for the desk
)

var statementKinds = []StatementKind{View, Concern, Risk, Opportunity, Mechanism, TitleBefore, TitleAfter}

func statementCommands() []command {
	return []command{
		define("statement.add/1", decideStatement, applyStatement),
		define("statement.publish/1", decidePublish, applyPublish),
		define("statement.reject/1", decideReject, applyReject),
		define("statement.hide/1", decideHide, applyHide),
		define("statement.restore/1", decideShowAgain, applyShowAgain),
		define("statement.close/1", decideCloseVote, applyCloseVote),
		define("statement.count/1", decideStatementCount, applyStatementCount),
		define("vote.cast/1", decideVote, applyVote),
	}
}

// Public says whether the statement's text may be on a page.
func (x *Statement) Public() bool { return x.WasPublished() && x.Hidden == nil && !x.Erased }

// WasPublished says whether the statement was ever let onto a page, hidden since
// or not: its figures stay.
func (x *Statement) WasPublished() bool { return x.Status == Open || x.Status == VoteClosed }

func isTitle(k StatementKind) bool { return k == TitleBefore || k == TitleAfter }

func decideStatement(s *State, c *ctx, p *AddStatement) (StatementAdded, error) {
	switch {
	case s.Session.Phase == Closed:
		return StatementAdded{}, refuse(CodeClosed, "session")
	case !slices.Contains(statementKinds, p.Kind):
		return StatementAdded{}, refuse(CodeMalformed, "kind")
	case p.Text == "":
		return StatementAdded{}, refuse(CodeEmpty, "text")
	case p.Question != 0 && !s.isQuestion(p.Question):
		return StatementAdded{}, refuse(CodeNoSuch, "question")
	}
	f := StatementAdded{Question: s.questionOf(p)}
	if c.Actor.Kind == ActorVoice {
		f.Held = s.Info.Policy.Hold
		if err := s.mayVoiceWrite(c, p); err != nil {
			return StatementAdded{}, err
		}
	} else if err := s.maySeatWrite(c, p); err != nil {
		return StatementAdded{}, err
	}
	if !f.Held && s.openStatements() >= MaxOpen {
		return StatementAdded{}, refuse(CodeLimit, "open")
	}
	f.Statement = s.newItem(c.Draw)
	return f, nil
}

// questionOf is the question that a new statement belongs to: the named one,
// that of the turn it was caught from, or the current one. The title's two
// belong to none.
func (s *State) questionOf(p *AddStatement) int {
	switch t := s.Turn(p.Turn); {
	case p.Question != 0 || isTitle(p.Kind):
		return p.Question
	case t != nil:
		return t.Question
	}
	return s.Session.Question
}

// mayVoiceWrite is what a participant may write, and how much at a time.
func (s *State) mayVoiceWrite(c *ctx, p *AddStatement) error {
	if _, err := s.voice(c); err != nil {
		return err
	}
	if isTitle(p.Kind) {
		return refuse(CodeNotAllowed, "kind")
	}
	if p.Turn != 0 || p.Proposal {
		return refuse(CodeNotAllowed, "turn")
	}
	waiting := 0
	for _, x := range s.Statements {
		if x.Author == PersonID(c.Actor.ID) && (x.Status == Held || x.Status == Open && !s.Info.Policy.Hold) {
			waiting++
		}
	}
	if waiting >= MaxHeld {
		return refuse(CodeLimit, "held")
	}
	return nil
}

// maySeatWrite is what a seat may enter: its own words, what it caught from a turn,
// what the proposal says, and the title's question once before and once after.
func (s *State) maySeatWrite(c *ctx, p *AddStatement) error {
	seat := s.seat(ItemID(c.Actor.ID))
	desk := seat.Has(Organizer) || seat.Has(Moderator) || seat.Has(OnlineModerator) || seat.Has(Rapporteur)
	switch {
	case !desk && (p.Turn != 0 || p.Proposal || isTitle(p.Kind)):
		return refuse(CodeNotAllowed, "kind")
	case p.Turn != 0 && p.Proposal:
		return refuse(CodeMalformed, "turn")
	case p.Turn != 0 && !s.took(p.Turn):
		return refuse(CodeNoSuch, "turn")
	}
	for _, x := range s.Statements {
		if isTitle(p.Kind) && x.Kind == p.Kind {
			return refuse(CodeAlready, "kind")
		}
	}
	return nil
}

// took says whether turn n took place.
func (s *State) took(n int) bool {
	t := s.Turn(n)
	return t != nil && !t.Void
}

func (s *State) openStatements() (n int) {
	for _, x := range s.Statements {
		if x.Status == Open {
			n++
		}
	}
	return n
}

func applyStatement(s *State, m *meta, p *AddStatement, f *StatementAdded) {
	if s.Statements[f.Statement] != nil {
		return
	}
	x := &Statement{
		ID: f.Statement, Kind: p.Kind, Text: p.Text, Question: f.Question, Turn: p.Turn,
		At: m.Clock, Status: Open, votes: map[BallotID]Answer{}, pending: map[BallotID]Answer{},
	}
	if f.Held {
		x.Status = Held
	}
	switch {
	case m.By.Kind == ActorVoice:
		x.Source, x.Author = FromParticipant, PersonID(m.By.ID)
	case p.Proposal:
		x.Source = FromProposal
	case p.Turn != 0:
		x.Source = FromDesk
	default:
		x.Source, x.Seat = FromTable, ItemID(m.By.ID)
	}
	s.Statements[x.ID] = x
	s.StatementOrder = append(s.StatementOrder, x.ID)
}

// statement is what Apply changes: a record that names none changes a value
// that nobody sees.
func (s *State) statement(id ItemID) *Statement {
	if x := s.Statements[id]; x != nil {
		return x
	}
	return &Statement{}
}

// decidePublish lets a held statement out; one that was rejected too, which
// undoes the rejection.
func decidePublish(s *State, _ *ctx, p *StatementRef) (None, error) {
	switch x := s.Statements[p.Statement]; {
	case x == nil:
		return None{}, refuse(CodeNoSuch, "statement")
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case x.WasPublished():
		return None{}, refuse(CodeAlready, "statement")
	case x.Erased:
		return None{}, refuse(CodeStale, "statement")
	case s.openStatements() >= MaxOpen:
		return None{}, refuse(CodeLimit, "open")
	}
	return None{}, nil
}

func applyPublish(s *State, _ *meta, p *StatementRef, _ *None) {
	if x := s.statement(p.Statement); !x.WasPublished() && !x.Erased {
		x.Status, x.Why = Open, nil
	}
}

func decideReject(s *State, _ *ctx, p *RejectStatement) (None, error) {
	switch x := s.Statements[p.Statement]; {
	case x == nil:
		return None{}, refuse(CodeNoSuch, "statement")
	case x.Status != Held:
		return None{}, refuse(CodeStale, "statement")
	}
	return None{}, s.checkRule(p.Rule, p.Reason)
}

func applyReject(s *State, m *meta, p *RejectStatement, _ *None) {
	if x := s.statement(p.Statement); x.Status == Held {
		x.Status, x.Why = Rejected, &Sanction{m.At, p.Rule, p.Reason}
	}
}

func decideHide(s *State, _ *ctx, p *HideStatement) (None, error) {
	switch x := s.Statements[p.Statement]; {
	case x == nil || !x.WasPublished():
		return None{}, refuse(CodeNoSuch, "statement")
	case x.Hidden != nil:
		return None{}, refuse(CodeAlready, "statement")
	}
	return None{}, s.checkRule(p.Rule, p.Reason)
}

func applyHide(s *State, m *meta, p *HideStatement, _ *None) {
	s.statement(p.Statement).Hidden = &Sanction{m.At, p.Rule, p.Reason}
}

// decideShowAgain wants a reason, as hiding does: both stay on the record.
func decideShowAgain(s *State, _ *ctx, p *RestoreStatement) (None, error) {
	switch x := s.Statements[p.Statement]; {
	case x == nil:
		return None{}, refuse(CodeNoSuch, "statement")
	case x.Hidden == nil:
		return None{}, refuse(CodeAlready, "statement")
	case p.Reason == "":
		return None{}, refuse(CodeReason, "reason")
	}
	return None{}, nil
}

func applyShowAgain(s *State, _ *meta, p *RestoreStatement, _ *None) {
	s.statement(p.Statement).Hidden = nil
}
