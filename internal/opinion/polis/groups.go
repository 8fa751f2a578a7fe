package polis

// What the clusters are made with.
const (
	baseClusters = 100
	baseSteps    = 101
	groupSteps   = 21
	mostGroups   = 5
)

// group makes base clusters of the eligible rows, and groups of those: as many
// as have the best silhouette. Once stop says so they are left as they are.
func (r *Result) group(rows int, stop func() bool) {
	r.GroupOf = make([]int, rows)
	for i := range r.GroupOf {
		r.GroupOf[i] = -1
	}
	r.Silhouette = map[int]float64{}
	if len(r.Eligible) == 0 {
		return
	}
	r.Base = r.base(stop)
	at, weight := make([]point, len(r.Base)), make([]float64, len(r.Base))
	for b, c := range r.Base {
		at[b], weight[b] = c.Center, float64(len(c.Members))
	}
	best := 0.0
	for k := 2; k <= min(mostGroups, 2+len(r.Base)/12); k++ {
		groups := kmeans(at, weight, k, groupSteps, stop)
		s := silhouette(at, groups)
		r.Silhouette[k] = s
		if r.Groups == nil || s > best {
			r.Groups, best = groups, s
		}
	}
	for g, group := range r.Groups {
		for _, b := range group.Members {
			for _, row := range r.Base[b].Members {
				r.GroupOf[row] = g
			}
		}
	}
}

// base makes the base clusters, which hold rows of the table.
func (r *Result) base(stop func() bool) []Cluster {
	at, weight := make([]point, len(r.Eligible)), make([]float64, len(r.Eligible))
	for i, row := range r.Eligible {
		at[i], weight[i] = r.Positions[row], 1
	}
	out := kmeans(at, weight, baseClusters, baseSteps, stop)
	for c := range out {
		for m, i := range out[c].Members {
			out[c].Members[m] = r.Eligible[i]
		}
	}
	return out
}

// tally counts the votes of the groups, and what all groups agree or disagree
// on: the product over groups of each one's smoothed share.
func (r *Result) tally(t *Table) {
	r.Votes = make([][]Count, len(r.Groups))
	for g := range r.Votes {
		r.Votes[g] = make([]Count, t.Statements)
	}
	for i, row := range t.Rows {
		if r.GroupOf[i] >= 0 {
			count(r.Votes[r.GroupOf[i]], row)
		}
	}
	r.ConsensusAgree, r.ConsensusDisagree = make([]float64, t.Statements), make([]float64, t.Statements)
	for j := range t.Statements {
		agree, disagree := 1.0, 1.0
		for g := range r.Votes {
			v := r.Votes[g][j]
			agree *= share(v.Agree, v.Seen)
			disagree *= share(v.Disagree, v.Seen)
		}
		r.ConsensusAgree[j], r.ConsensusDisagree[j] = agree, disagree
	}
}

func count(into []Count, row []Cell) {
	for _, c := range row {
		v := &into[c.Statement]
		v.Seen++
		switch c.Vote {
		case 1:
			v.Agree++
		case -1:
			v.Disagree++
		}
	}
}

// share is a proportion with one vote for and one against added.
func share(of, seen int) float64 { return float64(of+1) / float64(seen+2) }
