package opinion

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
)

// planted makes a table of votes with four groups of people, each smaller
// than the one before: every statement has its chances of agreement by group and
// of no opinion, some statements are shown more often, and people vote between
// little and much. Apart is by how much groups differ on six statements of ten:
// 0.8 in the tables that targets are stated for.
func planted(people, statements, each int, apart float64, seed uint64) (*Rows, []uint8) {
	r, groups := rand.New(rand.NewPCG(seed, 1)), 4
	agree, disagree := make([]float64, groups*statements), make([]float64, groups*statements)
	names := make([]string, statements)
	for j := range statements {
		names[j] = strconv.Itoa(j)
		base, pass, by := r.Float64()*0.5+0.35, 0.05+0.25*r.Float64()*r.Float64(), 0.0
		if r.Float64() < 0.6 {
			by = apart
		}
		for g := range groups {
			p := min(0.97, max(0.03, base+by*(r.Float64()-0.5)))
			agree[g*statements+j], disagree[g*statements+j] = p*(1-pass), (1-p)*(1-pass)
		}
	}
	shown := popularity(statements)
	r = rand.New(rand.NewPCG(seed, 100))
	out := &Rows{statements: names, participants: make([]string, people), ptr: make([]uint64, 1, people+1)}
	out.codes = make([]Code, 0, people*each*11/10)
	labels, seen := make([]uint8, people), make([]uint32, statements)
	for i := range people {
		g := 0
		x := r.Float64()
		for sum := 0.0; g < groups-1; g++ {
			if sum += 0.45 / math.Pow(1.6, float64(g)); x < sum {
				break
			}
		}
		labels[i] = uint8(g)
		n := min(statements/2, max(3, int(float64(each)*math.Exp(r.NormFloat64()*0.6-0.18))))
		from := len(out.codes)
		for len(out.codes)-from < n {
			j := int(shown[r.Uint32()>>16])
			if seen[j] == uint32(i)+1 {
				if j = r.IntN(statements); seen[j] == uint32(i)+1 {
					continue
				}
			}
			seen[j] = uint32(i) + 1
			a := Unsure
			if u := r.Float64(); u < agree[g*statements+j] {
				a = Agree
			} else if u < agree[g*statements+j]+disagree[g*statements+j] {
				a = Disagree
			}
			out.codes = append(out.codes, CodeOf(j, a))
		}
		slices.Sort(out.codes[from:])
		out.ptr = append(out.ptr, uint64(len(out.codes)))
		out.participants[i] = strconv.Itoa(i)
	}
	out.order()
	truth := make([]uint8, people)
	for row, name := range out.participants {
		i, _ := strconv.Atoi(name)
		truth[row] = labels[i]
	}
	return out, truth
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
