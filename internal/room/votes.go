package room

import (
	"slices"
	"strconv"
)

// Counted is the count that closes the statement's vote, raw.
func (x *Statement) Counted() StatementClosed {
	out := StatementClosed{Phones: x.scale.Tally(x.raw.All), Lines: x.tallies()}
	if x.scale.Plain() {
		return out
	}
	out.Choices = x.scale.ByChoice(x.raw.All)
	if x.weight != nil {
		out.Weights = x.weight.scale.ByChoice(x.weight.raw.All)
	}
	if len(x.Lines) > 0 {
		out.LineChoices = x.Entered()
	}
	return out
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

func decideVote(s *State, c *ctx, p *CastVote) (Voted, error) {
	x, err := s.voted(p.Statement)
	if err != nil {
		return Voted{}, err
	}
	a, was := x.choice(p.Answer), x.votes[BallotID(c.Actor.ID)]
	switch {
	case a == "" && p.Answer != NoSupport || p.Answer == NoSupport && x.Kind != Question:
		return Voted{}, refuse(CodeMalformed, "answer")
	case was == a:
		return Voted{}, refuse(CodeAlready, "answer")
	}
	d, err := s.declare(c)
	if err != nil || was != "" || c.Door.Drawn.Statement != x.ID {
		return Voted{Declared: d}, err
	}
	return Voted{d, roundChance(c.Door.Drawn.Chance)}, nil
}

// roundChance is the chance with two significant digits: more of them would tell
// the figures that it was found from. 0 for what is no chance.
func roundChance(c float64) float64 {
	if !(c > 0 && c <= 1) {
		return 0
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(c, 'e', 1, 64), 64) // it was just written
	return rounded
}

// voted is the statement if it can be voted on.
func (s *State) voted(id ItemID) (*Statement, error) {
	switch x := s.Statements[id]; {
	case x == nil || !x.WasPublished() || len(x.scale.Choices) == 0:
		return nil, refuse(CodeNoSuch, "statement")
	case x.Status == VoteClosed || !x.Public() || x.Into != "":
		return nil, refuse(CodeClosed, "statement")
	default:
		return x, nil
	}
}

// choice is what an answer means for the statement; "" takes support back, or
// is no answer to it.
func (x *Statement) choice(a Answer) Answer { return x.scale.read(a) }

// Weight is how heavy the ballot finds the risk or opportunity; "" it did not
// say.
func (x *Statement) Weight(b BallotID) Answer {
	if x.weight == nil {
		return ""
	}
	return x.weight.votes[b]
}

// decideWeigh takes how heavy somebody finds what they think real.
func decideWeigh(s *State, c *ctx, p *WeighStatement) (None, error) {
	x, err := s.voted(p.Statement)
	if err != nil {
		return None{}, err
	}
	id := BallotID(c.Actor.ID)
	switch {
	case x.weight == nil:
		return None{}, refuse(CodeNotAllowed, "statement")
	case !scaleWeight.has(p.Weight):
		return None{}, refuse(CodeMalformed, "weight")
	case s.Ballots[id] != nil && s.Ballots[id].Left:
		return None{}, refuse(CodeLeft, "")
	case x.votes[id] != Real:
		return None{}, refuse(CodeNotOpen, "answer")
	case x.weight.votes[id] == p.Weight:
		return None{}, refuse(CodeAlready, "weight")
	}
	return None{}, nil
}

func applyWeigh(s *State, m *meta, p *WeighStatement, _ *None) {
	x, id := s.statement(p.Statement), BallotID(m.By.ID)
	b := s.Ballots[id]
	if x.Status != Open || x.weight == nil || b == nil || b.Left || x.votes[id] != Real || !scaleWeight.has(p.Weight) {
		return
	}
	x.weight.answer(id, b, p.Weight)
	x.steps(s)
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

func applyVote(s *State, m *meta, p *CastVote, f *Voted) {
	x := s.statement(p.Statement)
	if x.Status != Open || x.Into != "" {
		return
	}
	a := x.choice(p.Answer)
	if a == "" && (p.Answer != NoSupport || x.Kind != Question) {
		return
	}
	if b := s.ballot(m, &f.Declared); b != nil && !b.Left {
		s.sayNoted(x, BallotID(m.By.ID), b, a)
		x.steps(s)
	}
}

// say makes a the ballot's answer, "" none. Who no longer thinks it real has
// not weighed it.
func (x *Statement) say(id BallotID, b *Ballot, a Answer) {
	delete(x.from, id)
	old := x.answer(id, b, a)
	switch {
	case old == "" && a != "":
		b.Votes++
	case old != "" && a == "":
		b.Votes--
	}
	if x.weight != nil && a != Real && x.weight.votes[id] != "" {
		x.weight.answer(id, b, "")
	}
}

// steps publishes answers and weights at once, as soon as enough ballots differ
// from what was published of either: apart, the weights of those who think it
// real would tell of a single answer that is still owed.
func (x *Statement) steps(s *State) {
	if p := s.Info.Policy.Suppress; x.raw.All.N() >= x.words(p) && x.owed() >= p.inSteps() {
		x.publishAll(s.Index)
	}
}

// wholeSteps is steps where many answers come at once with another question. Each
// of the two owes up to a step less one: shown whole, a sum of nine would say that
// both owed the most they can. So what is left over from whole steps stays owed.
func (x *Statement) wholeSteps(p SuppressPolicy, ballots map[BallotID]*Ballot) {
	if owed := x.owed(); x.raw.All.N() >= x.words(p) && owed >= p.inSteps() {
		x.publishSome(owed-owed%p.inSteps(), ballots)
	}
}

func (x *Statement) publishAll(at Index) {
	x.publish(at)
	if x.weight != nil {
		x.weight.publish(at)
	}
}

// owed is how many ballots say something else than what was published says of
// them.
func (x *Statement) owed() int {
	n := len(x.pending)
	if x.weight != nil {
		for id := range x.weight.pending {
			if _, counted := x.pending[id]; !counted {
				n++
			}
		}
	}
	return n
}

// lastStep is the step at the close. Where nothing was published, since there
// never were voters enough for figures, the word speaks of all answers.
func (x *Statement) lastStep(s *State) {
	if x.published.Count.All.N() == 0 || x.owed() >= s.Info.Policy.Suppress.inSteps() {
		x.publishAll(s.Index)
	}
	x.published.Late, x.published.Closed = x.owed() > 0, true
	if w := x.weight; w != nil {
		w.published.Late, w.published.Closed = x.published.Late, true
	}
	x.breakNone(&s.Info.Policy)
}

// breakNone leaves out the breakdowns of the close that with the answers by opinion
// group, which were shown before, would give away a small crossed class.
func (x *poll) breakNone(p *Policy) {
	shown, class := x.shown(p), p.Suppress.class()
	x.published.NoSide = crossedSmall(shown.Side, x.cells, class)
	x.published.NoGroup = crossedSmall(shown.Group, x.cells, class)
}

func decideCloseVote(s *State, _ *ctx, p *StatementRef) (StatementClosed, error) {
	switch x := s.Statements[p.Statement]; {
	case x == nil || x.Kind == Because:
		return StatementClosed{}, refuse(CodeNoSuch, "statement")
	case x.Status != Open || x.Into != "":
		return StatementClosed{}, refuse(CodeStale, "statement")
	default:
		return x.Counted(), nil
	}
}

func applyCloseVote(s *State, m *meta, p *StatementRef, _ *StatementClosed) {
	s.statement(p.Statement).closeVote(m.At, s)
}

func (x *Statement) closeVote(at Seconds, s *State) {
	if x.Status != Open {
		return
	}
	x.Status, x.ClosedAt = VoteClosed, at
	if x.Kind != Because {
		x.lastStep(s)
	}
}

func decideStatementCount(s *State, c *ctx, p *CountStatement) (None, error) {
	x := s.Statements[p.Statement]
	switch {
	case x == nil || !x.WasPublished() || len(x.scale.Choices) < 2:
		return None{}, refuse(CodeNoSuch, "statement")
	case x.Status == VoteClosed:
		return None{}, refuse(CodeClosed, "statement")
	}
	if _, ok := x.counted(p); !ok {
		return None{}, refuse(CodeMalformed, "count")
	}
	if err := s.checkLine(c, p.Line, InTheRoom, InTheChat); err != nil {
		return None{}, err
	}
	return None{}, s.overtaken(c, countSetting(p.Statement, p.Line))
}

// counted are the numbers entered: by choice or, on a projected scale, as agree,
// disagree and can't say; never both.
func (x *Statement) counted(p *CountStatement) (Counts, bool) {
	if p.Choices != nil {
		c, ok := x.scale.counts(p.Choices)
		return c, ok && p.Tally == Tally{}
	}
	if p.Tally == (Tally{}) {
		return Counts{}, true
	}
	return x.scale.fromTally(p.Tally), p.Tally.valid() && x.scale.Projected()
}

func applyStatementCount(s *State, m *meta, p *CountStatement, _ *None) {
	x := s.statement(p.Statement)
	if x.Status != Open {
		return
	}
	if c, ok := x.counted(p); ok {
		s.sets(m, countSetting(p.Statement, p.Line))
		setLine(&x.Lines, p.Line, c)
	}
}
