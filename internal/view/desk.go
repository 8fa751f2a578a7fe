package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"parley/internal/room"
)

// deskPeople is how many people the desk's section holds; a search for others
// is the server's.
const deskPeople = 200

// deskTurns is how many turns that are over it holds: those of two hours.
const deskTurns = 100

// deskView is what the desk sees: everything that a phone shows, typed names and
// its own words for people, the words of text hands, held and hidden texts, cards
// that seats have ready,// objections and points of order that wait, signals summed, both codes, drafts
// of outcomes. It sees votes as everybody does.
func (b *builder) deskView(w Watching) *View {
	v := b.shared()
	v.Screen = b.scene()
	v.Screen.Onsite, v.Screen.Online = b.text(b.room.Codes.Onsite), b.text(b.room.Codes.Online)
	v.Watching = &w
	d := &DeskView{
		Held: map[room.ItemID]Held{}, Hidden: map[room.ItemID]Held{}, Veiled: map[string]Veiled{}, Appeals: map[room.ItemID]Appeal{}, Objections: map[room.ItemID]Waiting{},
		Orders: map[room.ItemID]Order{}, Signals: map[room.SignalKind]Signal{}, People: map[room.PersonID]Person{},
		Present: map[room.CountLine]int{}, Rights: map[room.ItemID]SeatRights{}, Counted: map[room.ItemID]CountedLines{},
		Helpers: map[room.ItemID]Helper{}, Reports: map[room.ItemID]Reports{},
		Acts: map[room.ItemID]Act{}, Turns: map[string]Turn{},
	}
	b.deskDoor(d)
	b.deskTexts(d)
	b.deskModeration(d)
	b.deskWaiting(d)
	b.deskPeople(d)
	for line, n := range b.room.Present {
		d.Present[line] = n
	}
	d.Short = b.room.PresentShort()
	d.Uncounted, d.Phones = join(b.room.Uncounted()), b.room.Phones()
	for id, s := range b.room.Seats {
		if s.Helper {
			continue
		}
		d.Rights[id] = SeatRights{Deputy: join(s.Deputy), Link: s.Link != ""}
	}
	b.deskHelpers(d)
	b.deskActs(d)
	b.deskTurns(d)
	v.Desk = d
	return v
}

func (b *builder) deskDoor(d *DeskView) {
	d.Door.Joins, d.Door.Newest = b.room.Joins(), b.room.Guests
	for _, side := range []room.Side{room.Onsite, room.Online} {
		if b.room.Door.Shut[side] {
			d.Door.Shut = strings.TrimSpace(d.Door.Shut + " " + string(side))
		}
		if b.room.Door.Slips[side] {
			d.Door.Wants = strings.TrimSpace(d.Door.Wants + " " + string(side))
		}
	}
	d.Door.Slips = map[string]Slips{}
	for i, x := range b.room.Door.Batches {
		if !x.Void || x.Used > 0 {
			d.Door.Slips[strconv.Itoa(i+1)] = Slips(x)
		}
	}
}

// deskHelpers are those who help and whose codes wait.
func (b *builder) deskHelpers(d *DeskView) {
	var order ordered
	for _, id := range b.room.HelperOrder {
		h := b.room.Helpers[id]
		if h.Ended {
			continue
		}
		v := Helper{Joined: h.Joined, Since: h.Since}
		if h.Joined {
			v.Name = b.text(b.room.Seats[id].Name)
		}
		d.Helpers[id] = v
		order.add(string(id))
	}
	d.HelperOrder = order.String()
}

// deskActs says of each seat what it did last, and how that is taken back.
func (b *builder) deskActs(d *DeskView) {
	for seat, a := range b.room.LastActs(b.texts, b.now) {
		v := Act{At: a.At, Did: room.Bare(a.Name), Turn: a.Turn}
		if a.Person != "" {
			v.Who = b.who(a.Person)
		}
		if a.Ready {
			v.Undo, v.Payload, v.Asks = room.Bare(a.Back.Name), string(a.Back.Payload), a.Back.Asks
		}
		d.Acts[seat] = v
	}
}

// deskTurns are the turns that took place and are over, so that the desk can put
// them right.
func (b *builder) deskTurns(d *DeskView) {
	for _, t := range slices.Backward(b.room.Floor.Turns) {
		if len(d.Turns) == deskTurns {
			return
		}
		if t.Over && !t.Void {
			d.Turns[strconv.Itoa(t.N)] = *b.turn(t)
		}
	}
}

// deskTexts are the statements that are on no other page.
func (b *builder) deskTexts(d *DeskView) {
	var order ordered
	for _, id := range b.room.StatementOrder {
		x := b.room.Statements[id]
		if len(x.Lines) > 0 {
			d.Counted[id] = x.Entered()
		}
		v := Held{
			Kind: x.Kind, Text: b.text(x.Text), Lang: x.Lang, Question: x.Question, At: x.At,
			Asks: asks(b.text, x), Status: x.Status, Kept: x.Kept, Like: x.Like,
		}
		if x.Author != "" {
			v.Who = b.who(x.Author)
		}
		why := x.Hidden
		if x.Status == room.Rejected {
			why = x.Why
		}
		switch {
		case x.Status == room.Held:
			d.Held[id] = v
			order.add(string(id))
		case why != nil:
			v.Rule, v.Reason = why.Rule, b.text(why.Reason)
			d.Hidden[id] = v
		}
	}
	d.HeldOrder = order.String()
	d.Cards, d.CardOrder = Cards(b.room, b.text, "")
}

