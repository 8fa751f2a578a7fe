package opinion

import (
	"reflect"
	"strconv"
	"testing"
)

// With the answers that some gave before, each group counts what its people answered
// then; taken back, the counts are those of the table.
func TestEarlier(t *testing.T) {
	a := groupedTested()
	same, value := reflect.DeepEqual, func(row int) string { return strconv.Itoa(row % 3) }
	var list, back []Earlier
	group, declared := make([]Tally, a.Groups), make([]Tally, 3)
	const statement = 3
	for row := range a.Label {
		e := Earlier{Row: row, Statement: statement, Was: Answer(row%3 - 1), Answered: row%4 > 0}
		now, votes := a.Rows.code(row, statement)
		list, back = append(list, e), append(back, Earlier{row, statement, now.Answer(), votes})
		if e.Answered {
			group[a.Label[row]].add(e.Was, 1)
			declared[row%3].add(e.Was, 1)
		}
	}
	b := a.Earlier(list)
	if got := b.Of(statement); !same([]Tally(got), group) || same(b.Of(statement), a.Of(statement)) {
		t.Errorf("by group %v, not %v", got, group)
	}
	if got := b.Declared(value)[statement]; !same([]Tally(got), declared) {
		t.Errorf("as declared %v, not %v", got, declared)
	}
	n := 0
	for g := range b.Apart {
		n += b.Apart[g][statement].N()
		if b.Apart[g][statement].Agree < 0 || b.Apart[g][statement].Disagree < 0 || b.Apart[g][statement].Unsure < 0 {
			t.Errorf("apart: %v", b.Apart[g][statement])
		}
	}
	if want := group[0].plus(group[1]).N(); a.Groups == 2 && n != want || n == 0 {
		t.Errorf("%d apart, not %d", n, want)
	}
	if !same(b.Of(statement+1), a.Of(statement+1)) || !same(a.Earlier(back).Tallies, a.Tallies) || !same(a.Earlier(back).Apart, a.Apart) {
		t.Error("what nobody answered otherwise is counted otherwise")
	}
}
