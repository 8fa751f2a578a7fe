package main

import (
	"bytes"
	"cmp"
	"slices"
)

// choose is whom the rule names now.
func (f *floor) choose() choice {
	h := f.next()
	if h == nil {
		return choice{}
	}
	at := f.where(h)
	return choice{side: at.side, line: at.line, hand: h.id, person: h.of.id}
}

// next is the hand that the rule names now, nil for nobody.
func (f *floor) next() *hand {
	hands := keep(f.waiting, f.callable)
	if present := keep(hands, func(h *hand) bool { return !h.out }); len(present) > 0 {
		hands = present
	}
	if first := keep(hands, f.isFirst); len(first) > 0 {
		hands = first
	}
	for _, side := range f.sides() {
		if here := keep(hands, func(h *hand) bool { return f.where(h).side == side }); len(here) > 0 {
			return slices.MinFunc(f.line(side, here), before)
		}
	}
	return nil
}

// callable holds if a hand can be called, its being out aside.
func (f *floor) callable(h *hand) bool {
	return f.fits(h) && (h.of.owner().hub || !slices.ContainsFunc(f.waiting, func(other *hand) bool {
		return other.index < h.index && other.of.owner() == h.of.owner() && f.fits(other)
	}))
}

func (f *floor) fits(h *hand) bool {
	for p := h.of; p != nil; p = p.into {
		if p.muted || p.banned {
			return false
		}
	}
	return f.block == nil || h.question == *f.block
}

func (f *floor) isFirst(h *hand) bool {
	turns := f.served("")
	if h.of.owner().hub {
		turns = f.served(online)
		turns = turns[len(turns)/f.hubShare*f.hubShare:]
	}
	return !had(turns, h.of.owner())
}

// served are the turns of service of a side, or with "" of both, in their order.
func (f *floor) served(side string) []*turn {
	return keep(f.turns, func(t *turn) bool { return t.service && (side == "" || t.where.side == side) })
}

func had(turns []*turn, p *person) bool {
	return slices.ContainsFunc(turns, func(t *turn) bool { return t.of.owner() == p })
}

// sides are the two sides in the order in which they are asked.
func (f *floor) sides() [2]string {
	turns := f.served("")
	last := func(n int) string { return turns[len(turns)-n].where.side }
	first := f.firstSide
	switch {
	case len(turns) == 0:
	case f.favour == "":
		first = opposite(last(1))
	case len(turns) > 1 && last(1) == f.favour && last(2) == f.favour:
		first = opposite(f.favour)
	default:
		first = f.favour
	}
	return [2]string{first, opposite(first)}
}

func opposite(side string) string {
	if side == online {
		return onsite
	}
	return online
}

// where is a hand's side and its line there.
func (f *floor) where(h *hand) place {
	p := h.of.owner()
	switch {
	case p.hub:
		return place{p.side, "hub:" + p.id}
	case p.side == onsite && slices.Contains(f.mics, p.line):
		return place{p.side, p.line}
	}
	return place{p.side, ""}
}

// line leaves, of the eligible hands of a side, those in the line that is next.
func (f *floor) line(side string, hands []*hand) []*hand {
	if side == online && slices.ContainsFunc(hands, func(h *hand) bool { return !h.of.owner().hub }) {
		turns := f.served(online)
		recent := turns[max(0, len(turns)-(f.hubShare-1)):]
		hands = keep(hands, func(h *hand) bool { return !h.of.owner().hub || !had(recent, h.of.owner()) })
	}
	turns, last := f.served(side), map[place]int{}
	for i, t := range turns {
		last[t.where] = i + 1
	}
	next := f.where(slices.MinFunc(hands, func(a, b *hand) int {
		return cmp.Or(last[f.where(a)]-last[f.where(b)], a.index-b.index)
	}))
	return keep(hands, func(h *hand) bool { return f.where(h) == next })
}

// before orders the hands of a line: those drawn by lot, then the others in order of time.
func before(a, b *hand) int {
	p, q := a.of.owner(), b.of.owner()
	drawnA, drawnB := a.lot && !p.moved, b.lot && !q.moved
	switch {
	case drawnA && drawnB:
		return bytes.Compare(p.lot[:], q.lot[:])
	case drawnA:
		return -1
	case drawnB:
		return 1
	}
	return a.index - b.index
}

func keep[T any](all []T, want func(T) bool) []T {
	var kept []T
	for _, v := range all {
		if want(v) {
			kept = append(kept, v)
		}
	}
	return kept
}
