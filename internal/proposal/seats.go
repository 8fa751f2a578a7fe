package proposal

import (
	"fmt"
	"slices"
	"strconv"

	"parley/internal/room"
)

// seats makes one seat of each person, however many roles they are named in.
func (r *reading) seats() {
	byName := map[string]int{}
	for _, p := range r.people {
		n := p.named
		seat := room.SetupSeat{
			Roles:       []room.Role{p.role},
			Lines:       []int{p.line},
			Name:        sourced(n.name, p.line),
			Affiliation: sourced(n.affiliation, p.line),
			Group:       sourced(n.group, p.line),
			Region:      sourced(n.region, p.line),
		}
		r.personDoubts(p)
		key := nameKey(n.name)
		if at, ok := byName[key]; ok && key != "" {
			if !r.merge(&r.setup.Seats[at], &seat) {
				r.leave(&r.lines[p.at], useRepeat)
			}
			continue
		}
		byName[key] = len(r.setup.Seats)
		r.setup.Seats = append(r.setup.Seats, seat)
	}
	r.numbering(room.Speaker)
	r.numbering(room.Organizer)
}

func sourced(s string, line int) room.Sourced {
	if s == "" {
		return room.Sourced{}
	}
	return room.Sourced{Value: s, Line: line}
}

// merge adds what a second line says of a person; false when that is nothing.
func (r *reading) merge(seat, again *room.SetupSeat) bool {
	added := false
	if !seat.Has(again.Roles[0]) {
		seat.Roles = append(seat.Roles, again.Roles[0])
		seat.Lines = append(seat.Lines, again.Lines[0])
		added = true
	}
	for _, f := range []struct {
		to, from *room.Sourced
		what     string
		field    string
	}{
		{&seat.Affiliation, &again.Affiliation, "affiliation", "affiliation"},
		{&seat.Group, &again.Group, "stakeholder group", "group"},
		{&seat.Region, &again.Region, "regional group", "region"},
	} {
		switch {
		case f.to.Value == "" && f.from.Value != "":
			*f.to = *f.from
			added = true
		case f.from.Value != "" && fold(f.from.Value) != fold(f.to.Value):
			r.doubt("any/two-values", SevWarn, f.from.Line,
				fmt.Sprintf("%s has two values for the %s: “%s” (line %d) and “%s”.", seat.Name.Value, f.what, GroupName(f.to.Value), f.to.Line, GroupName(f.from.Value)),
				"Keep the right one; the first was taken.",
				Facts{"name": seat.Name.Value, "field": f.field, "first": GroupName(f.to.Value), "line": strconv.Itoa(f.to.Line), "second": GroupName(f.from.Value)})
		}
	}
	return added
}

func (r *reading) personDoubts(p person) {
	n := p.named
	who := n.name
	if who == "" {
		who = "The " + roleName(p.role)
	}
	switch {
	case n.unnamed != "":
		r.doubtUnnamed(p.line, p.role, n.unnamed)
	case n.name == "":
		r.doubt("any/name-withheld", SevNote, p.line, "The name of one "+roleName(p.role)+" is withheld.", "Ask how the person wants to be called at the table.", Facts{"role": string(p.role)})
	}
	if n.private {
		r.doubt("any/private-profile", SevNote, p.line, who+" is marked as a private profile.", "Ask before the name is shown on the screen.", Facts{"name": n.name, "role": string(p.role)})
	}
	switch {
	case n.odd != "":
		r.doubt("any/region-unknown", SevWarn, p.line, fmt.Sprintf("Where %s's region should be, the text says “%s”; it is kept as the affiliation.", who, n.odd), "Choose the regional group.", Facts{"name": n.name, "role": string(p.role), "value": n.odd})
	case n.region == "intergovernmental" && n.group != "intergovernmental":
		r.doubt("any/region-is-none", SevWarn, p.line, fmt.Sprintf("%s's region is given as Intergovernmental Organization, which is no region of a %s seat; it is kept.", who, GroupName(n.group)), "Choose the regional group.", Facts{"name": n.name, "role": string(p.role), "group": n.group})
	}
	if n.comma {
		r.doubt("any/comma-in-name", SevNote, p.line, fmt.Sprintf("“%s” is kept as one name though it holds a comma.", n.name), "Move what is no name to the affiliation.", Facts{"name": n.name})
	}
}

// numbering notices "Speaker 2" without a "Speaker 1".
func (r *reading) numbering(role room.Role) {
	var nums []int
	line := 0
	for _, p := range r.people {
		if p.role == role && p.number > 0 {
			nums = append(nums, p.number)
			if line == 0 {
				line = p.line
			}
		}
	}
	if len(nums) > 0 && slices.Min(nums) > 1 {
		r.doubt("any/cut-off", SevWarn, line, fmt.Sprintf("The list of %ss begins with number %d: the first are cut off.", roleName(role), slices.Min(nums)), "Add them from the original.", Facts{"role": string(role), "n": strconv.Itoa(slices.Min(nums))})
	}
}
