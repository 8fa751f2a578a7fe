package room

import "slices"

// Limits on statements.
const (
	MaxOpen      = 200 // open to votes at the same time
	MaxAsked     = 500 // questions and reasons, open at the same time
	MaxHeld      = 5   // of one voice, waiting for the desk; where texts are published first, open ones too
	MaxPrepared  = 5   // cards of one seat, not brought up yet
	MaxDiscarded = 100 // … and taken away by it
)

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
		define("vote.weigh/1", decideWeigh, applyWeigh),
		define("card.edit/1", decideEditCard, applyEditCard),
		define("card.discard/1", decideDiscardCard, applyDiscardCard),
		define("card.show/1", decideShowCard, applyShowCard),
		define("card.back/1", decideCardBack, applyCardBack),
		define("reply.give/1", decideReply, applyReply),
		define("reply.take/1", decideTakeReply, applyTakeReply),
		define("question.merge/1", decideMergeQuestion, applyMergeQuestion),
		define("question.unmerge/1", decideUnmergeQuestion, applyUnmergeQuestion),
	}
}

// Public says whether the statement's text may be on a page.
func (x *Statement) Public() bool { return x.WasPublished() && x.Hidden == nil && !x.Erased }

// WasPublished says whether the statement was ever let onto a page, hidden since
// or not: its figures stay.
func (x *Statement) WasPublished() bool { return x.Status == Open || x.Status == VoteClosed }

