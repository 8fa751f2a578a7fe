package opinion

import (
	"errors"
	"slices"
)

// Snapshot is the votes of a [Live] at one moment. It may be analysed by another
// goroutine while the Live takes votes.
type Snapshot struct {
	statements index // their names, by place in the codes
	people     []string
	votes      [][]Code
	rows       *Rows
}

// Snapshot is the votes as they are. From then on the Live keeps in mind whose
// votes change, so that an analysis of this snapshot can be swapped in. Its cost
// grows with the number of people, not of votes.
func (l *Live) Snapshot() *Snapshot {
	s := &Snapshot{}
	for _, n := range l.number {
		s.statements.names = append(s.statements.names, l.statements.names[n])
	}
	for at := range l.slots {
		p := &l.slots[at]
		if len(p.row) > 0 {
			s.people, s.votes = append(s.people, p.id), append(s.votes, p.row)
		}
		p.own, p.touched = false, false
	}
	l.snapshot, l.sinceSnapshot = s, since{}
	return s
}

// Rows is the snapshot's table, the same that a [Builder] makes of its votes and
// statements. It is made once; not by several goroutines at once.
func (s *Snapshot) Rows() *Rows {
	if s.rows != nil {
		return s.rows
	}
	place, names := s.statements.places()
	r := &Rows{participants: s.people, statements: names, ptr: make([]uint64, 1, len(s.people)+1)}
	for _, row := range s.votes {
		from := len(r.codes)
		for _, c := range row {
			r.codes = append(r.codes, CodeOf(int(place[c>>2]), c.Answer()))
		}
		slices.Sort(r.codes[from:])
		r.ptr = append(r.ptr, uint64(len(r.codes)))
	}
	r.order()
	s.rows, s.people, s.votes = r, nil, nil
	return r
}

// Swap lets an analysis take the place of the last one: letters and picture keep
// their place, what came since its snapshot is brought up to it, and what was
// confirmed is so by the new groups or not at all. It must be
// of the rows of the latest snapshot, of which there can be several, that of the
// first stage and then the one of the second. If it is not, that is an error and
// nothing changes.
func (l *Live) Swap(a *Analysis) error {
	if l.snapshot == nil || l.snapshot.rows == nil || a.Rows != l.snapshot.rows {
		return errors.New("opinion: the analysis is not of the latest snapshot: analyse that one")
	}
	who := make([]int, a.Rows.Participants())
	for i := range who {
		who[i] = -1
		if at, still := l.people[a.Rows.Participant(i)]; still {
			who[i] = int(at)
		}
	}
	l.adopt(a.after(l.base.Letters, l.sizes, func(i int) (group int, x, y float64, known bool) {
		if who[i] < 0 {
			return 0, 0, 0, false
		}
		p := &l.slots[who[i]]
		x, y = l.base.turned(&p.position)
		return int(p.group), x, y, true
	}), who)
	for n := range l.shown {
		l.shown[n].Confirmed = false
	}
	return nil
}

// adopt makes an analysis the base. Who says of its rows in which slot their
// people are, -1 for who is gone. Who is not touched has the votes of the row.
func (l *Live) adopt(a *Analysis, who []int) {
	l.base, l.model, l.scale = a, a.model.clone(), a.model.scale()
	l.counts, l.sizes, l.sinceBase = countsOf(a.Tallies), slices.Clone(a.Sizes), l.sinceSnapshot
	was := l.number
	l.renumber()
	for at := range l.slots {
		l.slots[at].base = -1
	}
	for i, at := range who {
		if at >= 0 {
			l.slots[at].base = i
			if p := &l.slots[at]; !p.touched {
				p.row, p.own, p.position, p.group = a.Rows.Row(i), false, a.Positions[i], a.Label[i]
				continue
			}
		} else {
			l.unshift(i)
		}
		for _, c := range a.Rows.Row(i) {
			l.count(a.Label[i], c, -1)
		}
		l.sizes[a.Label[i]]--
	}
	for at := range l.slots {
		if p := &l.slots[at]; p.touched && len(p.row) > 0 {
			l.replay(p, was)
		}
	}
}

// renumber puts the statements where the base has them, and after those the ones
// that came later.
func (l *Live) renumber() {
	r := l.base.Rows
	l.place, l.number = make([]int, r.Statements()), make([]int, r.Statements())
	l.shift = shiftsOf(l.base)
	for j := range l.number {
		n := int(l.statements.at[r.Statement(j)])
		l.place[n], l.number[j] = j, n
		if _, hidden := l.hidden[n]; hidden {
			l.shift[j] = nil
		}
	}
	l.standings, l.stale = make([]Standing, r.Statements()), slices.Repeat([]bool{true}, r.Statements())
	for len(l.place) < len(l.statements.names) {
		l.grow()
	}
}

// replay puts somebody whose votes changed since the snapshot, and who is in no
// tally, where the base says. Was is the statements' numbers by the places that
// the row still has.
func (l *Live) replay(p *person, was []int) {
	row := make([]Code, len(p.row))
	for q, c := range p.row {
		row[q] = CodeOf(l.place[was[c>>2]], c.Answer())
	}
	slices.Sort(row)
	p.row, p.own, p.position = row, true, l.model.position(row)
	p.group = l.side(&p.position)
	for _, c := range row {
		l.count(p.group, c, 1)
	}
	l.sizes[p.group]++
}

func countsOf(tallies [][]Tally) [][]uint32 {
	out := make([][]uint32, len(tallies))
	for g := range out {
		for _, t := range tallies[g] {
			out[g] = append(out[g], uint32(t.Disagree), uint32(t.Unsure), uint32(t.Agree), 0)
		}
	}
	return out
}
