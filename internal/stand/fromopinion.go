package stand

import (
	"cmp"
	"slices"

	"parley/internal/opinion"
	"parley/internal/room"
	"parley/internal/words"
)

const (
	mostHolds = 5 // statements that a group is described by
	fewest    = 5 // people whom a count may be about
)

// Evidence is how sure Parley's method is of its groups.
type Evidence struct {
	Stability float64 `json:"stability"` // 0 to 1: how well groups come back when a fifth of the people is left out
	Gain      float64 `json:"gain"`      // share of the variance of votes hidden from them that groups explain
}

// FromOpinion is the report of a table as Parley analyses it, by so many threads
// at once, which move no result. It tells stage what it is about to do, and is nil
// once stop has said that nobody waits for it.
func FromOpinion(s *Source, threads int, stage func(string), stop opinion.Stop, t *words.Words) *Model {
	r := s.Rows()
	m := s.model(Parley, r, t)
	stage("finding groups")
	a := opinion.FitUntil(r, threads, stop)
	if a == nil {
		return nil
	}
	if m.Silent = s.ofRooms() && r.Participants() < room.LeastForGroups; m.Silent {
		a = a.OneField()
	} else {
		stage("testing whether the groups are chance")
		if a = a.TestUntil(stop); a == nil {
			return nil
		}
	}
	stage("classifying statements")
	if a.Groups > 1 {
		m.Evidence = &Evidence{round(a.Stability, digits), round(a.Gain, digits)}
	}
	if a.Groups > 1 && !s.ofRooms() { // a room shows nobody's place
		places := make([]place, len(a.Positions))
		for i, p := range a.Positions {
			places[i] = place{float64(p.Mean[0]) * a.Strength[0], float64(p.Mean[1]) * a.Strength[1], int(a.Label[i])}
		}
		m.Map = mapOf(places, a.Groups)
	}
	m.countsOfOpinion(s, a, s.declared.by(a))
	return m
}

// model is a report that says as yet what the votes are; r is those that count.
func (s *Source) model(method Method, r *opinion.Rows, t *words.Words) *Model {
	m := &Model{Language: t.Lang, Title: s.Title, Method: method, Table: s.table(r), Notes: s.Notes, t: t}
	if len(s.files) > 1 {
		m.Title = t.T("stand.series", words.Args{"n": len(s.files)})
	}
	return m
}

// countsOfOpinion sets what counts answers. The number of votes is that of the
// counts shown: with all votes in it, a lone statement that too few answered
// could be had by taking the others off.
func (m *Model) countsOfOpinion(s *Source, a *opinion.Analysis, declared []opinion.Partition) {
	telltale := s.telltales(a, declared)
	if a.Groups > 1 {
		m.groupsOfOpinion(a, telltale)
	}
	if declared != nil {
		m.Declared = &Declared{s.declared.column, s.declared.byFile != nil, s.declared.groups, s.declared.byFile == nil && s.ofRooms()}
	}
	m.statementsOfOpinion(s, a, declared, telltale)
	m.Table.Votes = 0
	shown := map[string]bool{}
	for _, one := range m.Statements {
		if one.All != nil {
			m.Table.Votes += one.All.N()
			shown[one.ID] = true
		}
	}
	m.Files = s.filesOf(a.Rows, func(j int) bool { return shown[a.Rows.Statement(j)] })
}

// groupsOfOpinion says of groups only what hangs on statements on which the
// counts of groups are shown: in nine digits a share would give others away.
func (m *Model) groupsOfOpinion(a *opinion.Analysis, telltale []telltale) {
	shown := make([]bool, a.Rows.Statements())
	for j := range shown {
		var one Statement
		one.count(a.Of(j))
		shown[j] = one.Groups != nil && !telltale[j].groups
	}
	for g, people := range a.Sizes {
		out := Group{Letter: letter(g), People: people, Share: round(float64(people)/float64(a.Rows.Participants()), digits)}
		var all Counts
		for j, v := range a.Tallies[g] {
			if shown[j] {
				all = all.plus(Counts(v))
			}
		}
		out.Agrees = round(float64(all.Agree)/float64(max(1, all.N())), digits)
		for _, r := range a.Representatives(g) {
			id := a.Rows.Statement(r.Statement)
			if shown[r.Statement] && len(out.Holds) < mostHolds && !slices.ContainsFunc(out.Holds, func(h Hold) bool { return h.Statement == id }) {
				out.Holds = append(out.Holds, Hold{Statement: id, Disagrees: r.Answer == opinion.Disagree,
					Own: round(r.Group.Estimate, digits), Others: round(r.Rest.Estimate, digits),
					Low: round(r.More.Low, digits), High: round(r.More.High, digits)})
			}
		}
		m.Groups = append(m.Groups, out)
	}
}

