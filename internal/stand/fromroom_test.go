package stand

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/internal/audit"
	"parley/internal/bundle"
	"parley/internal/engine/enginetest"
	"parley/internal/room"
	"parley/internal/votetable"
)

// rooms makes rooms on one server, and people who vote in them.
type rooms struct {
	*enginetest.Hall
	t    testing.TB
	asks map[string]room.ItemID // of the room at hand
	made int
	door func(person int) (room.Side, string) // what somebody declares
}

// newRooms has one room open, whose session runs.
func newRooms(t testing.TB) *rooms {
	r := &rooms{Hall: enginetest.Start(t, nil), t: t, asks: map[string]room.ItemID{}}
	r.door = func(person int) (room.Side, string) {
		return []room.Side{room.Onsite, room.Online}[person%2], []string{"press", "youth", ""}[person%3]
	}
	r.Do(r.Desk, "session.start/1", room.None{}, nil)
	return r
}

// next opens another room and goes there; two days are between them.
func (r *rooms) next() {
	r.t.Helper()
	r.made++
	r.Clock.Advance(48 * time.Hour)
	r.Next()
	clear(r.asks)
	r.Do(r.Desk, "session.start/1", room.None{}, nil)
}

// ask writes a statement.
func (r *rooms) ask(kind room.StatementKind, text string) {
	r.t.Helper()
	var s room.StatementAdded
	add := room.AddStatement{Kind: kind, Text: r.Say(text)}
	r.Do(r.Desk, "statement.add/1", add, &s)
	r.asks[text] = s.Statement
}

// vote has a person, who is the same ballot in every statement of the room, answer.
func (r *rooms) vote(person int, text string, a room.Answer) {
	r.t.Helper()
	by := room.Actor{Kind: room.ActorBallot, ID: fmt.Sprintf("%032x", person+1)}
	c := r.Command(by, "vote.cast/1", room.CastVote{Statement: r.asks[text], Answer: a})
	c.Door.Side, c.Door.Group = r.door(person)
	if _, err := r.Engine.Submit(r.t.Context(), r.Room, c); err != nil {
		r.t.Fatal(err)
	}
}

// file is the room as a file.
func (r *rooms) file() []byte {
	r.t.Helper()
	var out bytes.Buffer
	if err := bundle.Write(r.t.Context(), &out, r.Log, r.Vault, r.Key, r.Room); err != nil {
		r.t.Fatal(err)
	}
	return out.Bytes()
}

// closed closes the session and reads the room back from its file.
func (r *rooms) closed(groups string) *Source {
	r.t.Helper()
	r.Do(r.Desk, "session.close/1", room.None{}, nil)
	s, err := r.source(groups)
	if err != nil {
		r.t.Fatal(err)
	}
	s.File = fmt.Sprintf("room-%d.parley", r.made)
	return s
}

func (r *rooms) source(groups string) (*Source, error) {
	r.t.Helper()
	signed, report, err := audit.ReadSigned(bytes.NewReader(r.file()), nil)
	if err != nil || signed == nil {
		r.t.Fatal(report, err)
	}
	return FromRoom(signed.State, signed.Texts, groups)
}

// camp has so many people answer: two camps that differ on every text but the last, on
// which all agree.
func (r *rooms) camp(people int, texts ...string) {
	r.t.Helper()
	for i := range people {
		for j, text := range texts {
			a := []room.Answer{room.Agree, room.Disagree}[i/2%2]
			switch {
			case j == len(texts)-1:
				a = room.Agree
			case j == i/4%9:
				a = room.Unsure
			}
			r.vote(i, text, a)
		}
	}
}

func statementsOf(s *Source) (out []string) {
	for j := range s.all.Statements() {
		out = append(out, s.Comments[s.all.Statement(j)].Text)
	}
	slices.Sort(out)
	return out
}

// twoRooms is a series of two rooms in which two camps of 20 and 40 people vote: three
// statements stand in both.
func twoRooms(t testing.TB, groups string) []*Source {
	r := newRooms(t)
	both := []string{"Trams run late.", "Trams are full.", "Tickets cost too much."}
	first := append([]string{"The square is loud.", "The market is small.", "The park is dark."}, both...)
	second := append([]string{"Schools start early.", "Roads are narrow.", "Bins are full.", "Rents rise."}, both...)
	for _, text := range append(slices.Clone(first), "Few answer this.") {
		r.ask(room.View, text)
	}
	r.camp(40, first...)
	for i := range 6 {
		r.vote(i, "Few answer this.", room.Agree)
	}
	out := []*Source{r.closed(groups)}
	r.next()
	for _, text := range second {
		r.ask(room.View, "  "+strings.ReplaceAll(text, " ", "  "))
		r.asks[text] = r.asks["  "+strings.ReplaceAll(text, " ", "  ")]
	}
	r.camp(60, second...)
	return append(out, r.closed(groups))
}

