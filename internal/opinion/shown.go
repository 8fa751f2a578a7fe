package opinion

import "math"

// Version is raised whenever the same votes would get another analysis, or another
// picture of one.
const Version = "3"

// Turn is how a picture was turned: mirrored at the first axis if Mirror says so,
// then turned by Angle, in radians.
type Turn struct {
	Angle  float64
	Mirror bool
}

// Turn is how the picture of the analysis is turned, see [Analysis.After].
func (a *Analysis) Turn() Turn {
	p := a.picture
	return Turn{math.Atan2(p[1][0], p[0][0]), p[0][0]*p[1][1]-p[0][1]*p[1][0] < 0}
}

// Shown is the analysis under the letters and with the turn under which it was
// shown; letters are by group. Nothing else changes. It returns a new analysis.
func (a *Analysis) Shown(letters []int, t Turn) *Analysis {
	out := *a
	out.Letters = letters
	s, c := math.Sincos(t.Angle)
	out.picture = [2][2]float64{{c, -s}, {s, c}}
	if t.Mirror {
		out.picture = [2][2]float64{{c, s}, {s, -c}}
	}
	return &out
}
