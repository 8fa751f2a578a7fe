package view

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// drive is a room that tests send commands to.
type drive struct {
	testing.TB
	s     *room.State
	now   room.Seconds
	n     uint64
	texts map[room.Text]string
	desk  room.Actor
}

func newDrive(t testing.TB) *drive {
	t.Helper()
	setup := &room.Setup{
		Title: room.Sourced{Value: "Should bridges be painted?"},
		Seats: []room.SetupSeat{
			{Roles: []room.Role{room.Organizer, room.Moderator, room.OnlineModerator, room.Rapporteur}, Name: room.Sourced{Value: "The chair"}},
			{Roles: []room.Role{room.Speaker}, Group: room.Sourced{Value: "technical"}},
		},
		Questions: []room.SetupQuestion{{Kind: room.PolicyQuestion, Text: "Which colour lasts?"}},
		Plan:      []room.PlanPart{{Kind: room.Opening, Seconds: 300}, {Kind: room.Panel, Seconds: 1500}, {Kind: room.Audience, Seconds: 1440}, {Kind: room.Closing, Seconds: 360}},
		Zone:      "UTC", Languages: []string{"en"}, Policy: room.DefaultPolicy(),
	}
	d := &drive{TB: t, s: room.New(), texts: map[room.Text]string{}}
	commands, err := setup.Opening(room.OpeningInput{
		Room: room.NewRoomID([16]byte{1}), Key: base64.RawURLEncoding.EncodeToString(make([]byte, 32)),
		Link:   func(i int) string { return room.LinkHash(fmt.Sprint("link ", i)) },
		Onsite: "AAAA-BBBB", Online: "CCCC-DDDD", Salt: d.seed,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range commands {
		by := room.Actor{Kind: room.ActorRoom}
		if c.By == room.ActorSeat {
			by = room.Actor{Kind: room.ActorSeat, ID: string(d.s.SeatOrder[0])}
		}
		for _, b := range c.Texts {
			d.texts[b.Text] = b.Body
		}
		d.raw(room.Envelope{Actor: by, Type: c.Type, Payload: c.Payload})
	}
	d.desk = room.Actor{Kind: room.ActorSeat, ID: string(d.s.SeatOrder[0])}
	return d
}

func (d *drive) seed() (b [32]byte) {
	d.n++
	binary.BigEndian.PutUint64(b[:], d.n)
	return b
}

func (d *drive) body(text string) room.Text {
	t := room.Commit(d.seed(), text)
	d.texts[t] = text
	return t
}

func (d *drive) get(t room.Text) (string, bool) {
	body, ok := d.texts[t]
	return body, ok
}

func (d *drive) raw(e room.Envelope) room.Record {
	d.Helper()
	e.Seed, e.Texts = d.seed(), d.get
	e.Cmd = room.NewCmdID(d.now, [10]byte(e.Seed[:10]))
	r, err := room.Decide(d.s, e, d.now)
	if err != nil {
		d.Fatalf("%s by %s: %v", e.Type, e.Actor, err)
	}
	d.s.Apply(r)
	return r
}

// do sends a command and reads its facts.
func (d *drive) do(by room.Actor, name string, payload, facts any) {
	d.Helper()
	raw, err := json.Marshal(payload, json.Deterministic(true))
	if err != nil {
		d.Fatal(err)
	}
	e := room.Envelope{Actor: by, Type: name, Payload: raw, Door: room.Door{Code: room.Onsite, Side: room.Online}}
	if r := d.raw(e); facts != nil {
		if err := json.Unmarshal(r.Facts, facts); err != nil {
			d.Fatal(err)
		}
	}
}

func voice(n int) room.Actor {
	return room.Actor{Kind: room.ActorVoice, ID: fmt.Sprintf("%032x", n)}
}

func ballot(n int) room.Actor {
	return room.Actor{Kind: room.ActorBallot, ID: fmt.Sprintf("%032x", 1<<20+n)}
}

func (d *drive) join(n int, side room.Side, name string) {
	d.Helper()
	p := room.Join{Side: side}
	if name != "" {
		p.Name = d.body(name)
	}
	d.do(voice(n), "voice.join/1", p, nil)
}

// toAudience runs the session to the audience's part.
func (d *drive) toAudience() {
	d.Helper()
	d.do(d.desk, "session.start/1", room.None{}, nil)
	d.do(d.desk, "part.next/1", room.NextPart{After: room.Opening}, nil)
	d.do(d.desk, "part.next/1", room.NextPart{After: room.Panel}, nil)
}

func (d *drive) see(to Audience) *View { return For(to, d.s, d.get, d.now, Watching{}, nil) }

// reads says whether the audience's view holds the words anywhere.
func (d *drive) reads(to Audience, words string) bool {
	d.Helper()
	b, err := json.Marshal(d.see(to), json.Deterministic(true))
	if err != nil {
		d.Fatal(err)
	}
	return strings.Contains(string(b), words)
}

// seen says which audiences read the words.
func (d *drive) seen(words string) string {
	d.Helper()
	var out []string
	for _, to := range Audiences {
		if d.reads(to, words) {
			out = append(out, string(to))
		}
	}
	return strings.Join(out, " ")
}

func (d *drive) expect(words, want string) {
	d.Helper()
	if got := d.seen(words); got != want {
		d.Errorf("%q is read by [%s], want [%s]", words, got, want)
	}
}
