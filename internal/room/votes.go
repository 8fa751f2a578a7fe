package room

import "slices"

// Answer is what the ballot last said to the statement; "" nothing.
func (x *Statement) Answer(b BallotID) Answer { return x.votes[b] }

// Counted is the count that closes the statement's vote, raw.
func (x *Statement) Counted() StatementClosed {
	return StatementClosed{Phones: x.raw.All, Lines: x.Lines}
}

// Voters is the number of ballots that answered a statement.
func (s *State) Voters() (n int) {
	for _, b := range s.Ballots {
		if b.Votes > 0 {
			n++
		}
	}
	return n
}

func decideVote(s *State, c *ctx, p *CastVote) (Declared, error) {
	switch x := s.Statements[p.Statement]; {
	case !p.Answer.Valid():
		return Declared{}, refuse(CodeMalformed, "answer")
	case x == nil || !x.WasPublished():
		return Declared{}, refuse(CodeNoSuch, "statement")
	case x.Status == VoteClosed || !x.Public():
		return Declared{}, refuse(CodeClosed, "statement")
	case x.votes[BallotID(c.Actor.ID)] == p.Answer:
		return Declared{}, refuse(CodeAlready, "answer")
	}
	return s.declare(c)
}

// declare is what a ballot's answer fixes: on its first, side and group as the
// transport knows them; later nothing, whatever the transport says.
func (s *State) declare(c *ctx) (Declared, error) {
	if b := s.Ballots[BallotID(c.Actor.ID)]; b != nil {
		if b.Left {
			return Declared{}, refuse(CodeLeft, "")
		}
		return Declared{}, nil
	}
	d := Declared{Side: c.Door.Side, Group: c.Door.Group, First: true}
	if !d.Side.Valid() {
		return Declared{}, refuse(CodeNotOpen, "join")
	}
	if !d.valid() {
		return Declared{}, refuse(CodeMalformed, "group")
	}
	return d, nil
}

func (d *Declared) valid() bool {
	return d.First && d.Side.Valid() && (d.Group == "" || slices.Contains(StakeholderGroups, d.Group))
}

// ballot is the acting ballot, made by its first answer; nil when the record
// declares nothing that could be counted.
func (s *State) ballot(m *meta, d *Declared) *Ballot {
	id := BallotID(m.By.ID)
	if b := s.Ballots[id]; b != nil {
		return b
	}
	if m.By.Kind != ActorBallot || !d.valid() {
		return nil
	}
	b := &Ballot{Side: d.Side, Group: d.Group}
	s.Ballots[id] = b
	return b
}

func applyVote(s *State, m *meta, p *CastVote, f *Declared) {
	x := s.statement(p.Statement)
	if x.Status != Open || !p.Answer.Valid() {
		return
	}
	b := s.ballot(m, f)
	if b == nil || b.Left {
		return
	}
	id := BallotID(m.By.ID)
	old := replaceAnswer(&x.raw, x.votes, id, b, p.Answer)
	if old == "" {
		b.Votes++
	}
	x.owe(id, old, p.Answer)
	x.step(s.Info.Policy.Suppress)
}

// replaceAnswer makes a the ballot's one answer, for the last counts, and
// returns what it was; "" none.
func replaceAnswer(c *Count, votes map[BallotID]Answer, id BallotID, b *Ballot, a Answer) (old Answer) {
	old = votes[id]
	votes[id] = a
	c.add(b, old.times(-1).Plus(a.times(1)))
	return old
}

func decideCloseVote(s *State, _ *ctx, p *StatementRef) (StatementClosed, error) {
	switch x := s.Statements[p.Statement]; {
	case x == nil:
		return StatementClosed{}, refuse(CodeNoSuch, "statement")
	case x.Status != Open:
		return StatementClosed{}, refuse(CodeStale, "statement")
	default:
		return x.Counted(), nil
	}
}

func applyCloseVote(s *State, m *meta, p *StatementRef, _ *StatementClosed) {
	s.statement(p.Statement).closeVote(m.At, s.Info.Policy.Suppress)
}

func (x *Statement) closeVote(at Seconds, p SuppressPolicy) {
	if x.Status != Open {
		return
	}
	x.Status, x.ClosedAt = VoteClosed, at
	x.lastStep(p)
}

func decideStatementCount(s *State, c *ctx, p *CountStatement) (None, error) {
	switch x := s.Statements[p.Statement]; {
	case x == nil || !x.WasPublished():
		return None{}, refuse(CodeNoSuch, "statement")
	case x.Status == VoteClosed:
		return None{}, refuse(CodeClosed, "statement")
	}
	return None{}, s.checkCount(c, p.Line, p.Tally)
}

func applyStatementCount(s *State, _ *meta, p *CountStatement, _ *None) {
	if x := s.statement(p.Statement); x.Status == Open {
		setLine(&x.Lines, p.Line, p.Tally)
	}
}
