package opinion

import "slices"

// Live follows votes as they come, on the axes and groups of an analysis: a vote
// moves its voter's position and group, the tallies and the statement's standing
// at once. Axes, statements' means and groups' middles stand still until the
// next analysis takes the place of this one, see [Live.Swap]. All but that
// hangs on the votes as they are, not on what was cast and taken back. It is not
// for several goroutines at once.
type Live struct {
	base  *Analysis
	mark  float64
	model model // the base's, with the statements that came since
	scale [maxAxes]float64

	statements index                     // by number: as they became known
	hidden     map[int]map[string]Answer // by number of a hidden statement: its votes, by participant
	shown      []Standing                // by number, see Shown
	place      []int                     // by number: where codes have the statement
	number     []int                     // by place

	counts    [][]uint32 // by group, by code
	shift     [][]int32  // by place: by group and answer, see apart
	standings []Standing // by place
	stale     []bool     // by place: votes came since the standing was found

	people map[string]uint32
	slots  []person // without votes if free
	free   []uint32
	sizes  []int

	sinceBase, sinceSnapshot since
	snapshot                 *Snapshot
}

// person is the votes of a participant and where they put them.
type person struct {
	id       string
	row      []Code // by place
	position Position
	group    uint8
	own      bool // the row's array is this person's alone and can be written to
	touched  bool // since the snapshot
	base     int  // row in the base, -1 for none
}

// NewLive starts from an analysis; one of no votes will do. Was is the standings
// last shown by statement id, nil if there are none.
func NewLive(a *Analysis, mark float64, was map[string]Standing) *Live {
	l := &Live{mark: mark, people: map[string]uint32{}, hidden: map[int]map[string]Answer{}}
	for j := range a.Rows.Statements() {
		l.statements.of(a.Rows.Statement(j))
		l.shown = append(l.shown, was[a.Rows.Statement(j)])
	}
	who := make([]int, a.Rows.Participants())
	l.slots = make([]person, len(who))
	for i := range who {
		l.slots[i].id, who[i] = a.Rows.Participant(i), i
		l.people[l.slots[i].id] = uint32(i)
	}
	l.adopt(a, who)
	return l
}

// Statement makes a statement known. It is an error, and changes nothing, to
// have more than [MaxStatements].
func (l *Live) Statement(id string) error {
	_, err := l.know(id)
	return err
}

// know is the number of a statement, new or known.
func (l *Live) know(id string) (int, error) {
	if n, known := l.statements.at[id]; known {
		return int(n), nil
	}
	n, err := l.statements.add(id)
	if err == nil && int(n) == len(l.place) {
		l.shown = append(l.shown, Standing{})
		l.grow()
	}
	return int(n), err
}

// grow gives the next statement a place after all others. The model knows
// nothing of it.
func (l *Live) grow() {
	l.place, l.number = append(l.place, len(l.number)), append(l.number, len(l.place))
	l.model.grow()
	for g := range l.counts {
		l.counts[g] = append(l.counts[g], 0, 0, 0, 0)
	}
	l.shift = append(l.shift, nil)
	l.standings, l.stale = append(l.standings, Standing{}), append(l.stale, true)
}

// Vote takes a vote. A later one of the same participant on the same statement
// replaces the earlier one. On a hidden statement it is kept and counts once the
// statement is shown again. Errors are those of [Builder.Vote].
func (l *Live) Vote(participant, statement string, a Answer) error {
	if err := checkAnswer(participant, statement, a); err != nil {
		return err
	}
	n, err := l.know(statement)
	if err != nil {
		return err
	}
	if votes, hidden := l.hidden[n]; hidden {
		votes[participant] = a
	} else {
		l.set(participant, CodeOf(l.place[n], a))
	}
	return nil
}

// Withdraw takes a vote back; one that was never cast is none.
func (l *Live) Withdraw(participant, statement string) {
	n, there := l.statements.at[statement]
	if !there {
		return
	}
	delete(l.hidden[int(n)], participant)
	if at, known := l.people[participant]; known {
		l.unset(at, l.place[n])
	}
}

// find is where in the row the vote on a place stands, or would stand.
func (p *person) find(place int) (at int, found bool) {
	at, _ = slices.BinarySearch(p.row, CodeOf(place, Disagree))
	return at, at < len(p.row) && p.row[at].Statement() == place
}

// writable gives a row that others may read an array of its own.
func (p *person) writable() {
	if !p.own {
		p.row, p.own = append(make([]Code, 0, len(p.row)+4), p.row...), true
	}
}

func (l *Live) set(participant string, c Code) {
	at, known := l.people[participant]
	if !known {
		at = l.enter(participant)
	}
	p := &l.slots[at]
	q, voted := p.find(c.Statement())
	if voted && p.row[q] == c {
		return
	}
	p.writable()
	if voted {
		l.count(p.group, p.row[q], -1)
		p.row[q] = c
	} else {
		p.row = slices.Insert(p.row, q, c)
	}
	l.count(p.group, c, 1)
	l.move(p)
}

func (l *Live) unset(at uint32, place int) {
	p := &l.slots[at]
	q, voted := p.find(place)
	if !voted {
		return
	}
	p.writable()
	l.count(p.group, p.row[q], -1)
	p.row = slices.Delete(p.row, q, q+1)
	l.move(p)
	if len(p.row) == 0 {
		l.leave(at)
	}
}

func (l *Live) count(group uint8, c Code, by int) {
	l.counts[group][c] += uint32(by)
	l.stale[c>>2] = true
}

// move puts somebody where the votes say, with the votes.
func (l *Live) move(p *person) {
	p.position = l.model.position(p.row)
	if to := l.side(&p.position); to != p.group {
		for _, c := range p.row {
			l.count(p.group, c, -1)
			l.count(to, c, 1)
		}
		l.sizes[p.group]--
		l.sizes[to]++
		p.group = to
	}
	p.touched = true
	l.sinceBase.votes++
	l.sinceSnapshot.votes++
}

// side is the group of a position.
func (l *Live) side(p *Position) uint8 {
	if l.base.Groups == 1 {
		return 0
	}
	at := p.point(l.scale)
	g, _ := at.nearest(l.base.centres)
	return uint8(g)
}

// enter gives somebody new a slot, in the first group until the votes speak.
func (l *Live) enter(participant string) uint32 {
	if len(l.free) == 0 {
		l.free, l.slots = append(l.free, uint32(len(l.slots))), append(l.slots, person{})
	}
	at := l.free[len(l.free)-1]
	l.free = l.free[:len(l.free)-1]
	l.slots[at], l.people[participant] = person{id: participant, base: -1}, at
	l.sizes[0]++
	return at
}

// leave frees the slot of somebody whose votes are all out of the tallies.
func (l *Live) leave(at uint32) {
	p := &l.slots[at]
	l.sizes[p.group]--
	if p.base >= 0 {
		l.unshift(p.base)
	}
	delete(l.people, p.id)
	l.slots[at] = person{}
	l.free = append(l.free, at)
}
