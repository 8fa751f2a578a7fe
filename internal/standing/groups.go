package standing

import (
	"maps"
	"math"
	"slices"

	"parley/internal/opinion"
	"parley/internal/room"
)

// groups sets what is said of groups, and the counts by group that are recorded.
func (v *Votes) groups(out *room.RecordStanding, a *opinion.Analysis) {
	cells := v.kept(a)
	maps.DeleteFunc(cells, func(id room.ItemID, _ room.StandingCells) bool {
		_, classed := out.Statements[id]
		return !classed
	})
	for id, by := range v.cells(a) {
		of := out.Statements[id]
		of.Cells = by
		out.Statements[id], cells[id] = of, room.StandingCells{By: by}
	}
	out.Groups = map[string]room.StandingGroup{}
	for g := range a.Groups {
		one := area(a, g)
		one.Agrees, one.Holds = room.Round6(room.Agreeing(cells, letter(a, g))), holds(cells, a, g)
		out.Groups[letter(a, g)] = one
	}
}

// mostCells is how many counts are recorded anew with a picture; a record has not
// room for many more.
const mostCells = 3000

// cells are the counts by group that are recorded anew, of the statements written
// first if there are too many.
func (v *Votes) cells(a *opinion.Analysis) map[room.ItemID]map[string]room.Tally {
	of, all := make(map[room.BallotID]string, len(a.Label)), ""
	for i, g := range a.Label {
		of[room.BallotID(a.Rows.Participant(i))] = letter(a, int(g))
	}
	for g := range a.Groups {
		all += letter(a, g)
	}
	out := map[room.ItemID]map[string]room.Tally{}
	for _, x := range v.statements {
		if x.cells == nil {
			continue
		}
		by := x.cells.By(all, func(ballot room.BallotID) (string, bool) {
			l, known := of[ballot]
			return l, known
		})
		if by != nil && (len(out)+1)*a.Groups <= mostCells {
			out[x.id] = by
		}
	}
	return out
}

// kept are the counts by group that stand from pictures before: those of the same
// groups.
func (v *Votes) kept(a *opinion.Analysis) map[room.ItemID]room.StandingCells {
	out := map[room.ItemID]room.StandingCells{}
	if v.last == nil {
		return out
	}
	for id, c := range v.last.Cells {
		same := len(c.By) == a.Groups
		for g := range a.Groups {
			_, there := c.By[letter(a, g)]
			same = same && there
		}
		if same {
			out[id] = c
		}
	}
	return out
}

// area is how many people a group has and where they stand in the picture.
func area(a *opinion.Analysis, group int) room.StandingGroup {
	var n, x, y, xx, yy, xy float64
	for i, g := range a.Label {
		if int(g) == group {
			n++
			u, v := a.Place(i)
			x, y = x+u, y+v
		}
	}
	x, y = x/n, y/n
	for i, g := range a.Label {
		if int(g) == group {
			u, v := a.Place(i)
			xx, yy, xy = xx+(u-x)*(u-x), yy+(v-y)*(v-y), xy+(u-x)*(v-y)
		}
	}
	out := room.StandingGroup{People: int(n), X: room.Round6(x), Y: room.Round6(y), SX: room.Round6(math.Sqrt(xx / n)), SY: room.Round6(math.Sqrt(yy / n))}
	if xx > 0 && yy > 0 {
		out.R = room.Round6(xy / math.Sqrt(xx*yy))
	}
	return out
}

// holds is the statements that stand for a group, of those whose counts are shown.
func holds(cells map[room.ItemID]room.StandingCells, a *opinion.Analysis, group int) map[room.ItemID]room.StandingHold {
	ids := slices.Sorted(maps.Keys(cells))
	shown := make([][]opinion.Tally, a.Groups)
	for g := range shown {
		for _, id := range ids {
			t := cells[id].By[letter(a, g)]
			shown[g] = append(shown[g], opinion.Tally{Agree: t.Agree, Disagree: t.Disagree, Unsure: t.Unsure})
		}
	}
	out := map[room.ItemID]room.StandingHold{}
	for _, r := range opinion.Represent(shown, group) {
		id := ids[r.Statement]
		if _, already := out[id]; already || len(out) == room.MaxHolds {
			continue
		}
		hold := room.StandingHold{Answer: room.Agree, Rank: len(out) + 1, Low: room.Round6(r.More.Low), High: room.Round6(min(1, r.More.High))}
		if r.Answer == opinion.Disagree {
			hold.Answer = room.Disagree
		}
		own, rest, _ := cells[id].Shares(letter(a, group), hold.Answer)
		hold.Own, hold.Rest = room.Round6(own), room.Round6(rest)
		out[id] = hold
	}
	return out
}
