package room

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// share is k as a part of n.
func share(k, n int) *big.Rat { return big.NewRat(int64(k), int64(n)) }

// dumbFinding is the rule of the default policy once more, word for word from
// its text, in rational numbers.
func dumbFinding(put, named bool, a, d, c int, sides []Tally, objections int) OutcomeKind {
	n := a + d + c
	if !put {
		return NotPut
	}
	if n < 8 {
		return TooFew
	}
	if share(c, n).Cmp(big.NewRat(1, 3)) >= 0 {
		if named {
			return NeedsInvestigation
		}
		return NotSettled
	}
	if share(a, n).Cmp(big.NewRat(1, 4)) >= 0 && share(d, n).Cmp(big.NewRat(1, 4)) >= 0 || objections > 0 {
		return OpenPoint
	}
	each := func(way func(Tally) int) bool {
		for _, s := range sides {
			if s.N() >= 5 && share(way(s), s.N()).Cmp(big.NewRat(2, 3)) < 0 {
				return false
			}
		}
		return true
	}
	if share(a, n).Cmp(big.NewRat(3, 4)) >= 0 && share(d, n).Cmp(big.NewRat(1, 10)) <= 0 && each(func(t Tally) int { return t.Agree }) {
		return CommonGround
	}
	if share(d, n).Cmp(big.NewRat(3, 4)) >= 0 && share(a, n).Cmp(big.NewRat(1, 10)) <= 0 && each(func(t Tally) int { return t.Disagree }) {
		return CommonGroundAgainst
	}
	return NotSettled
}

// drawTallies draws tallies that mostly say the same, so that large shares come
// up as often as split rooms.
func drawTallies(t *rapid.T) func(name string) Tally {
	lean := rapid.SampledFrom(answers).Draw(t, "lean")
	most := rapid.IntRange(0, rapid.SampledFrom([]int{2, 24, 24}).Draw(t, "size"))
	few := rapid.SampledFrom([]int{0, 0, 0, 1, 2, 9})
	return func(name string) (out Tally) {
		out.Add(lean, most.Draw(t, name))
		for _, a := range answers {
			out.Add(a, few.Draw(t, name))
		}
		return out
	}
}

func TestFindIsTheRule(t *testing.T) {
	policy := DefaultPolicy().Outcome
	rapid.Check(t, func(t *rapid.T) {
		tally := drawTallies(t)
		in := FindInput{
			Put:        rapid.IntRange(0, 9).Draw(t, "put") > 0,
			Named:      rapid.Bool().Draw(t, "named"),
			Sides:      map[Side]Tally{Onsite: tally("onsite"), Online: tally("online")},
			Lines:      map[CountLine]Tally{InTheRoom: tally("room"), HubLine("h"): tally("hub")},
			Objections: max(0, rapid.IntRange(-9, 2).Draw(t, "objections")),
			Present:    rapid.IntRange(0, 200).Draw(t, "present"),
		}
		onsite := in.Sides[Onsite].Plus(in.Lines[InTheRoom])
		online := in.Sides[Online].Plus(in.Lines[HubLine("h")])
		all := onsite.Plus(online)
		f := policy.Find(in)
		if want := dumbFinding(in.Put, in.Named, all.Agree, all.Disagree, all.Unsure, []Tally{onsite, online}, in.Objections); f.Kind != want {
			t.Fatalf("found %s, want %s", f.Kind, want)
		}
		if f.Tally != all || f.Phones != in.Sides[Onsite].Plus(in.Sides[Online]) || f.Sides[Onsite] != onsite || f.Sides[Online] != online {
			t.Fatalf("figures %+v", f)
		}
		if f.OfRoom != (in.Present > 0 && in.Present >= all.N() && share(all.N(), in.Present).Cmp(big.NewRat(1, 2)) >= 0) {
			t.Fatalf("of the room: %v", f.OfRoom)
		}
		checkMirror(t, policy, in, f.Kind)
	})
}

// checkMirror: with agree and disagree exchanged the two common grounds are
// exchanged, and nothing else changes.
func checkMirror(t failer, policy OutcomePolicy, in FindInput, kind OutcomeKind) {
	t.Helper()
	mirror := in
	mirror.Sides, mirror.Lines = map[Side]Tally{}, map[CountLine]Tally{}
	for k, v := range in.Sides {
		mirror.Sides[k] = Tally{v.Disagree, v.Agree, v.Unsure}
	}
	for k, v := range in.Lines {
		mirror.Lines[k] = Tally{v.Disagree, v.Agree, v.Unsure}
	}
	want := kind
	switch kind {
	case CommonGround:
		want = CommonGroundAgainst
	case CommonGroundAgainst:
		want = CommonGround
	}
	if got := policy.Find(mirror).Kind; got != want {
		t.Fatalf("mirrored %s is %s", kind, got)
	}
}

func TestWord(t *testing.T) {
	p := DefaultPolicy().Outcome
	for _, c := range []struct {
		t    Tally
		want Word
	}{
		{Tally{0, 0, 0}, WordNone},
		{Tally{12, 0, 0}, WordAll}, {Tally{0, 12, 0}, WordAllAgainst}, {Tally{0, 0, 12}, WordManyUnsure},
		{Tally{8, 0, 4}, WordManyUnsure}, {Tally{9, 0, 3}, WordMost},
		{Tally{9, 1, 0}, WordNearlyAll}, {Tally{1, 9, 0}, WordNearlyAllAgainst}, {Tally{89, 11, 0}, WordMost},
		{Tally{8, 4, 0}, WordMost}, {Tally{4, 8, 0}, WordMostAgainst}, {Tally{7, 4, 0}, WordDiffered},
		{Tally{10, 2, 0}, WordMost}, {Tally{6, 6, 0}, WordDiffered}, {Tally{5, 3, 4}, WordManyUnsure},
	} {
		if got := p.Word(c.t); got != c.want {
			t.Errorf("%v: %q, want %q", c.t, got, c.want)
		}
	}
}
