package opinion

import "math"

// countApart counts every vote in the group in which its voter would be without it:
// by a position from the participant's other votes alone. A statement that made
// groups is then not judged by the groups that it made.
func (a *Analysis) countApart() [][]Tally {
	if a.Groups == 1 {
		return nil
	}
	width := 4 * a.Rows.Statements()
	parts := make([][]uint32, chunkCount)
	pulls, scale := a.model.pulls(), a.model.scale()
	stretch := point{float32(scale[0]), float32(scale[1]), float32(scale[2]), float32(scale[3])}
	eachChunk(a.threads, a.Rows.Participants(), func(c, lo, hi int) {
		t := make([]uint32, a.Groups*width)
		for i := lo; i < hi; i++ {
			p := a.Positions[i].point(scale)
			own := int(a.Label[i])
			room := a.room(&p, own)
			hold := a.Positions[i].hold(stretch, room)
			for _, code := range a.Rows.Row(i) {
				g := own
				if !hold.against(&pulls[code>>2]) {
					g = a.besides(i, &p, stretch, room, code)
				}
				t[g*width+int(code)]++
			}
		}
		parts[c] = t
	})
	return merge(parts, a.Groups, a.Rows.Statements())
}

// pull is what bounds how far a vote on a statement can move its voter: the
// length of the statement's loadings, its noise, and the most that an answer
// differs from its mean.
type pull struct{ length, noise, most float32 }

func (m *model) pulls() []pull {
	out := make([]pull, len(m.load))
	for j := range out {
		l := &m.load[j]
		out[j] = pull{norm(l[:maxAxes]), float32(m.noise[j]), max(-m.value[4*j], m.value[4*j+2])}
	}
	return out
}

// norm is the root of the sum of squares.
func norm(of []float32) float32 {
	sum := float32(0)
	for _, x := range of {
		sum += x * x
	}
	return float32(math.Sqrt(float64(sum)))
}

// room is how far a point can surely move, in any direction, without another
// centre becoming the nearest: the way to the nearest plane between two groups,
// less a hundred times what rounding may change.
func (a *Analysis) room(p *point, own int) float32 {
	least, near := math.Inf(1), float64(p.distance(&a.centres[own]))
	length := float64(p.distance(&point{}))
	for g := range a.centres {
		if g == own {
			continue
		}
		far := float64(p.distance(&a.centres[g]))
		between := math.Sqrt(float64(a.centres[own].distance(&a.centres[g])))
		least = min(least, (far-near-2e-5*(far+near+length))/(2*between))
	}
	return float32(0.99 * least)
}

// hold is what bounds how far any vote moved somebody: the length of the mean
// position, the norms of the covariance as it is and stretched, and the room.
type hold struct{ mean, cov, stretched, room float32 }

func (p *Position) hold(stretch point, room float32) hold {
	var cov, stretched float32
	for a := range maxAxes {
		for b := range maxAxes {
			c := p.Cov[at[a][b]]
			cov += c * c
			stretched += c * c * stretch[a] * stretch[a]
		}
	}
	root := func(x float32) float32 { return float32(math.Sqrt(float64(x))) }
	return hold{norm(p.Mean[:]), root(cov), root(stretched), room}
}

// against says whether nobody so held leaves the group for a vote on such a
// statement, by the formula of without with each factor at its most.
func (h *hold) against(v *pull) bool {
	return (v.most+h.mean*v.length)*h.stretched*v.length < h.room*max(1e-3, v.noise-h.cov*v.length*v.length)
}

// groupWithout is the group in which the participant of a row would be without
// one vote.
func (a *Analysis) groupWithout(row int, code Code) int {
	scale := a.model.scale()
	p := a.Positions[row].point(scale)
	return a.besides(row, &p, point{float32(scale[0]), float32(scale[1]), float32(scale[2]), float32(scale[3])}, 0, code)
}

// besides is groupWithout for a row at a point, by the stretch that makes points;
// within the room around the point the group is the row's own.
func (a *Analysis) besides(row int, p *point, stretch point, room float32, code Code) int {
	step := a.model.without(&a.Positions[row], code)
	moved := point{p[0] - step[0]*stretch[0], p[1] - step[1]*stretch[1], p[2] - step[2]*stretch[2], p[3] - step[3]*stretch[3]}
	if room > 0 && moved.distance(p) < room*room {
		return int(a.Label[row])
	}
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
