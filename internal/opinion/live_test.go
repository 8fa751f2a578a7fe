package opinion

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestLiveIsWhatItsVotesSay(t *testing.T) {
	a := grouped()
	if a.Groups < 2 {
		t.Fatal("there are no groups to be moved between")
	}
	tallied := func() [][]Tally { return a.Rows.tallies(1, a.Groups, func(i int) int { return int(a.Label[i]) }) }
	tallies, switched := tallied(), 0
	rapid.Check(t, func(t *rapid.T) {
		l, v := NewLive(a, DefaultMark, nil), votesOf(a.Rows)
		for _, s := range rapid.SliceOfN(rapid.Custom(anyStep), 1, 40).Draw(t, "steps") {
			s.do(t, l, v)
		}
		l.stands(t, v)
		for i, g := range a.Label {
			if now, ok := l.Group(a.Rows.Participant(i)); ok && now != int(g) {
				switched++
			}
		}
		for _, s := range l.statements.names {
			if got, want := l.Standing(s), Classify([]Partition{l.Of(s)}, DefaultMark, Standing{}); got != want {
				t.Errorf("statement %s stands as %+v, its votes say %+v", s, got, want)
			}
		}
	})
	if switched == 0 {
		t.Error("no vote moved anybody to another group")
	}
	if !reflect.DeepEqual(a.Tallies, tallies) || !reflect.DeepEqual(tallied(), tallies) {
		t.Error("the analysis itself was changed")
	}
}

// What was taken out, and what was cast and taken back, is nowhere: not in the
// tallies apart either, nor in claims that are held on to.
func TestWhatIsTakenOutLeavesNoTrace(t *testing.T) {
	if groupedTested().Apart == nil {
		t.Fatal("nothing was counted apart")
	}
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.SliceOfN(rapid.Custom(anyStep), 1, 30).Draw(t, "steps")
		l, without := NewLive(groupedTested(), DefaultMark, nil), NewLive(groupedTested(), DefaultMark, nil)
		for n := range 33 { // both know the same statements
			for _, l := range []*Live{l, without} {
				if err := l.Statement(strconv.Itoa(n)); err != nil {
					t.Fatal(err)
				}
			}
		}
		gone := rapid.SampledFrom([]string{"3", "160"}).Draw(t, "gone")
		without.Forget(gone)
		none := votesOf(new(Builder).Rows())
		for _, s := range steps {
			s.do(t, l, none)
			if s.who != gone || s.kind == "hide" || s.kind == "unhide" {
				s.do(t, without, none)
			}
		}
		for _, s := range []step{{"vote", gone, "16", Agree}, {"vote", "passing", "16", Agree}, {"withdraw", "passing", "16", 0}} {
			s.do(t, l, none)
		}
		l.Shown()
		l.Forget(gone)
		if !l.Due(0) {
			t.Error("nothing is due although somebody was taken out")
		}
		if !maps.EqualFunc(l.people, without.people, func(a, b uint32) bool {
			p, q := l.slots[a], without.slots[b]
			return p.id == q.id && slices.Equal(p.row, q.row) && p.position == q.position && p.group == q.group
		}) {
			t.Error("somebody stands elsewhere")
		}
		if !reflect.DeepEqual(l.counts, without.counts) || !slices.Equal(l.sizes, without.sizes) || !reflect.DeepEqual(l.hidden, without.hidden) {
			t.Errorf("tallies differ; groups of %v and %v", l.sizes, without.sizes)
		}
		for n, s := range l.statements.names {
			if a, b := l.apart(l.place[n]), without.apart(without.place[n]); !slices.Equal(a, b) {
				t.Errorf("statement %s is counted apart as %v and %v", s, a, b)
			}
			if a, b := l.Standing(s), without.Standing(s); a != b {
				t.Errorf("statement %s: %+v and %+v", s, a, b)
			}
		}
		if a, b := l.Snapshot().Rows(), without.Snapshot().Rows(); !reflect.DeepEqual(a, b) {
			t.Error("the next analysis would be of other votes")
		}
	})
}

