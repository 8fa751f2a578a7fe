// Package enginetest opens rooms for tests: a room with one seat that holds every
// role, on a clock that moves when the test says so, and people who send it
// commands. What it draws is the same on every run.
package enginetest

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"parley/internal/engine"
	"parley/internal/engine/simclock"
	"parley/internal/eventlog"
	"parley/internal/eventlog/memory"
	"parley/internal/room"
	"parley/internal/texts"

	"github.com/go-json-experiment/json"
)

// Epoch is the Unix second at which the clocks of tests start.
const Epoch = 1_800_000_000

// Source draws randomness that is the same on every run. It is safe for
// concurrent use.
type Source struct {
	mu sync.Mutex
	r  *rand.ChaCha8
}

// NewSource makes a source; the same n gives the same draws.
func NewSource(n byte) *Source { return &Source{r: rand.NewChaCha8([32]byte{n})} }

// Seed draws 32 bytes.
func (s *Source) Seed() (b [32]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, _ = s.r.Read(b[:])
	return b
}

// CmdID makes a command id for room second at.
func (s *Source) CmdID(at room.Seconds) room.CmdID {
	b := s.Seed()
	return room.NewCmdID(at, [10]byte(b[:10]))
}

// ID draws the id of a voice or a ballot.
func (s *Source) ID() string {
	b := s.Seed()
	return hex.EncodeToString(b[:16])
}

// Body makes a text under a salt of its own.
func (s *Source) Body(text string) texts.Body {
	salt := s.Seed()
	return texts.Body{Text: room.Commit(salt, text), Salt: salt, Body: text}
}

// Hall is an open room and whoever is in it.
type Hall struct {
	T      testing.TB
	Engine *engine.Engine
	Log    eventlog.Log
	Vault  *texts.Vault
	Clock  *simclock.Clock // what time it is, unless the configuration says otherwise
	Source *Source
	Key    ed25519.PrivateKey // the room's
	Room   room.RoomID
	Desk   room.Actor // the seat with every role

	config engine.Config
	epoch  int64

	mu     sync.Mutex
	bodies map[room.Text]texts.Body
}

