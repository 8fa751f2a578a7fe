package room

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestChanceIsKeptBesideTheFirstAnswer: only there, and only of the statement that
// was drawn; the sender is not told.
func TestChanceIsKeptBesideTheFirstAnswer(t *testing.T) {
	d, id, other := crowd(t, 1)
	cast := func(i int, x ItemID, a Answer, drawn Drawn) Record {
		t.Helper()
		r, err := d.send(Envelope{Actor: ballotID(i), Type: "vote.cast/1", Payload: d.json(&CastVote{x, a}), Door: Door{Side: Onsite, Drawn: drawn}})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := `"side":"onsite","first":true`
	for i, x := range []struct {
		drawn Drawn
		facts string
	}{
		{Drawn{id, 0.123456}, `{` + first + `,"chance":0.12}`},
		{Drawn{id, 1}, `{` + first + `,"chance":1}`},
		{Drawn{id, 0.00098765}, `{` + first + `,"chance":0.00099}`},
		{Drawn{other, 0.5}, `{` + first + `}`},
		{Drawn{}, `{` + first + `}`},
		{Drawn{id, -0.5}, `{` + first + `}`},
		{Drawn{id, 1.5}, `{` + first + `}`},
		{Drawn{id, math.NaN()}, `{` + first + `}`},
		{Drawn{id, math.Inf(1)}, `{` + first + `}`},
	} {
		r := cast(1+i, id, Agree, x.drawn)
		if string(r.Facts) != x.facts {
			t.Errorf("of %+v the room keeps %s, not %s", x.drawn, r.Facts, x.facts)
		}
		if told := string(Told("vote.cast/1", r.Facts)); told != `{`+first+`}` {
			t.Errorf("of %s is told %s", r.Facts, told)
		}
		if r := cast(1+i, id, Disagree, Drawn{id, 0.5}); string(r.Facts) != `{}` {
			t.Errorf("beside a later answer the room keeps %s", r.Facts)
		}
	}
	if r := cast(1, other, Support, Drawn{other, 0.25}); string(r.Facts) != `{"chance":0.25}` {
		t.Errorf("beside another statement's first answer the room keeps %s", r.Facts)
	}
}

func TestChancesHaveTwoDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.Float64Range(math.SmallestNonzeroFloat64, 1).Draw(t, "chance")
		is := roundChance(c)
		if digits := strconv.FormatFloat(is, 'e', -1, 64); is <= 0 || is > 1 || len(digits) > len("1.1e-308") || roundChance(is) != is {
			t.Errorf("%v becomes %s", c, digits)
		}
		if c > 1e-300 && math.Abs(is-c) > 0.051*c {
			t.Error(fmt.Sprint(c, " becomes ", is))
		}
	})
}
