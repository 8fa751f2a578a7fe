package standing

import (
	"slices"

	"parley/internal/opinion"
	"parley/internal/room"
)

// declared is how people are parted by the stakeholder group that they declared:
// those of groups as large as an opinion group must be, and all of smaller groups
// together, if they are as many. Who would rather not say is in none.
type declared struct {
	names  []string // sorted
	of     map[room.BallotID]string
	pooled bool
}

const (
	pool       = "other"
	leastGroup = 10 // people, or
	leastOf    = 50 // … one in so many
)

// declare parts the people of a table.
func (v *Votes) declare(rows *opinion.Rows) *declared {
	d, people := &declared{of: map[room.BallotID]string{}}, map[string]int{}
	for i := range rows.Participants() {
		if group := v.declared[room.BallotID(rows.Participant(i))]; group != "" {
			people[group]++
		}
	}
	least, others := max(leastGroup, (rows.Participants()+leastOf-1)/leastOf), 0
	for group, n := range people {
		if n >= least {
			d.names = append(d.names, group)
		} else {
			others += n
		}
	}
	if slices.Sort(d.names); others >= least {
		d.names, d.pooled = append(d.names, pool), true
	}
	for i := range rows.Participants() {
		ballot := room.BallotID(rows.Participant(i))
		if class := d.class(v.declared[ballot]); class != "" {
			d.of[ballot] = class
		}
	}
	return d
}

// class is with whom those count who declared a group; "" with nobody.
func (d *declared) class(group string) string {
	switch {
	case slices.Contains(d.names, group):
		return group
	case group != "" && d.pooled:
		return pool
	}
	return ""
}

// partitions are the answers to every statement of a table by class; nil where there
// are fewer than two classes.
func (d *declared) partitions(a *opinion.Analysis) [][]opinion.Partition {
	if len(d.names) < 2 {
		return nil
	}
	return [][]opinion.Partition{a.Declared(func(row int) string { return d.of[room.BallotID(a.Rows.Participant(row))] })}
}

// count is the answers to statements by class, as votes come.
type count struct {
	*declared
	by map[room.ItemID]map[string]opinion.Tally
}

// newCount counts the votes of a picture's table.
func newCount(p *Picture) *count {
	c, rows := &count{p.declared, map[room.ItemID]map[string]opinion.Tally{}}, p.Analysis.Rows
	for i := range rows.Participants() {
		class := c.of[room.BallotID(rows.Participant(i))]
		for _, code := range rows.Row(i) {
			c.add(room.ItemID(rows.Statement(code.Statement())), class, code.Answer(), 1)
		}
	}
	return c
}

func (c *count) add(id room.ItemID, class string, a opinion.Answer, by int) {
	if class == "" || len(c.names) < 2 {
		return
	}
	if c.by[id] == nil {
		c.by[id] = map[string]opinion.Tally{}
	}
	t := c.by[id][class]
	switch a {
	case opinion.Agree:
		t.Agree += by
	case opinion.Disagree:
		t.Disagree += by
	default:
		t.Unsure += by
	}
	c.by[id][class] = t
}

// take takes an answer that changed.
func (c *count) take(x *change) {
	class := c.class(x.group)
	if was, answered := means[x.was]; answered {
		c.add(x.statement, class, was, -1)
	}
	if is, answered := means[x.is]; answered {
		c.add(x.statement, class, is, 1)
	}
}

// partition is the answers to a statement by class; nil where there are fewer than
// two classes.
func (c *count) partition(id room.ItemID) (out opinion.Partition) {
	if len(c.names) < 2 {
		return nil
	}
	for _, class := range c.names {
		out = append(out, c.by[id][class])
	}
	return out
}
