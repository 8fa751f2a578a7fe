package killtest

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"parley/internal/engine"
	"parley/internal/eventlog/jetstream"
	"parley/internal/room"
	"parley/internal/texts"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// planVar holds, in the killed process, what it is to do.
const planVar = "PARLEY_KILLTEST_PLAN"

// plan is what the killed process knows of the room.
type plan struct {
	Dir       string
	Room      room.RoomID
	Epoch     int64
	Desk      string
	Statement room.ItemID
}

// word is a line that the killed process says: a command before it is sent, and
// what became of it afterwards. A process that was killed in between said the
// first only.
type word struct {
	Ready   bool            `json:",omitzero"`
	Sent    *engine.Command `json:",omitzero"`
	Cmd     room.CmdID      `json:",omitzero"`
	Index   room.Index      `json:",omitzero"`
	Facts   jsontext.Value  `json:",omitzero"`
	Refused string          `json:",omitzero"`
}

type wallClock struct{}

func (wallClock) Now() time.Time                         { return time.Now() }
func (wallClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

func randomSeed() (b [32]byte) {
	_, _ = rand.Read(b[:])
	return b
}

// store is the durable half of a running server.
type store struct {
	db     *jetstream.DB
	vault  *texts.Vault
	config engine.Config
}

func openStore(dir string) (*store, error) {
	db, err := jetstream.Open(filepath.Join(dir, "log"))
	if err != nil {
		return nil, err
	}
	vault, err := texts.Open(db.Texts(), filepath.Join(dir, "keys"))
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &store{db, vault, engine.Config{Log: db.Log(), Texts: vault, Clock: wallClock{}, Seed: randomSeed}}, nil
}

// child is the process that is killed: people who send as fast as they are
// answered.
type child struct {
	plan
	e   *engine.Engine
	mu  sync.Mutex
	out *os.File
}

func runChild(encoded string) error {
	c := &child{out: os.Stdout}
	if err := json.Unmarshal([]byte(encoded), &c.plan); err != nil {
		return err
	}
	st, err := openStore(c.Dir)
	if err != nil {
		return err
	}
	c.e = engine.New(st.config)
	if err := c.e.View(context.Background(), c.Room, func(*room.State, room.Texts, room.Seconds) {}); err != nil {
		return err
	}
	c.say(word{Ready: true})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(c.voice)
		wg.Go(c.ballot)
	}
	wg.Go(c.desk)
	wg.Wait()
	return nil
}

func (c *child) say(w word) {
	b, err := json.Marshal(w)
	if err != nil {
		panic(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, err := c.out.Write(append(b, '\n')); err != nil {
		os.Exit(1) // whoever listened is gone
	}
}

// send says what it sends, sends it and says what became of it.
func (c *child) send(by room.Actor, name string, payload any, bodies ...texts.Body) bool {
	b, err := json.Marshal(payload)
	if err != nil {
		panic(err)
	}
	seed := randomSeed()
	cmd := engine.Command{
		Cmd:   room.NewCmdID(room.Seconds(time.Now().Unix()-c.Epoch), [10]byte(seed[:10])),
		Actor: by, Type: name, Payload: b, Texts: bodies, Door: room.Door{Code: room.Onsite, Side: room.Online},
	}
	c.say(word{Sent: &cmd})
	a, err := c.e.Submit(context.Background(), c.Room, cmd)
	var refused *room.Error
	if errors.As(err, &refused) {
		c.say(word{Cmd: cmd.Cmd, Refused: string(refused.Code)})
	}
	if err != nil {
		return false
	}
	c.say(word{Cmd: cmd.Cmd, Index: a.Index, Facts: a.Facts})
	return true
}

// voice is people who join under a name and raise their hand.
func (c *child) voice() {
	for {
		seed := randomSeed()
		v := room.Actor{Kind: room.ActorVoice, ID: id(seed)}
		name := texts.Body{Text: room.Commit(seed, "somebody"), Salt: seed, Body: "somebody"}
		if c.send(v, "voice.join/1", room.Join{Side: room.Online, Name: name.Text}, name) {
			c.send(v, "hand.raise/1", room.RaiseHand{})
			c.send(v, "voice.access/1", room.SetAccess{On: true})
		}
	}
}

// ballot is people who vote, and vote again.
func (c *child) ballot() {
	for {
		b := room.Actor{Kind: room.ActorBallot, ID: id(randomSeed())}
		for _, a := range []room.Answer{room.Agree, room.Unsure, room.Disagree} {
			c.send(b, "vote.cast/1", room.CastVote{Statement: c.Statement, Answer: a})
		}
	}
}

// desk calls whom the rule names.
func (c *child) desk() {
	desk := room.Actor{Kind: room.ActorSeat, ID: c.Desk}
	for {
		turns := 0
		_ = c.e.View(context.Background(), c.Room, func(s *room.State, _ room.Texts, _ room.Seconds) { turns = len(s.Floor.Turns) })
		c.send(desk, "turn.call/1", room.CallNext{After: turns})
		time.Sleep(5 * time.Millisecond)
	}
}
