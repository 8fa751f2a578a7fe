package room

import (
	"bytes"
	"cmp"
	"container/heap"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// lineKey names a line: a microphone or the phones in the room, the single
// people or a hub online.
type lineKey struct {
	side Side
	name string
}

// queuedHand is a waiting hand as the rule sees it.
type queuedHand struct {
	*Hand
	who    *Person
	number [sha256.Size]byte // the lot's; meaningful when lot
	lot    bool
	out    bool
	bar    Why // WhyBarred, WhyBlock: not eligible; "" otherwise
	behind *queuedHand
	taken  bool
}

func (h *queuedHand) eligible() bool {
	return !h.taken && !h.out && h.bar == "" && (h.behind == nil || h.behind.taken)
}

func (h *queuedHand) before(o *queuedHand) int {
	switch {
	case h.lot != o.lot && h.lot:
		return -1
	case h.lot != o.lot:
		return 1
	case h.lot:
		if c := bytes.Compare(h.number[:], o.number[:]); c != 0 {
			return c
		}
	}
	return h.older(o)
}

func (h *queuedHand) older(o *queuedHand) int {
	return cmp.Or(cmp.Compare(h.Index, o.Index), cmp.Compare(h.ID, o.ID))
}

// queueLine is a line's hands. A hub's are all in firsts, since whether they
// are for a first turn changes with every block.
type queueLine struct {
	lineKey
	hub    PersonID // "" single people
	firsts handList
	laters handList
	served int // which turn served it last; 0 never
}

// queue is the floor's order in the making: what was served, who waits.
type queue struct {
	policy *FloorPolicy
	favour Side
	lines  []*queueLine
	last   [2]Side    // sides of the last turn and of the one before
	served int        // audience turns so far
	online []PersonID // who had Online's turns, in order
	heard  map[PersonID]bool
	outs   int
}

// queue builds the rule's view of the state.
func (s *State) queue() *queue {
	q := &queue{policy: &s.Info.Policy.Floor, favour: s.Floor.Favour, heard: map[PersonID]bool{}}
	lines := map[lineKey]*queueLine{}
	at := map[lineKey]int{}
	for _, t := range s.Floor.Turns {
		if t.Counts() {
			key := lineKey{t.Side, t.Line}
			q.count(key, s.whoID(t.Person))
			at[key] = q.served
		}
	}
	for _, h := range s.queuedHands() {
		key := lineKey{h.who.Side, s.lineOf(h.who)}
		l := lines[key]
		if l == nil {
			l = &queueLine{lineKey: key, served: at[key]}
			if h.who.Kind == AHub {
				l.hub = h.who.ID
			}
			lines[key] = l
			q.lines = append(q.lines, l)
		}
		if h.out {
			q.outs++
		}
		if l.hub == "" && (h.behind != nil || q.heard[h.who.ID]) {
			l.laters.rest = append(l.laters.rest, h)
		} else {
			l.firsts.rest = append(l.firsts.rest, h)
		}
	}
	for _, l := range q.lines {
		heap.Init(&l.firsts.rest)
		heap.Init(&l.laters.rest)
	}
	return q
}

// queuedHands resolves the waiting hands. Where several belong to one person
// through a merge, all but the oldest that could be called are behind it.
func (s *State) queuedHands() []*queuedHand {
	all := make([]queuedHand, 0, len(s.Floor.Hands))
	out := make([]*queuedHand, 0, len(s.Floor.Hands))
	merged := map[PersonID]*queuedHand{}
	for _, h := range s.Floor.Hands {
		who := s.Who(h.Person)
		if who == nil {
			continue
		}
		all = append(all, queuedHand{Hand: h, who: who, out: h.Out, bar: s.bar(h), lot: h.Lot && !who.Moved, number: h.lot})
		w := &all[len(all)-1]
		if who.ID != h.Person {
			merged[who.ID] = nil
			w.number = lotNumber(s.Info.LotSeed, who.ID)
		}
		out = append(out, w)
	}
	if len(merged) > 0 {
		putBehind(out, merged)
	}
	return out
}

func putBehind(hands []*queuedHand, oldest map[PersonID]*queuedHand) {
	for _, w := range hands {
		if o, ok := oldest[w.who.ID]; ok && w.bar == "" && w.who.Kind != AHub && (o == nil || w.older(o) < 0) {
			oldest[w.who.ID] = w
		}
	}
	for _, w := range hands {
		if o := oldest[w.who.ID]; o != nil && o != w {
			w.behind = o
		}
	}
}

// lotNumber is a person's place in the lot: SHA-256 of the room's seed and the
// person's id.
func lotNumber(seed string, id PersonID) [sha256.Size]byte {
	return sha256.Sum256(append(hexOrText(seed), hexOrText(string(id))...))
}

func hexOrText(s string) []byte {
	if b, err := hex.DecodeString(s); err == nil {
		return b
	}
	return []byte(s)
}

// bar is why a waiting hand cannot be called at all for now.
func (s *State) bar(h *Hand) Why {
	if s.barred(h.Person) {
		return WhyBarred
	}
	if b := s.Floor.Block; b != nil && h.Question != b.Question {
		return WhyBlock
	}
	return ""
}

// whoID is the id that a person's turns add up under.
func (s *State) whoID(id PersonID) PersonID {
	if who := s.Who(id); who != nil {
		return who.ID
	}
	return id
}

// lineOf is the line inside the person's side.
func (s *State) lineOf(who *Person) string {
	if who.Kind == AHub || who.Side == Onsite && slices.Contains(s.Floor.Mics, who.Line) {
		return who.Line
	}
	return ""
}
