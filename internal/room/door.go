package room

import (
	"maps"
	"slices"
	"strconv"
)

// DoorOf names the side whose door is meant; "" both.
type DoorOf struct {
	Side Side `json:"side,omitzero"`
}

// Sweep puts out the voices that joined from one second until before another,
// and did nothing since but to name themselves; with Hands also those who only
// asked for the floor and were never called, or wrote what the desk rejected or
// hid and nothing else. What a ballot did nobody can tell of a voice: its votes
// stay.
type Sweep struct {
	From  Seconds `json:"from"`
	To    Seconds `json:"to"`
	Side  Side    `json:"side,omitzero"`  // "" both
	Hands bool    `json:"hands,omitzero"` // their hands are lowered; the texts stay rejected or hidden

	Newest int `json:"newest,omitzero"` // the newest guest's number of whom the desk had heard, who is put out at most; 0 whoever came
}

// Swept is which sweep of the room this is, from 1, and whom it put out: the first
// and the last of each run of guests' numbers.
type Swept struct {
	Sweep  int      `json:"sweep"`
	Guests [][2]int `json:"guests"`
}

// SweepRef names a sweep by its number.
type SweepRef struct {
	Sweep int `json:"sweep"`
}

// DoorState is who is kept from joining, and who was put out.
type DoorState struct {
	Shut    map[Side]bool
	Slips   map[Side]bool // sides on which nobody joins without a slip
	Batches []SlipBatch   // in the order of their issue

	slips  map[string]*slip // by hash; unused ones that were made void are not among them
	voided int              // batches made void
	sweeps []sweep
	out    int // voices that a sweep put out for as long as it stands
}

// sweep is whom one put out, and when, with their hands and the points of order
// that were refused to them; people is nil once it was taken back.
type sweep struct {
	Sweep
	people map[PersonID]*Person
	hands  map[ItemID]*Hand
	orders map[ItemID]*PointOfOrder
}

// rulesThatSweepWriters are the first by which who wrote nothing but what was
// refused is put out with those who only raised a hand.
const rulesThatSweepWriters = 4

var bothSides = []Side{Onsite, Online}

func doorCommands() []command {
	return []command{
		define("door.close/1", decideDoor(true), applyDoor(true)),
		define("door.open/1", decideDoor(false), applyDoor(false)),
		define("door.sweep/1", decideSweep, applySweep),
		define("door.unsweep/1", decideUnsweep, applyUnsweep),
	}
}

func (p *DoorOf) sides() []Side {
	if p.Side == "" {
		return bothSides
	}
	return []Side{p.Side}
}

func decideDoor(shut bool) func(*State, *ctx, *DoorOf) (None, error) {
	return func(s *State, c *ctx, p *DoorOf) (None, error) {
		switch {
		case s.Session.Phase == Closed:
			return None{}, refuse(CodeClosed, "session")
		case p.Side != "" && !p.Side.Valid():
			return None{}, refuse(CodeMalformed, "side")
		case !slices.ContainsFunc(p.sides(), func(side Side) bool { return s.Door.Shut[side] != shut }):
			return None{}, refuse(CodeAlready, "side")
		}
		for _, side := range p.sides() {
			if s.Door.Shut[side] == shut { // somebody else did this half
				continue
			}
			if err := s.overtaken(c, doorSetting(side)); err != nil {
				return None{}, err
			}
		}
		return None{}, nil
	}
}

func applyDoor(shut bool) func(*State, *meta, *DoorOf, *None) {
	return func(s *State, m *meta, p *DoorOf, _ *None) {
		for _, side := range p.sides() {
			s.sets(m, doorSetting(side))
			s.Door.Shut[side] = shut
		}
	}
}

// Inside is how many voices joined and were not put out.
func (s *State) Inside() int { return s.Guests - s.Door.out }

