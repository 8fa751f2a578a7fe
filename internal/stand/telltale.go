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
// none. Counts by opinion group, and by what people declared, are telltale
//
//   - where of some file one to four of a group answered: less the other files' they
//     would be these people's;
//   - where beside the sides, the stakeholder groups or the opinion groups by which a
//     room shows its answers, they say that a crossed class has fewer than five;
//   - where they differ by fewer than five answers from what the rooms' own opinion
//     groups answered: who is in one and not in the other would be told apart;
//   - for what people declared: likewise beside the opinion groups of the report.
func (s *Source) telltales(a *opinion.Analysis, declared []opinion.Partition) []telltale {
	out := make([]telltale, a.Rows.Statements())
	if !s.ofRooms() {
		return out
	}
	group := func(row int) int { return int(a.Label[row]) }
	few, fewDeclared := s.fewOfAFile(a.Rows, a.Groups, group), make([]bool, len(out))
	split := room.Split("")
	if declared != nil && s.declared.byFile == nil {
		split = room.Split(s.declared.column)
		fewDeclared = s.fewOfAFile(a.Rows, len(s.declared.groups), func(row int) int { return s.declared.at(a.Rows.Participant(row)) })
	}
	for j := range out {
		id, groups := a.Rows.Statement(j), named(a.Of(j))
		out[j].groups = a.Groups > 1 && (few[j] || s.tells(id, "", groups) || s.nearly(id, a.Of(j)))
		if split != "" {
			by := named(declared[j])
			out[j].declared = fewDeclared[j] || s.tells(id, split, by) || a.Groups > 1 && !out[j].groups && room.Crossed(groups, by)
		}
	}
	return out
}

// fewOfAFile says of every statement whether in some file one to four of a class
// answered it. In a file alone that is seen without this.
func (s *Source) fewOfAFile(r *opinion.Rows, classes int, class func(row int) int) []bool {
	out := make([]bool, r.Statements())
	of := func(row int) int { return s.fileOf(r.Participant(row))*classes + class(row) }
	for j, by := range parted(r, len(s.files)*classes, of) {
		out[j] = !telling(by)
	}
	return out
}

// tells says whether counts of a statement tell beside what its rooms show.
func (s *Source) tells(id string, split room.Split, counts map[string]room.Tally) bool {
	for _, f := range s.files {
		if f.room != nil && f.room.said[id] != nil && f.room.said[id].Tells(split, counts) {
			return true
		}
	}
	return false
}

// named is counts with names for their classes, as rooms have them.
func named(by opinion.Partition) map[string]room.Tally {
	out := map[string]room.Tally{}
	for g, v := range by {
		out[letter(g)] = tallyOf(v)
	}
	return out
}

func tallyOf(v opinion.Tally) room.Tally {
	return room.Tally{Agree: v.Agree, Disagree: v.Disagree, Unsure: v.Unsure}
}

// nearly says whether some group's counts are those of the rooms' own groups, one of
// each room in which the statement was answered or none, but for one to four answers.
func (s *Source) nearly(id string, by opinion.Partition) bool {
	var cells [][]room.Tally
	for f, of := range s.files {
		if !s.answeredIn(id, f) {
			continue
		}
		if of.room == nil || len(of.room.said[id].Cells()) == 0 {
			return false // what its groups answered nobody knows
		}
		choices := []room.Tally{{}}
		for _, t := range of.room.said[id].Cells() {
			choices = append(choices, t)
		}
		cells = append(cells, choices)
	}
	for _, v := range by {
		if near(tallyOf(v), cells) {
			return true
		}
	}
	return false
}

// near says whether some sum with one of each of the cells is the counts but for one to
// four answers.
func near(counts room.Tally, cells [][]room.Tally) bool {
	if len(cells) == 0 {
		off := distance(counts.Agree) + distance(counts.Disagree) + distance(counts.Unsure)
		return off > 0 && off < fewest
	}
	for _, c := range cells[0] {
		left := counts.Plus(room.Tally{Agree: -c.Agree, Disagree: -c.Disagree, Unsure: -c.Unsure})
		if min(left.Agree, left.Disagree, left.Unsure) > -fewest && near(left, cells[1:]) {
			return true
		}
	}
	return false
}

// answeredIn says whether a statement was answered in a file.
func (s *Source) answeredIn(id string, file int) bool {
	return s.in == nil || slices.Contains(s.in[id], file)
}
