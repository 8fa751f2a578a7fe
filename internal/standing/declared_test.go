package standing

import (
	"slices"
	"testing"

	"parley/internal/room"
)

// What both camps agree on is no common ground where one stakeholder group is
// against it; who declares nothing holds nothing up.
func TestDeclaredGroupsMustAgreeToo(t *testing.T) {
	against := func(person int) bool { return person%5 == 0 }
	for name, c := range map[string]struct {
		group func(int) string
		want  room.StandingClass
	}{
		"nobody declares": {func(int) string { return "" }, room.ClassCommonFor},
		"they declare": {func(person int) string {
			if against(person) {
				return "press"
			}
			return "technical"
		}, room.ClassOpenWithin},
		"they are few of each kind": {func(person int) string {
			if against(person) {
				return []string{"press", "youth", "government"}[person/5%3]
			}
			return "technical"
		}, room.ClassOpenWithin},
		"everybody is of one group": {func(int) string { return "technical" }, room.ClassCommonFor},
	} {
		t.Run(name, func(t *testing.T) {
			d := follow(newHall(t, 12))
			d.group = c.group
			d.arrive(100)
			id := d.add()
			for i := range d.ballots {
				a := room.Agree
				if against(i) {
					a = room.Disagree
				}
				d.vote(i, id, a)
			}
			if got := d.compute(nil).Record; got.Statements[id].Class != c.want || len(got.Letters) != 2 {
				t.Errorf("in groups %s it is %+v", got.Letters, got.Statements[id])
			}
		})
	}
}

// The same rule holds between pictures.
func TestDeclaredGroupsMustAgreeLive(t *testing.T) {
	d := follow(newHall(t, 12))
	d.group = func(person int) string { return []string{"technical", "press", "technical"}[person%3] }
	d.arrive(90)
	d.turns(1)
	id := d.statements[0]
	if is := d.standing().Statements[id].Class; is != room.ClassCommonFor {
		t.Fatalf("it is %s at first", is)
	}
	var said []room.StandingClass
	for i := range d.ballots {
		if d.group(i) == "press" && d.tryVote(i, id, room.Disagree) == nil {
			if d.turns(1); d.live()[id] != "" && !slices.Contains(said, d.live()[id]) {
				said = append(said, d.live()[id])
			}
		}
	}
	late := d.compute(nil).Record.Statements[id].Class
	if len(said) == 0 || said[len(said)-1] != late || late == room.ClassCommonFor {
		t.Errorf("said %v, a picture says %s", said, late)
	}
}
