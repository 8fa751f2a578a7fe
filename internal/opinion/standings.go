package opinion

import (
	"cmp"
	"slices"
)

// Of is the answers to a statement by opinion group.
func (a *Analysis) Of(statement int) Partition {
	return of(a.Tallies, statement)
}

func of(tallies [][]Tally, statement int) Partition {
	out := make(Partition, len(tallies))
	for g := range out {
		out[g] = tallies[g][statement]
	}
	return out
}

// Declared parts the answers to every statement by what people declared about
// themselves; value says it of a row, "" for nothing. Values of fewer than
// leastVotes people are left out. The result is by statement.
func (a *Analysis) Declared(value func(row int) string) []Partition {
	people := map[string]int{}
	for i := range a.Label {
		people[value(i)]++
	}
	var values []string
	for v, n := range people {
		if v != "" && n >= leastVotes {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	label := func(i int) int {
		at, found := slices.BinarySearch(values, value(i))
		if !found {
			return -1
		}
		return at
	}
	t := a.Rows.tallies(a.threads, len(values), label)
	for _, e := range a.earlier {
		if g := label(e.Row); g >= 0 {
			a.Rows.put(e, &t[g][e.Statement])
		}
	}
	out := make([]Partition, a.Rows.Statements())
	for j := range out {
		for g := range values {
			out[j] = append(out[j], t[g][j])
		}
	}
	return out
}

// Standings is how every statement stands: by the opinion groups, by the same
// counted apart once the analysis is tested, and by what else the people are
// parted by (see [Analysis.Declared]; nil for nothing). Was is the standings so
// far, nil if there are none.
func (a *Analysis) Standings(mark float64, declared [][]Partition, was []Standing) []Standing {
	out := make([]Standing, a.Rows.Statements())
	for j := range out {
		by := []Partition{a.Of(j)}
		if a.Apart != nil {
			by = append(by, of(a.Apart, j))
		}
		for _, d := range declared {
			if len(d[j]) > 1 {
				by = append(by, d[j])
			}
		}
		var before Standing
		if was != nil {
			before = was[j]
		}
		out[j] = Classify(by, mark, before)
	}
	return out
}

// Together is which claims of common ground hold together: of all claims in the
// list, at most one in twenty is expected to be wrong, however often the votes
// were looked at (e-BH, Wang and Ramdas, 2022). Each statement counts twice, as
// it could have been claimed either way.
func Together(all []Standing) []bool {
	at := make([]int, len(all))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(x, y int) int { return cmp.Compare(all[y].Evidence, all[x].Evidence) })
	holds := 0
	for rank, i := range at {
		if all[i].Evidence*float64(rank+1) >= confirmedAt*2*float64(len(all)) {
			holds = rank + 1
		}
	}
	out := make([]bool, len(all))
	for _, i := range at[:holds] {
		out[i] = all[i].Class == CommonFor || all[i].Class == CommonAgainst
	}
	return out
}
