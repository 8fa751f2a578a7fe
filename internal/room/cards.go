package room

// isCard says whether the statement is a seat's card that was not brought up.
func (x *Statement) isCard() bool { return x.Status == CardPrepared || x.Status == CardDiscarded }

// preparedBy is how many cards the seat has ready.
func (s *State) preparedBy(seat ItemID) (n int) {
	for _, x := range s.Statements {
		if x.Seat == seat && x.Status == CardPrepared {
			n++
		}
	}
	return n
}

// discardedBy is how many cards the seat took away.
func (s *State) discardedBy(seat ItemID) (n int) {
	for _, x := range s.Statements {
		if x.Seat == seat && x.Status == CardDiscarded {
			n++
		}
	}
	return n
}

// ownCard is a card that the seat prepared; others' are not there for it.
func (s *State) ownCard(c *ctx, id ItemID) (*Statement, error) {
	x := s.Statements[id]
	switch {
	case x == nil || x.Seat != ItemID(c.Actor.ID):
		return nil, refuse(CodeNoSuch, "statement")
	case x.Status != CardPrepared:
		return nil, refuse(CodeStale, "statement")
	}
	return x, nil
}

func decideEditCard(s *State, c *ctx, p *EditCard) (None, error) {
	if _, err := s.ownCard(c, p.Statement); err != nil {
		return None{}, err
	}
	switch {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case p.Text == "":
		return None{}, refuse(CodeEmpty, "text")
	case p.Kind.IsTitle():
		return None{}, refuse(CodeNotAllowed, "kind")
	case p.Question != 0 && !s.isQuestion(p.Question):
		return None{}, refuse(CodeNoSuch, "question")
	}
	if err := s.mayReword(p.Statement); err != nil {
		return None{}, err
	}
	return None{}, s.checkAsks(p.Kind, p.Lang, &p.Asks)
}

func applyEditCard(s *State, _ *meta, p *EditCard, _ *None) {
	if x := s.statement(p.Statement); x.Status == CardPrepared {
		for id := range x.votes { // what was said to the words as they were
			x.say(id, s.Ballots[id], "")
		}
		x.write(p.Kind, p.Text, p.Lang, &p.Asks)
		x.Question = p.Question
		x.Erased = s.gone[x.Text]
		s.wording(x.ID, x.Texts()...)
	}
}

func decideDiscardCard(s *State, c *ctx, p *StatementRef) (None, error) {
	_, err := s.ownCard(c, p.Statement)
	return None{}, err
}

func applyDiscardCard(s *State, _ *meta, p *StatementRef, _ *None) {
	if x := s.statement(p.Statement); x.Status == CardPrepared {
		x.Status = CardDiscarded
	}
}

// decideShowCard brings a card up: by its seat, or at the desk, which catches it
// while its seat speaks. What the card names must still be there.
func decideShowCard(s *State, c *ctx, p *StatementRef) (BroughtUp, error) {
	x := s.Statements[p.Statement]
	by := s.seat(ItemID(c.Actor.ID))
	desk := by.Has(Moderator) || by.Has(OnlineModerator) || by.Has(Rapporteur)
	switch {
	case x == nil || !desk && x.Seat != by.ID:
		return BroughtUp{}, refuse(CodeNoSuch, "statement")
	case x.Status != CardPrepared:
		return BroughtUp{}, refuse(CodeStale, "statement")
	}
	if err := s.live(); err != nil {
		return BroughtUp{}, err
	}
	if err := s.checkAsks(x.Kind, x.Lang, &x.Asks); err != nil {
		return BroughtUp{}, err
	}
	if err := s.roomFor(x.Kind); err != nil {
		return BroughtUp{}, err
	}
	f := BroughtUp{Question: x.Question}
	if t := s.Running(); t != nil && t.Seat == x.Seat {
		f.Turn = t.N
	}
	if f.Question == 0 {
		f.Question = s.Session.Question
	}
	return f, nil
}

func applyShowCard(s *State, m *meta, p *StatementRef, f *BroughtUp) {
	if x := s.statement(p.Statement); x.Status == CardPrepared {
		x.card = &cardWas{x.Question, x.At}
		x.Status, x.Question, x.Turn, x.At, x.OpenAt, x.OpenBy = Open, f.Question, f.Turn, m.Clock, m.Clock, m.Index
	}
}

// decideCardBack takes a card back that was brought up too early: as long as no
// figures are shown and nothing rests on it.
func decideCardBack(s *State, c *ctx, p *StatementRef) (None, error) {
	x := s.Statements[p.Statement]
	by := s.seat(ItemID(c.Actor.ID))
	desk := by.Has(Moderator) || by.Has(OnlineModerator) || by.Has(Rapporteur)
	switch {
	case x == nil || x.Source != FromTable || x.Kind.IsTitle() || !desk && x.Seat != by.ID:
		return None{}, refuse(CodeNoSuch, "statement")
	case x.Status != Open || !x.Public() || x.Reply != nil || x.Into != "" || s.cited(x.ID):
		return None{}, refuse(CodeStale, "statement")
	case x.shownCounts():
		return None{}, refuse(CodeFixed, "statement")
	case s.preparedBy(x.Seat) >= MaxPrepared:
		return None{}, refuse(CodeLimit, "prepared")
	}
	return None{}, nil
}

func applyCardBack(s *State, _ *meta, p *StatementRef, _ *None) {
	x := s.statement(p.Statement)
	if x.Source != FromTable || x.Status != Open || x.Into != "" || x.shownCounts() {
		return
	}
	x.Status, x.Turn = CardPrepared, 0
	if was := x.card; was != nil {
		x.Question, x.At, x.OpenAt = was.Question, was.At, was.At
	}
}

// cited says whether an outcome or another statement names the statement.
func (s *State) cited(id ItemID) bool {
	if s.citedByOutcome(id) {
		return true
	}
	for _, x := range s.Statements {
		if x.Status != CardDiscarded && (x.Asks.Of == id || x.Into == id) {
			return true
		}
	}
	return false
}
