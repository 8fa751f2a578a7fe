package opinion

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// check compares a live table with what its own rows say.
func (l *Live) check(t interface{ Errorf(string, ...any) }) {
	sizes, tallies := make([]int, len(l.sizes)), make([][]Tally, len(l.tallies))
	for g := range tallies {
		tallies[g] = make([]Tally, len(l.stale))
	}
	votes := 0
	for i, row := range l.rows {
		votes += len(row)
		if len(row) > 0 {
			sizes[l.label[i]]++
		}
		for q, c := range row {
			tallies[l.label[i]][c.Statement()].add(c.Answer(), 1)
			if q > 0 && row[q-1]>>2 >= c>>2 {
				t.Errorf("row %d is out of order: %v", i, row)
			}
		}
		if l.positions[i] != l.model.position(row) {
			t.Errorf("row %d does not stand where its votes say", i)
		}
		if p := l.model.points(l.positions[i : i+1])[0]; len(l.centres) > 1 {
			if g, _ := p.nearest(l.centres); g != int(l.label[i]) {
				t.Errorf("row %d is in group %d, nearest to %d", i, l.label[i], g)
			}
		}
	}
	if votes != l.votes || !slices.Equal(sizes, l.sizes) {
		t.Errorf("%d votes by groups of %v, counted %d of %v", votes, sizes, l.votes, l.sizes)
	}
	for g := range tallies {
		if !slices.Equal(tallies[g], l.tallies[g]) {
			t.Errorf("tallies of group %d are not its people's", g)
		}
	}
}

func TestLiveIsWhatItsVotesSay(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	a := Fit(r, 1)
	if a.Groups < 2 {
		t.Fatal("there are no groups to be moved between")
	}
	rapid.Check(t, func(t *rapid.T) {
		l, now := NewLive(a, DefaultMark, nil), map[[2]string]Answer{}
		for i := range r.Participants() {
			for _, c := range r.Row(i) {
				now[[2]string{r.Participant(i), r.Statement(c.Statement())}] = c.Answer()
			}
		}
		for range rapid.IntRange(1, 40).Draw(t, "acts") {
			who, what := strconv.Itoa(rapid.IntRange(0, 163).Draw(t, "who")), strconv.Itoa(rapid.IntRange(0, 32).Draw(t, "what"))
			switch rapid.IntRange(0, 9).Draw(t, "act") {
			case 0:
				l.Withdraw(who, what)
				delete(now, [2]string{who, what})
			case 1:
				l.Forget(who)
				maps.DeleteFunc(now, func(k [2]string, _ Answer) bool { return k[0] == who })
			case 2:
				l.Hide(what)
				maps.DeleteFunc(now, func(k [2]string, _ Answer) bool { return k[1] == what })
			default:
				v := Answer(rapid.IntRange(-1, 1).Draw(t, "answer"))
				if err := l.Vote(who, what, v); err != nil {
					t.Fatal(err)
				}
				now[[2]string{who, what}] = v
			}
		}
		l.check(t)
		var b Builder
		for _, s := range l.statements.names {
			if err := b.Statement(s); err != nil {
				t.Fatal(err)
			}
		}
		for k, v := range now {
			if err := b.Vote(k[0], k[1], v); err != nil {
				t.Fatal(err)
			}
		}
		got, want := l.Rows(), b.Rows()
		if !slices.Equal(got.codes, want.codes) || !slices.Equal(got.participants, want.participants) || !slices.Equal(got.statements, want.statements) {
			t.Errorf("the next analysis gets %d votes, %d were cast", got.Votes(), want.Votes())
		}
		for _, s := range l.statements.names {
			if got, want := l.Standing(s), Classify([]Partition{l.Of(s)}, DefaultMark, Standing{}); got != want {
				t.Errorf("statement %s stands as %+v, its votes say %+v", s, got, want)
			}
		}
	})
}

