package opinion

import (
	"math"
	"slices"
	"testing"
)

// Of votes that have nothing in common but their statements, an axis is found in
// about one table of a hundred, whatever the table's form.
func TestChanceIsSeldomAnAxis(t *testing.T) {
	found, tables := 0, 0
	for _, c := range [][3]int{{60, 12, 10}, {150, 40, 8}, {300, 20, 6}, {120, 100, 30}} {
		r, _ := planted(c[0], c[1], c[2], 2, 11)
		for key := range uint64(15) {
			s := r.shuffled(key+700, make([]Code, r.Votes()))
			axes, _ := findAxes(s, findBasis(s, 2), 2, nil)
			tables++
			if axes > 0 {
				found++
			}
		}
	}
	if found > 3 {
		t.Errorf("axes in %d of %d tables of chance", found, tables)
	}
}

// At one look, whatever the number of votes, a group exactly at the mark is taken to
// be above it in about one case of twenty.
func TestAGroupAtTheMarkIsSeldomClaimed(t *testing.T) {
	mean, most, looks := 0.0, 0.0, 0
	for n := leastVotes; n <= 200; n++ {
		claimed := 0.0
		for k, p := range binomial(n, DefaultMark) {
			if Classify([]Partition{{{Agree: k, Disagree: n - k}}}, DefaultMark, Standing{}).Class == CommonFor {
				claimed += p
			}
		}
		mean, most, looks = mean+claimed, max(most, claimed), looks+1
	}
	if mean /= float64(looks); mean > 0.055 || mean < 0.03 || most > 0.11 {
		t.Errorf("claimed in %.3f of the cases on the average, %.3f at most", mean, most)
	}
}

// Of a list of claims that hold together, fewer than one in twenty is wrong though
// most statements are at the mark and each is looked at until it would do for a
// quarter of them; and most that are right are in it.
func TestTogetherIsSeldomWrong(t *testing.T) {
	const lists, statements, right, votes = 60, 40, 10, 150
	const enough = confirmedAt * 2 * statements / right
	wrong, kept, stopped := 0.0, 0, 0
	for list := range uint64(lists) {
		all := make([]Standing, statements)
		for j := range all {
			chance := DefaultMark
			if j < right {
				chance = 0.9
			}
			agree, n := 0, 0
			for ; n < votes && evidence(agree, n, DefaultMark) < enough; n++ {
				if unit(mix(list<<32|uint64(j)<<16|uint64(n))) < chance {
					agree++
				}
			}
			all[j] = Classify([]Partition{{{Agree: agree, Disagree: n - agree}}}, DefaultMark, Standing{})
			if j >= right && n < votes {
				stopped++
			}
		}
		n, bad := 0, 0
		for j, holds := range Together(all) {
			if holds {
				n++
				if j >= right {
					bad++
				}
			}
		}
		wrong, kept = wrong+float64(bad)/float64(max(1, n))/lists, kept+n-bad
	}
	if wrong > 0.05 || kept < lists*right*8/10 || stopped == 0 {
		t.Errorf("%.3f of a list is wrong on the average, %d of %d right ones are in them, %d wrong ones were good enough at some time", wrong, kept, lists*right, stopped)
	}
}

// votesFor is how many of n agree who do so by a chance each, the same for a seed.
func votesFor(n int, chance float64, seed uint64) (agree int) {
	for i := range n {
		if unit(mix(seed<<16|uint64(i))) < chance {
			agree++
		}
	}
	return agree
}