// Texts are all texts of the statement, its reply's not.
func (x *Statement) Texts() (out []Text) {
	for _, t := range []Text{x.Text, x.Asks.Service, x.Asks.Sees, x.Asks.Orders, x.Asks.Safeguard, x.Asks.Breaks, x.Asks.Acts} {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

func decideStatement(s *State, c *ctx, p *AddStatement) (StatementAdded, error) {
	switch {
	case s.Session.Phase == Closed:
		return StatementAdded{}, refuse(CodeClosed, "session")
	case p.Text == "":
		return StatementAdded{}, refuse(CodeEmpty, "text")
	case p.Question != 0 && !s.isQuestion(p.Question):
		return StatementAdded{}, refuse(CodeNoSuch, "question")
	}
	if err := s.checkAsks(p.Kind, p.Lang, &p.Asks); err != nil {
		return StatementAdded{}, err
	}
	f := StatementAdded{Question: s.questionOf(p)}
	if c.Actor.Kind == ActorVoice {
		if err := s.mayVoiceWrite(c, p); err != nil {
			return StatementAdded{}, err
		}
		f.Judged = s.judge(c, p)
		f.Held = s.Info.Policy.Hold || s.Session.Solo || f.Kept != "" || s.Muted(PersonID(c.Actor.ID))
	} else if err := s.maySeatWrite(c, p); err != nil {
		return StatementAdded{}, err
	}
	if !f.Held && !p.Prepared {
		if err := s.roomFor(p.Kind); err != nil {
			return StatementAdded{}, err
		}
	}
	f.Statement = s.newItem(c.Draw)
	return f, nil
}

// roomFor refuses one more open statement of the kind where there are enough.
func (s *State) roomFor(k StatementKind) error {
	most := MaxOpen
	if !k.Voted() {
		most = MaxAsked
	}
	if s.open(k.Voted()) >= most {
		return refuse(CodeLimit, "open")
	}
	return nil
}

// questionOf is the question that a new statement belongs to: the named one,
// that of the turn it was caught from, or the current one. The title's two
// belong to none, a card to none before it is brought up.
func (s *State) questionOf(p *AddStatement) int {
	switch t := s.Turn(p.Turn); {
	case p.Question != 0 || p.Kind.IsTitle() || p.Prepared:
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
	if p.Kind.IsTitle() {
		return refuse(CodeNotAllowed, "kind")
	}
	if p.Turn != 0 || p.Proposal || p.Prepared {
		return refuse(CodeNotAllowed, "turn")
	}
	if p.Chat {
		return refuse(CodeNotAllowed, "chat")
	}
	if h := s.Floor.Hands[p.Hand]; p.Hand != "" && (h == nil || s.whoID(h.Person) != s.whoID(PersonID(c.Actor.ID))) {
		return refuse(CodeNoSuch, "hand")
	}
	switch held, open := s.unfinished(PersonID(c.Actor.ID)); {
	case held >= MaxHeld:
		return refuse(CodeLimit, "held")
	case !s.Info.Policy.Hold && held+open >= MaxHeld:
		return refuse(CodeLimit, "own")
	}
	return nil
}

// unfinished is how many texts of a voice wait for the desk, and how many are open
// to votes or wait for a reply, where everybody can read them.
func (s *State) unfinished(voice PersonID) (held, open int) {
	for _, x := range s.Statements {
		switch {
		case x.Author != voice:
		case x.Status == Held:
			held++
		case x.Status == Open && x.Public() && x.Into == "" && x.Reply == nil:
			open++
		}
	}
	return held, open
}

// maySeatWrite is what a seat may enter: its own words, what it caught from a turn,
// what the proposal says, and the title's question once before and once after.
func (s *State) maySeatWrite(c *ctx, p *AddStatement) error {
	seat := s.seat(ItemID(c.Actor.ID))
	desk := seat.Has(Organizer) || seat.Has(Moderator) || seat.Has(OnlineModerator) || seat.Has(Rapporteur)
	switch {
	case !desk && (p.Turn != 0 || p.Proposal || p.Kind.IsTitle()):
		return refuse(CodeNotAllowed, "kind")
	case p.Chat && !seat.Has(Moderator) && !seat.Has(OnlineModerator):
		return refuse(CodeNotAllowed, "chat")
	case p.Chat && (p.Turn != 0 || p.Proposal || p.Prepared || p.Kind.IsTitle()):
		return refuse(CodeMalformed, "chat")
	case p.Turn != 0 && p.Proposal || p.Prepared && (p.Turn != 0 || p.Proposal || p.Kind.IsTitle()):
		return refuse(CodeMalformed, "turn")
	case p.Hand != "":
		return refuse(CodeNotAllowed, "hand")
	case p.Prepared && s.preparedBy(seat.ID) >= MaxPrepared:
		return refuse(CodeLimit, "prepared")
	case p.Prepared && s.discardedBy(seat.ID) >= MaxDiscarded:
		return refuse(CodeLimit, "discarded")
	case p.Turn != 0 && !s.took(p.Turn):
		return refuse(CodeNoSuch, "turn")
	}
	for _, x := range s.Statements {
		if p.Kind.IsTitle() && x.Kind == p.Kind {
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

// open is how many statements are open to votes, or how many questions and
// reasons wait for a reply. What was hidden, or erased with who left, is neither:
// else a few people could fill the room for good.
func (s *State) open(voted bool) (n int) {
	for _, x := range s.Statements {
		if x.Status == Open && x.Public() && x.Kind.Voted() == voted && x.Reply == nil && x.Into == "" {
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
		ID: f.Statement, Question: f.Question, Turn: p.Turn, At: m.Clock, OpenAt: m.Clock, OpenBy: m.Index, Status: Open,
		from: map[BallotID]ItemID{},
	}
	x.write(p.Kind, p.Text, p.Lang, &p.Asks)
	switch {
	case p.Prepared:
		x.Status = CardPrepared
	case f.Held:
		x.Status = Held
	}
	switch {
	case m.By.Kind == ActorVoice:
		x.Source, x.Author, x.Judged = FromParticipant, PersonID(m.By.ID), f.Judged
		if h := s.Floor.Hands[p.Hand]; h != nil && s.whoID(h.Person) == s.whoID(x.Author) {
			s.takeHand(p.Hand)
		}
	case p.Proposal:
		x.Source = FromProposal
	case p.Turn != 0:
		x.Source = FromDesk
	case p.Chat:
		x.Source = FromChat
	default:
		x.Source, x.Seat = FromTable, ItemID(m.By.ID)
	}
	s.Statements[x.ID] = x
	s.StatementOrder = append(s.StatementOrder, x.ID)
	s.wording(x.ID, x.Texts()...)
}

// write sets what the statement says, and with its kind how it is answered. What
// pictures said of other words is forgotten.
func (x *Statement) write(k StatementKind, text Text, lang string, asks *Asks) {
	x.Kind, x.Text, x.Lang, x.Asks = k, text, lang, *asks
	x.Asks.Falls = slices.Clone(asks.Falls)
	x.poll, x.weight, x.stepped = newPoll(k.Scale()), nil, map[BallotID]Answer{}
	x.classed = nil
	if k.Weighed() {
		w := newPoll(scaleWeight)
		x.weight = &w
	}
}

// statement is what Apply changes: a record that names none changes a value
// that nobody sees.
func (s *State) statement(id ItemID) *Statement {
	if x := s.Statements[id]; x != nil {
		return x
	}
	return &Statement{poll: newPoll(scaleNone)}
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
	case x.Erased || x.isCard():
		return None{}, refuse(CodeStale, "statement")
	default:
		return None{}, s.roomFor(x.Kind)
	}
}

func applyPublish(s *State, m *meta, p *StatementRef, _ *None) {
	if x := s.statement(p.Statement); !x.WasPublished() && !x.Erased && !x.isCard() {
		x.Status, x.Why, x.OpenAt, x.OpenBy, x.letOut = Open, nil, m.Clock, m.Index, true
	}
}

func decideReject(s *State, _ *ctx, p *RejectStatement) (None, error) {
	if err := checkAlso(p.Statement, p.Also); err != nil {
		return None{}, err
	}
	for _, id := range together(p.Statement, p.Also) {
		switch x := s.Statements[id]; {
		case x == nil:
			return None{}, refuse(CodeNoSuch, "statement")
		case x.Status != Held:
			return None{}, refuse(CodeStale, "statement")
		}
	}
	return None{}, s.checkRule(p.Rule, p.Reason)
}

func applyReject(s *State, m *meta, p *RejectStatement, _ *None) {
	for _, id := range together(p.Statement, p.Also) {
		if x := s.statement(id); x.Status == Held {
			x.Status, x.Why = Rejected, &Sanction{m.At, p.Rule, p.Reason}
		}
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
	x := s.statement(p.Statement)
	x.Hidden = &Sanction{m.At, p.Rule, p.Reason}
	s.tell(x.Author)
	s.tellReporters(x.ID)
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
	x := s.statement(p.Statement)
	x.Hidden = nil
	s.tell(x.Author)
	s.tellReporters(x.ID)
}
