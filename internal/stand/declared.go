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

// Declared is how people are parted by what they said of themselves in a column
// of the table. Every one of the groups has five people or more.
type Declared struct {
	Column string          `json:"column"`
	Groups []DeclaredGroup `json:"groups"`
}

// DeclaredGroup is the people who declared one thing.
type DeclaredGroup struct {
	Name   string `json:"name,omitzero"`   // as it stands in the table
	Others bool   `json:"others,omitzero"` // the last: who declared nothing, or what too few did
	People int    `json:"people"`
}

// Others says whether the last group is the others.
func (d *Declared) Others() bool { return d.Groups[len(d.Groups)-1].Others }

// mostDeclared is how many groups a column may part people into.
const mostDeclared = 50

// declarations are what participants declared in a column.
type declarations struct {
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
	return a.Declared(func(row int) string {
		at, named := d.class[d.of[a.Rows.Participant(row)]]
		if !named {
			at = len(d.groups) - 1
		}
		return fmt.Sprintf("%02d", at) // sorted as the groups are
	})
}

// telling says whether the answers may be shown and judged by declared group: one
// to four of a group would be given away.
func telling(by opinion.Partition) bool {
	return by != nil && !slices.ContainsFunc(by, func(v opinion.Tally) bool { return v.N() > 0 && v.N() < fewest })
}

// standings is how every statement stands, by declared groups too where these may
// be shown. Where they may not, common ground would have to hold among too few:
// such a statement is short of answers.
func standings(a *opinion.Analysis, declared []opinion.Partition) []opinion.Standing {
	if declared == nil {
		return a.Standings(opinion.DefaultMark, nil, nil)
	}
	shown := slices.Clone(declared)
	for j, by := range shown {
		if !telling(by) {
			shown[j] = nil
		}
	}
	all := a.Standings(opinion.DefaultMark, [][]opinion.Partition{shown}, nil)
	for j, is := range all {
		if shown[j] == nil && (is.Class == opinion.CommonFor || is.Class == opinion.CommonAgainst) {
			all[j] = opinion.Standing{}
		}
	}
	return all
}

// name is what the page calls a declared group.
func (g DeclaredGroup) name(t *words.Words) string {
	if g.Others {
		return t.T("stand.declared.others")
	}
	return g.Name
}
