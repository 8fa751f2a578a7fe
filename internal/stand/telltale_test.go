package stand

import (
	"bytes"
	"fmt"
	"testing"

	"parley/internal/audit"
	"parley/internal/room"
	"parley/internal/votetable"
)

// divided has 60 people answer eight statements: a camp agrees with all of them, the
// other with the last alone.
func (r *rooms) divided(camp func(person int) bool) (texts []string) {
	r.t.Helper()
	for j := range 8 {
		texts = append(texts, fmt.Sprintf("Statement %d.", j))
		r.ask(room.View, texts[j])
		for i := range 60 {
			a := room.Disagree
			if camp(i) || j == 7 {
				a = room.Agree
			}
			r.vote(i, texts[j], a)
		}
	}
	return texts
}

func even(person int) bool { return person%2 == 0 }

// Where the room shows its answers by side, and three of a side are in a group, the
// report shows no counts by group. How the statement stands is said.
func TestCountsBesideTheRoomsSides(t *testing.T) {
	for few, told := range map[int]bool{3: false, 5: true} {
		r := newRooms(t)
		r.door = func(person int) (room.Side, string) {
			if person < 12 {
				return room.Onsite, ""
			}
			return room.Online, ""
		}
		r.divided(func(person int) bool { return person < few || person >= 12 && even(person) })
		m := modelOf(t, r.closed(""), "en")
		x := m.byText("Statement 0.")
		if len(m.Groups) != 2 || (x.Groups != nil) != told || x.All == nil || x.Class != OpenBetween {
			t.Errorf("%d: %d groups, %+v", few, len(m.Groups), x)
		}
		if all := m.byText("Statement 7."); all.Class != CommonGround || all.Groups == nil {
			t.Errorf("%d: %+v", few, all)
		}
	}
}

// pictured records where the room stands: in group A are those of whom in says so.
func (r *rooms) pictured(in func(person int) bool) {
	r.t.Helper()
	p := room.RecordStanding{Engine: "1", People: 60, Votes: 480, Letters: "AB", Groups: map[string]room.StandingGroup{}, Statements: map[room.ItemID]room.StandingOf{}}
	letter := map[room.BallotID]string{}
	for i := range 60 {
		l := "B"
		if in(i) {
			l = "A"
		}
		letter[room.BallotID(fmt.Sprintf("%032x", i+1))] = l
		g := p.Groups[l]
		g.People++
		p.Groups[l] = g
	}
	r.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
		p.Upto = s.Index
		cells := map[room.ItemID]room.StandingCells{}
		for _, id := range r.asks {
			by := s.CellVotes(id).By(p.Letters, func(b room.BallotID) (string, bool) { return letter[b], true })
			p.Statements[id], cells[id] = room.StandingOf{Class: room.ClassOpenBetween, Cells: by}, room.StandingCells{By: by}
		}
		for l, g := range p.Groups {
			g.Agrees = room.Agreeing(cells, l)
			p.Groups[l] = g
		}
	})
	r.Do(room.Actor{Kind: room.ActorRoom}, room.StandingType, p, nil)
}

// Counts by groups that are nearly the room's own would say how those answered who are
// in one and not in the other.
func TestCountsBesideTheRoomsGroups(t *testing.T) {
	for moved, told := range map[int]bool{0: true, 1: false, 4: false, 5: true} {
		r := newRooms(t)
		r.divided(even)
		r.pictured(func(person int) bool { return even(person) && person >= 2*moved })
		m := modelOf(t, r.closed(""), "en")
		if x := m.byText("Statement 0."); len(m.Groups) != 2 || (x.Groups != nil) != told || x.Class != OpenBetween {
			t.Errorf("%d moved: %d groups, %+v", moved, len(m.Groups), x)
		}
		for _, g := range m.Groups {
			if (len(g.Holds) > 0) != told {
				t.Errorf("%d moved: it holds %+v", moved, g.Holds)
			}
		}
	}
}

// In a second room that counted nobody by group, the same answers hide who moved.
func TestCountsBesideOneRoomsGroups(t *testing.T) {
	r := newRooms(t)
	r.divided(even)
	r.pictured(func(person int) bool { return even(person) && person > 0 })
	of := []*Source{r.closed("")}
	r.next()
	r.divided(even)
	m := modelOf(t, series(t, append(of, r.closed(""))), "en")
	if x := m.byText("Statement 0."); x.Groups == nil || len(x.In) != 2 {
		t.Errorf("%+v", x)
	}
}

// A room that counted nobody by group has few in one of the report's: less the other
// room's own groups, the report's would be these.
func TestFewInARoomBesideAnotherRoomsGroups(t *testing.T) {
	for few, told := range map[int]bool{3: false, 5: true} {
		r := newRooms(t)
		r.door = func(int) (room.Side, string) { return room.Onsite, "" }
		r.divided(even)
		r.pictured(even)
		of := []*Source{r.closed("")}
		r.next()
		r.divided(func(person int) bool { return person >= few })
		for i := range 10 {
			r.vote(50+i, "Statement 7.", room.Disagree)
		}
		m := modelOf(t, series(t, append(of, r.closed(""))), "en")
		if x := m.byText("Statement 7."); len(m.Groups) != 2 || (x.Groups != nil) != told || x.All == nil {
			t.Errorf("%d: %d groups, %+v", few, len(m.Groups), x)
		}
	}
}

