package stand

import (
	"slices"

	"parley/internal/opinion"
	"parley/internal/room"
)

// telltale is which counts of a statement would say, beside what its rooms show of their
// own, how fewer than five people answered.
type telltale struct{ groups, declared bool }

// telltales is that for every statement. Of tables nothing else is shown, so there is
// none. Counts by opinion group are telltale
//
//   - where they and the counts by file, or the sides or stakeholder groups by which a
//     room shows its answers, together say that a crossed class has fewer than five;
//   - where by one to four answers they are not those of the rooms' own opinion groups:
//     who is in one and not in the other would be told apart.
//
// Counts by what people declared are telltale
//
//   - where in some file one to four of a group answered: less what other rooms show of
//     the same groups they would be these people's;
//   - where beside the other split of a room, or the opinion groups of the report, they
//     say that a crossed class has fewer than five.
func (s *Source) telltales(a *opinion.Analysis, declared []opinion.Partition) []telltale {
	out := make([]telltale, a.Rows.Statements())
	if !s.ofRooms() {
		return out
	}
	if a.Groups > 1 {
		group := func(row int) int { return int(a.Label[row]) }
		for j, by := range s.within(a.Rows, a.Groups, group) {
			groups, id := named(a.Of(j)), a.Rows.Statement(j)
			out[j].groups = room.Crossed(named(summed(by)), groups) || s.tells(id, "", groups) || s.nearly(id, by)
		}
	}
	if declared == nil || s.declared.byFile != nil {
		return out
	}
	split := room.Split(s.declared.column)
	group := func(row int) int { return s.declared.at(a.Rows.Participant(row)) }
	for j, by := range s.within(a.Rows, len(s.declared.groups), group) {
		groups := named(declared[j])
		few := slices.ContainsFunc(by, func(p opinion.Partition) bool { return !telling(p) })
		out[j].declared = few || s.tells(a.Rows.Statement(j), split, groups) ||
			a.Groups > 1 && !out[j].groups && room.Crossed(named(a.Of(j)), groups)
	}
	return out
}

// within is the answers to every statement by file, and in each by class.
func (s *Source) within(r *opinion.Rows, classes int, class func(row int) int) [][]opinion.Partition {
	of := func(row int) int { return s.fileOf(r.Participant(row))*classes + class(row) }
	var out [][]opinion.Partition
	for _, all := range parted(r, len(s.files)*classes, of) {
		out = append(out, slices.Collect(slices.Chunk(all, classes)))
	}
	return out
}

// summed is the answers by file alone.
func summed(by []opinion.Partition) (out opinion.Partition) {
	for _, p := range by {
		var all opinion.Tally
		for _, v := range p {
			all.Agree, all.Disagree, all.Unsure = all.Agree+v.Agree, all.Disagree+v.Disagree, all.Unsure+v.Unsure
		}
		out = append(out, all)
	}
	return out
}

// named is counts with names for their classes, as rooms have them.
func named(by opinion.Partition) map[string]room.Tally {
	out := map[string]room.Tally{}
	for g, v := range by {
		out[string(rune('A'+g))] = room.Tally(v)
	}
	return out
}

// tells says whether counts of a statement tell beside what its rooms show.
func (s *Source) tells(id string, split room.Split, counts map[string]room.Tally) bool {
	return slices.ContainsFunc(s.files, func(f file) bool {
		e := f.said(id)
		return e != nil && e.Tells(split, counts)
	})
}

// said is what of a room's answers to a statement is there; nil nothing, or a table.
func (f *file) said(id string) *room.Elsewhere {
	if f.room == nil {
		return nil
	}
	return f.room.said[id]
}

// nearly says whether the answers by file and group are those of the rooms' own groups,
// for each the nearest, but for one to four answers of some group. Where some file shows
// no answers by group nobody can tell.
func (s *Source) nearly(id string, by []opinion.Partition) bool {
	for g := range by[0] {
		off := 0
		for f, of := range by {
			if of[g].N() > 0 {
				off += s.files[f].off(id, of[g])
			}
		}
		if off > 0 && off < fewest {
			return true
		}
	}
	return false
}

// off is by how many answers counts are not those of the room's nearest group; five where
// it has none.
func (f *file) off(id string, v opinion.Tally) int {
	least := fewest
	if e := f.said(id); e != nil {
		for _, c := range e.Cells() {
			least = min(least, distance(v.Agree-c.Agree)+distance(v.Disagree-c.Disagree)+distance(v.Unsure-c.Unsure))
		}
	}
	return least
}