// Of what is said to tell a group from the rest, about one statement in ten does not,
// when half of the statements tell nothing.
func TestFewRepresentativesAreChance(t *testing.T) {
	const lists, statements, mine, others = 60, 60, 40, 90
	wrong, right := 0.0, 0
	for list := range uint64(lists) {
		tallies := [][]Tally{make([]Tally, statements), make([]Tally, statements)}
		for j := range statements {
			chance := 0.2 + 0.6*unit(mix(list<<32|uint64(j)))
			differs := j%2 == 0
			own := chance
			if differs {
				own = min(0.95, chance+0.35)
			}
			for g, v := range []struct {
				n      int
				chance float64
			}{{mine, own}, {others, chance}} {
				k := votesFor(v.n, v.chance, list<<20|uint64(j)<<4|uint64(g))
				tallies[g][j] = Tally{Agree: k, Disagree: v.n - k}
			}
		}
		found, bad := map[int]bool{}, 0
		for _, x := range Represent(tallies, 0) {
			found[x.Statement] = true
			if x.Statement%2 == 1 {
				bad++
			}
		}
		wrong, right = wrong+float64(bad)/float64(max(1, len(found)))/lists, right+len(found)-bad
	}
	if wrong > falseShare || right < lists*statements/2*6/10 {
		t.Errorf("%.3f of a list is chance; %d of %d that differ are listed", wrong, right, lists*statements/2)
	}
}

// Two halves of somebody's votes put them as far apart as the covariances of both
// say: with uncertainties c and d, positions that were normal before stand
// (1-c) + (1-d) - 2(1-c)(1-d) apart, squared, in the mean.
func TestPositionsAreAsSureAsTheySay(t *testing.T) {
	r := conversation(t, "vtaiwan.uberx")
	m := fit(r, findBasis(r, 2), refinements(r.Votes()), 2)
	for a := range 2 {
		apart, said := 0.0, 0.0
		for i := range r.Participants() {
			var half [2][]Code
			for q, c := range r.Row(i) {
				half[q&1] = append(half[q&1], c)
			}
			p, q := m.position(half[0]), m.position(half[1])
			c, d := float64(p.Cov[at[a][a]]), float64(q.Cov[at[a][a]])
			apart += math.Pow(float64(p.Mean[a]-q.Mean[a]), 2)
			said += (1 - c) + (1 - d) - 2*(1-c)*(1-d)
		}
		if ratio := apart / said; ratio < 0.85 || ratio > 1.15 {
			t.Errorf("axis %d: halves stand %.2f times as far apart, squared, as they should", a, ratio)
		}
	}
}

// foretold is the roots of the mean squared errors of hidden votes: of what is
// expected of them, and of their statements' means.
func foretold(r *Rows) (ours, means float64) {
	known, hidden := r.hide(r.Participants(), 0.1, 77)
	known.participants = r.participants
	a := Fit(known, 2)
	n := 0.0
	for i, votes := range hidden {
		for _, c := range votes {
			truth := float64(c.Answer())
			ours += math.Pow(truth-a.Expected(i, c.Statement()), 2)
			means += math.Pow(truth-a.basis.centred.mean[c.Statement()], 2)
			n++
		}
	}
	return math.Sqrt(ours / n), math.Sqrt(means / n)
}

// Where there is nothing to find the model foretells as well as the statements' means;
// where there is, better.
func TestForetelling(t *testing.T) {
	r, _ := planted(600, 50, 20, 0.8, 4)
	if ours, means := foretold(r.shuffled(5, make([]Code, r.Votes()))); ours > 1.005*means {
		t.Errorf("of chance, hidden votes are foretold with %.4f, by their means with %.4f", ours, means)
	}
	if ours, means := foretold(conversation(t, "scoop-hivemind.ubi")); ours > 0.92*means {
		t.Errorf("of a conversation, hidden votes are foretold with %.4f, by their means with %.4f", ours, means)
	}
}

// One more person who agrees with a statement never makes it less agreed among all,
// and lowers no group's agreement but by moving people: the tallies say so.
func TestAVoteLiveMovesItsTallyAlone(t *testing.T) {
	l := NewLive(grouped(), DefaultMark, nil)
	for n, id := range slices.Clone(l.statements.names) {
		before := l.sum(l.place[n])
		if err := l.Vote("agreeing", id, Agree); err != nil {
			t.Fatal(err)
		}
		if after := l.sum(l.place[n]); after != before.plus(Tally{Agree: 1}) {
			t.Fatalf("statement %s: %v, then %v", id, before, after)
		}
	}
}
