package room

// What is counted of the moderators' acts beside those on persons.
const (
	CountHidden   = "hidden"
	CountRejected = "rejected"
	CountMerged   = "merged" // voices believed to be one; by no rule, ""
)

// CountedActs are the names of [State.Moderation], in the order of pages.
var CountedActs = []string{CountRejected, CountHidden, string(ActWarn), string(ActMute), string(ActBan), CountMerged}

// Moderation is how many acts of the moderators stand, by act and rule: public,
// with nothing of whom. What was taken back is not counted.
func (s *State) Moderation() map[string]map[string]int {
	out := map[string]map[string]int{}
	count := func(act, rule string) {
		if out[act] == nil {
			out[act] = map[string]int{}
		}
		out[act][rule]++
	}
	for _, x := range s.Statements {
		switch {
		case x.Hidden != nil:
			count(CountHidden, x.Hidden.Rule)
		case x.Status == Rejected && x.Why != nil:
			count(CountRejected, x.Why.Rule)
		}
	}
	for _, o := range s.Outcomes {
		if o.Hidden != nil {
			count(CountHidden, o.Hidden.Rule)
		}
	}
	for _, v := range s.Veils {
		count(CountHidden, v.Rule)
	}
	for _, p := range s.People {
		for _, a := range p.Acts {
			if !a.Lifted {
				count(string(a.Kind), a.Rule)
			}
		}
		if p.Into != "" {
			count(CountMerged, "")
		}
	}
	return out
}

// Listed says whether the statement, question or reason is on public pages and
// in the report at all, and counted there: it was published, and is neither
// hidden nor erased, or else an outcome cites it; then it stays without its
// words, since the outcome rests on it. A reason goes with its mechanism. Whatever
// shows statements to others than the desk asks here.
func (s *State) Listed(x *Statement) bool {
	if !x.WasPublished() {
		return false
	}
	if of := s.statement(x.Asks.Of); x.Kind == Because && (of.Kind != Mechanism || !s.Listed(of)) {
		return false
	}
	return x.Public() || s.citedByOutcome(x.ID)
}

// citedByOutcome says whether an outcome that was not dropped rests on the
// statement.
func (s *State) citedByOutcome(id ItemID) bool {
	for _, o := range s.Outcomes {
		for _, x := range o.Statements {
			if x == id && o.Status != Dropped {
				return true
			}
		}
	}
	return false
}
