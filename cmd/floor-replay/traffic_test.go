package main

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/room"
)

// traffic draws commands to a room, with pick(n) from 0 to n − 1.
type traffic struct {
	*twins
	pick   func(n int) int
	online int // of ten new people
	taken  map[string]int
}

func draw[T any](x *traffic, of ...T) T { return of[x.pick(len(of))] }

func (x *traffic) side() room.Side {
	if x.pick(10) < x.online {
		return room.Online
	}
	return room.Onsite
}

func (x *traffic) voice() room.Actor     { return voice(1 + x.pick(15)) }
func (x *traffic) line() string          { return draw(x, "", "A", "B") }
func (x *traffic) question() int         { return draw(x, 0, 0, 1, 2) }
func (x *traffic) why() string           { return draw(x, room.MustLeave, room.NotHeardYet, room.FollowUpReason) }
func (x *traffic) turn() int             { return len(x.room.Floor.Turns) }
func (x *traffic) running() room.TurnRef { return room.TurnRef{Turn: x.room.Floor.Running} }

func (x *traffic) uneven() room.Side {
	side, _ := x.room.Uneven()
	return side
}

func (x *traffic) sanction() room.Sanctioned {
	return room.Sanctioned{Person: x.person(anybody), Rule: "spam", Reason: x.text()}
}

