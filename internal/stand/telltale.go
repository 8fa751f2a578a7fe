package stand

import (
	"slices"

	"parley/internal/opinion"
	"parley/internal/room"
)

// telltale is which counts of a statement would say, beside what its rooms show of their
// own, how fewer people than a class answered: five, or what the policy of one of its
// rooms says if that is more.
type telltale struct{ groups, declared bool }

// telltales is that for every statement. Of tables nothing else is shown, so there is
// none. Counts by opinion group are telltale
//
//   - where fewer of a group than a class answered;
//   - where they and the counts by file, or the sides or stakeholder groups by which a
//     room shows its answers, together say that a crossed class has fewer;
//   - where by one to four answers they are not those of the rooms' own opinion groups:
//     who is in one and not in the other would be told apart;
//   - where, the answers of rooms that are counted by their own groups taken off, too few
//     are left.
//
// Counts by what people declared are telltale
//
//   - where in some file fewer of a group than a class answered: less what other rooms
//     show of the same groups they would be these people's;
//   - where beside the other split of a room, its own opinion groups or those of the
//     report, they say that a crossed class has fewer: all of them, or the room's alone,
//     since the others may be known.
func (s *Source) telltales(a *opinion.Analysis, declared []opinion.Partition) []telltale {
	out := make([]telltale, a.Rows.Statements())
	if !s.ofRooms() {
		return out
	}
	if a.Groups > 1 {
		group := func(row int) int { return int(a.Label[row]) }
		for j, by := range s.within(a.Rows, a.Groups, group) {
			groups, id := a.Of(j), a.Rows.Statement(j)
			class := s.classOf(id)
			out[j].groups = !telling(groups, class) || room.Crossed(named(summed(by)), named(groups), class) ||
				s.tells(id, "", groups) || s.nearly(id, by, class)
		}
	}
	if declared == nil || s.declared.byFile != nil {
		return out
	}
	split := room.Split(s.declared.column)
	group := func(row int) int { return s.declared.at(a.Rows.Participant(row)) }
	for j, by := range s.within(a.Rows, len(s.declared.groups), group) {
		id := a.Rows.Statement(j)
		class := s.classOf(id)
		for f, of := range by {
			out[j].declared = out[j].declared || !telling(of, class) || s.files[f].tells(id, split, of)
		}
		out[j].declared = out[j].declared || s.tells(id, split, declared[j]) ||
			a.Groups > 1 && !out[j].groups && room.Crossed(named(a.Of(j)), named(declared[j]), class)
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
		var all Counts
		for _, v := range p {
			all = all.plus(Counts(v))
		}
		out = append(out, opinion.Tally(all))
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
func (s *Source) tells(id string, split room.Split, counts opinion.Partition) bool {
	return slices.ContainsFunc(s.files, func(f file) bool { return f.tells(id, split, counts) })
}

func (f *file) tells(id string, split room.Split, counts opinion.Partition) bool {
	e := f.said(id)
	return e != nil && e.Tells(split, named(counts))
}

// classOf is the fewest people of whom a count of the statement may be.
func (s *Source) classOf(id string) int {
	class := fewest
	for _, f := range s.files {
		if e := f.said(id); e != nil {
			class = max(class, e.Class())
		}
	}
	return class
}

// said is what of a room's answers to a statement is there; nil nothing, or a table.
func (f *file) said(id string) *room.Elsewhere {
	if f.room == nil {
		return nil
	}
	return f.room.said[id]
}

// nearly says whether the answers by file and group tell of a few once the rooms' own
// groups are taken off: they are these, for each the nearest, but for one to four answers
// of some group; or what is left, of files that showed nothing so, is of fewer than class
// people or, of one file alone, tells beside its splits.
func (s *Source) nearly(id string, by []opinion.Partition, class int) bool {
	others := map[int]bool{}
	for g := range by[0] {
		off, left := 0, 0
		for f, of := range by {
			if n := s.files[f].off(id, of[g]); n > 0 && of[g].N() > 0 {
				off, left, others[f] = off+n, left+of[g].N(), true
			}
		}
		if off > 0 && off < fewest || left > 0 && left < class {
			return true
		}
	}
	for f := range others {
		return len(others) == 1 && s.files[f].tells(id, "", by[f])
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
