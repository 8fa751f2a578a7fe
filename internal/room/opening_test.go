package room

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

func TestTable(t *testing.T) {
	all := []Role{Organizer, Moderator, OnlineModerator, Rapporteur}
	for _, c := range []struct {
		name  string
		seats [][]Role
		want  [][]Role
	}{
		{"nobody named", nil, [][]Role{all, {Screen}}},
		{"one speaker", [][]Role{{Speaker}}, [][]Role{append([]Role{Speaker}, all...), {Screen}}},
		{"no organizer", [][]Role{{Speaker}, {Moderator}}, [][]Role{{Moderator, Organizer}, {Speaker}, {Screen}}},
		{"no moderator", [][]Role{{Speaker}, {Organizer}}, [][]Role{{Organizer, Moderator}, {Speaker}, {Screen}}},
		{"speakers only", [][]Role{{Speaker}, {Speaker}}, [][]Role{{Organizer, Moderator}, {Speaker}, {Speaker}, {Screen}}},
		{"organizer moderates, another organizes too", [][]Role{{Organizer, Moderator}, {Organizer}}, [][]Role{{Organizer, Moderator}, {Organizer}, {Screen}}},
		{"screen named", [][]Role{{Organizer}, {Moderator}, {Screen}}, [][]Role{{Organizer}, {Moderator}, {Screen}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var s Setup
			for _, roles := range c.seats {
				s.Seats = append(s.Seats, SetupSeat{Roles: slices.Clone(roles)})
			}
			var got [][]Role
			for _, seat := range s.Table() {
				got = append(got, seat.Roles)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("table %v, want %v", got, c.want)
			}
			for i, roles := range c.seats {
				if !slices.Equal(s.Seats[i].Roles, roles) {
					t.Errorf("the setup's seat %d became %v", i, s.Seats[i].Roles)
				}
			}
		})
	}
}

func prepare(s *Setup, claims ...int) ([]Prepared, error) {
	n := byte(0)
	return s.Opening(OpeningInput{
		Room: NewRoomID([16]byte{7}), Key: strings.Repeat("A", 43), Claims: claims,
		Link:   func(i int) string { return LinkHash(string(rune('a' + i))) },
		Onsite: "AAAA-BBBB", Online: "CCCC-DDDD",
		Salt: func() [32]byte { n++; return [32]byte{n} },
	})
}

// TestOpening: the commands make the room that the setup describes, and hold
// commitments alone.
func TestOpening(t *testing.T) {
	setup := smallSetup()
	setup.Body, setup.Year, setup.Kind, setup.Number = "FORUM", 2031, "WS", "4"
	setup.Format = Format{Type: "Round Table", Layout: "Circle"}
	prepared, err := prepare(setup, 1)
	if err != nil {
		t.Fatal(err)
	}
	s, bodies := New(), map[Text]string{}
	for i, p := range prepared {
		by := Actor{Kind: ActorRoom}
		if p.By == ActorSeat {
			by = Actor{ActorSeat, string(s.SeatOrder[0])}
		}
		var committed []Text
		for _, b := range p.Texts {
			if Commit(b.Salt, b.Body) != b.Text || strings.Contains(string(p.Payload), b.Body) {
				t.Errorf("%s: %q", p.Type, b.Body)
			}
			bodies[b.Text] = b.Body
			committed = append(committed, b.Text)
		}
		if got := TextsIn(p.Type, p.Payload); len(got) != len(committed) {
			t.Errorf("%s commits to %d texts, %d came", p.Type, len(got), len(committed))
		}
		r, err := Decide(s, Envelope{
			Cmd: NewCmdID(0, [10]byte{byte(i)}), Actor: by, Type: p.Type, Payload: p.Payload, Seed: [32]byte{byte(i)},
			Texts: func(c Text) (string, bool) { b, ok := bodies[c]; return b, ok },
		}, 0)
		if err != nil {
			t.Fatalf("%s: %v", p.Type, err)
		}
		s.Apply(r)
	}
	said := func(x Text) string { return bodies[x] }
	if said(s.Info.Title) != setup.Title.Value || said(s.Info.Reference) != "FORUM 2031 WS #4" || said(s.Info.Layout) != "Round Table, Circle" {
		t.Errorf("info %+v", s.Info)
	}
	if len(s.Agenda) != 2 || said(s.Agenda[1].Text) != "Who pays?" || len(s.SeatOrder) != 5 || said(s.Codes.Online) != "CCCC-DDDD" {
		t.Errorf("agenda %v, seats %v", s.Agenda, s.SeatOrder)
	}
	for i, id := range s.SeatOrder {
		if s.Seats[id].Link != LinkHash(string(rune('a'+i))) {
			t.Errorf("seat %d has the link of another", i)
		}
	}
	if len(s.StatementOrder) != 2 {
		t.Fatalf("statements %v", s.StatementOrder)
	}
	title, claim := s.Statements[s.StatementOrder[0]], s.Statements[s.StatementOrder[1]]
	if title.Kind != TitleBefore || said(title.Text) != setup.Title.Value || title.Source != FromProposal || title.Status != Open {
		t.Errorf("title %+v", title)
	}
	if claim.Kind != View || said(claim.Text) != "Keys get lost." || claim.Source != FromProposal {
		t.Errorf("claim %+v", claim)
	}
}

