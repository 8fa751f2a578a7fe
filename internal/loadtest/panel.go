package loadtest

import (
	"context"
	"fmt"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

// panellist is a simulated speaker at the table: brings cards that it wrote
// beforehand, and replies in writing.
type panellist struct {
	*play
	n       int // from 1
	c       *client.Client
	seat    room.ItemID
	cards   []room.ItemID // prepared, not brought up yet
	texts   []string      // theirs
	shown   int           // brought up
	replied map[string]bool
}

// sitDown takes the speakers' seats and has their cards written.
func (p *play) sitDown(ctx context.Context) error {
	for i, link := range p.Speakers {
		x := &panellist{play: p, n: i + 1, replied: map[string]bool{}}
		var err error
		if x.c, err = p.browser(); err != nil {
			return err
		}
		if err := x.c.Sit(ctx, link); err != nil {
			return fmt.Errorf("loadtest: taking a panellist's seat: %w", err)
		}
		var me struct {
			Seat struct {
				ID room.ItemID `json:"id"`
			} `json:"seat"`
		}
		if err := x.c.Get(ctx, "/me", &me); err != nil {
			return err
		}
		x.seat = me.Seat.ID
		p.panel = append(p.panel, x)
	}
	v, err := p.desk.View(ctx, view.Desk)
	if err != nil {
		return err
	}
	for _, x := range p.panel {
		x.prepare(ctx, v)
	}
	return p.failed
}

func (x *panellist) prepare(ctx context.Context, v *view.View) {
	for i := range x.script.Statements {
		s := &x.script.Statements[i]
		if s.From != fromCard || s.Speaker != x.n {
			continue
		}
		k := x.c.Command("statement.add").As(room.ActorSeat)
		a, ok := x.add(v, k, s)
		if !ok {
			continue
		}
		a.Prepared = true
		var f room.StatementAdded
		if _, err := k.Send(ctx, a, &f); x.count(err) && !s.Desk {
			x.cards, x.texts = append(x.cards, f.Statement), append(x.texts, s.Text)
		}
	}
}

// step brings the next card up while the panellist has the floor, or replies.
func (x *panellist) step(v *view.View, now room.Seconds) []func(context.Context) {
	if v.Session.Phase != room.Live {
		return nil
	}
	if run := v.Floor.Running; len(x.cards) > 0 && run != nil && run.Seat == x.seat && now >= run.Start+room.Seconds(12+18*x.shown) {
		id, text := x.cards[0], x.texts[0]
		x.cards, x.texts, x.shown = x.cards[1:], x.texts[1:], x.shown+1
		return []func(context.Context){func(ctx context.Context) {
			if _, err := x.c.Command("card.show").As(room.ActorSeat).Send(ctx, room.StatementRef{Statement: id}, nil); x.count(err) {
				x.Say(now, "brought up: "+text)
			}
		}}
	}
	for i := range x.script.Statements {
		s := &x.script.Statements[i]
		if s.Reply.By != "written" || s.Reply.Speaker != x.n || x.replied[s.Text] {
			continue
		}
		id := find(v, s.Text)
		if q := v.Questions.All[id]; id != "" && waits(q) && now >= q.At+45 {
			x.replied[s.Text] = true
			return []func(context.Context){x.reply(id, s, now)}
		}
	}
	return nil
}

func (x *panellist) reply(id room.ItemID, s *sentence, now room.Seconds) func(context.Context) {
	return func(ctx context.Context) {
		k := x.c.Command("reply.give").As(room.ActorSeat)
		if _, err := k.Send(ctx, room.GiveReply{Statement: id, Text: k.Text(s.Reply.Text)}, nil); x.count(err) {
			x.Say(now, "replied in writing: "+s.Text)
		}
	}
}

// waits says whether a question or reason can be replied to.
func waits(q view.Asked) bool {
	return q.Reply == nil && q.Into == "" && q.Hidden == "" && !q.Closed
}
