package opinion

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestClassify(t *testing.T) {
	for _, c := range []struct {
		name   string
		by     []Partition
		was    Standing
		class  Class
		reason Reason
		sure   bool // confirmed
	}{
		{"nobody voted", []Partition{{{}, {}}}, Standing{}, ShortOfAnswers, NoReason, false},
		{"nobody voted in eight groups", []Partition{make(Partition, 8)}, Standing{}, ShortOfAnswers, NoReason, false},
		{"no partition", nil, Standing{}, ShortOfAnswers, NoReason, false},
		{"five of five, twice", []Partition{{{5, 0, 0}, {5, 0, 0}}}, Standing{}, CommonFor, NoReason, false},
		{"four of four are too few", []Partition{{{4, 0, 0}, {400, 0, 0}}}, Standing{}, ShortOfAnswers, NoReason, false},
		{"nine of ten, many", []Partition{{{90, 5, 5}, {180, 10, 10}}}, Standing{}, CommonFor, NoReason, true},
		{"all against", []Partition{{{2, 40, 0}, {0, 30, 1}}}, Standing{}, CommonAgainst, NoReason, true},
		{"two partitions, one divided", []Partition{{{90, 5, 5}, {90, 5, 5}}, {{100, 0, 0}, {5, 40, 0}}}, Standing{}, OpenPoint, DividedBetween, false},
		{"two partitions, one not known", []Partition{{{90, 5, 5}, {90, 5, 5}}, {{170, 10, 10}, {2, 1, 0}}}, Standing{}, ShortOfAnswers, NoReason, false},
		{"for and against", []Partition{{{30, 5, 0}, {5, 30, 0}}}, Standing{}, OpenPoint, DividedBetween, false},
		{"for, and four against", []Partition{{{30, 5, 0}, {0, 4, 0}}}, Standing{}, ShortOfAnswers, NoReason, false},
		{"for, and five against", []Partition{{{30, 5, 0}, {0, 5, 0}}}, Standing{}, OpenPoint, DividedBetween, false},
		{"four for, and against", []Partition{{{4, 0, 0}, {5, 30, 0}}}, Standing{}, ShortOfAnswers, NoReason, false},
		{"half and half in one field", []Partition{{{50, 50, 0}}}, Standing{}, OpenPoint, DividedWithin, false},
		{"half cannot say", []Partition{{{25, 25, 50}}}, Standing{}, NeedsInvestigation, NoReason, false},
		{"was common ground, is nearly", []Partition{{{15, 5, 0}}}, Standing{Class: CommonFor}, CommonFor, NoReason, false},
		{"nearly common ground", []Partition{{{15, 5, 0}}}, Standing{}, ShortOfAnswers, NoReason, false},
		{"was against, is nearly for", []Partition{{{15, 5, 0}}}, Standing{Class: CommonAgainst}, ShortOfAnswers, NoReason, false},
		{"once confirmed", []Partition{{{15, 5, 0}}}, Standing{Class: CommonFor, Confirmed: true}, CommonFor, NoReason, true},
		{"confirmed and lost", []Partition{{{10, 10, 0}}}, Standing{Class: CommonFor, Confirmed: true}, ShortOfAnswers, NoReason, false},
	} {
		got := Classify(c.by, DefaultMark, c.was)
		if got.Class != c.class || got.Reason != c.reason || got.Confirmed != c.sure {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// What it takes to claim is published: at these shares of agreement, so many
// votes of each of so many groups.
func TestVotesItTakes(t *testing.T) {
	for groups, want := range map[int]map[float64]int{
		2: {0.75: 40, 0.8: 24, 0.9: 10, 1: 5},
		3: {0.75: 48, 0.8: 29, 0.9: 15, 1: 6},
		5: {0.75: 56, 0.8: 30, 0.9: 16, 1: 7},
	} {
		for share, votes := range want {
			n := 1
			for ; math.Pow(above(share*float64(n), float64(n), DefaultMark), float64(groups)) < claim; n++ {
			}
			if n > votes || n < votes*3/5 {
				t.Errorf("%d groups at %v: %d votes, published as %d", groups, share, n, votes)
			}
		}
	}
}

func anyTally(t *rapid.T) Tally {
	n := rapid.IntRange(0, 60)
	return Tally{n.Draw(t, "agree"), n.Draw(t, "disagree"), n.Draw(t, "unsure")}
}

func anyPartition(t *rapid.T) Partition {
	return rapid.SliceOfN(rapid.Custom(anyTally), 1, 5).Draw(t, "groups")
}

func TestAnAgreeingVoteNeverLowersAgreement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPartition(t)
		before := Classify([]Partition{p}, DefaultMark, Standing{})
		g := rapid.IntRange(0, len(p)-1).Draw(t, "group")
		p[g].Agree++
		after := Classify([]Partition{p}, DefaultMark, before)
		if after.For < before.For-1e-12 || after.Against > before.Against+1e-12 {
			t.Errorf("%+v, then %+v", before, after)
		}
		if before.Class == CommonFor && (after.Class != CommonFor || before.Confirmed && !after.Confirmed) {
			t.Errorf("common ground is lost by an agreeing vote: %+v, then %+v", before, after)
		}
	})
}

func TestStandingsHaveTwoSides(t *testing.T) {
	other := map[Class]Class{CommonFor: CommonAgainst, CommonAgainst: CommonFor, OpenPoint: OpenPoint, ShortOfAnswers: ShortOfAnswers, NeedsInvestigation: NeedsInvestigation}
	rapid.Check(t, func(t *rapid.T) {
		p := anyPartition(t)
		turned := make(Partition, len(p))
		for g, c := range p {
			turned[len(p)-1-g] = Tally{c.Disagree, c.Agree, c.Unsure}
		}
		a, b := Classify([]Partition{p}, DefaultMark, Standing{}), Classify([]Partition{turned}, DefaultMark, Standing{})
		if b.Class != other[a.Class] || math.Abs(a.For-b.Against) > 1e-12 || a.Reason != b.Reason {
			t.Errorf("%+v, and from the other side %+v", a, b)
		}
	})
}

func TestNeededDecides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPartition(t)
		n, ok := Needed(p, DefaultMark)
		short := Classify([]Partition{p}, DefaultMark, Standing{}).Class == ShortOfAnswers
		switch {
		case !short && (n != 0 || !ok):
			t.Errorf("%v is decided and needs %d", p, n)
		case short && ok && (n == 0 || !decided(p, n, DefaultMark)):
			t.Errorf("%d more votes do not decide %v", n, p)
		}
	})
	if n, ok := Needed(make(Partition, 2), DefaultMark); n != leastVotes || !ok {
		t.Errorf("without votes, %d a group decide", n)
	}
}

func TestTogetherIsStricter(t *testing.T) {
	all := make([]Standing, 10)
	for j := range all {
		all[j] = Standing{Class: CommonFor, Evidence: 30}
	}
	if got := Together(all); got[0] {
		t.Error("ten claims at 30 hold together: forty times are needed")
	}
	all[3].Evidence = 400
	got := Together(all)
	for j := range got {
		if got[j] != (j == 3) {
			t.Errorf("claim %d: %v", j, got[j])
		}
	}
}
