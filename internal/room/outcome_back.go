package room

// OutcomeBack takes an outcome one step back from where it stands: dropped, put,
// or read out.
type OutcomeBack struct {
	Outcome ItemID        `json:"outcome"`
	From    OutcomeStatus `json:"from"`
}

// ObjectionBack takes back what the desk last did with an objection.
type ObjectionBack struct {
	Objection ItemID         `json:"objection"`
	From      ObjectionStage `json:"from"`
}

// ObjectionStage is where the desk left an objection.
type ObjectionStage string

// The stages that can be taken back.
const (
	ObjectionHeard ObjectionStage = "heard"
	ObjectionTaken ObjectionStage = "taken"
)

// PresenceLine names a line of those present.
type PresenceLine struct {
	Line CountLine `json:"line"`
}

// decideOutcomeBack lets nobody's answer be taken along: what was answered stays
// put, what was objected to stays read.
func decideOutcomeBack(s *State, c *ctx, p *OutcomeBack) (None, error) {
	o, err := s.outcomeIn(p.Outcome, p.From)
	if err != nil {
		return None{}, err
	}
	if p.From == Put && !s.May(c.Actor, "outcome.put/1") {
		return None{}, refuse(CodeNotAllowed, "from")
	}
	if p.From != Dropped {
		if err := s.live(); err != nil {
			return None{}, err
		}
	}
	switch {
	case p.From == Dropped:
	case p.From == ReadOut && len(o.Objections) == 0 && o.Hidden == nil:
	case p.From == Put && len(o.votes) == 0 && len(o.Lines) == 0:
	default:
		return None{}, refuse(CodeFixed, "outcome")
	}
	return None{}, nil
}

// applyOutcomeBack takes the sentence off the screen when it is not read out any
// more.
func applyOutcomeBack(s *State, _ *meta, p *OutcomeBack, _ *None) {
	o := s.outcome(p.Outcome)
	switch o.Status {
	case Dropped:
		o.Status = Drafted
		if o.Read {
			o.Status = ReadOut
		}
	case Put:
		o.Status, o.PutAt, o.Stood = ReadOut, 0, nil
	case ReadOut:
		o.Status, o.Read, o.ReadAt = Drafted, false, 0
		if s.Screen.Scene == "outcome" && s.Screen.Item == o.ID {
			s.Screen.Scene, s.Screen.Item = "circle", ""
		}
	}
}

// objected is an objection and the outcome it was made to, as long as that is not
// settled.
func (s *State) objected(id ItemID) (*Outcome, *Objection, error) {
	for _, o := range s.Outcomes {
		for _, b := range o.Objections {
			switch {
			case b.ID != id:
			case s.Session.Phase == Closed || o.Status != ReadOut && o.Status != Put:
				return nil, nil, refuse(CodeClosed, "outcome")
			default:
				return o, b, nil
			}
		}
	}
	return nil, nil, refuse(CodeNoSuch, "objection")
}

// decideObjectionBack leaves alone what an author withdrew, and what the desk
// itself entered as heard. A voice has one standing objection to an outcome.
func decideObjectionBack(s *State, c *ctx, p *ObjectionBack) (None, error) {
	o, b, err := s.objected(p.Objection)
	switch {
	case err != nil:
		return None{}, err
	case p.From == ObjectionHeard && b.Heard && !b.Withdrawn && !b.Entered:
		return None{}, nil
	case p.From != ObjectionTaken || !b.Withdrawn || b.Why == "":
		return None{}, refuse(CodeStale, "objection")
	case !s.May(c.Actor, "objection.take/1"):
		return None{}, refuse(CodeNotAllowed, "from")
	case s.person(b.Author).Left:
		return None{}, refuse(CodeLeft, "objection")
	}
	for _, other := range o.Objections {
		if other != b && !other.Withdrawn && b.Author != "" && s.whoID(other.Author) == s.whoID(b.Author) {
			return None{}, refuse(CodeAlready, "outcome")
		}
	}
	return None{}, nil
}

func applyObjectionBack(s *State, _ *meta, p *ObjectionBack, _ *None) {
	b := s.objection(p.Objection)
	switch {
	case b == nil:
	case p.From == ObjectionTaken:
		b.Withdrawn, b.Why = false, ""
	default:
		b.Heard, b.HeardAt, b.Turn = false, 0, 0
	}
}

// decidePresenceClear takes a line off those present, which is unknown then; a
// line of nobody says that nobody is there.
func decidePresenceClear(s *State, c *ctx, p *PresenceLine) (None, error) {
	if s.Session.Phase == Closed {
		return None{}, refuse(CodeClosed, "session")
	}
	if err := s.checkLine(c, p.Line, AllOnsite, AllOnline); err != nil {
		return None{}, err
	}
	if _, counted := s.Present[p.Line]; !counted {
		return None{}, refuse(CodeStale, "line")
	}
	return None{}, nil
}
