package room

import "slices"

// hubHands is how many hands a hub may have in its line.
const hubHands = 3

// How many ids of decided hands the floor remembers for pages, and how many
// hands that the desk lowered, so that it can take that back.
const (
	keptDecided = 64
	keptDropped = 16
)

func decideRaise(s *State, c *ctx, p *RaiseHand) (HandRaised, error) {
	who, err := s.voice(c)
	if err != nil {
		return HandRaised{}, err
	}
	if err := s.mayRaise(who, p.Question); err != nil {
		return HandRaised{}, err
	}
	return s.newHand(c, who, p.Question), nil
}

// applyRaise puts the person in the phones' line: whoever stood at a microphone
// does not any more.
func applyRaise(s *State, m *meta, p *RaiseHand, f *HandRaised) {
	if who := s.person(s.whoID(PersonID(m.By.ID))); who.Kind != AHub {
		who.Line = ""
	}
	s.putHand(m, f, &Hand{Person: PersonID(m.By.ID), Read: p.Read})
	s.wording(f.Hand, p.Read)
	if p.Read != "" {
		s.person(PersonID(m.By.ID)).acted = true
	}
}

// mayRaise checks that the queue takes a hand of the person: one each, three
// for a hub.
func (s *State) mayRaise(who *Person, question int) error {
	switch {
	case s.Session.Phase == Closed:
		return refuse(CodeClosed, "session")
	case !s.Floor.QueueOpen:
		return refuse(CodeClosed, "queue")
	case question != 0 && !s.isQuestion(question):
		return refuse(CodeNoSuch, "question")
	case who == nil:
		return nil
	case who.Left:
		return refuse(CodeLeft, "")
	case s.Removed(who.ID):
		return refuse(CodeBanned, "")
	case s.Muted(who.ID):
		return refuse(CodeMuted, "")
	case who.Kind == AHub && s.freeNumber(who) > hubHands:
		return refuse(CodeLimit, "hand")
	case who.Kind != AHub && s.handOf(who.ID) != nil:
		return refuse(CodeAlready, "hand")
	case who.Kind != AHub && s.speaks(who.ID):
		return refuse(CodeTurnRunning, "")
	}
	return nil
}

// newHand draws a hand for who; nil is somebody new, who has the lot as long
// as there is one.
func (s *State) newHand(c *ctx, who *Person, question int) HandRaised {
	f := HandRaised{Hand: s.newItem(c.Draw), Question: question, Lot: s.lotOpen(c.At)}
	if question == 0 {
		f.Question = s.Session.Question
	}
	if c.dated(s) {
		f.At = *c.Made
	}
	if who != nil {
		kept := s.person(s.whoID(who.ID))
		f.Lot = f.Lot && !who.LotUsed && !who.Moved && !kept.LotUsed && !kept.Moved
		if who.Kind == AHub {
			f.Number = s.freeNumber(who)
		}
	}
	return f
}

// lotOpen says whether hands raised now are drawn by lot. Once the seed may be
// shown they are not, whatever the second.
func (s *State) lotOpen(at Seconds) bool {
	return !s.Floor.Opened || !s.Floor.LotShown && at <= s.Floor.OpenedAt+s.Info.Policy.Floor.LotAfter
}

// handOf is the oldest waiting hand of the person that id was merged into; nil
// when there is none.
func (s *State) handOf(id PersonID) (old *Hand) {
	want := s.whoID(id)
	for _, h := range s.Floor.Hands {
		if (h.Person == want || s.merged && s.whoID(h.Person) == want) && (old == nil || h.Index < old.Index || h.Index == old.Index && h.ID < old.ID) {
			old = h
		}
	}
	return old
}

// speaks says whether the running turn is the person's.
func (s *State) speaks(id PersonID) bool {
	t := s.Running()
	return t != nil && t.Person != "" && s.whoID(t.Person) == s.whoID(id)
}

// freeNumber is the least number that no hand of the hub has.
func (s *State) freeNumber(hub *Person) int {
	taken := s.takenNumbers(hub)
	n := 1
	for taken[n] {
		n++
	}
	return n
}

// takenNumbers are those of the hub's hands, the one that has the floor included.
func (s *State) takenNumbers(hub *Person) map[int]bool {
	taken := map[int]bool{}
	for _, h := range s.Floor.Hands {
		if h.Person == hub.ID {
			taken[h.Number] = true
		}
	}
	if t := s.Running(); t != nil && t.Person == hub.ID && t.HandWas != nil {
		taken[t.HandWas.Number] = true
	}
	return taken
}

func (s *State) putHand(m *meta, f *HandRaised, h *Hand) {
	h.ID, h.At, h.Index, h.By = f.Hand, m.At, m.Index, m.By
	h.Question, h.Lot, h.Number = f.Question, f.Lot, f.Number
	if f.At != 0 {
		h.At = f.At // its place stays that of its record
	}
	if h.Lot {
		h.lot = lotNumber(s.Info.LotSeed, h.Person)
		s.person(h.Person).LotUsed = true
	}
	s.Floor.Hands[h.ID] = h
}

func decideLower(s *State, c *ctx, p *HandRef) (None, error) {
	h := s.Floor.Hands[p.Hand]
	if h == nil || s.whoID(h.Person) != s.whoID(PersonID(c.Actor.ID)) {
		return None{}, refuse(CodeNoSuch, "hand")
	}
	return None{}, nil
}

// takeHand takes a hand out of the queue; nil when it does not wait.
func (s *State) takeHand(id ItemID) *Hand {
	h := s.Floor.Hands[id]
	if h == nil {
		return nil
	}
	delete(s.Floor.Hands, id)
	d := append(s.Floor.Decided, id)
	s.Floor.Decided = slices.Clone(d[max(0, len(d)-keptDecided):])
	return h
}

// giveBack puts a hand back in its old place, whether or not the desk lowered
// it before. A hand that its person raised in the meantime goes; a hub's only
// if it has the same number. It returns the hand that went, nil for none.
func (s *State) giveBack(was *Hand, away int, out bool) (gone *Hand) {
	if s.person(was.Person).Left {
		return nil
	}
	for id, h := range s.Floor.Hands {
		if h.Person == was.Person && h.Number == was.Number {
			gone = s.takeHand(id)
		}
	}
	h := *was
	h.Away, h.Out = away, out
	s.Floor.Hands[h.ID] = &h
	s.Floor.Decided = slices.DeleteFunc(slices.Clone(s.Floor.Decided), func(id ItemID) bool { return id == h.ID })
	s.Floor.Dropped = slices.DeleteFunc(slices.Clone(s.Floor.Dropped), func(d *Hand) bool { return d.ID == h.ID })
	if who := s.person(s.whoID(h.Person)); who.Dropped != nil && who.Dropped.Hand == h.ID {
		who.Dropped = nil
	}
	return gone
}