// TestOpeningARehearsal: it begins when somebody starts it and is gone in a day;
// no command opens another. A room that is none has no word of it in its record.
func TestOpeningARehearsal(t *testing.T) {
	setup := smallSetup()
	setup.Start, setup.Policy.Retention = 1_900_000_000, 30
	plain, err := prepare(setup)
	if err != nil || strings.Contains(string(plain[0].Payload), "rehearsal") {
		t.Fatalf("%v %s", err, plain[0].Payload)
	}
	setup.Rehearsal = true
	rehearsed, err := prepare(setup)
	if err != nil || setup.Start == 0 || setup.Policy.Retention != 30 {
		t.Fatalf("%v, or the setup changed", err)
	}
	for _, c := range []struct {
		name string
		harm func(*OpenRoom)
		want error
	}{
		{"as the setup opens it", func(*OpenRoom) {}, nil},
		{"with an hour", func(p *OpenRoom) { p.Start = 1 }, &Error{Code: CodeMalformed, Field: "rehearsal"}},
		{"for longer", func(p *OpenRoom) { p.Policy.Retention = 2 }, &Error{Code: CodeMalformed, Field: "rehearsal"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var p OpenRoom
			if err := json.Unmarshal(rehearsed[0].Payload, &p); err != nil {
				t.Fatal(err)
			}
			c.harm(&p)
			payload, err := json.Marshal(&p)
			if err != nil {
				t.Fatal(err)
			}
			bodies := map[Text]string{}
			for _, b := range rehearsed[0].Texts {
				bodies[b.Text] = b.Body
			}
			s := New()
			r, err := Decide(s, Envelope{
				Cmd: NewCmdID(0, [10]byte{1}), Actor: Actor{Kind: ActorRoom}, Type: "room.open/1", Payload: payload,
				Texts: func(c Text) (string, bool) { b, ok := bodies[c]; return b, ok },
			}, 0)
			if !reflect.DeepEqual(err, c.want) {
				t.Fatalf("%v, want %v", err, c.want)
			}
			if err != nil {
				return
			}
			s.Apply(r)
			if !s.Info.Rehearsal || s.Info.Start != 0 || s.Info.Policy.Retention != RehearsalDays {
				t.Errorf("%+v", s.Info)
			}
		})
	}
}

func TestOpeningRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		harm   func(*Setup)
		claims []int
		want   Error
	}{
		{"a claim that is not there", func(*Setup) {}, []int{2}, Error{Code: CodeNoSuch, Field: "claims"}},
		{"a claim over its length", func(s *Setup) { s.Claims[0].Value = strings.Repeat("long ", 60) }, []int{0}, Error{Code: CodeTooLong, Field: "claims.0.text"}},
		{"a name over its length", func(s *Setup) { s.Seats[2].Name.Value = strings.Repeat("x", 121) }, nil, Error{Code: CodeTooLong, Field: "seats.2.name"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := smallSetup()
			c.harm(s)
			var e *Error
			if _, err := prepare(s, c.claims...); !errors.As(err, &e) || *e != c.want {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

// TestTitleAsks: only a title that asks is voted on, and only if it is short
// enough to be a statement.
func TestTitleAsks(t *testing.T) {
	for title, want := range map[string]bool{
		"Is it so?": true, "It is so": false, "“Is it so?”": true, "هل هو كذلك؟": true, "是这样吗？": true,
		strings.Repeat("x", maxStatement) + "?": false,
	} {
		s := smallSetup()
		s.Title.Value = title
		prepared, err := prepare(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := prepared[len(prepared)-1].Type == "statement.add/1"; got != want {
			t.Errorf("%q asks: %v", title, got)
		}
	}
	field, _ := reflect.TypeFor[AddStatement]().FieldByName("Text")
	if tag := field.Tag.Get("text"); tag != "280" || maxStatement != 280 {
		t.Errorf("a statement has %s characters, a title %d", tag, maxStatement)
	}
}

func TestNotice(t *testing.T) {
	p := DefaultPolicy()
	p.Suppress.Class = 2
	n := p.Notice()
	if n.Class != 5 || !n.Linkable || !n.Twice || n.Retention != p.Retention || n.BackupDays != p.MaxBackupDays || n.Held != p.Hold {
		t.Errorf("notice %+v", n)
	}
	n.Rules[0] = "other"
	if p.Rules[0] == "other" {
		t.Error("the notice shares the policy's rules")
	}
	if b, err := json.Marshal(n); err != nil || !strings.Contains(string(b), `"backup_days":7`) {
		t.Errorf("%s, %v", b, err)
	}
}
