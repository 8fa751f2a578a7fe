package proposal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestVanishedHeadings: whichever of a page's headings vanish, their blank
// lines staying, and whichever of the roles nobody has, it says the same.
func TestVanishedHeadings(t *testing.T) {
	headings := []string{"Moderator", "Online Moderator", "Rapporteur", "Format"}
	values := []string{"A Seat, Youth, Other", "B Seat, Government, African Group", "C Seat, Press, Other", "Round Table - Circle - 60 Min"}
	page := func(named, shown int) string {
		blocks := []string{"IGF 2021 WS #5 Gates", "Speaker 1: D Seat, Civil Society, African Group\nSpeaker 2: E Seat, Civil Society, African Group"}
		for i, h := range headings {
			if shown&(1<<i) == 0 {
				h = ""
			}
			blocks = append(blocks, h)
			if named&(1<<i) != 0 {
				blocks = append(blocks, values[i])
			}
		}
		blocks = append(blocks, "Policy Question(s)", "Who opens the gate?\nWho closes it?", "Expected Outcomes", "A gate.", "Online Participation", "A link.")
		var b strings.Builder
		for i, s := range blocks {
			if s != "" {
				s += "\n"
			}
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(s)
		}
		return b.String()
	}
	for named := 8; named < 16; named++ { // the format always has a value
		want := said(t, []byte(page(named, 15)))
		for i, v := range values[:3] {
			name, _, _ := strings.Cut(v, ",")
			if strings.Contains(want, name) != (named&(1<<i) != 0) {
				t.Fatalf("named %04b says\n%s", named, want)
			}
		}
		for shown := range 16 {
			if got := said(t, []byte(page(named, shown))); got != want {
				t.Errorf("named %04b, headings %s: says\n%s\nwant\n%s\nfrom\n%s", named, shownOf(headings, shown), got, want, page(named, shown))
			}
		}
	}
}

func shownOf(headings []string, shown int) string {
	kept := slices.Clone(headings)
	for i := range kept {
		if shown&(1<<i) == 0 {
			kept[i] = "-"
		}
	}
	return fmt.Sprintf("%q", kept)
}
