package room

import "slices"

// EraseAsked is the reason for an erasure that somebody asked for; the others
// are the rules of the room's policy, and [EraseSpoken].
const EraseAsked = "asked"

// EraseText has texts destroyed: exactly one of the first four names them, and
// means the words before them too. The room's title, its codes and the sentences
// of outcomes stay.
type EraseText struct {
	Text   Text     `json:"text,omitzero"`   // one text by its commitment
	Item   ItemID   `json:"item,omitzero"`   // all words of a statement, an outcome, an objection, a hand, a note or an appeal, by its id; of a field of the form, by its name
	Reply  ItemID   `json:"reply,omitzero"`  // the replies in writing to a question or a reason, by its id
	Person PersonID `json:"person,omitzero"` // the name and everything that a voice wrote, or the desk with a hand
	Rule   string   `json:"rule"`            // EraseAsked, or a rule of the room's policy; the room itself: EraseSpoken
}

// Erased are the texts that are to be gone once the record is stored.
type Erased struct {
	Texts []Text `json:"texts"`
}

func leavingCommands() []command {
	return []command{
		define("voice.leave/1", decideLeave, applyLeave),
		define("ballot.withdraw/1", decideWithdrawBallot, applyWithdrawBallot),
		define("text.erase/1", decideErase, applyErase),
	}
}

// wrote remembers what a voice wrote, so that it can take it along.
func (s *State) wrote(by Actor, texts []Text) {
	if by.Kind == ActorVoice && len(texts) > 0 {
		id := PersonID(by.ID)
		s.own[id] = append(s.own[id], texts...)
	}
}

// notErased is those of the texts that are still there, each once.
func (s *State) notErased(texts []Text) Erased {
	f := Erased{Texts: []Text{}}
	for _, t := range texts {
		if t != "" && !s.gone[t] && !slices.Contains(f.Texts, t) {
			f.Texts = append(f.Texts, t)
		}
	}
	return f
}

// ownOf is what a voice wrote and the table has not made its own.
func (s *State) ownOf(id PersonID) []Text {
	return slices.DeleteFunc(slices.Clone(s.own[id]), s.tables)
}

// decideLeave lets anybody go at any time, banned or merged too.
func decideLeave(s *State, c *ctx, _ *None) (Erased, error) {
	switch p := s.People[PersonID(c.Actor.ID)]; {
	case p == nil:
		return Erased{}, refuse(CodeNotOpen, "join")
	case p.Left:
		return Erased{}, refuse(CodeLeft, "")
	}
	return s.notErased(s.ownOf(PersonID(c.Actor.ID))), nil
}

// applyLeave ends what the voice has under way: its turn, its hands, points of
// order and signals that wait, and objections to what is not settled.
func applyLeave(s *State, m *meta, _ *None, f *Erased) {
	id := PersonID(m.By.ID)
	p := s.person(id)
	p.Left, p.Name = true, ""
	if t := s.Running(); t != nil && t.Person == id {
		s.endTurn(t, m.Clock)
	}
	for hand, h := range s.Floor.Hands {
		if h.Person == id {
			delete(s.Floor.Hands, hand)
		}
	}
	p.Dropped = nil
	s.forgetReports(id)
	s.Floor.Dropped = slices.DeleteFunc(slices.Clone(s.Floor.Dropped), func(h *Hand) bool { return h.Person == id })
	for _, o := range s.Floor.Orders {
		if o.Person == id && o.State == orderAsked {
			o.State = orderRefused
		}
	}
	s.unsignal(id)
	for _, o := range s.Outcomes {
		for _, b := range o.Objections {
			if b.Author == id && (o.Status == ReadOut || o.Status == Put) && s.Session.Phase != Closed {
				b.Withdrawn = true
			}
		}
	}
	s.erase(f.Texts)
	s.eraseOf(id)
}

// decideWithdrawBallot takes back what is still open: a closed vote and a
// settled outcome stay as they were published.
func decideWithdrawBallot(s *State, c *ctx, _ *None) (None, error) {
	switch b := s.Ballots[BallotID(c.Actor.ID)]; {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case b == nil:
		return None{}, refuse(CodeNoSuch, "ballot")
	case b.Left:
		return None{}, refuse(CodeLeft, "")
	}
	return None{}, nil
}

