package opinion

import (
	"math"
	"testing"
)

// hollowOf is the matrix of a table.
func hollowOf(r *Rows, threads int) *hollow {
	return newHollow(r, centre(r.tallies(threads, 1, all)[0]), threads)
}

func TestFewPassesFindWhatManyFind(t *testing.T) {
	r, _ := planted(4000, 120, 40, 0.8, 5)
	many, few := hollowOf(r, 1).iterate(60, 60), hollowOf(r, 1).fewPasses(false)
	for k := range 3 { // four groups stand on three axes
		along := 0.0
		for j := range many.vectors {
			along += float64(many.vectors[j][k]) * float64(few.vectors[j][k])
		}
		if math.Abs(along) < 0.999 || math.Abs(few.values[k]/many.values[k]-1) > 0.001 {
			t.Errorf("axis %d: %.4f along, values %.1f and %.1f", k, along, many.values[k], few.values[k])
		}
	}
	if two := hollowOf(r, 2).fewPasses(false); two.values != few.values || two.early != few.early {
		t.Error("two threads find something else than one")
	}
	if quick := hollowOf(r, 1).fewPasses(true); quick.values != few.early {
		t.Errorf("values to compare are %.1f, and %.1f of a quick look", few.early, quick.values)
	}
}

// Columns and blocks that have no room to be apart from each other count nothing
// twice.
func TestAxesOfFewStatements(t *testing.T) {
	for _, statements := range []int{1, 2, 3, 5, 7, 8} {
		r, _ := planted(500, statements, statements/2+1, 2, 9)
		h := hollowOf(r, 1)
		one, matrix := make([]vec, statements), make([]vec, statements)
		for j := range one {
			one[j][j] = 1
		}
		h.times(one, matrix)
		want, _ := eigen(product(one, matrix))
		for _, got := range [][blockWidth]float64{h.fewPasses(false).values, h.strongest(false).values} {
			for k := range got {
				if want[k] > 0 && math.Abs(got[k]-want[k]) > 1e-3*want[0]+1e-3 {
					t.Errorf("%d statements: values %.2f, should be %.2f", statements, got, want)
					break
				}
			}
		}
	}
}

func TestFewPassesTellAxesFromChance(t *testing.T) {
	r, _ := planted(8000, 120, 40, 0.8, 5)
	own := hollowOf(r, 1).fewPasses(true).values
	for key := range uint64(3) {
		shuffled := hollowOf(r.shuffled(key, make([]Code, r.Votes())), 1).fewPasses(true).values
		if own[2] < 1.5*shuffled[0] || shuffled[0] > 1.5*shuffled[2] {
			t.Errorf("values %.1f, and of a shuffled table %.1f", own, shuffled)
		}
	}
}
