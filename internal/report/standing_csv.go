package report

import (
	"slices"
	"strconv"

	"parley/internal/room"
)

// StandingTables are the tables of where the room stood: they have rows where
// a report says it.
var StandingTables = []string{"standing", "groups", "holds"}

// Tables are the names of the tables that this report has.
func (m *Model) Tables() []string {
	if m.Stood == nil {
		return Tables
	}
	return append(Tables[:len(Tables):len(Tables)], StandingTables...)
}

// standingRows are how statements stand in the last picture, and how those that an
// outcome cites stood when it was put: a row for each group whose answers are shown.
func (m *Model) standingRows() [][]string {
	out := [][]string{{"outcome", "id", "class", "confirmed", "more", "beyond", "group", "agree", "disagree", "unsure", "records"}}
	add := func(outcome room.ItemID, x StandingAt, more, beyond string, rests []string) {
		head := []string{string(outcome), string(x.Statement), string(x.Class), strconv.FormatBool(x.Confirmed), more, beyond}
		row := func(cells ...string) { out = append(out, slices.Concat(head, cells, []string{numbers(rests)})) }
		for _, c := range x.Cells {
			row(c.Group, num(c.Tally.Agree), num(c.Tally.Disagree), num(c.Tally.Unsure))
		}
		if len(x.Cells) == 0 {
			row("", "", "", "")
		}
	}
	if m.Stood == nil {
		return out
	}
	for _, c := range m.Stood.Classes {
		for _, x := range c.Statements {
			add("", StandingAt{Statement: x.Statement, Class: c.Class, Confirmed: x.Confirmed, Cells: x.Cells}, some(x.More), strconv.FormatBool(x.Beyond), m.Stood.Rests)
		}
	}
	for _, q := range m.Questions {
		for _, o := range q.Outcomes {
			if o.Then == nil {
				continue
			}
			for _, x := range o.Then.Statements {
				add(o.ID, x, "", "", o.Then.Said.Rests)
			}
		}
	}
	return out
}

func (m *Model) groupRows() [][]string {
	out := [][]string{{"group", "people", "agrees", "x", "y", "sx", "sy", "r", "records"}}
	if m.Stood == nil {
		return out
	}
	for _, g := range m.Stood.Groups {
		out = append(out, []string{
			g.Letter, num(g.People), fraction(g.Agrees), fraction(g.X), fraction(g.Y), fraction(g.SX), fraction(g.SY), fraction(g.R), numbers(m.Stood.Rests),
		})
	}
	return out
}

func (m *Model) holdRows() [][]string {
	out := [][]string{{"group", "rank", "id", "answer", "own", "rest", "low", "high", "records"}}
	if m.Stood == nil {
		return out
	}
	for _, g := range m.Stood.Groups {
		for i, h := range g.Holds {
			out = append(out, []string{
				g.Letter, num(i + 1), string(h.Statement), string(h.Answer), fraction(h.Own), fraction(h.Rest), fraction(h.Low), fraction(h.High), numbers(m.Stood.Rests),
			})
		}
	}
	return out
}

// fraction is a number with the digits that the record has of it.
func fraction(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
