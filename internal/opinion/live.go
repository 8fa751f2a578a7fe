package opinion

import (
	"math"
	"slices"
)

// Live follows votes as they come, on the axes and groups of an analysis: a vote
// moves its voter's position and group, the tallies and the statement's standing
// at once. Axes, statements' means and groups' middles stand still until the
// next analysis. It is not for several goroutines at once.
type Live struct {
	base       *Analysis
	mark       float64
	model      model
	centres    []point
	scale      [maxAxes]float64
	people     index
	statements index
	rows       [][]Code
	positions  []Position
	label      []uint8
	sizes      []int
	tallies    [][]Tally
	standings  []Standing
	stale      []bool // by statement: votes came since its standing was found
	votes      int
	changed    int  // votes since the analysis
	removed    bool // a person or a statement was taken out
}

// NewLive starts from an analysis. Was is the standings so far by statement id,
// nil if there are none. A live table goes on with [Live.Next].
func NewLive(a *Analysis, mark float64, was map[string]Standing) *Live {
	l := &Live{base: a, mark: mark, model: a.model.clone(), centres: slices.Clone(a.centres), scale: a.model.scale(),
		positions: slices.Clone(a.Positions), label: slices.Clone(a.Label), sizes: slices.Clone(a.Sizes), votes: a.Rows.Votes()}
	for i := range a.Rows.Participants() {
		l.people.of(a.Rows.Participant(i))
		l.rows = append(l.rows, slices.Clip(a.Rows.Row(i)))
	}
	for g := range a.Tallies {
		l.tallies = append(l.tallies, slices.Clone(a.Tallies[g]))
	}
	for j := range a.Rows.Statements() {
		l.statements.of(a.Rows.Statement(j))
		l.standings, l.stale = append(l.standings, was[a.Rows.Statement(j)]), append(l.stale, true)
	}
	return l
}

// Statement makes a statement known. It is an error, and changes nothing, to
// have more than [MaxStatements].
func (l *Live) Statement(id string) error {
	_, err := l.place(id)
	return err
}

func (l *Live) place(id string) (int, error) {
	at, err := l.statements.add(id)
	if err != nil || int(at) < len(l.stale) {
		return int(at), err
	}
	l.model.grow()
	for g := range l.tallies {
		l.tallies[g] = append(l.tallies[g], Tally{})
	}
	l.standings, l.stale = append(l.standings, Standing{}), append(l.stale, true)
	return int(at), nil
}

// Vote takes a vote. A later one of the same participant on the same statement
// replaces the earlier one. Errors are those of [Builder.Vote].
func (l *Live) Vote(participant, statement string, a Answer) error {
	if err := checkAnswer(participant, statement, a); err != nil {
		return err
	}
	j, err := l.place(statement)
	if err != nil {
		return err
	}
	l.set(l.person(participant), j, a, true)
	return nil
}

// person is the row of a participant, who need not be known yet.
func (l *Live) person(id string) int {
	i := int(l.people.of(id))
	if i == len(l.rows) {
		l.rows, l.positions, l.label = append(l.rows, nil), append(l.positions, l.model.position(nil)), append(l.label, 0)
	}
	return i
}

// Withdraw takes a vote back; one that was never cast is none.
func (l *Live) Withdraw(participant, statement string) {
	i, known := l.people.at[participant]
	j, there := l.statements.at[statement]
	if known && there {
		l.set(int(i), int(j), 0, false)
	}
}

// Forget takes all votes of a participant back, who may be banned or erased.
// What they did to axes and means goes with the next analysis, which is due.
func (l *Live) Forget(participant string) {
	i, known := l.people.at[participant]
	if !known {
		return
	}
	for len(l.rows[i]) > 0 {
		l.set(int(i), l.rows[i][0].Statement(), 0, false)
	}
	l.removed = true
}

// Hide takes all votes on a statement back. It counts for nothing from now on,
// as for Forget.
func (l *Live) Hide(statement string) {
	j, known := l.statements.at[statement]
	if !known {
		return
	}
	for i := range l.rows {
		l.set(i, int(j), 0, false)
	}
	l.removed = true
}

