package room

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
)

// failer is what testing.T and rapid.T have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// drive sends commands to a room made from a setup, keeping its records.
type drive struct {
	failer
	s       *State
	now     Seconds
	n       uint64
	texts   map[Text]string
	records []Record
	made    *Seconds // when a desk without network did what a seat sends next; nil now
}

// smallSetup is a table of four with two questions and a title that asks.
func smallSetup() *Setup {
	return &Setup{
		Title: Sourced{Value: "Do locks keep doors open?"},
		Seats: []SetupSeat{
			{Roles: []Role{Organizer}}, {Roles: []Role{Moderator}},
			{Roles: []Role{Rapporteur}}, {Roles: []Role{Speaker}, Group: Sourced{Value: "technical"}},
		},
		Questions: []SetupQuestion{{Kind: PolicyQuestion, Text: "Who holds the keys?"}, {Kind: PolicyQuestion, Text: "Who pays?"}},
		Claims:    []Sourced{{Value: "Locks cost little."}, {Value: "Keys get lost."}},
		Plan:      []PlanPart{{Opening, 300}, {Panel, 1500}, {Audience, 1440}, {Closing, 360}},
		Zone:      "UTC", Languages: []string{"en"}, Policy: DefaultPolicy(),
	}
}

func newDrive(t failer, setup *Setup) *drive {
	t.Helper()
	d := &drive{failer: t, s: New(), texts: map[Text]string{}}
	prepared, err := setup.Opening(OpeningInput{
		Room: NewRoomID([16]byte{1}), Key: base64.RawURLEncoding.EncodeToString(make([]byte, 32)),
		Link:   func(i int) string { return LinkHash(fmt.Sprint("link ", i)) },
		Onsite: "AAAA-BBBB", Online: "CCCC-DDDD", Salt: d.salt,
	})
	if err != nil {
		t.Fatalf("opening: %v", err)
	}
	for _, p := range prepared {
		by := Actor{Kind: ActorRoom}
		if p.By == ActorSeat {
			by = Actor{ActorSeat, string(d.s.SeatOrder[0])}
		}
		for _, b := range p.Texts {
			d.texts[b.Text] = b.Body
		}
		if _, err := d.send(Envelope{Actor: by, Type: p.Type, Payload: p.Payload}); err != nil {
			t.Fatalf("opening: %s: %v", p.Type, err)
		}
	}
	return d
}

func (d *drive) salt() (b [32]byte) {
	d.n++
	binary.BigEndian.PutUint64(b[:], d.n)
	return b
}

func (d *drive) text(body string) Text {
	t := Commit(d.salt(), body)
	d.texts[t] = body
	return t
}

func (d *drive) send(e Envelope) (Record, error) {
	d.n++
	var id [10]byte
	binary.BigEndian.PutUint64(id[:], d.n)
	binary.BigEndian.PutUint64(e.Seed[:], d.n)
	e.Cmd = NewCmdID(d.now, id)
	if e.Made == nil && e.Actor.Kind == ActorSeat {
		e.Made = d.made
	}
	e.Texts = func(t Text) (string, bool) { b, ok := d.texts[t]; return b, ok }
	r, err := Decide(d.s, e, d.now)
	if err == nil {
		checkReading(d, r)
		d.s.Apply(r)
		checkReading(d, r)
		d.records = append(d.records, r)
	}
	return r, err
}

func (d *drive) try(by Actor, name string, payload any) (Record, error) {
	d.Helper()
	return d.send(Envelope{Actor: by, Type: name, Payload: d.json(payload), Door: Door{Code: Onsite}})
}

func (d *drive) json(v any) []byte {
	d.Helper()
	b, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		d.Fatalf("payload: %v", err)
	}
	return b
}

// do is a command that must be accepted.
func (d *drive) do(by Actor, name string, payload any) Record {
	d.Helper()
	r, err := d.try(by, name, payload)
	if err != nil {
		d.Fatalf("%s by %s: %v", name, by, err)
	}
	return r
}

// refused is a command that must be refused with the code.
func (d *drive) refused(code Code, by Actor, name string, payload any) {
	d.Helper()
	var e *Error
	if _, err := d.try(by, name, payload); !errors.As(err, &e) || e.Code != code {
		d.Fatalf("%s by %s: %v, want %s", name, by, err, code)
	}
}

// desk is the first seat that holds the role.
func (d *drive) desk(r Role) Actor {
	for _, id := range d.s.SeatOrder {
		if d.s.Seats[id].Has(r) {
			return Actor{ActorSeat, string(id)}
		}
	}
	d.Fatalf("nobody is %s", r)
	return Actor{}
}

func voiceID(i int) Actor  { return Actor{ActorVoice, fmt.Sprintf("%032x", 1000+i)} }
func ballotID(i int) Actor { return Actor{ActorBallot, fmt.Sprintf("%032x", 5000+i)} }

func (d *drive) join(i int, side Side) {
	d.Helper()
	d.do(voiceID(i), "voice.join/1", &Join{Side: side})
}

// vote is ballot i's answer, its side and group as the door says.
func (d *drive) vote(i int, door Door, x ItemID, a Answer) error {
	d.Helper()
	_, err := d.send(Envelope{Actor: ballotID(i), Type: "vote.cast/1", Payload: d.json(&CastVote{Statement: x, Answer: a}), Door: door})
	return err
}

func (d *drive) answer(i int, door Door, o ItemID, a Answer) error {
	d.Helper()
	_, err := d.send(Envelope{Actor: ballotID(i), Type: "outcome.answer/1", Payload: d.json(&AnswerOutcome{o, a}), Door: door})
	return err
}

// statement writes one at the table.
func (d *drive) statement(kind StatementKind) ItemID {
	d.Helper()
	d.do(d.desk(Moderator), "statement.add/1", &AddStatement{Kind: kind, Text: d.text("A sentence.")})
	return d.s.StatementOrder[len(d.s.StatementOrder)-1]
}

// put drafts an outcome, reads it out and puts it to the room.
func (d *drive) put() *Outcome {
	d.Helper()
	d.do(d.desk(Rapporteur), "outcome.draft/1", &DraftOutcome{Text: d.text("We agree.")})
	id := d.s.OutcomeOrder[len(d.s.OutcomeOrder)-1]
	d.do(d.desk(Moderator), "outcome.read/1", &OutcomeRef{id})
	d.do(d.desk(Moderator), "outcome.put/1", &OutcomeRef{id})
	return d.s.Outcomes[id]
}
