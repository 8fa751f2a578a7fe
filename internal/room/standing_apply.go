package room

import "maps"

// applyStanding makes the picture the last one. What it says of a statement that
// is not public any more is left out.
func applyStanding(s *State, m *meta, p *RecordStanding, _ *None) {
	if !lettersValid(p.Letters) {
		return
	}
	x := &Standing{Index: m.Index, At: m.At, Cmd: m.Cmd, RecordStanding: *p, Cells: s.keptCells(p)}
	x.Groups, x.Statements = nil, make(map[ItemID]StandingOf, len(p.Statements))
	for letter, g := range p.Groups {
		if x.Groups == nil {
			x.Groups = make(map[string]StandingGroup, len(p.Groups))
		}
		g.Holds = maps.Clone(g.Holds)
		x.Groups[letter] = g
	}
	steps, _ := s.stepsAt(p.Upto)
	for id, of := range p.Statements {
		st := s.statement(id)
		if of.Cells != nil {
			x.Cells[id] = StandingCells{p.Upto, m.At, maps.Clone(of.Cells)}
			st.celled, _ = st.publishedAt(p.Upto)
			st.cells = x.Cells[id].By
		}
		of.Cells = nil
		x.Statements[id], st.classed = of, &classed{of, p.Letters, steps(st)}
	}
	s.Standing = x
	s.trimStanding()
}

// keptCells are the cells of the last picture that go on under a new one: those of
// its statements whose letters are the same.
func (s *State) keptCells(p *RecordStanding) map[ItemID]StandingCells {
	out := map[ItemID]StandingCells{}
	if s.Standing == nil {
		return out
	}
	for id, c := range s.Standing.Cells {
		if _, classed := p.Statements[id]; classed && sameLetters(c.By, p.Letters) {
			out[id] = c
		}
	}
	return out
}

func sameLetters(by map[string]Tally, letters string) bool {
	for _, l := range letters {
		if _, ok := by[string(l)]; !ok {
			return false
		}
	}
	return len(by) == len(letters)
}

// trimStanding takes statements that are not public out of the picture. The picture
// before stays as it was for who still reads it.
func (s *State) trimStanding() {
	if s.Standing == nil {
		return
	}
	for id := range s.Standing.Statements {
		if !s.statement(id).InOpinions() {
			s.Standing = s.Standing.without(id)
		}
	}
}

// without is the picture without the statement, and the shares that rest on it.
func (x *Standing) without(id ItemID) *Standing {
	out := *x
	out.Statements, out.Cells, out.Groups = maps.Clone(x.Statements), maps.Clone(x.Cells), maps.Clone(x.Groups)
	delete(out.Statements, id)
	delete(out.Cells, id)
	for letter, g := range out.Groups {
		if _, holds := g.Holds[id]; holds {
			g.Holds = maps.Clone(g.Holds)
			delete(g.Holds, id)
			out.Groups[letter] = g
		}
	}
	return &out
}
