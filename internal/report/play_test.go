package report

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// table plays a session by hand: every command is decided and applied.
type table struct {
	t      *testing.T
	s      *room.State
	bodies map[room.Text]string
	at     room.Seconds
	n      uint64
	seats  map[room.Role]room.Actor

	records map[string]room.Record // by id
}

func (p *table) seed() (out [32]byte) {
	p.n++
	return sha256.Sum256(binary.BigEndian.AppendUint64(nil, p.n))
}

func (p *table) text(body string) room.Text {
	salt := p.seed()
	c := room.Commit(salt, body)
	p.bodies[c] = body
	return c
}

func (p *table) texts(t room.Text) (string, bool) {
	b, ok := p.bodies[t]
	return b, ok
}

// do has a command decided and applied, and reads its facts into out.
func (p *table) do(by room.Actor, name string, payload any, out any, door ...room.Door) {
	p.t.Helper()
	raw, err := json.Marshal(payload, json.Deterministic(true))
	if err != nil {
		p.t.Fatal(err)
	}
	seed := p.seed()
	e := room.Envelope{
		Cmd: room.NewCmdID(p.at, [10]byte(seed[:10])), Actor: by, Type: name + "/1", Payload: raw,
		Seed: seed, Texts: p.texts,
	}
	if len(door) > 0 {
		e.Door = door[0]
	}
	r, err := room.Decide(p.s, e, p.at)
	if err != nil {
		p.t.Fatalf("%s at %d: %v", name, p.at, err)
	}
	p.s.Apply(r)
	p.records[string(r.Cmd)] = r
	if out != nil {
		if err := json.Unmarshal(r.Facts, out); err != nil {
			p.t.Fatal(err)
		}
	}
}

// open makes a room from a setup and fills the seats.
func open(t *testing.T, setup *room.Setup) *table {
	t.Helper()
	p := &table{t: t, s: room.New(), bodies: map[room.Text]string{}, seats: map[room.Role]room.Actor{}, records: map[string]room.Record{}}
	prepared, err := setup.Opening(room.OpeningInput{
		Room: room.NewRoomID([16]byte{1}), Epoch: 1_800_000_000, Key: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		Link:   func(i int) string { return room.LinkHash(fmt.Sprint("link", i)) },
		Onsite: "AAAA-BBBB", Online: "CCCC-DDDD", Salt: p.seed,
	})
	if err != nil {
		t.Fatal(err)
	}
	by := room.Actor{Kind: room.ActorRoom}
	for _, c := range prepared {
		for _, b := range c.Texts {
			p.bodies[b.Text] = b.Body
		}
		name := c.Type[:len(c.Type)-2]
		p.do(by, name, c.Payload, nil)
		by = room.Actor{Kind: room.ActorSeat, ID: string(p.s.SeatOrder[0])}
	}
	for _, id := range p.s.SeatOrder {
		for _, r := range p.s.Seats[id].Roles {
			p.seats[r] = room.Actor{Kind: room.ActorSeat, ID: string(id)}
		}
	}
	return p
}

func (p *table) voice(i int) room.Actor {
	return room.Actor{Kind: room.ActorVoice, ID: fmt.Sprintf("%032x", 1000+i)}
}

func (p *table) ballot(i int) room.Actor {
	return room.Actor{Kind: room.ActorBallot, ID: fmt.Sprintf("%032x", 9000+i)}
}

// side puts every third voice in the room.
func side(i int) room.Side {
	if i%3 == 0 {
		return room.Onsite
	}
	return room.Online
}
