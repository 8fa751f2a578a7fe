package room

import "slices"

// Limits on outcomes.
const (
	MaxOutcomes   = 40 // drafted
	MaxCited      = 20 // statements, and turns, of one outcome
	MaxObjections = 50 // to one outcome, standing
	MaxObjected   = 5  // by one voice to one outcome, withdrawn ones too
)

func outcomeCommands() []command {
	return []command{
		define("outcome.draft/1", decideDraft, applyDraft),
		define("outcome.edit/1", decideEditOutcome, applyEditOutcome),
		define("outcome.drop/1", decideDropOutcome, applyDropOutcome),
		define("outcome.read/1", decideReadOut, applyReadOut),
		define("outcome.put/1", decidePutOutcome, applyPutOutcome),
		define("outcome.answer/1", decideAnswerOutcome, applyAnswerOutcome),
		define("outcome.count/1", decideOutcomeCount, applyOutcomeCount),
		define("outcome.settle/1", decideSettle, applySettle),
		define("outcome.hide/1", decideHideOutcome, applyHideOutcome),
		define("outcome.restore/1", decideRestoreOutcome, func(s *State, _ *meta, p *RestoreOutcome, _ *None) { s.outcome(p.Outcome).Hidden = nil }),
		define("objection.make/1", decideObjection, applyObjection),
		define("objection.heard/1", decideHeard, applyHeard),
		define("objection.withdraw/1", decideWithdraw, applyWithdraw),
		define("objection.take/1", decideTakeBack, applyTakeBack),
		define("presence.count/1", decidePresence, applyPresence),
		define("session.close/1", decideCloseSession, applyCloseSession),
	}
}

// Answer is what the ballot last said to the outcome; "" nothing.
func (o *Outcome) Answer(b BallotID) Answer { return o.votes[b] }

// Withheld says whether the outcome's words are hidden, or it cites a statement
// whose text is: figures stay, words go.
func (s *State) Withheld(o *Outcome) bool {
	return o.Hidden != nil || slices.ContainsFunc(o.Statements, func(id ItemID) bool { return s.statement(id).Hidden != nil })
}

// outcome is what Apply changes: a record that names none changes a value that
// nobody sees.
func (s *State) outcome(id ItemID) *Outcome {
	if o := s.Outcomes[id]; o != nil {
		return o
	}
	return &Outcome{}
}

// outcomeIn is the named outcome if it is in one of the states; else it is
// stale.
func (s *State) outcomeIn(id ItemID, in ...OutcomeStatus) (*Outcome, error) {
	o := s.Outcomes[id]
	if o == nil {
		return nil, refuse(CodeNoSuch, "outcome")
	}
	if s.Session.Phase == Closed {
		return nil, refuse(CodeClosed, "session")
	}
	if !slices.Contains(in, o.Status) {
		return nil, refuse(CodeStale, "outcome")
	}
	return o, nil
}

func decideDraft(s *State, c *ctx, p *DraftOutcome) (OutcomeDrafted, error) {
	switch {
	case s.Session.Phase == Closed:
		return OutcomeDrafted{}, refuse(CodeClosed, "session")
	case len(s.Outcomes) >= MaxOutcomes:
		return OutcomeDrafted{}, refuse(CodeLimit, "")
	}
	if err := s.checkDraft(p); err != nil {
		return OutcomeDrafted{}, err
	}
	return OutcomeDrafted{s.newItem(c.Draw)}, nil
}

// checkDraft wants a sentence, and links to what was on a page or took place.
func (s *State) checkDraft(p *DraftOutcome) error {
	if p.Text == "" {
		return refuse(CodeEmpty, "text")
	}
	if p.Question != 0 && !s.isQuestion(p.Question) {
		return refuse(CodeNoSuch, "question")
	}
	if len(p.Statements) > MaxCited || len(p.Turns) > MaxCited {
		return refuse(CodeLimit, "statements")
	}
	for i, id := range p.Statements {
		if !s.statement(id).WasPublished() || slices.Contains(p.Statements[:i], id) {
			return refuse(CodeNoSuch, "statements")
		}
	}
	for i, n := range p.Turns {
		if !s.took(n) || slices.Contains(p.Turns[:i], n) {
			return refuse(CodeNoSuch, "turns")
		}
	}
	return nil
}

