package opinion

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestRoutingIsAChanceAndNeverConstant(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	a := Fit(r, 1)
	rapid.Check(t, func(t *rapid.T) {
		l := NewLive(a, DefaultMark, nil)
		if rapid.Bool().Draw(t, "a new statement") {
			if err := l.Statement("new"); err != nil {
				t.Fatal(err)
			}
		}
		who := strconv.Itoa(rapid.IntRange(0, 170).Draw(t, "who"))
		gone := strconv.Itoa(rapid.IntRange(0, 29).Draw(t, "skipped"))
		chances := l.Routing(who, func(s string) bool { return s == gone })
		sum, least, most := 0.0, 1.0, 0.0
		for _, p := range chances {
			sum, least, most = sum+p, min(least, p), max(most, p)
		}
		if math.Abs(sum-1) > 1e-12 || least <= 0 || most < 1.05*least {
			t.Errorf("chances between %v and %v add up to %v", least, most, sum)
		}
		if _, there := chances[gone]; there {
			t.Errorf("%s is shown though it is skipped", gone)
		}
		votes := 0
		if i, known := l.people.at[who]; known {
			votes = len(l.rows[i])
			for _, c := range l.rows[i] {
				if _, there := chances[l.statements.names[c.Statement()]]; there {
					t.Errorf("%s is shown though %s voted on it", l.statements.names[c.Statement()], who)
				}
			}
		}
		if n := len(l.statements.names); len(chances) < n-votes-1 || len(chances) > n-votes {
			t.Errorf("%d of %d statements are shown after %d votes", len(chances), n, votes)
		}
	})
}

// What nobody voted on comes before what is decided.
func TestRoutingServesWhatIsShort(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	l := NewLive(Fit(r, 1), DefaultMark, nil)
	if err := l.Statement("new"); err != nil {
		t.Fatal(err)
	}
	for n := range 300 {
		if err := l.Vote("more"+strconv.Itoa(n), "0", Agree); err != nil {
			t.Fatal(err)
		}
	}
	chances := l.Routing("somebody", nil)
	for id, p := range chances {
		if p > chances["new"] {
			t.Errorf("%s (%v) comes before what nobody has seen (%v)", id, p, chances["new"])
		}
	}
	if chances["0"] > 0.7*chances["new"] {
		t.Errorf("what 300 agree on has %v, what nobody has seen %v", chances["0"], chances["new"])
	}
	if m := l.Membership("more1"); len(m) != len(l.sizes) || l.Membership("somebody") != nil {
		t.Errorf("memberships %v", m)
	}
}

func TestRoutingHasAnEnd(t *testing.T) {
	var b Builder
	if err := b.Vote("1", "1", Agree); err != nil {
		t.Fatal(err)
	}
	if got := NewLive(Fit(b.Rows(), 1), DefaultMark, nil).Routing("1", nil); len(got) != 0 {
		t.Errorf("somebody who voted on all is shown %v", got)
	}
}
