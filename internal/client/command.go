package client

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/room"
)

// Command is a command being made. Its id is fixed when it is made, so that
// sending it again is harmless.
type Command struct {
	c     *Client
	id    room.CmdID
	name  string
	as    room.ActorKind
	texts []text
}

type text struct {
	Salt string `json:"salt"`
	Body string `json:"body"`
}

// Answer is what became of an accepted command.
type Answer struct {
	At     room.Seconds   `json:"at"`
	Facts  jsontext.Value `json:"facts"`
	Repeat bool           `json:"repeat"`
}

// Command starts a command of the room, "hand.raise".
func (c *Client) Command(name string) *Command {
	at := room.Seconds(max(c.cfg.Now().Unix()-c.epoch, 0))
	return &Command{c: c, id: room.NewCmdID(at, random[[10]byte]()), name: name}
}

// As says in which quality it is sent where the browser has several.
func (k *Command) As(kind room.ActorKind) *Command {
	k.as = kind
	return k
}

// Text adds a body of text and is its commitment for the payload; "" stays no
// text.
func (k *Command) Text(body string) room.Text {
	if body == "" {
		return ""
	}
	salt := random[[32]byte]()
	k.texts = append(k.texts, text{base64.RawURLEncoding.EncodeToString(salt[:]), body})
	return room.Commit(salt, body)
}

// Send sends the command and reads the facts of its record into out, which may
// be nil. A refusal is a [*Problem]. Where the server asks to wait, or the
// answer was lost, it is sent again under the same id.
func (k *Command) Send(ctx context.Context, payload, out any) (Answer, error) {
	raw, err := json.Marshal(payload, json.Deterministic(true))
	if err != nil {
		return Answer{}, err
	}
	body, err := json.Marshal(struct {
		Cmd     room.CmdID     `json:"cmd"`
		Payload jsontext.Value `json:"payload"`
		Texts   []text         `json:"texts,omitzero"`
	}{k.id, raw, k.texts})
	if err != nil {
		return Answer{}, err
	}
	for try := 1; ; try++ {
		a, err := k.send(ctx, body)
		if wait, again := worthwhile(err); again && try < 5 && ctx.Err() == nil {
			select {
			case <-time.After(wait):
				continue
			case <-ctx.Done():
				return a, ctx.Err()
			}
		}
		if err == nil && out != nil {
			err = json.Unmarshal(a.Facts, out)
		}
		return a, err
	}
}

func (k *Command) send(ctx context.Context, body []byte) (a Answer, err error) {
	req, err := k.c.request(ctx, http.MethodPost, "/api/rooms/"+string(k.c.room)+"/commands/"+k.name, bytes.NewReader(body))
	if err != nil {
		return a, err
	}
	req.Header.Set("Content-Type", "application/json")
	if k.as != "" {
		req.Header.Set("Parley-As", string(k.as))
	}
	return a, k.c.json(req, &a)
}

// worthwhile says whether to send again, and when.
func worthwhile(err error) (time.Duration, bool) {
	var p *Problem
	switch {
	case err == nil:
		return 0, false
	case errors.As(err, &p):
		if p.Status == http.StatusServiceUnavailable || p.Status == http.StatusTooManyRequests {
			return max(p.RetryAfter, 100*time.Millisecond), true
		}
		return 0, false
	default:
		return 200 * time.Millisecond, true
	}
}
