package stand

import (
	"cmp"
	"slices"
	"strconv"

	"parley/internal/opinion"
	"parley/internal/opinion/polis"
	"parley/internal/words"
)

// acrossGroups is how many statements the list of what all groups agree on has.
const acrossGroups = 10

// digits is to how many digits figures are given.
const digits = 9

// FromPolis is the report of a table as Polis would analyse it. It withholds
// nothing that Polis shows, however few people a figure is about: so it is not for
// sources with a room. It is nil once stop has said that nobody waits for it.
func FromPolis(s *Source, stop opinion.Stop, t *words.Words) *Model {
	r := polis.RunUntil(s.polisTable(), stop)
	if r == nil {
		return nil
	}
	counting := s.Rows()
	m := s.model(Polis, counting, t)
	m.groupsOfPolis(s, r)
	var places []place
	for i, g := range r.GroupOf {
		if g >= 0 {
			places = append(places, place{r.Positions[i][0], r.Positions[i][1], g})
		}
	}
	m.Map = mapOf(places, r.K())
	m.statementsOfPolis(s, r)
	m.Files = s.filesOf(counting, func(int) bool { return true })
	return m
}

func letter(group int) string { return string(rune('A' + group)) }

func (m *Model) groupsOfPolis(s *Source, r *polis.Result) {
	for g := range r.Groups {
		out := Group{Letter: letter(g)}
		for _, of := range r.GroupOf {
			if of == g {
				out.People++
			}
		}
		out.Share = round(float64(out.People)/float64(len(r.Eligible)), digits)
		agree, seen := 0, 0
		for j, v := range r.Votes[g] {
			if !s.hidden(j) {
				agree, seen = agree+v.Agree, seen+v.Seen
			}
		}
		out.Agrees = round(float64(agree)/float64(max(1, seen)), digits)
		for _, h := range r.Representative[g] {
			out.Holds = append(out.Holds, Hold{Statement: s.all.Statement(h.Statement), Disagrees: h.Disagree,
				Own: round(h.Share, digits), Others: round(h.Share/h.Ratio, digits)})
		}
		m.Groups = append(m.Groups, out)
	}
}

func (m *Model) statementsOfPolis(s *Source, r *polis.Result) {
	p := &PolisView{Silhouette: map[string]float64{}}
	for k, v := range r.Silhouette {
		p.Silhouette[strconv.Itoa(k)] = round(v, digits)
	}
	for j, all := range s.tally() {
		if s.hidden(j) {
			continue
		}
		id := s.all.Statement(j)
		one := Statement{ID: id, Text: s.Comments[id].Text, All: &all, In: s.stoodIn(id),
			ConsensusAgree: round(r.ConsensusAgree[j], digits), ConsensusDisagree: round(r.ConsensusDisagree[j], digits)}
		for g := range r.Votes {
			v := r.Votes[g][j]
			one.Groups = append(one.Groups, Counts{v.Agree, v.Disagree, v.Seen - v.Agree - v.Disagree})
		}
		m.Statements = append(m.Statements, one)
		for c := range p.Components {
			p.Components[c] = append(p.Components[c], round(r.Components[c][j], digits))
		}
	}
	if r.K() > 0 {
		best := slices.Clone(m.Statements)
		slices.SortStableFunc(best, func(a, b Statement) int { return cmp.Compare(b.ConsensusAgree, a.ConsensusAgree) })
		for _, one := range best[:min(acrossGroups, len(best))] {
			p.Consensus = append(p.Consensus, one.ID)
		}
	}
	name := func(of []polis.Agreed) (ids []string) {
		for _, a := range of {
			ids = append(ids, s.all.Statement(a.Statement))
		}
		return ids
	}
	p.Agreed, p.Disagreed = name(r.Agreed), name(r.Disagreed)
	m.Polis = p
}
