package opinion

// noiseVotes is with how many votes of the common noise a statement's own is
// estimated.
const noiseVotes = 30

// refinements is how many rounds a table of so many votes is worth: a large one
// has the model right from its basis, and each round reads every vote.
func refinements(votes int) int { return min(20, 10_000_000/max(1, votes)) }

// fewRefinements is how many rounds are made where a model is only one of many.
const fewRefinements = 4

// refine makes the model better by rounds of variational Bayes on the votes
// alone: where people stand given the loadings, then loadings, means and noise
// given where people stand, then what statements are like given all of them.
// Each axis has a precision of its own, so that one that explains nothing fades.
// One pass over the votes a round.
func (m *model) refine(r *Rows, rounds, threads int) {
	if rounds == 0 || r.Votes() == 0 {
		return
	}
	acc := make([][]moments, chunkCount)
	for c := range acc {
		acc[c] = make([]moments, len(m.load))
	}
	var like *prior
	for range rounds {
		eachChunk(threads, r.Participants(), func(c, lo, hi int) {
			clear(acc[c])
			for i := lo; i < hi; i++ {
				m.gather(r.Row(i), acc[c])
			}
		})
		for j := range acc[0] {
			for _, a := range acc[1:] {
				acc[0][j].add(&a[j])
			}
		}
		if like == nil {
			like = m.likeness(acc[0], nil, 0)
		}
		like = m.likeness(m.maximise(acc[0], like))
	}
}

// moments is what the people who voted on a statement say together of it.
type moments struct {
	n, rest float64          // votes; answers less what the positions explain
	squares float64          // of that rest, with the uncertainty of the positions
	z       [maxAxes]float64 // answer less mean, times position
	zz      sym              // expected product of the position with itself
}

func (m *moments) add(o *moments) {
	m.n, m.rest, m.squares = m.n+o.n, m.rest+o.rest, m.squares+o.squares
	for a := range m.z {
		m.z[a] += o.z[a]
	}
	for q := range m.zz {
		m.zz[q] += o.zz[q]
	}
}

// gather adds a participant's votes to the moments of their statements.
func (m *model) gather(row []Code, to []moments) {
	p := m.position(row)
	var z [maxAxes]float64
	var zz sym
	for a := range z {
		z[a] = float64(p.Mean[a])
	}
	for a := range maxAxes {
		for b := a; b < maxAxes; b++ {
			zz[at[a][b]] = float64(p.Cov[at[a][b]]) + z[a]*z[b]
		}
	}
	twice := zz // cells beside the diagonal stand for two
	for a := range maxAxes {
		for b := a + 1; b < maxAxes; b++ {
			twice[at[a][b]] *= 2
		}
	}
	for _, code := range row {
		v, l, s := float64(m.value[code]), &m.load[code>>2], &to[code>>2]
		known, product := 0.0, 0.0
		for a, x := range z {
			known += x * float64(l[a])
			s.z[a] += v * x
		}
		for q, x := range zz {
			s.zz[q] += x
			product += twice[q] * float64(l[maxAxes+q])
		}
		s.n++
		s.rest += v - known
		s.squares += v*v - 2*v*known + product
	}
}

// prior is what the statements of a table are like before their votes are known:
// by axis the middle of their loadings and how close to it they lie (one over the
// variance), and the same of the means of their answers. The statements tell it
// themselves; those with few votes are held towards it.
type prior struct {
	load, precision [maxAxes]float64
	mean, hold      float64
}

// ownVotes is with how many statements like no other the middles of the prior are
// held towards zero.
const ownVotes = 1

// maximise sets loadings, means and noise from the moments. It returns what
// likeness is made of.
func (m *model) maximise(from []moments, like *prior) (of []moments, covs []sym, doubt float64) {
	covs = make([]sym, len(from))
	votes, squares := 0.0, 0.0
	for j := range from {
		votes, squares = votes+from[j].n, squares+from[j].squares
	}
	common := squares / max(1, votes)
	for j := range from {
		s := &from[j]
		var p sym
		var b [maxAxes]float64
		for q := range p {
			p[q] = s.zz[q] / m.noise[j]
		}
		for a := range b {
			p[at[a][a]] += like.precision[a]
			b[a] = s.z[a]/m.noise[j] + like.precision[a]*like.load[a]
		}
		covs[j], _ = p.inverse()
		mean, hold := m.mean(j), m.noise[j]*like.hold
		if s.n > 0 {
			doubt += m.noise[j] / (s.n + hold)
		}
		step := float32((s.rest - hold*(mean-like.mean)) / (s.n + hold))
		for v := range 3 {
			m.value[4*j+v] -= step
		}
		m.setLoadings(j, covs[j].times(b), covs[j], max(0.02, (s.squares+noiseVotes*common)/(s.n+noiseVotes)))
	}
	return from, covs, doubt
}

// mean is what the model takes for a statement's mean answer.
func (m *model) mean(statement int) float64 { return -float64(m.value[CodeOf(statement, Unsure)]) }

// likeness is what the statements that have votes are like. Covs are the
// covariances of their loadings and doubt is the sum of the variances of their
// means: how far both are not known.
func (m *model) likeness(of []moments, covs []sym, doubt float64) *prior {
	like, n := &prior{}, 0.0
	for j := range of {
		if of[j].n > 0 {
			n++
			like.mean += m.mean(j)
			for a := range like.load {
				like.load[a] += float64(m.load[j][a])
			}
		}
	}
	like.mean /= n + ownVotes
	means := 1e-3 + doubt + ownVotes*like.mean*like.mean
	var loads [maxAxes]float64
	for a := range loads {
		like.load[a] /= n + ownVotes
		loads[a] = 1e-3 + ownVotes*like.load[a]*like.load[a]
	}
	for j := range of {
		if of[j].n == 0 {
			continue
		}
		means += (m.mean(j) - like.mean) * (m.mean(j) - like.mean)
		for a := range loads {
			d := float64(m.load[j][a]) - like.load[a]
			loads[a] += d * d
			if covs != nil {
				loads[a] += covs[j][at[a][a]]
			}
		}
	}
	like.hold = n / means
	for a := range loads {
		like.precision[a] = n / loads[a]
	}
	return like
}