// What is left of the report's groups, the other room's own taken off, stands beside the
// sides that the room shows.
func TestSidesOfARoomBesideAnotherRoomsGroups(t *testing.T) {
	for few, told := range map[int]bool{3: false, 5: true} {
		r := newRooms(t)
		r.door = func(int) (room.Side, string) { return room.Onsite, "" }
		r.divided(even)
		for i := range 10 {
			r.vote(2*i+1, "Statement 0.", room.Agree)
		}
		r.pictured(even)
		of := []*Source{r.closed("")}
		r.next()
		r.door = func(person int) (room.Side, string) {
			if person < 20+few {
				return room.Onsite, ""
			}
			return room.Online, ""
		}
		r.divided(func(person int) bool { return person < 20 || person >= 40 })
		m := modelOf(t, series(t, append(of, r.closed(""))), "en")
		if x := m.byText("Statement 0."); len(m.Groups) != 2 || (x.Groups != nil) != told || x.All == nil {
			t.Errorf("%d: %d groups, %+v", few, len(m.Groups), x)
		}
	}
}

// Counts by what people declared, less those that another room shows of the same groups,
// are of five people or none.
func TestDeclaredCountsBesideAnotherRoom(t *testing.T) {
	for few, told := range map[int]bool{4: false, 6: true, 0: true} {
		r := newRooms(t)
		with := func(press int) *Source {
			r.door = func(person int) (room.Side, string) {
				if person < press {
					return room.Onsite, "press"
				}
				return room.Onsite, "youth"
			}
			r.divided(even)
			return r.closed("stakeholder")
		}
		first := with(30)
		r.next()
		m := modelOf(t, series(t, []*Source{first, with(few)}), "en")
		x := m.byText("Statement 7.")
		if (x.Declared != nil) != told || (x.Class == CommonGround) != told || x.All == nil || x.Groups == nil {
			t.Errorf("%d: %+v", few, x)
		}
	}
}

// Where the room's own opinion groups and its sides would together tell of a few, it
// shows its groups alone: so its sides stand nowhere else.
func TestSidesBesideTheRoomsGroups(t *testing.T) {
	for odd, told := range map[int]bool{1: false, 5: true} {
		r := newRooms(t)
		r.door = func(person int) (room.Side, string) {
			if even(person) && person < 24 || !even(person) && person < 2*odd {
				return room.Onsite, ""
			}
			return room.Online, ""
		}
		r.divided(even)
		r.pictured(func(person int) bool { return even(person) && person >= 4 })
		m := modelOf(t, r.closed("side"), "en")
		x := m.byText("Statement 0.")
		if (x.Declared != nil) != told || x.Groups != nil || x.All == nil || len(m.Groups) != 2 {
			t.Errorf("%d: %+v", odd, x)
		}
	}
}

// Where a room shows its sides and not its stakeholder groups, since both would tell of a
// few, another room's groups taken off the report's are not these.
func TestDeclaredCountsBesideOneRoomsSides(t *testing.T) {
	for few, told := range map[int]bool{3: false, 5: true} {
		r := newRooms(t)
		r.door = func(person int) (side room.Side, group string) {
			if side, group = room.Onsite, "youth"; person >= 32 {
				side = room.Online
			}
			if person < 20 || person >= 30 && person < 30+few {
				group = "press"
			}
			return side, group
		}
		r.divided(func(person int) bool { return person < 30 })
		first := r.closed("stakeholder")
		r.next()
		r.door = func(person int) (room.Side, string) { return room.Onsite, []string{"press", "youth"}[person/2%2] }
		r.divided(even)
		m := modelOf(t, series(t, []*Source{first, r.closed("stakeholder")}), "en")
		if x := m.byText("Statement 0."); (x.Declared != nil) != told || len(x.In) != 2 {
			t.Errorf("%d: %+v", few, x)
		}
	}
}

// A room whose policy lets no count be of fewer than 31 has none of 30 here.
func TestCountsByTheRoomsPolicy(t *testing.T) {
	for class, told := range map[int]bool{5: true, 31: false} {
		r := newRooms(t)
		r.door = func(person int) (room.Side, string) {
			return room.Onsite, []string{"press", "youth"}[person/30]
		}
		r.divided(even)
		r.Do(r.Desk, "session.close/1", room.None{}, nil)
		signed, _, _ := audit.ReadSigned(bytes.NewReader(r.file()), nil)
		signed.State.Info.Policy.Suppress.Class = class
		s, err := FromRoom(signed.State, signed.Texts, "stakeholder")
		if err != nil {
			t.Fatal(err)
		}
		m := modelOf(t, s, "en")
		if x := m.byText("Statement 0."); len(m.Groups) != 2 || (x.Groups != nil) != told || (x.Declared != nil) != told || x.All == nil {
			t.Errorf("%d: %d groups, %+v", class, len(m.Groups), x)
		}
	}
}

// Of a table beside a room nothing is read that fewer than five answered: less the
// room's figures it would be these.
func TestFewOfATableBesideARoom(t *testing.T) {
	for few, want := range map[int]int{4: 60, 5: 65} {
		r := newRooms(t)
		r.divided(even)
		table := "person,item,vote\n"
		for i := range 9 {
			table += fmt.Sprintf("p%d,b,1\n", i)
			if i < few {
				table += fmt.Sprintf("p%d,a,-1\n", i)
			}
		}
		s := load(t, table, map[string]votetable.Comment{"a": {Text: "Statement 7."}, "b": {Text: "Statement 0."}}, 1)
		m := modelOf(t, series(t, []*Source{r.closed(""), s}), "en")
		if x := m.byText("Statement 7."); x.All.N() != want || (len(x.In) == 2) != (want > 60) {
			t.Errorf("%d: %+v", few, x)
		}
	}
}
