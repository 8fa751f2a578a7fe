package opinion

import (
	"math"
	"testing"
)

// What few votes say of a statement is held towards what statements are like, and
// a statement without votes is taken to be like them.
func TestFewVotesAreHeldTowardsWhatStatementsAreLike(t *testing.T) {
	const people, many, one, no = 300, 20, 20, 21 // statements with many votes, then one with one and one with none
	a := Fit(tableOf(t, people, no+1, func(i, j int) Answer {
		switch {
		case j == no || j == one && i > 0:
			return none
		case j == one || mix(uint64(i)<<8|uint64(j))%10 < 2:
			return Disagree
		}
		return Agree
	}), 1)
	middle := 0.0
	for j := range many {
		middle += a.Expected(-1, j) / many
	}
	if math.Abs(middle-0.6) > 0.05 {
		t.Errorf("statements that four of five agree on are expected at %.2f", middle)
	}
	if got := a.Expected(-1, no); math.Abs(got-middle) > 0.05 {
		t.Errorf("a statement without votes is expected at %.2f, others at %.2f", got, middle)
	}
	if got := a.Expected(-1, one); got < middle-0.3 || got >= middle {
		t.Errorf("a statement with one vote against is expected at %.2f, others at %.2f", got, middle)
	}
}

// Statements without votes tell nothing of what statements are like.
func TestStatementsWithoutVotesChangeNothing(t *testing.T) {
	answer := func(i, j int) Answer {
		if j >= 12 || mix(uint64(i)<<8|uint64(j))%3 == 0 {
			return none
		}
		return Answer((i+j)%2*2 - 1)
	}
	few, more := Fit(tableOf(t, 100, 12, answer), 1), Fit(tableOf(t, 100, 40, answer), 1)
	for i := range few.Label {
		for j := range 12 {
			if x, y := few.Expected(i, j), more.Expected(i, j); math.Abs(x-y) > 0.02 {
				t.Fatalf("row %d is expected to say %.3f to statement %d, and %.3f with 28 more that nobody voted on", i, x, j, y)
			}
		}
	}
}
