package stand

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/internal/opinion"
	"parley/internal/votetable"
	"parley/internal/words"
)

// Declared is how people are parted: by what they said of themselves in a column of the
// table, where every one of the groups has five people or more; or by file.
type Declared struct {
	Column string          `json:"column,omitzero"`
	ByFile bool            `json:"byFile,omitzero"`
	Groups []DeclaredGroup `json:"groups"` // the files, in their order; or by name

	rooms bool // a room's words for groups are among the names
}

// DeclaredGroup is the people who declared one thing.
type DeclaredGroup struct {
	Name   string `json:"name,omitzero"`   // as it stands in the table, or a room's data name
	Others bool   `json:"others,omitzero"` // the last: who declared nothing, or what too few did
	People int    `json:"people"`
}

// Others says whether the last group is the others.
func (d *Declared) Others() bool { return d.Groups[len(d.Groups)-1].Others }

// mostDeclared is how many groups a column may part people into.
const mostDeclared = 50

// declarations are what participants declared in a column, or that they are parted by
// file.
type declarations struct {
	byFile func(*opinion.Rows) []opinion.Partition // nil: by what they declared
	column string
	of     map[string]string // by participant
	class  map[string]int    // by what was declared, its place among groups; what has none is the others'
	groups []DeclaredGroup   // none where they would be fewer than two
}

// take notes what a participant declared.
func (d *declarations) take(participant, group string) error {
	switch was, known := d.of[participant]; {
	case !known:
		d.of[strings.Clone(participant)] = strings.Clone(group)
	case was != group:
		return fmt.Errorf("participant %q is in %q here and in %q above: everybody declares one group", short(participant), short(group), short(was))
	}
	return nil
}

// short keeps a message short whatever stands in the file.
func short(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// sort parts those who voted: by what they declared, in its order; who declared
// nothing, or what fewer than five did, are the others. Where these are fewer than
// five, the smallest group is with them: taken off everybody's counts, the
// groups' would give them away.
func (d *declarations) sort(r *opinion.Rows) error {
	people, others := map[string]int{}, 0
	for i := range r.Participants() {
		if g, said := d.of[r.Participant(i)]; said {
			people[g]++
		} else {
			others++
		}
	}
	var names []string
	for g, n := range people {
		if n < fewest {
			others += n
		} else {
			names = append(names, g)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(people[b]-people[a], strings.Compare(a, b)) })
	if last := len(names) - 1; others > 0 && others < fewest && last >= 0 {
		others += people[names[last]]
		names = names[:last]
	}
	if len(names) > mostDeclared {
		return &votetable.Error{Why: fmt.Sprintf("the column %q parts people into %d groups of five or more, and at most %d are read: it may be another column", d.column, len(names), mostDeclared)}
	}
	slices.Sort(names)
	d.class = map[string]int{}
	for _, g := range names {
		d.class[g] = len(d.groups)
		d.groups = append(d.groups, DeclaredGroup{Name: g, People: people[g]})
	}
	if others > 0 {
		d.groups = append(d.groups, DeclaredGroup{Others: true, People: others})
	}
	if len(d.groups) < 2 {
		d.groups = nil
	}
	return nil
}

// by parts the answers to every statement, in the order of the groups; nil where
// nothing parts them.
func (d *declarations) by(a *opinion.Analysis) []opinion.Partition {
	if d == nil || d.groups == nil {
		return nil
	}
	if d.byFile != nil {
		return d.byFile(a.Rows)
	}
	return a.Declared(func(row int) string {
		return fmt.Sprintf("%02d", d.at(a.Rows.Participant(row))) // sorted as the groups are
	})
}

// at is the place of a participant's group.
func (d *declarations) at(participant string) int {
	at, named := d.class[d.of[participant]]
	if !named {
		at = len(d.groups) - 1
	}
	return at
}

// telling says whether the answers may be shown and judged by group: fewer than least
// of one would be given away.
func telling(by opinion.Partition, least int) bool {
	return by != nil && !slices.ContainsFunc(by, func(v opinion.Tally) bool { return v.N() > 0 && v.N() < least })
}

// judged is how a statement is judged by how people are parted.
type judged struct {
	by       opinion.Partition // nil: it is not
	withheld bool              // the answers by group may not be shown
}

// judge is that for every statement. A file in which nobody answered it was not asked
// it, and disagrees with nobody; a group that people declared may not have been heard.
func (s *Source) judge(declared []opinion.Partition, telltale []telltale) []judged {
	out := make([]judged, len(declared))
	for j, by := range declared {
		if s.declared.byFile != nil {
			by = slices.DeleteFunc(slices.Clone(by), func(v opinion.Tally) bool { return v.N() == 0 })
			if len(by) < 2 {
				continue
			}
		}
		out[j] = judged{by, !telling(by, fewest) || telltale[j].declared}
	}
	return out
}

// standings is how every statement stands, as it is judged too by how people are
// parted where that may be shown. Where it may not, common ground would have to hold
// among too few: such a statement is short of answers.
func standings(a *opinion.Analysis, judge []judged) []opinion.Standing {
	if len(judge) == 0 {
		return a.Standings(opinion.DefaultMark, nil, nil)
	}
	shown := make([]opinion.Partition, len(judge))
	for j, x := range judge {
		if !x.withheld {
			shown[j] = x.by
		}
	}
	all := a.Standings(opinion.DefaultMark, [][]opinion.Partition{shown}, nil)
	for j, is := range all {
		if judge[j].withheld && (is.Class == opinion.CommonFor || is.Class == opinion.CommonAgainst) {
			all[j] = opinion.Standing{}
		}
	}
	return all
}

// asked says whether counts are of a group that could answer: a file in which nobody did
// was not asked.
func (d *Declared) asked(of Counts) bool { return !d.ByFile || of.N() > 0 }

// Rooms says whether a room's people are among those who declared something.
func (d *Declared) Rooms() bool { return d.rooms }

// name is what the page calls a declared group: a room's in words, one of a table as it
// stands there.
func (d *Declared) name(g int, t *words.Words) string {
	of := d.Groups[g]
	if of.Others {
		return t.T("stand.declared.others")
	}
	for _, split := range []string{"group.", "side."} {
		if d.rooms && t.Has(split+of.Name) {
			return t.T(split + of.Name)
		}
	}
	return of.Name
}
