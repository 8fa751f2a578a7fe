package room

// Word is what the report says of figures, by rule. Sentences live in the
// catalogues.
type Word string

// The words, in the order in which they are tried. WordNone: nobody answered.
const (
	WordNone             Word = ""
	WordAll              Word = "all"
	WordAllAgainst       Word = "all-against"
	WordManyUnsure       Word = "many-unsure"
	WordNearlyAll        Word = "nearly-all"
	WordNearlyAllAgainst Word = "nearly-all-against"
	WordMost             Word = "most"
	WordMostAgainst      Word = "most-against"
	WordDiffered         Word = "differed"
)

// Word is the word for a tally by the policy's figures.
func (p OutcomePolicy) Word(t Tally) Word {
	n := t.N()
	switch {
	case n == 0:
		return WordNone
	case t.Agree == n:
		return WordAll
	case t.Disagree == n:
		return WordAllAgainst
	case atLeast(t.Unsure, p.Unsure, n):
		return WordManyUnsure
	case atLeast(t.Agree, p.Nearly, n):
		return WordNearlyAll
	case atLeast(t.Disagree, p.Nearly, n):
		return WordNearlyAllAgainst
	case atLeast(t.Agree, p.Most, n):
		return WordMost
	case atLeast(t.Disagree, p.Most, n):
		return WordMostAgainst
	}
	return WordDiffered
}

// atLeast says whether k is at least the share f of n, exactly.
func atLeast(k int, f [2]int, n int) bool { return k*f[1] >= f[0]*n }

// atMost says whether k is at most the share f of n, exactly.
func atMost(k int, f [2]int, n int) bool { return k*f[1] <= f[0]*n }
