package polis

import (
	"cmp"
	"math"
	"slices"
)

// listed is how many statements a list holds, z90 what a test must exceed.
const (
	listed = 5
	z90    = 1.2816
)

// Representative is a statement on which a group votes as the others do not.
type Representative struct {
	Statement   int
	Disagree    bool // the group stands out by disagreeing
	Votes, Seen int  // of the group: that way, and in all
	Share       float64
	ShareTest   float64 // z of the share against one half
	Ratio       float64 // of the share to that of all the others
	RatioTest   float64 // z of the difference
}

func (r Representative) metric() float64 { return r.Ratio * r.RatioTest * r.Share * r.ShareTest }

func (r Representative) significant() bool { return r.RatioTest > z90 && r.ShareTest > z90 }

// Agreed is a statement that everybody who voted agrees or disagrees on.
type Agreed struct {
	Statement   int
	Votes, Seen int // that way, and in all
	Share       float64
	ShareTest   float64
}

// shareTest is z of a share against one half, one vote for it added.
func shareTest(of, seen int) float64 {
	n := float64(seen + 1)
	return 2 * math.Sqrt(n) * (float64(of+1)/n - 0.5)
}

// ratioTest is z of the difference of two shares, a vote for each added.
func ratioTest(of, seen, otherOf, otherSeen int) float64 {
	s1, n1, s2, n2 := float64(of+1), float64(seen+1), float64(otherOf+1), float64(otherSeen+1)
	pooled := (s1 + s2) / (n1 + n2)
	if pooled == 1 {
		return 0
	}
	return (s1/n1 - s2/n2) / math.Sqrt(pooled*(1-pooled)*(1/n1+1/n2))
}

// both compares a group's votes on a statement with those of all the others.
func both(statement int, own, rest Count) (agree, disagree Representative) {
	side := func(of, otherOf int, dis bool) Representative {
		p := share(of, own.Seen)
		return Representative{
			Statement: statement, Disagree: dis, Votes: of, Seen: own.Seen,
			Share: p, ShareTest: shareTest(of, own.Seen),
			Ratio: p / share(otherOf, rest.Seen), RatioTest: ratioTest(of, own.Seen, otherOf, rest.Seen),
		}
	}
	return side(own.Agree, rest.Agree, false), side(own.Disagree, rest.Disagree, true)
}

// represent lists for each group what it stands out by.
func (r *Result) represent(t *Table) {
	all := make([]Count, t.Statements)
	for _, group := range r.Votes {
		for j, v := range group {
			all[j] = Count{all[j].Agree + v.Agree, all[j].Disagree + v.Disagree, all[j].Seen + v.Seen}
		}
	}
	r.Representative = make([][]Representative, len(r.Votes))
	for g, own := range r.Votes {
		var p picked
		for j, v := range own {
			if !t.out(j) {
				p.meet(both(j, v, Count{all[j].Agree - v.Agree, all[j].Disagree - v.Disagree, all[j].Seen - v.Seen}))
			}
		}
		r.Representative[g] = p.list()
	}
}

// picked is what was met of a group's statements so far.
type picked struct {
	enough    []Representative // those that pass the tests
	best      *Representative  // the one that stands out most while none passes
	agreed    *Representative  // the agree side of the one the group agrees on best
	agreedWas Representative   // how that one is listed
}

func (p *picked) meet(agree, disagree Representative) {
	shown := disagree
	if agree.RatioTest > disagree.RatioTest {
		shown = agree
	}
	if agree.significant() || disagree.significant() {
		p.enough = append(p.enough, shown)
	}
	if len(p.enough) == 0 && (p.best == nil || shown.RatioTest > p.best.RatioTest) {
		p.best = &shown
	}
	if (agree.Votes > 0 || disagree.Votes > 0) && p.agreesBetter(agree) {
		p.agreed, p.agreedWas = &agree, shown
	}
}

func (p *picked) agreesBetter(a Representative) bool {
	switch {
	case p.agreed == nil:
		return a.ShareTest > z90 || a.Ratio > 1 && a.Share > 0.5
	case p.agreed.Ratio > 1:
		return a.metric() > p.agreed.metric()
	}
	return a.Share*a.ShareTest > p.agreed.Share*p.agreed.ShareTest
}

// list is at most five statements: the best agreed one leads, the others follow
// by how much they stand out, and what is agreed on comes before what is not.
func (p *picked) list() []Representative {
	var out []Representative
	switch {
	case p.agreed != nil:
		out = append(out, p.agreedWas)
	case len(p.enough) == 0 && p.best != nil:
		out = append(out, *p.best)
	}
	slices.SortStableFunc(p.enough, func(a, b Representative) int { return cmp.Compare(b.metric(), a.metric()) })
	for _, r := range p.enough {
		if p.agreed == nil || r.Statement != p.agreed.Statement {
			out = append(out, r)
		}
	}
	out = out[:min(listed, len(out))]
	slices.SortStableFunc(out, func(a, b Representative) int {
		if a.Disagree == b.Disagree {
			return 0
		} else if b.Disagree {
			return -1
		}
		return 1
	})
	return out
}

// agreed lists what everybody who voted agrees and disagrees on, whatever their
// group.
func (r *Result) agreed(t *Table) {
	all := make([]Count, t.Statements)
	for _, row := range t.Rows {
		count(all, row)
	}
	list := func(votes func(Count) int) (out []Agreed) {
		for j, v := range all {
			a := Agreed{j, votes(v), v.Seen, share(votes(v), v.Seen), shareTest(votes(v), v.Seen)}
			if !t.out(j) && a.Share > 0.5 && a.ShareTest > z90 {
				out = append(out, a)
			}
		}
		slices.SortStableFunc(out, func(a, b Agreed) int { return cmp.Compare(b.Share*b.ShareTest, a.Share*a.ShareTest) })
		return out[:min(listed, len(out))]
	}
	r.Agreed = list(func(v Count) int { return v.Agree })
	r.Disagreed = list(func(v Count) int { return v.Disagree })
}
