package opinion

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

type line struct {
	who, what string
	answer    Answer
}

func build(t interface{ Fatal(...any) }, lines []line) *Rows {
	var b Builder
	for _, l := range lines {
		if err := b.Vote(l.who, l.what, l.answer); err != nil {
			t.Fatal(err)
		}
	}
	return b.Rows()
}

func TestBuilderKeepsTheLastVote(t *testing.T) {
	var b Builder
	for _, l := range []line{{"voter-a", "10", Agree}, {"voter-a", "9", Agree}, {"voter-a", "10", Disagree}, {"voter-b", "9", Unsure}, {"voter-a", "10", Unsure}} {
		if err := b.Vote(l.who, l.what, l.answer); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Statement("unvoted"); err != nil {
		t.Fatal(err)
	}
	r := b.Rows()
	if r.Participants() != 2 || r.Statements() != 3 || r.Votes() != 3 || b.Replaced() != 2 {
		t.Fatalf("%d participants, %d statements, %d votes, %d replaced", r.Participants(), r.Statements(), r.Votes(), b.Replaced())
	}
	if got := []string{r.Statement(0), r.Statement(1), r.Statement(2)}; !slices.Equal(got, []string{"9", "10", "unvoted"}) {
		t.Errorf("statements stand as %q", got)
	}
	for i := range r.Participants() {
		want := []Code{CodeOf(0, Unsure)}
		if r.Participant(i) == "voter-a" {
			want = []Code{CodeOf(0, Agree), CodeOf(1, Unsure)}
		}
		if !slices.Equal(r.Row(i), want) {
			t.Errorf("row of %s is %v, want %v", r.Participant(i), r.Row(i), want)
		}
	}
}

func TestBuilderRefuses(t *testing.T) {
	var b Builder
	if err := b.Vote("voter-a", "1", 2); err == nil || !strings.Contains(err.Error(), `"voter-a"`) {
		t.Errorf("an answer of 2: %v", err)
	}
	for j := range MaxStatements {
		if err := b.Statement(fmt.Sprint(j)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Vote("voter-a", "16383", Disagree); err != nil {
		t.Fatal(err)
	}
	if err := b.Vote("voter-a", "one more", Agree); err == nil {
		t.Error("a statement too many is taken")
	}
	r := b.Rows()
	if c := r.Row(0)[0]; r.Votes() != 1 || c.Statement() != MaxStatements-1 || c.Answer() != Disagree {
		t.Errorf("%d votes, the first on %d: %d", r.Votes(), c.Statement(), c.Answer())
	}
}

func anyLines(t *rapid.T) []line {
	return rapid.SliceOf(rapid.Custom(func(t *rapid.T) line {
		return line{
			fmt.Sprint("p", rapid.IntRange(0, 12).Draw(t, "who")),
			fmt.Sprint(rapid.IntRange(0, 6).Draw(t, "what")),
			Answer(rapid.IntRange(-1, 1).Draw(t, "answer")),
		}
	})).Draw(t, "lines")
}

// What stands in the table hangs on the last votes alone: not on the order of
// the participants, nor on their names.
func TestRowsHaveAnOrderOfTheirOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := anyLines(t)
		want := build(t, lines)
		shuffled := rapid.Permutation(lines).Draw(t, "shuffled")
		first := map[[2]string]int{} // votes of one on one statement keep their order
		for i, l := range lines {
			first[[2]string{l.who, l.what}] = i
		}
		for i, l := range shuffled {
			shuffled[i] = lines[first[[2]string{l.who, l.what}]]
		}
		names := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}).Draw(t, "names")
		for i := range shuffled {
			var n int
			fmt.Sscanf(shuffled[i].who, "p%d", &n)
			shuffled[i].who = fmt.Sprint("q", names[n])
		}
		var b Builder // the same statements, though some order may bring them otherwise
		for _, l := range shuffled {
			if err := b.Vote(l.who, l.what, l.answer); err != nil {
				t.Fatal(err)
			}
		}
		got := b.Rows()
		if !slices.Equal(got.codes, want.codes) || !slices.Equal(got.ptr, want.ptr) || !slices.Equal(got.seeds, want.seeds) {
			t.Errorf("%v and %v", got, want)
		}
	})
}

func TestWithoutLeavesNoTrace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := anyLines(t)
		gone := rapid.SliceOfNDistinct(rapid.IntRange(0, 6), 0, 6, rapid.ID[int]).Draw(t, "hidden")
		all := build(t, lines)
		hidden := func(j int) bool { return slices.Contains(gone, int(all.Statement(j)[0]-'0')) }
		got := all.Without(hidden)
		var b Builder
		for j := range all.Statements() {
			if err := b.Statement(all.Statement(j)); err != nil {
				t.Fatal(err)
			}
		}
		for _, l := range lines {
			if !slices.Contains(gone, int(l.what[0]-'0')) {
				if err := b.Vote(l.who, l.what, l.answer); err != nil {
					t.Fatal(err)
				}
			}
		}
		want := b.Rows()
		if !slices.Equal(got.codes, want.codes) || !slices.Equal(got.participants, want.participants) || !slices.Equal(got.seeds, want.seeds) {
			t.Errorf("%v and %v", got, want)
		}
	})
}