// Cards are the cards that a seat has ready, or all seats where seat is "", and
// their order, oldest first.
func Cards(s *room.State, text func(room.Text) string, seat room.ItemID) (map[room.ItemID]Card, string) {
	all := map[room.ItemID]Card{}
	var order ordered
	for _, id := range s.StatementOrder {
		x := s.Statements[id]
		if x.Status == room.CardPrepared && !x.Erased && (seat == "" || x.Seat == seat) {
			all[id] = Card{x.Seat, x.Kind, text(x.Text), x.Lang, x.Question, asks(text, x)}
			order.add(string(id))
		}
	}
	return all, order.String()
}

func (b *builder) deskWaiting(d *DeskView) {
	for id, o := range b.room.Outcomes {
		for _, x := range o.Objections {
			if !x.Heard && !x.Withdrawn {
				v := Waiting{Outcome: id, Text: b.text(x.Text), At: x.At}
				if x.Author != "" {
					v.Who = b.who(x.Author)
				}
				d.Objections[x.ID] = v
			}
		}
	}
	for id, o := range b.room.Floor.Orders {
		who := b.room.Who(o.Person)
		if o.State != "refused" && who != nil {
			d.Orders[id] = Order{Who: b.who(o.Person), Side: who.Side, At: o.At, State: o.State, Turn: o.Turn}
		}
	}
	for kind, s := range b.room.Signals {
		d.Signals[kind] = b.signal(s)
	}
}

// signal sums a signal; hubs, which sit there in the open, by name.
func (b *builder) signal(s *room.Signal) Signal {
	out := Signal{Count: len(s.By), Since: s.Since}
	for id := range s.By {
		if who := b.room.People[id]; who == nil || who.Kind != room.AHub {
			continue
		}
		if out.Hubs == nil {
			out.Hubs = map[room.PersonID]Who{}
		}
		out.Hubs[id] = *b.who(id)
	}
	return out
}

// deskModeration is the words that were hidden beside statements, and appeals.
func (b *builder) deskModeration(d *DeskView) {
	for _, v := range b.room.Veils {
		words := make([]string, 0, len(v.Texts))
		for _, t := range v.Texts {
			if body, ok := b.texts(t); ok {
				words = append(words, body)
			}
		}
		of := string(v.Item) + string(v.Person)
		if v.Turn != 0 {
			of = strconv.Itoa(v.Turn)
		}
		d.Veiled[of] = Veiled{strings.Join(words, "\n"), v.Rule, b.text(v.Reason)}
	}
	for id, r := range b.room.OpenReports() {
		byRule, since := r.Waits()
		d.Reports[id] = Reports{byRule, since}
	}
	var order ordered
	for _, id := range b.room.AppealOrder {
		a := b.room.Appeals[id]
		if who := b.room.People[a.Author]; who != nil && !who.Left {
			d.Appeals[id] = Appeal{b.who(a.Author), b.text(a.Text), a.At, b.text(a.Answer)}
			order.add(string(id))
		}
	}
	d.AppealOrder = order.String()
}

// deskPeople puts those first whom the desk may have to act on: who speaks or
// waits, who was sanctioned or merged, hubs, then the newest.
func (b *builder) deskPeople(d *DeskView) {
	hands := map[room.PersonID]room.ItemID{}
	for _, h := range sortedHands(b.room) {
		if hands[h.Person] == "" {
			hands[h.Person] = h.ID
		}
	}
	turns, seconds := map[room.PersonID]int{}, map[room.PersonID]room.Seconds{}
	for _, t := range b.room.Floor.Turns {
		if t.Counts() {
			turns[t.Person]++
			seconds[t.Person] += t.Spoken(b.still())
		}
	}
	all := make([]*room.Person, 0, len(b.room.People))
	for _, p := range b.room.People {
		if !p.Left {
			all = append(all, p)
		}
	}
	matters := func(p *room.Person) int {
		if hands[p.ID] != "" || turns[p.ID] > 0 || len(p.Acts) > 0 || p.Into != "" || p.Kind == room.AHub {
			return 1
		}
		return 0
	}
	slices.SortFunc(all, func(x, y *room.Person) int {
		return cmp.Or(matters(y)-matters(x), cmp.Compare(y.Joined, x.Joined), cmp.Compare(x.ID, y.ID))
	})
	d.PeopleN = len(all)
	for _, p := range all[:min(len(all), deskPeople)] {
		d.People[p.ID] = Person{
			Guest: p.Guest, Kind: p.Kind, Side: p.Side, Name: b.text(p.Name), Line: p.Line, Count: b.room.HubCount(p),
			Turns: turns[p.ID], Seconds: seconds[p.ID], Hand: hands[p.ID], Access: p.Access, Moved: p.Moved,
			Muted: p.Muted, Banned: p.Banned, Warned: p.Warned(), Rule: p.Ban.Rule, Into: p.Into, Objects: p.Objects,
		}
	}
}
