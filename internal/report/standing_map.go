package report

import (
	"fmt"
	"html"
	"math"
	"strings"

	"parley/internal/words"
)

// The map of opinion groups, in the units of its picture. The pages draw the
// same (web/src/lib/standmap.ts).
const (
	mapWide, mapHigh = 440, 300
	mapMargin        = 40
	mapReach         = 1.5  // standard deviations from a group's middle to its ellipse
	leastAxis        = 32   // half of an ellipse: its marks are to be told apart
	mapInner         = 0.15 // share of an ellipse that is its letter's
	mapApart         = 20   // from a letter's middle to the next mark
	mapTurn          = 137.50776 * math.Pi / 180
	leastPerMark     = 5
	mostMarks        = 100 // on one map
)

// marks are the groups' shapes in the order of letters, around a point that is
// moved to first.
var marks = []string{
	"m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z", // disc
	"m-4-4h8v8h-8z",                                             // square
	"m0-5.2l5.4 9.4h-10.8z",                                     // triangle
	"m0-5.6l5.6 5.6-5.6 5.6-5.6-5.6z",                           // diamond
	"m5 0l-2.5 4.3h-5l-2.5-4.3 2.5-4.3h5z",                      // hexagon
	"m-1.6-5h3.2v3.4h3.4v3.2h-3.4v3.4h-3.2v-3.4h-3.4v-3.2h3.4z", // cross
	"m0-5.8l1.4 3.9 4.1.1-3.3 2.6 1.2 3.9-3.4-2.3-3.4 2.3 1.2-3.9-3.3-2.6 4.1-.1z",        // star
	"m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm2.4 0a2.6 2.6 0 1 1 5.2 0a2.6 2.6 0 1 1-5.2 0z", // ring
}

// perMark is how many of so many people one mark stands for: five, or more
// where that would fill the map.
func perMark(people int) int {
	per := leastPerMark
	for k := 0; people > per*mostMarks; k++ {
		per *= []int{2, 5}[k%2]
	}
	return per
}

// ellipse has its middle, half its axes, and by how much it is turned clockwise.
type ellipse struct{ x, y, a, b, turn float64 }

// ellipses are the groups' spreads, such that each lies within the picture, which
// may have one axis alone.
func ellipses(groups []StandingGroup) []ellipse {
	lowX, lowY, highX, highY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, g := range groups {
		lowX, highX = min(lowX, g.X-mapReach*g.SX), max(highX, g.X+mapReach*g.SX)
		lowY, highY = min(lowY, g.Y-mapReach*g.SY), max(highY, g.Y+mapReach*g.SY)
	}
	scale := min((mapWide-2*mapMargin)/max(highX-lowX, 1e-6), (mapHigh-2*mapMargin)/max(highY-lowY, 1e-6))
	out := make([]ellipse, len(groups))
	for i, g := range groups {
		xx, yy, xy := g.SX*g.SX, g.SY*g.SY, g.R*g.SX*g.SY
		mean, half := (xx+yy)/2, math.Hypot((xx-yy)/2, xy)
		out[i] = ellipse{
			x: mapWide/2 + scale*(g.X-(lowX+highX)/2), y: mapHigh/2 - scale*(g.Y-(lowY+highY)/2),
			a: max(leastAxis, scale*mapReach*math.Sqrt(mean+half)), b: max(leastAxis, scale*mapReach*math.Sqrt(max(0, mean-half))),
			turn: -math.Atan2(2*xy, xx-yy) / 2,
		}
	}
	return out
}

// mark is the place of the i-th of n marks in the ellipse, as seeds stand in a
// sunflower, but beside the letters in the middle of all: they say how many, not
// where anybody is.
func (e ellipse) mark(i, n int, all []ellipse) (x, y float64) {
	out, cos, sin := math.Sqrt(mapInner+(1-mapInner)*(float64(i)+0.5)/float64(n)), math.Cos(e.turn), math.Sin(e.turn)
	p, q := e.a*out*math.Cos(float64(i)*mapTurn), e.b*out*math.Sin(float64(i)*mapTurn)
	x, y = e.x+p*cos-q*sin, e.y+p*sin+q*cos
	for _, l := range all {
		if d := math.Hypot(x-l.x, y-l.y); d > 0 && d < mapApart {
			x, y = l.x+(x-l.x)*mapApart/d, l.y+(y-l.y)*mapApart/d
		}
	}
	return x, y
}

// tenths is a length in the picture. One decimal hides in which order a machine
// rounds.
func tenths(x float64) string {
	s := fmt.Sprintf("%.1f", x)
	if s == "-0.0" {
		return "0.0"
	}
	return s
}

// Shape is a group's mark alone, for a line of text.
func Shape(letter string) string {
	g := letterIndex(letter)
	return fmt.Sprintf(`<svg class="shape" viewBox="-7 -7 14 14" aria-hidden="true"><path class="mark g%d" d="M0 0%s"/></svg>`, g, marks[g])
}

// letterIndex is the number of a letter's shape and colour.
func letterIndex(letter string) int {
	if letter == "" {
		return 0
	}
	return int(letter[0]-'A') % len(marks)
}

// MapOf is the map of groups in a language. Of a group it takes letter, people,
// middle and spread.
func MapOf(groups []StandingGroup, t *words.Words) *StandingMap {
	all := 0
	m := &StandingMap{Title: t.T("stand.h.map")}
	for _, g := range groups {
		all += g.People
	}
	m.PerMark = perMark(all)
	m.Says = []string{t.T("standing.map.marks", words.Args{"n": m.PerMark}), t.T("standing.map.near")}
	return m
}

// Draw is the map as a picture with a title and a text for those who do not see
// it; "" where there are no groups. Ellipses and marks have the class of their group,
// g0 for A.
func (m *StandingMap) Draw(groups []StandingGroup) string {
	if len(groups) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="standmap" viewBox="0 0 %d %d" role="img" aria-labelledby="map-title map-says"><title id="map-title">%s</title><desc id="map-says">%s</desc>`,
		mapWide, mapHigh, html.EscapeString(m.Title), html.EscapeString(strings.Join(m.Says, " ")))
	at := ellipses(groups)
	for i, g := range groups {
		fmt.Fprintf(&b, `<ellipse class="g%d" cx="%s" cy="%s" rx="%s" ry="%s" transform="rotate(%s %s %s)"/>`, letterIndex(g.Letter),
			tenths(at[i].x), tenths(at[i].y), tenths(at[i].a), tenths(at[i].b), tenths(at[i].turn*180/math.Pi), tenths(at[i].x), tenths(at[i].y))
	}
	for i, g := range groups {
		fmt.Fprintf(&b, `<path class="mark g%d" d="`, letterIndex(g.Letter))
		n := max(1, (g.People+m.PerMark/2)/m.PerMark)
		for k := range n {
			x, y := at[i].mark(k, n, at)
			fmt.Fprintf(&b, "M%s %s%s", tenths(x), tenths(y), marks[letterIndex(g.Letter)])
		}
		b.WriteString(`"/>`)
	}
	for i, g := range groups {
		fmt.Fprintf(&b, `<text x="%s" y="%s">%s</text>`, tenths(at[i].x), tenths(at[i].y+8), g.Letter)
	}
	b.WriteString("</svg>")
	return b.String()
}
