package opinion

// countApart counts every vote in the group in which its voter would be without it:
// by a position from the participant's other votes alone. A statement that made
// groups is then not judged by the groups that it made.
func (a *Analysis) countApart() [][]Tally {
	if a.Groups == 1 {
		return nil
	}
	width := 4 * a.Rows.Statements()
	parts := make([][]uint32, chunkCount)
	scale := a.model.scale()
	stretch := point{float32(scale[0]), float32(scale[1]), float32(scale[2]), float32(scale[3])}
	eachChunk(a.threads, a.Rows.Participants(), func(c, lo, hi int) {
		t := make([]uint32, a.Groups*width)
		for i := lo; i < hi; i++ {
			p := a.Positions[i].point(scale)
			for _, code := range a.Rows.Row(i) {
				t[a.besides(i, &p, stretch, code)*width+int(code)]++
			}
		}
		parts[c] = t
	})
	return merge(parts, a.Groups, a.Rows.Statements())
}

// groupWithout is the group in which the participant of a row would be without
// one vote.
func (a *Analysis) groupWithout(row int, code Code) int {
	scale := a.model.scale()
	p := a.Positions[row].point(scale)
	return a.besides(row, &p, point{float32(scale[0]), float32(scale[1]), float32(scale[2]), float32(scale[3])}, code)
}

// besides is groupWithout for a row at a point, by the stretch that makes points.
func (a *Analysis) besides(row int, p *point, stretch point, code Code) int {
	step := a.model.without(&a.Positions[row], code)
	moved := point{p[0] - step[0]*stretch[0], p[1] - step[1]*stretch[1], p[2] - step[2]*stretch[2], p[3] - step[3]*stretch[3]}
	g, _ := moved.nearest(a.centres)
	return g
}

// without is by how much a vote moved the mean of its voter's position: with
// covariance S, loadings w, noise s and residual e = a - w'z, the mean without
// the vote is z - S w e / (s - w'S w). That the loadings themselves are not
// known exactly is left out.
func (m *model) without(p *Position, code Code) point {
	l, c, z := &m.load[code>>2], &p.Cov, &p.Mean
	s0 := c[0]*l[0] + c[1]*l[1] + c[2]*l[2] + c[3]*l[3]
	s1 := c[1]*l[0] + c[4]*l[1] + c[5]*l[2] + c[6]*l[3]
	s2 := c[2]*l[0] + c[5]*l[1] + c[7]*l[2] + c[8]*l[3]
	s3 := c[3]*l[0] + c[6]*l[1] + c[8]*l[2] + c[9]*l[3]
	known := s0*l[0] + s1*l[1] + s2*l[2] + s3*l[3]
	rest := m.value[code] - z[0]*l[0] - z[1]*l[1] - z[2]*l[2] - z[3]*l[3]
	by := rest / max(1e-3, float32(m.noise[code>>2])-known)
	return point{by * s0, by * s1, by * s2, by * s3}
}
