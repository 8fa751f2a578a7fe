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
	ownApart         = 26   // … to one's own place
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

// point is a place in the picture.
type point struct{ x, y float64 }

// ellipse has its middle, half its axes, and by how much it is turned clockwise.
type ellipse struct {
	point
	a, b, turn float64
}

// Own is where whoever looks at a map stands, in units of answers, and the word for
// it there.
type Own struct {
	X, Y float64
	Name string
}

// frame is which part of the plane the picture shows, and how large.
type frame struct{ midX, midY, scale float64 }

// frameOf is such that each group's ellipse lies within the picture, which may have
// one axis alone, and own, if not nil.
func frameOf(groups []StandingGroup, own *Own) frame {
	lowX, lowY, highX, highY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	within := func(x, y, wide, high float64) {
		lowX, highX = min(lowX, x-wide), max(highX, x+wide)
		lowY, highY = min(lowY, y-high), max(highY, y+high)
	}
	for _, g := range groups {
		within(g.X, g.Y, mapReach*g.SX, mapReach*g.SY)
	}
	if own != nil {
		within(own.X, own.Y, 0, 0)
	}
	return frame{
		(lowX + highX) / 2, (lowY + highY) / 2,
		min((mapWide-2*mapMargin)/max(highX-lowX, 1e-6), (mapHigh-2*mapMargin)/max(highY-lowY, 1e-6)),
	}
}

func (f frame) at(x, y float64) point {
	return point{mapWide/2 + f.scale*(x-f.midX), mapHigh/2 - f.scale*(y-f.midY)}
}

// ellipses are the groups' spreads.
func (f frame) ellipses(groups []StandingGroup) []ellipse {
	out := make([]ellipse, len(groups))
	for i, g := range groups {
		xx, yy, xy := g.SX*g.SX, g.SY*g.SY, g.R*g.SX*g.SY
		mean, half := (xx+yy)/2, math.Hypot((xx-yy)/2, xy)
		out[i] = ellipse{
			f.at(g.X, g.Y), max(leastAxis, f.scale*mapReach*math.Sqrt(mean+half)),
			max(leastAxis, f.scale*mapReach*math.Sqrt(max(0, mean-half))), -math.Atan2(2*xy, xx-yy) / 2,
		}
	}
	return out
}

// beside moves a point straight away from each group's letter to which it is nearer
// than it may be; one in the very middle of a letter, down.
func (p point) beside(all []ellipse, far float64) point {
	for _, l := range all {
		switch d := math.Hypot(p.x-l.x, p.y-l.y); {
		case d >= far:
		case d > 0:
			p = point{l.x + (p.x-l.x)*far/d, l.y + (p.y-l.y)*far/d}
		default:
			p = point{l.x, l.y + far}
		}
	}
	return p
}

// mark is the place of the i-th of n marks in the ellipse, as seeds stand in a
// sunflower, but beside the letters in the middle of all: they say how many, not
// where anybody is.
func (e ellipse) mark(i, n int, all []ellipse) point {
	out, cos, sin := math.Sqrt(mapInner+(1-mapInner)*(float64(i)+0.5)/float64(n)), math.Cos(e.turn), math.Sin(e.turn)
	p, q := e.a*out*math.Cos(float64(i)*mapTurn), e.b*out*math.Sin(float64(i)*mapTurn)
	return point{e.x + p*cos - q*sin, e.y + p*sin + q*cos}.beside(all, mapApart)
}

// own is where one's own place is drawn, so that no letter lies beneath it, and its
// name: under it, or above where a letter or the edge is.
func (f frame) own(o *Own, all []ellipse) (on, name point) {
	on = f.at(o.X, o.Y).beside(all, ownApart)
	name = point{on.x, on.y + 28}
	hit := name.y > mapHigh-8
	for _, l := range all {
		hit = hit || math.Abs(l.x-name.x) < 32 && math.Abs(l.y-name.y+8) < 19
	}
	if hit {
		name.y = max(12, on.y-14)
	}
	return on, name
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
// g0 for A. Own is nil where nobody's place is drawn.
func (m *StandingMap) Draw(groups []StandingGroup, own *Own) string {
	if len(groups) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="standmap" viewBox="0 0 %d %d" role="img" aria-labelledby="map-title map-says"><title id="map-title">%s</title><desc id="map-says">%s</desc>`,
		mapWide, mapHigh, html.EscapeString(m.Title), html.EscapeString(strings.Join(m.Says, " ")))
	f := frameOf(groups, own)
	at := f.ellipses(groups)
	for i, g := range groups {
		fmt.Fprintf(&b, `<ellipse class="g%d" cx="%s" cy="%s" rx="%s" ry="%s" transform="rotate(%s %s %s)"/>`, letterIndex(g.Letter),
			tenths(at[i].x), tenths(at[i].y), tenths(at[i].a), tenths(at[i].b), tenths(at[i].turn*180/math.Pi), tenths(at[i].x), tenths(at[i].y))
	}
	for i, g := range groups {
		fmt.Fprintf(&b, `<path class="mark g%d" d="`, letterIndex(g.Letter))
		n := max(1, (g.People+m.PerMark/2)/m.PerMark)
		for k := range n {
			p := at[i].mark(k, n, at)
			fmt.Fprintf(&b, "M%s %s%s", tenths(p.x), tenths(p.y), marks[letterIndex(g.Letter)])
		}
		b.WriteString(`"/>`)
	}
	for i, g := range groups {
		fmt.Fprintf(&b, `<text x="%s" y="%s">%s</text>`, tenths(at[i].x), tenths(at[i].y+8), g.Letter)
	}
	if own != nil {
		on, name := f.own(own, at)
		fmt.Fprintf(&b, `<g class="own-place"><circle cx="%[1]s" cy="%[2]s" r="8"/><circle class="dot" cx="%[1]s" cy="%[2]s" r="2.5"/><text x="%[3]s" y="%[4]s">%[5]s</text></g>`,
			tenths(on.x), tenths(on.y), tenths(name.x), tenths(name.y), html.EscapeString(own.Name))
	}
	b.WriteString("</svg>")
	return b.String()
}
