package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"

	"parley/internal/opinion"
)

// series is a figure measured several times.
type series []float64

func (s series) String() string {
	if len(s) == 0 {
		return fmt.Sprintf("%-15s", "not measured")
	}
	mean, squares := s.mean(), 0.0
	for _, x := range s {
		squares += (x - mean) * (x - mean)
	}
	return fmt.Sprintf("%.4f ± %.4f", mean, math.Sqrt(squares/max(1, float64(len(s)-1))))
}

func (s series) mean() (m float64) {
	for _, x := range s {
		m += x / float64(len(s))
	}
	return m
}

// share is how many of how many.
type share struct{ of, n int }

func (s share) String() string {
	return fmt.Sprintf("%d of %d (%.1f %%)", s.of, s.n, 100*float64(s.of)/float64(max(1, s.n)))
}

// measured is what was found of a conversation, or of several: a figure of
// several is the mean over them, by seed.
type measured struct {
	groups, conversations    int
	scaled, unscaled, ours   series
	field, provisional, sure share
	moved                    share
}

func (m *measured) String() string {
	less := 0.0
	if len(m.ours) > 0 {
		less = 100 * (1 - m.ours.mean()/max(1e-9, min(m.scaled.mean(), m.unscaled.mean())))
	}
	return fmt.Sprintf("%v %v %v %4.1f %%  %-10s %-15s %-19s %d of %d", m.scaled, m.unscaled, m.ours, less,
		fmt.Sprintf("%d of %d", m.field.of, m.field.n), m.provisional, m.sure, m.moved.of, m.moved.n)
}

func (m *measured) add(o *measured) {
	m.conversations++
	join := func(to *series, from series) {
		if *to == nil {
			*to = make(series, len(from))
		}
		for i, x := range from {
			(*to)[i] += (x - (*to)[i]) / float64(m.conversations)
		}
	}
	join(&m.scaled, o.scaled)
	join(&m.unscaled, o.unscaled)
	join(&m.ours, o.ours)
	for _, s := range [][2]*share{{&m.field, &o.field}, {&m.provisional, &o.provisional}, {&m.sure, &o.sure}, {&m.moved, &o.moved}} {
		s[0].of, s[0].n = s[0].of+s[1].of, s[0].n+s[1].n
	}
}

func measure(v *votes, e effort) *measured {
	a := opinion.Analyze(v.rows, e.threads)
	m := &measured{groups: a.Groups}
	for seed := range uint64(e.seeds) {
		m.foretell(v, seed, e.threads)
	}
	for seed := range uint64(e.copies) {
		m.field.n++
		if opinion.Analyze(v.shuffledWithin(seed), e.threads).Groups == 1 {
			m.field.of++
		}
	}
	for seed := range uint64(e.repeats) {
		m.claim(v, a, seed)
	}
	for seed := range uint64(e.shuffles) {
		m.moved.n++
		if !identical(a, opinion.Analyze(v.shuffled(seed), 1+int(seed%2))) {
			m.moved.of++
		}
	}
	return m
}

// foretell hides a tenth of the votes and compares them with what is expected
// without them: by the reference, with its positions as they are and without
// their scaling by the number of votes, and by us.
func (m *measured) foretell(v *votes, seed uint64, threads int) {
	hidden, known := v.split(0.1, seed)
	rows := v.rowsOf(known)
	row := map[string]int{}
	for i := range rows.Participants() {
		row[rows.Participant(i)] = i
	}
	place := map[string]int{}
	for j := range rows.Statements() {
		place[rows.Statement(j)] = j
	}
	theirs, ours := reference(rows), opinion.Fit(rows, threads)
	var scaled, unscaled, own float64
	for _, x := range hidden {
		j, truth := place[x.statement], float64(x.answer)
		i, voted := row[x.participant]
		lean, by := 0.0, 1.0
		if voted {
			z := theirs.Positions[i]
			lean = z[0]*theirs.Components[0][j] + z[1]*theirs.Components[1][j]
			by = math.Sqrt(float64(len(rows.Row(i))) / float64(rows.Statements()))
		} else {
			i = -1
		}
		scaled += square(truth - clip(theirs.Mean[j]+lean))
		unscaled += square(truth - clip(theirs.Mean[j]+lean*by))
		own += square(truth - ours.Expected(i, j))
	}
	n := float64(len(hidden))
	m.scaled = append(m.scaled, math.Sqrt(scaled/n))
	m.unscaled = append(m.unscaled, math.Sqrt(unscaled/n))
	m.ours = append(m.ours, math.Sqrt(own/n))
}

