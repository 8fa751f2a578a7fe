package attack

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	"parley/internal/report"
	"parley/internal/room"
)

// sizes are how many people the rooms have: with too few for anything, for figures, and
// with enough.
var sizes = []int{4, 12, 24}

// played plays the room of n people.
func played(t *testing.T, n int, turned bool, odd int) *game {
	g := newGame(t, n, 1, turned, odd)
	g.play()
	return g
}

// newGame is a room of n people, of whom so many who follow one another are of one
// side and group. These are spread unevenly: of four one is in the room, and no two
// groups are of a size.
func newGame(t *testing.T, n, alike int, turned bool, odd int) *game {
	g := &game{truth: map[room.ItemID]map[int]room.Answer{}, odd: odd, cast: cast{
		n: n, turned: turned,
		side: func(i int) room.Side {
			if i/alike%3 == 1 {
				return room.Onsite
			}
			return room.Online
		},
		group: func(i int) string {
			if i/alike%12 < 7 {
				return "technical"
			}
			return []string{"", "government"}[i/alike%2]
		},
	}}
	g.world = newWorld(t, n, g.side, g.group)
	return g
}

// Nothing that anybody is sent depends on who said what. That the comparison can
// fail is tried with a third world, where one says something else: figures or words
// tell it apart, but for a room of four, which has neither.
func TestWorldsLookTheSame(t *testing.T) {
	for _, n := range sizes {
		t.Run(fmt.Sprint(n), inBubble(func(t *testing.T) {
			one, other := played(t, n, false, 0), played(t, n, true, 0)
			if d := different(one.seen, other.seen); d != "" {
				t.Fatal(d)
			}
			hidden(t, one, other)
			everywhere(t, one)
			held(t, one, other)
			if n == 12 && different(one.seen, played(t, n, false, 1).seen) == "" {
				t.Error("people say something else, and nothing shows")
			}
		}))
	}
}

// inBubble is a test that knows when all its goroutines have come to rest.
func inBubble(f func(t *testing.T)) func(*testing.T) {
	return func(t *testing.T) { synctest.Test(t, f) }
}

// hidden holds that the worlds do differ where somebody could look: in everything
// that is answered, who said what; and where figures are not shown, how the sides
// did.
func hidden(t *testing.T, one, other *game) {
	t.Helper()
	sides := 0
	for _, id := range one.items {
		if fmt.Sprint(one.truth[id]) == fmt.Sprint(other.truth[id]) && len(one.truth[id]) > 2 && varied(one.truth[id]) {
			t.Errorf("in both worlds everybody says the same of %s: %v", id, one.truth[id])
		}
		if bySide(one, id) != bySide(other, id) {
			sides++
		}
	}
	if one.crossed() != (sides > 0) {
		t.Errorf("the sides differ in %d of %d", sides, len(one.items))
	}
}

func varied(said map[int]room.Answer) bool {
	different := map[room.Answer]bool{}
	for _, a := range said {
		different[a] = true
	}
	return len(different) > 1
}

// bySide is the breakdown that suppression keeps back in a small room.
func bySide(g *game, id room.ItemID) string {
	count := map[string]int{}
	for i, a := range g.truth[id] {
		count[string(g.side(i))+" "+string(a)]++
	}
	return fmt.Sprint(count)
}

// everywhere holds that there was something to see: frames of every audience, the
// report in every form, the pages, somebody's own.
func everywhere(t *testing.T, g *game) {
	t.Helper()
	got := map[string]int{}
	for _, s := range g.seen {
		if s.what == "live" && strings.Contains(s.body, `"patch":{`) {
			got[s.who+" is pushed patches"]++
		}
		what := strings.ReplaceAll(s.what, string(g.world.room), "ROOM")
		got[s.who+" "+what]++
		got["somebody "+what]++
	}
	wants := []string{
		"moderator 200 GET /api/rooms/ROOM/view?as=desk", "rapporteur 200 GET /api/rooms/ROOM/view?as=rapporteur",
		"screen 200 GET /api/rooms/ROOM/view?as=screen", "accomplice 200 GET /api/rooms/ROOM/view?as=phone",
		"accomplice 200 GET /api/rooms/ROOM/me", "accomplice 200 GET /r/ROOM", "accomplice 200 GET /r/ROOM/standing", "moderator 200 GET /r/ROOM/desk",
		"rapporteur 200 GET /r/ROOM/rapporteur", "screen 200 GET /r/ROOM/screen", "moderator 200 GET /r/ROOM/report",
		"moderator 200 GET /r/ROOM/report.md", "moderator 200 GET /r/ROOM/report.json",
		"moderator 200 POST /api/rooms/ROOM/commands/statement.close", "moderator 200 POST /api/rooms/ROOM/commands/session.close",
		"speaker 200 POST /api/rooms/ROOM/commands/card.back", "operator metrics",
		"accomplice is pushed patches", "moderator is pushed patches",
	}
	for _, table := range report.Tables {
		wants = append(wants, "somebody 200 GET /r/ROOM/report/"+table+".csv")
	}
	for _, want := range wants {
		if got[want] == 0 {
			t.Errorf("nobody saw %s", want)
		}
	}
}

// held holds the border: votes by ballot are in the export, which is the
// organizer's, and there only after the close.
func held(t *testing.T, one, other *game) {
	t.Helper()
	for _, g := range []*game{one, other} {
		if !strings.Contains(g.export(), "vote.cast/1") {
			t.Error("the export has no votes")
		}
		for _, c := range g.world.people {
			if _, err := c.Page(t.Context(), "/export"); err == nil {
				t.Error("a participant gets the export")
			}
		}
	}
}

// hash is the head of a log: the records of the two worlds differ.
var hash = regexp.MustCompile(`\b[0-9a-f]{64}\b`)

// different says where the recordings of two worlds part; "" nowhere.
func different(one, other []seen) string {
	for i := range min(len(one), len(other)) {
		a, b := one[i], other[i]
		if a.body != b.body {
			a.body, b.body = hash.ReplaceAllString(a.body, "#"), hash.ReplaceAllString(b.body, "#")
		}
		if a == b {
			continue
		}
		at := 0
		for at < min(len(a.body), len(b.body)) && a.body[at] == b.body[at] {
			at++
		}
		return fmt.Sprintf("answer %d to %s, %s and %s, at %v and %v after %v and %v:\n…%s\n…%s",
			i, a.who, a.what, b.what, a.at, b.at, a.after, b.after, around(a.body, at), around(b.body, at))
	}
	if len(one) != len(other) {
		return fmt.Sprintf("%d answers and %d", len(one), len(other))
	}
	return ""
}

func around(s string, at int) string { return s[max(0, at-200):min(len(s), at+120)] }
