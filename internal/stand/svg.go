package stand

import (
	"fmt"
	"html"
	"io"
	"strings"
)

// scale is how many units of the picture a cell of the map is wide.
const scale = 10

// style colours groups besides their shapes and letters; none is the colour of
// an answer.
const style = `.map{--g0:#8800ee;--g1:#bb7755;--g2:#112299;--g3:#553311;--rest:#545b66;--ink:#16191d;--paper:#fff}` +
	`@media (prefers-color-scheme:dark){.map{--g0:#9922ee;--g1:#996655;--g2:#bb0099;--g3:#cc0000;--rest:#b4bcc8;--ink:#f2f4f7;--paper:#111418}}` +
	`@media print{.map{--g0:#8800ee;--g1:#bb7755;--g2:#112299;--g3:#553311;--rest:#545b66;--ink:#16191d;--paper:#fff}}` +
	`.map .paper{fill:var(--paper)}.map .outline{fill:none;stroke-width:2;stroke-linejoin:round}` +
	`.map text{font:700 22px system-ui,sans-serif;fill:var(--ink);stroke:var(--paper);stroke-width:5;paint-order:stroke;text-anchor:middle}` +
	`.map .g0{fill:var(--g0);stroke:var(--g0)}.map .g1{fill:var(--g1);stroke:var(--g1)}.map .g2{fill:var(--g2);stroke:var(--g2)}.map .g3{fill:var(--g3);stroke:var(--g3)}` +
	`.map .g4,.map .g5,.map .g6,.map .g7{fill:var(--rest);stroke:var(--rest)}.map path.mark{stroke:none}.map .outline{fill:none}`

// marks are the groups' shapes, around a point that is moved to first.
var marks = []string{
	"m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z", // disc
	"m-3-3h6v6h-6z",               // square
	"m0-4l4 7h-8z",                // triangle
	"m0-4.5l4 4.5l-4 4.5l-4-4.5z", // diamond
	"m0 4l4-7h-8z",                // triangle on its point
	"m-1.2-4h2.4v2.8h2.8v2.4h-2.8v2.8h-2.4v-2.8h-2.8v-2.4h2.8z", // cross
	"m-4-1.2h8v2.4h-8z",   // bar
	"m-1.2-4h2.4v8h-2.4z", // post
}

// dashes tell the outlines apart.
var dashes = []string{"", "8 4", "2 4", "12 4 2 4", "4 4", "10 2", "2 2", "6 6 2 6"}

// mark is the shape of a group alone, for a line of text.
func mark(group int) string {
	return fmt.Sprintf(`<svg class="map shape" viewBox="-5 -5 10 10" aria-hidden="true"><path class="mark g%d" d="M0 0%s"/></svg>`, group, marks[group])
}

// SVG writes the map as a picture that stands alone.
func SVG(w io.Writer, m *Model) error {
	_, err := io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+m.svg()+"\n")
	return err
}

func (m *Model) svg() string {
	var b strings.Builder
	wide, high := (m.Map.Columns+2)*scale, (m.Map.Rows+2)*scale
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 %d %d" role="img" aria-labelledby="map-title map-what">`, wide, high)
	fmt.Fprintf(&b, `<title id="map-title">%s</title><desc id="map-what">%s</desc>`,
		html.EscapeString(m.t.T("stand.h.map")), html.EscapeString(m.t.T("stand.map.what")))
	fmt.Fprintf(&b, `<style>%s</style><rect class="paper" width="%d" height="%d"/>`, style, wide, high)
	for g, group := range m.Map.Groups {
		fmt.Fprintf(&b, `<path class="mark g%d" d="`, g)
		for _, c := range group.Cells {
			x, y := center(c)
			fmt.Fprintf(&b, "M%d %d%s", x+2*(g%2)-1, y+2*(g/2%2)-1, marks[g])
		}
		b.WriteString(`"/>`)
	}
	for g, group := range m.Map.Groups {
		fmt.Fprintf(&b, `<path class="outline g%d" stroke-dasharray="%s" d="`, g, dashes[g])
		for i, c := range group.Outline {
			x, y := center(c)
			fmt.Fprintf(&b, "%c%d %d", "ML"[min(i, 1)], x, y)
		}
		b.WriteString(`z"/>`)
	}
	for g, group := range m.Map.Groups {
		fmt.Fprintf(&b, `<text x="%.0f" y="%.0f">%s</text>`,
			(group.Middle[0]+1)*scale, (group.Middle[1]+1)*scale+8, m.Groups[g].Letter)
	}
	b.WriteString(`</svg>`)
	return b.String()
}

func center(cell [2]int) (x, y int) {
	return cell[0]*scale + scale*3/2, cell[1]*scale + scale*3/2
}
