package room

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// opinionTable is every answer that says how the room thinks.
func opinionTable(s *State) map[ItemID]map[BallotID]Answer {
	out := map[ItemID]map[BallotID]Answer{}
	for x := range s.OpinionStatements() {
		out[x.ID] = maps.Collect(x.Opinions())
	}
	return out
}

// Whoever has the table as of a record and reads what changed since has the table
// as it is, and the other way round.
func TestChangesTellTheTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := newTraffic(t)
		then, when := opinionTable(x.s), x.s.Index
		actions := x.actions()
		for _, more := range []string{"vote 2", "vote 3", "vote 4"} { // else few of the acts are votes
			actions[more] = actions["vote"]
		}
		actions[""] = func(t *rapid.T) {
			now := opinionTable(x.s)
			changes, ok := x.s.Changes(when)
			before, known := x.s.AnswersAt(when)
			if !ok || !known {
				t.Fatalf("%d records later the changes are not known", x.s.Index-when)
			}
			whole, got := map[ItemID]bool{}, map[ItemID]map[BallotID]Answer{}
			for id := range then {
				got[id] = maps.Clone(then[id])
			}
			for _, c := range changes {
				y := x.s.Statements[c.Statement]
				switch {
				case c.Index <= when || c.Index > x.s.Index:
					t.Fatalf("%+v after %d", c, when)
				case c.Step:
				case c.Ballot == "" && y.InOpinions():
					whole[c.Statement], got[c.Statement] = true, maps.Collect(y.Opinions())
				case c.Ballot == "":
					delete(got, c.Statement)
				case got[c.Statement] != nil:
					if got[c.Statement][c.Ballot] = y.Opinion(c.Ballot); y.Opinion(c.Ballot) == "" {
						delete(got[c.Statement], c.Ballot)
					}
				}
			}
			if a, b := fmt.Sprint(got), fmt.Sprint(now); a != b {
				t.Fatalf("with the changes since %d: %s\nis: %s", when, a, b)
			}
			for id := range then {
				if now[id] == nil || whole[id] {
					continue
				}
				back := maps.Clone(now[id])
				for b, a := range before[id] {
					if back[b] = a; a == "" {
						delete(back, b)
					}
				}
				if !maps.Equal(back, then[id]) {
					t.Fatalf("statement %s at %d: %v\nwas: %v", id, when, back, then[id])
				}
			}
			if rapid.IntRange(0, 9).Draw(t, "another start") == 0 {
				then, when = now, x.s.Index
			}
		}
		t.Repeat(actions)
	})
}

// Of many changes the latest are known, and where they begin is.
func TestChangesAreBounded(t *testing.T) {
	var s State
	const all = 5*maxChanges + 7
	for i := range Index(all) {
		s.Index = i + 1
		s.changed.add(Change{Index: s.Index})
	}
	if n := len(s.changed.list); n > 2*maxChanges || n < maxChanges {
		t.Errorf("%d changes are kept", n)
	}
	for _, c := range []struct {
		after Index
		ok    bool
	}{{0, false}, {s.changed.before - 1, false}, {s.changed.before, true}, {all - 1, true}, {all, true}, {all + 1, true}} {
		got, ok := s.Changes(c.after)
		if ok != c.ok || ok && len(got) != max(0, int(all-c.after)) {
			t.Errorf("after %d: %d changes, %v", c.after, len(got), ok)
		}
	}
	if !slices.IsSortedFunc(s.changed.list, func(a, b Change) int { return int(a.Index - b.Index) }) {
		t.Error("they are out of order")
	}
	if _, ok := s.AnswersAt(0); ok {
		t.Error("answers at the beginning are known")
	}
}
