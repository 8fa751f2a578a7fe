package opinion

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestRoutingIsAChanceAndNeverConstant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := NewLive(grouped(), DefaultMark, nil)
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
		if at, known := l.people[who]; known {
			votes = len(l.slots[at].row)
			for _, c := range l.slots[at].row {
				if id := l.statements.names[l.number[c.Statement()]]; chances[id] != 0 {
					t.Errorf("%s is shown though %s voted on it", id, who)
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
	l := NewLive(grouped(), DefaultMark, nil)
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
	if m := l.Membership("more1"); len(m) != len(l.Sizes()) || l.Membership("somebody") != nil {
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

func TestWhatIsHiddenIsNotShown(t *testing.T) {
	l := NewLive(grouped(), DefaultMark, nil)
	if err := l.Hide("4"); err != nil {
		t.Fatal(err)
	}
	if p, shown := l.Routing("somebody", nil)["4"]; shown {
		t.Errorf("a hidden statement is shown with %v", p)
	}
	if l.Unhide("4"); l.Routing("somebody", nil)["4"] <= 0 {
		t.Error("a statement brought back is not shown")
	}
}

func TestDrawGivesEachItsChance(t *testing.T) {
	chances := NewLive(grouped(), DefaultMark, nil).Routing("somebody", nil)
	got := map[string]float64{}
	const draws = 20_000
	for i := range draws {
		id, p, ok := Draw(chances, (float64(i)+0.5)/draws)
		if !ok || p != chances[id] || p == 0 {
			t.Fatalf("drawn %q with %v", id, p)
		}
		got[id] += 1.0 / draws
	}
	for id, p := range chances {
		if math.Abs(got[id]-p) > 2.0/draws {
			t.Errorf("statement %s is drawn %v of the time, not %v", id, got[id], p)
		}
	}
	if _, p, ok := Draw(chances, math.Nextafter(1, 0)); !ok || p == 0 {
		t.Error("the last draw is of nothing")
	}
	if _, _, ok := Draw(nil, 0.5); ok {
		t.Error("something is drawn of nothing")
	}
}