// idle are the voices of whom nothing is known but that they joined, and perhaps
// a name: neither they nor the desk did anything. With hands also those of whom
// nothing else is known than that they asked for the floor, with a hand that was
// never called or a point of order that was refused, or wrote, and the desk
// rejected or hid all of it.
func (s *State) idle(hands bool) map[PersonID]*Person {
	out := map[PersonID]*Person{}
	for id, p := range s.People {
		if p.Kind == ByPhone && !p.acted && (hands || !p.asked && !p.wrote) && !p.Left && !p.Access && !p.Moved && !p.Called && p.Into == "" && len(p.Acts) == 0 {
			out[id] = p
		}
	}
	for _, h := range s.Floor.Hands {
		if !hands || h.By.Kind != ActorVoice {
			delete(out, h.Person)
		}
	}
	for _, o := range s.Floor.Orders {
		if o.State != orderRefused {
			delete(out, o.Person)
		}
	}
	for _, h := range s.Floor.Dropped {
		delete(out, h.Person)
	}
	for _, x := range s.Statements {
		if !x.refused() || s.Info.Rules < rulesThatSweepWriters {
			delete(out, x.Author)
		}
	}
	for _, t := range s.Floor.Turns {
		delete(out, t.Person)
	}
	for _, p := range s.People {
		delete(out, p.Into)
	}
	return out
}

// refused says whether the desk took the text off every page by a rule.
func (x *Statement) refused() bool { return x.Status == Rejected || x.Hidden != nil }

// acts notes that a voice did something. A text that is to be read out is more
// than a hand: see applyRaise.
func (s *State) acts(by Actor, name string) {
	if by.Kind != ActorVoice {
		return
	}
	switch who := s.person(PersonID(by.ID)); name {
	case "voice.join/1", "voice.name/1":
	case "hand.raise/1", "hand.lower/1", "order.ask/1":
		who.asked = true
	case "statement.add/1":
		who.wrote = true
	default:
		who.acted = true
	}
}

func decideSweep(s *State, c *ctx, p *Sweep) (Swept, error) {
	switch {
	case s.Session.Phase == Closed:
		return Swept{}, refuse(CodeClosed, "session")
	case p.Side != "" && !p.Side.Valid():
		return Swept{}, refuse(CodeMalformed, "side")
	case p.From < 0 || p.To <= p.From:
		return Swept{}, refuse(CodeMalformed, "to")
	case p.Newest < 0:
		return Swept{}, refuse(CodeMalformed, "newest")
	}
	to := p.To
	if c.dated(s) { // a desk without network means nobody who joined since
		to = min(to, *c.Made)
	}
	var guests []int
	for _, who := range s.idle(p.Hands) {
		heard := p.Newest == 0 || who.Guest <= p.Newest
		if heard && who.JoinedAt >= p.From && who.JoinedAt < to && (p.Side == "" || who.Side == p.Side) {
			guests = append(guests, who.Guest)
		}
	}
	if len(guests) == 0 {
		return Swept{}, refuse(CodeNobody, "from")
	}
	slices.Sort(guests)
	return Swept{len(s.Door.sweeps) + 1, runs(guests)}, nil
}

// runs are sorted numbers as the first and the last of each run.
func runs(sorted []int) (out [][2]int) {
	for _, n := range sorted {
		if last := len(out) - 1; last >= 0 && out[last][1] == n-1 {
			out[last][1] = n
		} else {
			out = append(out, [2]int{n, n})
		}
	}
	return out
}

