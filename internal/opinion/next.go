package opinion

// Next is the live table on a new analysis, which was made of what [Live.Rows]
// gave some time ago: votes that came or went since are brought along, letters
// and picture keep their place (see [Analysis.After]), and a statement's
// standing is given up as late as before. What was confirmed is so by the new
// groups or not at all. No vote of l moves: the caller puts the result in its
// place.
func (l *Live) Next(a *Analysis) *Live {
	was := make(map[string]Standing, len(l.standings))
	for _, id := range l.statements.names {
		s := l.Standing(id)
		s.Confirmed = false
		was[id] = s
	}
	next := NewLive(a.After(l.base), l.mark, was)
	place := make([]int, len(l.statements.names))
	for j, id := range l.statements.names {
		place[j], _ = next.place(id) // no error: they are l's own, and a's are among them
	}
	for i, name := range l.people.names {
		next.follow(next.person(name), l.rows[i], place)
	}
	return next
}

// follow makes a row the same as another table's, whose statements stand at the
// places given.
func (l *Live) follow(i int, row []Code, place []int) {
	want := make(map[int]bool, len(row))
	for _, c := range row {
		want[place[c.Statement()]] = true
	}
	for q := len(l.rows[i]) - 1; q >= 0; q-- {
		if j := l.rows[i][q].Statement(); !want[j] {
			l.set(i, j, 0, false)
			l.removed = true
		}
	}
	for _, c := range row {
		l.set(i, place[c.Statement()], c.Answer(), true)
	}
}