func modelOf(t *testing.T, s *Source, lang string) *Model {
	t.Helper()
	return FromOpinion(s, 2, func(string) {}, nil, book(t).In(lang))
}

func (m *Model) byText(text string) *Statement {
	for i := range m.Statements {
		if m.Statements[i].Text == text {
			return &m.Statements[i]
		}
	}
	return &Statement{}
}

func TestSeriesOfRooms(t *testing.T) {
	m := modelOf(t, series(t, twoRooms(t, "")), "en")
	if len(m.Files) != 2 || m.Files[0].Day != "2027-01-15" || m.Files[1].Day != "2027-01-17" || m.Files[0].LeftOut != 1 ||
		m.Files[0].People != 40 || m.Files[1].People != 60 || m.Files[0].Statements != 6 || m.Files[0].Votes != 240 || m.Files[1].Votes != 420 {
		t.Errorf("%+v", m.Files)
	}
	if m.Files[0].Name != "A session for tests? (2027-01-15)" || m.Files[1].Name == m.Files[0].Name {
		t.Errorf("names %q and %q", m.Files[0].Name, m.Files[1].Name)
	}
	if m.Table.Participants != 100 || m.Table.Statements != 10 || m.Table.Votes != 660 || len(m.Groups) != 2 || m.Map != nil {
		t.Errorf("%+v, %d groups", m.Table, len(m.Groups))
	}
	agreed := m.byText("Tickets cost too much.")
	if agreed.Class != CommonGround || !slices.Equal(agreed.In, []int{1, 2}) || len(agreed.Groups) != 2 ||
		!slices.Equal(agreed.Declared, []Counts{{40, 0, 0}, {60, 0, 0}}) {
		t.Errorf("%+v", agreed)
	}
	if one := m.byText("Bins are full."); one.Class != OpenBetween || !slices.Equal(one.In, []int{2}) || one.Declared != nil || one.All.N() != 60 {
		t.Errorf("%+v", one)
	}
	if m.byText("Few answer this.").ID != "" {
		t.Error("a statement of which the room shows no figures")
	}
}

// TestRoomAlone is a report of one room: nobody is parted by file.
func TestRoomAlone(t *testing.T) {
	s := twoRooms(t, "")[1]
	m := modelOf(t, s, "en")
	if m.Declared != nil || len(m.Files) != 1 || m.Files[0].Day != "2027-01-17" || m.Files[0].Name != "A session for tests?" || len(m.Groups) != 2 || m.Statements[0].In != nil {
		t.Errorf("%+v, %+v, %d groups", m.Declared, m.Files, len(m.Groups))
	}
	for _, x := range m.Statements {
		if x.Text != m.text(x.ID) || len(x.ID) != 4 {
			t.Errorf("%+v is not called as in the room", x)
		}
	}
}

func TestRoomsByWhatPeopleDeclared(t *testing.T) {
	for column, want := range map[string][]string{" Stakeholder": {"press", "youth", ""}, "side": {"online", "onsite"}} {
		m := modelOf(t, series(t, twoRooms(t, column)), "en")
		var names []string
		for _, g := range m.Declared.Groups {
			names = append(names, g.Name)
		}
		if !slices.Equal(names, want) || m.Declared.ByFile {
			t.Errorf("%s: %+v", column, m.Declared)
		}
		if page := render(t, m, HTML); !strings.Contains(page, m.Declared.name(0, m.t)) || m.Declared.name(0, m.t) == names[0] {
			t.Errorf("%s: the page does not say %q", column, m.Declared.name(0, m.t))
		}
	}
}