func applyWithdrawBallot(s *State, m *meta, _ *None, _ *None) {
	id := BallotID(m.By.ID)
	b := s.Ballots[id]
	if b == nil {
		return
	}
	b.Left = true
	for _, of := range s.StatementOrder { // changes are remembered in this order
		if x := s.Statements[of]; x.Status != VoteClosed && x.votes[id] != "" {
			s.sayNoted(x, id, b, "")
			x.steps(s)
		}
	}
	for _, o := range s.Outcomes {
		if o.Status == Put {
			replaceAnswer(scalePlain, &o.raw, o.votes, id, b, "")
		}
	}
}

func decideErase(s *State, c *ctx, p *EraseText) (Erased, error) {
	if p.Rule == EraseSpoken {
		texts, err := s.spoken(c, p)
		return s.notErased(texts), err
	}
	if p.Rule != EraseAsked && !slices.Contains(s.Info.Policy.Rules, p.Rule) {
		return Erased{}, refuse(CodeReason, "rule")
	}
	texts, err := s.toErase(p)
	if err != nil {
		return Erased{}, err
	}
	f := s.notErased(texts)
	if len(f.Texts) == 0 {
		return Erased{}, refuse(CodeAlready, "")
	}
	return f, nil
}

func applyErase(s *State, _ *meta, p *EraseText, f *Erased) {
	s.erase(f.Texts)
	s.eraseOf(p.Person)
}

// toErase are the texts that the command names, erased already or not.
func (s *State) toErase(p *EraseText) ([]Text, error) {
	named := 0
	for _, has := range []bool{p.Text != "", p.Item != "", p.Reply != "", p.Person != ""} {
		if has {
			named++
		}
	}
	var all []Text
	switch who := s.everIn(p.Person); {
	case named != 1:
		return nil, refuse(CodeMalformed, "text")
	case p.Person != "" && who == nil:
		return nil, refuse(CodeNoSuch, "person")
	case p.Person != "":
		return append(s.ownOf(p.Person), who.Name), nil
	case p.Text != "":
		all = []Text{p.Text}
	case p.Item != "":
		all = slices.Clone(s.worded[p.Item])
	default:
		all = slices.Clone(s.statement(p.Reply).replies)
	}
	if len(all) == 0 {
		return nil, refuse(CodeNoSuch, "item")
	}
	if all = slices.DeleteFunc(all, s.keeps); len(all) == 0 {
		return nil, refuse(CodeFixed, "text")
	}
	return all, nil
}

// keeps says whether the room cannot do without the text: its title and codes,
// and what it was asked to agree on.
func (s *State) keeps(t Text) bool {
	if t == s.Info.Title || t == s.Codes.Onsite || t == s.Codes.Online {
		return true
	}
	for _, o := range s.Outcomes {
		if o.Text == t {
			return true
		}
	}
	return false
}

// erase notes texts that are gone from here on. A statement whose text is gone
// keeps its figures; one that still waited is not published any more, and a card
// is not brought up.
func (s *State) erase(texts []Text) {
	for _, t := range texts {
		if t.Valid() && !s.gone[t] {
			s.gone[t] = true
			s.Erased = append(s.Erased, t)
		}
	}
	s.dropLabels()
	for _, x := range s.Statements {
		if s.gone[x.Text] {
			x.lose()
		}
	}
}

// eraseOf withdraws the statements of a person whose words the table has made its
// own: they go with their author all the same.
func (s *State) eraseOf(id PersonID) {
	for _, x := range s.Statements {
		if id != "" && x.Author == id {
			x.lose()
		}
	}
}

// lose marks the text as gone.
func (x *Statement) lose() {
	switch {
	case x.Erased:
		return
	case x.Status == Held:
		x.Status = Withdrawn
	case x.Status == CardPrepared:
		x.Status = CardDiscarded
	}
	x.Erased = true
}

// RestsOnErased says whether the outcome cites a statement whose text was
// erased: its words and figures stay.
func (s *State) RestsOnErased(o *Outcome) bool {
	return slices.ContainsFunc(o.Statements, func(id ItemID) bool { return s.statement(id).Erased })
}