func TestLiveStandingHoldsOn(t *testing.T) {
	claimed := Standing{Class: CommonFor, Confirmed: true}
	l := NewLive(grouped(), DefaultMark, map[string]Standing{"0": claimed})
	before := l.Of("0")
	for n := range 30 {
		if err := l.Vote(fmt.Sprint("new", n), "0", Agree); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := l.Standing("0"), Classify([]Partition{l.Of("0")}, DefaultMark, claimed); got != want || slices.Equal(before, l.Of("0")) {
		t.Errorf("stands as %+v, should as %+v", got, want)
	}
	if got := l.Standing("unheard of"); got != (Standing{}) || l.Of("unheard of") != nil {
		t.Errorf("a statement not known stands as %+v", got)
	}

	few := NewLive(Fit(new(Builder).Rows(), 1), DefaultMark, nil)
	cast := func(from, to int, a Answer) {
		for n := from; n < to; n++ {
			if err := few.Vote(fmt.Sprint(n), "it", a); err != nil {
				t.Fatal(err)
			}
		}
	}
	cast(0, 15, Agree)
	few.Shown()
	if cast(15, 20, Disagree); few.Standing("it").Class != CommonFor {
		t.Errorf("15 of 20 give up a claim that was shown: %+v", few.Standing("it"))
	}
	if few.Forget("nobody"); few.Standing("it").Class != CommonFor {
		t.Error("a claim is given up for nobody")
	}
	if few.Forget("0"); few.Standing("it").Class == CommonFor {
		t.Error("a claim that hung on somebody taken out is held on to")
	}
}

func TestAGroupOfNobodyHoldsNothingUp(t *testing.T) {
	a := grouped()
	l, v := NewLive(a, DefaultMark, nil), votesOf(a.Rows)
	for i, g := range a.Label {
		if g == 0 {
			step{kind: "forget", who: a.Rows.Participant(i)}.do(t, l, v)
		}
	}
	for range 3 { // some move into the group that is left, and are taken out too
		for who := range v.of {
			if g, ok := l.Group(who); ok && g == 0 {
				step{kind: "forget", who: who}.do(t, l, v)
			}
		}
		for who := range v.of {
			step{"vote", who, "agreed", Agree}.do(t, l, v)
		}
	}
	l.stands(t, v)
	if l.Sizes()[0] != 0 {
		t.Fatalf("groups of %v, the first was taken out", l.Sizes())
	}
	if s := l.Standing("agreed"); s.Class != CommonFor || !s.Confirmed {
		t.Errorf("what all agree on stands as %+v", s)
	}
}

func TestLiveRefuses(t *testing.T) {
	l := NewLive(Fit(new(Builder).Rows(), 1), DefaultMark, nil)
	if err := l.Vote("ann", "1", 3); err == nil || l.Of("1") != nil {
		t.Errorf("an answer of 3: %v", err)
	}
	for j := range MaxStatements {
		if err := l.Statement(strconv.Itoa(j)); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Vote("ann", "one more", Agree); err == nil || l.Sizes()[0] != 0 {
		t.Error("a statement too many is taken")
	}
	if err := l.Hide("one more"); err == nil {
		t.Error("a statement too many is hidden")
	}
	if err := l.Vote("ann", "16383", Agree); err != nil {
		t.Fatal(err)
	}
	if got := l.Of("16383")[0]; got != (Tally{Agree: 1}) {
		t.Errorf("the last statement has %v", got)
	}
}

// BenchmarkLive measures a vote, the standing of a statement after a vote, and
// what the caller waits for at a new analysis.
func BenchmarkLive(b *testing.B) {
	people, statements := 20_000, 1000
	if *million {
		people, statements = 200_000, 10_000
	}
	r, _ := planted(people, statements, 100, 0.8, 42)
	a := Fit(r, 2)
	l := NewLive(a, DefaultMark, nil)
	const many = 1 << 16
	who, what := make([]string, many), make([]string, many)
	for n := range who {
		who[n], what[n] = strconv.Itoa(int(mix(uint64(n))%uint64(people))), strconv.Itoa(int(mix(uint64(n)+many)%uint64(statements)))
	}
	n := 0
	vote := func() {
		n++
		if err := l.Vote(who[n%many], what[n%many], Answer((n+n/many)%3-1)); err != nil {
			b.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"vote", vote},
		{"vote and standing", func() { vote(); l.Standing(what[n%many]) }},
		{"snapshot", func() { l.Snapshot() }},
		{"swap", func() {
			if err := l.Swap(a); err != nil {
				b.Fatal(err)
			}
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			if c.name == "swap" {
				l = NewLive(a, DefaultMark, nil)
				l.Snapshot().rows = r
				for range many / 16 {
					vote()
				}
			}
			start := cpu(b)
			for b.Loop() {
				c.do()
			}
			b.ReportMetric((cpu(b)-start)/float64(b.N)*1e6, "cpu-µs/op")
		})
	}
}