// applySweep makes those persons as if they had not joined: who comes again gets
// another number.
func applySweep(s *State, _ *meta, p *Sweep, f *Swept) {
	put := sweep{*p, map[PersonID]*Person{}, map[ItemID]*Hand{}, map[ItemID]*PointOfOrder{}}
	for id, who := range s.People {
		if who.Kind == ByPhone && slices.ContainsFunc(f.Guests, func(run [2]int) bool { return run[0] <= who.Guest && who.Guest <= run[1] }) {
			put.people[id] = who
			delete(s.People, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.Floor.Hands)) {
		if put.people[s.Floor.Hands[id].Person] != nil {
			put.hands[id] = s.takeHand(id)
		}
	}
	for id, o := range s.Floor.Orders {
		if put.people[o.Person] != nil {
			put.orders[id] = o
			delete(s.Floor.Orders, id)
		}
	}
	s.Door.out += len(put.people)
	s.Door.sweeps = append(slices.Clone(s.Door.sweeps), put)
}

func decideUnsweep(s *State, _ *ctx, p *SweepRef) (None, error) {
	switch {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case p.Sweep < 1 || p.Sweep > len(s.Door.sweeps):
		return None{}, refuse(CodeNoSuch, "sweep")
	case s.Door.sweeps[p.Sweep-1].people == nil:
		return None{}, refuse(CodeAlready, "sweep")
	}
	return None{}, nil
}

// applyUnsweep brings them back, and their hands to the places they had, but for
// those who came again by themselves.
func applyUnsweep(s *State, _ *meta, p *SweepRef, _ *None) {
	if p.Sweep < 1 || p.Sweep > len(s.Door.sweeps) {
		return
	}
	s.Door.sweeps = slices.Clone(s.Door.sweeps)
	x := &s.Door.sweeps[p.Sweep-1]
	back := map[PersonID]bool{}
	for id, who := range x.people {
		if s.People[id] == nil {
			s.People[id], back[id] = who, true
			s.Door.out--
		}
	}
	for _, h := range x.hands {
		if back[h.Person] {
			s.giveBack(h, h.Away, h.Out)
		}
	}
	for id, o := range x.orders {
		if back[o.Person] {
			s.Floor.Orders[id] = o
		}
	}
	x.people, x.hands, x.orders = nil, nil, nil
}

// everIn is a person, also one whom a sweep put out; nil when there never was one.
func (s *State) everIn(id PersonID) *Person {
	if p := s.People[id]; p != nil {
		return p
	}
	for _, x := range s.Door.sweeps {
		if p := x.people[id]; p != nil {
			return p
		}
	}
	return nil
}

// Joins is how many voices of a side joined in a minute, how many of them have
// done nothing, and how many more a sweep with hands puts out.
type Joins struct {
	All   int `json:"all"`
	Idle  int `json:"idle"`
	Hands int `json:"hands,omitzero"`
}

// JoinsKept is of how many minutes joins are shown.
const JoinsKept = 10

// Joins are the voices that joined, by the minute of the room ("12" are seconds
// 720 to 779), of the newest minutes in which somebody did, and by side.
func (s *State) Joins() map[string]map[Side]Joins {
	all, idle := map[int]map[Side]Joins{}, s.idle(true)
	for id, p := range s.People {
		if p.Kind == ByPhone {
			minute := int(p.JoinedAt) / 60
			if all[minute] == nil {
				all[minute] = map[Side]Joins{}
			}
			n := all[minute][p.Side]
			n.All++
			switch {
			case idle[id] == nil:
			case p.asked || p.wrote:
				n.Hands++
			default:
				n.Idle++
			}
			all[minute][p.Side] = n
		}
	}
	minutes := make([]int, 0, len(all))
	for m := range all {
		minutes = append(minutes, m)
	}
	slices.Sort(minutes)
	out := map[string]map[Side]Joins{}
	for _, m := range minutes[max(0, len(minutes)-JoinsKept):] {
		out[strconv.Itoa(m)] = all[m]
	}
	return out
}

// The inverses of what is done at the door.
var (
	backDoor = func(name string) func(*State, *Record) Inverse {
		return from(func(s *State, p *DoorOf, _ *None) Inverse {
			back := *p
			if p.Side == "" && s.Door.Shut[Onsite] != s.Door.Shut[Online] {
				// One door was so already: the other alone goes back.
				back.Side = Online
				if s.Door.Shut[Onsite] == (name == "door.close/1") {
					back.Side = Onsite
				}
			}
			return inverse(name, &back)
		})
	}
	backSweep = from(func(_ *State, _ *Sweep, f *Swept) Inverse {
		return inverse("door.unsweep/1", &SweepRef{f.Sweep})
	})
	backUnsweep = from(func(s *State, p *SweepRef, _ *None) Inverse {
		if p.Sweep < 1 || p.Sweep > len(s.Door.sweeps) {
			return Inverse{}
		}
		return inverse("door.sweep/1", &s.Door.sweeps[p.Sweep-1].Sweep)
	})
)
