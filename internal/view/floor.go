package view

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"parley/internal/room"
)

// shownHands is how many hands the queue section holds; who is further back
// asks for their own place.
const shownHands = 50

// recentTurns is how many turns that are over the floor section holds.
const recentTurns = 5

func (b *builder) floor() Floor {
	f := &b.room.Floor
	p := &b.room.Info.Policy.Floor
	out := Floor{
		QueueOpen: f.QueueOpen, Opened: f.Opened, OpenedAt: f.OpenedAt, LotHash: lotHash(b.room.Info.LotSeed),
		Favour: f.Favour, Mics: join(f.Mics), Blocks: f.Blocks, Last: len(f.Turns),
		Recent: map[string]Turn{}, Waiting: b.waiting(), Each: p.Turn + p.Answer,
	}
	if f.LotShown {
		out.LotSeed = b.room.Info.LotSeed
	}
	if n, what, ok := b.room.Undoable(); ok && b.room.Session.Phase == room.Live {
		out.Undo, out.Undoes = n, what
	}
	out.Uneven, _ = b.room.Uneven()
	out.Unheard, _ = b.room.Unheard()
	if f.Block != nil {
		out.Block = &Block{f.Block.Question, f.Block.Since}
	}
	out.Answers = b.room.Answerable()
	for _, t := range f.Turns {
		if t.Counts() {
			out.Done++
		}
	}
	for i := len(f.Turns) - 1; i >= 0 && len(out.Recent) < recentTurns; i-- {
		if t := f.Turns[i]; t.Over {
			out.Recent[strconv.Itoa(t.N)] = *b.turn(t)
		}
	}
	out.Running = b.turn(b.room.Running())
	if len(b.line) > 0 {
		out.Next = b.next(b.line[0])
	}
	if len(b.line) > 1 {
		out.Second = b.next(b.line[1])
	}
	return out
}

// lotHash is shown from the start, so that the seed cannot be changed: the hex
// SHA-256 of the seed's bytes.
func lotHash(seed string) string {
	raw, _ := hex.DecodeString(seed)
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

func (b *builder) waiting() map[room.Side]Line {
	out := map[room.Side]Line{room.Onsite: {}, room.Online: {}}
	for _, p := range b.line {
		n := out[p.Side]
		n.All++
		if p.First {
			n.First++
		}
		out[p.Side] = n
	}
	return out
}

// turn is a turn as the audience may see it; nil for none. What the desk wrote
// beside the reason "access" is the desk's alone.
func (b *builder) turn(t *room.Turn) *Turn {
	if t == nil {
		return nil
	}
	side, line := t.From()
	out := &Turn{
		N: t.N, Kind: t.Kind, Side: side, Line: line, Seat: t.Seat, Hand: t.Hand, Question: t.Question, To: t.To,
		Start: t.Start, Length: t.Length, Paused: t.Paused, InPause: t.InPause, PausedAt: t.PausedAt,
		First: t.First, FollowUp: t.FollowUp, Over: t.Over, Void: t.Void, Why: b.why(t.Why),
		Hidden: b.veiled(room.Named{Turn: t.N}),
	}
	if t.Person != "" {
		out.Who = b.who(t.Person)
	}
	if h := t.HandWas; h != nil {
		out.ReadOut, out.Read, out.Number = h.Read != "", b.text(h.Read), h.Number
	}
	if t.Over {
		out.Seconds = t.Spoken(t.End)
	}
	if t.Corrected != nil {
		out.Corrected = b.text(t.Corrected.Reason)
	}
	if out.Why == t.Why {
		out.Reason = b.text(t.Reason)
	}
	if t.Counts() && !t.Over {
		out.Grace = t.Start + b.grace(t.Side)
	}
	return out
}

// why is an override's reason: "access" is shown as the moderator's call, except
// to the desk.
func (b *builder) why(reason string) string {
	if reason == room.AccessReason && !b.desk {
		return "moderator"
	}
	return reason
}

func (b *builder) grace(side room.Side) room.Seconds {
	if side == room.Online {
		return b.room.Info.Policy.Floor.GraceOnline
	}
	return b.room.Info.Policy.Floor.GraceOnsite
}

func (b *builder) next(p room.Place) *Next {
	h := b.room.Floor.Hands[p.Hand]
	out := &Next{Hand: p.Hand, Side: p.Side, Line: p.Line, Who: b.handWho(h), First: p.First, Why: p.Why}
	if h != nil {
		out.Question, out.Number, out.Read = h.Question, h.Number, h.Read != ""
	}
	return out
}

// handWho is a hand's person, with the desk's own words for the hand.
func (b *builder) handWho(h *room.Hand) *Who {
	if h == nil {
		return nil
	}
	w := b.who(h.Person)
	if label := b.text(h.Label); b.desk && label != "" {
		if w == nil {
			w = &Who{}
		}
		w.Label = label
	}
	return w
}

// queue holds the first hands in the order of the rule; the desk's ends with
// those that cannot be called now.
func (b *builder) queue() Queue {
	out := Queue{Hands: map[room.ItemID]Hand{}, Total: b.room.Waiting()}
	var order ordered
	for _, p := range b.line {
		if len(out.Hands) == shownHands {
			break
		}
		out.Hands[p.Hand] = b.hand(p)
		order.add(string(p.Hand))
	}
	if b.desk {
		for _, p := range b.barred() {
			out.Hands[p.Hand] = b.hand(p)
			order.add(string(p.Hand))
		}
	}
	out.Order = order.String()
	return out
}

// barred lists the hands that cannot be called now, oldest first.
func (b *builder) barred() []room.Place {
	callable := map[room.ItemID]bool{}
	for _, p := range b.line {
		callable[p.Hand] = true
	}
	var out []room.Place
	for _, h := range sortedHands(b.room) {
		if len(out) == shownHands || callable[h.ID] {
			continue
		}
		if p, ok := b.room.Place(h.ID, b.now); ok {
			out = append(out, p)
		}
	}
	return out
}

func (b *builder) hand(p room.Place) Hand {
	h := b.room.Floor.Hands[p.Hand]
	out := Hand{
		Side: p.Side, Line: p.Line, Who: b.handWho(h), First: p.First, Question: h.Question, At: h.At,
		Read: h.Read != "", Number: h.Number, Away: h.Away, Out: h.Out, Place: p.Place,
	}
	if p.Place == 0 {
		out.Waits = p.Why
	}
	if b.desk {
		out.Words = b.text(h.Read)
		if who := b.room.Who(h.Person); who != nil {
			out.Access = who.Access
		}
	}
	return out
}
