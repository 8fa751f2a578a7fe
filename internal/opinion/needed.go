package opinion

import "math"

// mostNeeded is from how many further votes a group on the answer is that so
// many would not decide.
const mostNeeded = 4096

// Needed is about how many more votes of each group would decide a statement
// that is short of answers, if they came like those so far; ok is false if even
// some thousands would not. A group without votes is expected to vote like
// everybody, and where nobody has voted all are expected to agree. For a
// statement that is decided it is 0.
func Needed(p Partition, mark float64) (votes int, ok bool) {
	if Classify([]Partition{p}, mark, Standing{}).Class != ShortOfAnswers {
		return 0, true
	}
	low, high := 0, 1
	for !decided(p, high, mark) {
		if low, high = high, high*2; high > mostNeeded {
			return 0, false
		}
	}
	for high-low > 1 {
		if mid := (low + high) / 2; decided(p, mid, mark) {
			high = mid
		} else {
			low = mid
		}
	}
	return high, true
}

// decided says whether so many further votes a group, in the shares so far,
// would decide.
func decided(p Partition, more int, mark float64) bool {
	var everybody Tally
	for _, t := range p {
		everybody = everybody.plus(t)
	}
	if everybody.N() == 0 {
		everybody.Agree = 1
	}
	then := make(Partition, len(p))
	for g, t := range p {
		like := t
		if t.N() == 0 {
			like = everybody
		}
		n := float64(like.N())
		agree := int(math.Round(float64(more) * float64(like.Agree) / n))
		disagree := int(math.Round(float64(more) * float64(like.Disagree) / n))
		disagree = min(disagree, more-agree)
		then[g] = t.plus(Tally{agree, disagree, more - agree - disagree})
	}
	return Classify([]Partition{then}, mark, Standing{}).Class != ShortOfAnswers
}
