// Package plant makes tables of votes in which groups of people are known,
// for measuring how well and how fast an analysis finds them. The same
// arguments make the same table everywhere.
package plant

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Groups is how many groups a table has, each smaller than the one before.
const Groups = 4

// Apart is by how much groups differ in the tables that targets are stated for.
const Apart = 0.8

// Rows makes a table and hands it over person by person: the person's number,
// group, and votes by statement, each the statement's number shifted left by
// two plus 0 for disagree, 1 for unsure, 2 for agree. The votes are overwritten
// afterwards.
//
// Every statement has its chances of agreement by group and of no opinion, some
// statements are shown more often, and people vote between little and much:
// each votes in the mean. Groups differ by up to apart on six statements of ten.
func Rows(people, statements, each int, apart float64, seed uint64, row func(person int, group uint8, votes []uint16)) {
	chances := chancesOf(statements, apart, rand.New(rand.NewPCG(seed, 1)))
	shown := popularity(statements)
	r := rand.New(rand.NewPCG(seed, 100))
	var votes []uint16
	seen := make([]uint32, statements)
	for i := range people {
		g := groupOf(r.Float64())
		n := min(statements/2, max(3, int(float64(each)*math.Exp(r.NormFloat64()*0.6-0.18))))
		for votes = votes[:0]; len(votes) < n; {
			j := int(shown[r.Uint32()>>16])
			if seen[j] == uint32(i)+1 {
				if j = r.IntN(statements); seen[j] == uint32(i)+1 {
					continue
				}
			}
			seen[j] = uint32(i) + 1
			votes = append(votes, uint16(j<<2|chances[g][j].answer(r.Float64())))
		}
		slices.Sort(votes)
		row(i, uint8(g), votes)
	}
}

// chance is how likely a group agrees and disagrees with a statement; otherwise
// it is unsure.
type chance struct{ agree, disagree float64 }

func (c chance) answer(u float64) int {
	switch {
	case u < c.agree:
		return 2
	case u < c.agree+c.disagree:
		return 0
	}
	return 1
}

func chancesOf(statements int, apart float64, r *rand.Rand) (of [Groups][]chance) {
	for range statements {
		base, pass, by := r.Float64()*0.5+0.35, 0.05+0.25*r.Float64()*r.Float64(), 0.0
		if r.Float64() < 0.6 {
			by = apart
		}
		for g := range of {
			p := min(0.97, max(0.03, base+by*(r.Float64()-0.5)))
			of[g] = append(of[g], chance{p * (1 - pass), (1 - p) * (1 - pass)})
		}
	}
	return of
}

// groupOf is the group at a place of [0, 1).
func groupOf(x float64) (g int) {
	for sum := 0.0; g < Groups-1; g++ {
		if sum += 0.45 / math.Pow(1.6, float64(g)); x < sum {
			break
		}
	}
	return g
}

// popularity says for 16 random bits which statement is shown: mildly more
// often those with small numbers.
func popularity(statements int) []uint16 {
	total := 0.0
	for j := range statements {
		total += 1 / math.Sqrt(float64(j+10))
	}
	out := make([]uint16, 1<<16)
	k, sum := 0, 1/math.Sqrt(10)
	for i := range out {
		for sum < (float64(i)+0.5)/(1<<16)*total {
			k++
			sum += 1 / math.Sqrt(float64(k+10))
		}
		out[i] = uint16(k)
	}
	return out
}
