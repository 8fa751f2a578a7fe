package opinion

import (
	"strconv"
	"testing"
)

func TestDue(t *testing.T) {
	cast := func(l *Live, from, to int, a Answer) {
		for i := from; i < to; i++ {
			if err := l.Vote("w"+strconv.Itoa(i), "1", a); err != nil {
				t.Fatal(err)
			}
		}
	}
	refit := func(l *Live) {
		if err := l.Swap(Fit(l.Snapshot().Rows(), 1)); err != nil {
			t.Fatal(err)
		}
	}
	begun := NewLive(Fit(new(Builder).Rows(), 1), DefaultMark, nil)
	cast(begun, 0, 50, Agree) // a hundred people, half for, half against
	cast(begun, 50, 100, Disagree)
	refit(begun)
	few := func(l *Live) { cast(l, 100, 102, Agree); cast(l, 102, 104, Disagree) }
	hide := func(what string) func(l *Live) {
		return func(l *Live) {
			if err := l.Hide(what); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name string
		do   func(l *Live)
		idle float64
		want bool
	}{
		{"nothing came", func(*Live) {}, 600, false},
		{"few votes", few, 59, false},
		{"few votes, and a minute", few, 60, true},
		{"the same votes again", func(l *Live) { cast(l, 0, 50, Agree) }, 60, false},
		{"a twentieth", func(l *Live) { cast(l, 100, 105, Unsure) }, 0, true},
		{"somebody taken out", func(l *Live) { l.Forget("w3") }, 0, true},
		{"nobody taken out", func(l *Live) { l.Forget("nobody") }, 600, false},
		{"a statement hidden", hide("1"), 0, true},
		{"a statement without votes hidden", hide("2"), 600, false},
		{"a statement brought back", func(l *Live) { hide("1")(l); refit(l); l.Unhide("1") }, 0, true},
		{"taken out, and analysed since", func(l *Live) { l.Forget("w3"); refit(l) }, 600, false},
		{"taken out while it was analysed", func(l *Live) {
			a := *l.Analysis()
			a.Rows = l.Snapshot().Rows()
			l.Forget("w3")
			if err := l.Swap(&a); err != nil {
				t.Fatal(err)
			}
		}, 0, true},
		{"a mean moved, of few votes among many", func(l *Live) {
			for i := range 100 {
				for j := range 9 {
					if err := l.Vote("w"+strconv.Itoa(i), "of"+strconv.Itoa(j), Answer(i%3-1)); err != nil {
						t.Fatal(err)
					}
				}
			}
			refit(l)
			if l.Due(0) || l.Drifted("1") {
				t.Error("due with nothing new")
			}
			cast(l, 50, 72, Agree)
		}, 0, true},
	} {
		l := NewLive(begun.Analysis(), DefaultMark, nil)
		if c.do(l); (l.Due(c.idle) || l.Drifted("1")) != c.want {
			t.Errorf("%s: due %v", c.name, !c.want)
		}
	}
}