// person is somebody in the room of whom which holds, "" when there is nobody.
func (x *traffic) person(which func(p *room.Person) bool) room.PersonID {
	ids := []room.PersonID{}
	for _, id := range slices.Sorted(maps.Keys(x.room.People)) {
		if which(x.room.People[id]) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return draw(x, ids...)
}

func anybody(*room.Person) bool     { return true }
func hub(p *room.Person) bool       { return p.Kind == room.AHub }
func single(p *room.Person) bool    { return p.Kind != room.AHub }
func merged(p *room.Person) bool    { return p.Into != "" }
func unmoved(p *room.Person) bool   { return !p.Moved }
func sideMoved(p *room.Person) bool { return p.Moved }
func barred(p *room.Person) bool    { return p.Muted || p.Banned }

// hand is one that waits, or one that nobody has.
func (x *traffic) hand() room.Hand {
	hands := slices.SortedFunc(maps.Values(x.room.Floor.Hands), func(a, b *room.Hand) int { return cmp.Compare(a.ID, b.ID) })
	return *draw(x, append(hands, &room.Hand{ID: "ZZZZ"})...)
}

func (x *traffic) dropped() room.ItemID {
	ids := []room.ItemID{"ZZZZ"}
	for _, h := range x.room.Floor.Dropped {
		ids = append(ids, h.ID)
	}
	return draw(x, ids...)
}

func (x *traffic) order() room.OrderRef {
	return room.OrderRef{Order: draw(x, append(slices.Sorted(maps.Keys(x.room.Floor.Orders)), "ZZZZ")...)}
}

// command is one that the desk sends.
type command struct {
	often int
	name  string
	draw  func(x *traffic) any
}

// deck is the commands of the floor and of the people on it.
var deck = deal([]command{
	{9, "turn.call/1", func(x *traffic) any { return room.CallNext{After: x.turn()} }},
	{5, "turn.end/1", func(x *traffic) any { return x.running() }},
	{3, "turn.absent/1", func(x *traffic) any { return x.running() }},
	{4, "turn.undo/1", func(x *traffic) any {
		n, _, _ := x.room.Undoable()
		return room.TurnRef{Turn: n}
	}},
	{2, "turn.override/1", func(x *traffic) any { return room.Override{After: x.turn(), Hand: x.hand().ID, Why: x.why()} }},
	{1, "turn.override/1", func(x *traffic) any { return room.Override{After: x.turn(), Person: x.person(anybody), Why: x.why()} }},
	{1, "turn.enter/1", func(x *traffic) any {
		return room.EnterTurn{Person: x.person(anybody), Side: x.side(), Seconds: 9, Why: x.why()}
	}},
	{1, "turn.seat/1", func(x *traffic) any { return room.SeatTurn{After: x.turn(), Seat: x.speaker} }},
	{1, "turn.answer/1", func(x *traffic) any { return room.AnswerTurn{After: x.turn(), Seat: x.speaker} }},
	{1, "turn.followup/1", func(x *traffic) any { return room.TurnRef{Turn: x.turn()} }},
	{1, "turn.pause/1", func(x *traffic) any { return x.running() }},
	{3, "turn.resume/1", func(x *traffic) any { return x.running() }},
	{1, "turn.extend/1", func(x *traffic) any { return room.ExtendTurn{Turn: x.running().Turn, Seconds: 30} }},
	{3, "hand.add/1", func(x *traffic) any {
		return room.AddHand{Side: room.Onsite, Person: x.person(single), Line: x.line(), Question: x.question()}
	}},
	{4, "hand.add/1", func(x *traffic) any { return room.AddHand{Side: room.Online, Person: x.person(hub)} }},
	{1, "hand.add/1", func(x *traffic) any {
		return room.AddHand{Side: x.side(), Label: x.text(), Line: x.line()}
	}},
	{1, "hand.drop/1", func(x *traffic) any { return room.DropHand{Hand: x.hand().ID} }},
	{2, "hand.restore/1", func(x *traffic) any { return room.HandRef{Hand: x.dropped()} }},
	{1, "hub.add/1", func(x *traffic) any { return room.AddHub{Name: x.text(), Count: 9} }},
	{1, "mics.set/1", func(x *traffic) any {
		return room.SetMics{Mics: draw(x, []string{"A", "B"}, []string{"B"}, []string{})}
	}},
	{3, "uneven.set/1", func(x *traffic) any { return room.SetUneven{Favour: draw(x, "", x.uneven())} }},
	{1, "block.open/1", func(x *traffic) any { return room.OpenBlock{Question: x.question()} }},
	{1, "block.close/1", func(x *traffic) any { return room.None{} }},
	{1, "queue.close/1", func(x *traffic) any { return room.None{} }},
	{3, "queue.open/1", func(x *traffic) any { return room.None{} }},
	{1, "question.now/1", func(x *traffic) any { return room.QuestionNow{Question: x.question()} }},
	{2, "turn.correct/1", func(x *traffic) any {
		t := x.room.Turn(1 + x.pick(x.turn()+1))
		if t == nil {
			return room.CorrectTurn{}
		}
		p := room.CorrectTurn{Turn: t.N, Seat: t.Seat, Start: t.Start, Seconds: max(t.Spoken(x.now), 1), Reason: x.text()}
		if p.Person = x.person(anybody); t.Seat != "" || x.pick(5) == 0 {
			p.Person = t.Person
		} else if x.pick(3) == 0 {
			p.Person, p.Side = "", x.side()
		}
		return p
	}},
	{3, "person.side/1", func(x *traffic) any { return room.MoveSide{Person: x.person(unmoved), Side: x.side()} }},
	{2, "person.back/1", func(x *traffic) any { return room.PersonRef{Person: x.person(sideMoved)} }},
	{1, "person.mute/1", func(x *traffic) any { return x.sanction() }},
	{1, "person.ban/1", func(x *traffic) any { return x.sanction() }},
	{3, "person.restore/1", func(x *traffic) any { return room.PersonRef{Person: x.person(barred)} }},
	{2, "person.merge/1", func(x *traffic) any { return room.Merge{Keep: x.person(single), Other: x.person(single)} }},
	{2, "person.unmerge/1", func(x *traffic) any { return room.PersonRef{Person: x.person(merged)} }},
	{2, "order.grant/1", func(x *traffic) any { return x.order() }},
	{1, "order.refuse/1", func(x *traffic) any { return room.RefuseOrder{Order: x.order().Order} }},
	{1, "order.uphold/1", func(x *traffic) any { return x.order() }},
})

// deal has each command as often as it says.
func deal(commands []command) (deck []command) {
	for _, c := range commands {
		deck = append(deck, slices.Repeat([]command{c}, c.often)...)
	}
	return deck
}

// run plays a room in which everything happens. After each record the
// published text names the hand that the room names: see [twins.decide].
func (x *traffic) run(commands int) {
	x.online = draw(x, 1, 5, 9)
	opening := x.pick(100)
	for i := range commands {
		if i == opening {
			x.openFloor()
		}
		switch x.pick(12) {
		case 0:
			x.wait(draw[room.Seconds](x, 1, 30, 70, 300))
		case 1:
			x.send(x.voice(), "voice.join/1", room.Join{Side: x.side()})
		case 2, 3, 4, 5:
			x.send(x.voice(), "hand.raise/1", room.RaiseHand{Question: x.question()})
		case 6:
			x.send(x.voice(), "order.ask/1", room.None{})
			h := x.hand()
			by := room.Actor{Kind: room.ActorVoice, ID: string(h.Person)}
			switch x.pick(20) {
			case 0:
				x.send(by, "voice.leave/1", room.None{})
			case 1, 2, 3, 4, 5, 6:
				x.send(by, "statement.add/1", room.AddStatement{Kind: room.Question, Text: x.text(), Hand: h.ID})
			default:
				x.send(by, "hand.lower/1", room.HandRef{Hand: h.ID})
			}
		default:
			c := deck[x.pick(len(deck))]
			x.send(x.moderator, c.name, c.draw(x))
		}
	}
}

func (x *traffic) send(by room.Actor, name string, payload any) {
	if x.try(by, name, payload) {
		x.taken[name]++
	}
}

// TestTraffic plays long rooms, always the same ones.
func TestTraffic(t *testing.T) {
	taken := map[string]int{}
	for seed := range uint64(100) {
		x := &traffic{newTwins(t, seed<<20), rand.New(rand.NewPCG(seed, 0)).IntN, 0, taken}
		x.run(300)
	}
	for _, c := range deck {
		if taken[c.name] < 5 {
			t.Errorf("%s was accepted %d times", c.name, taken[c.name])
		}
	}
}

// TestDrawnTraffic looks for rooms that TestTraffic does not play.
func TestDrawnTraffic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pick := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "pick") }
		x := &traffic{newTwins(t, rapid.Uint64Range(0, 1<<40).Draw(t, "seed")), pick, 0, map[string]int{}}
		x.run(rapid.IntRange(0, 80).Draw(t, "commands"))
	})
}