func (m *Model) statementsOfOpinion(s *Source, a *opinion.Analysis, declared []opinion.Partition, telltale []telltale) {
	judge := s.judge(declared, telltale)
	all := standings(a, judge)
	together := opinion.Together(all)
	for j, is := range all {
		if s.hidden(j) {
			continue
		}
		id := a.Rows.Statement(j)
		out := Statement{ID: id, Text: s.Comments[id].Text, Class: classOf(is), Confirmed: together[j], sure: max(is.For, is.Against)}
		by, said := a.Of(j), judged{}
		if declared != nil {
			said = judge[j]
		}
		if out.Class == Short {
			out.More = needed(by, said.by)
		}
		if out.count(by); telltale[j].groups {
			out.Groups = nil
		}
		if said.by != nil && !said.withheld {
			out.countDeclared(declared[j])
		}
		if out.withhold(by, said.by); out.All != nil {
			out.In = s.stoodIn(id)
		}
		m.Statements = append(m.Statements, out)
	}
}

func classOf(s opinion.Standing) Class {
	switch s.Class {
	case opinion.CommonFor:
		return CommonGround
	case opinion.CommonAgainst:
		return CommonGroundAgainst
	case opinion.NeedsInvestigation:
		return ManyUnsure
	case opinion.OpenPoint:
		if s.Reason == opinion.DividedBetween {
			return OpenBetween
		}
		return OpenWithin
	}
	return Short
}

// count sets the counts that may be shown. Where a group's is about too few, no
// group's is given: together with the others the sum would give it away.
func (s *Statement) count(by opinion.Partition) {
	var all Counts
	var groups []Counts
	few := false
	for _, v := range by {
		c := Counts(v)
		all = all.plus(c)
		groups = append(groups, c)
		few = few || c.N() > 0 && c.N() < fewest
	}
	if all.N() < fewest {
		return
	}
	s.All = &all
	if !few && len(groups) > 1 {
		s.Groups = groups
	}
}

// countDeclared sets the counts by declared group likewise.
func (s *Statement) countDeclared(by opinion.Partition) {
	if s.All == nil || !telling(by, fewest) {
		return
	}
	for _, v := range by {
		s.Declared = append(s.Declared, Counts(v))
	}
}

// needed is how many more answers of each group would decide, of opinion groups
// and of declared ones; 0 where thousands would not.
func needed(by, declared opinion.Partition) int {
	more, ok := opinion.Needed(by, opinion.DefaultMark)
	if ok && declared != nil {
		var also int
		also, ok = opinion.Needed(declared, opinion.DefaultMark)
		more = max(more, also)
	}
	if !ok {
		return 0
	}
	return more
}

// withhold takes back what would say of the few how they answered, once the
// counts are set: how a statement stands that fewer than five answered, and
// where the groups' counts are not shown, what hangs on the small ones.
func (s *Statement) withhold(by, declared opinion.Partition) {
	if s.All == nil {
		s.Class, s.Confirmed, s.More, s.sure = Short, false, 0, 0
		return
	}
	hidden := s.Groups == nil && len(by) > 1
	if hidden || s.Declared == nil && len(declared) > 1 {
		s.More, s.sure = 0, 0
	}
	if hidden && s.Class == OpenBetween {
		shown := []opinion.Partition{by}
		if s.Declared != nil {
			shown = append(shown, declared)
		}
		if classOf(opinion.Classify(shown, opinion.DefaultMark, opinion.Standing{})) != OpenBetween {
			s.Class = Short // it stands so only with votes counted apart
		}
	}
}

// classes are the lists of the page, each with what decides its order: the
// surest first, and of those short of answers the ones that fewest would decide.
func (m *Model) classes() (out []list) {
	for _, class := range []Class{CommonGround, CommonGroundAgainst, OpenBetween, OpenWithin, ManyUnsure, Short} {
		var of []Statement
		for _, s := range m.Statements {
			if s.Class == class {
				of = append(of, s)
			}
		}
		slices.SortStableFunc(of, func(a, b Statement) int {
			switch {
			case a.Confirmed != b.Confirmed && a.Confirmed:
				return -1
			case a.Confirmed != b.Confirmed:
				return 1
			case class == Short:
				return cmp.Compare(uint(a.More-1), uint(b.More-1)) // 0 is beyond reach
			}
			return cmp.Compare(b.sure, a.sure)
		})
		l := list{Name: string(class)}
		l.Of, l.Rest = cut(of, mostListed)
		out = append(out, l)
	}
	return out
}