func applyDraft(s *State, m *meta, p *DraftOutcome, f *OutcomeDrafted) {
	if s.Outcomes[f.Outcome] != nil {
		return
	}
	o := &Outcome{ID: f.Outcome, Status: Drafted, At: m.Clock, votes: map[BallotID]Answer{}}
	o.say(p)
	s.wording(o.ID, p.texts()...)
	s.Outcomes[o.ID] = o
	s.OutcomeOrder = append(s.OutcomeOrder, o.ID)
}

// say replaces what the outcome says; its sentence and links only until it was
// read out.
func (o *Outcome) say(p *DraftOutcome) {
	if !o.Read {
		o.Text, o.Question = p.Text, p.Question
		o.Statements, o.Turns = slices.Clone(p.Statements), slices.Clone(p.Turns)
	}
	o.Blocks, o.Missing, o.Finder, o.For, o.Against = p.Blocks, p.Missing, p.Finder, p.For, p.Against
}

func decideEditOutcome(s *State, c *ctx, p *EditOutcome) (None, error) {
	o, err := s.outcomeIn(p.Outcome, Drafted, ReadOut, Put)
	if err != nil {
		return None{}, err
	}
	if err := s.mayReword(o.ID); err != nil {
		return None{}, err
	}
	if !o.Read {
		return None{}, s.checkDraft(&p.DraftOutcome)
	}
	return None{}, o.checkFixed(c, p)
}

// checkFixed refuses another sentence or other links. What an edit leaves out
// stays, and the same words under another commitment are the same words.
func (o *Outcome) checkFixed(c *ctx, p *EditOutcome) error {
	if p.Text != "" && p.Text != o.Text {
		was, known := c.Texts(o.Text)
		if now, _ := c.Texts(p.Text); !known || now != was {
			return refuse(CodeFixed, "text")
		}
	}
	switch {
	case p.Question != 0 && p.Question != o.Question:
		return refuse(CodeFixed, "question")
	case p.Statements != nil && !slices.Equal(p.Statements, o.Statements):
		return refuse(CodeFixed, "statements")
	case p.Turns != nil && !slices.Equal(p.Turns, o.Turns):
		return refuse(CodeFixed, "turns")
	}
	return nil
}

func applyEditOutcome(s *State, _ *meta, p *EditOutcome, _ *None) {
	if o := s.Outcomes[p.Outcome]; o != nil {
		o.say(&p.DraftOutcome)
		s.wording(o.ID, p.texts()...)
	}
}

// texts are the sentence and those beside it.
func (p *DraftOutcome) texts() []Text {
	return []Text{p.Text, p.Blocks, p.Missing, p.Finder, p.For, p.Against}
}

// texts are the sentence and those beside it, as they are now.
func (o *Outcome) texts() []Text {
	return []Text{o.Text, o.Blocks, o.Missing, o.Finder, o.For, o.Against}
}

// decideDropOutcome drops what the room has not answered. What was put to it stays,
// whatever it answers.
func decideDropOutcome(s *State, _ *ctx, p *OutcomeRef) (None, error) {
	_, err := s.outcomeIn(p.Outcome, Drafted, ReadOut)
	return None{}, err
}

func applyDropOutcome(s *State, _ *meta, p *OutcomeRef, _ *None) {
	s.outcome(p.Outcome).Status = Dropped
}

func decideReadOut(s *State, _ *ctx, p *OutcomeRef) (None, error) {
	if err := s.live(); err != nil {
		return None{}, err
	}
	_, err := s.outcomeIn(p.Outcome, Drafted)
	return None{}, err
}

func applyReadOut(s *State, m *meta, p *OutcomeRef, _ *None) {
	o := s.outcome(p.Outcome)
	o.Read, o.Status, o.ReadAt = true, ReadOut, m.Clock
}

func decidePutOutcome(s *State, _ *ctx, p *OutcomeRef) (None, error) {
	if err := s.live(); err != nil {
		return None{}, err
	}
	if o := s.Outcomes[p.Outcome]; o != nil && o.Status == Drafted {
		return None{}, refuse(CodeNotOpen, "read")
	}
	if _, err := s.outcomeIn(p.Outcome, ReadOut); err != nil {
		return None{}, err
	}
	put := 0
	for _, o := range s.Outcomes {
		if o.Status == Put || o.Status == Settled {
			put++
		}
	}
	if put >= s.Info.Policy.Outcome.Put {
		return None{}, refuse(CodeLimit, "put")
	}
	return None{}, nil
}