// set writes a vote into a row, or takes it out, and moves what hangs on it.
func (l *Live) set(i, j int, a Answer, in bool) {
	row := l.rows[i]
	at, voted := slices.BinarySearchFunc(row, j, func(c Code, j int) int { return c.Statement() - j })
	if !voted && !in || voted && in && row[at].Answer() == a {
		return
	}
	g := l.label[i]
	if len(row) == 0 {
		l.sizes[g]++
	}
	if voted {
		l.tallies[g][j].add(row[at].Answer(), -1)
	}
	switch {
	case voted && in:
		row = slices.Clone(row)
		row[at] = CodeOf(j, a)
	case in:
		row = slices.Insert(row, at, CodeOf(j, a))
		l.votes++
	default:
		row = slices.Delete(slices.Clone(row), at, at+1)
		l.votes--
	}
	if in {
		l.tallies[g][j].add(a, 1)
	}
	if len(row) == 0 {
		l.sizes[g]--
	}
	l.rows[i], l.stale[j] = row, true
	l.changed++
	l.move(i)
}

// move puts a participant where their votes say, with their votes.
func (l *Live) move(i int) {
	l.positions[i] = l.model.position(l.rows[i])
	if len(l.centres) < 2 {
		return
	}
	p := l.positions[i].point(l.scale)
	to, _ := p.nearest(l.centres)
	from := l.label[i]
	l.label[i] = uint8(to)
	if uint8(to) == from || len(l.rows[i]) == 0 {
		return
	}
	l.sizes[from]--
	l.sizes[to]++
	for _, c := range l.rows[i] {
		l.tallies[from][c>>2].add(c.Answer(), -1)
		l.tallies[to][c>>2].add(c.Answer(), 1)
		l.stale[c>>2] = true
	}
}

// Standing is how a statement stands now; the zero value for one not known.
func (l *Live) Standing(statement string) Standing {
	j, known := l.statements.at[statement]
	if !known {
		return Standing{}
	}
	if l.stale[j] {
		by := []Partition{l.Of(statement)}
		if apart := l.apart(int(j)); apart != nil {
			by = append(by, apart)
		}
		l.standings[j], l.stale[j] = Classify(by, l.mark, l.standings[j]), false
	}
	return l.standings[j]
}

// Of is the answers to a statement by group now; nil for one not known.
func (l *Live) Of(statement string) Partition {
	j, known := l.statements.at[statement]
	if !known {
		return nil
	}
	out := make(Partition, len(l.tallies))
	for g := range out {
		out[g] = l.tallies[g][j]
	}
	return out
}

// apart is the answers to a statement as the analysis counted them apart, see
// [Analysis.Apart], with what has come by group since; nil if it did not.
func (l *Live) apart(j int) Partition {
	if l.base.Apart == nil || j >= l.base.Rows.Statements() {
		return nil
	}
	out := make(Partition, len(l.tallies))
	for g := range out {
		then, was, now := l.base.Apart[g][j], l.base.Tallies[g][j], l.tallies[g][j]
		out[g] = Tally{max(0, then.Agree+now.Agree-was.Agree), max(0, then.Disagree+now.Disagree-was.Disagree), max(0, then.Unsure+now.Unsure-was.Unsure)}
	}
	return out
}

// Group is the group of a participant now; ok is false for who has no vote.
func (l *Live) Group(participant string) (group int, ok bool) {
	i, known := l.people.at[participant]
	if !known || len(l.rows[i]) == 0 {
		return 0, false
	}
	return int(l.label[i]), true
}

// Sizes is the number of people by group now. It belongs to the caller.
func (l *Live) Sizes() []int { return slices.Clone(l.sizes) }

// leastDrift is how many votes a statement has before its mean is watched.
const leastDrift = 20

// Due says whether the next analysis is due: a twentieth of the votes is new, the
// mean of a statement with some votes moved by more than 0.02 and by what its
// votes leave open, or something was taken out. That time has passed is for the
// caller to say.
func (l *Live) Due() bool {
	if l.removed || 20*l.changed >= max(1, l.base.Rows.Votes()) {
		return true
	}
	if l.changed == 0 {
		return false
	}
	for j := range l.base.basis.centred.mean {
		var t Tally
		for g := range l.tallies {
			t = t.plus(l.tallies[g][j])
		}
		n := float64(t.N())
		drift := math.Abs(float64(t.Agree-t.Disagree)/max(1, n) - l.base.basis.centred.mean[j])
		if n >= leastDrift && drift > max(0.02, 1/math.Sqrt(n)) {
			return true
		}
	}
	return false
}

// Rows is the table of the votes now, for the next analysis. It shares nothing
// with what follows.
func (l *Live) Rows() *Rows {
	var b Builder
	for j := range l.statements.names {
		b.statements.of(l.statements.names[j])
	}
	b.votes = make([]cast, 0, l.votes)
	for i, row := range l.rows {
		for _, c := range row {
			b.votes = append(b.votes, cast{b.participants.of(l.people.names[i]), uint16(c.Statement()), c.Answer()})
		}
	}
	return b.Rows()
}
