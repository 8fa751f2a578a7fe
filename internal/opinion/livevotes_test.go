package opinion

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"pgregory.net/rapid"
)

// grouped is an analysis with groups that tests share, not yet tested.
var grouped = sync.OnceValue(func() *Analysis {
	r, _ := planted(160, 30, 14, 2, 1)
	return Fit(r, 2)
})

// groupedTested is the same with its second stage.
var groupedTested = sync.OnceValue(func() *Analysis { return grouped().Test() })

type fataler interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// votes is what a Live should hold: by participant and statement, the last one.
type votes struct {
	of     map[string]map[string]Answer
	hidden map[string]bool
}

func votesOf(r *Rows) *votes {
	v := &votes{map[string]map[string]Answer{}, map[string]bool{}}
	for i := range r.Participants() {
		for _, c := range r.Row(i) {
			v.cast(r.Participant(i), r.Statement(c.Statement()), c.Answer())
		}
	}
	return v
}

func (v *votes) cast(who, what string, a Answer) {
	if v.of[who] == nil {
		v.of[who] = map[string]Answer{}
	}
	v.of[who][what] = a
}

// rows is the votes that count, with all statements that a Live knows.
func (v *votes) rows(t fataler, l *Live) *Rows {
	var b Builder
	for _, what := range l.statements.names {
		if err := b.Statement(what); err != nil {
			t.Fatal(err)
		}
	}
	for who, of := range v.of {
		for what, a := range of {
			if v.hidden[what] {
				continue
			}
			if err := b.Vote(who, what, a); err != nil {
				t.Fatal(err)
			}
		}
	}
	return b.Rows()
}

// step is something that happens.
type step struct {
	kind      string
	who, what string
	answer    Answer
}

func (s step) String() string { return fmt.Sprintf("%s %s %s %d", s.kind, s.who, s.what, s.answer) }

func (s step) do(t fataler, l *Live, v *votes) {
	var err error
	switch s.kind {
	case "vote":
		err = l.Vote(s.who, s.what, s.answer)
		v.cast(s.who, s.what, s.answer)
	case "withdraw":
		l.Withdraw(s.who, s.what)
		delete(v.of[s.who], s.what)
	case "forget":
		l.Forget(s.who)
		delete(v.of, s.who)
	case "hide":
		err = l.Hide(s.what)
		v.hidden[s.what] = true
	case "unhide":
		l.Unhide(s.what)
		v.hidden[s.what] = false
	}
	if err != nil {
		t.Fatal(err)
	}
}

func anyStep(t *rapid.T) step {
	kind := rapid.SampledFrom([]string{"vote", "vote", "vote", "vote", "vote", "vote", "withdraw", "withdraw", "forget", "hide", "unhide"})
	return step{kind.Draw(t, "kind"),
		strconv.Itoa(rapid.SampledFrom([]int{0, 1, 2, 3, 4, 5, 159, 160, 161, 162}).Draw(t, "who")),
		strconv.Itoa(rapid.SampledFrom([]int{0, 1, 2, 3, 17, 29, 30, 31, 32}).Draw(t, "what")),
		Answer(rapid.IntRange(-1, 1).Draw(t, "answer"))}
}

// stands says that a Live is what its analysis makes of the votes.
func (l *Live) stands(t fataler, v *votes) {
	t.Helper()
	r := v.rows(t, l)
	counts, sizes := make([][]Tally, l.base.Groups), make([]int, l.base.Groups)
	for g := range counts {
		counts[g] = make([]Tally, len(l.number))
	}
	for i := range r.Participants() {
		var row []Code
		for _, c := range r.Row(i) {
			row = append(row, CodeOf(l.place[l.statements.at[r.Statement(c.Statement())]], c.Answer()))
		}
		slices.Sort(row)
		p := l.model.position(row)
		g := int(l.side(&p))
		sizes[g]++
		for _, c := range row {
			counts[g][c.Statement()].add(c.Answer(), 1)
		}
		at, known := l.people[r.Participant(i)]
		if !known || l.slots[at].position != p || int(l.slots[at].group) != g {
			t.Fatalf("%s stands as %+v, not at %v in group %d", r.Participant(i), l.slots[at], p, g)
		}
	}
	if len(l.people) != r.Participants() || !slices.Equal(l.sizes, sizes) {
		t.Fatalf("%d people in groups of %v, not %d of %v", len(l.people), l.sizes, r.Participants(), sizes)
	}
	for j := range l.number {
		for g, got := range l.of(j) {
			if got != counts[g][j] {
				t.Fatalf("place %d in group %d: %v, not %v", j, g, got, counts[g][j])
			}
		}
	}
	if s := l.statements.names; len(l.number) != len(s) || len(l.stale) != len(s) || len(l.shift) != len(s) || len(l.model.load) != len(s) {
		t.Fatalf("%d statements in %d places", len(s), len(l.number))
	}
}
