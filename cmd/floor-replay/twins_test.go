package main

import (
	"encoding/base64"
	"encoding/binary"
	stdjson "encoding/json"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// failer is what testing.T and rapid.T have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// twins are a room and the floor that is replayed from the room's records.
type twins struct {
	failer
	room      *room.State
	floor     *floor
	now       room.Seconds
	n         uint64
	texts     map[room.Text]string
	moderator room.Actor
	speaker   room.ItemID
}

// newTwins is a room whose lot, ids and salts follow from seed.
func newTwins(t failer, seed uint64) *twins {
	t.Helper()
	x := &twins{failer: t, room: room.New(), floor: newFloor(), n: seed, texts: map[room.Text]string{}}
	setup := room.Setup{
		Title:     room.Sourced{Value: "Do locks keep doors open?"},
		Seats:     []room.SetupSeat{{Roles: []room.Role{room.Organizer, room.Moderator}}, {Roles: []room.Role{room.Speaker}}},
		Questions: []room.SetupQuestion{{Kind: room.PolicyQuestion, Text: "Who holds the keys?"}, {Kind: room.PolicyQuestion, Text: "Who pays?"}},
		Plan:      []room.PlanPart{{Kind: room.Opening, Seconds: 300}, {Kind: room.Panel, Seconds: 1500}, {Kind: room.Audience, Seconds: 1440}, {Kind: room.Closing, Seconds: 360}},
		Zone:      "UTC", Languages: []string{"en"}, Policy: room.DefaultPolicy(),
	}
	prepared, err := setup.Opening(room.OpeningInput{
		Room: room.NewRoomID([16]byte{1}), Key: base64.RawURLEncoding.EncodeToString(make([]byte, 32)),
		Link:   func(i int) string { return room.LinkHash(fmt.Sprint("link ", i)) },
		Onsite: "AAAA-BBBB", Online: "CCCC-DDDD", Salt: x.salt,
	})
	if err != nil {
		t.Fatalf("opening: %v", err)
	}
	for _, p := range prepared {
		by := room.Actor{Kind: room.ActorRoom}
		if p.By == room.ActorSeat {
			by = room.Actor{Kind: room.ActorSeat, ID: string(x.room.SeatOrder[0])}
		}
		for _, b := range p.Texts {
			x.texts[b.Text] = b.Body
		}
		if _, err := x.decide(by, p.Type, p.Payload); err != nil {
			t.Fatalf("opening: %s: %v", p.Type, err)
		}
	}
	x.moderator = room.Actor{Kind: room.ActorSeat, ID: string(x.room.SeatOrder[0])}
	x.speaker = x.room.SeatOrder[1]
	return x
}

func (x *twins) salt() (b [32]byte) {
	x.n++
	binary.BigEndian.PutUint64(b[:], x.n)
	return b
}

func (x *twins) text() room.Text {
	t := room.Commit(x.salt(), "a few words")
	x.texts[t] = "a few words"
	return t
}

// decide sends a command to the room. An accepted one is a record for the
// floor, and after it both must name the same next hand.
func (x *twins) decide(by room.Actor, name string, payload []byte) (room.Record, error) {
	x.Helper()
	seed := x.salt()
	r, err := room.Decide(x.room, room.Envelope{
		Cmd: room.NewCmdID(x.now, [10]byte(seed[:10])), Actor: by, Type: name, Payload: payload, Seed: seed,
		Door:  room.Door{Code: room.Onsite},
		Texts: func(t room.Text) (string, bool) { b, ok := x.texts[t]; return b, ok },
	}, x.now)
	if err != nil {
		return r, err
	}
	x.room.Apply(r)
	line := r.Append(nil)
	var read record
	if err := stdjson.Unmarshal(line, &read); err != nil {
		x.Fatalf("%s: %v", line, err)
	}
	if err := x.floor.step(read); err != nil {
		x.Fatalf("%s: %v", line, err)
	}
	if i := len(x.floor.calls) - 1; i >= 0 && x.floor.calls[i].record == int(x.room.Index) {
		if verdict, done := x.floor.calls[i].verdict(); verdict == "differs" {
			x.Fatalf("%s%s, the text names %v", line, done, x.floor.calls[i].rule)
		}
	}
	if got, want := x.floor.choose(), x.next(); got != want {
		x.Fatalf("after record %d %s\nthe text names %v\nthe room names %v", x.room.Index, line, got, want)
	}
	return r, nil
}

// next is whom the room names.
func (x *twins) next() choice {
	line := x.room.Line(1)
	h, ok := x.room.NextHand()
	if ok != (len(line) == 1) || ok && h.ID != line[0].Hand {
		x.Fatalf("the room's next hand is %v, its line begins with %v", h, line)
	}
	if !ok {
		return choice{}
	}
	return choice{string(line[0].Side), line[0].Line, string(h.ID), string(h.Person)}
}

// try sends a command that may be refused, with a code. It says whether it was taken.
func (x *twins) try(by room.Actor, name string, payload any) bool {
	x.Helper()
	b, err := json.Marshal(payload, json.Deterministic(true))
	if err != nil {
		x.Fatalf("%s: %v", name, err)
	}
	_, err = x.decide(by, name, b)
	var refusal *room.Error
	if err != nil && (!errors.As(err, &refusal) || refusal.Code == "") {
		x.Fatalf("%s: %v", name, err)
	}
	return err == nil
}

// do sends a command that must be taken.
func (x *twins) do(by room.Actor, name string, payload any) {
	x.Helper()
	if !x.try(by, name, payload) {
		x.Fatalf("%s by %v was refused", name, by)
	}
}

// wait lets seconds pass; the room moves by itself where it says it would.
func (x *twins) wait(seconds room.Seconds) {
	to := x.now + seconds
	for next, ok := x.room.Next(); ok && next.At <= to; next, ok = x.room.Next() {
		x.now = max(next.At, x.now)
		x.do(room.Actor{Kind: room.ActorRoom}, next.Name, next.Payload)
	}
	x.now = to
}

// openFloor goes on to the audience's part.
func (x *twins) openFloor() {
	if x.room.Session.Phase == room.Before {
		x.do(x.moderator, "session.start/1", room.None{})
	}
	for x.room.Session.Part == room.Opening || x.room.Session.Part == room.Panel {
		x.do(x.moderator, "part.next/1", &room.NextPart{After: x.room.Session.Part})
	}
}

func voice(n int) room.Actor { return room.Actor{Kind: room.ActorVoice, ID: fmt.Sprintf("%032x", n)} }