func TestRoomsThatAreRefused(t *testing.T) {
	r := newRooms(t)
	refusedRoom := func(say, groups string) {
		t.Helper()
		if _, err := r.source(groups); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%v, want %q", err, say)
		}
	}
	r.ask(room.View, "Trams run late.")
	refusedRoom("is not closed", "")
	r.camp(19, "Trams run late.")
	r.Do(r.Desk, "session.close/1", room.None{}, nil)
	refusedRoom("figures of no statement", "")
	r.next()
	r.ask(room.View, "Trams run late.")
	r.camp(20, "Trams run late.")
	r.Do(r.Desk, "session.close/1", room.None{}, nil)
	refusedRoom(`no column "sector"`, "sector")
	signed, _, _ := audit.ReadSigned(bytes.NewReader(r.file()), nil)
	signed.State.Info.Rehearsal = true
	if _, err := FromRoom(signed.State, signed.Texts, ""); err == nil || !strings.Contains(err.Error(), "rehearsal") {
		t.Error(err)
	}
}

// Fewer than 50 people are told nothing of groups, and no claim that there are none.
func TestFewPeopleInRooms(t *testing.T) {
	for people, silent := range map[int]bool{48: true, 52: false} {
		r := newRooms(t)
		texts := []string{"a", "b", "c", "d", "e", "f", "g"}
		for _, text := range texts {
			r.ask(room.View, text)
		}
		r.camp(people, texts...)
		m := modelOf(t, r.closed(""), "en")
		page := render(t, m, HTML)
		if m.Silent != silent || (len(m.Groups) == 0) != silent || strings.Contains(page, "nothing is said of groups") != silent || strings.Contains(page, "One field") {
			t.Errorf("%d people: %v, %d groups", people, m.Silent, len(m.Groups))
		}
	}
}

// What is asked with the sentence makes it another statement, and so do other answers.
func TestStatementsThatAreTheSame(t *testing.T) {
	r := newRooms(t)
	mechanism := func(text, safeguard string) {
		var s room.StatementAdded
		r.Do(r.Desk, "statement.add/1", room.AddStatement{Kind: room.Mechanism, Text: r.Say(text), Asks: room.Asks{Safeguard: r.Say(safeguard)}}, &s)
		r.asks[text+safeguard] = s.Statement
	}
	shortfall := func(text, practice string) {
		var s room.StatementAdded
		r.Do(r.Desk, "statement.add/1", room.AddStatement{Kind: room.Shortfall, Text: r.Say(text), Asks: room.Asks{Of: r.asks[practice]}}, &s)
		r.asks[text+practice] = s.Statement
	}
	answer := func() {
		for text := range r.asks {
			for i := range 20 {
				r.vote(i, text, room.Agree)
			}
		}
	}
	r.ask(room.View, "Caf\u00e9s close early.")
	r.ask(room.Risk, "Streets empty.")
	mechanism("Doors are watched.", "a court")
	r.ask(room.Practice, "Cameras.")
	r.ask(room.Practice, "Guards.")
	shortfall("Nobody checks.", "Cameras.")
	answer()
	out := []*Source{r.closed("")}
	r.next()
	r.ask(room.Concern, "Cafe\u0301s close early.")
	r.ask(room.Opportunity, "Streets empty.")
	mechanism("Doors are watched.", "a log")
	r.ask(room.Practice, "Guards.")
	r.ask(room.Practice, "Cameras.")
	shortfall("Nobody checks.", "Guards.")
	shortfall("Nobody checks.", "Cameras.")
	mechanism("Doors are watched.", "a court")
	answer()
	out = append(out, r.closed(""))
	lines := "person,item,vote\nf,4,1\n"
	for _, who := range "abcde" {
		lines += fmt.Sprintf("%c,1,1\n%c,2,0\n%c,3,-1\n", who, who, who)
	}
	table := load(t, lines, map[string]votetable.Comment{"1": {Text: "Streets empty."}, "2": {Text: "Cafés close early."}, "4": {Text: "One answers."}}, 1)
	m := modelOf(t, series(t, append(out, table)), "en")
	got := []string{}
	for _, x := range m.Statements {
		got = append(got, fmt.Sprintf("%s %v", x.Text, x.In))
	}
	slices.Sort(got)
	want := []string{" [3]", "Cafés close early. [1 2 3]", "Cameras. [1 2]", "Doors are watched. [1 2]", "Doors are watched. [2]", "Guards. [1 2]", "Nobody checks. [1 2]", "Nobody checks. [2]", "One answers. []", "Streets empty. [1]", "Streets empty. [2]", "Streets empty. [3]"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if table := m.Files[2]; table.People != 5 || table.LeftOut != 1 || m.Table.Participants != 45 {
		t.Errorf("who alone answered is not left out: %+v, %d people", table, m.Table.Participants)
	}
}