func square(x float64) float64 { return x * x }
func clip(x float64) float64   { return min(1, max(-1, x)) }

// judges is how many votes a group must have to judge a claim.
const judges = 20

// claim lets three tenths of the votes claim common ground by the groups of all
// votes, and the rest judge: at once, and with a look after every vote.
func (m *measured) claim(v *votes, a *opinion.Analysis, seed uint64) {
	label, place := map[string]int{}, map[string]int{}
	for i, g := range a.Label {
		label[a.Rows.Participant(i)] = int(g)
	}
	for j := range a.Rows.Statements() {
		place[a.Rows.Statement(j)] = j
	}
	claiming, judging := v.split(0.3, seed+1000)
	rand.New(rand.NewPCG(seed, 4)).Shuffle(len(claiming), func(x, y int) { claiming[x], claiming[y] = claiming[y], claiming[x] })
	judge := partitions(a)
	for _, x := range judging {
		count(judge[place[x.statement]], label[x.participant], x.answer)
	}
	now, standing, sure := partitions(a), make([]opinion.Standing, a.Rows.Statements()), make([]opinion.Class, a.Rows.Statements())
	for _, x := range claiming {
		j := place[x.statement]
		count(now[j], label[x.participant], x.answer)
		standing[j] = opinion.Classify([]opinion.Partition{now[j]}, opinion.DefaultMark, standing[j])
		if standing[j].Confirmed && sure[j] == opinion.ShortOfAnswers {
			sure[j] = standing[j].Class
		}
	}
	for j, p := range now {
		m.provisional.judge(opinion.Classify([]opinion.Partition{p}, opinion.DefaultMark, opinion.Standing{}).Class, judge[j])
		m.sure.judge(sure[j], judge[j])
	}
}

// judge counts a claim, and whether some group contradicts it: of the groups that
// have votes enough to judge. A claim that none can judge is not counted.
func (s *share) judge(c opinion.Class, by opinion.Partition) {
	if c != opinion.CommonFor && c != opinion.CommonAgainst {
		return
	}
	able, wrong := 0, 0
	for _, t := range by {
		if t.N() < judges {
			continue
		}
		able = 1
		hits := t.Agree
		if c == opinion.CommonAgainst {
			hits = t.Disagree
		}
		if float64(hits) < opinion.DefaultMark*float64(t.N()) {
			wrong = 1
		}
	}
	s.n, s.of = s.n+able, s.of+wrong
}

func partitions(a *opinion.Analysis) []opinion.Partition {
	out := make([]opinion.Partition, a.Rows.Statements())
	for j := range out {
		out[j] = make(opinion.Partition, a.Groups)
	}
	return out
}

func count(p opinion.Partition, group int, a opinion.Answer) {
	switch a {
	case opinion.Agree:
		p[group].Agree++
	case opinion.Disagree:
		p[group].Disagree++
	default:
		p[group].Unsure++
	}
}

// identical says whether two analyses of the same votes agree to the last bit.
func identical(a, b *opinion.Analysis) bool {
	return reflect.DeepEqual(a.Positions, b.Positions) && reflect.DeepEqual(a.Label, b.Label) && reflect.DeepEqual(a.Tallies, b.Tallies) &&
		a.Strength == b.Strength && a.Gain == b.Gain && a.Axes == b.Axes && a.Stability == b.Stability &&
		reflect.DeepEqual(a.Standings(opinion.DefaultMark, nil, nil), b.Standings(opinion.DefaultMark, nil, nil))
}
