package httpapi

import (
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parley/internal/proposal"
	"parley/internal/room"
)

func testShell(t *testing.T) *pageShell {
	t.Helper()
	s, err := newPageShell()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func readExample(t *testing.T, name string) (string, *proposal.Result) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "proposal", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	res, err := proposal.Read(src)
	if err != nil {
		t.Fatal(err)
	}
	return string(src), res
}

// sent is what a browser sends of the page's form when button is pressed.
func sent(t *testing.T, page []byte, button string) url.Values {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	v := url.Values{"do": {button}}
	for n := range doc.Descendants() {
		name := attr(n, "name")
		if n.Type != html.ElementNode || name == "" {
			continue
		}
		switch n.Data {
		case "input":
			if attr(n, "type") != "checkbox" || hasAttr(n, "checked") {
				v.Add(name, attr(n, "value"))
			}
		case "textarea":
			if n.FirstChild != nil {
				v.Add(name, n.FirstChild.Data)
			}
		case "select":
			v.Add(name, selected(n))
		}
	}
	return v
}

func selected(n *html.Node) string {
	for o := range n.Descendants() {
		if o.Data == "option" && hasAttr(o, "selected") {
			return attr(o, "value")
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func readPage(t *testing.T, s *pageShell, f *startForm, res *proposal.Result, wrong []fieldError) []byte {
	t.Helper()
	say := s.book.In("en")
	f.spare()
	b, err := s.html(say, page{Name: "read", Style: "start", Script: "-", Page: readData{
		Form: f, Read: res, Findings: bySeverity(say, res.Findings), Rest: res.Setup.Rest, Wrong: wrong,
		Notice: notice(say, res.Setup.Policy.Notice()),
		Groups: room.StakeholderGroups, Regions: room.RegionalGroups, Roles: seatRoles, Once: "token",
	}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What the page shows, sent back untouched, is the setup that was read.
func TestReadPageKeepsTheSetup(t *testing.T) {
	s := testShell(t)
	for _, name := range []string{"2021-whole.txt", "2021-page.html", "2012.txt", "form.md", "contradictions.txt"} {
		t.Run(name, func(t *testing.T) {
			src, res := readExample(t, name)
			v := sent(t, readPage(t, s, newStartForm(src, &res.Setup), res, nil), "open")
			got, wrong := readStartForm(v).setup(res.Setup)
			if len(wrong) > 0 && len(res.Setup.Seats) > 0 {
				t.Fatalf("to be put right: %v", wrong)
			}
			want := res.Setup
			want.Candidates, want.Claims = nil, nil // offered, not taken
			if !reflect.DeepEqual(plain(got), plain(want)) {
				t.Errorf("got  %+v\nwant %+v", plain(got), plain(want))
			}
			if again, err := proposal.Read([]byte(v.Get("source"))); err != nil || !reflect.DeepEqual(again.Setup, res.Setup) {
				t.Errorf("the source came back changed: %v", err)
			}
		})
	}
}

// plain is what the form carries of a setup: the lines of a seat's other
// fields are not on the page.
func plain(s room.Setup) room.Setup {
	s.Seats = slices.Clone(s.Seats)
	for i := range s.Seats {
		x := &s.Seats[i]
		x.Lines = nil
		x.Affiliation.Line, x.Group.Line, x.Region.Line = 0, 0, 0
		var roles []room.Role
		for _, r := range seatRoles {
			if x.Has(r) {
				roles = append(roles, r)
			}
		}
		x.Roles = roles
	}
	if len(s.Questions) == 0 {
		s.Questions = nil
	}
	return s
}

// A mistake is named with its field, and everything typed is still there.
func TestStartFormMistakes(t *testing.T) {
	s := testShell(t)
	src, res := readExample(t, "2021-whole.txt")
	good := sent(t, readPage(t, s, newStartForm(src, &res.Setup), res, nil), "open")
	for _, c := range []struct{ field, value, say string }{
		{"title", " ", "start.bad.title"},
		{"plan.audience", "half", "start.bad.minutes"},
		{"plan.audience", "-1", "start.bad.minutes"},
		{"plan.audience", "900", "start.bad.minutes"},
		{"retention", "0", "start.bad.retention"},
		{"turn", "5", "start.bad.turn"},
		{"languages", "", "start.bad.languages"},
		{"languages", "en, <b>", "start.bad.languages"},
		{"zone", "Mars/Olympus", "start.bad.zone"},
		{"zone", "Local", "start.bad.zone"},
		{"start", "tomorrow", "start.bad.start"},
		{"seat.0.group", "clowns", "start.bad.group"},
	} {
		t.Run(c.field+"="+c.value, func(t *testing.T) {
			v := url.Values{}
			for k, x := range good {
				v[k] = x
			}
			v.Set(c.field, c.value)
			f := readStartForm(v)
			_, wrong := f.setup(res.Setup)
			if len(wrong) != 1 || wrong[0].Say != c.say {
				t.Fatalf("to be put right: %v, want %s", wrong, c.say)
			}
			shown := readPage(t, s, f, res, wrong)
			if !strings.Contains(string(shown), `href="#`+wrong[0].Field+`"`) || !strings.Contains(string(shown), `id="`+wrong[0].Field+`"`) {
				t.Errorf("the page does not lead to %q", wrong[0].Field)
			}
			back := sent(t, shown, "open")
			if kept := strings.TrimSpace(back.Get(c.field)); kept != strings.TrimSpace(c.value) && c.field != "seat.0.group" {
				t.Errorf("%s came back as %q", c.field, kept)
			}
			for _, k := range []string{"question.0.text", "seat.1.name", "source"} {
				if back.Get(k) != good.Get(k) {
					t.Errorf("%s came back as %q", k, back.Get(k))
				}
			}
		})
	}
}

func TestStartFormRoles(t *testing.T) {
	v := url.Values{
		"title": {"Harbour lights"}, "seats": {"3"}, "retention": {"30"}, "turn": {"60"}, "languages": {"fr, en fr"}, "zone": {"Africa/Nairobi"},
		"start":       {"2031-02-03T09:30"},
		"seat.0.name": {"Seat A"}, "seat.0.role": {"moderator", "organizer", "king"},
		"seat.1.role": {"rapporteur"}, "seat.1.drop": {"1"},
		"plan.opening": {"2"}, "plan.panel": {"2,5"}, "plan.audience": {"5.5"}, "plan.closing": {"2"},
		"questions": {"2"}, "question.0.use": {"1"}, "question.0.kind": {"royal"}, "question.0.text": {"Who lights it?"}, "question.1.text": {"Not taken?"},
		"claims": {"1"}, "claim.0.use": {"1"}, "claim.0.text": {"Lights save ships."},
	}
	got, wrong := readStartForm(v).setup(room.Setup{Policy: room.DefaultPolicy()})
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if len(got.Seats) != 1 || !reflect.DeepEqual(got.Seats[0].Roles, []room.Role{room.Organizer, room.Moderator}) {
		t.Errorf("seats %+v", got.Seats)
	}
	if !reflect.DeepEqual(got.Languages, []string{"fr", "en"}) || got.Policy.Floor.Turn != 60 || got.Policy.Hold {
		t.Errorf("languages %v, turn %d, hold %v", got.Languages, got.Policy.Floor.Turn, got.Policy.Hold)
	}
	if got.Start != 1927866600 { // 2031-02-03 06:30 UTC, three hours before Nairobi's clock
		t.Errorf("start %d", got.Start)
	}
	if got.Plan[1].Seconds != 150 || got.Plan[2].Seconds != 330 {
		t.Errorf("plan %+v", got.Plan)
	}
	if len(got.Questions) != 1 || got.Questions[0].Kind != room.AddedQuestion || len(got.Claims) != 1 {
		t.Errorf("questions %+v, claims %+v", got.Questions, got.Claims)
	}
}

func TestLinksPage(t *testing.T) {
	s := testShell(t)
	say := s.book.In("en")
	setup := &room.Setup{Title: room.Sourced{Value: "Harbour <lights>"}}
	made := &Created{
		Codes: RoomCodes{"ABCD-EFGH", "JKLM-NPQR"},
		Links: []SeatLink{
			{"Seat A", []room.Role{room.Organizer}, "/k/aaaaaaaaaaaaaaaaaaaaaaaaaa"},
			{"", []room.Role{room.Moderator, room.Rapporteur}, "/k/bbbbbbbbbbbbbbbbbbbbbbbbbb"},
		},
	}
	d, err := newLinksData(say, "https://parley.example", setup, made)
	if err != nil {
		t.Fatal(err)
	}
	if d.Desk != "https://parley.example/k/bbbbbbbbbbbbbbbbbbbbbbbbbb" {
		t.Errorf("desk %q", d.Desk)
	}
	for _, want := range []string{"ABCD-EFGH  https://parley.example/j/ABCD-EFGH", "Seat A (Organizer)", "\nModerator, Rapporteur\n", "/k/aaaaaaaaaaaaaaaaaaaaaaaaaa"} {
		if !strings.Contains(d.Sheet, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, d.Sheet)
		}
	}
	b, err := s.html(say, page{Name: "links", Style: "start", Page: d})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), "<lights>") || strings.Contains(string(b), "style=") {
		t.Error("the page has a title as markup, or a style of its own")
	}
}

// A reload of the page of links shows the room that was opened, until others
// have pushed it out.
func TestOpenedRooms(t *testing.T) {
	var o openedRooms
	first := &Created{Room: "first"}
	o.keep("a", first)
	if got, ok := o.find("a"); !ok || got != first {
		t.Error("the room is gone")
	}
	if _, ok := o.find(""); ok {
		t.Error("a form without a token found a room")
	}
	for i := range openedKept {
		o.keep(strings.Repeat("b", i+1), &Created{})
	}
	if _, ok := o.find("a"); ok || len(o.rooms) != openedKept {
		t.Errorf("%d rooms are kept", len(o.rooms))
	}
}

// The code keeps its white border, and its three corners are where readers look.
func TestQR(t *testing.T) {
	c, err := newQR("https://parley.example/j/ABCD-EFGH")
	if err != nil {
		t.Fatal(err)
	}
	if c.Size < 21+2*quietZone || !strings.HasPrefix(c.Path, "M4 4h7v1h-7z") {
		t.Errorf("size %d, path %.40s", c.Size, c.Path)
	}
}

// What the form shows of a plan is read back as the same seconds.
func TestMinutesKeepTheirSeconds(t *testing.T) {
	for s := room.Seconds(0); s <= room.MaxSession; s++ {
		m, err := strconv.ParseFloat(minutes(s), 64)
		if err != nil || room.Seconds(m*60+0.5) != s {
			t.Fatalf("%d seconds are shown as %s minutes", s, minutes(s))
		}
	}
	if minutes(70) != "1.17" {
		t.Errorf("70 seconds: %s", minutes(70))
	}
}
