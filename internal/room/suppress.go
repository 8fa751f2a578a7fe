package room

// Names of the classes that are no stakeholder group, in breakdowns.
const (
	GroupUnsaid = "unsaid" // rather not say
	GroupOther  = "other"  // small classes, merged
)

// leastClass and leastStep hold whatever a room's policy says.
const (
	leastClass = 5
	leastStep  = 5
)

// ShownState is how much of a count may be shown.
type ShownState string

// The states of a shown count.
const (
	ShownNone    ShownState = "none"    // nothing yet
	ShownFew     ShownState = "few"     // closed, fewer answered than a class needs
	ShownWords   ShownState = "words"   // closed, a word and no figure
	ShownFigures ShownState = "figures" // figures
)

// Shown is what anybody, the desk included, may know of the answers to a
// statement or an outcome. Views, reports and exports show nothing else.
type Shown struct {
	State   ShownState          `json:"state"`
	Word    Word                `json:"word,omitzero"`
	N       int                 `json:"n,omitzero"`       // answers in Tally
	Tally   *Tally              `json:"tally,omitzero"`   // by phones
	Lines   map[CountLine]Tally `json:"lines,omitzero"`   // counted by hand: each beside the phones
	Total   *Tally              `json:"total,omitzero"`   // outcomes: phones and lines
	Side    map[Side]Tally      `json:"side,omitzero"`    // of Tally, at the close
	Group   map[string]Tally    `json:"group,omitzero"`   // of Tally, at the close
	Late    bool                `json:"late,omitzero"`    // up to a step less one of later answers are not in it
	Percent bool                `json:"percent,omitzero"` // there are enough answers for percentages
}

func (p SuppressPolicy) class() int   { return max(p.Class, leastClass) }
func (p SuppressPolicy) inSteps() int { return max(p.Step, leastStep) }

// MostLate is how many answers the figures of a closed vote can lack.
func (p SuppressPolicy) MostLate() int { return p.inSteps() - 1 }

// owe notes that the ballot's answer was old and is now a: what the last
// published step says of it is compared with a, so that an answer which goes
// there and back again counts for nothing.
func (x *Statement) owe(id BallotID, old, a Answer) {
	said, differs := x.pending[id]
	if !differs {
		said = old
	}
	if said == a {
		delete(x.pending, id)
	} else {
		x.pending[id] = said
	}
}

// step publishes once enough answers differ from what was published.
func (x *Statement) step(p SuppressPolicy) {
	if x.raw.All.N() >= p.Words && len(x.pending) >= p.inSteps() {
		x.publish()
	}
}

func (x *Statement) publish() {
	x.published.Count.set(&x.raw)
	clear(x.pending)
}

// lastStep is the step at the close. Where nothing was published, since there
// never were voters enough for figures, the word speaks of all answers.
func (x *Statement) lastStep(p SuppressPolicy) {
	if x.published.Count.All.N() == 0 || len(x.pending) >= p.inSteps() {
		x.publish()
	}
	x.published.Late = len(x.pending) > 0
	x.published.Closed = true
}

// Shown is what may be shown of the statement's votes.
func (s *State) Shown(x *Statement) Shown {
	p := s.Info.Policy
	count := x.published.Count
	out := Shown{State: ShownNone, Lines: x.Lines}
	n := count.All.N()
	closed := x.published.Closed
	switch {
	case closed && n < p.Suppress.class():
		out.State = ShownFew
	case closed && n < p.Suppress.Words:
		out.State, out.Word = ShownWords, p.Outcome.Word(count.All)
	case n >= p.Suppress.class():
		out.State, out.Word, out.N, out.Tally = ShownFigures, p.Outcome.Word(count.All), n, &count.All
		out.Late, out.Percent = x.published.Late, n >= p.Outcome.PercentFrom
		if closed {
			out.breakDown(count, p.Suppress.class(), func(Tally) bool { return true })
		}
	}
	return out
}

// ShownOutcome is what may be shown of the answers to an outcome: exact totals
// from the first answer, like raised hands; the split once they are settled.
func (s *State) ShownOutcome(o *Outcome) Shown {
	if o.Status != Put && o.Status != Settled {
		return Shown{State: ShownNone}
	}
	p := s.Info.Policy
	phones := o.raw.All
	total := phones.Plus(sum(o.Lines))
	out := Shown{
		State: ShownFigures, N: phones.N(), Tally: &phones, Lines: o.Lines,
		Total: &total, Percent: total.N() >= p.Outcome.PercentFrom,
	}
	if o.Status == Settled {
		out.Word = p.Outcome.Word(total)
		// All classes are shown or none, so what remains without one of them is
		// the others: neither small nor of one mind.
		out.breakDown(o.raw, p.Suppress.class(), func(cell Tally) bool { return !cell.unanimous() })
	}
	return out
}

// breakDown sets the breakdowns whose cells all have class answers and pass ok.
// Where side and group together would give away a small crossed class, the
// groups are left out.
func (v *Shown) breakDown(c Count, class int, ok func(Tally) bool) {
	v.Side = cells(c.Side, class, ok)
	v.Group = cells(mergeSmall(c.Group, class), class, ok)
	if crossedSmall(c.All, v.Side, v.Group, class) {
		v.Group = nil
	}
}

// mergeSmall names the classes and makes one class of those that are small.
func mergeSmall(groups map[string]Tally, class int) map[string]Tally {
	out := map[string]Tally{}
	for name, t := range groups {
		switch {
		case t.N() < class:
			name = GroupOther
		case name == "":
			name = GroupUnsaid
		}
		out[name] = out[name].Plus(t)
	}
	return out
}

// cells is the breakdown when every class that has answers passes; nil when one
// does not, or when there is one class alone.
func cells[K comparable](m map[K]Tally, class int, ok func(Tally) bool) map[K]Tally {
	out := map[K]Tally{}
	for k, t := range m {
		switch {
		case t.N() == 0:
		case t.N() < class || !ok(t):
			return nil
		default:
			out[k] = t
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// crossedSmall says whether somebody with both breakdowns of the same answers
// could tell that a crossed class (a group on a side) has somebody in it and
// fewer than class people. For each answer the number in the crossed class lies
// between two bounds, which are exact for tables with given margins.
func crossedSmall(all Tally, sides map[Side]Tally, groups map[string]Tally, class int) bool {
	for _, s := range sides {
		for _, g := range groups {
			least := max(0, s.Agree+g.Agree-all.Agree) + max(0, s.Disagree+g.Disagree-all.Disagree) + max(0, s.Unsure+g.Unsure-all.Unsure)
			most := min(s.Agree, g.Agree) + min(s.Disagree, g.Disagree) + min(s.Unsure, g.Unsure)
			if least > 0 && most < class {
				return true
			}
		}
	}
	return false
}
