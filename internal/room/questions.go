package room

// Asked says whether the statement waits for a reply: a question, or the reason
// for a "cannot accept", that everybody may read.
func (x *Statement) Asked() bool {
	return !x.Kind.Voted() && x.Public() && x.Into == "" && x.Reply == nil
}

// alone says whether the question is one of its own: not made one with another
// that is still there to read.
func (s *State) alone(x *Statement) bool { return x.Into == "" || !s.Listed(s.statement(x.Into)) }

// Answered says whether the question or reason has a reply, its own or that of the
// question it was made one with. That one may be hidden or erased since: it was
// answered all the same.
func (s *State) Answered(x *Statement) bool {
	return x.Reply != nil || x.Into != "" && s.statement(x.Into).Reply != nil
}

// AnsweredThere says whether the question was answered with another, which is not
// there to read any more.
func (s *State) AnsweredThere(x *Statement) bool {
	return x.Reply == nil && s.Answered(x) && s.alone(x)
}

// NotReached says whether the session ended without a reply to the question.
func (s *State) NotReached(x *Statement) bool {
	return s.Session.Phase == Closed && !x.Kind.Voted() && x.Public() && s.alone(x) && !s.Answered(x)
}

// Unanswered is how many reasons for a "cannot accept" have no reply.
func (s *State) Unanswered(mechanism ItemID) (n int) {
	for _, x := range s.Statements {
		if x.Kind == Because && x.Asks.Of == mechanism && x.Asked() {
			n++
		}
	}
	return n
}

// decideReply takes a reply also after the close: a written one that was
// promised is kept. A speaker replaces no reply but its own.
func decideReply(s *State, c *ctx, p *GiveReply) (None, error) {
	x := s.Statements[p.Statement]
	switch {
	case x == nil || x.Kind.Voted() || !x.WasPublished():
		return None{}, refuse(CodeNoSuch, "statement")
	case !x.Public() || !s.alone(x):
		return None{}, refuse(CodeStale, "statement")
	case p.Turn == 0 && p.Text == "":
		return None{}, refuse(CodeEmpty, "text")
	case p.Turn != 0 && p.Text != "":
		return None{}, refuse(CodeMalformed, "turn")
	case p.Turn != 0 && !s.took(p.Turn):
		return None{}, refuse(CodeNoSuch, "turn")
	case p.Turn != 0 && !s.mayEnterReply(c):
		return None{}, refuse(CodeNotAllowed, "turn")
	case x.Reply != nil && x.Reply.Seat != ItemID(c.Actor.ID) && !s.mayEnterReply(c):
		return None{}, refuse(CodeNotAllowed, "statement")
	case p.Text != "" && len(x.replies) >= MaxWordings:
		return None{}, refuse(CodeLimit, "versions")
	}
	return None{}, nil
}

// mayEnterReply says whether the seat may say that somebody replied in a turn; a
// speaker writes, or answers and is marked by the desk.
func (s *State) mayEnterReply(c *ctx) bool {
	by := s.seat(ItemID(c.Actor.ID))
	return by.Has(Moderator) || by.Has(OnlineModerator) || by.Has(Rapporteur)
}

func applyReply(s *State, m *meta, p *GiveReply, _ *None) {
	if x := s.statement(p.Statement); x.WasPublished() && !x.Kind.Voted() {
		x.Reply = &Reply{At: m.Clock, Seat: ItemID(m.By.ID), Turn: p.Turn, Text: p.Text}
		if p.Text != "" {
			x.replies = append(x.replies, p.Text)
		}
	}
}

// decideTakeReply takes a reply back: the desk any, a speaker its own.
func decideTakeReply(s *State, c *ctx, p *StatementRef) (None, error) {
	x := s.Statements[p.Statement]
	switch {
	case x == nil || x.Reply == nil:
		return None{}, refuse(CodeNoSuch, "statement")
	case x.Reply.Seat != ItemID(c.Actor.ID) && !s.mayEnterReply(c):
		return None{}, refuse(CodeNotAllowed, "statement")
	}
	return None{}, nil
}

func applyTakeReply(s *State, _ *meta, p *StatementRef, _ *None) {
	s.statement(p.Statement).Reply = nil
}

// unreply takes back what was answered in turn n, which did not take place.
func (s *State) unreply(n int) {
	for _, x := range s.Statements {
		if x.Reply != nil && x.Reply.Turn == n {
			x.Reply = nil
		}
	}
}

func decideMergeQuestion(s *State, _ *ctx, p *MergeQuestion) (None, error) {
	x, into := s.Statements[p.Statement], s.Statements[p.Into]
	switch {
	case x == nil || x.Kind != Question || !x.Public():
		return None{}, refuse(CodeNoSuch, "statement")
	case into == nil || into == x || into.Kind != Question || !into.Public():
		return None{}, refuse(CodeNoSuch, "into")
	case x.Status != Open || into.Status != Open:
		return None{}, refuse(CodeClosed, "statement")
	case x.Into != "" || into.Into != "" || x.Reply != nil:
		return None{}, refuse(CodeStale, "statement")
	}
	for _, other := range s.Statements {
		if other.Into == x.ID {
			return None{}, refuse(CodeStale, "statement")
		}
	}
	return None{}, nil
}

// applyMergeQuestion adds the support: of a ballot that gave it to both it
// counts once. Where the two were one before, what was shown of them then is the
// step that the new count is compared with: brought up to date at every turn, the
// number would tell the desk of each single answer.
func applyMergeQuestion(s *State, _ *meta, p *MergeQuestion, _ *None) {
	x, into := s.statement(p.Statement), s.statement(p.Into)
	if x == into || x.Kind != Question || into.Kind != Question || x.Into != "" || into.Into != "" || x.Status != Open || into.Status != Open {
		return
	}
	x.Into, x.shownThere = into.ID, into.said()
	for id := range x.votes {
		if b := s.Ballots[id]; b != nil && !b.Left && into.votes[id] == "" {
			into.say(id, b, Support)
			into.from[id] = x.ID
		}
	}
	if was, again := x.shownWith[into.ID]; again {
		into.goBack(was, s.Ballots)
	}
	into.wholeSteps(s.Info.Policy.Suppress, s.Ballots)
}

func decideUnmergeQuestion(s *State, _ *ctx, p *StatementRef) (None, error) {
	switch x := s.Statements[p.Statement]; {
	case x == nil || x.Into == "":
		return None{}, refuse(CodeNoSuch, "statement")
	case x.Status != Open || s.statement(x.Into).Status != Open:
		return None{}, refuse(CodeClosed, "statement")
	}
	return None{}, nil
}

// applyUnmergeQuestion takes the support away that the merger brought. What is
// shown goes back too, to the step before it: brought up to date, the difference
// would be the support of the other question, which owes some of its own.
func applyUnmergeQuestion(s *State, _ *meta, p *StatementRef, _ *None) {
	x := s.statement(p.Statement)
	into := s.statement(x.Into)
	if x.Into == "" || x.Status != Open || into.Status != Open {
		return
	}
	x.Into = ""
	if x.shownWith == nil {
		x.shownWith = map[ItemID]map[BallotID]Answer{}
	}
	x.shownWith[into.ID] = into.said()
	for id, from := range into.from {
		if from == x.ID {
			into.say(id, s.Ballots[id], "")
		}
	}
	into.goBack(x.shownThere, s.Ballots)
	x.shownThere = nil
	into.wholeSteps(s.Info.Policy.Suppress, s.Ballots)
}
