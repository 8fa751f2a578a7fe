package httpapi

import (
	"net/http"
	"strings"
	"testing"

	"parley/internal/room"
	"parley/internal/view"
	"parley/internal/words"
	"parley/web"
)

// A phone without script has where the room stands on a page of its own, from when
// there is something to say, and no more than the section says.
func TestStandingWithoutJavaScript(t *testing.T) {
	x := newRoom(t)
	path := "/r/" + string(x.made.Room)
	link := `href="` + path + `/standing"`
	guest := x.joined(room.Online)
	page := func(b *browser) string { return b.ok(b.get(path + "/standing")).body }
	if got := page(guest); !strings.Contains(got, "once fifty people have voted") || strings.Contains(guest.get(path).body, link) {
		t.Errorf("of nobody's votes it says: %s", got)
	}
	phone, _ := parted(t, x)
	eventually(t, "the page has groups", func() bool { return phone.standings().State == view.StandingsGroups })
	eventually(t, "the phone has its place", func() bool { return phone.mine().Ballot.Standing != nil })
	shown := phone.standings()
	got := page(phone)
	for letter, g := range shown.Groups {
		if !strings.Contains(got, "<bdi>"+letter+"</bdi></span> "+english(t).T("standing.people", words.Args{"n": g.People})) {
			t.Errorf("group %s is not there", letter)
		}
	}
	mine := phone.mine().Ballot.Standing.Letter
	for _, want := range []string{"You voted most like group " + mine, `<svg class="standmap"`, "Common ground: agreed", "Paint 0 lasts.", "Statement by statement", "People who voted: 60."} {
		if !strings.Contains(got, want) {
			t.Errorf("it has no %q", want)
		}
	}
	if strings.Count(got, `<g class="own-place">`) != 1 || strings.Contains(page(x.joined(room.Online)), "own-place") {
		t.Error("one's own place is not on the map, or somebody else's is")
	}
	if strings.Count(got, "What group "+mine+" stands out by") != 1 || !strings.Contains(phone.get(path).body, link) {
		t.Error("one's own group comes twice, or nothing leads there")
	}
	if got := page(guest); !strings.Contains(got, "Vote on some statements") || strings.Contains(got, "You voted most like") {
		t.Errorf("who never voted reads: %s", got)
	}
	_, ballot := guest.numbers()
	if drawn := x.server.standings.Drawn(x.made.Room, room.BallotID(ballot)); drawn.Statement != "" {
		t.Errorf("%+v was drawn, which the page does not show", drawn)
	}
	guest.ok(guest.send("voice.leave", `{}`))
	if r := guest.get(path + "/standing"); r.status != http.StatusSeeOther || r.header.Get("Location") != path || strings.Contains(guest.get(path).body, link) {
		t.Errorf("who left: %d to %q", r.status, r.header.Get("Location"))
	}
	if r := x.browser().get(path + "/standing"); r.status != http.StatusSeeOther || r.header.Get("Location") != "/j" {
		t.Errorf("a stranger: %d", r.status)
	}
}

func english(t *testing.T) *words.Words {
	t.Helper()
	book, err := words.Load(web.Catalogues())
	must(t, err)
	return book.In("en")
}

// What the page says of each kind of figures.
func TestStandingData(t *testing.T) {
	all := map[room.ItemID]view.Statement{
		"a": {Text: "Agreed", Shown: room.Shown{Tally: &room.Tally{Agree: 40, Disagree: 5, Unsure: 5}}},
		"b": {Text: "Sure"}, "c": {Text: "Gone", Hidden: "spam"}, "d": {Text: "Short"},
	}
	seen := &view.View{Statements: view.Statements{All: all, Order: "a b c d"}, Standings: view.Standings{
		State: view.StandingsGroups, Order: "B A", People: 60, Groups: map[string]view.StandingGroup{
			"A": {People: 25, Holds: map[room.ItemID]view.StandingHold{"a": {Answer: room.Disagree, Rank: 2}, "b": {Answer: room.Agree, Rank: 1}, "c": {Answer: room.Agree, Rank: 3}}},
			"B": {People: 35, X: 1},
		},
		Statements: map[room.ItemID]view.StandingStatement{
			"a": {Class: room.ClassOpenBetween, Live: room.ClassCommonFor, Cells: map[string]room.Tally{"A": {Agree: 10, Disagree: 12}, "B": {Agree: 30}}},
			"b": {Class: room.ClassCommonAgainst, Confirmed: true}, "c": {Class: room.ClassCommonFor}, "d": {Class: room.ClassShort, More: 10},
		},
	}}
	say := english(t)
	mine := &Me{Ballot: &MyBallot{Votes: map[room.ItemID]room.Answer{"a": room.Agree}, Standing: &MyStanding{Letter: "A", Sure: .7}}}
	d := newStandingData("room", seen, mine, say)
	if d.Own == nil || d.Own.Letter != "A" || len(d.Own.Holds) != 2 || d.Own.Holds[0].Text != "Sure" || d.Own.Holds[1].Says[0] != "12 of 22 disagree; of all others 0 of 30." {
		t.Errorf("own group: %+v", d.Own)
	}
	if len(d.Common) != 2 || d.Common[0].Text != "Sure" || d.Common[0].Says[0] != "Common ground: rejected · Confirmed" || d.Common[1].Says[0] != "Common ground: agreed · Provisional" {
		t.Errorf("common ground: %+v", d.Common)
	}
	short := d.Classes[len(d.Classes)-1]
	if len(d.Classes) != 3 || short.Class != room.ClassShort || strings.Join(short.Statements[0].Says, " ") != "About 10 more answers of each group would decide it. No counts: they would be of too few people." {
		t.Errorf("classes: %+v", d.Classes)
	}
	mine.Ballot.Standing.Sure = .5
	if d := newStandingData("room", seen, mine, say); d.Own != nil || d.Lead != "You stand between groups." {
		t.Errorf("between: %+v, %s", d.Own, d.Lead)
	}
	mine.Ballot.Standing = nil
	seen.Session.Phase = room.Closed
	if d := newStandingData("room", seen, mine, say); d.Lead != "" {
		t.Errorf("closed, of somebody who has no place: %s", d.Lead)
	}
	seen.Standings.State, seen.Standings.Order, seen.Standings.Groups = view.StandingsOne, "", nil
	one := newStandingData("room", seen, mine, say)
	if cells := one.Classes[0].Statements[0].Cells; one.Map != "" || len(one.Groups) > 0 || len(cells) != 1 || cells[0].Words != "40 of 50 agree; 5 disagree, 5 cannot say" {
		t.Errorf("one field: %+v", one)
	}
	for _, state := range []view.StandingsState{view.StandingsFew, view.StandingsEarly} {
		seen.Standings.State = state
		if d := newStandingData("room", seen, mine, say); len(d.Common)+len(d.Classes) > 0 || d.Figures != "" {
			t.Errorf("%s: %+v", state, d)
		}
	}
}
