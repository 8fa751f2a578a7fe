package backup

import (
	"context"
	"errors"
	"fmt"

	"parley/internal/room"
	"parley/internal/texts"

	"github.com/go-json-experiment/json"
)

// incoming is a room that is being taken in.
type incoming struct {
	state   *room.State
	records room.Index          // of the copy
	bodies  []texts.Body        // that come along
	lost    map[string][]string // commitments of those that do not, by why
}

// fold makes the state of the copy's records, and sorts its texts.
func (t *Target) fold(ctx context.Context, c *Copy) (*incoming, error) {
	in := &incoming{state: room.New(), lost: map[string][]string{}}
	var named []room.Text
	for i := range c.Commits {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for j := range c.Commits[i].Records {
			r, err := room.ParseRecord(c.Commits[i].Records[j].Record)
			if err != nil {
				return nil, err
			}
			in.state.Apply(r)
			named = append(named, room.TextsIn(r.Type, r.Payload)...)
		}
	}
	if in.state.Room != c.Room {
		return nil, errors.New("its first record opens another room")
	}
	in.records = in.state.Index
	in.sort(t, c, named)
	return in, nil
}

// sort says of each text that the records name if it comes along, and why not.
// What a record erased needs no word.
func (in *incoming) sort(t *Target, c *Copy, named []room.Text) {
	held := map[room.Text]*texts.Body{}
	for i := range c.Texts {
		held[c.Texts[i].Text] = &c.Texts[i]
	}
	done := map[room.Text]bool{}
	for _, text := range in.state.Erased {
		done[text] = true
	}
	for _, text := range named {
		if done[text] {
			continue
		}
		done[text] = true
		switch b := held[text]; {
		case t.Erased(c.Room, text):
			in.lose(text, room.LostErased)
		case b != nil:
			in.bodies = append(in.bodies, *b)
		case c.Expired:
			in.lose(text, room.LostExpired)
		default:
			in.lose(text, room.LostAbsent)
		}
	}
}

func (in *incoming) lose(text room.Text, why string) {
	in.lost[why] = append(in.lost[why], string(text))
}

func (in *incoming) title() string {
	for i := range in.bodies {
		if in.bodies[i].Text == in.state.Info.Title {
			return in.bodies[i].Body
		}
	}
	return ""
}

func (in *incoming) count() map[string]int {
	n := map[string]int{}
	for why, texts := range in.lost {
		n[why] = len(texts)
	}
	return n
}

// decide has the room accept a command of its own, at the second of its last
// record: how long nobody kept its clock, it finds when it is opened.
func (in *incoming) decide(seed func() [32]byte, name string, payload any) (room.Record, error) {
	b, err := json.Marshal(payload, json.Deterministic(true))
	if err != nil {
		return room.Record{}, err
	}
	draw := seed()
	at := in.state.Now
	r, err := room.Decide(in.state, room.Envelope{
		Cmd: room.NewCmdID(at, [10]byte(draw[:10])), Actor: room.Actor{Kind: room.ActorRoom}, Type: name, Payload: b, Seed: seed(),
	}, at)
	if err != nil {
		return room.Record{}, fmt.Errorf("the room does not go on: %w", err)
	}
	in.state.Apply(r)
	return r, nil
}
