package room

import (
	"math/rand/v2"
	"testing"
)

// bounds are what an attacker knows of the number in a crossed class.
type bounds struct{ least, most int }

// crossing is what breakdowns of the same people by side and by group say together
// of those in one group on one side, over several statements.
func crossing(people int, shown []Shown) map[[2]string]bounds {
	cells, sizes := map[[2]string]bounds{}, map[string]int{}
	for _, v := range shown {
		for side, s := range v.Side {
			sizes[string(side)] = s.N()
			for group, g := range v.Group {
				all := sum(v.Side)
				sizes[group] = g.N()
				key := [2]string{string(side), group}
				b, known := cells[key]
				if !known {
					b.most = people
				}
				b.least = max(b.least, max(0, s.Agree+g.Agree-all.Agree)+max(0, s.Disagree+g.Disagree-all.Disagree)+max(0, s.Unsure+g.Unsure-all.Unsure))
				b.most = min(b.most, min(s.Agree, g.Agree)+min(s.Disagree, g.Disagree)+min(s.Unsure, g.Unsure))
				cells[key] = b
			}
		}
	}
	for range 4 {
		narrow(cells, sizes)
	}
	return cells
}

// narrow bounds every crossed class by the others of its side and of its group: all
// of them together are the side, and the group.
func narrow(cells map[[2]string]bounds, sizes map[string]int) {
	for key, b := range cells {
		for along := range 2 {
			rest := bounds{}
			for other, o := range cells {
				if other != key && other[along] == key[along] {
					rest.least, rest.most = rest.least+o.least, rest.most+o.most
				}
			}
			b.least, b.most = max(b.least, sizes[key[along]]-rest.most), min(b.most, sizes[key[along]]-rest.least)
		}
		cells[key] = b
	}
}

// small says whether somebody is known to be in a crossed class of one to four.
func small(cells map[[2]string]bounds) bool {
	for _, b := range cells {
		if b.least > 0 && b.most < leastClass {
			return true
		}
	}
	return false
}

// sized is a room of so many people on two sides and in three groups, who all answer
// a few statements.
func sized(r *rand.Rand, people int, show func(*Shown, Count)) []Shown {
	ballots := make([]*Ballot, people)
	for i := range ballots {
		ballots[i] = &Ballot{Side: []Side{Onsite, Online}[r.IntN(2)], Group: []string{"technical", "government", ""}[r.IntN(3)]}
	}
	shown := make([]Shown, 3)
	for i := range shown {
		var c Count
		lean := r.IntN(4)
		for _, b := range ballots {
			a := answers[r.IntN(3)]
			if r.IntN(4) < lean { // sides and groups tend to say the same
				a = answers[(len(b.Side)+len(b.Group)+i)%3]
			}
			c.add(b, scalePlain.times(a, 1))
		}
		show(&shown[i], c)
	}
	return shown
}

// TestBreakdownsTogether looks at the breakdowns of several statements which the
// same people answered. That it can find something is tried with breakdowns that
// are not looked at together, and with such as are looked at each by itself.
func TestBreakdownsTogether(t *testing.T) {
	everybody := func(Tally) bool { return true }
	apart := func(v *Shown, c Count) {
		v.Side = cells(projected(scalePlain, c.Side), leastClass, everybody)
		v.Group = cells(mergeSmall(projected(scalePlain, c.Group), leastClass), leastClass, everybody)
	}
	alone := func(v *Shown, c Count) {
		if apart(v, c); small(crossing(c.All.N(), []Shown{*v})) {
			v.Group = nil
		}
	}
	found := func(show func(*Shown, Count)) (n int) {
		r := rand.New(rand.NewPCG(27, 4))
		for range 4000 {
			if people := 12 + r.IntN(25); small(crossing(people, sized(r, people, show))) {
				n++
			}
		}
		return n
	}
	rule := func(v *Shown, c Count) { v.breakDown(scalePlain, c, leastClass, everybody) }
	if n := found(rule); n > 0 {
		t.Errorf("%d rooms give a crossed class away", n)
	}
	if n := found(apart); n == 0 {
		t.Error("breakdowns that nobody looks at together give nothing away")
	}
	if n := found(alone); n == 0 {
		t.Error("breakdowns of several statements give nothing away")
	}
}
