package report

import "strconv"

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

// standingRows are how statements stand, a row for each group whose answers are
// shown.
func (m *Model) standingRows() [][]string {
	out := [][]string{{"id", "class", "confirmed", "more", "group", "agree", "disagree", "unsure", "records"}}
	if m.Stood == nil {
		return out
	}
	for _, c := range m.Stood.Classes {
		for _, x := range c.Statements {
			head := []string{string(x.Statement), string(c.Class), strconv.FormatBool(x.Confirmed), some(x.More)}
			row := func(cells ...string) {
				out = append(out, append(append(head[:len(head):len(head)], cells...), numbers(m.Stood.Rests)))
			}
			for _, cell := range x.Cells {
				row(cell.Group, num(cell.Tally.Agree), num(cell.Tally.Disagree), num(cell.Tally.Unsure))
			}
			if len(x.Cells) == 0 {
				row("", "", "", "")
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