// Start opens a room. change may replace parts of the engine's configuration,
// which holds a memory log unless it says otherwise; nil changes nothing.
func Start(t testing.TB, change func(*engine.Config)) *Hall {
	t.Helper()
	vault, err := texts.Open(texts.NewMemory(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	h := &Hall{T: t, Clock: simclock.New(time.Unix(Epoch, 0)), Source: NewSource(1), Vault: vault, bodies: map[room.Text]texts.Body{}}
	seed := h.Source.Seed()
	h.Key = ed25519.NewKeyFromSeed(seed[:])
	h.config = engine.Config{
		Log: memory.New(), Texts: vault, Clock: h.Clock, Seed: h.Source.Seed,
		Trouble: func(_ room.RoomID, err error) { t.Logf("trouble: %v", err) },
	}
	if change != nil {
		change(&h.config)
	}
	h.Log, h.Engine = h.config.Log, engine.New(h.config)
	t.Cleanup(func() { h.Engine.Close() })
	h.open(room.NewRoomID([16]byte(seed[:16])))
	return h
}

// Next opens another room on the same engine, with the same key, and goes there.
func (h *Hall) Next() {
	h.T.Helper()
	seed := h.Source.Seed()
	h.open(room.NewRoomID([16]byte(seed[:16])))
}

func (h *Hall) open(id room.RoomID) {
	h.T.Helper()
	h.Room, h.epoch = id, h.config.Clock.Now().Unix()
	as, err := h.Engine.Create(context.Background(), id, h.Opening(id, h.epoch))
	if err != nil {
		h.T.Fatal(err)
	}
	var opened room.Opened
	h.facts(as[0], &opened)
	h.Desk = room.Actor{Kind: room.ActorSeat, ID: string(opened.Seat)}
}

// Restart closes the engine and starts another on the same log and texts.
func (h *Hall) Restart() {
	h.Engine.Close()
	h.Engine = engine.New(h.config)
}

// Opening is what makes a room whose second 0 is the Unix second epoch.
func (h *Hall) Opening(id room.RoomID, epoch int64) []room.Prepared {
	policy := room.DefaultPolicy()
	policy.Hold = false
	open := room.OpenRoom{
		Room: id, Epoch: epoch, Title: h.Say("A session for tests?"), Zone: "Europe/Zurich", Languages: []string{"en"},
		Questions: []room.OpenQuestion{{Kind: room.PolicyQuestion, Text: h.Say("What is asked first?")}},
		Plan: []room.PlanPart{
			{Kind: room.Opening, Seconds: 300}, {Kind: room.Panel, Seconds: 900},
			{Kind: room.Audience, Seconds: 1800}, {Kind: room.Closing, Seconds: 600},
		},
		Policy: policy, Rules: room.Rules, Key: base64.RawURLEncoding.EncodeToString(h.Key.Public().(ed25519.PublicKey)),
		Organizer: room.AddSeat{Name: h.Say("Desk"), Roles: []room.Role{room.Organizer, room.Moderator, room.OnlineModerator, room.Rapporteur}},
	}
	codes := room.SetCodes{Onsite: h.Say("ABCD-EFGH"), Online: h.Say("JKLM-NPQR")}
	return []room.Prepared{
		h.prepared(room.ActorRoom, "room.open/1", open),
		h.prepared(room.ActorSeat, "codes.set/1", codes),
	}
}

func (h *Hall) prepared(by room.ActorKind, name string, payload any) room.Prepared {
	c := h.Command(room.Actor{Kind: by}, name, payload)
	p := room.Prepared{Type: name, Payload: c.Payload, By: by}
	for _, b := range c.Texts {
		p.Texts = append(p.Texts, room.TextBody(b))
	}
	return p
}

// Say makes a text; the command that names it carries its body.
func (h *Hall) Say(text string) room.Text {
	b := h.Source.Body(text)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.bodies[b.Text] = b
	return b.Text
}

// Now is the room's time by the engine's clock.
func (h *Hall) Now() room.Seconds { return room.Seconds(h.config.Clock.Now().Unix() - h.epoch) }

// Command makes a command with a new id, and with the bodies of the texts that
// its payload names.
func (h *Hall) Command(by room.Actor, name string, payload any) engine.Command {
	b, err := json.Marshal(payload, json.Deterministic(true))
	if err != nil {
		h.T.Fatal(err)
	}
	c := engine.Command{Cmd: h.Source.CmdID(h.Now()), Actor: by, Type: name, Payload: b, Door: room.Door{Code: room.Onsite, Side: room.Online}}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, t := range room.TextsIn(name, b) {
		if body, ok := h.bodies[t]; ok {
			c.Texts = append(c.Texts, body)
		}
	}
	return c
}

// Try sends a command.
func (h *Hall) Try(by room.Actor, name string, payload any) (engine.Answer, error) {
	return h.Engine.Submit(context.Background(), h.Room, h.Command(by, name, payload))
}

// Do sends a command that must be accepted and reads its facts into facts,
// unless that is nil.
func (h *Hall) Do(by room.Actor, name string, payload, facts any) engine.Answer {
	h.T.Helper()
	a, err := h.Try(by, name, payload)
	if err != nil {
		h.T.Fatalf("%s: %v", name, err)
	}
	if facts != nil {
		h.facts(a, facts)
	}
	return a
}

func (h *Hall) facts(a engine.Answer, v any) {
	h.T.Helper()
	if err := json.Unmarshal(a.Facts, v); err != nil {
		h.T.Fatal(err)
	}
}

// Join lets a new voice in.
func (h *Hall) Join(side room.Side) room.Actor {
	h.T.Helper()
	v := room.Actor{Kind: room.ActorVoice, ID: h.Source.ID()}
	h.Do(v, "voice.join/1", room.Join{Side: side}, nil)
	return v
}

// Ballot makes a new ballot.
func (h *Hall) Ballot() room.Actor { return room.Actor{Kind: room.ActorBallot, ID: h.Source.ID()} }

// State shows the room.
func (h *Hall) State(f func(*room.State, room.Texts, room.Seconds)) {
	h.T.Helper()
	if err := h.Engine.View(context.Background(), h.Room, f); err != nil {
		h.T.Fatal(err)
	}
}

// Records reads the room's log.
func (h *Hall) Records() (rs []room.Record) {
	h.T.Helper()
	for c, err := range h.Log.Read(context.Background(), h.Room, 1) {
		if err != nil {
			h.T.Fatal(err)
		}
		for i := range c.Records {
			r, err := room.ParseRecord(c.Records[i].Record)
			if err != nil {
				h.T.Fatal(err)
			}
			rs = append(rs, r)
		}
	}
	return rs
}
