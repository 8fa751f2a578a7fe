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
	Lead    Answer              `json:"lead,omitzero"`    // the choice that Word speaks of, on a scale without agree and disagree
	N       int                 `json:"n,omitzero"`       // answers in the figures
	Tally   *Tally              `json:"tally,omitzero"`   // by phones; absent on such a scale
	Choices map[Answer]int      `json:"choices,omitzero"` // by phones, on every scale but agree, disagree, can't say
	Lines   map[CountLine]Tally `json:"lines,omitzero"`   // counted by hand: each beside the phones
	Total   *Tally              `json:"total,omitzero"`   // outcomes: phones and lines
	Side    map[Side]Tally      `json:"side,omitzero"`    // of Tally, at the close
	Group   map[string]Tally    `json:"group,omitzero"`   // of Tally, at the close
	Late    bool                `json:"late,omitzero"`    // up to a step less one of later answers are not in it
	Percent bool                `json:"percent,omitzero"` // there are enough answers for percentages
	Weight  *Shown              `json:"weight,omitzero"`  // how heavy, of those who think it real

	LineChoices map[CountLine]map[Answer]int `json:"line_choices,omitzero"` // Lines by choice, where Choices are
}

func (p SuppressPolicy) class() int   { return max(p.Class, leastClass) }
func (p SuppressPolicy) inSteps() int { return max(p.Step, leastStep) }

// MostLate is how many answers the figures of a closed vote can lack.
func (p SuppressPolicy) MostLate() int { return p.inSteps() - 1 }

// Shown is what may be shown of the answers to the statement, and of how heavy
// those find it who think it real. A question that was made one with another has
// no number beside it: the difference would be those who supported one alone.
func (s *State) Shown(x *Statement) Shown {
	if x.Into != "" {
		return Shown{State: ShownNone}
	}
	out := x.shown(&s.Info.Policy)
	if x.weight != nil {
		if w := x.weight.shown(&s.Info.Policy); w.State != ShownNone {
			out.Weight = &w
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
	phones := scalePlain.Tally(o.raw.All)
	total := phones.Plus(sum(o.Lines))
	out := Shown{
		State: ShownFigures, N: phones.N(), Tally: &phones, Lines: o.Lines,
		Total: &total, Percent: total.N() >= p.Outcome.PercentFrom,
	}
	if o.Status == Settled {
		out.Word = p.Outcome.Word(total)
		// All classes are shown or none, so what remains without one of them is
		// the others: neither small nor of one mind.
		out.breakDown(scalePlain, o.raw, p.Suppress.class(), func(cell Tally) bool { return !cell.unanimous() })
	}
	return out
}

// breakDown sets the breakdowns whose cells all have class answers and pass ok.
// Where side and group together would give away a small crossed class, the
// groups are left out.
func (v *Shown) breakDown(sc *Scale, c Count, class int, ok func(Tally) bool) {
	v.Side = cells(projected(sc, c.Side), class, ok)
	v.Group = cells(mergeSmall(projected(sc, c.Group), class), class, ok)
	if crossedSmall(v.Side, v.Group, class) {
		v.Group = nil
	}
}

func projected[K comparable](sc *Scale, m map[K]Counts) map[K]Tally {
	out := make(map[K]Tally, len(m))
	for k, c := range m {
		out[k] = sc.Tally(c)
	}
	return out
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
// could tell that a crossed class (a group on a side) has fewer than class people,
// unless it has none. For each answer the number in the crossed class is at most
// the lesser of the two margins. That it has somebody in it another statement may
// tell, which the same people answered: so no statement alone may bound it.
func crossedSmall[K comparable](sides map[K]Tally, groups map[string]Tally, class int) bool {
	for _, s := range sides {
		for _, g := range groups {
			most := min(s.Agree, g.Agree) + min(s.Disagree, g.Disagree) + min(s.Unsure, g.Unsure)
			if most > 0 && most < class {
				return true
			}
		}
	}
	return false
}