func TestLiveStandingHoldsOn(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	l := NewLive(Fit(r, 1), DefaultMark, map[string]Standing{"0": {Class: CommonFor, Confirmed: true}})
	before := l.Of("0")
	for n := range 30 {
		if err := l.Vote(fmt.Sprint("new", n), "0", Agree); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := l.Standing("0"), Classify([]Partition{l.Of("0")}, DefaultMark, Standing{Class: CommonFor, Confirmed: true}); got != want || slices.Equal(before, l.Of("0")) {
		t.Errorf("stands as %+v, should as %+v", got, want)
	}
	if got := l.Standing("unheard of"); got != (Standing{}) || l.Of("unheard of") != nil {
		t.Errorf("a statement not known stands as %+v", got)
	}
}

// An analysis takes a while, and what happens meanwhile is not lost.
func TestNextBringsVotesAlong(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	a, b := Fit(r, 1), Fit(r.Without(func(j int) bool { return j == 3 }), 1)
	rapid.Check(t, func(t *rapid.T) {
		l := NewLive(a, DefaultMark, nil)
		l.Hide("3")
		for n := range rapid.IntRange(0, 20).Draw(t, "acts") {
			who, what := strconv.Itoa(rapid.IntRange(0, 163).Draw(t, "who")), strconv.Itoa(rapid.IntRange(4, 32).Draw(t, "what"))
			switch {
			case n%5 == 3:
				l.Withdraw(who, what)
			case n%7 == 5:
				l.Forget(who)
			default:
				if err := l.Vote(who, what, Answer(n%3-1)); err != nil {
					t.Fatal(err)
				}
			}
		}
		next := l.Next(b)
		next.check(t)
		got, want := next.Rows(), l.Rows()
		if !slices.Equal(got.codes, want.codes) || !slices.Equal(got.participants, want.participants) || !slices.Equal(got.statements, want.statements) {
			t.Errorf("%d votes are on the new analysis, %d were cast", got.Votes(), want.Votes())
		}
	})
}

func TestNextConfirmsAnew(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	a := Fit(r, 1)
	l := NewLive(a, DefaultMark, map[string]Standing{"0": {Class: CommonFor, Confirmed: true}})
	for n := range 12 {
		if err := l.Vote(fmt.Sprint("new", n), "new", Agree); err != nil {
			t.Fatal(err)
		}
	}
	next := l.Next(Fit(l.Rows(), 1))
	for _, id := range l.statements.names {
		was := l.Standing(id)
		was.Confirmed = false
		if got, want := next.Standing(id), Classify([]Partition{next.Of(id)}, DefaultMark, was); got != want {
			t.Errorf("statement %s stands as %+v, should as %+v", id, got, want)
		}
	}
	if next.Due() {
		t.Error("due again at once")
	}
}

func TestDue(t *testing.T) {
	r, _ := planted(160, 30, 14, 2, 1)
	a := Fit(r, 1)
	l := NewLive(a, DefaultMark, nil)
	if l.Due() {
		t.Error("due without a vote")
	}
	for n := 0; !l.Due(); n++ {
		if err := l.Vote("new"+strconv.Itoa(n/30), strconv.Itoa(n%30), Answer(n%3-1)); err != nil {
			t.Fatal(err)
		}
		if 20*n > 2*r.Votes() {
			t.Fatalf("not due after %d of %d votes", n, r.Votes())
		}
	}
	l = NewLive(a, DefaultMark, nil)
	l.Forget("7")
	if !l.Due() {
		t.Error("not due though somebody was taken out")
	}
	if _, ok := l.Group("7"); ok {
		t.Error("who was taken out has a group")
	}
}

func BenchmarkLiveVote(b *testing.B) {
	r, _ := planted(20_000, 1000, 100, 0.8, 42)
	l := NewLive(Fit(r, 1), DefaultMark, nil)
	who, what := make([]string, 4096), make([]string, 4096)
	for n := range who {
		who[n], what[n] = strconv.Itoa(int(mix(uint64(n))%20_000)), strconv.Itoa(int(mix(uint64(n)+9999)%1000))
	}
	n := 0
	for b.Loop() {
		if err := l.Vote(who[n%4096], what[n%4096], Answer(n%3-1)); err != nil {
			b.Fatal(err)
		}
		n++
	}
}