func applyPutOutcome(s *State, m *meta, p *OutcomeRef, _ *None) {
	o := s.outcome(p.Outcome)
	o.Status, o.PutAt, o.Stood = Put, m.Clock, s.stood(o)
}

func decideAnswerOutcome(s *State, c *ctx, p *AnswerOutcome) (Declared, error) {
	switch o := s.Outcomes[p.Outcome]; {
	case !p.Answer.Valid():
		return Declared{}, refuse(CodeMalformed, "answer")
	case o == nil || o.Status == Dropped:
		return Declared{}, refuse(CodeNoSuch, "outcome")
	case o.Status == Settled:
		return Declared{}, refuse(CodeClosed, "outcome")
	case o.Status != Put:
		return Declared{}, refuse(CodeNotOpen, "outcome")
	case o.votes[BallotID(c.Actor.ID)] == p.Answer:
		return Declared{}, refuse(CodeAlready, "answer")
	}
	return s.declare(c)
}

func applyAnswerOutcome(s *State, m *meta, p *AnswerOutcome, f *Declared) {
	o := s.outcome(p.Outcome)
	if o.Status != Put || !p.Answer.Valid() {
		return
	}
	if b := s.ballot(m, f); b != nil && !b.Left {
		replaceAnswer(scalePlain, &o.raw, o.votes, BallotID(m.By.ID), b, p.Answer)
	}
}

func decideOutcomeCount(s *State, c *ctx, p *CountOutcome) (None, error) {
	if _, err := s.outcomeIn(p.Outcome, Put); err != nil {
		return None{}, err
	}
	if err := s.checkCount(c, p.Line, p.Tally); err != nil {
		return None{}, err
	}
	return None{}, s.overtaken(c, countSetting(p.Outcome, p.Line))
}

func applyOutcomeCount(s *State, m *meta, p *CountOutcome, _ *None) {
	if o := s.outcome(p.Outcome); o.Status == Put && p.Tally.valid() {
		s.sets(m, countSetting(p.Outcome, p.Line))
		setLine(&o.Lines, p.Line, p.Tally)
	}
}

func decideSettle(s *State, _ *ctx, p *OutcomeRef) (OutcomeSettled, error) {
	o, err := s.outcomeIn(p.Outcome, Put)
	if err != nil {
		return OutcomeSettled{}, err
	}
	return OutcomeSettled{s.Finding(o)}, nil
}

func applySettle(s *State, m *meta, p *OutcomeRef, f *OutcomeSettled) {
	s.outcome(p.Outcome).settle(m.At, &f.Finding)
}

// settle keeps what the rule found. An outcome that was never put stays what it
// was and is found "not put".
func (o *Outcome) settle(at Seconds, f *Finding) {
	if o.Status == Put {
		o.Status, o.SettledAt = Settled, at
	}
	o.Found = f
}

// decideHideOutcome takes the words of an outcome that was read out off every
// page; before that they are on none.
func decideHideOutcome(s *State, _ *ctx, p *HideOutcome) (None, error) {
	switch o := s.Outcomes[p.Outcome]; {
	case o == nil || !o.Read || o.Status == Dropped:
		return None{}, refuse(CodeNoSuch, "outcome")
	case o.Hidden != nil:
		return None{}, refuse(CodeAlready, "outcome")
	}
	return None{}, s.checkRule(p.Rule, p.Reason)
}

func applyHideOutcome(s *State, m *meta, p *HideOutcome, _ *None) {
	s.outcome(p.Outcome).Hidden = &Sanction{m.At, p.Rule, p.Reason}
}

func decideRestoreOutcome(s *State, _ *ctx, p *RestoreOutcome) (None, error) {
	switch o := s.Outcomes[p.Outcome]; {
	case o == nil:
		return None{}, refuse(CodeNoSuch, "outcome")
	case o.Hidden == nil:
		return None{}, refuse(CodeAlready, "outcome")
	case p.Reason == "":
		return None{}, refuse(CodeReason, "reason")
	}
	return None{}, nil
}
