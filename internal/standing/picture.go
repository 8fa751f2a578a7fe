package standing

import (
	"slices"

	"parley/internal/opinion"
	"parley/internal/room"
)

// Version is the version of the analysis that makes pictures here.
const Version = opinion.Version

// fewest is how many people a figure may be about.
const fewest = 5

// Picture is where a room stands as of a record, and the analysis that says so,
// under the letters and with the turn of the picture. It never changes.
type Picture struct {
	Record   room.RecordStanding
	Analysis *opinion.Analysis

	declared *declared
	unlike   bool // the analysis is not the one that the record rests on
}

// Compute is the picture of a state, whose index is the record up to which it
// goes; before is the picture before, nil for none. It is nil when too few voted.
func Compute(st *room.State, before *Picture) *Picture { return Read(st).Picture(before, 1, nil) }

// Picture is the picture of the votes, see [Compute]. Threads is how many
// goroutines work at once; it moves nothing. It is nil, too, when it was stopped.
func (v *Votes) Picture(before *Picture, threads int, stop opinion.Stop) *Picture {
	rows := v.rows()
	if rows.Participants() < room.LeastForGroups {
		return nil
	}
	a := opinion.AnalyzeUntil(rows, threads, stop)
	if a == nil {
		return nil
	}
	if before != nil {
		a = a.After(before.Analysis)
	}
	t := a.Turn()
	t.Angle = room.Round6(t.Angle)
	a = a.Shown(a.Letters, t)
	p := &Picture{Analysis: a, declared: v.declare(rows)}
	p.Record = v.record(p, before)
	return p
}

// Again is the picture that a record holds, with its analysis made anew; v is the
// votes as of the record that it goes up to. It is nil when it was stopped.
func (v *Votes) Again(said room.RecordStanding, threads int, stop opinion.Stop) *Picture {
	rows := v.rows()
	a := opinion.AnalyzeUntil(rows, threads, stop)
	if a == nil {
		return nil
	}
	p := &Picture{Record: said, Analysis: a, declared: v.declare(rows)}
	if said.Engine != Version || len(said.Letters) != p.Analysis.Groups {
		p.unlike = true
		return p
	}
	letters := make([]int, p.Analysis.Groups)
	for g := range letters {
		letters[g] = int(said.Letters[g] - 'A')
	}
	p.Analysis = p.Analysis.Shown(letters, opinion.Turn{Angle: said.Turn, Mirror: said.Mirror})
	return p
}

// letter is the letter of a group.
func letter(a *opinion.Analysis, group int) string { return string(rune('A' + a.Letters[group])) }

func (v *Votes) record(p, before *Picture) room.RecordStanding {
	a := p.Analysis
	t := a.Turn()
	out := room.RecordStanding{
		Upto: v.upto, Engine: Version, People: a.Rows.Participants(), Votes: a.Rows.Votes(),
		Turn: room.Round6(t.Angle), Mirror: t.Mirror, Statements: map[room.ItemID]room.StandingOf{},
	}
	for g := range a.Groups {
		out.Letters += letter(a, g)
	}
	classed := map[room.ItemID]room.Classed{}
	for _, x := range v.statements {
		classed[x.id] = x.class
	}
	at, was := a.Earlier(v.earlier(a.Rows)), before.claims(a.Rows)
	byGroup, all := at.Standings(opinion.DefaultMark, nil, was), at.Standings(opinion.DefaultMark, p.declared.partitions(at), was)
	together := opinion.Together(all)
	for j, is := range all {
		of := room.StandingOf{Class: classOf(is, byGroup[j], at.Of(j))}
		of.Confirmed = together[j] && (of.Class == room.ClassCommonFor || of.Class == room.ClassCommonAgainst)
		if of.Class == room.ClassShort && everybody(at.Of(j)) >= fewest {
			of.More, of.Beyond = needed(at, j)
		}
		id := room.ItemID(a.Rows.Statement(j))
		out.Statements[id] = classed[id].Say(out.Letters, of)
	}
	if a.Groups > 1 {
		v.groups(&out, a)
	}
	return out
}

// claims is how the statements of a table stood in the picture, by place: a claim
// is given up later than it is made. Once people or statements were taken out
// nothing is held on to.
func (p *Picture) claims(rows *opinion.Rows) []opinion.Standing {
	if p == nil {
		return nil
	}
	there := map[string]bool{}
	for i := range rows.Participants() {
		there[rows.Participant(i)] = true
	}
	out, statements := make([]opinion.Standing, rows.Statements()), 0
	for j := range out {
		of, known := p.Record.Statements[room.ItemID(rows.Statement(j))]
		if out[j].Class = claimed[of.Class]; known {
			statements++
		}
	}
	before := p.Analysis.Rows
	for i := range before.Participants() {
		if !there[before.Participant(i)] {
			return nil
		}
	}
	if statements < len(p.Record.Statements) {
		return nil
	}
	return out
}

var claimed = map[room.StandingClass]opinion.Class{
	room.ClassCommonFor: opinion.CommonFor, room.ClassCommonAgainst: opinion.CommonAgainst,
}

// classOf is how a statement stands: by all partitions, by the opinion groups alone,
// and by their answers. Of fewer than five answers nothing is said, nor a division
// between groups that is only seen with votes counted apart, where a group has fewer
// than five. Where those are divided who declared something, opinions differ within
// the groups.
func classOf(s, byGroup opinion.Standing, by opinion.Partition) room.StandingClass {
	if everybody(by) < fewest {
		return room.ClassShort
	}
	switch s.Class {
	case opinion.CommonFor:
		return room.ClassCommonFor
	case opinion.CommonAgainst:
		return room.ClassCommonAgainst
	case opinion.NeedsInvestigation:
		return room.ClassUnsure
	case opinion.ShortOfAnswers:
		return room.ClassShort
	}
	if byGroup.Reason != opinion.DividedBetween {
		return room.ClassOpenWithin
	}
	plain := opinion.Classify([]opinion.Partition{by}, opinion.DefaultMark, opinion.Standing{})
	if enough(by) || plain.Reason == opinion.DividedBetween {
		return room.ClassOpenBetween
	}
	return room.ClassShort
}

// needed is about how many more answers of each group would decide a statement;
// beyond says that some group has not so many left, or that it is more than pictures
// speak of.
func needed(a *opinion.Analysis, statement int) (more int, beyond bool) {
	by := a.Of(statement)
	n, ok := opinion.Needed(by, opinion.DefaultMark)
	people := make([]int, len(by))
	for _, g := range a.Label {
		people[g]++
	}
	for g, t := range by {
		ok = ok && n <= people[g]-t.N()
	}
	if ok {
		more, ok = room.StandingMore(n)
	}
	return more, !ok
}

func everybody(by opinion.Partition) (n int) {
	for _, t := range by {
		n += t.N()
	}
	return n
}

func enough(by opinion.Partition) bool {
	return !slices.ContainsFunc(by, func(t opinion.Tally) bool { return t.N() < fewest })
}
