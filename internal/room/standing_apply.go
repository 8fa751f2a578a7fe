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
	for id, of := range p.Statements {
		if of.Cells != nil {
			x.Cells[id] = StandingCells{p.Upto, m.At, maps.Clone(of.Cells)}
			st := s.statement(id)
			st.celled, _ = st.publishedAt(p.Upto)
		}
		of.Cells = nil
		x.Statements[id] = of
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

// trimStanding takes out of the picture what must not be shown any more: statements
// that are not public, and cells that the breakdowns of a closed vote cross.
// The picture before stays as it was for who still reads it.
func (s *State) trimStanding() {
	if s.Standing == nil {
		return
	}
	for id := range s.Standing.Statements {
		x := s.statement(id)
		c, celled := s.Standing.Cells[id]
		switch {
		case !x.InOpinions():
			s.Standing = s.Standing.without(id)
			s.Standing.Statements = maps.Clone(s.Standing.Statements)
			delete(s.Standing.Statements, id)
		case celled && s.beside(x).crossed(c.By):
			s.Standing = s.Standing.without(id)
		}
	}
}

// without is the picture without the statement's cells, and the shares that rest on
// them.
func (x *Standing) without(id ItemID) *Standing {
	out := *x
	out.Cells = maps.Clone(x.Cells)
	delete(out.Cells, id)
	out.Groups = maps.Clone(x.Groups)
	for letter, g := range out.Groups {
		if _, holds := g.Holds[id]; holds {
			g.Holds = maps.Clone(g.Holds)
			delete(g.Holds, id)
			out.Groups[letter] = g
		}
	}
	return &out
}
