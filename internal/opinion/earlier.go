package opinion

import "slices"

// Earlier is what the participant of a row had answered to a statement; Answered is
// false where that was nothing.
type Earlier struct {
	Row, Statement int
	Was            Answer
	Answered       bool
}

// Earlier is the analysis with answers that were given before in the place of those
// that are given now: in the tallies, those apart and the declared ones, of groups as
// they are. The list names no answer twice. It returns a new analysis; nothing else
// of it changes.
func (a *Analysis) Earlier(list []Earlier) *Analysis {
	out := *a
	out.Tallies, out.Apart, out.earlier = cloned(a.Tallies), cloned(a.Apart), list
	for _, e := range list {
		group := int(a.Label[e.Row])
		a.Rows.put(e, &out.Tallies[group][e.Statement])
		if a.Apart == nil {
			continue
		}
		if now, votes := a.Rows.code(e.Row, e.Statement); votes {
			group = a.groupWithout(e.Row, now)
		}
		a.Rows.put(e, &out.Apart[group][e.Statement])
	}
	return &out
}

// put lets a tally count the earlier answer instead of the one in the table.
func (r *Rows) put(e Earlier, t *Tally) {
	if now, votes := r.code(e.Row, e.Statement); votes {
		t.add(now.Answer(), -1)
	}
	if e.Answered {
		t.add(e.Was, 1)
	}
}

// code is the vote of a row on a statement; false where it has none.
func (r *Rows) code(row, statement int) (Code, bool) {
	votes := r.Row(row)
	at, _ := slices.BinarySearch(votes, CodeOf(statement, Disagree))
	if at == len(votes) || votes[at].Statement() != statement {
		return 0, false
	}
	return votes[at], true
}

func cloned(tallies [][]Tally) [][]Tally {
	out := slices.Clone(tallies)
	for g := range out {
		out[g] = slices.Clone(out[g])
	}
	return out
}
