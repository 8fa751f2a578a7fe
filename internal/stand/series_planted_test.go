package stand

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/internal/opinion"
)

// planted is people of two camps in several rooms: who thinks how hangs on the camp
// alone, and each room has its own share of them. Of the statements the first shared
// stand in every room, and each room has own ones besides.
type planted struct {
	rooms, people int // people of each
	shared, own   int
	apart         float64        // how far the camps are apart; 0 one field
	each          int            // statements that somebody answers, in the mean
	camp          map[string]int // by participant in the series
}

func (p *planted) tables(t *testing.T, seed uint64) (out []*Source) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	p.camp = map[string]int{}
	statements := p.shared + p.rooms*p.own
	agrees := make([][2]float64, statements)
	for j := range agrees {
		base := 0.3 + 0.4*r.Float64()
		by := p.apart * (r.Float64() - 0.5)
		agrees[j] = [2]float64{min(.97, max(.03, base+by)), min(.97, max(.03, base-by))}
	}
	for f := range p.rooms {
		var b strings.Builder
		b.WriteString("participant,statement,vote\n")
		for i := range p.people {
			camp := 0
			if r.Float64() < 0.35+0.3*float64(f)/float64(max(1, p.rooms-1)) {
				camp = 1
			}
			who := fmt.Sprintf("p%d", i)
			p.camp[inFile(f, who)] = camp
			for j := range statements {
				stands := j < p.shared || (j-p.shared)/p.own == f
				if !stands || r.IntN(p.shared+p.own) >= p.each {
					continue
				}
				vote := -1
				if u := r.Float64(); u < 0.1 {
					vote = 0
				} else if r.Float64() < agrees[j][camp] {
					vote = 1
				}
				fmt.Fprintf(&b, "%s,%d,%d\n", who, j, vote)
			}
		}
		s := load(t, b.String(), nil, 1)
		s.Title = fmt.Sprintf("Room %d", f)
		out = append(out, s)
	}
	return out
}

func series(t *testing.T, of []*Source) *Source {
	t.Helper()
	s, err := Series(of)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// randIndex is the adjusted Rand index of two ways to part the same rows.
func randIndex(r *opinion.Rows, a, b func(row int) int) float64 {
	both, as, bs := map[[2]int]int{}, map[int]int{}, map[int]int{}
	for i := range r.Participants() {
		both[[2]int{a(i), b(i)}]++
		as[a(i)]++
		bs[b(i)]++
	}
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	var x, y, z float64
	for _, n := range both {
		x += pairs(n)
	}
	for _, n := range as {
		y += pairs(n)
	}
	for _, n := range bs {
		z += pairs(n)
	}
	expected := y * z / pairs(r.Participants())
	return (x - expected) / ((y+z)/2 - expected)
}

// Camps that are in every room are found across rooms, if enough statements connect
// these; the rooms themselves are not taken for groups, though each has more of one camp.
func TestSeriesFindsCampsAcrossRooms(t *testing.T) {
	for _, p := range []*planted{
		{rooms: 2, people: 80, shared: 15, own: 15, apart: 0.9, each: 25},
		{rooms: 3, people: 60, shared: 12, own: 18, apart: 0.9, each: 25},
		{rooms: 2, people: 100, shared: fewShared, own: 25, apart: 0.9, each: 25},
	} {
		for seed := range uint64(3) {
			s := series(t, p.tables(t, seed))
			a := opinion.Analyze(s.Rows(), 2)
			label := func(i int) int { return int(a.Label[i]) }
			camp := func(i int) int { return p.camp[a.Rows.Participant(i)] }
			file := func(i int) int { return s.fileOf(a.Rows.Participant(i)) }
			camps, rooms := randIndex(a.Rows, label, camp), randIndex(a.Rows, label, file)
			t.Logf("%d rooms, %d shared, seed %d: %d groups, Rand index %.2f with camps, %.2f with rooms", p.rooms, p.shared, seed, a.Groups, camps, rooms)
			if camps < 0.8 || rooms > 0.3 || slices.ContainsFunc(s.Notes, func(n Note) bool { return n.Code == "few_shared" }) {
				t.Errorf("%+v, %q", p, codes(s))
			}
		}
	}
}

// People who differ by chance alone are one field, in two rooms too.
func TestSeriesOfOneField(t *testing.T) {
	one := 0
	for seed := range uint64(20) {
		p := &planted{rooms: 2, people: 70, shared: 10, own: 12, each: 18}
		if a := opinion.Analyze(series(t, p.tables(t, seed)).Rows(), 2); a.Groups == 1 {
			one++
		}
	}
	t.Logf("one field in %d of 20", one)
	if one < 19 {
		t.Errorf("%d of 20 have groups", 20-one)
	}
}
