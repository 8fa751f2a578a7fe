package room

import "slices"

// This file is the published rule of docs/spec/floor.md, "alternate/1": who is
// next is computed from the state alone, and serving somebody in the queue
// that it builds tells who would be next after that.

// Why says by which sentence of the rule somebody is next.
type Why string

// The reasons of a place in the order.
const (
	WhyFirstSide  Why = "first-side"  // the very first audience turn
	WhySideTurn   Why = "side-turn"   // the other side had the last turn
	WhyFavour     Why = "favour"      // rule 4's key is on
	WhyOtherEmpty Why = "other-empty" // nobody is eligible on the other side
	WhyBlock      Why = "block"       // the floor is limited to another question
	WhyBarred     Why = "barred"      // muted or banned
)

// NextHand is the rule's one answer to who is next; false when it is nobody.
func (s *State) NextHand() (*Hand, bool) {
	if _, h, _ := s.queue().next(); h != nil {
		return h.Hand, true
	}
	return nil, false
}

// next picks whom the rule names. When nobody could be called but those who
// are out, they count as in.
func (q *queue) next() (*queueLine, *queuedHand, Why) {
	for {
		first := slices.ContainsFunc(q.lines, func(l *queueLine) bool { return q.head(l, true) != nil })
		for i, side := range q.sides() {
			if l := q.line(side, first); l != nil {
				return l, q.head(l, first), q.why(side, i > 0)
			}
		}
		if q.outs == 0 {
			return nil, nil, ""
		}
		q.readmit(func(*queueLine) bool { return true })
	}
}

// sides is the order in which the sides are asked.
func (q *queue) sides() [2]Side {
	side := q.last[0].Other()
	switch {
	case q.served == 0:
		side = q.policy.FirstSide
	case q.favour != "" && q.last == [2]Side{q.favour, q.favour}:
		side = q.favour.Other()
	case q.favour != "":
		side = q.favour
	}
	return [2]Side{side, side.Other()}
}

func (q *queue) why(side Side, passed bool) Why {
	switch {
	case passed:
		return WhyOtherEmpty
	case q.served == 0:
		return WhyFirstSide
	case q.last[0] == side:
		return WhyFavour
	}
	return WhySideTurn
}

// line picks the line of a side: served longest ago, never-served ones first,
// ties by the oldest eligible hand.
func (q *queue) line(side Side, first bool) (best *queueLine) {
	single := slices.ContainsFunc(q.lines, func(l *queueLine) bool {
		return l.side == side && l.hub == "" && q.head(l, first) != nil
	})
	for _, l := range q.lines {
		if l.side != side || q.head(l, first) == nil || single && q.recent(l.hub) {
			continue
		}
		if best == nil || l.served < best.served ||
			l.served == best.served && q.oldest(l, first).older(q.oldest(best, first)) < 0 {
			best = l
		}
	}
	return best
}

// head is the line's next eligible hand: for a first turn when first, else for
// any.
func (q *queue) head(l *queueLine, first bool) *queuedHand {
	if l.hub != "" && first && !q.hubFirst(l.hub) {
		return nil
	}
	if h := l.firsts.head(); h != nil || first {
		return h
	}
	return l.laters.head()
}

func (q *queue) oldest(l *queueLine, first bool) (old *queuedHand) {
	hands := &l.firsts
	if !first && l.hub == "" {
		hands = &l.laters
	}
	for h := range hands.all {
		if h.eligible() && (old == nil || h.older(old) < 0) {
			old = h
		}
	}
	return old
}

// hubFirst says whether a hub counts as a person for a first turn: it had none
// of the turns of Online's present block.
func (q *queue) hubFirst(hub PersonID) bool {
	in := len(q.online) % max(q.policy.HubShare, 1)
	return !slices.Contains(q.online[len(q.online)-in:], hub)
}

// recent says whether a hub had one of Online's last turns, so that single
// people go before it.
func (q *queue) recent(hub PersonID) bool {
	n := min(max(q.policy.HubShare-1, 0), len(q.online))
	return hub != "" && slices.Contains(q.online[len(q.online)-n:], hub)
}

// serve gives a hand of a line its turn.
func (q *queue) serve(l *queueLine, h *queuedHand) {
	h.taken = true
	if h.out {
		q.outs--
	}
	q.count(l.lineKey, h.who.ID)
	l.served = q.served
	if q.outs > 0 {
		q.readmit(func(o *queueLine) bool { return o == l || o.allOut() })
	}
}

// count notes an audience turn.
func (q *queue) count(key lineKey, who PersonID) {
	q.served++
	q.last = [2]Side{key.side, q.last[0]}
	q.heard[who] = true
	if key.side == Online {
		q.online = append(q.online, who)
	}
}

// allOut says whether nobody in the line could be called but those who are out.
func (l *queueLine) allOut() bool {
	for _, hands := range []*handList{&l.firsts, &l.laters} {
		for h := range hands.all {
			if h.eligible() {
				return false
			}
		}
	}
	return true
}

func (q *queue) readmit(which func(*queueLine) bool) (freed []*queuedHand) {
	for _, l := range q.lines {
		if !which(l) {
			continue
		}
		for _, hands := range []*handList{&l.firsts, &l.laters} {
			for h := range hands.all {
				if h.out && !h.taken {
					h.out = false
					q.outs--
					freed = append(freed, h)
				}
			}
		}
	}
	return freed
}
