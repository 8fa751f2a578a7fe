package room

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// OpeningInput is what a setup does not know about the room that it becomes.
type OpeningInput struct {
	Room   RoomID
	Epoch  int64                 // Unix second of room second 0
	Key    string                // base64url Ed25519 public key of the room
	Link   func(seat int) string // LinkHash of the link of seat number seat of [Setup.Table]
	Onsite string                // the two codes, XXXX-XXXX
	Online string
	// Captions is the address of the session's captions; "" none.
	Captions string
	Claims   []int           // claims, by their place in the setup, that are voted on from the start
	Salt     func() [32]byte // a fresh random salt
}

// TextBody is a text that goes with a command: Text is Commit(Salt, Body).
type TextBody struct {
	Text Text
	Salt [32]byte
	Body string
}

// Prepared is a command of a room that does not exist yet. By is ActorRoom, or
// ActorSeat for the organizer's seat, whose id the first command draws.
type Prepared struct {
	Type    string
	Payload jsontext.Value
	Texts   []TextBody
	By      ActorKind
}

// Table is the seats of the room that the setup becomes, the organizer's first.
// Somebody organizes and somebody moderates, whatever the proposal names: who
// does one does the other, and one person alone does everything. The last seat
// is the projector's.
func (s *Setup) Table() []SetupSeat {
	seats := slices.Clone(s.Seats)
	lead := slices.IndexFunc(seats, func(x SetupSeat) bool { return x.Has(Organizer) })
	if lead < 0 {
		lead = slices.IndexFunc(seats, func(x SetupSeat) bool { return x.Has(Moderator) })
	}
	if lead < 0 && len(seats) == 1 {
		lead = 0
	}
	first := SetupSeat{}
	if lead >= 0 {
		first = seats[lead]
		seats = slices.Delete(seats, lead, lead+1)
	}
	has := func(r Role) bool { return slices.ContainsFunc(seats, func(x SetupSeat) bool { return x.Has(r) }) }
	first.give(Organizer)
	if !has(Moderator) {
		first.give(Moderator)
	}
	if len(seats) == 0 {
		first.give(OnlineModerator)
		first.give(Rapporteur)
	}
	if !has(Screen) {
		seats = append(seats, SetupSeat{Roles: []Role{Screen}})
	}
	return append([]SetupSeat{first}, seats...)
}

func (s *SetupSeat) give(r Role) {
	if !s.Has(r) {
		s.Roles = append(slices.Clone(s.Roles), r)
	}
}

// Opening is the setup as the first commands of a room: the room itself, its
// other seats, its codes and captions, the title's question when the title asks one, and the
// chosen claims. The error is an [*Error] whose field is the path in the setup,
// seats counted as in [Setup.Table].
func (s *Setup) Opening(in OpeningInput) ([]Prepared, error) {
	if s.Rehearsal {
		s = s.rehearsed()
	}
	o := opening{salt: in.Salt}
	seats := s.Table()
	o.add("room.open/1", ActorRoom, "", o.room(s, in, &seats[0]))
	for i := range seats[1:] {
		o.add("seat.add/1", ActorSeat, fmt.Sprintf("seats.%d.", i+1), o.seat(&seats[i+1], in.Link(i+1)))
	}
	o.add("codes.set/1", ActorSeat, "codes.", &SetCodes{o.text(in.Onsite), o.text(in.Online)})
	if in.Captions != "" {
		o.add("captions.set/1", ActorSeat, "", &SetCaptions{o.text(in.Captions)})
	}
	if asks(s.Title.Value) && utf8.RuneCountInString(s.Title.Value) <= maxStatement {
		o.add("statement.add/1", ActorSeat, "title.", &AddStatement{Kind: TitleBefore, Text: o.text(s.Title.Value), Proposal: true})
	}
	for _, i := range in.Claims {
		if i < 0 || i >= len(s.Claims) {
			return nil, refuse(CodeNoSuch, "claims")
		}
		o.add("statement.add/1", ActorSeat, fmt.Sprintf("claims.%d.", i), &AddStatement{Kind: View, Text: o.text(s.Claims[i].Value), Proposal: true})
	}
	return o.made, o.err
}

// rehearsed is a rehearsal's setup: it waits for no hour, and is gone soon.
func (s *Setup) rehearsed() *Setup {
	r := *s
	r.Start, r.Policy.Retention = 0, RehearsalDays
	return &r
}

// maxStatement is the length of AddStatement.Text.
const maxStatement = 280

// asks says whether a title is a question, in the scripts that mark one.
func asks(title string) bool {
	title = strings.TrimRight(title, "\"'”’»」』)） ")
	return slices.ContainsFunc([]string{"?", "؟", "？", "՞", "፧"}, func(mark string) bool { return strings.HasSuffix(title, mark) })
}

// opening gathers commands; texts are those that the command being made holds.
type opening struct {
	salt  func() [32]byte
	texts []TextBody
	made  []Prepared
	err   error
}

// text commits to a body; "" stays no text.
func (o *opening) text(body string) Text {
	if strings.TrimSpace(body) == "" {
		return ""
	}
	body = strings.Map(func(r rune) rune {
		if unwritten(r) {
			return ' '
		}
		return r
	}, strings.ReplaceAll(body, "\r\n", "\n"))
	t := TextBody{Salt: o.salt(), Body: body}
	t.Text = Commit(t.Salt, body)
	o.texts = append(o.texts, t)
	return t.Text
}

// add closes the command whose payload was just made. Path is where its
// fields come from, for the error.
func (o *opening) add(name string, by ActorKind, path string, payload any) {
	texts := o.texts
	o.texts = nil
	if o.err != nil {
		return
	}
	body := func(t Text) (string, bool) {
		i := slices.IndexFunc(texts, func(b TextBody) bool { return b.Text == t })
		if i < 0 {
			return "", false
		}
		return texts[i].Body, true
	}
	if err := checkTexts(reflect.ValueOf(payload).Elem(), body, ""); err != nil {
		var e *Error
		if errors.As(err, &e) {
			err = refuse(e.Code, path+e.Field)
		}
		o.err = err
		return
	}
	b, err := json.Marshal(payload, json.Deterministic(true))
	if err != nil {
		o.err = refuse(CodeMalformed, path)
		return
	}
	o.made = append(o.made, Prepared{Type: name, Payload: b, Texts: texts, By: by})
}

func (o *opening) room(s *Setup, in OpeningInput, organizer *SetupSeat) *OpenRoom {
	p := &OpenRoom{
		Room: in.Room, Epoch: in.Epoch, Key: in.Key,
		Title: o.text(s.Title.Value), Reference: o.text(s.Reference()),
		Layout: o.text(joined(", ", s.Format.Type, s.Format.Layout)),
		Start:  s.Start, Zone: s.Zone, Languages: s.Languages, Plan: s.Plan, Policy: s.Policy, Rules: Rules,
		Rehearsal: s.Rehearsal,
		Organizer: *o.seat(organizer, in.Link(0)),
	}
	for _, q := range s.Questions {
		if t := o.text(q.Text); t != "" {
			p.Questions = append(p.Questions, OpenQuestion{q.Kind, t})
		}
	}
	return p
}

func (o *opening) seat(x *SetupSeat, link string) *AddSeat {
	return &AddSeat{
		Name: o.text(x.Name.Value), Affiliation: o.text(x.Affiliation.Value),
		Group: x.Group.Value, Region: x.Region.Value, Roles: x.Roles, Link: link,
	}
}

func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}
