package opinion

// Analysis is the analysis whose axes and groups the Live stands on. Labels and
// tallies in it are of then.
func (l *Live) Analysis() *Analysis { return l.base }

// Sizes is the number of people by group now. It belongs to the caller.
func (l *Live) Sizes() []int { return append([]int(nil), l.sizes...) }

// Group is the group of a participant now; ok is false for who has no vote that
// counts.
func (l *Live) Group(participant string) (group int, ok bool) {
	at, known := l.people[participant]
	if !known {
		return 0, false
	}
	return int(l.slots[at].group), true
}

// Place is where a participant stands in the picture now, see [Analysis.Place];
// ok is false for who has no vote that counts.
func (l *Live) Place(participant string) (x, y float64, ok bool) {
	at, known := l.people[participant]
	if !known {
		return 0, 0, false
	}
	x, y = l.base.turned(&l.slots[at].position)
	return x, y, true
}

// Membership is as that of [Analysis], of where the participant stands now; nil
// for who has no vote that counts.
func (l *Live) Membership(participant string) []float64 {
	at, known := l.people[participant]
	if !known {
		return nil
	}
	return l.membership(&l.slots[at].position)
}

func (l *Live) membership(p *Position) []float64 { return membership(p, l.base.shapes, l.scale) }

// Of is the answers to a statement by group now; nil for one not known.
func (l *Live) Of(statement string) Partition {
	n, known := l.statements.at[statement]
	if !known {
		return nil
	}
	return l.of(l.place[n])
}

func (l *Live) of(place int) Partition {
	out := make(Partition, len(l.counts))
	for g := range out {
		out[g] = tallyOf(l.counts[g][4*place:])
	}
	return out
}

// Standing is how a statement stands now; the zero value for one not known. A
// claim of common ground that was shown is given up later than it is made.
func (l *Live) Standing(statement string) Standing {
	n, known := l.statements.at[statement]
	if !known {
		return Standing{}
	}
	j := l.place[n]
	if l.stale[j] {
		l.standings[j], l.stale[j] = Classify(l.partitions(j), l.mark, l.shown[n]), false
	}
	return l.standings[j]
}

// StandingBeside is Standing where the people who answered the statement are parted
// in another way too, as by what they declared, see [Analysis.Declared].
func (l *Live) StandingBeside(statement string, declared Partition) Standing {
	n, known := l.statements.at[statement]
	if !known || len(declared) < 2 {
		return l.Standing(statement)
	}
	return Classify(append(l.partitions(l.place[n]), declared), l.mark, l.shown[n])
}

// partitions are the answers to a statement by group, and counted apart.
func (l *Live) partitions(place int) []Partition {
	by := []Partition{l.peopled(l.of(place))}
	if apart := l.apart(place); apart != nil {
		by = append(by, l.peopled(apart))
	}
	return by
}

// peopled is the partition without groups that nobody is in any more; they hold
// no claim up. If there is nobody at all, it is as it was.
func (l *Live) peopled(p Partition) Partition {
	var out Partition
	for g, t := range p {
		if l.sizes[g] > 0 {
			out = append(out, t)
		}
	}
	if out == nil {
		return p
	}
	return out
}

// Shown says that people have seen the standings as they are now: from now on a
// claim made in them is given up later than it was made.
func (l *Live) Shown() {
	for n, id := range l.statements.names {
		l.shown[n] = l.Standing(id)
	}
}

// apart is the answers to a statement as the analysis counted them apart, see
// [Analysis.Apart], with what has come by group since; nil if it did not.
func (l *Live) apart(place int) Partition {
	shift := l.shift[place]
	if shift == nil {
		return nil
	}
	out := make(Partition, len(l.counts))
	for g := range out {
		var c [3]uint32
		for v := range c {
			c[v] = uint32(max(0, int32(l.counts[g][4*place+v])+shift[4*g+v]))
		}
		out[g] = tallyOf(c[:])
	}
	return out
}

// shiftsOf is by how much the tallies apart differ from the others, by place,
// group and answer; nil where they were not counted.
func shiftsOf(a *Analysis) [][]int32 {
	out := make([][]int32, a.Rows.Statements())
	if a.Apart == nil {
		return out
	}
	for j := range out {
		for g := range a.Apart {
			d, t := a.Apart[g][j], a.Tallies[g][j]
			out[j] = append(out[j], int32(d.Disagree-t.Disagree), int32(d.Unsure-t.Unsure), int32(d.Agree-t.Agree), 0)
		}
	}
	return out
}

// unshift takes a row of the base out of the tallies apart.
func (l *Live) unshift(row int) {
	a := l.base
	if a.Apart == nil {
		return
	}
	for _, c := range a.Rows.Row(row) {
		if shift := l.shift[c>>2]; shift != nil {
			shift[4*a.groupWithout(row, c)+int(c&3)]--
			shift[4*int(a.Label[row])+int(c&3)]++
		}
	}
}
